/// @file lines.hpp
/// @brief A plain text cut into lines with the shapes that tell what each is: length, case, stops, quotes,
/// blank lines.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/clean_text.hpp"
#include "sitrep/report.hpp"

namespace sitrep::extract {

struct Line {
    TextRange range;  ///< without outer white space
    std::string
        folded;        ///< folded words, one space between; of lines longer than 400 bytes only the first 400
    std::string core;  ///< folded without outer punctuation, bullets and a count in brackets
    std::uint32_t words = 0;
    std::uint32_t capitals = 0;  ///< words that begin with a capital or a digit
    std::uint32_t shouted = 0;   ///< words of two letters or more, all capitals
    bool ends_sentence =
        false;  ///< full stop, question or exclamation mark, ellipsis; closing quotes and brackets may follow
    bool asks = false;  ///< the mark is a question mark
    bool starts_lower = false;
    bool quotes = false;  ///< holds a quotation mark
    bool bullet = false;  ///< opens with a bullet or a dash and a space
    bool blank_before = false;
    int heading = 0;  ///< Markdown level, 0 for none
    bool decided = false;
    BlockKind kind = BlockKind::body;

    /// Reads like a paragraph of an article.
    [[nodiscard]] bool paragraph() const {
        return words >= 30 || (words >= 12 && ends_sentence && capitals * 2 <= words + 2);
    }
    void decide(BlockKind value) {
        kind = value;
        decided = true;
    }
};

/// Every line that is not blank, in order. Hard-wrapped text (mail, terminals) is joined to paragraphs first.
[[nodiscard]] std::vector<Line> cut_lines(std::string_view text, bool markdown);

/// Shapes of one line or block.
[[nodiscard]] Line shape(std::string_view text, TextRange range);

/// Bytes that a bullet and the blanks behind it take at `at`; 0 if none stands there. A dash is no bullet.
[[nodiscard]] std::uint32_t bullet_size(std::string_view text, std::size_t at);

/// Where paragraph breaks were lost inside `range` ("Europe.IS has"): offsets at which a new paragraph
/// begins.
[[nodiscard]] std::vector<std::uint32_t> lost_breaks(std::string_view text, TextRange range);

}  // namespace sitrep::extract
