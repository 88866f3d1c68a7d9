/// @file names.hpp
/// @brief Entities of one report: names, roles, places; mentions joined inside the report where the words allow it.
#pragma once
#include <filesystem>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

/// Tagger, gazetteer and alias tables.
struct NameResources {};
[[nodiscard]] Result<NameResources> load_name_resources(const std::filesystem::path& data);

/// Entities of the report with their mentions in text order; furniture is read too (a name in a caption is a name).
[[nodiscard]] std::vector<Entity> find_names(const Report& report, const TokenizedText& tokens, const NameResources& resources);

}  // namespace sitrep::annotate
