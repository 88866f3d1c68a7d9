/// @file passage_retellings.hpp
/// @brief Retellings that hardened, known by the passage that joins two sentences: what was a wish, a chance,
/// a charge or tied to something there stands here as so.
#pragma once
#include <vector>

#include "ledger/rooms.hpp"

namespace sitrep::ledger {

/// One relation of acts (else figures or quotations) and one of quotations for each pair of sentences that a
/// passage of known direction joins, where the first is reserved and the second is not. Linear in the
/// passages.
[[nodiscard]] std::vector<Relation> relate_passage_retellings(const Evidence& evidence);

}  // namespace sitrep::ledger
