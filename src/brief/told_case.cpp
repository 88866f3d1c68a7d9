#include "brief/told_case.hpp"

#include <algorithm>
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
            told.steps.push_back({one_line(spaced(step.state)), place, in_context(reader, place)});
        else
            same->states += " and " + one_line(spaced(step.state));
    }
    put_in_order(standing, told.steps, only_answers(steps));
    told.label = label_of(reader, one, told.steps);
    told.told_last = is_latest(standing, steps, reached);
    // Where the news has gone on for days without it, a stage is what was told then.
    told.fresh = standing.age(reached.place.report) <= kFreshDays;
    told.process = capitalised(template_words(one.case_template));
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
