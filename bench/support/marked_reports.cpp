#include "marked_reports.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <fstream>

#include "eval/name_sets.hpp"
#include "sitrep/tokens.hpp"

namespace sitrep::bench {

Result<MarkedReports> read_marked_reports(const Engine& engine, const std::filesystem::path& sources,
                                          std::vector<std::string> folders) {
    if (folders.empty()) folders.push_back((sources / "data" / "wire").string());
    MarkedReports out;
    for (const std::string& folder : folders) {
        const auto texts = eval::read_marked_texts(folder);
        if (!texts) return tl::unexpected(texts.error());
        for (const eval::MarkedText& text : *texts) {
            Document document;
            document.path = text.name;
            document.bytes = std::make_shared<const std::string>(text.text);
            out.all += text.text + "\n";
            AnnotatedReport report{engine.extract(document), {}, {}};
            report.tokens = tokenize(report.report.text, report.report.blocks);
            out.tokens += report.tokens.tokens.size();
            out.reports.push_back(std::move(report));
        }
    }
    return out;
}

double best_of_five(const std::function<void()>& work) {
    double best = 1e9;
    for (int turn = 0; turn < 5; ++turn) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
        best = std::min(best, taken.count());
    }
    return best;
}

void run_compromise(const std::filesystem::path& sources, const MarkedReports& reports,
                    const std::string& what) {
    std::fflush(stdout);
    const std::string path = fmt::format("bench_{}_text.txt", what);
    std::ofstream(path) << reports.all;
    const std::string script = (sources / "bench" / "competitors" / "compromise.mjs").string();
    const std::string command = fmt::format("node '{}' {} '{}' {}", script, what, path, reports.tokens);
    if (std::system(command.c_str()) != 0)
        fmt::print("competitor not run: npm install compromise where node finds it\n");
    std::remove(path.c_str());
}

}  // namespace sitrep::bench
