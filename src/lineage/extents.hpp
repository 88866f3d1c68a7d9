/// @file extents.hpp
/// @brief How far the shared passages of two reports reach, as they are shown: a quotation with its speaker,
/// a clause without one beside it that tells something else.
#pragma once
#include <span>
#include <vector>

#include "lineage/passages.hpp"

namespace sitrep::lineage {

/// Sets the ranges of passages; their words stay. To be called at the last: kinds and directions go by the
/// words that were copied.
///
/// A side that ends with a quotation takes in the words right behind it that tell who spoke, as far as they
/// are no part of another passage of the two reports and the quotation stays the better part.
///
/// A clause behind "and" or a semicolon that has figures of its own, and nothing but names in common with the
/// other report, is no part of a passage. Nor is one with a subject of its own or one of what else befell
/// (", when the wall fell") that outweighs what was copied and of which the other report has nothing.
void settle_extents(std::span<const TracedReport> reports, std::vector<SharedPassage>& passages);

}  // namespace sitrep::lineage
