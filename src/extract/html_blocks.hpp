/// @file html_blocks.hpp
/// @brief The text of a page in blocks: runs between block-level tags or double line breaks, joined to clean
/// text with an offset map.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/html.hpp"
#include "sitrep/clean_text.hpp"
#include "sitrep/span.hpp"

namespace sitrep::extract {

/// One block with the counts that features need, made in the pass that writes its text.
struct PageBlock {
    TextRange range;                        ///< of the page's clean text
    html::NodeIndex node = html::kNoNode;   ///< nearest block-level element
    html::NodeIndex inner = html::kNoNode;  ///< element of the first run
    std::uint32_t inside = 0;               ///< Inside bits of the first run
    std::uint32_t words = 0;
    std::uint32_t characters = 0;  ///< letters and digits
    std::uint32_t link_characters = 0;
    std::uint32_t strong_characters = 0;
    std::uint32_t links = 0;     ///< runs inside links
    std::uint32_t capitals = 0;  ///< words that begin with a capital
    std::uint32_t digits = 0;    ///< words that begin with a digit
    std::uint32_t commas = 0;
    std::uint32_t stops = 0;
    bool ends_sentence = false;
    bool quotes = false;
    std::uint32_t first_word = 0;   ///< into PageText::words
    Span source;                    ///< of the bytes behind `range`
    std::uint64_t fingerprint = 0;  ///< of its folded words
};

/// All text of a page but what is hidden or scripted.
struct PageText {
    CleanText text;
    std::vector<PageBlock> blocks;
    std::vector<std::uint32_t> words;  ///< hash of every word in lower case, block after block
};

/// `decoded`: the page's bytes as text, whose offsets `page` uses; blocks map to the bytes themselves.
/// `identity`: text and bytes are the same (the usual case, and the quick one).
[[nodiscard]] PageText page_text(const html::Page& page, const CleanText& decoded, bool identity);

/// The same counts for runs of `text` without writing them anew: blocks are ranges of `text`, the result's
/// own text stays empty.
[[nodiscard]] PageText counted_lines(const html::Page& page, const CleanText& text);

/// How many letters make a word where a script sets no blanks between words (0: it does): Han and kana count
/// two letters a word, Thai, Lao, Khmer and Burmese four, so that a paragraph is about as many words as it
/// would be in a script with blanks.
[[nodiscard]] constexpr std::uint32_t letters_of_a_word(char32_t letter) {
    const auto within = [letter](char32_t first, char32_t last) { return letter >= first && letter <= last; };
    if (within(0x3040, 0x30FF) || within(0x3400, 0x4DBF) || within(0x4E00, 0x9FFF) ||
        within(0xF900, 0xFAFF) || within(0x20000, 0x3FFFF))
        return 2;
    return within(0x0E00, 0x0EFF) || within(0x1000, 0x109F) || within(0x1780, 0x17FF) ? 4 : 0;
}

/// Hash of a word, one lower-case letter after the other (FNV-1a over code points, 32 bits).
class WordHash {
  public:
    void add(char32_t letter) {
        hash_ = (hash_ ^ static_cast<std::uint32_t>(letter)) * 16777619U;
        ++letters_;
    }
    [[nodiscard]] bool begun() const { return letters_ > 0; }
    /// Whether the word is whole although no blank has come: scripts without blanks.
    [[nodiscard]] bool full(char32_t letter) const {
        const std::uint32_t most = letters_of_a_word(letter);
        return most > 0 && letters_ >= most;
    }
    /// The word's hash; the next word begins.
    [[nodiscard]] std::uint32_t take() {
        const std::uint32_t hash = hash_;
        *this = WordHash();
        return hash;
    }

  private:
    std::uint32_t hash_ = 2166136261U;
    std::uint32_t letters_ = 0;
};

/// Hash of a word in lower case: the key of learned word weights.
[[nodiscard]] std::uint32_t word_hash(std::string_view lower_case);

}  // namespace sitrep::extract
