#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "cases/event_words.hpp"
#include "cases/matter.hpp"
#include "cases/one_thing.hpp"
#include "cases/opening_words.hpp"
#include "cases/own_clause.hpp"
#include "cases/phrase_table.hpp"
#include "cases/words.hpp"
#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr std::size_t kPronoun = 2;             // letters of "it": stands for no longer word
constexpr std::uint32_t kNamedReach = 40;       // bytes around a name that say what it is
constexpr std::string_view kLeave = "consent";  // the ledger's word for leave, and for giving it

bool rule_holds(const ActRule& rule, const Act& act, bool decided) {
    return rule.act == act.act && rule.negated == act.negated &&
           (!rule.status || *rule.status == act.status || (decided && *rule.status == ActStatus::done));
}

/// Mentions of each report by where they begin.
using MentionTable = std::vector<std::vector<std::pair<std::uint32_t, EntityRef>>>;

MentionTable mention_table(const Dossier& dossier) {
    MentionTable table(dossier.reports.size());
    for (std::size_t e = 0; e < dossier.entities.size(); ++e) {
        for (const Mention& mention : dossier.entities[e].mentions)
            table[mention.report].push_back(
                {dossier.reports[mention.report].report.text.range(mention.span).begin,
                 static_cast<EntityRef>(e)});
    }
    for (auto& list : table) std::sort(list.begin(), list.end());
    return table;
}

/// Finds the events of one template: those of acts first, then sentence by sentence.
class EventFinder {
  public:
    EventFinder(const Template& kind, std::size_t index, const PhraseTable& phrases, const Evidence& evidence,
                const MentionTable& mentions)
        : kind_(kind), index_(index), phrases_(phrases), evidence_(evidence), mentions_(mentions) {
        if (kind.named_matter) find_named();
    }

    void read_acts() {
        const Dossier& dossier = evidence_.dossier();
        for (std::uint32_t a = 0; a < dossier.acts.size(); ++a) {
            for (std::size_t s = 0; s < kind_.states.size(); ++s) {
                const auto& rules = kind_.states[s].acts;
                if (std::any_of(rules.begin(), rules.end(),
                                [&](const ActRule& rule) {
                                    return rule_holds(rule, dossier.acts[a],
                                                      decided_already(dossier.acts[a], evidence_));
                                }) &&
                    !asks_for_no_name(dossier.acts[a], evidence_) &&
                    !asks_question(dossier.acts[a], evidence_) &&
                    !(!kind_.opened_by_phrases && kind_.states[s].stage == Stage::announced &&
                      appeals_ruling(dossier.acts[a], evidence_)) &&
                    !sets_limit(dossier.acts[a], evidence_) &&
                    !(kind_.one_matter && agrees_to_talk(dossier.acts[a], evidence_)) &&
                    !told_otherwise(a, s) && of_agreement(a) && on_words(a, s))
                    add_act(a, s);
            }
        }
    }

    /// A sentence of a body or title; `words` are its plain words, `hits` the phrases that may stand there.
    void read(ReportIndex report, const Sentence& sentence, const std::vector<std::string>& words,
              const std::vector<PhraseHit>& hits) {
        add_share(report, sentence, words);
        if (hits.empty() && (words.empty() || words.front() != "if")) return;
        const std::string_view text = evidence_.dossier().reports[report].report.text.words(sentence.range);
        for (const Reached& one : reached_in(words, hits))
            if (one.begin == 0 || !kind_.states[one.state].at_start)
                add_sentence(report, sentence, one.state,
                             {sentence.range.begin + word_offset(text, one.begin),
                              one.end < words.size() ? sentence.range.begin + word_offset(text, one.end)
                                                     : sentence.range.end});
    }

    /// In report and text order.
    std::vector<Event> take() {
        std::stable_sort(found_.begin(), found_.end(),
                         [](const Event& a, const Event& b) { return a.place < b.place; });
        if (kind_.named_matter) leave_others_out(kind_, evidence_, named_, found_);
        return std::move(found_);
    }

