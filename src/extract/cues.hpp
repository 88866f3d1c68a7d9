/// @file cues.hpp
/// @brief What a single line says about itself: furniture phrases, breadcrumbs, sign-offs, bylines,
/// datelines, captions.
#pragma once
#include <optional>
#include <string_view>

#include "extract/lexicon.hpp"
#include "extract/lines.hpp"

namespace sitrep::extract {

/// What a line's own words tell of it.
struct LineVerdict {
    BlockKind kind = BlockKind::other;
    std::optional<BlockKind> follow;  ///< what the lines after it are
    std::optional<TextRange>
        outlet;  ///< an outlet that the line names: "02:30 - Source: CNN", "© Daily Example"
    std::optional<TextRange> author;
    bool duration = false;   ///< a video's running time stands before the credit
    bool date_line = false;  ///< place and date, or a date alone
};

/// The verdict of phrases and shapes that need no context; none for an ordinary line.
[[nodiscard]] std::optional<LineVerdict> judge(std::string_view text, const Line& line,
                                               const Lexicon& lexicon);

/// A dateline that opens `range`: "VIENNA (AFP) –", "Chad (Post):", "CNN —". `range` covers it with its dash
/// or colon.
struct Dateline {
    TextRange range;
    std::optional<TextRange>
        source;           ///< the words in brackets, or the outlet that stands in the place's stead
    bool agency = false;  ///< `source` is an agency
};
/// `first`: the paragraph opens the article, where weaker shapes are accepted ("LAGOS — The …").
[[nodiscard]] std::optional<Dateline> opening_dateline(std::string_view text, TextRange range, bool first,
                                                       const Lexicon& lexicon);

/// Folded words that hold a month's name with a number beside it, or a numeric date.
[[nodiscard]] bool holds_date(std::string_view folded, const Lexicon& lexicon);

/// Reads like the text under a photograph. `inside`: the line stands between paragraphs, where more proof is
/// asked.
[[nodiscard]] bool caption_like(const Line& line, bool inside, const Lexicon& lexicon);

/// "… on Wednesday. Picture: Jane Example", "… on Monday (Image: Getty)": a caption that ends in its credit.
[[nodiscard]] bool ends_in_credit(const Line& line, const Lexicon& lexicon);

/// Where the credit of a caption that ends in one begins.
[[nodiscard]] std::uint32_t credit_begin(std::string_view text, TextRange caption);

/// Could be an outlet's name: few words, most of them capitalised. 0 no, 1 perhaps, 2 holds a word of
/// outlets' names.
[[nodiscard]] int outlet_like(const Line& line, const Lexicon& lexicon);

/// The words between the first and last quotation mark of a line; none if there are no two.
[[nodiscard]] std::optional<TextRange> quoted_words(std::string_view text, TextRange range);

}  // namespace sitrep::extract
