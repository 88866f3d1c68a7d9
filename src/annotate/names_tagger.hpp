/// @file names_tagger.hpp
/// @brief First guess at names: an averaged structured perceptron over words (M. Collins, "Discriminative
/// Training Methods for Hidden Markov Models", EMNLP 2002) with hashed features, BILOU labels (L. Ratinov, D.
/// Roth, CoNLL 2009) and Viterbi search; weights of one byte, mapped from a file.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "annotate/names_lexicon.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

class PlaceMap;
class WordClusters;

/// What features are made of besides the words themselves.
struct TagTables {
    const NameLexicon& lexicon;
    const PlaceMap& places;
    const WordClusters& clusters;
};

/// Types the tagger tells apart. `location` holds countries, towns, regions and facilities; `other` peoples,
/// events, works.
enum class TagType : std::uint8_t { person, organisation, location, other };

/// Labels: 0 outside; 1 + 4 * type + (0 begin, 1 inside, 2 last, 3 unit).
inline constexpr std::uint32_t kTagLabels = 17;
/// Weights are hashed into this many rows.
inline constexpr std::uint32_t kTagRows = 230000;
inline constexpr std::uint32_t kMaxFeatures = 64;
/// Longer runs of words are tagged in pieces.
inline constexpr std::uint32_t kMaxTagWords = 400;

struct TaggedSpan {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    TagType type = TagType::person;
};

/// What features are made of, one entry a word; built once for a sentence.
struct TagWord {
    std::uint64_t hash = 0;
    std::uint64_t prefix = 0, suffix2 = 0, suffix3 = 0, suffix4 = 0;
    std::uint32_t shape = 0;
    std::uint32_t bits = 0;   ///< WordBit
    std::uint32_t known = 0;  ///< which kinds of known names cover the word
    bool capital = false;
    std::uint16_t cluster = 0;  ///< ClusterCode of the word
};

/// Prepares the words `[sentence.first,sentence.last)`.
void prepare(const WordText& text, const WordSentence& sentence, const TagTables& tables,
             std::vector<TagWord>& out);
/// Rows of the features of word `at`; returns how many were written.
[[nodiscard]] std::uint32_t feature_rows(std::span<const TagWord> words, std::uint32_t at, std::uint32_t mode,
                                         std::array<std::uint32_t, kMaxFeatures>& rows);
/// 0 plain, 1 title case, 2 shouting: part of every shape feature.
[[nodiscard]] std::uint32_t mode_of(const WordSentence& sentence);
/// Whether label `next` may follow label `before`.
[[nodiscard]] bool may_follow(std::uint32_t before, std::uint32_t next);
/// Spans of a label sequence; `first` is the index of its first word.
void spans_of(std::span<const std::uint8_t> labels, std::uint32_t first, std::vector<TaggedSpan>& out);

/// Weights as they lie in the file: transitions `[kTagLabels + 1][kTagLabels]` (row kTagLabels: before the
/// first word), then `kTagRows` rows of kTagLabels.
struct TagWeights {
    std::span<const std::int16_t> transitions;
    std::span<const std::int8_t> rows;
};

/// Fills `labels` from the end: `score` is that of the last word's labels, `back` tells for each word and
/// label the best label before it.
template <typename Score>
void trace_back(const std::array<Score, kTagLabels>& score,
                std::span<const std::array<std::uint8_t, kTagLabels>> back,
                std::vector<std::uint8_t>& labels) {
    std::uint32_t best = 0;
    for (std::uint32_t l = 1; l < kTagLabels; ++l) {
        const bool closes = (l - 1) % 4 >= 2;
        if (closes && score[l] > score[best]) best = l;
    }
    for (std::size_t i = labels.size(); i-- > 0;) {
        labels[i] = static_cast<std::uint8_t>(best);
        best = back[i][best];
    }
}

/// Best label sequence of the words; `labels` is resized.
void decode(const TagWeights& weights, std::span<const TagWord> words, std::uint32_t mode,
            std::vector<std::uint8_t>& labels);

class NameTagger {
  public:
    /// Maps a model file. Fails with the file's name on a wrong magic, version, size or checksum.
    [[nodiscard]] static Result<NameTagger> load(const std::filesystem::path& file);
    /// The same from bytes in memory, which must outlive the tagger; `name` is used in errors.
    [[nodiscard]] static Result<NameTagger> from(std::span<const std::byte> bytes, std::string_view name);

    /// Spans of the whole text, in order.
    [[nodiscard]] std::vector<TaggedSpan> tag(const WordText& text, const TagTables& tables) const;

  private:
    std::shared_ptr<const void> mapping_;
    TagWeights weights_;
};

/// Writes a model file's bytes.
[[nodiscard]] std::vector<std::byte> model_bytes(std::span<const std::int16_t> transitions,
                                                 std::span<const std::int8_t> rows);

}  // namespace sitrep::annotate