  private:
    /// "The education office found 220 on Tuesday", behind a request for 600.
    void add_share(ReportIndex report, const Sentence& sentence, const std::vector<std::string>& words) {
        if (kind_.opened_by_phrases || !kind_.opens_with(ActKind::request)) return;
        const auto state = std::find_if(kind_.states.begin(), kind_.states.end(),
                                        [](const State& one) { return one.name == "granted in part"; });
        const auto share = bare_share(words, evidence_);
        if (state == kind_.states.end() || !share) return;
        const std::string_view text = evidence_.dossier().reports[report].report.text.words(sentence.range);
        add_sentence(report, sentence, static_cast<std::size_t>(state - kind_.states.begin()),
                     {sentence.range.begin + word_offset(text, share->verb), sentence.range.end});
        found_.back().part = share->value;
    }

    /// "Is holding back its consent", "has suspended the agreement": no refusal, though an act of that kind;
    /// the phrase says how far it goes.
    [[nodiscard]] bool told_otherwise(std::uint32_t index, std::size_t state) const {
        const Stage stage = kind_.states[state].stage;
        if (stage != Stage::refused && stage != Stage::granted) return false;
        const Act& act = evidence_.dossier().acts[index];
        const std::vector<std::string> words = plain_words(evidence_.words(act.report, act.span));
        std::vector<std::vector<PhraseHit>> hits;
        phrases_.look_up(words, hits);
        for (const PhraseHit& hit : hits[index_]) {
            const Stage told = kind_.states[hit.state].stage;
            const bool rest = kind_.states[hit.state].of_the_rest && stage == Stage::refused;
            if ((told == Stage::under_examination || told == Stage::suspended || rest) &&
                phrase_length(*hit.rule, words, hit.at) > 0)
                return true;
        }
        return false;
    }

    /// In processes that phrases open, a plan is a step only where it names the agreement, and who refuses
    /// refuses the agreement or to sign, recognise or endorse: not "any discussion of the region's status".
    [[nodiscard]] bool of_agreement(std::uint32_t index) const {
        const Act& act = evidence_.dossier().acts[index];
        if (!kind_.opened_by_phrases || kind_.one_matter) return true;
        const bool plans = act.act == ActKind::plan || act.status == ActStatus::announced;
        if (act.act == ActKind::request && !plans && !act.negated) return asks_of_agreement(act);
        if (!plans && act.act != ActKind::refuse && !act.negated) return true;
        const Span told = act.what.value_or(act.span);
        const std::vector<std::string> words = plain_words(evidence_.words(act.report, told));
        for (std::size_t at = 0; at < words.size(); ++at) {
            const std::string& word = words[at];
            // "Truce monitors": those who watch it, not the truce.
            const WordList& agreement_servants = word_list(evidence_, Words::agreement_servants);
            if (at + 1 < words.size() && holds(agreement_servants, words[at + 1])) continue;
            // "90 monitors for the truce": the truce is what they are for.
            if (plans && (word == "for" || word == "under" || word == "after" || word == "before")) break;
            const WordList& joining_stems = word_list(evidence_, Words::joining_stems);
            if (std::any_of(joining_stems.begin(), joining_stems.end(),
                            [&](std::string_view stem) { return word.starts_with(stem); }) ||
                std::find(kind_.process_words.begin(), kind_.process_words.end(), ledger::stem(word)) !=
                    kind_.process_words.end())
                return true;
        }
        return false;
    }

    /// "Asked the bloc to send observers to watch the truce"; a list of arms is asked for by a government,
    /// and is no step of its forming.
    [[nodiscard]] bool asks_of_agreement(const Act& act) const {
        const auto among = [](const std::vector<std::string>& list, const std::string& stem) {
            return std::find(list.begin(), list.end(), stem) != list.end();
        };
        for (const std::string& word :
             plain_words(evidence_.words(act.report, act.what.value_or(act.span)))) {
            const std::string stem = ledger::stem(word);
            if (among(kind_.process_words, stem) || word == "talks" ||
                (among(kind_.matter_words, stem) && !among(kind_.qualified, stem)))
                return true;
        }
        // The matter words are the ledger's own: "observers" and "monitors" are one.
        const ledger::TermSet terms = evidence_.terms_of(act.report, act.what.value_or(act.span));
        return std::any_of(terms.begin(), terms.end(), [&](ledger::Term term) {
            const std::string& name = evidence_.terms().name(term);
            return among(kind_.matter_words, name) && !among(kind_.qualified, name);
        });
    }

