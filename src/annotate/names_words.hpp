/// @file names_words.hpp
/// @brief Words as names need them: tokens cut further at hyphens ("UN-designated", "White House-backed"),
/// folded once.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/report.hpp"
#include "sitrep/tokens.hpp"

namespace sitrep::annotate {

class NameLexicon;

struct Word {
    TextRange range;
    std::string_view text;
    std::string folded;      ///< text::folded
    std::uint64_t hash = 0;  ///< of `folded`
    TokenKind kind = TokenKind::word;
    bool capital = false;
    bool all_capitals = false;
    bool space_before = false;
    std::uint32_t token = 0;  ///< token it was cut from
};

/// A sentence of words `[first,last)`. shouting: nearly all in capitals; title_case: nearly every longer word
/// has a capital. In both a capital says nothing about names.
struct WordSentence {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t block = 0;
    bool shouting = false;
    bool title_case = false;
    bool lower = false;  ///< four words or more and no capital: here its absence says nothing
};

struct WordText {
    std::vector<Word> words;
    std::vector<WordSentence> sentences;
};

/// Cuts tokens into words. `text` must outlive the result. Hyphenated pairs of two places ("US-Russia") are
/// cut only if the lexicon knows both; pass null to leave them whole.
[[nodiscard]] WordText cut_words(std::string_view text, const TokenizedText& tokens,
                                 const NameLexicon* lexicon);

/// The hash that NameLexicon and the tagger use for a folded word.
[[nodiscard]] std::uint64_t word_hash(std::string_view folded);

/// "K680", "M1", "RM23": letters, then digits to the end. A sum, a road or a model, and no place.
[[nodiscard]] bool letters_then_digits(std::string_view word);

}  // namespace sitrep::annotate
