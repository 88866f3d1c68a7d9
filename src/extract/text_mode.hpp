/// @file text_mode.hpp
/// @brief Labels the lines of a text without mark-up: which are the article, which the headline, which
/// furniture.
///
/// What a line is, its own words tell (phrases of lexicon/extract, shapes such as breadcrumbs and sign-offs),
/// then its place: site names, headlines and captions stand before the first paragraph, comment forms and
/// sign-offs after the last; a line that stands twice is a headline and its repeat. In doubt a line is body:
/// a lost fact costs more than a stray caption. Linear in the text but for look-ups.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "extract/lexicon.hpp"
#include "sitrep/report.hpp"

namespace sitrep::extract {

struct LabelledLines {
    struct Piece {
        TextRange range;
        BlockKind kind = BlockKind::body;
    };
    std::vector<Piece> pieces;  ///< in text order, not overlapping
    std::optional<TextRange> title;
    std::optional<TextRange> outlet;
    std::vector<TextRange> authors;
    std::vector<TextRange> date_lines;
};

/// `known_outlet`: what the container says the outlet is; may be empty.
[[nodiscard]] LabelledLines label_lines(std::string_view text, bool markdown, std::string_view known_outlet,
                                        const Lexicon& lexicon);

}  // namespace sitrep::extract
