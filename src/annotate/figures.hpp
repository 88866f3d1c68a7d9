/// @file figures.hpp
/// @brief Figures of one report: value, bound, unit, counted thing, place, holder, as-of.
#pragma once
#include "annotate/grammars.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::annotate {

/// Figures in text order. `pieces` are cut_pieces of the report; `marks.entities`, `marks.times` and
/// `marks.quotes` are filled already; a length of time that a time expression covers is not repeated. A
/// figure too large for a double has neither value nor bounds. A vague amount ("dozens") has none either: the
/// words are the figure.
[[nodiscard]] std::vector<Figure> find_figures(const Report& report, const TokenizedText& tokens,
                                               std::span<const Piece> pieces, const Annotations& marks,
                                               const GrammarResources& resources);

}  // namespace sitrep::annotate
