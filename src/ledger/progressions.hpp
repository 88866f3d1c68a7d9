/// @file progressions.hpp
/// @brief What moved on by the words alone: a body not yet set up and set up, a state "since that time", a
/// demand dropped.
#pragma once
#include <vector>

#include "ledger/rooms.hpp"

namespace sitrep::ledger {

/// Updates that rest on words of order and not on days, so that they hold in undated reports too.
[[nodiscard]] std::vector<Relation> relate_progressions(const Evidence& evidence);

}  // namespace sitrep::ledger
