#include "cli/tables.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "text/utf8.hpp"

namespace sitrep::cli {
namespace {

constexpr std::size_t kWidest = 34;  // code points of a cell in the text form

std::size_t width(const std::string& cell) {
    return static_cast<std::size_t>(std::count_if(
        cell.begin(), cell.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// One line, at most kWidest code points.
std::string cut(const std::string& cell) {
    std::string line = text::printable(cell);
    if (width(line) <= kWidest) return line;
    std::size_t at = 0;
    for (std::size_t count = 0; count + 1 < kWidest; ++count) at += text::decode(line, at).size;
    return line.substr(0, at) + "…";
}

std::string csv_cell(const std::string& cell) {
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
        out += "\n";
    };
    line(table.columns);
    for (const auto& row : table.rows) line(row);
    return out;
}

nlohmann::ordered_json object(const Table& table, const std::vector<std::string>& row) {
    nlohmann::ordered_json item;
    for (std::size_t i = 0; i < row.size(); ++i)
        item[table.columns[i]] = row[i].empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(row[i]);
    return item;
}

std::string as_text(const Table& table, bool markdown) {
    std::vector<std::size_t> shown = table.shown;
    if (shown.empty()) {
        for (std::size_t i = 0; i < table.columns.size(); ++i) shown.push_back(i);
    }
    std::vector<std::vector<std::string>> lines = {{}};
    for (const std::size_t i : shown) lines[0].push_back(table.columns[i]);
    for (const auto& row : table.rows) {
        lines.emplace_back();
        for (const std::size_t i : shown) lines.back().push_back(cut(row[i]));
    }
    std::vector<std::size_t> widths(shown.size(), 3);
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], width(line[i]));
    }
    std::string out;
    for (std::size_t n = 0; n < lines.size(); ++n) {
        std::string line = markdown ? "|" : "";
        for (std::size_t i = 0; i < lines[n].size(); ++i) {
            std::string cell = lines[n][i];
            if (markdown) std::replace(cell.begin(), cell.end(), '|', '/');
            line += (markdown ? " "
                     : i > 0  ? "  "
                              : "") +
                    cell + std::string(widths[i] - width(cell), ' ') + (markdown ? " |" : "");
        }
        while (!line.empty() && line.back() == ' ') line.pop_back();
        out += line + "\n";
        if (markdown && n == 0) {
            out += "|";
            for (const std::size_t w : widths) out += std::string(w + 2, '-') + "|";
            out += "\n";
        }
    }
    return out;
}

}  // namespace

std::string render(const Table& table, Format format) {
    if (format == Format::csv) return as_csv(table);
    if (format == Format::json) {
        nlohmann::ordered_json list = nlohmann::ordered_json::array();
        for (const auto& row : table.rows) list.push_back(object(table, row));
        return list.dump(1) + "\n";
    }
    if (format == Format::jsonl) {
        std::string out;
        for (const auto& row : table.rows) out += object(table, row).dump() + "\n";
        return out;
    }
    return as_text(table, format == Format::markdown);
}

}  // namespace sitrep::cli
