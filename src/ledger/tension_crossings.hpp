/// @file tension_crossings.hpp
/// @brief Wishes, promises and charges that cross one another: a plan that one accepts and another turns
/// down, a charge and the flat "not one", a promise and "we never promised".
#pragma once
#include <vector>

#include "ledger/rooms.hpp"

namespace sitrep::ledger {

/// Tensions between statements of one report that stand close together, and between a promise or an order and
/// the word of another report that there was none. Linear in the statements but for these few.
[[nodiscard]] std::vector<Relation> relate_crossings(const Evidence& evidence);

}  // namespace sitrep::ledger