    /// "Denied that it was blocked", where the state is on a stop; "denied it" stands on what was told.
    [[nodiscard]] bool on_words(std::uint32_t index, std::size_t state) const {
        const std::vector<std::string>& stems = kind_.states[state].on;
        if (stems.empty()) return true;
        const Act& act = evidence_.dossier().acts[index];
        const std::vector<std::string> words = plain_words(evidence_.words(act.report, act.span));
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
            return std::any_of(stems.begin(), stems.end(), [&](const std::string& stem) {
                return stem.size() > kPronoun ? word.starts_with(stem) : word == stem;
            });
        });
    }

    void add_act(std::uint32_t index, std::size_t state) {
        const ledger::Item& item = evidence_.acts()[index];
        const Act& act = evidence_.dossier().acts[index];
        Event event;
        event.state = state;
        event.place = {act.report, act.span};
        event.act = static_cast<std::int32_t>(index);
        event.terms = only_pronoun(act) ? item.context : item.own;
        if (kind_.opened_by_phrases && !kind_.one_matter) keep_asked(kind_, evidence_, event, act);
        event.by = act.actor;
        // A day inside a charge or its answer is that of what was done, not of the saying.
        const bool tells_of_the_past =
            act.act == ActKind::accuse || act.act == ActKind::deny || act.act == ActKind::admit;
        event.days = days_near(evidence_, act.report, act.span, act.what ? act.what->begin : act.span.end,
                               tells_of_the_past ? act.what : std::nullopt);
        event.process_word =
            names_process(item.own) || names_leave(plain_words(evidence_.words(act.report, act.span)));
        event.sentence = item.sentence;
        const AnnotatedReport& home = evidence_.dossier().reports[act.report];
        event.at = home.report.text.range(act.span).begin;
        event.points_back = points_back(kind_, evidence_.words(act.report, act.span));
        if (item.sentence < home.tokens.sentences.size())
            mark_matter(event, home.tokens.sentences[item.sentence]);
        for (const EntityRef entity : {act.actor, act.recipient}) {
            if (entity >= 0) event.named.push_back(entity);
        }
        found_.push_back(std::move(event));
    }

    /// "The Cabinet approved them": its sentence says what.
    [[nodiscard]] bool only_pronoun(const Act& act) const {
        if (!act.what) return false;
        const std::vector<std::string> words = plain_words(evidence_.words(act.report, *act.what));
        return words.size() == 1 && (words[0] == "it" || words[0] == "them" || words[0] == "this");
    }

    [[nodiscard]] bool names_process(const ledger::TermSet& terms) const {
        return std::any_of(terms.begin(), terms.end(), [&](ledger::Term term) {
            return process_.contains(term) ? process_.at(term) : remember(term);
        });
    }
    /// "The consent", but not "agreed": the ledger takes both for one.
    [[nodiscard]] bool names_leave(const std::vector<std::string>& words) const {
        if (std::find(kind_.process_words.begin(), kind_.process_words.end(), kLeave) ==
            kind_.process_words.end())
            return false;
        const WordList& leave_words = word_list(evidence_, Words::leave_words);
        return std::any_of(words.begin(), words.end(),
                           [&](const std::string& word) { return holds(leave_words, word); });
    }
    bool remember(ledger::Term term) const {
        const std::string& name = evidence_.terms().name(term);
        if (name == kLeave) return process_.emplace(term, false).first->second;
        // "Weighing a request" is no word of a charge.
        const bool is =
            std::find(kind_.process_words.begin(), kind_.process_words.end(), name) !=
                kind_.process_words.end() ||
            (name == "request-x" && !kind_.opens_with(ActKind::offer) && !kind_.opens_with(ActKind::accuse));
        process_.emplace(term, is);
        return is;
    }

    struct Reached {
        std::size_t state = 0, begin = 0, end = 0;
    };
    /// States whose phrases stand in the words, each once. Of phrases that share words the longest counts:
    /// "has received the request" is no "has received".
    [[nodiscard]] std::vector<Reached> reached_in(const std::vector<std::string>& words,
                                                  const std::vector<PhraseHit>& hits) const {
        std::vector<Reached> all, kept;
        for (const PhraseHit& hit : hits) {
            if (const std::size_t length = phrase_length(*hit.rule, words, hit.at))
                all.push_back({hit.state, hit.at, hit.at + length});
        }
        std::erase_if(all, [&](const Reached& one) {
            return kind_.states[one.state].stage == Stage::refused && only_silent(words, one.end);
        });
        // "A diplomat told the agency, asking for anonymity": asks for nothing else.
        const WordList& nameless_words = word_list(evidence_, Words::nameless_words);
        std::erase_if(all, [&](const Reached& one) {
            return kind_.states[one.state].start && one.end < words.size() &&
                   holds(nameless_words, words[one.end]);
        });
        add_offer_on_condition(words, all);
        for (const Reached& one : all) {
            const bool part = std::any_of(all.begin(), all.end(), [&](const Reached& other) {
                return other.state != one.state && other.begin < one.end && one.begin < other.end &&
                       other.end - other.begin > one.end - one.begin;
            });
            const bool told = std::any_of(kept.begin(), kept.end(),
                                          [&](const Reached& other) { return other.state == one.state; });
            if (!part && !told) kept.push_back(one);
        }
        return kept;
    }

    /// "If the drivers are vouched for, I can see that gate opening": what somebody would do, and on what
    /// condition.
    void add_offer_on_condition(const std::vector<std::string>& words, std::vector<Reached>& all) const {
        if (words.empty() || words.front() != "if") return;
        constexpr std::array<std::string_view, 2> kSpeakers = {"i", "we"};
        constexpr std::array<std::string_view, 8> kWould = {"can",   "could",   "would", "will",
                                                            "think", "believe", "might", "may"};
        for (std::size_t at = 2; at + 1 < words.size(); ++at) {
            if (!text::among(words[at], kSpeakers) || !text::among(words[at + 1], kWould)) continue;
            for (std::size_t s = 0; s < kind_.states.size(); ++s) {
                if (kind_.states[s].conditional) all.push_back({s, 0, 1});
            }
            return;
        }
    }

    /// Only templates of one matter ask: the others weigh terms.
    void mark_matter(Event& event, const Sentence& sentence) const {
        const AnnotatedReport& home = evidence_.dossier().reports[event.place.report];
        event.in_title = home.report.blocks[sentence.block].kind == BlockKind::title;
        if (!kind_.one_matter) return;
        for (const auto& one : evidence_.named(event.place.report)) {
            event.on_matter =
                event.on_matter || (sentence.range.begin <= one.range.begin &&
                                    one.range.end <= sentence.range.end && named_.contains(one.entity));
        }
        const std::vector<std::string> words = plain_words(home.report.text.words(sentence.range));
        const std::vector<bool> other = in_phrases(kind_.unlike, words);
        for (std::size_t at = 0; at < words.size(); ++at) {
            if (other[at]) continue;
            const std::string stem = ledger::stem(words[at]);
            const auto among = [&](const std::vector<std::string>& list) {
                return std::find(list.begin(), list.end(), stem) != list.end();
            };
            event.on_matter = event.on_matter || among(kind_.matter_words);
            event.near_matter = event.near_matter || among(kind_.joining_words);
        }
    }

    /// Names told to be such a thing: "the Corvina, the bulk carrier that …", "the tanker Corvina".
    void find_named() {
        const auto is_matter = [&](const std::string& word) {
            return std::find(kind_.matter_words.begin(), kind_.matter_words.end(), ledger::stem(word)) !=
                   kind_.matter_words.end();
        };
        for (ReportIndex report = 0; report < evidence_.dossier().reports.size(); ++report) {
            const CleanText& text = evidence_.dossier().reports[report].report.text;
            const auto size = static_cast<std::uint32_t>(text.text().size());
            for (const auto& one : evidence_.named(report)) {
                const Entity& entity = evidence_.dossier().entities[static_cast<std::size_t>(one.entity)];
                if (!entity.named || entity.type == EntityType::person ||
                    entity.type == EntityType::geopolitical || entity.type == EntityType::location ||
                    entity.type == EntityType::group)
                    continue;
                const std::string_view behind =
                    text.words(TextRange{one.range.end, std::min(size, one.range.end + kNamedReach)});
                const std::string_view ahead = text.words(
                    TextRange{one.range.begin - std::min(one.range.begin, kNamedReach), one.range.begin});
                const std::vector<std::string> before = plain_words(ahead);
                bool told = !before.empty() && is_matter(before.back()) && ahead.ends_with(' ');
                if (behind.starts_with(", the ") || behind.starts_with(", a ")) {
                    const std::vector<std::string> words = plain_words(behind);
                    for (std::size_t at = 1; at < words.size() && at < 4; ++at)
                        told = told || is_matter(words[at]);
                }
                if (told) named_.insert(one.entity);
            }
        }
    }

    /// "He will sign, but only if the trucks are let through": the trucks are the condition, not the matter.
    [[nodiscard]] bool only_in_condition(const AnnotatedReport& home, const Sentence& sentence,
                                         std::uint32_t phrase) const {
        const std::string_view words = home.report.text.words(sentence.range);
        const std::size_t at = phrase - sentence.range.begin;
        if (at == 0 || !text::folded(words.substr(at)).starts_with("only ")) return false;
        const std::vector<std::string> before = plain_words(words.substr(0, at));
        return std::none_of(before.begin(), before.end(), [&](const std::string& word) {
            return std::find(kind_.matter_words.begin(), kind_.matter_words.end(), ledger::stem(word)) !=
                   kind_.matter_words.end();
        });
    }

    /// "Nine people were seized when gunmen stopped two trucks": the trucks are not what was seized.
    [[nodiscard]] bool only_behind(ReportIndex report, const Sentence& sentence, std::size_t state,
                                   std::uint32_t end) const {
        const AnnotatedReport& home = evidence_.dossier().reports[report];
        if (!kind_.named_matter || !kind_.states[state].start) return false;
        const std::vector<std::string> words =
            plain_words(home.report.text.words(TextRange{sentence.range.begin, end}));
        const auto& names = evidence_.named(report);
        return std::none_of(words.begin(), words.end(),
                            [&](const std::string& word) {
                                return std::find(kind_.matter_words.begin(), kind_.matter_words.end(),
                                                 ledger::stem(word)) != kind_.matter_words.end();
                            }) &&
               std::none_of(names.begin(), names.end(), [&](const auto& one) {
                   return sentence.range.begin <= one.range.begin && one.range.end <= end &&
                          named_.contains(one.entity);
               });
    }

    /// "Spoke only if he was not named": that is between a speaker and a reporter.
    [[nodiscard]] bool asks_no_name(ReportIndex report, const Sentence& sentence,
                                    std::uint32_t phrase) const {
        const AnnotatedReport& home = evidence_.dossier().reports[report];
        const std::uint32_t end = std::min(phrase + kNamedReach, sentence.range.end);
        const std::vector<std::string> words = plain_words(home.report.text.words(TextRange{phrase, end}));
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
            return holds(word_list(evidence_, Words::naming_verbs), word) ||
                   holds(word_list(evidence_, Words::nameless_words), word);
        });
    }

    /// `phrase`: where the words that reach the state begin; who did it is named right before them.
    void add_sentence(ReportIndex report, const Sentence& sentence, std::size_t state, TextRange told) {
        const std::uint32_t phrase = told.begin;
        if (kind_.states[state].conditional && asks_no_name(report, sentence, phrase)) return;
        const AnnotatedReport& home = evidence_.dossier().reports[report];
        Event event;
        event.state = state;
        event.place = {report, home.report.text.source(sentence.range)};
        event.sentence = static_cast<std::uint32_t>(&sentence - home.tokens.sentences.data());
        event.at = phrase;
        // "Doctors, provided that they hand over all samples": they are the doctors.
        const bool terms = kind_.states[state].conditional && phrase > sentence.range.begin;
        event.points_back = points_back(
            kind_, home.report.text.words(terms ? TextRange{sentence.range.begin, phrase} : sentence.range));
        mark_matter(event, sentence);
        event.on_matter = (event.on_matter && !only_behind(report, sentence, state, told.end)) ||
                          (kind_.one_matter && kind_.states[state].names_matter);
        event.on_condition = kind_.states[state].conditional &&
                             text::folded(home.report.text.words(sentence.range)).find("if ") < 4;
        event.on_matter = event.on_matter && !only_in_condition(home, sentence, phrase);
        const std::string_view opening = home.report.text.words(sentence.range).substr(0, 3);
        event.in_quote = opening.starts_with('"') || opening == "“";
        event.terms = ledger::term_set(evidence_.terms().of(report), sentence.first, sentence.last);
        if (kind_.opened_by_phrases && !kind_.one_matter) keep_clause(kind_, evidence_, event, sentence);
        if (goes_on(home.report.text.words(sentence.range))) {
            const auto self = static_cast<std::size_t>(&sentence - home.tokens.sentences.data());
            if (self > 0) {
                const Sentence& before = home.tokens.sentences[self - 1];
                const ledger::TermSet more =
                    ledger::term_set(evidence_.terms().of(report), before.first, before.last);
                event.terms.insert(event.terms.end(), more.begin(), more.end());
                std::sort(event.terms.begin(), event.terms.end());
                event.terms.erase(std::unique(event.terms.begin(), event.terms.end()), event.terms.end());
            }
        }
        event.days = kind_.states[state].of_the_past
                         ? evidence_.dossier().published[report].range
                         : days_near(evidence_, report, event.place.span,
                                     home.report.text.source({phrase, phrase + 1}).begin);
        event.process_word =
            names_process(event.terms) || names_leave(plain_words(home.report.text.words(sentence.range)));
        const auto& list = mentions_[report];
        for (auto at =
                 std::lower_bound(list.begin(), list.end(), std::pair(sentence.range.begin, EntityRef{-1}));
             at != list.end() && at->first < sentence.range.end; ++at)
            event.named.push_back(at->second);
        for (auto at =
                 std::lower_bound(list.begin(), list.end(), std::pair(sentence.range.begin, EntityRef{-1}));
             at != list.end() && at->first < phrase; ++at) {
            if (!beside_actor(home, sentence, at->first, phrase)) event.by = at->second;
        }
        // "Was given access": who is named before it receives.
        if (!kind_.opened_by_phrases && kind_.states[state].stage == Stage::granted &&
            passive(home, sentence, phrase))
            event.by = kNoEntity;
        found_.push_back(std::move(event));
    }
    [[nodiscard]] static bool passive(const AnnotatedReport& home, const Sentence& sentence,
                                      std::uint32_t phrase) {
        constexpr std::array<std::string_view, 4> kBe = {"was", "were", "been", "be"};
        const std::vector<std::string> before =
            plain_words(home.report.text.words(TextRange{sentence.range.begin, phrase}));
        return !before.empty() && text::among(before.back(), kBe);
    }

    const Template& kind_;
    std::size_t index_;
    const PhraseTable& phrases_;
    const Evidence& evidence_;
    /// Looked up, never walked through.
    const MentionTable& mentions_;
    mutable std::map<ledger::Term, bool> process_;
    std::set<EntityRef> named_;  ///< names that stand for the matter
    std::vector<Event> found_;
};

}  // namespace

