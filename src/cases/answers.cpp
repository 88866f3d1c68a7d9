#include "cases/answers.hpp"

#include <algorithm>

#include "cases/opening_words.hpp"
#include "cases/party_words.hpp"
#include "cases/remainders.hpp"
#include "cases/words.hpp"

namespace sitrep::cases {
namespace {

constexpr std::uint32_t kAnswerReach = 3;  // sentences from a charge to what answers it
constexpr std::size_t kMostOfOne = 64;     // requests of one report or asker that are compared
constexpr std::uint32_t kReplyReach = 2;   // from something asked to what who was asked says

}  // namespace

AnswerFinder::AnswerFinder(const Template& kind, const ledger::Evidence& evidence, const LinkChecks& checks,
                           const std::vector<Matter>& matters)
    : kind_(kind), evidence_(evidence), checks_(checks), matters_(matters) {
    const auto& acts = evidence.dossier().acts;
    for (const Act& act : acts) {
        if ((act.act != ActKind::request && act.act != ActKind::demand) || !act.what) continue;
        // "Asked the agency to turn the application down": from whom is asked on.
        const auto first =
            std::lower_bound(acts.begin(), acts.end(), act.report,
                             [](const Act& other, ReportIndex report) { return other.report < report; });
        const auto last =
            std::upper_bound(first, acts.end(), act.report,
                             [](ReportIndex report, const Act& other) { return report < other.report; });
        const bool same = asks_by_verb(act) && std::any_of(first, last, [&](const Act& other) {
                              return other.span == act.span && other.act == ActKind::refuse;
                          });
        wished_.insert({act.report, same ? act.span.begin : act.what->begin, act.what->end});
    }
    if (kind.opened_by_phrases) return;
    for (std::uint32_t m = 0; m < matters.size(); ++m) {
        for (const ReportIndex report : matters[m].reports) asked_in_[report].push_back(m);
        for (const EntityRef asker : matters[m].askers) by_asker_[asker].push_back(m);
        for (const std::uint32_t act : matters[m].openings) {
            const ledger::Item& item = evidence.acts()[act];
            const Act& one = checks_.act_of(act);
            opened_spans_.emplace(std::array<std::uint32_t, 3>{one.report, one.span.begin, one.span.end},
                                  one.actor);
            const std::uint32_t begin =
                evidence_.dossier().reports[one.report].report.text.range(one.span).begin;
            opened_at_.emplace(std::pair(item.report, begin), Opening{act, m, item.sentence});
        }
    }
}

/// "Asked the agency to turn the application down", not "rejected the firm's application".
bool AnswerFinder::asks_by_verb(const Act& act) const {
    const WordList& asking_verbs = word_list(evidence_, Words::asking_verbs);
    const std::vector<std::string> words =
        plain_words(evidence_.words(act.report, {act.span.begin, act.what->begin}));
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return std::find(asking_verbs.begin(), asking_verbs.end(), word) != asking_verbs.end();
    });
}

/// "Zimbabwe seeks consent": who asks in these very words grants nothing by them.
/// So does "demands that the authority throw out the plan": nobody has thrown it out.
bool AnswerFinder::asked_in_span(const Event& event) const {
    const auto opened =
        opened_spans_.find({event.place.report, event.place.span.begin, event.place.span.end});
    // "Sweden granted 22 of the 40 trucks that Norway had requested": one asks, another gives.
    if (opened != opened_spans_.end() &&
        (event.act < 0 || event.by < 0 || opened->second < 0 || evidence_.one_side(event.by, opened->second)))
        return true;
    // Of an act its span, of a phrase where it begins.
    const Span told =
        event.act >= 0
            ? event.place.span
            : evidence_.dossier().reports[event.place.report].report.text.source({event.at, event.at + 1});
    const auto first = wished_.lower_bound({event.place.report, 0, 0});
    for (auto at = first; at != wished_.end() && (*at)[0] == event.place.report; ++at) {
        if ((*at)[1] <= told.begin && told.end <= (*at)[2]) return true;
    }
    return false;
}

