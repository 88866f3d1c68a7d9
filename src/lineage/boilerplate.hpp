/// @file boilerplate.hpp
/// @brief What a site prints under most of its reports, learned from how many of them hold it.
#pragma once
#include <span>
#include <vector>

#include "lineage/lineage.hpp"

namespace sitrep::lineage {

/// Body blocks that stand word for word in at least five reports of one outlet and in most of all its
/// reports, and tell no figure. Sorted. A paragraph of news that an outlet repeats for a week is not in most
/// of its reports; one that every outlet prints is no site's. Reports without an outlet are passed over.
[[nodiscard]] std::vector<Boilerplate> find_boilerplate(std::span<const AnnotatedReport> reports);

}  // namespace sitrep::lineage
