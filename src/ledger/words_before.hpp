/// @file words_before.hpp
/// @brief The word among the few before a figure that is one of a list: "has granted two", "counts 40".
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace sitrep::ledger {

/// Tokens that a search may look back over: from `begin` of the sentence to the figure's own `first`.
struct BeforeFigure {
    std::uint32_t begin = 0, first = 0;
};

/// The nearest token before the figure, at most `reach` back, that is one of the words; the figure's own
/// first for none. `word(token)` gives a token folded.
template <std::size_t Size, typename Word>
[[nodiscard]] std::uint32_t one_of_before(const std::array<std::string_view, Size>& words,
                                          std::uint32_t reach, BeforeFigure where, const Word& word) {
    for (std::uint32_t back = 1; back <= reach && back <= where.first - where.begin; ++back) {
        const auto found = word(where.first - back);
        if (std::find(words.begin(), words.end(), found) != words.end()) return where.first - back;
    }
    return where.first;
}

}  // namespace sitrep::ledger
