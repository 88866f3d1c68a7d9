/// @file quotations_words.hpp
/// @brief Sets of words that the rules around quotations ask for.
#pragma once
#include <filesystem>

#include "annotate/word_sets.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

/// lexicon/quotes/word_sets.tsv, lower case; what each set is for stands at its head.
struct QuotationWords {
    WordSet papers, makers_papers, made_public, made_by, interviews, naming, knowing, addressing, claimed,
        charges, units, stopping, past_verbs, present_verbs, occasions, no_venues, speaking, female_titles;
};

/// Fails as read_word_sets() does.
[[nodiscard]] Result<QuotationWords> load_quotation_words(const std::filesystem::path& file);

}  // namespace sitrep::annotate
