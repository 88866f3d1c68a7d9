#include <algorithm>
#include <filesystem>

#include "brief/comparison.hpp"
#include "cli/analysis.hpp"
#include "cli/command_list.hpp"
#include "cli/files.hpp"
#include "cli/findings.hpp"
#include "resources.hpp"

namespace sitrep::cli {

int run_compare(Arguments& arguments) {
    AnalysisOptions options;
    options.command = "compare";
    Format format = Format::text;
    std::uint64_t width = 100;
    options.declare(arguments);
    arguments.option("--width", "N", width, "characters of a line of text (default 100)");
    arguments.format(format);
    if (const auto status = arguments.parse()) return *status;
    std::error_code none;
    if (options.paths.size() == 2 && !std::filesystem::is_directory(options.paths[0], none) &&
        std::filesystem::equivalent(options.paths[0], options.paths[1], none)) {
        complain("compare takes two reports; both paths name the same file: " + options.paths[0]);
        return 2;
    }
    const auto analysis = analyse_or_complain(options);
    if (!analysis) return 2;
    const Dossier& dossier = analysis->dossier;
    const brief::BriefWords& words = analysis->resources.parts().brief;
    if (dossier.reports.size() != 2) {
        complain("compare takes two reports; these paths hold " + std::to_string(dossier.reports.size()));
        return 2;
    }
    // The first report given stands on the left, whatever the order of names.
    const bool turned = options.paths.size() == 2 &&
                        dossier.reports[1].report.document.path == options.paths[0] &&
                        options.paths[0] != options.paths[1];
    const ReportIndex left = turned ? 1 : 0, right = turned ? 0 : 1;
    const auto findings = brief::compare_reports(dossier, left, right, words);
    const std::string text =
        format == Format::text
            ? brief::side_by_side_text(dossier, left, right, std::clamp<std::uint64_t>(width, 40, 400), words)
            : findings_as(format, findings, dossier, words);
    if (!print(text) || analysis->partial) return 2;
    return findings.empty() ? 1 : 0;
}

}  // namespace sitrep::cli
