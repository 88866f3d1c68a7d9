/// @file brief_words.hpp
/// @brief Sets of words by which the brief judges sentences.
#pragma once
#include <filesystem>

#include "annotate/word_sets.hpp"
#include "sitrep/result.hpp"

namespace sitrep::brief {

/// lexicon/brief/word_sets.tsv, lower case; what each set is for stands at its head.
struct BriefWords {
    annotate::WordSet not_answered, unnamed, answers, sayings, tellings, soft, of_before, told_before, said,
        replies, moved, at_first, called_off, scopes, requests, demands, refusals, agreements, approvals,
        records, leans_back, vessels, accusations, times, agencies, coming, will_ask, deliveries,
        takes_effect, admissions, parts, less_than_asked, counts, utterances, ahead, beasts, bodies, groups,
        days, harms, ends_a_name;
};

/// Reads the file below `data`. Fails as annotate::read_word_sets() does.
[[nodiscard]] Result<BriefWords> load_words(const std::filesystem::path& data);

}  // namespace sitrep::brief