std::vector<std::vector<Event>> find_events(const std::vector<Template>& kinds, const Evidence& evidence) {
    const Dossier& dossier = evidence.dossier();
    const MentionTable mentions = mention_table(dossier);
    std::vector<EventFinder> finders;
    finders.reserve(kinds.size());
    const PhraseTable phrases(kinds);
    for (std::size_t k = 0; k < kinds.size(); ++k)
        finders.emplace_back(kinds[k], k, phrases, evidence, mentions).read_acts();
    std::vector<std::vector<PhraseHit>> hits;
    for (ReportIndex report = 0; report < dossier.reports.size(); ++report) {
        const AnnotatedReport& home = dossier.reports[report];
        for (const Sentence& sentence : home.tokens.sentences) {
            const BlockKind block = home.report.blocks[sentence.block].kind;
            if (block != BlockKind::body && block != BlockKind::title) continue;
            const std::vector<std::string> words = plain_words(home.report.text.words(sentence.range));
            phrases.look_up(words, hits);
            for (std::size_t k = 0; k < finders.size(); ++k)
                finders[k].read(report, sentence, words, hits[k]);
        }
    }
    std::vector<std::vector<Event>> found;
    found.reserve(finders.size());
    for (EventFinder& finder : finders) found.push_back(finder.take());
    return found;
}

}  // namespace sitrep::cases
