/// @file wrapped.hpp
/// @brief Lines of whole words for a terminal.
#pragma once
#include <string>
#include <string_view>

namespace sitrep::cli {

/// `label`, then `text` in lines of at most `width` characters, those after the first set in as far as the
/// label reaches (at most 24); a longer word stands in a line of its own. Ends in a line feed.
[[nodiscard]] std::string wrapped(const std::string& label, std::string_view text, std::size_t width);

}  // namespace sitrep::cli
