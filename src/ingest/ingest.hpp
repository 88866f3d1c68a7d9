/// @file ingest.hpp
/// @brief Whatever the user gave, as Documents: one call, items handed over one by one, everything unusable counted.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sitrep/document.hpp"
#include "sitrep/result.hpp"

namespace sitrep::ingest {

struct Limits {
    std::uint64_t file_bytes = 256ULL << 20U;  ///< a single report larger than this is left out
    std::uint32_t folder_depth = 64;
};

struct Options {
    Limits limits;
};

/// What came in. `errors` holds one line for stderr for each entry of `left_out`, in the same order.
struct Intake {
    std::vector<Document> documents;   ///< sorted by path and member
    std::vector<LeftOut> left_out;     ///< sorted likewise
    std::vector<Error> errors;
};

/// Reads files and folders (recursively; hidden names are passed over). Fails on nothing: what cannot be used is in
/// `left_out` with its reason. Identical bytes are taken once, under the first path in order.
[[nodiscard]] Intake read(const std::vector<std::string>& paths, const Options& options = {});

}  // namespace sitrep::ingest
