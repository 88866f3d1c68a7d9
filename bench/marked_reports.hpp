#pragma once
// The text that bench_names and bench_statements measure on, and the competitor they are measured beside.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "sitrep/engine.hpp"

namespace sitrep::bench {

/// Reports of marked or plain .txt folders, their mark-up taken off and the body found, with tokens counted.
struct MarkedReports {
    std::vector<AnnotatedReport> reports;  ///< tokens found, nothing annotated
    std::string all;                       ///< their texts one after the other
    std::size_t tokens = 0;
};

/// Reads the folders named on the command line, `data/wire` beside the sources when there are none.
/// An error where a folder cannot be read.
[[nodiscard]] Result<MarkedReports> read_marked_reports(const Engine& engine,
                                                        const std::filesystem::path& sources,
                                                        std::vector<std::string> folders);

/// Shortest of five turns of the work, in seconds.
[[nodiscard]] double best_of_five(const std::function<void()>& work);

/// Runs bench/competitors/compromise.mjs on the same text, which prints its own line; says so where node or
/// the package is missing. `what` is "names" or "quotations".
void run_compromise(const std::filesystem::path& sources, const MarkedReports& reports,
                    const std::string& what);

}  // namespace sitrep::bench
