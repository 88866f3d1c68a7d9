/// @file quantity_tellers.hpp
/// @brief Who counts, where no name or role is known for it: "the diocese had 71", "his superiors say 110".
#pragma once
#include "ledger/quantities.hpp"

namespace sitrep::ledger {

/// Tokens of a sentence that may tell who counts: from its beginning, or from behind the figure before.
struct TellerReach {
    std::uint32_t begin = 0;  ///< of the sentence
    std::uint32_t wall = 0;   ///< behind the figure before
};

/// Fills `teller` and its tokens, and `counter` where the words name one body of the set.
void read_teller(const Evidence& evidence, const Item& figure, TellerReach reach, Quantity& quantity);

/// Whose share of the vote a figure is: the person named last before it in a sentence (up to token `end`)
/// that speaks of votes; none where it does not.
[[nodiscard]] EntityRef who_won(const Evidence& evidence, const Item& figure, TellerReach reach,
                                std::uint32_t end);

}  // namespace sitrep::ledger
