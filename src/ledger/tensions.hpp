/// @file tensions.hpp
/// @brief Two statements that pull apart and do not contradict one another: a doubt beside a plan, an answer
/// that takes a word up, a demand beside a refusal or a term, praise and its "but".
#pragma once
#include <string>
#include <vector>

#include "ledger/rooms.hpp"

namespace sitrep::ledger {

/// Tensions that the words of acts and quotations show, each told once for all reports that copy them. They
/// hold between parties of one report, save where one speaker's first words take up another's. Linear in the
/// items of a report but for the few that stand close together.
[[nodiscard]] std::vector<Relation> relate_tensions(const Evidence& evidence);

}  // namespace sitrep::ledger
