/// @file lineage.hpp
/// @brief Who copied whom in a set of reports: shared passages, their direction, origins, and how many independent
/// origins stand behind any set of spans.
#pragma once
#include <filesystem>
#include <span>
#include <vector>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep::lineage {

struct LineageResources {};
[[nodiscard]] Result<LineageResources> load_resources(const std::filesystem::path& data);

struct Lineage {
    std::vector<Passage> passages;  ///< sorted by place
    std::vector<Origin> origins;    ///< sorted by first report
};

/// Passages and origins of the reports, which must be in their final order.
[[nodiscard]] Lineage trace(std::span<const AnnotatedReport> reports, const LineageResources& resources, unsigned threads);

/// Independent origins behind the words at `places` (meanings: contract, "origins.min / max"). Never less than 1 for a
/// non-empty list.
[[nodiscard]] OriginInterval independent_origins(std::span<const AnnotatedReport> reports, const Lineage& lineage,
                                                 std::span<const Place> places);

}  // namespace sitrep::lineage
