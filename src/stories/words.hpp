/// @file words.hpp
/// @brief Words of a text as stories compare them.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep::stories {

/// Folded words, small words left out, plural and verb endings cut; at most `most`. Scripts without blanks
/// between words give pairs of letters.
[[nodiscard]] std::vector<std::string> story_words(std::string_view text, std::size_t most);

}  // namespace sitrep::stories
