/// @file difference.hpp
/// @brief What changed between two dossiers: for who looked yesterday.
#pragma once
#include <vector>

#include "brief/brief_words.hpp"
#include "brief/finding.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::brief {

/// Kinds, in this order: "unrelated" (no report in common; then reports alone are told), "superseded" (a
/// later state of something known), "revised" (a report, its day, a rewritten sentence, the values or kind of
/// a relation, the stage of a process), "new" (reports, relations, processes, statements, sentences with
/// figures and acts), "gone". What is the same is told by words (counterparts.hpp); what only the putting
/// together of known words changed is no difference. Words that stand in the earlier dossier alone stand
/// between « ». No two lines show the same sentences. Both may come from store::read_dossier. Empty if
/// nothing changed.
[[nodiscard]] std::vector<Finding> differences(const Dossier& before, const Dossier& now,
                                               const BriefWords& words);

/// Puts differences since an earlier dossier at the head of the brief's section "changed".
void add_since(Dossier& now, const std::vector<Finding>& found, const BriefWords& words);

}  // namespace sitrep::brief
