// Processes: every step in the words that reach it, in order; what none of the words says is not filled in.
#include "brief/context.hpp"
#include "brief/sections.hpp"
#include "brief/told_case.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kStepsTold = 5;
constexpr std::size_t kLongestStep = 260;  // bytes

}  // namespace

BriefSentence tell_case(const Reader& reader, const Standing& standing, const Case& one) {
    const ToldCase told = told_case(reader, standing, one, kStepsTold);
    if (told.steps.empty()) return {};
    BriefSentence sentence{"cases", told.process, told.citations, -1};
    if (!told.label.empty()) sentence.text += ", " + told.label;
    for (std::size_t i = 0; i < told.steps.size(); ++i) {
        const ToldStep& step = told.steps[i];
        sentence.text += (i == 0       ? ": "
                          : step.later ? " → "
                                       : "; ") +
                         step.states + " " +
                         in_marks_inside(words_around(reader, step.context, step.place, kLongestStep)) +
                         " (" + reader.label(step.place.report) + reader.written(step.place.report) + ")";
    }
    if (!told.stage.empty()) sentence.text += "; " + told.stage;
    if (!told.next.empty()) sentence.text += "; next step: " + listed(told.next);
    sentence.text = with_stop(std::move(sentence.text));
    return sentence;
}

void add_cases(const Reader& reader, const Standing& standing, Sentences& out) {
    for (const Case* one : cases_in_order(reader, standing)) {
        BriefSentence sentence = tell_case(reader, standing, *one);
        if (!sentence.text.empty()) out.push_back(std::move(sentence));
    }
}

}  // namespace sitrep::brief
