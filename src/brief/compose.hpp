/// @file compose.hpp
/// @brief What to say first: the timeline and the sentences of the brief, each cited.
#pragma once
#include <vector>

#include "brief/brief_words.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::brief {

/// Dated things that the reports tell, in order of time; uncertain days keep their bounds.
[[nodiscard]] std::vector<TimelineEntry> compose_timeline(const Dossier& dossier, const BriefWords& words);

/// Sentences of the brief in section order: reports' own words or templates filled from spans. Sections are
/// written side by side by up to `threads` threads; none reads another.
[[nodiscard]] std::vector<BriefSentence> compose(const Dossier& dossier, const BriefWords& words,
                                                 unsigned threads = 1);

}  // namespace sitrep::brief
