/// @file steps.hpp
/// @brief Which of the events of a process are told as its steps.
#pragma once
#include <vector>

#include "cases/matter.hpp"

namespace sitrep::cases {

/// One step for each state and report, copies of one passage once, later repetitions of a state and
/// background left out; `events` in time order.
[[nodiscard]] std::vector<const Event*> pick_steps(const Template& kind,
                                                   const std::vector<const Event*>& events,
                                                   const ledger::Evidence& evidence);

}  // namespace sitrep::cases
