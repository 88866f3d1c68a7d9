/// @file retellings.hpp
/// @brief Retellings that hardened, known by the time or the amount that both have: "could … inside a week
/// if", "will … inside a week".
#pragma once
#include <vector>

#include "ledger/rooms.hpp"

namespace sitrep::ledger {

/// A conditional or hedged statement and a flat one of a later report, or of one made from it, that share a
/// time or an amount and a rare word. One for each pair of sentences. Of one body, speaker or amount the
/// first 256 places are compared, so that a hostile set costs no square.
[[nodiscard]] std::vector<Relation> relate_retellings(const Evidence& evidence);

}  // namespace sitrep::ledger
