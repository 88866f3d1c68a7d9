/// @file tables.hpp
/// @brief A table of words as text, CSV (RFC 4180), JSON, JSON lines or Markdown.
#pragma once
#include <string>
#include <vector>

#include "cli/arguments.hpp"

namespace sitrep::cli {

struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;  ///< as many cells as columns
    std::vector<std::size_t> shown;              ///< columns of the text and Markdown forms; empty: all
};

/// Every form but text and Markdown holds all columns. Cells are single lines; long ones are cut in the text
/// form.
[[nodiscard]] std::string render(const Table& table, Format format);

}  // namespace sitrep::cli
