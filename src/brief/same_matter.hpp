/// @file same_matter.hpp
/// @brief Whether what a relation of deeds and words joins is shown to be one matter; if not, it is not told.
#pragma once
#include <vector>

#include "brief/items.hpp"
#include "brief/standing.hpp"

namespace sitrep::brief {

/// Whether the ends stand in different reports and the last side has no word in common with any other, days
/// and times left out: nothing shows a reader that they are of one thing. Figures are judged elsewhere.
[[nodiscard]] bool shares_no_word(const Reader& reader, const Standing& standing,
                                  const std::vector<ItemGroup>& groups);

/// Whether the last side grants or refuses what the sentence before it asks for in its own paragraph, and the
/// first side, of another report, is something else: an answer answers what it stands behind.
[[nodiscard]] bool answers_another(const Reader& reader, const Standing& standing,
                                   const std::vector<ItemGroup>& groups);

/// Whether a side asks for or refuses a name only: "asked to stay out of the paper" answers nobody.
[[nodiscard]] bool hides_a_name(const Reader& reader, const std::vector<ItemGroup>& groups);

/// Whether two sides in different reports say the same in nearly the same words: a copy is not in tension
/// with its source.
[[nodiscard]] bool is_said_twice(const Reader& reader, const Standing& standing,
                                 const std::vector<ItemGroup>& groups);

}  // namespace sitrep::brief
