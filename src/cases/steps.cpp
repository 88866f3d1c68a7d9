#include "cases/steps.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "cases/event_words.hpp"
#include "ledger/rooms.hpp"
#include "text/word_lists.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr double kAlike = 0.45;  // of two tellings of one step

class StepPicker {
  public:
    StepPicker(const Template& kind, const std::vector<const Event*>& events, const Evidence& evidence)
        : kind_(kind), events_(events), evidence_(evidence) {}

    /// One step for each state and report, copies of one passage once, later repetitions of a state left out.
    std::vector<const Event*> pick() {
        std::set<std::pair<std::size_t, ReportIndex>> told;
        std::set<std::pair<Place, std::size_t>> places;
        for (const Event* event : events_) {
            if (said_better(*event) || told_with_more(*event)) continue;
            if (told.contains({event->state, event->place.report})) {
                const auto own = std::find_if(steps_.begin(), steps_.end(), [&](const Event* earlier) {
                    return earlier->state == event->state && earlier->place.report == event->place.report;
                });
                if (own != steps_.end() &&
                    (((*own)->in_title && !event->in_title) || tells_day(**own, *event) ||
                     names_asked(**own, *event) || in_passing(**own, *event)))
                    *own = event;
                continue;
            }
            const auto copied = std::find_if(steps_.begin(), steps_.end(), [&](const Event* earlier) {
                return earlier->state == event->state && earlier->place.report != event->place.report &&
                       same_numbers(*earlier, *event) &&
                       (earlier->terms == event->terms ||
                        ledger::likeness(evidence_.terms(), earlier->terms, event->terms).dice >= 0.45);
            });
            if (copied != steps_.end()) {
                // The words as they were before they were retold.
                if (evidence_.made_from((*copied)->place.report, event->place.report) &&
                    !evidence_.made_from(event->place.report, (*copied)->place.report)) {
                    told.emplace(event->state, event->place.report);
                    *copied = event;
                }
                continue;
            }
            if (retold(*event)) continue;
            told.emplace(event->state, event->place.report);
            steps_.push_back(event);
        }
        drop_spin();
        for (const Event*& step : steps_) {
            const auto full = std::find_if(events_.begin(), events_.end(), [&](const Event* event) {
                return event->state == step->state && event->place.report == step->place.report &&
                       says_what(*step, *event);
            });
            if (full != events_.end()) step = *full;
        }
        return std::move(steps_);
    }

  private:
    [[nodiscard]] bool told_drawn_up(const Event& event) const {
        return std::any_of(events_.begin(), events_.end(), [&](const Event* other) {
            return other->place.report == event.place.report && other->sentence == event.sentence &&
                   kind_.states[other->state].name.starts_with("list or papers");
        });
    }

    [[nodiscard]] bool told_in_part(const Event& event) const {
        return std::any_of(events_.begin(), events_.end(), [&](const Event* other) {
            return other->place.report == event.place.report && other->sentence == event.sentence &&
                   kind_.states[other->state].name.ends_with("in part");
        });
    }

    /// "Is studying the request and has promised a reply": one step.
    [[nodiscard]] bool told_with_more(const Event& event) const {
        const State& own = kind_.states[event.state];
        // "Has drawn up a list of requests": drawn up, and nothing asked yet.
        if (own.start && own.stage == Stage::raised && told_drawn_up(event)) return true;
        // "Approved ten of the 16 it was asked to fund": in part.
        if (own.name == "granted" && told_in_part(event)) return true;
        return own.unanswered && own.stage == Stage::under_examination &&
               std::any_of(events_.begin(), events_.end(), [&](const Event* other) {
                   return other->state != event.state && other->place.report == event.place.report &&
                          other->sentence == event.sentence && kind_.states[other->state].stage == own.stage;
               });
    }

    /// A refusal told beside what was granted in part is the other half of one decision; one told by a copy
    /// of a report that only had no reply is spin.
    void drop_spin() {
        const auto is_part = [&](const Event* one) {
            return kind_.states[one->state].name.ends_with("in part");
        };
        std::vector<const Event*> kept;
        std::copy_if(steps_.begin(), steps_.end(), std::back_inserter(kept), [&](const Event* event) {
            if (kind_.states[event->state].stage != Stage::refused) return true;
            return std::none_of(steps_.begin(), steps_.end(), [&](const Event* other) {
                const ReportIndex here = event->place.report, there = other->place.report;
                if (is_part(other)) return here == there;
                return kind_.states[other->state].unanswered && here != there &&
                       evidence_.made_from(here, there);
            });
        });
        if (kept.empty()) return;
        steps_ = std::move(kept);
    }

    /// "The company denies it. "No gate was opened.": the second says what is denied.
    [[nodiscard]] bool says_what(const Event& first, const Event& second) const {
        constexpr std::size_t kBare = 4;  // words of "the company denies it"
        if (first.act < 0 || second.act < 0 || first.sentence + 1 != second.sentence) return false;
        const auto& acts = evidence_.dossier().acts;
        const Act &bare = acts[static_cast<std::size_t>(first.act)],
                  &full = acts[static_cast<std::size_t>(second.act)];
        return bare.act == ActKind::deny && full.act == ActKind::deny && full.quotation >= 0 &&
               bare.quotation < 0 && plain_words(evidence_.words(bare.report, bare.span)).size() <= kBare;
    }

