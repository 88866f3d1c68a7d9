/// @file descent.hpp
/// @brief What only several reports together tell of a direction: families of near-copies as trees of
/// descent, and reports that are put together from others.
#pragma once
#include <span>
#include <vector>

#include "lineage/passages.hpp"

namespace sitrep::lineage {

/// Sharpens the directions that pairs gave (`passages`: of all pairs, each pair's in a row).
///
/// Reports that share most of their words form a family; its tree of descent is the tree of least distance
/// (words that two reports do not share). Where the root lies is judged by all pairs of the tree at once,
/// with the likelihood that a text which spreads at random started there (Shah and Zaman 2011): one report
/// with a false early date does not turn the whole family round. Pairs that are no edge of the tree follow
/// from it: one from the other by way of a third, or both from a third.
///
/// A report whose sentences all stand in others that share nothing with each other was put together from
/// them.
///
/// Passages that both reports give to one agency keep what they have.
void direct_families(std::span<const TracedReport> reports, std::vector<SharedPassage>& passages);

}  // namespace sitrep::lineage
