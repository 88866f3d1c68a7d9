/// @file gap_words.hpp
/// @brief How a gap is put into words: counts, conditions without their opening, words that were spoken.
#pragma once
#include <string>
#include <string_view>

namespace sitrep::cases {

/// Plain letters made small, every byte where it was.
[[nodiscard]] std::string lowered(std::string_view words);
/// "two", "13", "12,000"; "" for what is no whole number above zero.
[[nodiscard]] std::string count_words(double number);
/// A condition without the word that opens it; `clause` tells whether it can follow "whether".
[[nodiscard]] std::string without_opening(std::string words, bool& clause);
/// Does a speaker say it of himself or to somebody: "we", "you"?
[[nodiscard]] bool spoken(const std::string& words);

}  // namespace sitrep::cases
