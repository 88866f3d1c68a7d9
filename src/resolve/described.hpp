/// @file described.hpp
/// @brief What reports only describe ("the lake", "floods on the river", "the observers"), joined across
/// them.
#pragma once
#include "annotate/figures_wholes.hpp"
#include "resolve/entities.hpp"

namespace sitrep::resolve {

/// Joins entities without a name whose descriptions have one key (annotate::whole_key) and whose reports have
/// at least three named entities in common; each join keeps its evidence. Described things of one report are
/// never joined by this.
void join_described(JoinedEntities& joined, const annotate::WholeWords& words);

}  // namespace sitrep::resolve
