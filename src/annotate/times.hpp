/// @file times.hpp
/// @brief Time expressions of one report, as far as the report alone tells; the rest is solved by resolve/dates.
#pragma once
#include <filesystem>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

/// Token classes and rules, compiled.
struct TimeResources {};
[[nodiscard]] Result<TimeResources> load_time_resources(const std::filesystem::path& data);

/// Time expressions in text order. Needs nothing but tokens; `entities` keep names such as "May" from becoming months.
[[nodiscard]] std::vector<TimeExpression> find_times(const Report& report, const TokenizedText& tokens,
                                                     const std::vector<Entity>& entities, const TimeResources& resources);

}  // namespace sitrep::annotate
