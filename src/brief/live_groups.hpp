/// @file live_groups.hpp
/// @brief What a relation still says once its items are read in their sentences.
#pragma once
#include <vector>

#include "brief/items.hpp"

namespace sitrep::brief {

/// Groups of a relation (see groups_of()) without what its sentence does not assert. Of a row of states: a
/// question, a warning by somebody who does nothing else in the row, a count told right behind another in its
/// paragraph whose words do not say that it moved on ("About 2,000 have since returned"). Of any but a row:
/// what the sentence says was so before ("at first"); of an agreement also what was called off. Fewer than
/// two groups may be left.
[[nodiscard]] std::vector<ItemGroup> live_groups(const Reader& reader, const Relation& relation);

/// Whether the sentence of a side says that figures count different things ("the county's 900 also takes in
/// those who left before"): what excludes one another in their numbers is a difference then.
[[nodiscard]] bool counts_other_things(const Reader& reader, const std::vector<ItemGroup>& groups);

/// Words in context with the sentence behind them where it says what they count ("Their list begins in
/// March").
[[nodiscard]] Place with_scope_behind(const Reader& reader, const Place& context);

}  // namespace sitrep::brief
