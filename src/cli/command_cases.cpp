#include "cli/command_list.hpp"
#include "cli/table_command.hpp"

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
    table.shown = {0, 2, 3, 5, 6, 7, 10, 11, 12, 13};
    return table;
}

}  // namespace

int run_cases(Arguments& arguments) { return run_table(arguments, "cases", "processes", case_table); }

}  // namespace sitrep::cli
