/// @file word_lists.hpp
/// @brief Short lists of words that stand in code.
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

}  // namespace sitrep::text
