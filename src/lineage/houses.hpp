/// @file houses.hpp
/// @brief Words that were said to one house alone: whoever else has them has them from there.
#pragma once
#include <cstdint>
#include <span>

#include "lineage/passages.hpp"

namespace sitrep::lineage {

/// Fills TracedReport::told of every report. Words count as said to a house where their sentence credits an
/// agency ("told AFP", "seen by Lusa") or is the outlet's own ("told this newspaper"), and so does the
/// quotation that begins before it or goes on behind it. They are that house's alone unless some report of
/// the set has four of the quoted words in a row as said in public ("told reporters", "in a statement") or to
/// another house. Linear in the set's quoted words.
void find_houses(std::span<TracedReport> reports);

}  // namespace sitrep::lineage
