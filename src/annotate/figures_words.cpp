#include "annotate/figures_words.hpp"

#include "annotate/grammar_tables.hpp"

namespace sitrep::annotate {

Result<FigureWords> load_figure_words(const std::filesystem::path& folder) {
    FigureWords words;
    if (auto error = read_word_sets(language_file(folder, "word_sets.tsv"),
                                    {{"documents", &words.documents},
                                     {"counting", &words.counting},
                                     {"telling", &words.telling},
                                     {"whose", &words.whose},
                                     {"tallies", &words.tallies},
                                     {"before_places", &words.before_places},
                                     {"speaking", &words.speaking, WordSetUse::cue},
                                     {"carrying", &words.carrying},
                                     {"having", &words.having},
                                     {"giving", &words.giving},
                                     {"one_form", &words.one_form},
                                     {"elided", &words.elided},
                                     {"ending", &words.ending},
                                     {"retelling", &words.retelling}}))
        return tl::unexpected(*std::move(error));
    return words;
}

}  // namespace sitrep::annotate
