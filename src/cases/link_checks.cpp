#include "cases/link_checks.hpp"

#include <algorithm>
#include <array>

#include "cases/event_words.hpp"
#include "cases/opening_words.hpp"
#include "cases/party_words.hpp"
#include "cases/remainders.hpp"
#include "cases/words.hpp"
#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::cases {
namespace {

constexpr std::uint32_t kShortSentence = 9;  // tokens

/// "The idea", "any such plan", "that": what was told before; not "his plea to waive the fee".
bool means_it(const std::string& words) {
    constexpr std::array<std::string_view, 12> kNouns = {"idea",       "plan",   "proposal", "call",
                                                         "suggestion", "demand", "offer",    "plea",
                                                         "terms",      "calls",  "demands",  "proposals"};
    constexpr std::array<std::string_view, 3> kMore = {"to", "for", "that"};
    const std::vector<std::string> list = plain_words(words);
    for (std::size_t at = 0; at < std::min<std::size_t>(3, list.size()); ++at) {
        if (at == 0 && (list[at] == "that" || list[at] == "this" || list[at] == "both")) return true;
        if (text::among(list[at], kNouns)) return at + 1 >= list.size() || !text::among(list[at + 1], kMore);
    }
    return false;
}

}  // namespace

bool LinkChecks::speaks_of_money(const Event& event) const {
    const auto figures = figures_in(sentence_of(event, evidence_), evidence_);
    return std::any_of(figures.begin(), figures.end(),
                       [&](std::uint32_t index) { return is_money(evidence_.dossier().figures[index]); });
}

bool LinkChecks::shares_core(const Event& event, const Matter& matter) const {
    return std::any_of(matter.core.begin(), matter.core.end(), [&](const auto& one) {
        return std::binary_search(event.terms.begin(), event.terms.end(), one.first);
    });
}

const Act& LinkChecks::act_of(std::uint32_t act) const { return evidence_.dossier().acts[act]; }

Stage LinkChecks::stage(const Event& event) const { return kind_.states[event.state].stage; }

bool LinkChecks::decides(const Event& event) const {
    return stage(event) == Stage::granted || stage(event) == Stage::refused;
}

bool LinkChecks::asker_accepts(const Matter& matter, const Event& event) const {
    if (kind_.opened_by_phrases || event.act < 0 || kind_.states[event.state].start) return false;
    const Act& act = act_of(static_cast<std::uint32_t>(event.act));
    const bool accepts = act.act == ActKind::agree || act.act == ActKind::consider ||
                         act.act == ActKind::commit || act.act == ActKind::offer || act.act == ActKind::plan;
    return accepts && act.status == ActStatus::conditional && act.actor >= 0 && of_askers(matter, act.actor);
}

bool LinkChecks::of_somebody_else(const Matter& matter, const Event& event) const {
    if (kind_.opened_by_phrases || matter.charge || event.by < 0) return false;
    const auto& entities = evidence_.dossier().entities;
    const auto body = [&](EntityRef one) {
        const Entity& entity = entities[static_cast<std::size_t>(one)];
        return entity.named && entity.type != EntityType::person && entity.type != EntityType::event;
    };
    // What somebody wants who is not offered it is another thing.
    if (event.act >= 0 && kind_.opens_with(ActKind::offer) &&
        act_of(static_cast<std::uint32_t>(event.act)).act == ActKind::demand)
        return !asked(matter, event.by) && !points_at(event);
    if (event.act >= 0 && act_of(static_cast<std::uint32_t>(event.act)).act == ActKind::threaten)
        return event.in_title || asked(matter, event.by) ||
               (!of_askers(matter, event.by) && !shares_core(event, matter));
    if (matter.deciders.empty()) return false;
    if (event.act < 0 && kind_.states[event.state].unanswered && embassy_of_asked(matter, event.by))
        return false;
    const bool ours = std::any_of(event.named.begin(), event.named.end(),
                                  [&](EntityRef one) { return asked(matter, one); });
    const bool theirs = !asked(matter, event.by) && !of_askers(matter, event.by) &&
                        std::none_of(matter.deciders.begin(), matter.deciders.end(),
                                     [&](EntityRef one) { return of(event.by, one); });
    if (!theirs || ours) return false;
    const State& state = kind_.states[event.state];
    const bool offers = std::any_of(state.acts.begin(), state.acts.end(),
                                    [](const ActRule& rule) { return rule.act == ActKind::offer; });
    if (offers && !state.conditional && !kind_.opens_with(ActKind::offer)) return true;
    // The Red Cross offers tanks on a condition, where a ministry is asked for some.
    if (state.conditional && event.act >= 0 && body(event.by) && !kind_.opens_with(ActKind::offer) &&
        act_of(static_cast<std::uint32_t>(event.act)).act == ActKind::offer)
        return true;
    return event.act < 0 && state.unanswered && body(event.by) && matter.decider >= 0 && body(matter.decider);
}

