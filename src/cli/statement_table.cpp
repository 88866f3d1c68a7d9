#include "cli/statement_table.hpp"

#include <nlohmann/json.hpp>

#include "text/utf8.hpp"

namespace sitrep::cli {
namespace {

using nlohmann::ordered_json;

/// Longest cell on a terminal line, in bytes.
constexpr std::size_t kWidestCell = 160;

std::string one_line(std::string text) {
    for (char& c : text) c = c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
    if (text.size() > kWidestCell) {
        std::size_t end = kWidestCell;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
        text = text.substr(0, end) + "…";
    }
    return text::printable(text);
}

/// RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe in front.
std::string csv_cell(std::string cell) {
    if (!cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos)
        cell.insert(0, "'");
    if (cell.find_first_of(",\"\n\r") == std::string::npos) return cell;
    std::string out = "\"";
    for (const char c : cell) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

std::string as_csv(const StatementTable& table) {
    std::string out;
    const auto add = [&](const std::vector<std::string>& row) {
        for (std::size_t i = 0; i < row.size(); ++i) out += (i > 0 ? "," : "") + csv_cell(row[i]);
        out += "\r\n";
    };
    add(table.columns);
    for (const auto& row : table.rows) add(row);
    return out;
}

ordered_json object_of(const StatementTable& table, const std::vector<std::string>& row) {
    ordered_json object = ordered_json::object();
    for (std::size_t i = 0; i < row.size(); ++i)
        object[table.columns[i]] = row[i].empty() ? ordered_json() : ordered_json(row[i]);
    return object;
}

std::string as_markdown(const StatementTable& table) {
    std::string out = "|";
    for (const std::string& column : table.columns) out += " " + column + " |";
    out += "\n|";
    for (std::size_t i = 0; i < table.columns.size(); ++i) out += "---|";
    for (const auto& row : table.rows) {
        out += "\n|";
        for (const std::string& cell : row) {
            std::string safe;
            for (const char c : one_line(cell)) safe += c == '|' ? std::string("\\|") : std::string(1, c);
            out += " " + safe + " |";
        }
    }
    return out + "\n";
}

/// A line of the short cells, the words below it.
std::string as_text(const StatementTable& table) {
    std::string out;
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (row[i].empty()) continue;
            out += (i == 0 ? "" : "  ") + table.columns[i] + ": " + one_line(row[i]) + "\n";
        }
        out += "\n";
    }
    return out;
}

}  // namespace

std::string as_format(const StatementTable& table, Format format) {
    if (format == Format::csv) return as_csv(table);
    if (format == Format::markdown) return as_markdown(table);
    if (format == Format::text) return as_text(table);
    std::string out;
    ordered_json list = ordered_json::array();
    for (const auto& row : table.rows) {
        const ordered_json object = object_of(table, row);
        if (format == Format::jsonl) {
            out += object.dump() + "\n";
        } else {
            list.push_back(object);
        }
    }
    return format == Format::jsonl ? out : list.dump(1) + "\n";
}

std::string file_of(const Dossier& dossier, ReportIndex report) {
    const Document& document = dossier.reports[report].report.document;
    return document.member ? document.path + "#" + *document.member : document.path;
}

std::string entity_name(const Dossier& dossier, EntityRef entity) {
    return entity == kNoEntity ? std::string() : dossier.entities[static_cast<std::size_t>(entity)].name;
}

std::string words_of(const Dossier& dossier, ReportIndex report, const std::optional<Span>& span) {
    return span ? std::string(dossier.reports[report].report.words(*span)) : std::string();
}

std::string bytes_of(Span span) { return std::to_string(span.begin) + "-" + std::to_string(span.end); }

}  // namespace sitrep::cli
