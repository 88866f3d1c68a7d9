/// @file tokens.hpp
/// @brief Tokens and sentences of a report, cut once and read by every later stage.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sitrep/report.hpp"
#include "sitrep/span.hpp"

namespace sitrep {

/// word: letters, with inner apostrophes and hyphens ("al-Haddad", "O’Neill", "U.S."); possessive endings
/// ("’s", "'s", a bare "’" after s) are tokens of their own. number: digits with inner separators ("6,000",
/// "02:30", "4.5"). opening_quote / closing_quote: by shape where the mark is directed, by neighbours where
/// it is straight.
enum class TokenKind : std::uint8_t {
    word,
    number,
    possessive,
    punctuation,
    opening_quote,
    closing_quote,
    symbol
};

struct Token {
    TextRange range;
    TokenKind kind = TokenKind::word;
    bool space_before = false;  ///< white space (or the block's start) stands before it
    bool capital = false;       ///< first letter is upper case
    bool all_capitals = false;  ///< two letters or more, all upper case
};

/// A sentence: tokens `[first,last)` of one block. Titles and furniture are cut as well; `block` tells which
/// it is.
struct Sentence {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t block = 0;
    TextRange range;
};

struct TokenizedText {
    std::vector<Token> tokens;
    std::vector<Sentence> sentences;

    [[nodiscard]] std::span<const Token> of(const Sentence& sentence) const {
        return std::span(tokens).subspan(sentence.first, sentence.last - sentence.first);
    }
    /// Index of the first token that ends after `offset` (a clean-text offset); tokens.size() if there is
    /// none.
    [[nodiscard]] std::uint32_t token_at(std::uint32_t offset) const;
    /// Index of the sentence that holds `offset`, or of the next one; sentences.size() if there is none.
    [[nodiscard]] std::uint32_t sentence_at(std::uint32_t offset) const;
};

/// Cuts every block of a report. Rule-based after UAX #29 in spirit; knows "U.S.", "Col.", initials,
/// decimals, "…", closing quotes after the full stop. Linear in the text. A sentence never crosses a block.
[[nodiscard]] TokenizedText tokenize(const CleanText& text, std::span<const Block> blocks);

}  // namespace sitrep
