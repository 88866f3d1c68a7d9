/// @file one_matter.hpp
/// @brief Do the words of several reports tell of one matter? Names of a situation stand in most of its
/// sentences and prove nothing; words for the thing itself do.
#pragma once
#include <vector>

#include "ledger/evidence.hpp"

namespace sitrep::ledger {

/// The item with its terms, by its place in the lists of the dossier.
[[nodiscard]] const Item& item_of(const Evidence& evidence, ItemRef ref);

/// For each term of the table: is it a word of a name in some report?
[[nodiscard]] std::vector<bool> name_terms(const Evidence& evidence);

/// Leaves out updates whose items have no two, in different reports and not copied from one another, with
/// sentences that share words for the thing: what a process was said to move through is then several matters,
/// joined by who took part in them.
void keep_of_one_matter(const Evidence& evidence, std::vector<Relation>& updates);

}  // namespace sitrep::ledger
