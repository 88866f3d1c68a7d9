// Processes: the stage reached, by which words, and what is missing.
#include <algorithm>

#include "brief/html.hpp"
#include "brief/page.hpp"

namespace sitrep::brief {
namespace {

std::string step_item(Page& page, const CaseStep& step) {
    const Reader& reader = page.reader();
    if (step.place.report >= reader.size() || step.place.span.empty()) return {};
    const std::string by = party_words(reader.entity(step.by));
    const std::string date = date_words(step.at);
    std::string out = "<li><b>" + escape_html(capitalised(one_line(spaced(step.state)))) +
                      "</b> <q dir=auto>" + escape_html(in_marks(shortened(reader.words(step.place), 300))) +
                      "</q>";
    if (!by.empty()) out += " <span class=who>" + isolated(by) + "</span>";
    if (!date.empty()) out += " <span class=when>" + escape_html(date) + "</span>";
    return out + page.evidence({step.place}) + "</li>\n";
}

}  // namespace

std::string cases_part(Page& page) {
    std::string out;
    for (const Case& one : page.reader().dossier().cases) {
        std::string steps;
        for (const CaseStep& step : one.steps) steps += step_item(page, step);
        if (steps.empty()) continue;
        out += "<article class=case><h3>" + isolated(capitalised(case_subject(one))) +
               "</h3><p class=stage>" + escape_html(capitalised(template_words(one.case_template))) +
               " · stage reached: <b>" + escape_html(stage_words(one)) + "</b></p><ol class=steps>" + steps +
               "</ol>";
        const Lacking lacks = lacking(one);
        if (!lacks.next.empty())
            out += "<p class=missing><b>Next step:</b> " + escape_html(listed(lacks.next)) + ".</p>";
        if (!lacks.missing.empty())
            out +=
                "<p class=missing><b>Not in the reports:</b> " + escape_html(listed(lacks.missing)) + ".</p>";
        out += "</article>\n";
    }
    return out;
}

}  // namespace sitrep::brief
