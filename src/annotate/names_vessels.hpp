/// @file names_vessels.hpp
/// @brief Names of ships by what stands before or behind them.
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "annotate/names_lexicon.hpp"
#include "annotate/names_words.hpp"

namespace sitrep::annotate {

/// A sentence of a report's words, with their bits.
struct SentenceWords {
    const std::vector<Word>& words;
    const std::vector<std::uint32_t>& bits;  ///< WordBit of each word of the report
    const NameLexicon& lexicon;
    const WordSentence& sentence;
};

/// Words `[first,last)` of each name: "the trawler Ana Mar", "a ferry called the Ana Mar", "MV Ana Mar" (with
/// its prefix), "the Ana Mar, a container ship". Names that the tables know are left out.
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> vessel_names(const SentenceWords& at);

}  // namespace sitrep::annotate
