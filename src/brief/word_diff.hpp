/// @file word_diff.hpp
/// @brief Which words of one wording differ from another.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace sitrep::brief {

/// A run of a text's words that all stand in the other text too, or all in this one only.
struct WordRun {
    std::string words;
    bool changed = false;
};

/// `text` cut into runs of words that stand in `other` too, anywhere, and of words that do not: a word that
/// only moved is no change. Case, accents and punctuation do not count.
[[nodiscard]] std::vector<WordRun> changed_words(std::string_view text, std::string_view other);

}  // namespace sitrep::brief
