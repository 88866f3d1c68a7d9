#include "brief/told_case.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>

#include "brief/context.hpp"
#include "brief/step_proof.hpp"

namespace sitrep::brief {
namespace {

constexpr double kFreshDays = 3.0;

/// A state with the place that stands for it: where the news was gathered.
struct Step {
    std::string_view state;
    std::vector<Place> places;
};

/// In the order of the steps; the state that the process stands at where it was reached.
std::vector<Step> states_of(const std::vector<const CaseStep*>& steps, const CaseStep& reached) {
    std::vector<Step> states;
    for (const CaseStep* step : steps) {
        if (step->state == reached.state && step != &reached) continue;
        const auto known = std::find_if(states.begin(), states.end(),
                                        [&](const Step& one) { return one.state == step->state; });
        (known == states.end() ? states.emplace_back(Step{step->state, {}}) : *known)
            .places.push_back(step->place);
    }
    return states;
}

/// Whether no other step was written after the one that reached the state: else the process may stand
/// elsewhere.
bool is_latest(const Standing& standing, const std::vector<const CaseStep*>& steps, const CaseStep& reached) {
    return std::none_of(steps.begin(), steps.end(), [&](const CaseStep* step) {
        return step->state != reached.state && !standing.derived(step->place.report) &&
               standing.written_before(reached.place.report, step->place.report);
    });
}

/// Whether the subject begins with more than a number, and is not what was asked not to happen.
bool names_thing(const Reader& reader, const std::string& subject, const std::vector<ToldStep>& row) {
    const std::string thing = subject.substr(0, subject.find(", "));
    if (thing.find_first_not_of("0123456789.,% ") == std::string::npos) return false;
    constexpr std::size_t kBack = 16;  // bytes in which "not to let" stands before it
    return std::none_of(row.begin(), row.end(), [&](const ToldStep& step) {
        const std::string words = " " + one_line(reader.words(step.context));
        const std::size_t at = words.find(thing);
        if (at == std::string::npos) return false;
        const std::size_t from = at > kBack ? at - kBack : 0;
        return words.substr(from, at - from).find(" not ") != std::string::npos;
    });
}

/// The subject, where the words of a step shown hold all of it: what several reports give parts of is told by
/// none.
std::string label_of(const Reader& reader, const Case& one, const std::vector<ToldStep>& row) {
    const std::string subject = case_subject(one);
    const auto words = content_words(subject);
    const auto holds = [&](const ToldStep& step) {
        std::set<std::string> said = content_words(reader.words(step.context));
        for (const std::string_view template_word :
             {"request", "charge", "made", "asked", "demanded", "offered", "against"})
            said.emplace(template_word);
        return common_words(words, said) == words.size();
    };
    // A bargain is about what it began with: "status agreement" is one step towards the observers asked for.
    const bool grounded = one.case_template == "negotiated_agreement"
                              ? !row.empty() && holds(row.front())
                              : std::any_of(row.begin(), row.end(), holds);
    return grounded && !words.empty() && names_thing(reader, subject, row) ? subject : std::string();
}

/// Whether nothing but charges and answers to them was told.
bool only_answers(const std::vector<const CaseStep*>& steps) {
    return std::all_of(steps.begin(), steps.end(), [](const CaseStep* step) {
        return step->state == "accused" || step->state == "denied" || step->state == "admitted" ||
               step->state == "found";
    });
}

/// Charges and answers stand by the days of their reports, as no state of theirs closes the row; and who
/// waits for a reply has asked before.
void put_in_order(const Standing& standing, std::vector<ToldStep>& row, bool answers) {
    for (std::size_t i = 1; i < row.size(); ++i) {
        for (std::size_t j = i; j > 0; --j) {
            const ToldStep &before = row[j - 1], &own = row[j];
            const bool waits = before.states == "no reply yet" && before.place.report == own.place.report &&
                               own.place.span.begin < before.place.span.begin;
            if (!waits && !(answers && standing.written_before(own.place.report, before.place.report))) break;
            std::swap(row[j - 1], row[j]);
        }
    }
}

/// The days of the steps that a sentence tells, where one is known to both ends.
std::optional<DateRange> days_of(const Reader& reader, const std::vector<const CaseStep*>& steps,
                                 const ToldStep& told) {
    for (const CaseStep* step : steps) {
        if (step->at.bounded() && reader.sentence(step->place) == reader.sentence(told.place))
            return step->at;
    }
    return std::nullopt;
}

/// Where nothing proves that a step came after the one before it, no arrow leads to it: who tells of a deal
/// behind the words of talks may tell what came first.
void mark_later(const Reader& reader, const Standing& standing, const std::vector<const CaseStep*>& steps,
                std::vector<ToldStep>& row) {
    for (std::size_t i = 1; i < row.size(); ++i) {
        const auto before = days_of(reader, steps, row[i - 1]), own = days_of(reader, steps, row[i]);
        row[i].later = standing.proved_before(row[i - 1].place.report, row[i].place.report) ||
                       (before && own && *before->latest < *own->earliest);
    }
}

bool begins_in_a_quotation(const Reader& reader, const Place& sentence) {
    const auto& quotes = reader.quotes_of(sentence.report);
    return std::any_of(quotes.begin(), quotes.end(), [&](std::uint32_t index) {
        const Quotation& quote = reader.dossier().quotes[index];
        return quote.kind == QuotationKind::direct && quote.span.begin < sentence.span.begin &&
               quote.span.end > sentence.span.begin;
    });
}

/// "denied and something admitted": what answers the charge comes first.
std::string joined(const std::string& states, const std::string& more) {
    return more == "denied" ? more + " and " + states : states + " and " + more;
}

/// What a step leans on is not shown again where it is a step itself; a step whose words another shows
/// already is told with that.
void leave_out_repeats(const Reader& reader, std::vector<ToldStep>& row) {
    for (std::size_t i = 1; i < row.size();) {
        const Place own = reader.sentence(row[i].place);
        bool shown = false;
        for (std::size_t k = 0; k < i; ++k) {
            const Place before = reader.sentence(row[k].place);
            if (before.report != own.report) continue;
            if (row[i].context.span.contains(before.span) && row[k].context == before &&
                !begins_in_a_quotation(reader, own))
                row[i].context = own;
            if (!row[k].context.span.contains(own.span)) continue;
            shown = true;
            if (row[k].states.find(row[i].states) == std::string::npos)
                row[k].states = joined(row[k].states, row[i].states);
            break;
        }
        if (shown)
            row.erase(row.begin() + static_cast<std::ptrdiff_t>(i));
        else
            ++i;
    }
}

/// What stands behind the step that was reached, and was not written later, is not shown to have come after
/// it: no arrow leads there.
void withhold_unordered(const Reader& reader, const Standing& standing, const Place& reached,
                        std::vector<ToldStep>& row) {
    const Place last = reader.sentence(reached);
    const auto at = std::find_if(row.begin(), row.end(),
                                 [&](const ToldStep& step) { return reader.sentence(step.place) == last; });
    if (at == row.end()) return;
    row.erase(std::remove_if(at + 1, row.end(),
                             [&](const ToldStep& step) {
                                 return !standing.written_before(last.report, step.place.report);
                             }),
              row.end());
}

/// The state in words that claim no more than the step's own act: what is only considered was not announced,
/// and who warns takes no step: "".
std::string state_words(const Reader& reader, std::string_view state, const Place& place) {
    const std::string words = one_line(spaced(state));
    bool considers = false, warns = false, other = false;
    const std::vector<Act>& acts = reader.dossier().acts;  // by report
    for (auto at = std::lower_bound(acts.begin(), acts.end(), place.report,
                                    [](const Act& act, ReportIndex report) { return act.report < report; });
         at != acts.end() && at->report == place.report; ++at) {
        const Act& act = *at;
        if (!act.span.overlaps(place.span)) continue;
        considers = considers || act.act == ActKind::consider;
        warns = warns || act.act == ActKind::warn;
        other = other || (act.act != ActKind::consider && act.act != ActKind::warn);
    }
    if (other || considers == warns) return words;
    const auto says = [&](std::string_view part) { return words.find(part) != std::string::npos; };
    if (considers) {
        const bool fits =
            says("consider") || says("examin") || says("due") || says("pending") || says("talks") ||
            says("threat") || says("condition") || says("inquiry") ||
            // "Under the text agreed on Monday, people may cross" allows it.
            reader.sets().agreements.stands_in(padded_words(reader.words(reader.sentence(place))));
        return fits ? words : "considered";
    }
    return says("threat") || says("condition") || says("due") ? words : std::string();
}

/// Whether the words of one place say over again what those of the other say: most of the shorter, and no
/// figure of its own.
bool says_over(const Reader& reader, const Place& a, const Place& b) {
    const std::set<std::string> first = content_words(reader.words(reader.sentence(a))),
                                second = content_words(reader.words(reader.sentence(b)));
    const auto figures = [](const std::set<std::string>& words) {
        std::set<std::string> found;
        std::copy_if(words.begin(), words.end(), std::inserter(found, found.end()),
                     [](const std::string& word) { return word.front() >= '0' && word.front() <= '9'; });
        return found;
    };
    const std::set<std::string> x = figures(first), y = figures(second);
    if (!std::includes(x.begin(), x.end(), y.begin(), y.end()) &&
        !std::includes(y.begin(), y.end(), x.begin(), x.end()))
        return false;
    return 2 * common_words(first, second) > std::min(first.size(), second.size());
}

/// The place that reached the state and those of the same state that it retells.
std::vector<Place> told_as(const Reader& reader, const Standing& standing,
                           const std::vector<const CaseStep*>& steps, const CaseStep& reached) {
    std::vector<Place> places{reached.place};
    if (!standing.derived(reached.place.report)) return places;
    for (const CaseStep* step : steps) {
        if (step->state == reached.state && !standing.derived(step->place.report) &&
            says_over(reader, step->place, reached.place))
            places.push_back(step->place);
    }
    return places;
}

/// "Dispute and arbitration" where somebody decides or is to decide; else a dispute.
bool nobody_decides(const std::vector<const CaseStep*>& steps) {
    constexpr std::array<std::string_view, 9> kDecides = {
        "arbitrat", "hearing", "heard", "rul", "claim filed", "sued", "court", "award", "inquiry"};
    return std::none_of(steps.begin(), steps.end(), [&](const CaseStep* step) {
        return std::any_of(kDecides.begin(), kDecides.end(), [&](std::string_view part) {
            return step->state.find(part) != std::string::npos;
        });
    });
}

/// "A judge rejected it. The board has appealed": what stands behind the step in its paragraph.
void add_appeal(const Reader& reader, const Place& reached, ToldCase& told) {
    const Paragraph* paragraph = reader.paragraph(reached);
    if (paragraph == nullptr) return;
    const Place behind{
        reached.report,
        {reader.sentence(reached).span.end, reader.report(reached.report).text.source(paragraph->range).end}};
    if (behind.span.begin >= behind.span.end) return;
    for (const Place& part : by_sentence(reader, behind)) {
        const std::string words = padded_words(reader.words(part));
        if (words.find(" appealed ") == std::string::npos && words.find(" an appeal ") == std::string::npos)
            continue;
        told.stage += ", and then " + in_marks_inside(reader.words(part));
        told.citations.push_back(part);
        return;
    }
}

/// The sentence by which the report that tells the state reached tells, too, that something waits: "none will
/// deploy until parliament ratifies it" of "ratification pending".
std::optional<Place> still_pending(const Reader& reader, const CaseStep& step, const CaseStep& reached) {
    constexpr std::size_t kStem = 5;  // letters: "ratif"
    if (reached.place.report == step.place.report) return std::nullopt;
    const std::string stem = " " + step.state.substr(0, kStem);
    const AnnotatedReport& entry = reader.dossier().reports[reached.place.report];
    for (const Sentence& sentence : entry.tokens.sentences) {
        if (entry.report.blocks[sentence.block].kind != BlockKind::body) continue;
        const std::string words = padded_words(entry.report.text.words(sentence.range));
        if (words.find(stem) != std::string::npos &&
            (words.find(" until ") != std::string::npos || words.find(" unless ") != std::string::npos))
            return Place{reached.place.report, entry.report.text.source(sentence.range)};
    }
    return std::nullopt;
}

/// "Agreed" hides that a vote is still to come: a step told to be pending (`"ratification pending"`), which
/// no step behind it ends, is named with its report.
void add_pending(const Reader& reader, const Case& one, const std::vector<const CaseStep*>& steps,
                 const CaseStep& reached, ToldCase& told) {
    if (one.stage != Stage::granted || reached.state.ends_with(" pending")) return;
    for (const CaseStep* step : steps) {
        if (!step->state.ends_with(" pending")) continue;
        const Place place = still_pending(reader, *step, reached).value_or(step->place);
        told.stage += "; " + step->state + " when " + reader.label(place.report) + " was written";
        told.citations.push_back(place);
        return;
    }
}

}  // namespace

ToldCase told_case(const Reader& reader, const Standing& standing, const Case& one, std::size_t most) {
    ToldCase told;
    const auto steps = steps_of(reader, one);
    if (steps.empty()) return told;
    const CaseStep& reached = reached_by(one, steps);
    std::vector<Step> states = states_of(steps, reached);
    // The first ones, the last and the one that it stands at.
    for (std::size_t at = states.size(); states.size() > most && at-- > 1;) {
        if (at + 1 < states.size() && at + 2 >= most && states[at].state != reached.state)
            states.erase(states.begin() + static_cast<std::ptrdiff_t>(at));
    }
    for (Step& step : states) {
        if (step.state == reached.state) step.places = told_as(reader, standing, steps, reached);
    }
    for (const Step& step : states) {
        const Place place = standing.original_of(step.places);
        const std::string words = state_words(reader, step.state, place);
        if (words.empty()) continue;
        // One sentence may tell several steps.
        const auto same = std::find_if(told.steps.begin(), told.steps.end(), [&](const ToldStep& other) {
            return reader.sentence(other.place) == reader.sentence(place);
        });
        if (same == told.steps.end())
            told.steps.push_back({words, place, with_excuse(reader, in_context(reader, place))});
        // "Has drawn up a list of requests": nothing is asked for yet.
        else if (same->states == "list or papers drawn up" && words == "asked for")
            continue;
        else if (same->states == "asked for" && words == "list or papers drawn up")
            same->states = words;
        // What was agreed was announced before; "granted in part" says more than "granted".
        else if (same->states == "announced" && words == "agreed")
            same->states = words;
        else if (words.starts_with(same->states) || same->states == "considered")
            same->states = words;
        else if (!same->states.starts_with(words))
            same->states = joined(same->states, words);
    }
    const std::string words_of_reached = state_words(reader, reached.state, reached.place);
    if (!only_answers(steps)) withhold_unordered(reader, standing, reached.place, told.steps);
    put_in_order(standing, told.steps, only_answers(steps));
    told.told_last = is_latest(standing, steps, reached);
    // Where the news has gone on for days without it, a stage is what was told then.
    told.fresh = standing.age(reached.place.report) <= kFreshDays;
    told.process = capitalised(template_words(one.case_template));
    if (one.case_template == "dispute_and_arbitration" && nobody_decides(steps)) told.process = "Dispute";
    // What is charged, denied and admitted need not be the same thing: the words tell, no stage does.
    const bool answers = only_answers(steps) && one.case_template == "dispute_and_arbitration";
    if (answers) {
        told.process = "Accusation and answer";
        for (ToldStep& step : told.steps) {
            if (step.states == "admitted") step.states = "answered";
        }
    }
    const auto stands_there = [&](const ToldStep& step) {
        return reader.sentence(step.place) == reader.sentence(reached.place) ||
               (step.states.find(words_of_reached) != std::string::npos && !words_of_reached.empty());
    };
    std::vector<Place> places;
    for (const CaseStep* step : steps) places.push_back(step->place);
    std::set<Place> left_out;
    for (const ToldStep& step : told.steps) left_out.insert(reader.sentence(step.place));
    keep_what_is_proved(reader, standing, case_subject(one), places, told.steps);
    for (const ToldStep& step : told.steps) left_out.erase(reader.sentence(step.place));
    told.label = label_of(reader, one, told.steps);
    leave_out_repeats(reader, told.steps);
    if (!answers) mark_later(reader, standing, steps, told.steps);
    // The stage is claimed where its step stands here under its own name.
    const auto at = std::find_if(told.steps.begin(), told.steps.end(), stands_there);
    const bool in_part =
        at != told.steps.end() && at->states.find("carried out in part") != std::string::npos;
    told.proved =
        at != told.steps.end() && (in_part || at->states.find(words_of_reached) != std::string::npos);
    if (told.told_last && !answers && told.proved)
        told.stage = (told.fresh ? "stands at: " : "last told as: ") +
                     (in_part || at->states.starts_with(words_of_reached + " within") ? at->states
                                                                                      : stage_words(one)) +
                     (at->states.find("granted in part") != std::string::npos && stage_words(one) == "granted"
                          ? " in part"
                          : "");
    if (!told.stage.empty()) add_appeal(reader, reached.place, told);
    if (!told.stage.empty()) add_pending(reader, one, steps, reached, told);
    // Parties to a bargain may go on in more ways than one; a request waits for its answer.
    const bool bargain = one.case_template == "negotiated_agreement";
    if (told.told_last && told.fresh && told.proved && !bargain) told.next = lacking(one).next;
    // "Delivery of the 70" names nothing.
    std::erase_if(told.next,
                  [](const std::string& words) { return words.back() >= '0' && words.back() <= '9'; });
    for (const ToldStep& step : told.steps) told.citations.push_back(step.context);
    for (const CaseStep* step : steps) {
        const Place sentence = reader.sentence(step->place);
        if (left_out.count(sentence) == 0) told.citations.push_back(step->place);
    }
    return told;
}

std::vector<const Case*> cases_in_order(const Reader& reader, const Standing& standing) {
    struct Weight {
        bool unclear;
        bool old;
        const Case* one;
    };
    std::vector<Weight> order;
    for (const Case& one : reader.dossier().cases) {
        const auto steps = steps_of(reader, one);
        if (steps.empty()) continue;
        const CaseStep& reached = reached_by(one, steps);
        order.push_back(
            {!is_latest(standing, steps, reached), standing.age(reached.place.report) > kFreshDays, &one});
    }
    std::stable_sort(order.begin(), order.end(), [](const Weight& a, const Weight& b) {
        return std::tuple(a.unclear, a.old) < std::tuple(b.unclear, b.old);
    });
    std::vector<const Case*> cases;
    for (const Weight& weight : order) cases.push_back(weight.one);
    return cases;
}

}  // namespace sitrep::brief
