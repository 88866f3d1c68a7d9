/// @file difference.hpp
/// @brief What changed between two dossiers: for who looked yesterday.
#pragma once
#include <vector>

#include "brief/brief_words.hpp"
#include "brief/finding.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::brief {

/// Kinds, in this order: "superseded" (a later state of something known), "revised" (a relation, a process, a
/// report or its day is no longer what it was), "new" (reports, relations, statements), "gone". Reports are
/// the same if their bytes are (SHA-256, member). `before` may come from store::read_dossier. Empty if
/// nothing changed.
[[nodiscard]] std::vector<Finding> differences(const Dossier& before, const Dossier& now,
                                               const BriefWords& words);

/// Puts the differences since `before` at the head of the brief's section "changed".
void add_since(Dossier& now, const Dossier& before, const BriefWords& words);

}  // namespace sitrep::brief
