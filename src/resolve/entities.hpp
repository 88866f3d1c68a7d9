/// @file entities.hpp
/// @brief One entity under all its names, across reports; every merge keeps its evidence.
#pragma once
#include <span>
#include <vector>

#include "annotate/names.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::resolve {

struct JoinedEntities {
    std::vector<Entity> entities;                   ///< mentions carry report and joined entity index
    std::vector<std::vector<EntityRef>> joined_of;  ///< [report][local entity] -> index into `entities`
};

/// Joins the local entities of all reports. Order of reports is the dossier's; the result depends on nothing else.
[[nodiscard]] JoinedEntities join_entities(std::span<const AnnotatedReport> reports, const annotate::NameResources& resources);

}  // namespace sitrep::resolve
