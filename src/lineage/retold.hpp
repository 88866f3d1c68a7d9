/// @file retold.hpp
/// @brief What a rewriter told in other words throughout: reports that follow each other sentence by sentence
/// though hardly a word is kept, and such sentences of reports known to copy.
///
/// A rewriter keeps names and figures and the course of the report. Weak evidence all of it: so it is asked
/// only of reports that follow each other anyhow, and of sentences that are each other's best match.
#pragma once
#include <span>
#include <vector>

#include "lineage/compare.hpp"

namespace sitrep::lineage {

/// Whether one of two reports goes through the other: so many of its sentences have a companion of their own
/// there as reporters of one event, who share figures and names here and there, never have. `candidates`:
/// links between any of their sentences; `proofs`: how many of them prove a copy by themselves.
[[nodiscard]] bool retold_throughout(const FoldedReport& first, const FoldedReport& second,
                                     std::span<const Link> candidates, std::uint32_t proofs);

/// Adds to the links of two reports, one of which follows the other, those of sentences and clauses that only
/// a word or two, names, figures and their place tell. `weights`: the common subject counting fully;
/// `candidates`: links between any of their sentences.
void add_retold(const FoldedReport& first, const FoldedReport& second, const PairWeights& weights,
                std::span<const Link> candidates, std::vector<Link>& links);

}  // namespace sitrep::lineage
