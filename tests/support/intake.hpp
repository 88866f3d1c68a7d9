/// @file intake.hpp
/// @brief Fixtures of inputs, read and checked: counts that add up, every item decoded again the same way.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "ingest/ingest.hpp"

namespace sitrep::test {

/// The path of a file of tests/data/ingest.
[[nodiscard]] std::string fixture(const std::string& name);
[[nodiscard]] std::string bytes_of(const std::string& path);
/// Reads fixtures (or files, by their whole path); every item must come back through reopen(), and the counts
/// must add up.
[[nodiscard]] ingest::Intake opened(const std::vector<std::string>& names,
                                    const ingest::Options& options = {});
/// "member | decoded" of each document.
[[nodiscard]] std::vector<std::string> items(const ingest::Intake& intake);
[[nodiscard]] std::vector<std::string> lines(const ingest::Intake& intake);
/// The document of a member; a failure and an empty one if there is none.
[[nodiscard]] const Document& document(const ingest::Intake& intake, const std::string& member);
[[nodiscard]] std::vector<std::string> claimed(const Document& document, ClaimKind kind);
[[nodiscard]] std::uint64_t passed(const ingest::Intake& intake, ingest::Reason reason);

}  // namespace sitrep::test
