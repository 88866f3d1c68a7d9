#include "brief/items.hpp"
#include "brief/reader.hpp"
#include "cli/analysis.hpp"
#include "cli/command_list.hpp"
#include "cli/files.hpp"
#include "cli/tables.hpp"
#include "cli/wrapped.hpp"
#include "resources.hpp"

namespace sitrep::cli {
namespace {

/// A row a step, then a row for each thing that is missing; the case's own fields stand in every row.
Table case_table(const Dossier& dossier) {
    Table table;
    table.columns = {"case",   "template", "subject", "stage", "state", "row",  "step",
                     "report", "begin",    "end",     "words", "by",    "from", "to"};
    for (std::size_t i = 0; i < dossier.cases.size(); ++i) {
        const Case& item = dossier.cases[i];
        const std::vector<std::string> head = {std::to_string(i + 1), item.case_template, item.subject,
                                               std::string(name(item.stage)), item.state};
        const auto add = [&](std::vector<std::string> cells) {
            cells.insert(cells.begin(), head.begin(), head.end());
            table.rows.push_back(std::move(cells));
        };
        for (const CaseStep& step : item.steps) {
            const Report& report = dossier.reports[step.place.report].report;
            add({"step", step.state, report.document.path, std::to_string(step.place.span.begin),
                 std::to_string(step.place.span.end), std::string(report.words(step.place.span)),
                 step.by >= 0 ? dossier.entities[static_cast<std::size_t>(step.by)].name : "",
                 step.at.earliest ? step.at.earliest->iso() : "",
                 step.at.latest ? step.at.latest->iso() : ""});
        }
        for (const std::string& missing : item.missing) add({"missing", missing, "", "", "", "", "", "", ""});
    }
    table.shown = {0, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13};
    return table;
}

/// Who and when, as far as a step tells: ", by the council, 3 May 2016".
std::string by_and_when(const brief::Reader& reader, const CaseStep& step) {
    std::string out;
    if (const std::string by = reader.entity(step.by); !by.empty()) out += ", by " + by;
    if (const std::string days = brief::date_words(step.at); !days.empty()) out += ", " + days;
    return out;
}

/// For a terminal: a process a block, its steps with the paragraph and the words that reach them, whole.
std::string case_text(const Dossier& dossier, const brief::BriefWords& words) {
    constexpr std::size_t kWidth = 100;
    const brief::Reader reader(dossier, words);
    std::string out;
    const auto add = [&](std::size_t indent, const std::string& label, std::string_view text) {
        out += wrapped(std::string(indent, ' ') + label, brief::one_line(text), kWidth);
    };
    for (std::size_t i = 0; i < dossier.cases.size(); ++i) {
        const Case& item = dossier.cases[i];
        add(0, std::to_string(i + 1) + ". ",
            brief::capitalised(brief::spaced(brief::template_words(item.case_template))) + ": " +
                item.subject);
        add(3, "stage: ", brief::spaced(name(item.stage)));
        add(3, "state: ", item.state.empty() ? "not given" : brief::spaced(item.state));
        for (const CaseStep& step : item.steps) {
            add(3, "- ",
                brief::spaced(step.state) + by_and_when(reader, step) + " [" + reader.citation(step.place) +
                    "]: " + brief::in_marks(reader.words(step.place)));
        }
        const brief::Lacking lacking = brief::lacking(item);
        for (const std::string& next : lacking.next) add(3, "next: ", next);
        for (const std::string& missing : lacking.missing) add(3, "missing: ", missing);
        if (i + 1 < dossier.cases.size()) out += "\n";
    }
    return out;
}

}  // namespace

int run_cases(Arguments& arguments) {
    AnalysisOptions options;
    options.command = "cases";
    Format format = Format::text;
    options.declare(arguments);
    arguments.format(format);
    if (const auto status = arguments.parse()) return *status;
    const auto analysis = analyse_or_complain(options);
    if (!analysis) return 2;
    const Dossier& dossier = analysis->dossier;
    const std::string text = format == Format::text ? case_text(dossier, analysis->resources.parts().brief)
                                                    : render(case_table(dossier), format);
    if (!print(text)) return 2;
    if (dossier.cases.empty())
        complain("no processes in " + std::to_string(dossier.reports.size()) + " reports");
    if (analysis->partial) return 2;
    return dossier.cases.empty() ? 1 : 0;
}

}  // namespace sitrep::cli
