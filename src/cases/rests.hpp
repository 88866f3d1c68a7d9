/// @file rests.hpp
/// @brief What is left of what was asked for, once a part was granted.
#pragma once
#include "cases/matter.hpp"

namespace sitrep::cases {

/// "The other 35 million", where 25 million of 60 million were granted: the numbers of the two events make up
/// what the matter asks for. Linear in the figures of their sentences.
[[nodiscard]] bool rest_of(const Matter& matter, const Event& granted, const Event& rest,
                           const ledger::Evidence& evidence);

}  // namespace sitrep::cases
