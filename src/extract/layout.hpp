/// @file layout.hpp
/// @brief How the paragraphs of a text without tags are set: quoted with "> ", indented behind a colon, in
/// bold.
#pragma once
#include <vector>

#include "sitrep/report.hpp"

namespace sitrep::extract {

/// Fills `layout` of body blocks and crossheads of a plain or Markdown text. "> " sets a block in; so do
/// blanks before it where it follows a colon (or another such block) and most blocks have none. In Markdown a
/// block of nothing but "**…**" or "__…__" is bold. Ranges stay as they are, signs included. Linear in the
/// text.
void mark_layout(const CleanText& text, bool markdown, std::vector<Block>& blocks);

}  // namespace sitrep::extract
