#include "annotate/grammars.hpp"

#include <algorithm>

#include "annotate/figures_grammar.hpp"
#include "annotate/times_grammar.hpp"

namespace sitrep::annotate {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDefaultLanguage = "en";

Result<std::vector<std::string>> folders_in(const fs::path& folder) {
    std::error_code error;
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.is_directory()) names.push_back(entry.path().filename().string());
    }
    if (error)
        return tl::unexpected(Error{folder.string(), std::nullopt, "cannot be read",
                                    "install the lexicon folder or set SITREP_DATA"});
    std::sort(names.begin(), names.end());
    return names;
}

Result<LanguageGrammar> load_language(const fs::path& time_folder, const fs::path& quantity_folder) {
    auto times = load_time_grammar(time_folder);
    if (!times) return tl::unexpected(times.error());
    auto figures = load_figure_grammar(quantity_folder);
    if (!figures) return tl::unexpected(figures.error());
    auto wholes = load_whole_words(quantity_folder);
    if (!wholes) return tl::unexpected(wholes.error());
    LanguageGrammar language;
    language.language = time_folder.filename().string();
    language.times = std::make_shared<const TimeGrammar>(std::move(*times));
    language.figures = std::make_shared<const FigureGrammar>(std::move(*figures));
    language.wholes = std::make_shared<const WholeWords>(std::move(*wholes));
    const std::array<const Vocabulary*, kReaders> vocabularies = {&language.times->patterns.vocabulary(),
                                                                  &language.figures->patterns.vocabulary()};
    language.cutter = PieceCutter(vocabularies);
    return language;
}

}  // namespace

const LanguageGrammar& GrammarResources::of(const Report& report) const {
    const LanguageGrammar* fallback = &languages.front();
    for (const LanguageGrammar& grammar : languages) {
        if (grammar.language == report.language) return grammar;
        if (grammar.language == kDefaultLanguage) fallback = &grammar;
    }
    return *fallback;
}

Result<GrammarResources> load_grammars(const fs::path& data) {
    const fs::path times = data / "lexicon" / "time", quantities = data / "lexicon" / "quantity";
    const auto languages = folders_in(times);
    if (!languages) return tl::unexpected(languages.error());
    const auto counted = folders_in(quantities);
    if (!counted) return tl::unexpected(counted.error());
    if (*languages != *counted)
        return tl::unexpected(Error{quantities.string(), std::nullopt,
                                    "does not hold the languages that " + times.string() + " holds",
                                    "give each language a folder in both"});
    GrammarResources resources;
    for (const std::string& name : *languages) {
        auto language = load_language(times / name, quantities / name);
        if (!language) return tl::unexpected(language.error());
        resources.languages.push_back(std::move(*language));
    }
    if (std::find(languages->begin(), languages->end(), kDefaultLanguage) == languages->end())
        return tl::unexpected(Error{times.string(), std::nullopt, "holds no folder en", ""});
    return resources;
}

std::vector<Piece> cut_pieces(const Report& report, const TokenizedText& tokens,
                              const GrammarResources& resources) {
    return resources.of(report).cutter.cut(report.text.text(), tokens);
}

}  // namespace sitrep::annotate