bool AnswerFinder::one_decider(const Matter& matter, const Matter& other, const Event& event) const {
    // "Put in for tents", and nobody says with whom: whoever was asked by the other speaks to that one.
    if (matter.deciders.empty()) return event.by >= 0 && checks_.asked(other, event.by);
    return std::any_of(other.deciders.begin(), other.deciders.end(),
                       [&](EntityRef one) { return checks_.asked(matter, one); });
}

std::vector<EntityRef> AnswerFinder::named_beside(const Event& event) const {
    std::vector<EntityRef> found = event.named;
    const TextRange own =
        evidence_.dossier().reports[event.place.report].report.text.range(sentence_of(event, evidence_).span);
    for (const ledger::Evidence::Named& one : evidence_.named(event.place.report)) {
        if (own.begin <= one.range.begin && one.range.end <= own.end) found.push_back(one.entity);
    }
    return found;
}

bool AnswerFinder::names_party(const Matter& matter, const Event& event) const {
    const std::vector<EntityRef> named = named_beside(event);
    return std::any_of(named.begin(), named.end(), [&](EntityRef party) {
        return checks_.of_askers(matter, party) || checks_.asked(matter, party);
    });
}

std::optional<std::uint32_t> AnswerFinder::part_of(const Event& event) const {
    const auto& sentences = evidence_.dossier().reports[event.place.report].tokens.sentences;
    auto at = opened_at_.lower_bound({event.place.report, event.at});
    while (at != opened_at_.begin()) {
        --at;
        if (at->first.first != event.place.report || at->second.sentence + 1 < event.sentence ||
            sentences[at->second.sentence].block != sentences[event.sentence].block)
            return std::nullopt;
        const Figure* asked = asked_amount(checks_.act_of(at->second.act), evidence_);
        if (asked != nullptr && asked->value && event.part < *asked->value) return at->second.matter;
    }
    return std::nullopt;
}

std::optional<std::uint32_t> AnswerFinder::settles_for(const Event& event) const {
    constexpr std::size_t kNounLetters = 5;  // of a word by which "310 families" are "families from La Mora"
    if (kind_.opened_by_phrases || kind_.opens_with(ActKind::offer) || event.act < 0 || event.by < 0 ||
        checks_.stage(event) != Stage::granted ||
        checks_.act_of(static_cast<std::uint32_t>(event.act)).act != ActKind::agree)
        return std::nullopt;
    const std::vector<std::string> own = plain_words(evidence_.name(event.by));
    const auto asker = [&](EntityRef one) {
        if (one < 0) return false;
        if (evidence_.one_side(one, event.by)) return true;
        const std::vector<std::string> name = plain_words(evidence_.name(one));
        return std::any_of(name.begin(), name.end(), [&](const std::string& word) {
            return word.size() >= kNounLetters && std::find(own.begin(), own.end(), word) != own.end();
        });
    };
    std::optional<std::uint32_t> found;
    for (std::uint32_t m = 0; m < matters_.size(); ++m) {
        const Matter& matter = matters_[m];
        if (!matter.asks_money || !checks_.in_situation(matter, event) || checks_.before_all(event, matter) ||
            std::none_of(matter.askers.begin(), matter.askers.end(), asker))
            continue;
        const auto figures = figures_in(event.place, evidence_);
        if (std::none_of(figures.begin(), figures.end(), [&](std::uint32_t index) {
                const Figure& sum = evidence_.dossier().figures[index];
                return is_money(sum) && sum.value &&
                       std::any_of(matter.sums.begin(), matter.sums.end(), [&](const auto& asked) {
                           return asked.first == sum.unit && *sum.value <= asked.second;
                       });
            }))
            continue;
        if (found) return std::nullopt;
        found = m;
    }
    return found;
}

/// Does what the event shares with a matter stand in the words of the other one too?
bool AnswerFinder::nothing_else(const Matter& matter, const Matter& other, const Event& event) const {
    const std::vector<ledger::Term> words = evidence_.terms().find(other.words);
    return std::all_of(matter.core.begin(), matter.core.end(), [&](const auto& one) {
        return !std::binary_search(event.terms.begin(), event.terms.end(), one.first) ||
               std::find(words.begin(), words.end(), one.first) != words.end();
    });
}

