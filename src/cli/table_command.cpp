#include "cli/table_command.hpp"

#include "cli/files.hpp"

namespace sitrep::cli {

int run_table(Arguments& arguments, const std::string& command, const std::string& things,
              const std::function<Table(const Dossier&)>& make) {
    AnalysisOptions options;
    options.command = command;
    Format format = Format::text;
    options.declare(arguments);
    arguments.format(format);
    if (const auto status = arguments.parse()) return *status;
    const auto analysis = analyse_or_complain(options);
    if (!analysis) return 2;
    const Table table = make(analysis->dossier);
    if (!print(render(table, format))) return 2;
    if (table.rows.empty())
        complain("no " + things + " in " + std::to_string(analysis->dossier.reports.size()) + " reports");
    if (analysis->partial) return 2;
    return table.rows.empty() ? 1 : 0;
}

}  // namespace sitrep::cli