bool LinkChecks::embassy_of_asked(const Matter& matter, EntityRef who) const {
    constexpr std::size_t kStem = 4;  // letters that "Indian" and "India" share at the least
    const auto alike = [](const std::string& word, const std::string& name) {
        const std::size_t least = std::min(word.size(), name.size());
        std::size_t shared = 0;
        while (shared < least && word[shared] == name[shared]) ++shared;
        return shared >= kStem && shared + 1 >= least;
    };
    const std::vector<std::string> words = plain_words(evidence_.name(who));
    return std::any_of(matter.deciders.begin(), matter.deciders.end(), [&](EntityRef decider) {
        const Entity& state = evidence_.dossier().entities[static_cast<std::size_t>(decider)];
        const std::vector<std::string> name = plain_words(state.name);
        return state.type == EntityType::geopolitical && !name.empty() &&
               std::any_of(words.begin(), words.end(),
                           [&](const std::string& word) { return alike(word, name.front()); });
    });
}

bool LinkChecks::asker_says(const Matter& matter, const Event& event) const {
    if (!event.on_condition) return false;
    const auto& quotes = evidence_.dossier().quotes;
    return std::any_of(quotes.begin(), quotes.end(), [&](const Quotation& quote) {
        return quote.report == event.place.report && quote.span.overlaps(event.place.span) &&
               quote.speaker.entity >= 0 &&
               std::any_of(matter.askers.begin(), matter.askers.end(),
                           [&](EntityRef asker) { return evidence_.one_side(quote.speaker.entity, asker); });
    });
}

bool LinkChecks::asker_offers(const Matter& matter, const Event& event) const {
    if (kind_.opened_by_phrases) return false;
    // Who asked and was refused may appeal.
    if (stage(event) == Stage::under_examination)
        return event.by >= 0 && !kind_.states[event.state].reopens && of_askers(matter, event.by);
    // "She will lend her pump, and has asked the mayor for a well": nobody grants what he asks for himself.
    if (!in_the_asking(matter, event) || stage(event) != Stage::granted ||
        !kind_.opens_with(ActKind::request))
        return false;
    const auto& acts = evidence_.dossier().acts;
    return std::any_of(acts.begin(), acts.end(), [&](const Act& act) {
        const bool gives =
            act.act == ActKind::plan || act.act == ActKind::commit || act.act == ActKind::offer;
        return gives && act.report == event.place.report && act.span.overlaps(event.place.span) &&
               act.actor >= 0 && of_askers(matter, act.actor) && !asked(matter, act.actor);
    });
}

bool LinkChecks::offers_beside(const Matter& matter, const Event& event) const {
    const std::vector<ActRule>& acts = kind_.states[event.state].acts;
    if (kind_.opens_with(ActKind::offer) || event.act >= 0 ||
        std::none_of(acts.begin(), acts.end(),
                     [](const ActRule& rule) { return rule.act == ActKind::offer; }))
        return false;
    return in_the_asking(matter, event);
}

bool LinkChecks::in_the_asking(const Matter& matter, const Event& event) const {
    return std::any_of(matter.openings.begin(), matter.openings.end(), [&](std::uint32_t act) {
        return act_of(act).report == event.place.report && evidence_.acts()[act].sentence == event.sentence;
    });
}

