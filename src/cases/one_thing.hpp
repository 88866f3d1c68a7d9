/// @file one_thing.hpp
/// @brief Of a process about one thing that is held, which sentences speak of that thing and which of others
/// like it.
#pragma once
#include <set>
#include <vector>

#include "cases/matter.hpp"

namespace sitrep::cases {

/// Takes `on_matter` from events that speak of other ships or trucks than those told to be held in their
/// situation: no name of the thing (`named`), no place and no number in common with a sentence that tells the
/// first state, and no "the trucks".
void leave_others_out(const Template& kind, const ledger::Evidence& evidence,
                      const std::set<EntityRef>& named, std::vector<Event>& events);

}  // namespace sitrep::cases
