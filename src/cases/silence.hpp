/// @file silence.hpp
/// @brief Whether the reports are silent on what became of something asked for: before a brief says "no
/// answer".
#pragma once
#include <vector>

#include "cases/matter.hpp"

namespace sitrep::cases {

/// Does anything in the situation read like an outcome that was not linked: a grant or refusal that shares a
/// telling word, or a later sentence that speaks of the matter again without asking?
[[nodiscard]] bool perhaps_answered(const Template& kind, const Matter& matter,
                                    const std::vector<Linked>& linked, const std::vector<Event>& events,
                                    const ledger::Evidence& evidence);
/// Takes out what says that an answer or decision is still to come.
void drop_answers_due(Case& process);

}  // namespace sitrep::cases
