// Processes: every step in the words that reach it, what has to happen next, and what the steps do not tell.
#include <algorithm>

#include "brief/context.hpp"
#include "brief/html.hpp"
#include "brief/page.hpp"
#include "brief/told_case.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kStepsShown = 12;
constexpr std::size_t kLongestStep = 400;  // bytes

std::string step_item(Page& page, const ToldStep& step) {
    const Reader& reader = page.reader();
    const std::string written = reader.written(step.place.report);
    return "<li><b>" + escape_html(capitalised(step.states)) + "</b> <q dir=auto>" +
           escape_html(in_marks(words_around(reader, step.context, step.place, kLongestStep))) +
           "</q> <span class=in>" + isolated(reader.label(step.place.report)) + "</span> <span class=when>" +
           escape_html(written.empty() ? written : written.substr(2)) + "</span>" +
           page.evidence({step.context}) + "</li>\n";
}

}  // namespace

std::string cases_part(Page& page) {
    std::string out;
    for (const Case* one : cases_in_order(page.reader(), page.standing())) {
        const ToldCase told = told_case(page.reader(), page.standing(), *one, kStepsShown);
        if (told.steps.empty()) continue;
        const std::string& process = told.process;
        out += "<article class=case><h3>" +
               (told.label.empty() ? escape_html(process) : isolated(capitalised(told.label))) +
               "</h3><p class=stage>" + escape_html(told.label.empty() ? std::string() : process + " · ") +
               "<b>" + escape_html(told.stage.empty() ? "order of the steps not clear" : told.stage) +
               "</b></p><ol class=steps>";
        for (const ToldStep& step : told.steps) out += step_item(page, step);
        out += "</ol>";
        if (!told.next.empty())
            out += "<p class=missing><b>Next step:</b> " + escape_html(listed(told.next)) + ".</p>";
        const Lacking lacks = lacking(*one);
        if (told.fresh && told.told_last && !lacks.missing.empty())
            out += "<p class=missing><b>These words do not tell:</b> " + escape_html(listed(lacks.missing)) +
                   ".</p>";
        out += "</article>\n";
    }
    return out;
}

}  // namespace sitrep::brief
