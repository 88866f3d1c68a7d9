/// @file names_tagged.hpp
/// @brief What the tagger saw, corrected by tables, titles and head words.
#pragma once
#include <vector>

#include "annotate/names_spans.hpp"
#include "annotate/names_view.hpp"

namespace sitrep::annotate {

/// Names of sentence `index` that the tagger's spans give; `known` are the table's names in it, which stand
/// for themselves where a span says no more.
[[nodiscard]] std::vector<NameSpan> tagged_names(const NameView& view, const std::vector<TaggedSpan>& tagged,
                                                 const std::vector<KnownMatch>& known, std::uint32_t index);

}  // namespace sitrep::annotate
