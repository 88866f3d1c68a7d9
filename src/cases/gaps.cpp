#include "cases/gaps.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "cases/conditions.hpp"
#include "cases/event_words.hpp"
#include "cases/gap_words.hpp"
#include "cases/opening_words.hpp"
#include "cases/party_words.hpp"
#include "cases/remainders.hpp"
#include "cases/words.hpp"
#include "ledger/quantities.hpp"
#include "ledger/rooms.hpp"
#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;
using ledger::TermSet;

constexpr std::size_t kMostPromises = 4;
constexpr std::size_t kShortWord = 3;  // letters of words that tell no gap from another
constexpr double kAlike = 0.75;        // of two gaps' words

/// Whether a place holds one of the phrases.
bool heard(const std::vector<PhraseRule>& rules, Place place, const Evidence& evidence) {
    const std::vector<std::string> words = plain_words(evidence.words(place.report, place.span));
    return std::any_of(rules.begin(), rules.end(), [&](const PhraseRule& rule) {
        for (std::size_t at = 0; at < words.size(); ++at) {
            if (phrase_length(rule, words, at) > 0) return true;
        }
        return false;
    });
}

class GapFinder {
  public:
    GapFinder(const Template& kind, const Parties& parties, std::span<const Event* const> events,
              std::span<const Event* const> steps, const Evidence& evidence, ReportsHeard& reports)
        : kind_(kind),
          parties_(parties),
          events_(events),
          steps_(steps),
          evidence_(evidence),
          reports_(reports) {}

    std::vector<std::string> find() {
        // What somebody accused would do is no step of the dispute.
        if (!kind_.opens_with(ActKind::accuse)) {
            for (std::string& words : open_conditions(events_, evidence_)) say(std::move(words));
        }
        for (std::string& words : remainders(kind_, events_, steps_, evidence_)) say(std::move(words));
        for (const Gap& gap : kind_.gaps) from_template(gap);
        sum_without_purpose();
        time_limits();
        replies_due();
        unconfirmed();
        // What ratification waits for is the vote.
        if (std::find(out_.begin(), out_.end(), "date and result of the vote") != out_.end())
            std::erase_if(out_, [](const std::string& words) {
                return words.starts_with("whether ") && words.ends_with(" is ratified");
            });
        return std::move(out_);
    }

  private:
    [[nodiscard]] const Act* act(const Event& event) const {
        return event.act < 0 ? nullptr : &evidence_.dossier().acts[static_cast<std::size_t>(event.act)];
    }
    [[nodiscard]] const TermSet& sentence_terms(const Event& event) const {
        return event.act < 0 ? event.terms : evidence_.acts()[static_cast<std::size_t>(event.act)].context;
    }
    [[nodiscard]] Place sentence(const Event& event) const { return sentence_of(event, evidence_); }
    [[nodiscard]] bool told(const std::vector<std::size_t>& states) const {
        return std::any_of(steps_.begin(), steps_.end(), [&](const Event* event) {
            return std::find(states.begin(), states.end(), event->state) != states.end();
        });
    }

    /// Kept unless it is empty or says what another gap says.
    void say(std::string words) {
        while (!words.empty() && words.back() == ' ') words.pop_back();
        // "Names of the arbitrators" and "an award of the arbitrators" say two things.
        const std::vector<std::string> all = plain_words(words);
        std::vector<std::string> list = all;
        std::erase_if(list, [](const std::string& word) {
            return word.size() <= kShortWord && (word.front() < '0' || word.front() > '9');
        });
        if (list.empty()) list = all;
        const std::set<std::string> own(list.begin(), list.end());
        if (own.empty()) return;
        for (const auto& other : said_) {
            const auto shared = static_cast<double>(std::count_if(
                own.begin(), own.end(), [&](const auto& word) { return other.contains(word); }));
            if (shared >= kAlike * static_cast<double>(std::min(own.size(), other.size()))) return;
        }
        said_.push_back(own);
        out_.push_back(words);
    }

