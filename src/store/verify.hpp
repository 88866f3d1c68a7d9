/// @file verify.hpp
/// @brief Re-opens every span of a dossier against the bytes of its reports.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/report.hpp"
#include "sitrep/result.hpp"

namespace sitrep::store {

/// Where a report's bytes are to be found, as the dossier records it.
struct RecordedReport {
    std::string id;
    std::string path;
    std::optional<std::string> member;
    std::string decoded;
    std::string sha256;
};

struct Verification {
    std::uint64_t reports = 0;
    std::uint64_t spans = 0;
    std::vector<std::string> mismatches;  ///< one line each: where in the dossier, what is wrong
};

/// Gives back each report as it was extracted, or why it cannot be had; results in the order of the argument.
using ReopenReports = std::function<std::vector<Result<Report>>(const std::vector<RecordedReport>&)>;

/// Checks `json`, the text of a dossier. Every `[begin,end)` pair under a span key must lie inside its report
/// on character boundaries and hold the words recorded beside it; every report's bytes must have the recorded
/// SHA-256; references lead somewhere, words of the contract are known, and the dossier agrees with itself
/// (consistency.hpp). Fails (Error) when the text is no dossier of version 1; mismatches are values, not
/// failures.
[[nodiscard]] Result<Verification> verify(std::string_view file_name, std::string_view json,
                                          const ReopenReports& reopen);

}  // namespace sitrep::store
