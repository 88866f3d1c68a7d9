/// @file conditions.hpp
/// @brief What somebody's word hangs on, and whether any later report tells that it came about.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "cases/matter.hpp"

namespace sitrep::cases {

/// "whether every family below the dam has been moved" for each condition of a case that no later report
/// tells to be met; "… (refused)" where the one it binds has refused it. `events`: see find_gaps.
[[nodiscard]] std::vector<std::string> open_conditions(std::span<const Event* const> events,
                                                       const ledger::Evidence& evidence);
/// Does a sentence of a later report of the case say it, and not as something to come or a condition?
[[nodiscard]] bool told_later(const Event& event, const ledger::TermSet& wanted,
                              std::span<const Event* const> events, const ledger::Evidence& evidence,
                              double share = 0.6);

}  // namespace sitrep::cases