    // ---- what the template asks of a state
    void from_template(const Gap& gap) {
        if ((gap.of_requests && parties_.demanded) || told(gap.unless) ||
            (!gap.with.empty() && !told(gap.with)) || (!gap.unheard.empty() && heard_anywhere(gap.unheard)))
            return;
        // A day told by any sentence on the state closes it.
        if ((gap.without == Answer::day || gap.without == Answer::told_day) &&
            std::any_of(events_.begin(), events_.end(), [&](const Event* event) {
                return std::find(gap.at.begin(), gap.at.end(), event->state) != gap.at.end() &&
                       (gap.heard.empty() || heard(gap.heard, sentence(*event), evidence_)) &&
                       dated_in(sentence(*event), gap.without == Answer::day);
            }))
            return;
        // "The council lifted the ban", where another sentence has it that the ban was lifted.
        if (gap.without == Answer::actor && !gap.heard.empty() &&
            std::any_of(events_.begin(), events_.end(), [&](const Event* event) {
                return std::find(gap.at.begin(), gap.at.end(), event->state) != gap.at.end() &&
                       !event->in_title && !heard(gap.heard, sentence(*event), evidence_);
            }))
            return;
        // The day it began says no later than when it was decided.
        if (gap.without == Answer::told_day && !gap.at.empty() &&
            kind_.states[gap.at.front()].stage == Stage::granted &&
            std::any_of(events_.begin(), events_.end(), [&](const Event* event) {
                return rank(kind_.states[event->state].stage) > rank(Stage::granted) &&
                       dated_in(sentence(*event), false);
            }))
            return;
        // Words may stand in any sentence on the state, not only in the one it is told by.
        const bool by_words = !gap.words.empty() || !gap.heard.empty();
        for (const Event* event : by_words ? events_ : steps_) {
            if (std::find(gap.at.begin(), gap.at.end(), event->state) == gap.at.end()) continue;
            if (!gap.words.empty() && !speaks_of(*event, gap.words)) continue;
            if (!gap.heard.empty() && !heard(gap.heard, sentence(*event), evidence_)) continue;
            if (!gap.unless_heard.empty() && heard(gap.unless_heard, sentence(*event), evidence_)) continue;
            if (gap.text.starts_with("why ") && reason_beside(*event, gap.unless_heard)) continue;
            if (answered(*event, gap.without) || dated_beside(*event, gap.without)) continue;
            // "Has agreed", writes a report whose own day is known: that is close enough.
            if (gap.without == Answer::told_day && gap.heard.empty() &&
                kind_.states[event->state].stage == Stage::granted && told_at_once(*event))
                continue;
            if (gap.text.find("{decider}") != std::string::npos && !parties_.decided_by_somebody) continue;
            std::string words = filled(gap.text, parties_);
            if (!gap.after.empty()) {
                if (gap.text.starts_with("whether ") &&
                    told_later(*event, sentence_terms(*event), events_, evidence_))
                    continue;
                for (const std::string& rest : rests(*event, gap.after)) {
                    if (gap.text.starts_with("whether ") && rest.find("undert") != std::string::npos)
                        continue;
                    std::string one = words;
                    if (const std::size_t at = one.find("{rest}"); at != std::string::npos)
                        one.replace(at, 6, rest);
                    say(one);
                }
                continue;
            }
            const bool by_each = words.find("{by}") != std::string::npos;
            if (by_each) {
                const std::string by = name_inside(evidence_, event->by);
                if (by.empty()) continue;
                words.replace(words.find("{by}"), 4, by);
            }
            if (const std::size_t at = words.find("{process}"); at != std::string::npos)
                words.replace(at, 9, process_word(*event));
            say(words);
            if (!by_each) return;
        }
    }

    /// "They pulled out. Its boats had torn their nets, and they will be back once these are paid for.": the
    /// reason stands in the sentence right before or behind.
    [[nodiscard]] bool reason_beside(const Event& event, const std::vector<PhraseRule>& reasons) const {
        const AnnotatedReport& home = evidence_.dossier().reports[event.place.report];
        const auto& sentences = home.tokens.sentences;
        const auto reason_in = [&](std::uint32_t at) {
            return at < sentences.size() &&
                   heard(reasons, {event.place.report, home.report.text.source(sentences[at].range)},
                         evidence_);
        };
        return (event.sentence > 0 && reason_in(event.sentence - 1)) || reason_in(event.sentence + 1);
    }

