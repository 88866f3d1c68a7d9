/// @file ingest_options.hpp
/// @brief Options about what is taken in, the same for every command that reads reports.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "cli/arguments.hpp"
#include "ingest/ingest.hpp"
#include "sitrep/result.hpp"

namespace sitrep::cli {

struct IngestOptions {
    std::optional<std::string> map;
    std::optional<std::string> since;
    std::uint64_t limit = 0;

    void declare(Arguments& arguments);
    /// Fails on a field map or a day that cannot be read. The progress line is set where stderr is a
    /// terminal.
    [[nodiscard]] Result<ingest::Options> resolve() const;
    /// " --limit 10 --map … --since …", as far as given: for the command in normal form.
    [[nodiscard]] std::string words() const;
};

}  // namespace sitrep::cli
