/// @file word_lists.hpp
/// @brief Closed lists of grammar that stand in code, and the look into one. Open vocabulary stands in
/// lexicon/.
#pragma once
#include <algorithm>
#include <array>
#include <string_view>

namespace sitrep::text {

/// True if the list holds the word, letter by letter: no folding. Linear in the list.
template <std::size_t size>
[[nodiscard]] bool among(std::string_view word, const std::array<std::string_view, size>& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

inline constexpr std::array<std::string_view, 12> kDeterminers = {
    "the", "a", "an", "its", "his", "her", "their", "our", "this", "that", "these", "those"};
inline constexpr std::array<std::string_view, 5> kPossessives = {"its", "his", "her", "their", "our"};
inline constexpr std::array<std::string_view, 8> kFormsOfBe = {"is",   "are", "was",   "were",
                                                               "been", "be",  "being", "am"};
inline constexpr std::array<std::string_view, 3> kFormsOfHave = {"had", "has", "have"};
/// Words that open a condition.
inline constexpr std::array<std::string_view, 5> kConditions = {"if", "unless", "once", "until", "provided"};
/// Small words inside names, which initials and keys leave out.
inline constexpr std::array<std::string_view, 10> kNameLinks = {"of", "and", "the", "for", "in",
                                                                "on", "de",  "du",  "des", "to"};
inline constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                             "may",       "june",     "july",     "august",
                                                             "september", "october",  "november", "december"};

}  // namespace sitrep::text