bool AnswerFinder::of_another_request(const Matter& matter, const Event& event) const {
    if (kind_.opened_by_phrases || !kind_.opens_with(ActKind::request) || matter.charge ||
        kind_.states[event.state].start || matter.askers.empty())
        return false;
    const std::vector<EntityRef> named = named_beside(event);
    if (speaks_of_party(event, matter.asker, evidence_) ||
        std::any_of(named.begin(), named.end(),
                    [&](EntityRef party) { return checks_.of_askers(matter, party); }))
        return false;
    const auto rival = [&](std::uint32_t m) {
        const Matter& other = matters_[m];
        return &other != &matter && !other.askers.empty() && one_decider(matter, other, event) &&
               nothing_else(matter, other, event) &&
               std::none_of(other.askers.begin(), other.askers.end(),
                            [&](EntityRef asker) { return checks_.of_askers(matter, asker); });
    };
    for (const EntityRef party : named) {
        const auto list = by_asker_.find(party);
        if (list != by_asker_.end() && list->second.size() <= kMostOfOne &&
            std::any_of(list->second.begin(), list->second.end(), rival))
            return true;
    }
    if (std::find(matter.reports.begin(), matter.reports.end(), event.place.report) != matter.reports.end())
        return false;
    const auto here = asked_in_.find(event.place.report);
    return here != asked_in_.end() && here->second.size() <= kMostOfOne &&
           std::any_of(here->second.begin(), here->second.end(), rival);
}

/// What the accused admits or denies in another report, where only one charge is brought against it.
std::optional<std::uint32_t> AnswerFinder::only_charge(const Event& event) const {
    if (kind_.opens_with(ActKind::accuse) && event.act < 0) return blame_decided(event);
    if (!kind_.opens_with(ActKind::accuse) || event.act < 0 || event.by < 0) return std::nullopt;
    const ActKind told = checks_.act_of(static_cast<std::uint32_t>(event.act)).act;
    if (told != ActKind::admit && told != ActKind::deny) return std::nullopt;
    std::optional<std::uint32_t> found;
    for (std::uint32_t m = 0; m < matters_.size(); ++m) {
        const Matter& matter = matters_[m];
        if (!checks_.in_situation(matter, event) || matter.decider < 0 ||
            !checks_.of(event.by, matter.decider) ||
            (!checks_.shares_words(matter, event) && !checks_.takes_back(event)))
            continue;
        if (found) return std::nullopt;
        found = m;
    }
    return found;
}

std::optional<std::uint32_t> AnswerFinder::office_left(const Event& event) const {
    if (event.act >= 0 || kind_.states[event.state].name != "office left") return std::nullopt;
    std::optional<std::uint32_t> found;
    for (std::uint32_t m = 0; m < matters_.size(); ++m) {
        if (!leaves_office(matters_[m], evidence_) || !checks_.in_situation(matters_[m], event) ||
            std::none_of(event.named.begin(), event.named.end(),
                         [&](EntityRef one) { return checks_.asked(matters_[m], one); }))
            continue;
        if (found) return std::nullopt;
        found = m;
    }
    return found;
}

/// "The owners have agreed to let three arbitrators decide who was to blame": of the only charge that one
/// of those named brings or denies.
std::optional<std::uint32_t> AnswerFinder::blame_decided(const Event& event) const {
    // "Prosecutors closed their inquiry into the owner": no word on blame is needed.
    const bool closed = checks_.stage(event) == Stage::refused && event.process_word;
    if (!closed && checks_.stage(event) != Stage::submitted &&
        checks_.stage(event) != Stage::under_examination)
        return std::nullopt;
    const std::vector<std::string> words = plain_words(evidence_.words(event.place.report, event.place.span));
    const WordList& blame_words = word_list(evidence_, Words::blame_words);
    if (!closed && std::none_of(words.begin(), words.end(), [&](const std::string& word) {
            return std::find(blame_words.begin(), blame_words.end(), word) != blame_words.end();
        }))
        return std::nullopt;
    std::optional<std::uint32_t> found;
    for (std::uint32_t m = 0; m < matters_.size(); ++m) {
        const Matter& matter = matters_[m];
        const bool party = std::any_of(event.named.begin(), event.named.end(),
                                       [&](EntityRef one) {
                                           return evidence_.one_side(one, matter.asker) ||
                                                  evidence_.one_side(one, matter.decider);
                                       }) ||
                           checks_.speaks_of(words, matter.asker) || checks_.speaks_of(words, matter.decider);
        if (!party || !checks_.in_situation(matter, event)) continue;
        if (found) return std::nullopt;
        found = m;
    }
    return found;
}

