/// @file fold.hpp
/// @brief Small processes that are told inside of a longer one become steps of it.
#pragma once
#include <vector>

#include "cases/template.hpp"
#include "ledger/evidence.hpp"

namespace sitrep::cases {

/// "Has asked the neighbour to open the gate", where trucks wait at that gate: a process of few steps, at
/// least half of which stand in sentences that tell a process of one matter. Its other steps are put into
/// that one, in the order of the reports; where that stands is not touched. `kind_of` holds each case's
/// template and stays in step with `cases`.
void fold_into_longer(const ledger::Evidence& evidence, const std::vector<Template>& templates,
                      std::vector<Case>& cases, std::vector<std::size_t>& kind_of);

/// What was asked or offered, and granted by the very words that tell an agreement, is the road to that
/// agreement. Quadratic in the cases.
void fold_into_agreement(const ledger::Evidence& evidence, const std::vector<Template>& templates,
                         std::vector<Case>& cases, std::vector<std::size_t>& kind_of);

}  // namespace sitrep::cases