    [[nodiscard]] bool told_at_once(const Event& event) const {
        constexpr std::int32_t kClose = 3;  // days
        const DateRange& written = evidence_.dossier().published[event.place.report].range;
        return written.bounded() && written.latest->number - written.earliest->number <= kClose &&
               !tells_background(event, evidence_);
    }

    [[nodiscard]] bool heard_anywhere(const std::vector<PhraseRule>& rules) const {
        std::set<ReportIndex> reports;
        for (const Event* event : events_) reports.insert(event->place.report);
        return std::any_of(reports.begin(), reports.end(),
                           [&](ReportIndex report) { return reports_.hold(report, rules, evidence_); });
    }

    /// What follows one of the phrases, up to the next mark; "A and B" are two.
    [[nodiscard]] std::vector<std::string> rests(const Event& event,
                                                 const std::vector<std::string>& phrases) const {
        const Place place = sentence(event);
        const std::string words = evidence_.words(place.report, place.span), folded = lowered(words);
        for (const std::string& phrase : phrases) {
            const std::size_t found = folded.find(phrase);
            if (found == std::string::npos) continue;
            // "Left prison under the deal, a minister said": no term of it.
            if (found > 0 && phrase.starts_with("under ")) continue;
            std::size_t begin = found + phrase.size() + 1;
            // "Under the text, seen by the agency, the army withdraws": the aside is left out.
            if (begin <= words.size() && words[begin - 1] == ',')
                begin = std::min(words.size(), words.find(',', begin)) + 2;
            if (begin >= words.size() || (words[begin - 1] != ' ' && words[begin - 2] != ',')) continue;
            std::string rest =
                ledger::cut(words.substr(begin, words.find_first_of(",.;:()", begin) - begin), 12);
            for (const std::string_view relative :
                 {" that ", " which ", " who ", " because ", " until ", " unless ", " if "})
                rest = rest.substr(0, rest.find(relative));
            if (rest.size() < 4 || rest == "them" || rest == "this" || rest == "that") return {};
            std::vector<std::string> all;
            for (std::size_t at = rest.find(" and "); at != std::string::npos; at = rest.find(" and ")) {
                all.push_back(rest.substr(0, at));
                rest.erase(0, at + 5);
            }
            all.push_back(rest);
            return all;
        }
        return {};
    }

