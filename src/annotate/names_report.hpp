/// @file names_report.hpp
/// @brief What the whole report tells of its names: types by vote, names missed where they stand again.
#pragma once
#include <vector>

#include "annotate/names_spans.hpp"
#include "annotate/names_view.hpp"
#include "sitrep/report.hpp"

namespace sitrep::annotate {

/// Where the report's words name its own outlet, with or without the article; a name of one plain word counts
/// only where the outlet stands as such. Sentences are not set.
[[nodiscard]] std::vector<NameSpan> outlet_places(const NameView& view, const LabelledText& outlet,
                                                  const CleanText& text);

/// Sets types by majority where the report names a thing several times, then adds the places where a name
/// found once stands again, whole or short. `outlet`: places of the outlet's name.
void learn_from_report(const NameView& view, const std::vector<NameSpan>& outlet,
                       std::vector<NameSpan>& spans);

}  // namespace sitrep::annotate