/// The matter that was opened right before in the same report and that this event answers.
std::optional<std::uint32_t> AnswerFinder::answers(const Event& event) const {
    auto at = opened_at_.lower_bound({event.place.report, event.at});
    while (at != opened_at_.begin()) {
        --at;
        if (at->first.first != event.place.report || at->second.sentence + kAnswerReach < event.sentence)
            return std::nullopt;
        if (answers(event, at->second)) return at->second.matter;
    }
    return std::nullopt;
}

/// "The fund approved 1.2 million on Monday. Its agencies had applied for 1.8 million": the grant comes
/// first.
std::optional<std::uint32_t> AnswerFinder::told_before_asking(const Event& event) const {
    if (kind_.opened_by_phrases || checks_.stage(event) != Stage::granted) return std::nullopt;
    for (auto at = opened_at_.upper_bound({event.place.report, event.at});
         at != opened_at_.end() && at->first.first == event.place.report &&
         at->second.sentence <= event.sentence + 1;
         ++at) {
        if (at->second.sentence == event.sentence || !checks_.asked_earlier(event, at->second.act)) continue;
        return at->second.matter;
    }
    return std::nullopt;
}

bool AnswerFinder::answers(const Event& event, const Opening& opening) const {
    const ActKind opened = checks_.act_of(opening.act).act;
    if (opened == ActKind::accuse) return answers_charge(event, opening);
    const State& state = kind_.states[event.state];
    const std::uint32_t away = event.sentence - opening.sentence;
    if (state.start || (state.stage == Stage::submitted && !state.unanswered) || state.of_the_rest ||
        away > kReplyReach)
        return false;
    const Matter& matter = matters_[opening.matter];
    const EntityRef recipient = checks_.act_of(opening.act).recipient;
    const auto is = [&](EntityRef party) {
        return party >= 0 && event.by >= 0 && checks_.of(event.by, party);
    };
    if (is(checks_.act_of(opening.act).actor) || is(matter.asker))
        return state.stage == Stage::withdrawn && away <= 1 && event.points_back;
    if (checks_.decides(event) && asked_in_span(event)) return false;
    const bool waits = away <= 1 && !event.in_quote && state.unanswered;
    if (is(recipient) || is(matter.decider))
        return checks_.takes_up(event, matter) || waits || (away <= 1 && checks_.bare(event));
    if (away <= 1 && event.on_condition && checks_.shares_core(event, matter)) return true;
    // Somebody else, or nobody named: only right behind, and pointing at it.
    return waits || (away <= 1 && !event.in_quote && checks_.points_at(event));
}

bool AnswerFinder::answers_charge(const Event& event, const Opening& opening) const {
    if (event.act < 0) return false;
    const ActKind answer = checks_.act_of(static_cast<std::uint32_t>(event.act)).act;
    const Matter& matter = matters_[opening.matter];
    if (answer != ActKind::deny && answer != ActKind::admit && answer != ActKind::refuse) return false;
    if (event.by >= 0 && checks_.of(event.by, matter.asker)) return false;
    // "He denied that the recorder had been switched off", where lights were charged, of somebody else.
    if (answer == ActKind::deny && matter.decider < 0 && !checks_.takes_up(event, matter)) return false;
    // "The patrol had strayed": admits nothing of the shelling that was charged.
    if (answer == ActKind::admit && !checks_.takes_up(event, matter)) return false;
    // "We will not do it without leave", says who asks for the leave: that answers nothing.
    return answer != ActKind::refuse || checks_.takes_up(event, matter);
}

}  // namespace sitrep::cases
