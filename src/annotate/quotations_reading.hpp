/// @file quotations_reading.hpp
/// @brief One report as the attribution stages read it: words, their classes, quotation marks, cues.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/quotations_cues.hpp"
#include "annotate/word_classes.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::annotate {

/// Half-open range of token indices.
struct TokenRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    [[nodiscard]] constexpr bool empty() const { return first >= last; }
    [[nodiscard]] constexpr std::uint32_t size() const { return last - first; }
    [[nodiscard]] constexpr bool contains(std::uint32_t token) const {
        return first <= token && token < last;
    }
    [[nodiscard]] constexpr bool contains(TokenRange other) const {
        return first <= other.first && other.last <= last;
    }
    [[nodiscard]] constexpr bool overlaps(TokenRange other) const {
        return first < other.last && other.first < last;
    }
    auto operator<=>(const TokenRange&) const = default;
};

enum class MarkStyle : std::uint8_t { double_marks, single_marks, guillemets };

/// What stands between two marks. speech: words quoted as a sentence. fragment: words inside another's
/// sentence (may make it a mixed quotation, may be a scare quote). label: a title, a nickname, a crosshead:
/// nobody's speech.
enum class SegmentRole : std::uint8_t { speech, fragment, label };

/// Words between quotation marks; the marks themselves are not in `words`.
struct QuotedSegment {
    TokenRange words;
    TokenRange with_marks;
    std::uint32_t block = 0;
    MarkStyle style = MarkStyle::double_marks;
    SegmentRole role = SegmentRole::speech;
    bool unopened = false;  ///< the opening mark is lost; the start is the sentence's
    bool unclosed = false;  ///< the closing mark is lost
    /// A paragraph that opens with a mark while the paragraph before left its own open, or that is set in as
    /// the one before.
    bool continues = false;
    bool by_layout = false;  ///< a paragraph without marks: the layout or the line before gives it away
};

struct Reading {
    const Report& report;
    const TokenizedText& tokens;
    const QuotationWords& words;             ///< of the cue lexicon
    std::string lower;                       ///< the report's text, A-Z made small
    std::vector<WordShape> shapes;           ///< one for each token
    std::vector<WordClass> classes;          ///< one for each token
    std::vector<Cue> cues;                   ///< in text order, not inside one another
    std::vector<std::int32_t> cue_of;        ///< index into cues for each token; -1 none
    std::vector<QuotedSegment> segments;     ///< in text order, not overlapping
    std::vector<std::int32_t> segment_of;    ///< index into segments for each token, marks included; -1 none
    std::vector<std::uint32_t> sentence_of;  ///< sentence of each token

    [[nodiscard]] std::string_view word(std::uint32_t token) const {
        const TextRange range = tokens.tokens[token].range;
        return std::string_view(lower).substr(range.begin, range.size());
    }
    [[nodiscard]] std::string_view original(std::uint32_t token) const {
        return report.text.words(tokens.tokens[token].range);
    }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(tokens.tokens.size()); }
    [[nodiscard]] const Sentence& sentence(std::uint32_t token) const {
        return tokens.sentences[sentence_of[token]];
    }
    [[nodiscard]] TextRange text(TokenRange range) const {
        if (range.empty()) return {};
        return {tokens.tokens[range.first].range.begin, tokens.tokens[range.last - 1].range.end};
    }
    [[nodiscard]] Span span(TokenRange range) const { return report.text.source(text(range)); }
    /// Tokens that overlap a range of clean text.
    [[nodiscard]] TokenRange tokens_in(TextRange range) const;
    [[nodiscard]] TokenRange tokens_in(Span span) const { return tokens_in(report.text.range(span)); }
};

/// Quoted segments of all blocks, by an automaton that reads each token once. Unbalanced marks never reach
/// beyond their paragraph. What it took for damage is added to `notices`.
[[nodiscard]] std::vector<QuotedSegment> find_quoted_segments(const Report& report,
                                                              const TokenizedText& tokens,
                                                              std::string_view lower,
                                                              const std::vector<std::int32_t>& cue_of,
                                                              const QuotationWords& words,
                                                              std::vector<std::string>* notices = nullptr);

/// Everything above for one report. The report, tokens and lexicon must outlive the value.
[[nodiscard]] Reading read_report(const Report& report, const TokenizedText& tokens, const CueLexicon& cues,
                                  const WeightTable& classes, const WordClusters& clusters);

/// Words of a name that the tagger of classes took for an adverb, a verb or a pronoun ("Norway called", "US")
/// become names.
void correct_by_names(Reading& reading, const std::vector<Entity>& entities);

}  // namespace sitrep::annotate
