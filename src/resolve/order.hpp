/// @file order.hpp
/// @brief Which of two reports was written first, by their words alone: "under way" in one and "following the
/// conference" in the other, or words that one copied from the other.
#pragma once
#include <span>
#include <vector>

#include "lineage/lineage.hpp"
#include "resolve/order_words.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::resolve {

/// Pairs in order, sorted. Two mentions are of one happening where kind (and, of bodies, their own name
/// words) agree, a place is common to both sentences, the reports have at least three names in common beside
/// it, and no weekday or date speaks against it. A report that tells two phases of one happening tells none.
/// Pairs that contradict one another are left out. Reports are read by up to `threads` threads (0: as many as
/// the machine has), which does not change the result.
[[nodiscard]] std::vector<WrittenBefore> order_reports(std::span<const AnnotatedReport> reports,
                                                       const lineage::Lineage& lineage,
                                                       const OrderWords& words, unsigned threads);

/// The direction of copying is told by lengths alone: likely, no proof of which report was first.
[[nodiscard]] bool rests_on_shape(const Passage& passage);

/// Ranges of reports without a day of their own narrowed by the order: not earlier than the latest before
/// them, not later than the earliest after them. Never moves a day that a report has by itself.
void narrow_by_order(std::span<const WrittenBefore> order, std::vector<Published>& published);

}  // namespace sitrep::resolve
