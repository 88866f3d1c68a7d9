/// @file fold.hpp
/// @brief A report's body as words made equal for comparison: case, marks, spelling, aliases, number words,
/// base forms.
#pragma once
#include <cstdint>
#include <span>
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
    std::uint32_t slot = 0;  ///< of its sense in FoldedReport::senses; kNoSlot for grammar
    std::uint8_t flags = 0;

    [[nodiscard]] bool is(std::uint8_t flag) const { return (flags & flag) != 0; }
    /// Neither grammar, name, number, stock word nor formula.
    [[nodiscard]] bool content() const {
        return (flags & (kFunctionWord | kNumberWord | kNameWord | kStockWord | kFormulaWord)) == 0;
    }
};

inline constexpr std::uint32_t kNoSlot = ~0U;

/// A sentence of the body: words `[first,last)`.
struct FoldedSentence {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t block = 0;
    TextRange range;
    std::uint32_t quoted = 0;   ///< words between quotation marks
    std::uint32_t numbers = 0;  ///< number words
};

/// Sentences of two reports, by number.
struct SentencePair {
    std::uint32_t p = 0;
    std::uint32_t q = 0;
};

/// A sense of a report and where it stands.
struct Sense {
    std::uint64_t hash = 0;
    std::uint32_t first_sentence = 0;  ///< in FoldedReport::sentences_of
    std::uint32_t sentences = 0;       ///< how many hold it
    std::uint32_t reports = 1;         ///< of the set, see count_reports
    bool subject = false;              ///< most reports of the set hold it, see count_reports
};

/// A sentence that stands word for word further up in the report.
struct Repeat {
    TextRange range;
    std::uint32_t sentence = 0;  ///< the first of the same words, which alone is compared
};

struct FoldedReport {
    std::vector<Word> words;
    std::vector<std::uint64_t>
        by_sense;  ///< each sentence's words by the lower half of their sense: half and word number
    std::vector<FoldedSentence> sentences;
    std::vector<Sense> senses;                ///< of all words but grammar, by hash
    std::vector<std::uint32_t> sentences_of;  ///< sentences by sense, ascending within one
    std::vector<Repeat> repeats;              ///< in text order, at most kMaximumSentences
    std::uint32_t repeated = 0;               ///< all sentences that stood before
    std::uint32_t beyond = 0;  ///< sentences of the text behind the first kMaximumSentences; not compared

    [[nodiscard]] std::span<const std::uint64_t> words_by_sense(std::uint32_t sentence) const {
        return std::span(by_sense).subspan(sentences[sentence].first,
                                           sentences[sentence].last - sentences[sentence].first);
    }
    [[nodiscard]] std::span<const std::uint32_t> sentences_with(std::uint32_t slot) const {
        return std::span(sentences_of).subspan(senses[slot].first_sentence, senses[slot].sentences);
    }
};

inline constexpr std::size_t kMaximumSentences = 4000;     ///< different ones
inline constexpr std::size_t kMaximumSentenceWords = 400;  ///< longer sentences are compared in pieces

class WordForms;

/// Folds the body blocks of a report, a sentence that stands several times only where it stands first: a
/// refrain, or a line that a page prints a thousand times, would else make its own words common and fill the
/// room of the rest. Whoever folds many keeps the forms for the next.
[[nodiscard]] FoldedReport fold(const AnnotatedReport& report, WordForms& forms);
[[nodiscard]] FoldedReport fold(const AnnotatedReport& report, const Lexicon& lexicon);

/// Tells every report in how many reports of the set its senses stand. What more than half of six or more
/// reports hold is their common subject and says little about a pair.
void count_reports(std::span<FoldedReport* const> reports);

}  // namespace sitrep::lineage
