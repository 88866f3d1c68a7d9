/// @file sides.hpp
/// @brief What is said and what is said against it: the two sides of a tension or of a charge and its denial.
#pragma once
#include <optional>
#include <vector>

#include "brief/items.hpp"
#include "brief/standing.hpp"

namespace sitrep::brief {

/// Whether a relation sets words against an answer to them.
[[nodiscard]] bool is_answered(const Relation& relation);

/// What is said and what is said against it, each once, whoever tells it: groups of one kind of act stand
/// together. As they were where they are not of two kinds.
[[nodiscard]] std::vector<ItemGroup> by_sides(const std::vector<ItemGroup>& groups);

/// The report that gathered both of two sides itself and tells who is meant; none where no report did.
[[nodiscard]] std::optional<ReportIndex> teller_of_both(const Reader& reader, const Standing& standing,
                                                        const std::vector<ItemGroup>& sides);

/// The place that stands for a side: of `teller` where there is one, else where it is told who is meant.
[[nodiscard]] Place place_of_side(const Reader& reader, const Standing& standing, const ItemGroup& side,
                                  std::optional<ReportIndex> teller);

}  // namespace sitrep::brief
