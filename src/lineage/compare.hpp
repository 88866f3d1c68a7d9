/// @file compare.hpp
/// @brief Two folded reports side by side: which sentences were made from one text, by ordered runs of words
/// and by rare words in any order.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

#include "lineage/fold.hpp"

namespace sitrep::lineage {

/// A run of equal senses: words `[p, p+length)` of one report and `[q, q+length)` of the other.
struct Run {
    std::uint32_t p = 0;
    std::uint32_t q = 0;
    std::uint32_t length = 0;
};

/// Evidence that two sentences come from one text, in nats.
struct SentenceEvidence {
    double narration = 0.0;  ///< content words outside quotation marks on both sides
    double quoted = 0.0;     ///< content words quoted on at least one side
    double names = 0.0;
    double numbers = 0.0;
    double order = 0.0;            ///< words kept side by side
    double narration_order = 0.0;  ///< of it, in runs outside quotation marks
    double cover_p = 0.0;          ///< share of the sentence's information that is matched
    double cover_q = 0.0;
    double rivals = 0.0;              ///< numbers that stand on both sides and differ
    std::uint32_t content_words = 0;  ///< different content words matched outside quotation marks
    std::uint32_t quoted_run = 0;     ///< longest run quoted on both sides
    std::uint32_t narration_run = 0;  ///< longest run that holds three content words outside quotation marks
    std::uint32_t whole_run = 0;      ///< longest run outside quotation marks that holds a content word
    [[nodiscard]] double total() const { return narration + quoted + names + numbers + order - 1.5 * rivals; }
};

/// Sentences of two reports that go together: whole evidence and the matched runs.
struct Link {
    std::uint32_t p = 0;  ///< sentence of the first report
    std::uint32_t q = 0;  ///< sentence of the second
    SentenceEvidence evidence;
    std::vector<Run> runs;  ///< by place in the first
    bool strong = false;    ///< enough by itself
    double score = 0.0;
};

struct Comparison {
    std::vector<Link> links;  ///< accepted, by place in the first report
    double narration = 0.0;   ///< evidence of the strong links outside quotation marks, in nats
    std::uint32_t strong_links = 0;
};

/// In how many reports of a set a sense stands: what most of them say is their common subject.
class SetFrequency {
  public:
    explicit SetFrequency(std::span<const FoldedReport* const> reports);
    /// More than half of four or more reports hold it.
    [[nodiscard]] bool is_subject(std::uint64_t sense) const;

  private:
    std::unordered_map<std::uint64_t, std::uint32_t> reports_with_;
    std::size_t reports_ = 0;
};

/// What the caller knows of two reports before their words are compared.
struct PairContext {
    const SetFrequency& set;
    bool same_agency = false;  ///< both credit one agency in their text
};

[[nodiscard]] Comparison compare(const FoldedReport& first, const FoldedReport& second,
                                 const PairContext& context);

/// How much a word says in a pair of reports: rare in general and rare in these two. Words of the common
/// subject weigh little.
class PairWeights {
  public:
    /// Without `set` the common subject weighs like other words: for reports known to follow one text.
    PairWeights(const FoldedReport& first, const FoldedReport& second, const SetFrequency* set);
    /// Nats; 0 for grammar and formulas; names, numbers and stock words count less than content. `word` must
    /// stand in one of the two reports. Looked up: every word of a pair is asked for many times.
    [[nodiscard]] double of(const Word& word) const {
        const Word* const first = first_.words.data();
        const bool in_first =
            !std::less<>()(&word, first) && std::less<>()(&word, first + first_.words.size());
        return in_first ? of_first_[static_cast<std::size_t>(&word - first)]
                        : of_second_[static_cast<std::size_t>(&word - second_.words.data())];
    }

  private:
    [[nodiscard]] double weight(const Word& word) const;

    const FoldedReport& first_;
    const FoldedReport& second_;
    const SetFrequency* set_;
    double sentences_;
    std::vector<double> of_first_, of_second_;
};

/// Evidence between two given sentences; words marked in `used_*` (by word index; may be empty) are left out.
[[nodiscard]] Link relate_sentences(const FoldedReport& first, std::uint32_t p, const FoldedReport& second,
                                    std::uint32_t q, const PairWeights& weights,
                                    const std::vector<bool>& used_first = {},
                                    const std::vector<bool>& used_second = {});

}  // namespace sitrep::lineage