bool LinkChecks::asked_earlier(const Event& grant, std::uint32_t index) const {
    const Act& act = act_of(index);
    const std::vector<std::string> words = plain_words(evidence_.words(act.report, act.span));
    if (std::find(words.begin(), words.end(), "had") == words.end()) return false;
    const Figure* asked = asked_amount(act, evidence_);
    const auto figures = figures_in(sentence_of(grant, evidence_), evidence_);
    if (asked != nullptr && std::any_of(figures.begin(), figures.end(), [&](std::uint32_t one) {
            const Figure& given = evidence_.dossier().figures[one];
            return !given.unit.empty() && given.unit == asked->unit;
        }))
        return true;
    const ledger::TermSet& own = evidence_.acts()[index].own;
    return asked != nullptr && std::any_of(own.begin(), own.end(), [&](ledger::Term term) {
               return evidence_.terms().kind(term) == ledger::TermKind::thing &&
                      std::binary_search(grant.terms.begin(), grant.terms.end(), term);
           });
}

bool LinkChecks::turns_offer_down(const Event& event) const {
    if (kind_.opened_by_phrases || kind_.opens_with(ActKind::offer) || stage(event) != Stage::refused)
        return false;
    const auto& acts = evidence_.dossier().acts;
    return std::any_of(acts.begin(), acts.end(), [&](const Act& act) {
        return act.act == ActKind::offer && act.report == event.place.report &&
               evidence_.acts()[static_cast<std::size_t>(&act - acts.data())].sentence == event.sentence &&
               !(event.by >= 0 && act.actor >= 0 && of(event.by, act.actor) && event.act >= 0);
    });
}

bool LinkChecks::agrees_to_other(const Matter& matter, const Event& event) const {
    if (!kind_.opens_with(ActKind::offer)) return false;
    if (other_sum(matter, event)) return true;
    if (event.act < 0) return false;
    const Act& act = act_of(static_cast<std::uint32_t>(event.act));
    if (!act.what || points_at(event)) return false;
    const ledger::TermSet what = evidence_.terms_of(act.report, *act.what);
    return !what.empty() && std::none_of(matter.core.begin(), matter.core.end(), [&](const auto& one) {
        return std::binary_search(what.begin(), what.end(), one.first);
    });
}

bool LinkChecks::other_sum(const Matter& matter, const Event& event) const {
    if (matter.sums.empty()) return false;
    bool other = false;
    for (const std::uint32_t index : figures_in(sentence_of(event, evidence_), evidence_)) {
        const Figure& figure = evidence_.dossier().figures[index];
        if (!is_money(figure) || !figure.value) continue;
        for (const auto& [unit, value] : matter.sums) {
            if (unit == figure.unit && value == *figure.value) return false;
            other = other || unit == figure.unit;
        }
    }
    return other;
}

bool LinkChecks::declines_other(const Matter& matter, const Event& event) const {
    constexpr std::array<std::string_view, 9> kDeclines = {"declined to ", "refused to ",  "declines to ",
                                                           "refuses to ",  "turned down ", "turns down ",
                                                           "rejected ",    "rejects ",     "dismissed "};
    return stage(event) == Stage::refused && !matter.charge &&
           (of_other_thing(matter, event, kDeclines) || other_request(matter, event));
}

bool LinkChecks::other_request(const Matter& matter, const Event& event) const {
    const WordList& request_nouns = word_list(evidence_, Words::request_nouns);
    constexpr std::array<std::string_view, 4> kTheirs = {"his", "her", "their", "its"};
    constexpr std::size_t kLongWord = 4;  // letters from which a word says what is asked
    constexpr std::size_t kReach = 8;     // words of a request that say what it is for
    const Place place = sentence_of(event, evidence_);
    const std::vector<std::string> words = plain_words(evidence_.words(place.report, place.span));
    const std::vector<std::string> own = plain_words(matter.words);
    for (std::size_t at = 0; at + 3 < words.size(); ++at) {
        if (!text::among(words[at], kTheirs) || !holds(request_nouns, words[at + 1]) ||
            (words[at + 2] != "to" && words[at + 2] != "for"))
            continue;
        for (std::size_t next = at + 3; next < std::min(words.size(), at + 3 + kReach); ++next) {
            if (words[next].size() >= kLongWord &&
                std::any_of(own.begin(), own.end(), [&](const std::string& one) {
                    return ledger::stem(one) == ledger::stem(words[next]);
                }))
                return false;
        }
        return true;
    }
    return false;
}

