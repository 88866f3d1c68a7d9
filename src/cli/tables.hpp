/// @file tables.hpp
/// @brief A table of words as text, CSV (RFC 4180), JSON, JSON lines or Markdown.
#pragma once
#include <string>
#include <vector>

#include "cli/arguments.hpp"

namespace sitrep::cli {

/// How the text form lays a table out.
enum class Layout : std::uint8_t {
    lines,  ///< a row a line, under the names of the columns; long cells are cut
    blocks  ///< a field a line, for rows that hold sentences; empty cells are left out
};

struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;  ///< as many cells as columns
    std::vector<std::size_t> shown;              ///< columns of the text and Markdown forms; empty: all
    Layout layout = Layout::lines;
};

/// CSV, JSON and JSON lines hold all columns and whole cells (an empty cell is null in JSON; a CSV cell that
/// a spreadsheet would take for a formula gets an apostrophe in front). Text and Markdown hold single lines;
/// the text form cuts long cells. The text form of a table without rows is empty.
[[nodiscard]] std::string render(const Table& table, Format format);

}  // namespace sitrep::cli
