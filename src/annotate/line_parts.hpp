/// @file line_parts.hpp
/// @brief A table's line cut at a mark.
#pragma once
#include <string_view>
#include <vector>

namespace sitrep::annotate {

/// What stands between the marks, empty parts included; at least one part.
[[nodiscard]] inline std::vector<std::string_view> parts_of(std::string_view line, char mark) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t at = line.find(mark);
        parts.push_back(line.substr(0, at));
        if (at == std::string_view::npos) return parts;
        line.remove_prefix(at + 1);
    }
}

}  // namespace sitrep::annotate
