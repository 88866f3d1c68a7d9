/// @file carried_days.hpp
/// @brief Copied words keep the days of the report they come from: "on Tuesday" copied a month later is the
/// old Tuesday, and a figure copied with it is as old as it was there.
#pragma once
#include <span>
#include <vector>

#include "sitrep/dossier.hpp"

namespace sitrep::resolve {

/// For every passage whose direction is known, or whose reports stand days apart: time expressions that hang
/// on the day of the copying report take value and bounds of the same words in the report that had them
/// first, and figures of the same amount take its as-of days, unless they would become younger. Counterparts
/// are the same words (amount), one for one, inside the passage; what has none is left as it is. In passages
/// that were told anew such an expression keeps no value, only the bounds of both days: the rewriter may have
/// left the old one standing.
void carry_days(Dossier& dossier, std::span<const Passage> passages);

/// Turns round directions that the days of both reports rule out: nobody copies what is not yet written. Days
/// that touch, or are open towards each other, rule out nothing.
void settle_directions(std::vector<Passage>& passages, std::span<const Published> published);

}  // namespace sitrep::resolve
