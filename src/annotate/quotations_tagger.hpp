/// @file quotations_tagger.hpp
/// @brief Source, cue and content of every sentence by a linear-chain conditional random field.
///
/// J. Lafferty, A. McCallum, F. Pereira: Conditional Random Fields (2001). Features are hashed, weights are
/// signed bytes.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "annotate/quotations_clauses.hpp"
#include "annotate/quotations_speakers.hpp"
#include "annotate/weight_table.hpp"
#include "annotate/word_clusters.hpp"

namespace sitrep::annotate {

/// Labels in the order of the weights file. Content before its cue ("…, officials said") and behind it have
/// labels of their own: what may follow a content depends on whether its cue is still to come.
enum class PartLabel : std::uint8_t {
    outside,
    source_begin,
    source_in,
    cue_begin,
    cue_in,
    content_begin,
    content_in,
    early_begin,  ///< content that stands before its cue
    early_in
};
inline constexpr std::size_t kPartLabels = 9;
[[nodiscard]] std::string_view name(PartLabel label);
[[nodiscard]] constexpr PartLabel begin_of(PartLabel inside) {
    return static_cast<PartLabel>(static_cast<int>(inside) - 1);
}
[[nodiscard]] constexpr bool is_inside(PartLabel l) {
    return l == PartLabel::source_in || l == PartLabel::cue_in || l == PartLabel::content_in ||
           l == PartLabel::early_in;
}
[[nodiscard]] constexpr bool is_content(PartLabel l) { return l >= PartLabel::content_begin; }
/// 0 none, 1 source, 2 cue, 3 content on either side.
[[nodiscard]] constexpr int part_of(PartLabel l) {
    return l == PartLabel::outside ? 0 : is_content(l) ? 3 : (static_cast<int>(l) + 1) / 2;
}

inline constexpr std::size_t kPartFeatures = 57;
using PartFeatures = std::array<std::uint64_t, kPartFeatures>;
/// Tells which extractor the weights belong to; change it with the features.
inline constexpr std::uint64_t kPartFeatureSet = 0x6174747269620004ULL;

/// Feature hashes of every token of the report. `rules` are the attributions by rule, which the tagger weighs
/// as evidence.
class PartFeatureExtractor {
  public:
    PartFeatureExtractor(const Reading& reading, std::span<const Attribution> rules,
                         const SourceNouns& nouns);
    void features(std::uint32_t token, PartFeatures& out) const;

  private:
    class View;
    void put_words(View& v, std::uint32_t token) const;
    void put_rules(View& v, std::uint32_t token) const;
    void put_cues(View& v, std::uint32_t token) const;
    void put_clusters(View& v, std::uint32_t token) const;

    const Reading& reading_;
    std::vector<std::uint8_t>
        rule_;  ///< what the rules say of each token: 0 nothing, else part and whether it begins
    std::vector<std::uint8_t> noun_;      ///< class of source noun
    std::vector<std::uint8_t> quote_;     ///< state of quotation
    std::vector<std::uint8_t> cue_;       ///< kind of cue + 1; + 16 where the tagger's class is a verb
    std::vector<std::int32_t> left_cue_;  ///< nearest verb cue to the left in the sentence; -1
    std::vector<std::int32_t> right_cue_;
    std::vector<std::uint8_t> commas_left_;  ///< commas since the left cue, at most 3
    std::vector<ClusterCode> cluster_;
    std::vector<std::int32_t> left_verb_;  ///< nearest full verb to the left in the sentence; -1
    std::vector<std::int32_t> right_verb_;
};

/// Labels that may stand at a token and after one another: a begin before every inside; inside full
/// quotations neither source nor cue, and the whole quotation is content or none of it.
[[nodiscard]] bool allowed(const Reading& reading, std::uint32_t token, PartLabel label);
[[nodiscard]] bool allowed(const Reading& reading, std::uint32_t token, PartLabel before, PartLabel label);

/// Best labels of all tokens (Viterbi, sentence by sentence). Linear in the text.
[[nodiscard]] std::vector<PartLabel> label_parts(const Reading& reading, std::span<const Attribution> rules,
                                                 const SourceNouns& nouns, const WeightTable& weights);

/// Attributions made of labelled parts: each content goes to the cue beside it, each cue to the source beside
/// it, or to none.
[[nodiscard]] std::vector<Attribution> link_parts(const Reading& reading, std::span<const PartLabel> labels);

}  // namespace sitrep::annotate
