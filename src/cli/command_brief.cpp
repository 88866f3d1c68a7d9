#include "cli/analysis.hpp"
#include "cli/command_list.hpp"
#include "cli/files.hpp"
#include "store/dossier_json.hpp"

namespace sitrep::cli {

int run_brief(Arguments& arguments) {
    AnalysisOptions options;
    options.command = "brief";
    std::optional<std::string> json_file;
    options.declare(arguments);
    arguments.option("--json", "FILE", json_file, "write the dossier (sitrep/dossier/1)");
    if (const auto status = arguments.parse()) return *status;
    const auto analysis = analyse(options);
    if (!analysis) {
        complain(analysis.error());
        return 2;
    }
    bool failed = analysis->partial;
    if (json_file) {
        if (const auto written = write_file(*json_file, store::to_json(analysis->dossier)); !written) {
            complain(written.error());
            failed = true;
        }
    }
    if (failed) return 2;
    return analysis->dossier.reports.empty() ? 1 : 0;
}

}  // namespace sitrep::cli
