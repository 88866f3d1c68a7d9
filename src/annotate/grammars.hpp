/// @file grammars.hpp
/// @brief Rules for times and figures of every language, and the cut of a report into pieces that both read.
#pragma once
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "annotate/figures_wholes.hpp"
#include "annotate/pieces.hpp"
#include "sitrep/report.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

struct TimeGrammar;
struct FigureGrammar;

/// What one language brings.
struct LanguageGrammar {
    std::string language;
    std::shared_ptr<const TimeGrammar> times;
    std::shared_ptr<const FigureGrammar> figures;
    std::shared_ptr<const WholeWords> wholes;
    PieceCutter cutter;
};

/// Token classes and rules, compiled; sorted by language.
struct GrammarResources {
    std::vector<LanguageGrammar> languages;
    /// The grammar of a report; a language that has none is read as English.
    [[nodiscard]] const LanguageGrammar& of(const Report& report) const;
};

/// Reads lexicon/time/LANGUAGE and lexicon/quantity/LANGUAGE (words.tsv and rules.tsv each) of every language
/// there is. Fails with file and line; a language must stand in both folders.
[[nodiscard]] Result<GrammarResources> load_grammars(const std::filesystem::path& data);

/// Pieces of a report, cut once for find_times and find_figures.
[[nodiscard]] std::vector<Piece> cut_pieces(const Report& report, const TokenizedText& tokens,
                                            const GrammarResources& resources);

}  // namespace sitrep::annotate
