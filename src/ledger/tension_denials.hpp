/// @file tension_denials.hpp
/// @brief Denials within a report: of what was just said, of a thing that another tells right behind it, and
/// those who asked sent away.
#pragma once
#include <vector>

#include "ledger/rooms.hpp"

namespace sitrep::ledger {

/// Tensions between one party's word and another's that says it is not so, at most two sentences apart
/// (a refusal that names "the demand" of who made it: eight). Phrases stand in lexicon/ledger/cues.tsv.
/// A denial of a charge is told with the charge (ActRelations), not here. Linear in the items of a report but
/// for those beside one another.
[[nodiscard]] std::vector<Relation> relate_denials(const Evidence& evidence);

}  // namespace sitrep::ledger
