/// @file figures_words.hpp
/// @brief Sets of words that the rules around figures ask for.
#pragma once
#include <filesystem>

#include "annotate/word_sets.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

/// lexicon/quantity/LANGUAGE/word_sets.tsv; what each set is for stands at its head.
struct FigureWords {
    WordSet documents, counting, telling, whose, tallies, before_places, speaking, carrying, having, giving,
        one_form, elided, ending, retelling;
};

/// Reads the language's file, English's where it has none. Fails as read_word_sets() does.
[[nodiscard]] Result<FigureWords> load_figure_words(const std::filesystem::path& folder);

}  // namespace sitrep::annotate
