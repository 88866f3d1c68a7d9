/// @file vectors.hpp
/// @brief TF-IDF vectors of documents and their nearest neighbours.
#pragma once
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "stories/grouping.hpp"

namespace sitrep::stories {

using Component = std::pair<std::uint32_t, float>;  ///< term, weight
using Vector = std::vector<Component>;              ///< sorted by term, length 1

[[nodiscard]] std::vector<Vector> vectors(std::span<const StoryDocument> documents,
                                          const GroupingOptions& options);
[[nodiscard]] double cosine(const Vector& a, const Vector& b);

struct Pair {
    std::uint32_t a = 0, b = 0;  ///< a < b
    double likeness = 0.0;
};
/// Scored pairs of near documents, sorted by a, then b, each once. `days` tells the order in which postings
/// are cut.
[[nodiscard]] std::vector<Pair> near_pairs(std::span<const StoryDocument> documents,
                                           const std::vector<Vector>& all, const GroupingOptions& options);

}  // namespace sitrep::stories
