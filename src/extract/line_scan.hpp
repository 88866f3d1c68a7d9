/// @file line_scan.hpp
/// @brief Small steps along a line's bytes that several readers of lines share.
#pragma once
#include <cstdint>
#include <string_view>

#include "sitrep/span.hpp"
#include "text/utf8.hpp"

namespace sitrep::extract {

/// Offset of the first byte at or after `at` that is no white space; `end` if there is none.
inline std::size_t skip_spaces(std::string_view text, std::size_t at, std::size_t end) {
    while (at < end && text::is_space(text::decode(text, at).value)) at += text::decode(text, at).size;
    return at;
}

inline bool digit(char c) { return c >= '0' && c <= '9'; }

/// `range` of `text` without outer white space.
inline TextRange trimmed_range(std::string_view text, TextRange range) {
    const std::string_view words = text::trimmed(text.substr(range.begin, range.size()));
    if (words.empty()) return {range.begin, range.begin};
    const auto begin = static_cast<std::uint32_t>(words.data() - text.data());
    return {begin, begin + static_cast<std::uint32_t>(words.size())};
}

}  // namespace sitrep::extract
