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

/// Hash of a word, one lower-case letter after the other (FNV-1a over code points, 32 bits).
class WordHash {
  public:
    void add(char32_t letter) {
        hash_ = (hash_ ^ static_cast<std::uint32_t>(letter)) * 16777619U;
        begun_ = true;
    }
    [[nodiscard]] bool begun() const { return begun_; }
    /// The word's hash; the next word begins.
    [[nodiscard]] std::uint32_t take() {
        const std::uint32_t hash = hash_;
        *this = WordHash();
        return hash;
    }

  private:
    std::uint32_t hash_ = 2166136261U;
    bool begun_ = false;
};

/// Hash of a word in lower case: the key of learned word weights.
[[nodiscard]] std::uint32_t word_hash(std::string_view lower_case);

}  // namespace sitrep::extract
