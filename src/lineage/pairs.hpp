/// @file pairs.hpp
/// @brief Which pairs of a set of reports are worth comparing word by word.
///
/// Small sets: every pair. Large sets: pairs that share keys which are rare in the set. Two kinds of keys:
/// four senses in a row, winnowed (Schleimer, Wilkerson, Aiken 2003), so that any seven equal words in a row
/// share one; and pairs of the rarest senses of a sentence, which survive moved clauses and other words. A
/// key is worth ln(reports / reports that hold it), and two sentences must share several: forms and moulds
/// share many keys that say nothing, here and there; a copied sentence shares a few together that hardly any
/// other holds.
///
/// The cost is linear in the set: a key that many reports hold (a text that everybody printed, boilerplate)
/// links each of them to the first and to the few before it only, so that a family of a thousand copies hangs
/// together without half a million pairs; and a report keeps its best partners only.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "lineage/fold.hpp"

namespace sitrep::lineage {

inline constexpr std::size_t kAllPairs = 48;          ///< reports up to which every pair is compared
inline constexpr std::uint32_t kReportsOfKey = 40;    ///< reports up to which a key links all with all
inline constexpr std::uint32_t kNextOfCommonKey = 3;  ///< earlier reports that it links each to, above
inline constexpr std::size_t kPartners = 64;          ///< earlier reports that one is compared with

struct ReportPair {
    std::uint32_t a = 0;
    std::uint32_t b = 0;              ///< a < b
    std::vector<SentencePair> seeds;  ///< sentences that brought them together; empty: compare all
};

/// Pairs in order of (b, a). The reports must have been counted (count_reports). The same for any number of
/// threads.
[[nodiscard]] std::vector<ReportPair> pairs_worth_comparing(std::span<const FoldedReport* const> reports,
                                                            unsigned threads);

}  // namespace sitrep::lineage