    [[nodiscard]] bool speaks_of(const Event& event, const std::vector<std::string>& words) const {
        // "Asked for a rig of the kind the firm pays for": a request speaks of what is asked, not of its
        // whole sentence.
        const TermSet& terms = kind_.opened_by_phrases || event.act < 0 ? sentence_terms(event) : event.terms;
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
            const auto found = evidence_.terms().find(word);
            return !found.empty() && std::binary_search(terms.begin(), terms.end(), found.front());
        });
    }

    /// Another sentence of the same report tells the same state with its day.
    [[nodiscard]] bool dated_beside(const Event& event, Answer answer) const {
        return answer == Answer::day && std::any_of(events_.begin(), events_.end(), [&](const Event* other) {
                   return other->state == event.state && other->place.report == event.place.report &&
                          other->days.exact() && other->days != event.days;
               });
    }

    [[nodiscard]] bool answered(const Event& event, Answer answer) const {
        if (answer == Answer::none) return false;
        if (answer == Answer::told_day) return dated_in(sentence(event), false);
        if (answer == Answer::day) return event.days.exact() || dated_in(sentence(event));
        if (answer == Answer::money) return money_told();
        if (answer == Answer::actor) {
            const Act* one = act(event);
            return one == nullptr ? event.by >= 0 : one->actor >= 0;
        }
        const auto figures = figures_in(sentence(event), evidence_);
        return std::any_of(figures.begin(), figures.end(), [&](std::uint32_t index) {
            const Figure& figure = evidence_.dossier().figures[index];
            if (answer == Answer::people) return figure.unit == "person";
            return true;
        });
    }

    /// Does any sentence of the case name a sum?
    [[nodiscard]] bool money_told() const {
        return std::any_of(events_.begin(), events_.end(), [&](const Event* event) {
            const auto figures = figures_in(sentence(*event), evidence_);
            return std::any_of(figures.begin(), figures.end(), [&](std::uint32_t index) {
                const std::string& unit = evidence_.dossier().figures[index].unit;
                return unit.size() == 3 && text::folded(unit) != unit;
            });
        });
    }
    /// A day or month stands in the sentence itself.
    [[nodiscard]] bool dated_in(Place place, bool bounded = true) const {
        const auto& times = evidence_.dossier().times;
        return std::any_of(times.begin(), times.end(), [&](const TimeExpression& time) {
            return time.report == place.report && place.span.contains(time.span) &&
                   (time.type == TimeType::date || time.type == TimeType::time) &&
                   (!bounded || time.bounds.bounded());
        });
    }

    /// The word for the process in the event's sentence: "deal".
    [[nodiscard]] std::string process_word(const Event& event) const {
        const Place place = sentence(event);
        const auto words = plain_words(evidence_.words(place.report, place.span));
        for (const std::string& word : words) {
            if (holds(kind_.process_words, ledger::stem(word))) return word;
        }
        return kind_.process_words.empty() ? "matter" : kind_.process_words.front();
    }

    /// "Within ten days of delivery": the words behind the duration say from when.
    [[nodiscard]] bool begins_there(Place duration, std::uint32_t end) const {
        const std::vector<std::string> words =
            plain_words(evidence_.words(duration.report, {duration.span.end, end}));
        constexpr std::array<std::string_view, 4> kLinks = {"of", "from", "after", "since"};
        return !words.empty() && std::find(kLinks.begin(), kLinks.end(), words.front()) != kLinks.end();
    }

    // ---- "within ten days", from when?
    void time_limits() {
        for (const Event* event : events_) {
            const Act* one = act(*event);
            if (one == nullptr || one->act == ActKind::warn || one->act == ActKind::accuse) continue;
            const Place place = sentence(*event);
            const auto& times = evidence_.dossier().times;
            for (auto at =
                     std::lower_bound(times.begin(), times.end(), std::pair(place.report, place.span.begin),
                                      [](const TimeExpression& time, const auto& where) {
                                          return std::pair(time.report, time.span.begin) < where;
                                      });
                 at != times.end() && at->report == place.report && at->span.begin < place.span.end; ++at) {
                if (at->type != TimeType::duration) continue;
                const std::uint32_t before =
                    at->span.begin >= place.span.begin + 7 ? at->span.begin - 7 : place.span.begin;
                std::string words = evidence_.words(place.report, at->span);
                const bool limit =
                    text::folded(words).starts_with("within ") ||
                    evidence_.words(place.report, {before, at->span.begin}).ends_with("within");
                if (!limit || begins_there({place.report, at->span}, place.span.end)) continue;
                if (text::folded(words).starts_with("within ")) words.erase(0, 7);
                say("from when the " + words + " run");
                break;
            }
        }
    }

    /// "The judge gave the ministry ten days to reply", and nobody tells of its reply.
    void replies_due() {
        constexpr std::size_t kReach = 9;  // words from "gave" to "reply"
        constexpr std::array<std::string_view, 3> kGave = {"gave", "gives", "given"};
        constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kReplies = {
            {{"reply", "reply"}, {"answer", "answer"}, {"respond", "response"}}};
        constexpr std::array<std::string_view, 3> kReplied = {"replied", "answered", "responded"};
        for (const Event* event : events_) {
            const Place place = sentence(*event);
            const std::string text = evidence_.words(place.report, place.span);
            const std::vector<std::string> words = plain_words(text);
            for (std::size_t at = 0; at + 3 < words.size(); ++at) {
                if (!text::among(words[at], kGave)) continue;
                for (std::size_t to = at + 2; to + 1 < words.size() && to < at + kReach; ++to) {
                    const auto reply = std::find_if(kReplies.begin(), kReplies.end(), [&](const auto& one) {
                        return words[to] == "to" && words[to + 1] == one.first;
                    });
                    if (reply == kReplies.end()) continue;
                    const std::string who = before_limit(place, text, at + 1, to);
                    const bool replied = std::any_of(events_.begin(), events_.end(), [&](const Event* other) {
                        const Place there = sentence(*other);
                        const std::vector<std::string> told =
                            plain_words(evidence_.words(there.report, there.span));
                        return std::any_of(told.begin(), told.end(), [&](const std::string& word) {
                            return text::among(word, kReplied);
                        });
                    });
                    if (!who.empty() && !replied) say("the " + std::string(reply->second) + " of " + who);
                    break;
                }
            }
        }
    }

    /// "The environment ministry" of "gave the environment ministry five days to reply"; "" where no time is
    /// set.
    [[nodiscard]] std::string before_limit(Place place, const std::string& text, std::size_t first,
                                           std::size_t last) const {
        const std::uint32_t begin = word_offset(text, first), end = word_offset(text, last);
        const auto& times = evidence_.dossier().times;
        std::uint32_t limit = end;
        for (const TimeExpression& time : times) {
            if (time.report != place.report || time.span.begin < place.span.begin + begin ||
                time.span.begin >= place.span.begin + end)
                continue;
            limit = std::min(limit, time.span.begin - place.span.begin);
        }
        if (limit == end || limit <= begin) return {};
        std::string who = text.substr(begin, limit - begin);
        for (const std::string_view link : {" until ", " till ", " within ", " a ", " another "}) {
            if (who.ends_with(link)) who.resize(who.size() - link.size() + 1);
        }
        while (!who.empty() && who.back() == ' ') who.pop_back();
        return who.find_first_of(",;:") == std::string::npos ? who : std::string();
    }

    /// "Has demanded 2 million euros from Norway": as damages or a claim, and nobody says for what.
    void sum_without_purpose() {
        if (kind_.opens_with(ActKind::offer)) return;
        const WordList& claim_words = word_list(evidence_, Words::claim_words);
        for (const Event* event : events_) {
            if (event->act < 0 && kind_.states[event->state].stage != Stage::submitted) continue;
            if (rank(kind_.states[event->state].stage) > rank(Stage::submitted)) continue;
            const Place place = sentence(*event);
            const std::vector<std::string> words = plain_words(evidence_.words(place.report, place.span));
            if (std::none_of(words.begin(), words.end(),
                             [&](const std::string& word) { return holds(claim_words, word); }))
                continue;
            for (const std::uint32_t index : figures_in(event->place, evidence_)) {
                const Figure& sum = evidence_.dossier().figures[index];
                if (!is_money(sum)) continue;
                const std::string behind = evidence_.words(place.report, {sum.span.end, place.span.end});
                const std::vector<std::string> after = plain_words(behind);
                constexpr std::array<std::string_view, 4> kRates = {"a", "per", "each", "every"};
                if (behind.find(" for ") != std::string::npos || behind.find(" over ") != std::string::npos ||
                    (!after.empty() && text::among(after.front(), kRates)))
                    return;
                return say("what the sum is for");
            }
        }
    }

    // ---- said to follow, and nobody says that it did
    void unconfirmed() {
        if (!kind_.opened_by_phrases) return;
        std::size_t count = 0;
        for (const Event* event : events_) {
            const Act* one = act(*event);
            if (one == nullptr || one->negated || count >= kMostPromises) continue;
            // A plan or a headline is no promise.
            const bool coming = one->status == ActStatus::announced && !event->in_title &&
                                (one->act == ActKind::commit || one->act == ActKind::agree);
            const Stage stage = kind_.states[event->state].stage;
            if (!coming || (stage != Stage::announced && stage != Stage::raised)) continue;
            if (told_later(*event, evidence_.acts()[static_cast<std::size_t>(event->act)].own, events_,
                           evidence_))
                continue;
            ++count;
            say("whether it came about: " + ledger::cut(evidence_.words(one->report, one->span), 16));
        }
    }

    const Template& kind_;
    const Parties& parties_;
    std::span<const Event* const> events_, steps_;
    const Evidence& evidence_;
    ReportsHeard& reports_;
    std::vector<std::set<std::string>> said_;
    std::vector<std::string> out_;
};

}  // namespace

