/// @file ledger.hpp
/// @brief Same subject, scope and time: how claims of several reports stand to one another, with a reason and
/// an origin interval. Settles nothing.
#pragma once
#include <vector>

#include "ledger/terms.hpp"
#include "lineage/lineage.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::ledger {

/// Relations between figures, quotations and acts of a dossier whose other lists are filled, conflicts first.
/// What only looks alike is left out or, where a reader would take it for a contradiction, told as not
/// comparable with the scope that differs. Work is linear in the items: they meet through what they speak of,
/// never pairwise over reports.
[[nodiscard]] std::vector<Relation> relate(const Dossier& dossier, const lineage::Lineage& lineage,
                                           const LedgerResources& resources);

/// Puts further relations in their place among the dossier's, with origins counted; those whose items another
/// relation of the same kind has already are left out.
void append(Dossier& dossier, const lineage::Lineage& lineage, std::vector<Relation> more);

}  // namespace sitrep::ledger
