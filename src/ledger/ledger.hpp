/// @file ledger.hpp
/// @brief Same subject, scope and time: how claims of several reports stand to one another, with a reason and an origin
/// interval. Settles nothing.
#pragma once
#include <vector>

#include "lineage/lineage.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::ledger {

/// Relations between figures, quotations and acts of a dossier whose other lists are filled.
[[nodiscard]] std::vector<Relation> relate(const Dossier& dossier, const lineage::Lineage& lineage);

}  // namespace sitrep::ledger
