/// @file ledger.hpp
/// @brief Same subject, scope and time: how claims of several reports stand to one another, with a reason and
/// an origin interval. Settles nothing.
#pragma once
#include <vector>

#include "ledger/rooms.hpp"
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

/// The same in steps, of which the first three may run side by side on threads: each writes its own part.
/// Holds references: lives no longer than the dossier.
class Relating {
  public:
    Relating(const Dossier& dossier, const lineage::Lineage& lineage, const LedgerResources& resources);
    void quotes();
    void figures();
    /// Answers, turns and retellings: what needs neither of the two.
    void answers();
    /// Acts, then all relations in their order. All steps above must be over.
    [[nodiscard]] std::vector<Relation> finish();
    /// What processes add: updates whose words tell of one matter (`one_matter.hpp`).
    [[nodiscard]] std::vector<Relation> of_one_matter(std::vector<Relation> updates) const;

  private:
    const Dossier& dossier_;
    const lineage::Lineage& lineage_;
    TermTable terms_;
    Evidence evidence_;
    QuoteRelationsFound quotes_;
    std::vector<Relation> figures_, answers_, turns_;
};

/// Puts further relations in their place among the dossier's, with origins counted; those whose items another
/// relation of the same kind has already are left out.
void append(Dossier& dossier, const lineage::Lineage& lineage, std::vector<Relation> more);

}  // namespace sitrep::ledger
