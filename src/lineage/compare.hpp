/// @file compare.hpp
/// @brief Two folded reports side by side: which sentences were made from one text, by ordered runs of words
/// and by rare words in any order.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "lineage/fold.hpp"

namespace sitrep::lineage {

/// A run of equal senses: words `[p, p+length)` of one report and `[q, q+length)` of the other.
struct Run {
    std::uint32_t p = 0;
    std::uint32_t q = 0;
    std::uint32_t length = 0;
};

/// Words quoted alike that hardly anybody quotes by chance.
inline constexpr std::uint32_t kTellingQuotation = 8;

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
    std::vector<Run> runs;   ///< by place in the first
    bool strong = false;     ///< enough by itself
    bool one_house = false;  ///< words that were said to one house alone
    double score = 0.0;
};

struct Comparison {
    std::vector<Link> links;  ///< accepted, by place in the first report
    double narration = 0.0;   ///< evidence of the strong links outside quotation marks, in nats
    std::uint32_t strong_links = 0;
};

/// To whom a sentence was said, see find_houses.
struct Told {
    std::uint64_t house = 0;  ///< hash of the agency or outlet; 0: not said
    bool in_public = false;   ///< to reporters, in a statement …
    bool alone = false;       ///< no report of the set has the quoted words from anybody else
};

/// What the caller knows of two reports before their words are compared.
struct PairContext {
    bool same_agency = false;                                 ///< both credit one agency in their text
    std::span<const Told> told_first = {}, told_second = {};  ///< by sentence; may be empty
};

/// The senses that two reports share, and how much each of their words says: rare in general and rare in
/// these two. Made once a pair; holds references to both.
class PairWeights {
  public:
    /// `subject_counts`: words of the set's common subject weigh like others (for reports known to follow one
    /// text); otherwise little.
    PairWeights(const FoldedReport& first, const FoldedReport& second, bool subject_counts);
    /// Nats; 0 for grammar and formulas; names, numbers and stock words count less than content. `word` must
    /// stand in one of the two reports.
    [[nodiscard]] double of(const Word& word) const {
        const Word* const first = first_.words.data();
        const bool in_first =
            !std::less<>()(&word, first) && std::less<>()(&word, first + first_.words.size());
        return in_first ? of_first_[static_cast<std::size_t>(&word - first)]
                        : of_second_[static_cast<std::size_t>(&word - second_.words.data())];
    }
    /// Sum over the words of a sentence.
    [[nodiscard]] double of_first_sentence(std::uint32_t p) const { return first_sentences_[p]; }
    [[nodiscard]] double of_second_sentence(std::uint32_t q) const { return second_sentences_[q]; }
    /// Slot in the second report of a sense of the first; kNoSlot if it does not stand there.
    [[nodiscard]] std::uint32_t slot_in_second(std::uint32_t slot) const { return slot_in_second_[slot]; }

  private:
    const FoldedReport& first_;
    const FoldedReport& second_;
    std::vector<std::uint32_t> slot_in_second_;
    std::vector<double> of_first_, of_second_, first_sentences_, second_sentences_;
};

/// Evidence between two given sentences; words marked in `used_*` (by word index; may be empty) are left out.
[[nodiscard]] Link relate_sentences(const FoldedReport& first, std::uint32_t p, const FoldedReport& second,
                                    std::uint32_t q, const PairWeights& weights,
                                    const std::vector<bool>& used_first = {},
                                    const std::vector<bool>& used_second = {});

/// The same with weights of its own; for callers that ask for a few sentences of a pair only.
[[nodiscard]] Link relate_two_sentences(const FoldedReport& first, std::uint32_t p,
                                        const FoldedReport& second, std::uint32_t q);

/// Whether the evidence is enough by itself that one text lies behind two sentences.
[[nodiscard]] bool is_strong(const SentenceEvidence& evidence);

/// Content words in runs that hold no name: "provincial administrator Ann Moyo" tells who, not what.
[[nodiscard]] std::uint32_t content_beside_names(const FoldedReport& first, const Link& link);

/// Whether a number of three digits or more that is no year stands in both sentences: hardly by chance.
[[nodiscard]] bool holds_large_number(const FoldedReport& first, const Link& link);

/// Whether what is matched of a long sentence, of the second report or the first, stands together in half of
/// it.
[[nodiscard]] bool stands_close(const Link& link, bool of_second, const FoldedSentence& sentence);

/// A form filled in anew (daily figures, market reports): from the first sentence on most figures differ
/// while the frame is equal. That is one house's form, not one report copied from the other.
[[nodiscard]] bool is_form(std::span<const Link> links);

/// Whether the sentences that gave reason to compare two reports hold: chance brings sentences of strangers
/// together; three of them, or one that is strong, are no chance. True where there are none.
[[nodiscard]] bool seeds_hold(const FoldedReport& first, const FoldedReport& second,
                              std::span<const SentencePair> seeds);

/// What two reports have in common. Their words must have been counted (count_reports), so that the common
/// subject of the set is known. `weights`: of these two, the subject counting little.
[[nodiscard]] Comparison compare(const FoldedReport& first, const FoldedReport& second,
                                 const PairWeights& weights, const PairContext& context);

}  // namespace sitrep::lineage
