#include "brief/told_case.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "brief/context.hpp"

namespace sitrep::brief {
namespace {

constexpr double kFreshDays = 3.0;

/// A state with the place that stands for it: where the news was gathered.
struct Step {
    std::string_view state;
    std::vector<Place> places;
};

std::vector<Step> states_of(const std::vector<const CaseStep*>& steps) {
    std::vector<Step> states;
    for (const CaseStep* step : steps) {
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

/// The subject, where the words of a step shown hold all of it: what several reports give parts of is told by
/// none.
std::string label_of(const Reader& reader, const Case& one, const std::vector<ToldStep>& row) {
    const std::string subject = case_subject(one);
    const auto words = content_words(subject);
    const bool grounded = std::any_of(row.begin(), row.end(), [&](const ToldStep& step) {
        std::set<std::string> said = content_words(reader.words(step.context));
        for (const std::string_view template_word :
             {"request", "charge", "made", "asked", "demanded", "offered", "against"})
            said.emplace(template_word);
        return common_words(words, said) == words.size();
    });
    return grounded && !words.empty() ? subject : std::string();
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

/// The state in words that claim no more than the step's own act: what is only considered was not announced,
/// and who warns asks for nothing.
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
        const bool fits = says("consider") || says("examin") || says("due") || says("pending") ||
                          says("talks") || says("threat") || says("condition");
        return fits ? words : "considered";
    }
    return says("asked") || says("announced") || says("demanded") ? "warned" : words;
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

}  // namespace

ToldCase told_case(const Reader& reader, const Standing& standing, const Case& one, std::size_t most) {
    ToldCase told;
    const auto steps = steps_of(reader, one);
    if (steps.empty()) return told;
    const CaseStep& reached = reached_by(one, steps);
    std::vector<Step> states = states_of(steps);
    // The state it stands at closes the row, told by the words that reach it.
    std::erase_if(states, [&](const Step& step) { return step.state == reached.state; });
    if (states.size() >= most && most > 2)
        states.erase(states.begin() + static_cast<std::ptrdiff_t>(most) - 2, states.end() - 1);
    states.push_back({reached.state, {reached.place}});
    for (const Step& step : states) {
        const Place place = standing.original_of(step.places);
        // One sentence may tell several steps.
        const auto same = std::find_if(told.steps.begin(), told.steps.end(), [&](const ToldStep& other) {
            return reader.sentence(other.place) == reader.sentence(place);
        });
        if (same == told.steps.end())
            told.steps.push_back({state_words(reader, step.state, place), place, in_context(reader, place)});
        else if (const std::string more = state_words(reader, step.state, place); more != same->states)
            same->states += " and " + more;
    }
    put_in_order(standing, told.steps, only_answers(steps));
    told.label = label_of(reader, one, told.steps);
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
    if (told.told_last && !answers)
        told.stage = (told.fresh ? "stands at: " : "last told as: ") + stage_words(one);
    // Parties to a bargain may go on in more ways than one; a request waits for its answer.
    const bool bargain = one.case_template == "negotiated_agreement";
    if (told.told_last && told.fresh && !bargain) told.next = lacking(one).next;
    for (const ToldStep& step : told.steps) told.citations.push_back(step.context);
    for (const CaseStep* step : steps) told.citations.push_back(step->place);
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
