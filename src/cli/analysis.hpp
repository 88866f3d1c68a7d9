/// @file analysis.hpp
/// @brief What every analysing command shares: its options, and the road from paths to a dossier.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/ingest_options.hpp"
#include "sitrep/dossier.hpp"
#include "sitrep/engine.hpp"
#include "sitrep/result.hpp"

namespace sitrep::cli {

/// Options of every command that reads reports.
struct AnalysisOptions {
    std::vector<std::string> paths;
    std::optional<std::string> dates_file;
    std::optional<std::string> as_of;
    std::optional<std::string> zone;
    std::optional<std::string> decisions_file;
    std::optional<std::string> gazetteer_file;
    IngestOptions ingest;
    std::uint64_t threads = 0;  ///< 0: as many as the machine has
    std::string command;        ///< name of the command, for command_line()

    void declare(Arguments& arguments);
    /// The command in normal form: inputs sorted, no thread or output options. What a reader repeats to get
    /// this brief.
    [[nodiscard]] std::string command_line() const;
};

struct Analysis {
    Dossier dossier;
    Resources resources;  ///< that it was made with
    bool partial =
        false;  ///< something given was left out and not read under another name; said on stderr already
};

/// Reads, annotates (in parallel) and joins the reports. Complaints about single inputs go to stderr. Fails
/// when resources, the dates file or an option are unusable.
[[nodiscard]] Result<Analysis> analyse(const AnalysisOptions& options);
/// The same; what made it fail goes to stderr.
[[nodiscard]] std::optional<Analysis> analyse_or_complain(const AnalysisOptions& options);

}  // namespace sitrep::cli
