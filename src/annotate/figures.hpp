/// @file figures.hpp
/// @brief Figures of one report: value, bound, unit, counted thing, place, holder, as-of.
#pragma once
#include <filesystem>
#include <memory>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

struct FigureGrammars;  // one grammar a language; see figures_grammar.hpp

/// Number words, units, currencies, qualifiers, patterns.
struct FigureResources {
    std::shared_ptr<const FigureGrammars> grammars;
};
/// Reads lexicon/quantity/LANGUAGE/words.tsv and rules.tsv of every language there is. Fails with file and
/// line.
[[nodiscard]] Result<FigureResources> load_figure_resources(const std::filesystem::path& data);

/// Figures in text order. `marks.entities`, `marks.times` and `marks.quotes` are filled already; a length of
/// time that a time expression covers is not repeated. A figure too large for a double has neither value nor
/// bounds. A vague amount
/// ("dozens") has none either: the words are the figure.
[[nodiscard]] std::vector<Figure> find_figures(const Report& report, const TokenizedText& tokens,
                                               const Annotations& marks, const FigureResources& resources);

}  // namespace sitrep::annotate