    /// "Four days after they suspended the strike": told of something else, where a second sentence tells it.
    [[nodiscard]] bool in_passing(const Event& first, const Event& second) const {
        constexpr std::array<std::string_view, 4> kBeside = {"after", "before", "since", "when"};
        const auto beside = [&](const Event& event) {
            const AnnotatedReport& home = evidence_.dossier().reports[event.place.report];
            const std::uint32_t begin = home.tokens.sentences[event.sentence].range.begin;
            const std::vector<std::string> words =
                plain_words(home.report.text.words(TextRange{begin, std::max(begin, event.at)}));
            return std::any_of(words.begin(), words.end(),
                               [&](const std::string& word) { return text::among(word, kBeside); });
        };
        return !kind_.states[first.state].start && beside(first) && !beside(second);
    }

    /// "Asked the Union for four aircraft", where the lead has it that "the country looked abroad".
    [[nodiscard]] bool names_asked(const Event& first, const Event& second) const {
        const auto asked = [&](const Event& event) {
            return event.act >= 0 &&
                   evidence_.dossier().acts[static_cast<std::size_t>(event.act)].recipient >= 0;
        };
        return kind_.states[first.state].start && !kind_.opened_by_phrases && asked(second) && !asked(first);
    }

    /// The second sentence of a report on one state, where it tells the day and the first does not.
    [[nodiscard]] bool tells_day(const Event& first, const Event& second) const {
        if (first.act >= 0 || second.act >= 0 || kind_.states[first.state].start || kind_.opened_by_phrases)
            return false;
        const auto dated = [&](const Event& event) {
            return event.days.exact() &&
                   event.days != evidence_.dossier().published[event.place.report].range;
        };
        return dated(second) && !dated(first);
    }

    /// "Filed its application", "suspended its strike at the envoy's request": the sentence tells a state
    /// that says more than that something is asked.
    [[nodiscard]] bool said_better(const Event& event) const {
        const Stage own = kind_.states[event.state].stage;
        if (event.act < 0 || own != Stage::raised) return false;
        const Span span = event.place.span;
        return std::any_of(events_.begin(), events_.end(), [&](const Event* other) {
            const Stage stage = kind_.states[other->state].stage;
            // "The court gave the ministry ten days to reply": an order, and nothing that is asked of a
            // court.
            const bool more = stage == Stage::submitted || stage == Stage::suspended ||
                              kind_.states[other->state].name == "reply ordered" ||
                              stage == Stage::withdrawn ||
                              (kind_.states[event.state].start && !kind_.states[other->state].start &&
                               kind_.states[other->state].name.starts_with(kind_.states[event.state].name));
            const CleanText& text = evidence_.dossier().reports[event.place.report].report.text;
            const TextRange range = text.range(span);
            return more && other->act < 0 && other->place.report == event.place.report &&
                   other->sentence == event.sentence &&
                   (stage == Stage::withdrawn || (range.begin <= other->at && other->at < range.end));
        });
    }

    /// What opens a matter is told again by every report that follows; the first says it.
    [[nodiscard]] bool retold(const Event& event) const {
        const Stage stage = kind_.states[event.state].stage;
        if (stage != Stage::raised && stage != Stage::announced && stage != Stage::submitted) return false;
        // Nobody announces what has been handed in.
        if (stage == Stage::announced && !kind_.opened_by_phrases &&
            std::any_of(steps_.begin(), steps_.end(), [&](const Event* earlier) {
                return kind_.states[earlier->state].stage == Stage::submitted &&
                       evidence_.before(earlier->place.report, event.place.report);
            }))
            return true;
        if (tells_background(event, evidence_) &&
            std::any_of(steps_.begin(), steps_.end(), [&](const Event* earlier) {
                return evidence_.before(earlier->place.report, event.place.report);
            }))
            return true;
        return std::any_of(steps_.begin(), steps_.end(), [&](const Event* earlier) {
            // Of an agreement a letter is announced, and then the signing.
            if (kind_.opened_by_phrases && !kind_.one_matter && stage == Stage::announced &&
                ledger::likeness(evidence_.terms(), earlier->terms, event.terms).dice < kAlike)
                return false;
            return earlier->state == event.state && earlier->place.report != event.place.report &&
                   (earlier->by < 0 || event.by < 0 || evidence_.one_side(earlier->by, event.by));
        });
    }

    /// 22 percent received and 41 percent received are two steps.
    [[nodiscard]] bool same_numbers(const Event& a, const Event& b) const {
        const auto numbers = [&](const Event& one) {
            ledger::TermSet found;
            for (const ledger::Term term : one.terms) {
                if (evidence_.terms().kind(term) == ledger::TermKind::number) found.push_back(term);
            }
            return found;
        };
        const ledger::TermSet x = numbers(a), y = numbers(b);
        return std::includes(x.begin(), x.end(), y.begin(), y.end()) ||
               std::includes(y.begin(), y.end(), x.begin(), x.end());
    }

    const Template& kind_;
    const std::vector<const Event*>& events_;
    const Evidence& evidence_;
    std::vector<const Event*> steps_;
};

}  // namespace

std::vector<const Event*> pick_steps(const Template& kind, const std::vector<const Event*>& events,
                                     const Evidence& evidence) {
    return StepPicker(kind, events, evidence).pick();
}

}  // namespace sitrep::cases
