/// @file names_tagged_trim.hpp
/// @brief What of a tagged span is no part of the name: articles, titles, days, descriptions.
#pragma once
#include "annotate/names_tagger.hpp"
#include "annotate/names_view.hpp"

namespace sitrep::annotate {

/// Takes off what is no part of the name, or takes in the full stop that is ("Enron Corp."); whether a day of
/// the week stood before a person. The span may end up empty. `small`: the name is written without capitals.
bool trim_tag(const NameView& view, TaggedSpan& tag, const WordSentence& sentence, bool small);

}  // namespace sitrep::annotate
