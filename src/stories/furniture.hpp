/// @file furniture.hpp
/// @brief Sentences that come back word by word over weeks: sign-in forms, boxes about the author, an
/// agency's background. They say what site or matter a document belongs to, not what event.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "stories/grouping.hpp"

namespace sitrep::stories {

/// For each document and sentence of its lead, whether it is furniture. Only dated documents can tell.
[[nodiscard]] std::vector<std::vector<bool>> furniture_sentences(std::span<const StoryDocument> documents,
                                                                 const GroupingOptions& options);

}  // namespace sitrep::stories
