/// @file entities.hpp
/// @brief One entity under all its names, across reports; every merge keeps its evidence.
#pragma once
#include <span>
#include <vector>

#include "annotate/names.hpp"
#include "sitrep/dossier.hpp"
#include "sitrep/engine.hpp"

namespace sitrep::resolve {

struct JoinedEntities {
    std::vector<Entity> entities;                   ///< mentions carry report and joined entity index
    std::vector<std::vector<EntityRef>> joined_of;  ///< [report][local entity] -> index into `entities`
};

/// Joins the local entities of all reports. Order of reports is the dossier's; the result depends on nothing
/// else. Merges need a key that agrees (table, name, acronym, skeleton), a type that agrees, and for anything
/// but equal names a context that agrees; each keeps its evidence. Pairs that lack context end in
/// `possibly_same`. A reader's decisions go first: names to merge are merged, names to split are kept apart
/// or taken apart again.
[[nodiscard]] JoinedEntities join_entities(std::span<const AnnotatedReport> reports,
                                           const annotate::NameResources& resources,
                                           std::span<const EntityDecision> decisions = {});

}  // namespace sitrep::resolve
