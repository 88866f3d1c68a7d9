/// @file joins.hpp
/// @brief Which linked sentences of two reports are one passage.
#pragma once
#include <cstdint>

#include "lineage/compare.hpp"
#include "lineage/passages.hpp"

namespace sitrep::lineage {

/// Whether a clause ends between word `word` and the next. A quotation mark alone ends none: "orderly" but
/// slow.
[[nodiscard]] bool clause_between(const TracedReport& report, std::uint32_t word);

/// Whether two links are one passage: one sentence made into two or two into one, or one quotation that runs
/// on, with its speaker between where the second half leans on the first.
[[nodiscard]] bool joins(const TracedReport& one, const TracedReport& other, const Link& x, const Link& y);

}  // namespace sitrep::lineage
