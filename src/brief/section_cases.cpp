// Processes: every step in the words that reach it, in order; what none of the words says is not filled in.
#include <algorithm>
#include <set>
#include <tuple>

#include "brief/context.hpp"
#include "brief/items.hpp"
#include "brief/sections.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kStepsTold = 4;
constexpr std::size_t kLongestStep = 260;  // bytes
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

/// States that one run of words tells.
struct Telling {
    std::string states;
    Place place;
    Place context;
};

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
std::string label_of(const Reader& reader, const Case& one, const std::vector<Telling>& row) {
    const std::string subject = case_subject(one);
    const auto words = content_words(subject);
    const bool grounded = std::any_of(row.begin(), row.end(), [&](const Telling& step) {
        std::set<std::string> said = content_words(reader.words(step.context));
        for (const std::string_view template_word :
             {"request", "charge", "made", "asked", "demanded", "offered", "against"})
            said.emplace(template_word);
        return common_words(words, said) == words.size();
    });
    return grounded && !words.empty() ? ", " + subject : std::string();
}

void add_case(const Reader& reader, const Standing& standing, const Case& one, Sentences& out) {
    const auto steps = steps_of(reader, one);
    if (steps.empty()) return;
    const CaseStep& reached = reached_by(one, steps);
    std::vector<Step> states = states_of(steps);
    // The state it stands at closes the row, told by the words that reach it.
    std::erase_if(states, [&](const Step& step) { return step.state == reached.state; });
    if (states.size() >= kStepsTold) states.erase(states.begin() + kStepsTold - 2, states.end() - 1);
    states.push_back({reached.state, {reached.place}});
    std::vector<Telling> row;
    for (const Step& step : states) {
        const Place place = standing.original_of(step.places);
        const Place context = in_context(reader, place);
        // One sentence may tell several steps.
        const auto same = std::find_if(row.begin(), row.end(), [&](const Telling& other) {
            return reader.sentence(other.place) == reader.sentence(place);
        });
        if (same == row.end())
            row.push_back({one_line(spaced(step.state)), place, context});
        else
            same->states += " and " + one_line(spaced(step.state));
    }
    BriefSentence sentence{
        "cases", capitalised(template_words(one.case_template)) + label_of(reader, one, row), {}, -1};
    const bool told_last = is_latest(standing, steps, reached);
    // Where the news has gone on for days without it, a stage is what was told then.
    const bool fresh = standing.age(reached.place.report) <= kFreshDays;
    if (told_last) sentence.text += (fresh ? ", stands at " : ", last told as ") + stage_words(one);
    for (std::size_t i = 0; i < row.size(); ++i) {
        sentence.text += (i == 0 ? " – " : " → ") + row[i].states + ": " +
                         in_marks_inside(words_around(reader, row[i].context, row[i].place, kLongestStep)) +
                         " (" + reader.label(row[i].place.report) + reader.written(row[i].place.report) + ")";
        sentence.citations.push_back(row[i].context);
    }
    for (const CaseStep* step : steps) sentence.citations.push_back(step->place);
    const Lacking lacks = lacking(one);
    if (told_last && fresh && !lacks.next.empty()) sentence.text += "; next step: " + listed(lacks.next);
    sentence.text = with_stop(std::move(sentence.text));
    out.push_back(std::move(sentence));
}

}  // namespace

void add_cases(const Reader& reader, const Standing& standing, Sentences& out) {
    // What stands where the newest reports tell it goes first; of processes whose order is not clear the
    // words are told last and no stage is claimed.
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
    for (const Weight& weight : order) add_case(reader, standing, *weight.one, out);
}

}  // namespace sitrep::brief
