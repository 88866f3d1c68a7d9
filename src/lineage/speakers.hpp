/// @file speakers.hpp
/// @brief Quotations that two reports share go with the words right behind them that tell who spoke.
#pragma once
#include <span>
#include <vector>

#include "lineage/passages.hpp"

namespace sitrep::lineage {

/// Widens the ranges of passages that end with a quotation over the words behind it that tell who spoke, as
/// far as they are no part of another passage of the two reports and the quotation stays the better part. To
/// be called at the last: kinds and directions go by the words that were copied.
void take_speakers(std::span<const TracedReport> reports, std::vector<SharedPassage>& passages);

}  // namespace sitrep::lineage
