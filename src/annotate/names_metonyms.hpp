/// @file names_metonyms.hpp
/// @brief Names that stand for a government: "the White House said", "Washington announced". Edges between
/// entities, never merges.
#pragma once
#include <vector>

#include "annotate/names_join.hpp"

namespace sitrep::annotate {

/// Fills Draft::stands_for of metonym buildings and of capitals that act (a name directly before a verb of
/// saying or deciding) with the draft of their country, where the report names that country. The words are
/// kept as evidence.
void find_metonyms(const WordText& text, const NameLexicon& lexicon, std::vector<Draft>& drafts);

}  // namespace sitrep::annotate
