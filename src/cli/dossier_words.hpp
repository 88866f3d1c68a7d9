/// @file dossier_words.hpp
/// @brief The words that tables on the command line show of a dossier.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sitrep/dossier.hpp"

namespace sitrep::cli {

/// Path of a report, with its member behind '#'.
[[nodiscard]] std::string file_of(const Dossier& dossier, ReportIndex report);
/// Name of an entity; empty for none.
[[nodiscard]] std::string entity_name(const Dossier& dossier, EntityRef entity);
/// Names of entities, "; " between them; empty for none.
[[nodiscard]] std::string entity_names(const Dossier& dossier, const std::vector<EntityRef>& entities);
/// Words of a span; empty for none.
[[nodiscard]] std::string words_of(const Dossier& dossier, ReportIndex report,
                                   const std::optional<Span>& span);
[[nodiscard]] std::string words_of(const Dossier& dossier, const Place& place);
/// "12-40".
[[nodiscard]] std::string bytes_of(Span span);

}  // namespace sitrep::cli
