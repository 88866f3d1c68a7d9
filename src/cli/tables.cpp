#include "cli/tables.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "text/utf8.hpp"

namespace sitrep::cli {
namespace {

using nlohmann::ordered_json;

/// Code points of a cell in the text form.
constexpr std::size_t kWidest = 34, kWidestInBlock = 160;

std::size_t width(const std::string& cell) {
    return static_cast<std::size_t>(std::count_if(
        cell.begin(), cell.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// One line without control characters.
std::string one_line(std::string cell) {
    for (char& c : cell) c = c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
    return text::printable(cell);
}

/// One line of at most `widest` code points.
std::string cut(const std::string& cell, std::size_t widest) {
    std::string line = one_line(cell);
    if (width(line) <= widest) return line;
    std::size_t at = 0;
    for (std::size_t count = 0; count + 1 < widest; ++count) at += text::decode(line, at).size;
    return line.substr(0, at) + "…";
}

bool is_number(std::string_view cell) {
    return cell.size() > 1 && cell.find_first_not_of("0123456789.", 1) == std::string_view::npos;
}

std::string csv_cell(std::string cell) {
    if (!cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos &&
        !is_number(cell))
        cell.insert(0, "'");
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char c : cell) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

std::string as_csv(const Table& table) {
    std::string out;
    const auto line = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) out += (i > 0 ? "," : "") + csv_cell(cells[i]);
        out += "\r\n";
    };
    line(table.columns);
    for (const auto& row : table.rows) line(row);
    return out;
}

ordered_json object(const Table& table, const std::vector<std::string>& row) {
    ordered_json item;
    for (std::size_t i = 0; i < row.size(); ++i)
        item[table.columns[i]] = row[i].empty() ? ordered_json() : ordered_json(row[i]);
    return item;
}

std::string as_json(const Table& table) {
    ordered_json list = ordered_json::array();
    for (const auto& row : table.rows) list.push_back(object(table, row));
    return list.dump(1) + "\n";
}

std::string as_json_lines(const Table& table) {
    std::string out;
    for (const auto& row : table.rows) out += object(table, row).dump() + "\n";
    return out;
}

std::vector<std::size_t> shown_columns(const Table& table) {
    if (!table.shown.empty()) return table.shown;
    std::vector<std::size_t> all(table.columns.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    return all;
}

std::string as_markdown(const Table& table) {
    const std::vector<std::size_t> shown = shown_columns(table);
    std::string out = "|", rule = "\n|";
    for (const std::size_t i : shown) {
        out += " " + table.columns[i] + " |";
        rule += "---|";
    }
    out += rule;
    for (const auto& row : table.rows) {
        out += "\n|";
        for (const std::size_t i : shown) {
            out += " ";
            for (const char c : one_line(row[i])) out += c == '|' ? std::string("\\|") : std::string(1, c);
            out += " |";
        }
    }
    return out + "\n";
}

/// The first field of a row, the others indented below it.
std::string as_blocks(const Table& table) {
    std::string out;
    for (const auto& row : table.rows) {
        bool first = true;
        for (const std::size_t i : shown_columns(table)) {
            if (row[i].empty()) continue;
            out += (first ? "" : "  ") + table.columns[i] + ": " + cut(row[i], kWidestInBlock) + "\n";
            first = false;
        }
        out += "\n";
    }
    return out;
}

std::string as_lines(const Table& table) {
    if (table.rows.empty()) return {};
    const std::vector<std::size_t> shown = shown_columns(table);
    std::vector<std::vector<std::string>> lines = {{}};
    for (const std::size_t i : shown) lines[0].push_back(table.columns[i]);
    for (const auto& row : table.rows) {
        lines.emplace_back();
        for (const std::size_t i : shown) lines.back().push_back(cut(row[i], kWidest));
    }
    std::vector<std::size_t> widths(shown.size(), 3);
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], width(line[i]));
    }
    std::string out;
    for (const auto& cells : lines) {
        std::string line;
        for (std::size_t i = 0; i < cells.size(); ++i)
            line += (i > 0 ? "  " : "") + cells[i] + std::string(widths[i] - width(cells[i]), ' ');
        while (!line.empty() && line.back() == ' ') line.pop_back();
        out += line + "\n";
    }
    return out;
}

}  // namespace

std::string render(const Table& table, Format format) {
    switch (format) {
        case Format::csv:
            return as_csv(table);
        case Format::json:
            return as_json(table);
        case Format::jsonl:
            return as_json_lines(table);
        case Format::markdown:
            return as_markdown(table);
        case Format::text:
            break;
    }
    return table.layout == Layout::blocks ? as_blocks(table) : as_lines(table);
}

}  // namespace sitrep::cli