bool LinkChecks::considers_other(const Matter& matter, const Event& event) const {
    constexpr std::array<std::string_view, 5> kConsiders = {"considering ", "weighing ", "studying ",
                                                            "examining ", "reviewing "};
    return stage(event) == Stage::under_examination && !matter.charge &&
           of_other_thing(matter, event, kConsiders);
}

bool LinkChecks::of_other_thing(const Matter& matter, const Event& event,
                                std::span<const std::string_view> verbs) const {
    const Place place = sentence_of(event, evidence_);
    const std::string words = text::folded(evidence_.words(place.report, place.span));
    for (const std::string_view verb : verbs) {
        const std::size_t at = words.find(verb);
        if (at == std::string::npos) continue;
        const auto begin = static_cast<std::uint32_t>(at + verb.size());
        if (begin >= place.span.size()) return false;
        const std::size_t stop = std::min(words.find_first_of(",;:\"", begin), words.size());
        const Span what{place.span.begin + begin,
                        std::min(place.span.end, place.span.begin + static_cast<std::uint32_t>(stop))};
        const ledger::TermSet terms = evidence_.terms_of(place.report, what);
        if (terms.empty() || means_it(evidence_.words(place.report, what)) ||
            points_back(kind_, evidence_.words(place.report, what)))
            return false;
        return std::none_of(matter.core.begin(), matter.core.end(), [&](const auto& one) {
            return evidence_.terms().name(one.first) != "request-x" &&
                   std::binary_search(terms.begin(), terms.end(), one.first);
        });
    }
    return false;
}

bool LinkChecks::weighs_other(const Matter& matter, const Event& event) const {
    if (stage(event) != Stage::under_examination || kind_.opened_by_phrases || matter.charge ||
        event.by < 0 || event.process_word || event.points_back)
        return false;
    const auto& entities = evidence_.dossier().entities;
    // "The authority would decide next week", where the government is asked to say something.
    const auto named = [&](EntityRef one) { return entities[static_cast<std::size_t>(one)].named; };
    return matter.decider >= 0 &&
           (named(matter.decider) || (named(event.by) && entities[static_cast<std::size_t>(event.by)].type ==
                                                             EntityType::organisation)) &&
           !asked(matter, event.by) && !called_for_short(matter, event.by) && !of_askers(matter, event.by) &&
           !court_takes_up(matter, event);
}

bool LinkChecks::only_word(const Matter& matter, const Event& event) const {
    if (!kind_.states[event.state].conditional || event.act >= 0 || event.on_condition) return false;
    const auto shared = std::count_if(matter.core.begin(), matter.core.end(), [&](const auto& one) {
        return std::binary_search(event.terms.begin(), event.terms.end(), one.first);
    });
    return shared < 2 && !begins_with_pronoun(event.place.report, event.sentence) &&
           !speaks_of_party(event, matter.asker, evidence_) &&
           std::none_of(
               matter.deciders.begin(), matter.deciders.end(),
               [&](EntityRef one) { return speaks_of_party(event, one, evidence_); });
}

bool LinkChecks::bystander(const Matter& matter, const Event& event) const {
    if (event.act < 0 || event.by < 0 || matter.charge || kind_.opens_with(ActKind::offer)) return false;
    const auto& entities = evidence_.dossier().entities;
    const Entity& who = entities[static_cast<std::size_t>(event.by)];
    if (!who.named || who.type != EntityType::person) return false;
    if (std::any_of(matter.deciders.begin(), matter.deciders.end(),
                    [&](EntityRef one) { return of(event.by, one); }))
        return false;
    const WordList& offices = word_list(evidence_, Words::offices);
    return std::none_of(who.roles.begin(), who.roles.end(), [&](const std::string& role) {
        const std::vector<std::string> words = plain_words(role);
        return std::any_of(words.begin(), words.end(),
                           [&](const std::string& word) { return holds(offices, word); });
    });
}

