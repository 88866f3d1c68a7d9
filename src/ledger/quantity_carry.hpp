/// @file quantity_carry.hpp
/// @brief What a figure takes over from the figure before it in its report.
#pragma once
#include <vector>

#include "ledger/quantities.hpp"

namespace sitrep::ledger {

/// "12 Bosnians and five Turks": what stands right behind one of several that make a count is another of
/// them.
void carry_conjuncts(const Evidence& evidence, std::vector<Quantity>& found);

/// Who counts one number of a sentence counts the one beside it.
void carry_counters(const Evidence& evidence, std::vector<Quantity>& found);
/// A share without its whole is of the whole before it.
void carry_heads(const Evidence& evidence, std::vector<Quantity>& found);
/// "Sixteen were treated. Three have gunshot wounds.": the three are among them.
void mark_some_of_them(const Evidence& evidence, std::vector<Quantity>& found);
/// A bare number behind a count counts the same.
void carry_counts(const Evidence& evidence, std::vector<Quantity>& found);

}  // namespace sitrep::ledger
