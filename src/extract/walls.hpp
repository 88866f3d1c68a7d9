/// @file walls.hpp
/// @brief Pages that show a wall in place of the article: pay, sign in or consent to cookies first.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "extract/html_blocks.hpp"
#include "extract/lexicon.hpp"

namespace sitrep::extract {

struct Wall {
    std::string notice;  ///< for the reader ("paywall: …", "cookie wall: …"); empty if there is no wall
    std::vector<bool> consent;  ///< of a cookie wall its blocks, else empty: they are no article
};

/// Whether the page shows a wall in place of its article. The words of a wall count where little article was
/// found: long reports carry such words in their margins too. `stated`: the page's own mark-up says that it
/// is not free. `chosen`: which blocks are the article. What stands in one element with a block that asks for
/// consent belongs to a cookie wall.
[[nodiscard]] Wall find_wall(const html::Page& page, const PageText& text, const std::vector<bool>& chosen,
                             bool stated, const Lexicon& lexicon);

/// An appeal for money between paragraphs: "Support our newsroom by contributing as little as $1."
[[nodiscard]] bool is_appeal(std::string_view words, const Lexicon& lexicon);

}  // namespace sitrep::extract
