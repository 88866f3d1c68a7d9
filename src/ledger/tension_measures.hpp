/// @file tension_measures.hpp
/// @brief One measure, of which one report has it asked to be lifted and another that some be spared it.
#pragma once
#include <vector>

#include "ledger/rooms.hpp"

namespace sitrep::ledger {

/// Tensions between "lifting the embargo" and "exempted from the embargo" in different reports of one
/// situation, where both are asked for, planned or offered. Each report's statements of one kind are compared
/// with the other kind's of the same measure, at most 64 of each.
[[nodiscard]] std::vector<Relation> relate_measures(const Evidence& evidence);

}  // namespace sitrep::ledger