bool LinkChecks::of_others(const Matter& matter, const Event& event) const {
    bool others = false;
    for (const EntityRef one : event.named) {
        if (of(one, matter.asker) || asked(matter, one)) return false;
        others = others ||
                 evidence_.dossier().entities[static_cast<std::size_t>(one)].type == EntityType::organisation;
    }
    return others;
}

bool LinkChecks::before_all(const Event& event, const Matter& matter) const {
    bool asked_here = false, only_coming = true, behind = false;
    for (const std::uint32_t index : matter.openings) {
        const Act& act = act_of(index);
        if (act.report != event.place.report) {
            behind = behind || !evidence_.before(event.place.report, act.report);
            continue;
        }
        asked_here = true;
        only_coming = only_coming && act.status == ActStatus::announced;
        behind = behind || event.act >= 0 || evidence_.acts()[index].sentence <= event.sentence;
    }
    return !behind || (asked_here && only_coming);
}

bool LinkChecks::asked(const Matter& matter, EntityRef who) const {
    return std::any_of(matter.deciders.begin(), matter.deciders.end(), [&](EntityRef decider) {
        // "A judge in Lima rejected it", where a court was asked.
        return evidence_.same_party(who, decider) || one_state(who, decider) ||
               (words_.some_court(who) && words_.some_court(decider));
    });
}

bool LinkChecks::of_askers(const Matter& matter, EntityRef who) const {
    const auto& entities = evidence_.dossier().entities;
    return std::any_of(matter.askers.begin(), matter.askers.end(), [&](EntityRef asker) {
        return of(who, asker) || (who >= 0 && !entities[static_cast<std::size_t>(who)].named &&
                                  text::folded(evidence_.name(who)) == text::folded(evidence_.name(asker)));
    });
}

bool LinkChecks::called_for_short(const Matter& matter, EntityRef who) const {
    if (who < 0) return false;
    const auto& entities = evidence_.dossier().entities;
    // "The bank" is the development bank; "Norway's aviation authority" is "the authority" that was asked.
    const auto short_for = [&](EntityRef brief, EntityRef full) {
        if (entities[static_cast<std::size_t>(brief)].named) return false;
        const std::vector<std::string> words = plain_words(evidence_.name(brief));
        if (words.size() != 2 || words.front() != "the") return false;
        const std::vector<std::string> name = plain_words(evidence_.name(full));
        return std::find(name.begin(), name.end(), words.back()) != name.end();
    };
    return std::any_of(matter.deciders.begin(), matter.deciders.end(), [&](EntityRef decider) {
        return decider >= 0 && (short_for(who, decider) ||
                                (short_for(decider, who) && plain_words(evidence_.name(who)).back() ==
                                                                plain_words(evidence_.name(decider)).back()));
    });
}

bool LinkChecks::of(EntityRef who, EntityRef party) const {
    return evidence_.one_side(who, party) || one_state(who, party);
}

bool LinkChecks::one_state(EntityRef who, EntityRef party) const {
    if (who < 0 || party < 0) return false;
    const auto& entities = evidence_.dossier().entities;
    const Entity &a = entities[static_cast<std::size_t>(who)], &b = entities[static_cast<std::size_t>(party)];
    return a.place && b.place && !a.place->country.empty() && a.place->country == b.place->country;
}

bool LinkChecks::in_situation(const Matter& matter, const Event& event) const {
    return std::any_of(matter.reports.begin(), matter.reports.end(), [&](ReportIndex report) {
        return evidence_.same_situation(report, event.place.report);
    });
}

bool LinkChecks::court_takes_up(const Matter& matter, const Event& event) const {
    if (!matter.formal || event.act >= 0 || stage(event) != Stage::under_examination) return false;
    const WordList& courts = word_list(evidence_, Words::courts);
    const std::vector<std::string> words = plain_words(evidence_.words(event.place.report, event.place.span));
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return std::find(courts.begin(), courts.end(), word) != courts.end();
    });
}

bool LinkChecks::lets_in(const Event& event) const {
    return event.act >= 0 && points_at(event) &&
           act_of(static_cast<std::uint32_t>(event.act)).status == ActStatus::conditional;
}

