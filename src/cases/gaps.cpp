#include "cases/gaps.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "cases/gap_words.hpp"
#include "ledger/quantities.hpp"
#include "ledger/rooms.hpp"
#include "text/utf8.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;
using ledger::TermSet;

constexpr std::size_t kMostConditions = 4;
constexpr std::size_t kMostReportsRead = 16;  // of a case, when a condition is looked for
constexpr double kTold = 0.6;                 // of a condition's weight that a later sentence must hold
constexpr double kAlike = 0.75;               // of two gaps' words

bool holds(const std::vector<std::string>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

class GapFinder {
  public:
    GapFinder(const Template& kind, const Parties& parties, std::span<const Event* const> events,
              std::span<const Event* const> steps, const Evidence& evidence)
        : kind_(kind), parties_(parties), events_(events), steps_(steps), evidence_(evidence) {}

    std::vector<std::string> find() {
        conditions();
        remainders();
        offers();
        for (const Gap& gap : kind_.gaps) from_template(gap);
        time_limits();
        unconfirmed();
        return std::move(out_);
    }

  private:
    [[nodiscard]] const Act* act(const Event& event) const {
        return event.act < 0 ? nullptr : &evidence_.dossier().acts[static_cast<std::size_t>(event.act)];
    }
    [[nodiscard]] const TermSet& sentence_terms(const Event& event) const {
        return event.act < 0 ? event.terms : evidence_.acts()[static_cast<std::size_t>(event.act)].context;
    }
    /// Source bytes of the sentence an event stands in.
    [[nodiscard]] Place sentence(const Event& event) const {
        const AnnotatedReport& home = evidence_.dossier().reports[event.place.report];
        const std::uint32_t at = home.tokens.sentence_at(home.report.text.range(event.place.span).begin);
        if (event.act < 0 || at >= home.tokens.sentences.size()) return event.place;
        return {event.place.report, home.report.text.source(home.tokens.sentences[at].range)};
    }
    [[nodiscard]] bool told(const std::vector<std::size_t>& states) const {
        return std::any_of(steps_.begin(), steps_.end(), [&](const Event* event) {
            return std::find(states.begin(), states.end(), event->state) != states.end();
        });
    }

    /// Kept unless it is empty or says what another gap says.
    void say(std::string words) {
        while (!words.empty() && words.back() == ' ') words.pop_back();
        const std::vector<std::string> list = plain_words(words);
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

    // ---- what somebody's word hangs on
    void conditions() {
        std::size_t count = 0;
        for (const Event* event : events_) {
            const Act* one = act(*event) != nullptr ? act(*event) : conditional_act_in(event->place);
            if (one == nullptr || !one->condition || one->act == ActKind::warn) continue;
            std::vector<Span> parts = one->condition_parts;
            if (parts.empty()) parts = halves(one->report, *one->condition);
            for (const Span part : parts) {
                if (count >= kMostConditions || told_later(*event, evidence_.terms_of(one->report, part)))
                    continue;
                bool clause = true;
                const std::string words = without_opening(evidence_.words(one->report, part), clause);
                if (plain_words(words).size() < 2) continue;
                ++count;
                if (!clause)
                    say(ledger::cut(words, 18));
                else
                    say(spoken(words) ? "whether «" + ledger::cut(words, 24) + "»"
                                      : "whether " + ledger::cut(words, 24));
            }
        }
    }

    /// "If the road is open and the ministry signs": two conditions. "If the road and the bridge are open":
    /// one.
    [[nodiscard]] std::vector<Span> halves(ReportIndex report, Span span) const {
        constexpr std::size_t kClauseWords = 4;
        constexpr std::array<std::string_view, 8> kSubjects = {"the",   "a",   "an",  "its",
                                                               "their", "his", "her", "every"};
        const CleanText& text = evidence_.dossier().reports[report].report.text;
        const TextRange range = text.range(span);
        const std::string_view words = text.words(range);
        for (std::size_t at = words.find(" and "); at != std::string_view::npos;
             at = words.find(" and ", at + 5)) {
            const std::vector<std::string> left = plain_words(words.substr(0, at)),
                                           right = plain_words(words.substr(at + 5));
            if (left.size() < kClauseWords || right.size() < kClauseWords) continue;
            const char first = words[at + 5];
            if (!(first >= 'A' && first <= 'Z') &&
                !std::any_of(kSubjects.begin(), kSubjects.end(),
                             [&](auto word) { return right.front() == word; }))
                continue;
            const auto middle = range.begin + static_cast<std::uint32_t>(at);
            return {text.source({range.begin, middle}), text.source({middle + 5, range.end})};
        }
        return {span};
    }

    /// "Has approved 800,000 doses, on condition that …", where a phrase took the case on.
    [[nodiscard]] const Act* conditional_act_in(Place place) const {
        const auto& acts = evidence_.dossier().acts;
        const auto found = std::find_if(acts.begin(), acts.end(), [&](const Act& one) {
            return one.report == place.report && one.condition && place.span.contains(one.span);
        });
        return found == acts.end() ? nullptr : &*found;
    }

    /// A sentence of a later report of the case says it, and not as something to come or a condition.
    [[nodiscard]] bool told_later(const Event& event, const TermSet& wanted) const {
        std::set<ReportIndex> reports;
        for (const Event* other : events_) {
            if (reports.size() < kMostReportsRead &&
                evidence_.before(event.place.report, other->place.report))
                reports.insert(other->place.report);
        }
        for (const ReportIndex report : reports) {
            const AnnotatedReport& home = evidence_.dossier().reports[report];
            for (const Sentence& one : home.tokens.sentences) {
                const TermSet terms = ledger::term_set(evidence_.terms().of(report), one.first, one.last);
                const ledger::Likeness shared = ledger::likeness(evidence_.terms(), wanted, terms);
                double weight = 0.0;
                for (const ledger::Term term : wanted) weight += evidence_.terms().weight(term);
                if (shared.terms < 2 || shared.shared < kTold * weight) continue;
                const std::vector<std::string> words = plain_words(home.report.text.words(one.range));
                constexpr std::array<std::string_view, 12> kOpen = {"if",    "unless", "until", "once",
                                                                    "would", "will",   "could", "should",
                                                                    "must",  "not",    "no",    "may"};
                if (std::none_of(kOpen.begin(), kOpen.end(),
                                 [&](std::string_view w) { return holds(words, w); }))
                    return true;
            }
        }
        return false;
    }

    // ---- the rest of what was asked for
    [[nodiscard]] std::vector<std::uint32_t> figures_in(Place place) const {
        const auto& figures = evidence_.dossier().figures;
        std::vector<std::uint32_t> found;
        for (auto at =
                 std::lower_bound(figures.begin(), figures.end(), std::pair(place.report, place.span.begin),
                                  [](const Figure& figure, const auto& where) {
                                      return std::pair(figure.report, figure.span.begin) < where;
                                  });
             at != figures.end() && at->report == place.report && at->span.begin < place.span.end; ++at)
            found.push_back(static_cast<std::uint32_t>(at - figures.begin()));
        return found;
    }

    void remainders() {
        // Two women of seven dead: nobody waits for the other five.
        if (kind_.opens_with(ActKind::accuse)) return;
        std::string rest;
        std::vector<const Figure*> asked, given;
        for (const Event* event : events_) {
            const Stage stage = kind_.states[event->state].stage;
            for (const std::uint32_t index : figures_in(event->act < 0 ? event->place : sentence(*event))) {
                const Figure& figure = evidence_.dossier().figures[index];
                if (!figure.value || figure.unit == "percent") continue;
                if (figure.part_of >= 0) {
                    const Figure& whole =
                        evidence_.dossier().figures[static_cast<std::size_t>(figure.part_of)];
                    if (whole.value && whole.unit == figure.unit && *whole.value > *figure.value)
                        rest = "the other " + count_words(*whole.value - *figure.value) + " of the " +
                               evidence_.words(whole.report, whole.span) + " " + whole.counted;
                }
                if (stage == Stage::raised || stage == Stage::announced) asked.push_back(&figure);
                if (stage == Stage::in_force || stage == Stage::granted) given.push_back(&figure);
            }
        }
        say(rest);
        say(other_percent());
        for (const Figure* get : given) {
            for (const Figure* ask : asked) {
                if (!same_thing(*ask, *get) || *ask->value <= *get->value) continue;
                return say("the other " + count_words(*ask->value - *get->value) + " of the " +
                           evidence_.words(ask->report, ask->span) + " " + ask->counted);
            }
        }
    }

    /// "It has received 22 percent of it": the other 78, by the latest words.
    [[nodiscard]] std::string other_percent() const {
        std::string out;
        for (const Event* event : steps_) {
            if (kind_.opened_by_phrases || kind_.states[event->state].stage != Stage::in_force) continue;
            const std::vector<std::string> words =
                plain_words(evidence_.words(event->place.report, sentence(*event).span));
            constexpr std::array<std::string_view, 6> kMet = {"received", "delivered", "funded",
                                                              "paid",     "covered",   "raised"};
            if (std::none_of(kMet.begin(), kMet.end(),
                             [&](std::string_view word) { return holds(words, word); }))
                continue;
            for (const std::uint32_t index : figures_in(sentence(*event))) {
                const Figure& figure = evidence_.dossier().figures[index];
                if (figure.unit != "percent" || !figure.value || *figure.value <= 0.0 ||
                    *figure.value >= 100.0)
                    continue;
                const double rest = 100.0 - *figure.value;
                if (rest == std::round(rest))
                    out = "the other " + std::to_string(std::lround(rest)) + " percent";
            }
        }
        return out;
    }

    // ---- "two helicopters and a rescue team": whether each came
    void offers() {
        for (const Event* event : steps_) {
            const Act* one = act(*event);
            if (one == nullptr || one->act != ActKind::offer || one->condition || !one->what) continue;
            const std::string words = evidence_.words(one->report, *one->what);
            const std::size_t joint = words.find(" and ");
            if (joint == std::string::npos) continue;
            for (const std::string& part : {words.substr(0, joint), words.substr(joint + 5)}) {
                const std::vector<std::string> list = plain_words(part);
                const std::vector<ledger::Term> terms = evidence_.terms().find(part);
                if (list.size() < 2 || list.size() > 6 || terms.empty()) continue;
                const bool thing = list.front() == "a" || list.front() == "an" || list.front() == "the" ||
                                   evidence_.terms().kind(terms.front()) == ledger::TermKind::number;
                const bool came = std::any_of(events_.begin(), events_.end(), [&](const Event* later) {
                    return evidence_.before(event->place.report, later->place.report) &&
                           std::any_of(terms.begin(), terms.end(), [&](ledger::Term term) {
                               return evidence_.terms().kind(term) != ledger::TermKind::number &&
                                      std::binary_search(later->terms.begin(), later->terms.end(), term);
                           });
                });
                if (thing && !came) say("whether " + part + " came");
            }
        }
    }

    [[nodiscard]] bool same_thing(const Figure& a, const Figure& b) const {
        if (a.unit != b.unit || a.counted.empty() || b.counted.empty() || a.part_of >= 0) return false;
        const auto x = evidence_.terms().find(a.counted), y = evidence_.terms().find(b.counted);
        return !x.empty() && !y.empty() && x.back() == y.back();
    }

    // ---- what the template asks of a state
    void from_template(const Gap& gap) {
        if (told(gap.unless)) return;
        for (const Event* event : steps_) {
            if (std::find(gap.at.begin(), gap.at.end(), event->state) == gap.at.end()) continue;
            if (!gap.words.empty() && !speaks_of(*event, gap.words)) continue;
            if (answered(*event, gap.without) || dated_beside(*event, gap.without)) continue;
            if (gap.text.find("{decider}") != std::string::npos && !parties_.decided_by_somebody) continue;
            std::string words = filled(gap.text, parties_);
            if (!gap.after.empty()) {
                for (const std::string& rest : rests(*event, gap.after)) {
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

    /// What follows one of the phrases, up to the next mark; "A and B" are two.
    [[nodiscard]] std::vector<std::string> rests(const Event& event,
                                                 const std::vector<std::string>& phrases) const {
        const Place place = sentence(event);
        const std::string words = evidence_.words(place.report, place.span), folded = text::folded(words);
        if (folded.size() != words.size()) return {};
        for (const std::string& phrase : phrases) {
            const std::size_t found = folded.find(phrase + " ");
            if (found == std::string::npos) continue;
            const std::size_t begin = found + phrase.size() + 1;
            std::string rest =
                ledger::cut(words.substr(begin, words.find_first_of(",.;:()", begin) - begin), 12);
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
        if (answer == Answer::day) return event.days.exact();
        if (answer == Answer::actor) {
            const Act* one = act(event);
            return one == nullptr ? event.by >= 0 : one->actor >= 0;
        }
        const auto figures = figures_in(sentence(event));
        return std::any_of(figures.begin(), figures.end(), [&](std::uint32_t index) {
            const Figure& figure = evidence_.dossier().figures[index];
            if (answer == Answer::people) return figure.unit == "person";
            if (answer == Answer::money)
                return figure.unit.size() == 3 && text::folded(figure.unit) != figure.unit;
            return true;
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

    // ---- said to follow, and nobody says that it did
    void unconfirmed() {
        if (!kind_.opened_by_phrases) return;
        std::size_t count = 0;
        for (const Event* event : events_) {
            const Act* one = act(*event);
            if (one == nullptr || one->negated || count >= kMostConditions) continue;
            // A plan or a headline is no promise.
            const bool coming = one->status == ActStatus::announced && !event->in_title &&
                                (one->act == ActKind::commit || one->act == ActKind::agree);
            const Stage stage = kind_.states[event->state].stage;
            if (!coming || (stage != Stage::announced && stage != Stage::raised)) continue;
            if (told_later(*event, evidence_.acts()[static_cast<std::size_t>(event->act)].own)) continue;
            ++count;
            say("whether it came about: " + ledger::cut(evidence_.words(one->report, one->span), 16));
        }
    }

    const Template& kind_;
    const Parties& parties_;
    std::span<const Event* const> events_, steps_;
    const Evidence& evidence_;
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

std::string name_inside(const Evidence& evidence, EntityRef entity) {
    std::string name = ledger::cut(evidence.name(entity), 9);
    for (const std::string_view article : {"A ", "An ", "The "}) {
        if (name.starts_with(article)) name[0] = static_cast<char>(name[0] - 'A' + 'a');
    }
    constexpr std::array<std::string_view, 16> kPronouns = {"a",    "he",  "she", "it",    "they", "we",
                                                            "i",    "his", "her", "their", "its",  "who",
                                                            "that", "you", "our", "this"};
    const std::string folded = text::folded(name);
    const bool pronoun = std::find(kPronouns.begin(), kPronouns.end(), folded) != kPronouns.end();
    return pronoun ? std::string() : name;
}

std::vector<std::string> find_gaps(const Template& kind, const Parties& parties,
                                   std::span<const Event* const> events, std::span<const Event* const> steps,
                                   const Evidence& evidence) {
    return GapFinder(kind, parties, events, steps, evidence).find();
}

}  // namespace sitrep::cases
