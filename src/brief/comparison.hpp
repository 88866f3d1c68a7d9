/// @file comparison.hpp
/// @brief Two reports side by side: what they share, where their claims stand to one another, what one alone
/// says.
#pragma once
#include <string>
#include <vector>

#include "brief/brief_words.hpp"
#include "brief/finding.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::brief {

/// Kinds, in this order: "shared" (passages, with their direction), then relations by kind, then "only"
/// (figures and quotations that no relation and no passage ties to the other report).
[[nodiscard]] std::vector<Finding> compare_reports(const Dossier& dossier, ReportIndex a, ReportIndex b,
                                                   const BriefWords& words);

/// The same for a terminal: shared passages in two columns of together `width` characters, words that differ
/// between [brackets]; the rest as lines. Ends in a line feed.
[[nodiscard]] std::string side_by_side_text(const Dossier& dossier, ReportIndex a, ReportIndex b,
                                            std::size_t width, const BriefWords& words);

}  // namespace sitrep::brief
