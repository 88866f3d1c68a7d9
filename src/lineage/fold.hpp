/// @file fold.hpp
/// @brief A report's body as words made equal for comparison: case, marks, spelling, aliases, number words,
/// base forms.
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "lineage/lexicon.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::lineage {

enum WordFlag : std::uint8_t {
    kFunctionWord = 1,  ///< grammar: no evidence by itself
    kNumberWord = 2,
    kNameWord = 4,       ///< part of a name, by marks or capital
    kStockWord = 8,      ///< reporting vocabulary
    kFormulaWord = 16,   ///< inside a formula any report may use
    kQuotedWord = 32,    ///< between quotation marks
    kRewriterWord = 64,  ///< a word that rewriters put in place of the plain one
};

struct Word {
    TextRange range;
    std::uint64_t spelling = 0;  ///< hash of the folded spelling
    std::uint64_t sense =
        0;  ///< hash of what is compared: alias class, number value, name skeleton, synonym class
    double rarity = 0.0;  ///< nats; see Lexicon::rarity
    std::uint32_t sentence = 0;
    std::uint8_t flags = 0;

    [[nodiscard]] bool is(std::uint8_t flag) const { return (flags & flag) != 0; }
    /// Neither grammar, name, number, stock word nor formula.
    [[nodiscard]] bool content() const {
        return (flags & (kFunctionWord | kNumberWord | kNameWord | kStockWord | kFormulaWord)) == 0;
    }
};

/// A sentence of the body: words `[first,last)`.
struct FoldedSentence {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t block = 0;
    TextRange range;
};

struct FoldedReport {
    std::vector<Word> words;
    std::vector<FoldedSentence> sentences;
    std::vector<std::pair<std::uint64_t, std::uint32_t>>
        sentences_with;      ///< sense and how many sentences hold it, by sense
    bool cut_short = false;  ///< more sentences than kMaximumSentences; the rest is not compared
};

inline constexpr std::size_t kMaximumSentences = 4000;
inline constexpr std::size_t kMaximumSentenceWords = 400;  ///< longer sentences are compared in pieces

/// In how many sentences of the report a sense stands.
[[nodiscard]] std::uint32_t sentences_with(const FoldedReport& report, std::uint64_t sense);

/// Folds the body blocks of a report.
[[nodiscard]] FoldedReport fold(const AnnotatedReport& report, const Lexicon& lexicon);

}  // namespace sitrep::lineage
