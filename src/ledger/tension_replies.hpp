/// @file tension_replies.hpp
/// @brief Replies within a report that pull against what stands before them: a lower bid, "that is
/// false", "no such thing".
#pragma once
#include <vector>

#include "ledger/rooms.hpp"

namespace sitrep::ledger {

/// Tensions between statements of two sides that stand close together in one report. Linear in the items of a
/// report but for the few beside one another.
[[nodiscard]] std::vector<Relation> relate_replies(const Evidence& evidence);

}  // namespace sitrep::ledger
