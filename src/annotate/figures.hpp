/// @file figures.hpp
/// @brief Figures of one report: value, bound, unit, counted thing, place, holder, as-of.
#pragma once
#include <filesystem>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

/// Number words, units, currencies, qualifiers, patterns.
struct FigureResources {};
[[nodiscard]] Result<FigureResources> load_figure_resources(const std::filesystem::path& data);

/// Figures in text order. `marks.entities`, `marks.times` and `marks.quotes` are filled already; a length of time that
/// a time expression covers is not repeated.
[[nodiscard]] std::vector<Figure> find_figures(const Report& report, const TokenizedText& tokens, const Annotations& marks,
                                               const FigureResources& resources);

}  // namespace sitrep::annotate
