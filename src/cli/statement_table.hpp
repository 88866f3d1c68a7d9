/// @file statement_table.hpp
/// @brief One table in any format: for a terminal, CSV (RFC 4180), JSON, JSON lines, Markdown.
#pragma once
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::cli {

struct StatementTable {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;  ///< one cell for each column; an empty cell is null in JSON
};
[[nodiscard]] std::string as_format(const StatementTable& table, Format format);

/// Path of a report, with its member.
[[nodiscard]] std::string file_of(const Dossier& dossier, ReportIndex report);
/// Name of an entity; empty for none.
[[nodiscard]] std::string entity_name(const Dossier& dossier, EntityRef entity);
/// Words of a span; empty for none.
[[nodiscard]] std::string words_of(const Dossier& dossier, ReportIndex report,
                                   const std::optional<Span>& span);
/// "12-40".
[[nodiscard]] std::string bytes_of(Span span);

}  // namespace sitrep::cli
