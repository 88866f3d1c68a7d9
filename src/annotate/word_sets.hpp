/// @file word_sets.hpp
/// @brief Sets of words that rules ask for by name, read from a lexicon file: columns set, words, example.
///
/// A row gives a set one word or several forms of one, `|` between; a set has as many rows as it needs:
/// `meetings TAB meeting|meetings TAB They spoke after the meeting.`
#pragma once
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/result.hpp"
#include "text/beginnings.hpp"

namespace sitrep::annotate {

/// Words, asked for one at a time. Laid out by length, so that a word is compared with those of its own
/// length only, without a hash; never changed once made.
class WordSet {
  public:
    WordSet() = default;
    explicit WordSet(std::span<const std::string> words);

    /// True if the set holds the word, letter by letter: no folding.
    [[nodiscard]] bool holds(std::string_view word) const {
        const std::size_t length = word.size();
        if (length == 0 || length + 1 >= starts_.size()) return false;
        for (std::size_t at = starts_[length]; at < starts_[length + 1]; at += length) {
            if (letters_[at] == word.front() && letters_.compare(at, length, word) == 0) return true;
        }
        return false;
    }
    /// True if one of its words stands anywhere in the text, as bytes. One pass over the text.
    [[nodiscard]] bool stands_in(std::string_view text) const;
    /// True if one of its words begins the text.
    [[nodiscard]] bool begins(std::string_view text) const;
    /// How many words it holds.
    [[nodiscard]] std::size_t size() const { return size_; }

  private:
    std::string letters_;                ///< all words, the shorter first, nothing between
    std::vector<std::uint32_t> starts_;  ///< by length: where the words of it begin in letters_
    std::size_t size_ = 0;
    text::Beginnings beginnings_;
};

/// word: whole words, for WordSet::holds; cue: parts of a text, blanks and all (" told ", "approv"), for
/// WordSet::stands_in and begins.
enum class WordSetUse : std::uint8_t { word, cue };

struct NamedWordSet {
    std::string_view name;
    WordSet* set;
    WordSetUse use = WordSetUse::word;
};

/// Fills the sets from their file. Fails with file and line on a row without three columns, of a set that is
/// none of these, with an empty word, a word that the set has already, or an example in which none of the
/// row's words stands (whole, where they are words); with the file on a set that has no row.
[[nodiscard]] std::optional<Error> read_word_sets(const std::filesystem::path& file,
                                                  std::initializer_list<NamedWordSet> sets);

}  // namespace sitrep::annotate
