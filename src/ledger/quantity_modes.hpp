/// @file quantity_modes.hpp
/// @brief How real a figure is by the words around it: there, asked for, offered, planned, delivered.
#pragma once
#include "ledger/quantities.hpp"

namespace sitrep::ledger {

/// Tokens of the figure's sentence, and the end of the figure before it.
struct ModeReach {
    std::uint32_t begin = 0, end = 0, wall = 0;
};

/// What the words say; `actual` where they say nothing of the kind.
[[nodiscard]] Mode read_mode(const Evidence& evidence, const Item& figure, const Figure& mark,
                             ModeReach reach);

}  // namespace sitrep::ledger
