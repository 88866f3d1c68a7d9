/// @file shared_words.hpp
/// @brief How much two reports have in common, and whether a third has the same words.
#pragma once
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "sitrep/dossier.hpp"

namespace sitrep::resolve {

/// Reports with a passage in common, the lower first, and how much of the shorter telling it makes: the
/// greater of the two shares of running text.
using SharedParts = std::map<std::pair<ReportIndex, ReportIndex>, double>;

[[nodiscard]] SharedParts shared_parts(std::span<const AnnotatedReport> reports,
                                       std::span<const Passage> passages);

/// For each passage whether a third report shares part of its words with either side. What two reports alone
/// have in common and neither has from the other comes from outside the set.
[[nodiscard]] std::vector<bool> in_third_reports(std::span<const Passage> passages);

}  // namespace sitrep::resolve
