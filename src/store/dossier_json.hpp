/// @file dossier_json.hpp
/// @brief The dossier as it leaves the system: JSON after the contract "sitrep/dossier/1" (docs/dossier.md).
#pragma once
#include <string>

#include "sitrep/dossier.hpp"

namespace sitrep::store {

/// The whole dossier, indented, ending in a line feed. Every span has its words beside it (`text`), so that a
/// reader sees what is meant and `verify` can check it. Unknown fields are null, empty lists `[]`.
[[nodiscard]] std::string to_json(const Dossier& dossier);

/// Ids as they stand in the JSON, for other outputs that name items: "e1", "f1", "q1", "a1". Those of reports
/// are their names (report_names.hpp).
[[nodiscard]] std::string entity_id(EntityRef entity);
[[nodiscard]] std::string item_id(ItemRef item);

}  // namespace sitrep::store