bool LinkChecks::begins_with_pronoun(ReportIndex report, std::uint32_t sentence) const {
    const AnnotatedReport& home = evidence_.dossier().reports[report];
    if (sentence >= home.tokens.sentences.size()) return false;
    const std::string words =
        text::folded(home.report.text.words(home.tokens.sentences[sentence].range)).substr(0, 5);
    constexpr std::array<std::string_view, 5> kPronouns = {"it ", "they ", "its ", "she ", "he "};
    return std::any_of(kPronouns.begin(), kPronouns.end(),
                       [&](std::string_view pronoun) { return words.starts_with(pronoun); });
}

bool LinkChecks::begins_with_it(ReportIndex report, std::uint32_t sentence) const {
    const AnnotatedReport& home = evidence_.dossier().reports[report];
    if (sentence >= home.tokens.sentences.size()) return false;
    const std::string words =
        text::folded(home.report.text.words(home.tokens.sentences[sentence].range)).substr(0, 5);
    return begins_with_pronoun(report, sentence) && !words.starts_with("its ");
}

bool LinkChecks::speaks_of(const std::vector<std::string>& words, EntityRef party) const {
    if (party < 0 || !evidence_.dossier().entities[static_cast<std::size_t>(party)].named) return false;
    const std::vector<std::string> name = plain_words(evidence_.name(party));
    return !name.empty() && name.front().size() > 4 &&
           std::find(words.begin(), words.end(), name.front()) != words.end();
}

bool LinkChecks::shares_words(const Matter& matter, const Event& event) const {
    const ledger::TermSet& context = evidence_.acts()[static_cast<std::size_t>(event.act)].context;
    return std::any_of(matter.core.begin(), matter.core.end(), [&](const auto& one) {
        return std::binary_search(context.begin(), context.end(), one.first);
    });
}

bool LinkChecks::takes_back(const Event& event) const {
    const AnnotatedReport& home = evidence_.dossier().reports[event.place.report];
    if (event.sentence >= home.tokens.sentences.size()) return false;
    const std::vector<std::string> words =
        plain_words(home.report.text.words(home.tokens.sentences[event.sentence].range));
    for (std::size_t at = 0; at + 1 < words.size(); ++at) {
        if (words[at] == "denied" || (words[at] == "been" && words[at + 1] == "no")) return true;
    }
    return false;
}

bool LinkChecks::points_at(const Event& event) const {
    if (event.act < 0) return event.points_back;
    const Act& act = act_of(static_cast<std::uint32_t>(event.act));
    if (!act.what) return event.points_back;
    const std::vector<std::string> words = plain_words(evidence_.words(act.report, *act.what));
    constexpr std::array<std::string_view, 5> kPointers = {"it", "them", "that", "this", "so"};
    const auto points = [&](const std::string& word) {
        return std::find(kPointers.begin(), kPointers.end(), word) != kPointers.end();
    };
    // "… would let them in"
    return !words.empty() &&
           (points(words.front()) || (words.size() > 1 && words.size() <= 4 && points(words[1])) ||
            (words.size() <= 2 && text::is_digit(static_cast<char32_t>(words.back()[0]))));
}

bool LinkChecks::bare(const Event& event) const {
    if (event.act < 0) {
        const AnnotatedReport& home = evidence_.dossier().reports[event.place.report];
        const Sentence& own = home.tokens.sentences[event.sentence];
        return own.last - own.first <= kShortSentence;
    }
    return !act_of(static_cast<std::uint32_t>(event.act)).what.has_value();
}

bool LinkChecks::takes_up(const Event& event, const Matter& matter) const {
    if (event.act < 0) return event.points_back || shares_core(event, matter);
    const Act& act = act_of(static_cast<std::uint32_t>(event.act));
    if (!act.what) return true;
    const std::vector<std::string> words = plain_words(evidence_.words(act.report, *act.what));
    if (std::any_of(words.begin(), words.end(), [](const std::string& word) {
            return word == "it" || word == "them" || word == "that" || word == "this";
        }))
        return true;
    return points_at(event) || shares_core(event, matter);
}

}  // namespace sitrep::cases
