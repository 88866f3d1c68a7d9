/// @file metadata_dates.hpp
/// @brief Days of publication and change that the visible text, the address and, at last, scripts give.
#pragma once
#include <string_view>

#include "extract/html_blocks.hpp"
#include "extract/markup_names.hpp"
#include "extract/metadata.hpp"

namespace sitrep::extract {

/// Adds claims of days to those of head and JSON-LD, and ranks them by where they stand: a day beside the
/// headline before one in a list of stories, a paper's own day before the same moment in universal time.
/// `headline`: index of the headline's block, -1 if none is known.
void add_date_claims(const html::Page& page, const PageText& text, int headline, std::string_view url,
                     const Lexicon& lexicon, MarkupNames& names, PageMetadata& metadata);

}  // namespace sitrep::extract
