#include "lineage/lineage.hpp"

#include <set>

namespace sitrep::lineage {

Result<LineageResources> load_resources(const std::filesystem::path&) { return LineageResources{}; }

Lineage trace(std::span<const AnnotatedReport>, const LineageResources&, unsigned) { return {}; }

OriginInterval independent_origins(std::span<const AnnotatedReport>, const Lineage&, std::span<const Place> places) {
    std::set<ReportIndex> reports;
    for (const Place& place : places) reports.insert(place.report);
    return {1, static_cast<std::uint32_t>(std::max<std::size_t>(1, reports.size())), ""};
}

}  // namespace sitrep::lineage
