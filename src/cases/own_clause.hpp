/// @file own_clause.hpp
/// @brief Which words of a sentence an event of an agreement may claim: those of its own clause.
#pragma once
#include "cases/matter.hpp"

namespace sitrep::cases {

/// Takes matter words of other clauses from the terms of an event that a phrase tells: "signed a truce and
/// asked the bloc for observers"; and what is only watched over: "a mandate for observers to monitor the
/// truce". Where the own clause holds none, all stay.
void keep_clause(const Template& kind, const ledger::Evidence& evidence, Event& event,
                 const Sentence& sentence);
/// The same for an act: of a request what is asked for counts, not what its subject did before.
void keep_asked(const Template& kind, const ledger::Evidence& evidence, Event& event, const Act& act);

}  // namespace sitrep::cases
