/// @file pairs.hpp
/// @brief Near documents and how alike they are, days and rare words taken into account.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "stories/vectors.hpp"

namespace sitrep::stories {

struct Pair {
    std::uint32_t a = 0, b = 0;  ///< a < b
    double likeness = 0.0;
};
/// Scored pairs of near documents, sorted by a, then b, each once. Days tell the order in which postings
/// are cut.
[[nodiscard]] std::vector<Pair> near_pairs(std::span<const StoryDocument> documents,
                                           std::span<const WeighedDocument> weighed,
                                           const GroupingOptions& options);

/// Likeness of words between two documents where `late` names what `early` does and was written after it, in
/// the same season; else 0. Days do not count in it.
[[nodiscard]] double told_on_likeness(std::span<const StoryDocument> documents,
                                      std::span<const WeighedDocument> weighed, std::uint32_t late,
                                      std::uint32_t early, const GroupingOptions& options);

}  // namespace sitrep::stories
