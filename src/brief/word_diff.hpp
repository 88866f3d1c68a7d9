/// @file word_diff.hpp
/// @brief Which words of one wording differ from another.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace sitrep::brief {

/// A run of a text's words that are all common with the other text, or all its own.
struct WordRun {
    std::string words;
    bool changed = false;
};

/// `text` cut into runs by the longest common subsequence of words with `other`; case, accents and
/// punctuation do not count. Texts whose lengths in words multiply to more than four million are given back
/// whole and unmarked.
[[nodiscard]] std::vector<WordRun> changed_words(std::string_view text, std::string_view other);

}  // namespace sitrep::brief
