/// @file names_rules.hpp
/// @brief Names that patterns give where the tagger saw none: behind titles, in brackets, by head words, by
/// prepositions.
#pragma once
#include <cstdint>
#include <vector>

#include "annotate/names_spans.hpp"

namespace sitrep::annotate {

/// Names in one sentence that stand outside `taken` (one flag a word of the sentence), but for two patterns
/// that take a known name in ("Syrian civil war", "Zimbabwe-Mozambique Joint Water Commission"). None in
/// headlines in capitals.
[[nodiscard]] std::vector<NameSpan> rule_names(const WordText& text, const std::vector<std::uint32_t>& bits,
                                               const NameLexicon& lexicon, const WordSentence& sentence,
                                               std::vector<bool> taken);

}  // namespace sitrep::annotate
