/// @file cues.hpp
/// @brief Words that a statement is searched for.
#pragma once
#include <algorithm>
#include <array>
#include <string_view>

namespace sitrep::ledger {

/// Does any of the cues stand in the words? Both folded; a blank at either end of a cue makes it whole words.
template <std::size_t Size>
[[nodiscard]] bool has_any(std::string_view words, const std::array<std::string_view, Size>& cues) {
    return std::any_of(cues.begin(), cues.end(),
                       [&](std::string_view cue) { return words.find(cue) != std::string_view::npos; });
}

}  // namespace sitrep::ledger
