/// @file remainders.hpp
/// @brief The rest of a number: what was asked for and not given, granted and not delivered, offered and not
/// seen to come.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "cases/matter.hpp"

namespace sitrep::cases {

/// "the other two of the four helicopters", "the other 59 percent", "whether a rescue team came"; nothing for
/// a charge, and nothing of what was told to be done in full. `events` and `steps`: see find_gaps.
[[nodiscard]] std::vector<std::string> remainders(const Template& kind, std::span<const Event* const> events,
                                                  std::span<const Event* const> steps,
                                                  const ledger::Evidence& evidence);
/// Figures of a place by index.
[[nodiscard]] std::vector<std::uint32_t> figures_in(Place place, const ledger::Evidence& evidence);
/// Source bytes of the sentence an event stands in.
[[nodiscard]] Place sentence_of(const Event& event, const ledger::Evidence& evidence);

}  // namespace sitrep::cases