std::string filled(std::string words, const Parties& parties) {
    const std::array<std::pair<std::string_view, const std::string*>, 3> names = {
        {{"{asker}", &parties.asker}, {"{decider}", &parties.decider}, {"{matter}", &parties.matter}}};
    for (const auto& [mark, name] : names) {
        for (std::size_t at = words.find(mark); at != std::string::npos;
             at = words.find(mark, at + name->size()))
            words.replace(at, mark.size(), *name);
    }
    return words;
}

namespace {

/// Do the reports say "the" before this name more often than not?
bool takes_article(const Evidence& evidence, EntityRef entity) {
    const Entity& one = evidence.dossier().entities[static_cast<std::size_t>(entity)];
    if (one.type != EntityType::organisation || !one.named) return false;
    std::size_t with = 0, without = 0;
    for (const Mention& mention : one.mentions) {
        const CleanText& text = evidence.dossier().reports[mention.report].report.text;
        const TextRange range = text.range(mention.span);
        const std::string words = text::folded(text.words(range));
        // Short forms and other names say nothing of the name that is shown.
        if (words != text::folded(one.name) && "the " + text::folded(one.name) != words) continue;
        const std::uint32_t reach = std::min<std::uint32_t>(range.begin, 4);
        const std::string before = text::folded(text.words(TextRange{range.begin - reach, range.begin}));
        ++(words.starts_with("the ") || before == "the " ? with : without);
    }
    return with > without;
}

/// "The Indonesians", not "Indonesian": as the reports call them, else by the usual ending.
std::string people_words(const Evidence& evidence, EntityRef entity) {
    const Entity& one = evidence.dossier().entities[static_cast<std::size_t>(entity)];
    for (const Mention& mention : one.mentions) {
        const std::string words = evidence.words(mention.report, mention.span);
        if (words.size() > one.name.size() && words.ends_with('s') && words.starts_with(one.name))
            return "the " + words;
    }
    return "the " + one.name + (one.name.ends_with('n') ? "s" : "");
}

}  // namespace

