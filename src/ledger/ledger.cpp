#include "ledger/ledger.hpp"

namespace sitrep::ledger {

std::vector<Relation> relate(const Dossier&, const lineage::Lineage&) { return {}; }

}  // namespace sitrep::ledger
