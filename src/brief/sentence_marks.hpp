/// @file sentence_marks.hpp
/// @brief The marks of each report in text order, so that a sentence finds its own.
#pragma once
#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "sitrep/dossier.hpp"

namespace sitrep::brief {

/// Marks of one report by where they begin, so that a sentence finds its own by binary search.
struct Marks {
    std::vector<std::pair<std::uint32_t, std::int32_t>> entities;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> acts;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> figures;
    std::vector<Span> quotes;
    std::vector<const Passage*> passages;
    std::vector<std::pair<std::uint32_t, std::int32_t>> times;  ///< with the last day each can mean
};

/// Calls `use` for each item of a sorted list that begins inside `span`.
template <typename List, typename Begin, typename Use>
void inside(const List& list, Span span, Begin begin, Use use) {
    auto at = std::lower_bound(list.begin(), list.end(), span.begin,
                               [&](const auto& item, std::uint32_t value) { return begin(item) < value; });
    for (; at != list.end() && begin(*at) < span.end; ++at) use(*at);
}

/// One for each report of the dossier, which outlives it.
[[nodiscard]] std::vector<Marks> marks_of(const Dossier& dossier);

}  // namespace sitrep::brief
