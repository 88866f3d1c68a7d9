/// @file words_before.hpp
/// @brief The word among the few before a figure that is one of a list: "has granted two", "counts 40".
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

/// The first token of the phrase that stands right before `where.first`; that token itself for none.
/// Phrases are tried in their order.
template <typename Word>
[[nodiscard]] std::uint32_t phrase_before(const std::vector<std::vector<std::string>>& phrases,
                                          BeforeFigure where, const Word& word) {
    for (const std::vector<std::string>& phrase : phrases) {
        if (where.first - where.begin < phrase.size()) continue;
        std::uint32_t at = where.first - static_cast<std::uint32_t>(phrase.size());
        const std::uint32_t begin = at;
        if (std::all_of(phrase.begin(), phrase.end(),
                        [&](const std::string& one) { return word(at++) == one; }))
            return begin;
    }
    return where.first;
}

}  // namespace sitrep::ledger
