/// @file turns.hpp
/// @brief What a later report tells in place of an earlier one's words: a plan let go or put off, a denial
/// owned up to, a request decided, a pact left.
#pragma once
#include <vector>

#include "ledger/rooms.hpp"

namespace sitrep::ledger {

/// Updates between statements of two reports whose order is sure; a pact may be left in the report that tells
/// of it. Each later statement is laid beside the first statements of its situation that are of its kind.
[[nodiscard]] std::vector<Relation> relate_turns(const Evidence& evidence);

}  // namespace sitrep::ledger