std::string name_inside(const Evidence& evidence, EntityRef entity) {
    std::string name = ledger::cut(evidence.name(entity), 9);
    if (entity >= 0 &&
        evidence.dossier().entities[static_cast<std::size_t>(entity)].type == EntityType::group &&
        evidence.dossier().entities[static_cast<std::size_t>(entity)].named)
        return people_words(evidence, entity);
    if (entity >= 0 && !text::folded(name).starts_with("the ") && takes_article(evidence, entity))
        name = "the " + name;
    for (const std::string_view article : {"A ", "An ", "The "}) {
        if (name.starts_with(article)) name[0] = static_cast<char>(name[0] - 'A' + 'a');
    }
    constexpr std::array<std::string_view, 16> kPronouns = {"a",    "he",  "she", "it",    "they", "we",
                                                            "i",    "his", "her", "their", "its",  "who",
                                                            "that", "you", "our", "this"};
    const std::string folded = text::folded(name);
    const bool pronoun = std::find(kPronouns.begin(), kPronouns.end(), folded) != kPronouns.end();
    return pronoun || hangs_on_pronoun(name) ? std::string() : name;
}

bool ReportsHeard::hold(ReportIndex report, const std::vector<PhraseRule>& rules, const Evidence& evidence) {
    const auto [known, is_new] = known_.try_emplace({rules.data(), report}, false);
    if (!is_new) return known->second;
    const AnnotatedReport& home = evidence.dossier().reports[report];
    known->second =
        std::any_of(home.tokens.sentences.begin(), home.tokens.sentences.end(), [&](const Sentence& one) {
            return heard(rules, {report, home.report.text.source(one.range)}, evidence);
        });
    return known->second;
}

std::vector<std::string> find_gaps(const Template& kind, const Parties& parties,
                                   std::span<const Event* const> events, std::span<const Event* const> steps,
                                   const Evidence& evidence, ReportsHeard& heard) {
    return GapFinder(kind, parties, events, steps, evidence, heard).find();
}

}  // namespace sitrep::cases
