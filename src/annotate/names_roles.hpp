/// @file names_roles.hpp
/// @brief Descriptions that stand for a name: appositions ("X, director of Y"), anaphors ("the group", "the
/// city") and persons and bodies the report never names ("a senior official", "the army").
#pragma once
#include <vector>

#include "annotate/names_join.hpp"

namespace sitrep::annotate {

/// Adds role mentions to the drafts they belong to, and drafts (named = false) for descriptions whose holder
/// the words do not name. A title directly before a name is no mention; it is kept among the draft's roles.
/// `spans` are the names.
void find_roles(const WordText& text, const std::vector<NameSpan>& spans, const NameLexicon& lexicon,
                std::vector<Draft>& drafts);

}  // namespace sitrep::annotate
