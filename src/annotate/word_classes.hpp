/// @file word_classes.hpp
/// @brief Part-of-speech-like classes of words, by a greedy hashed linear tagger.
#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/weight_table.hpp"
#include "annotate/word_clusters.hpp"
#include "sitrep/tokens.hpp"

namespace sitrep::annotate {

/// Classes after the Penn Treebank's tags, merged where attribution does not need the difference. Auxiliary
/// be, have and do are verbs of their form with `auxiliary` in front.
enum class WordClass : std::uint8_t {
    noun,
    plural_noun,
    name,
    pronoun,
    possessive_pronoun,
    determiner,
    adjective,
    adverb,
    preposition,
    number,
    conjunction,
    subordinator,
    particle_to,
    auxiliary,
    modal,
    verb_base,
    verb_present,
    verb_past,
    verb_participle,
    verb_gerund,
    wh_word,
    interjection,
    possessive,
    punctuation
};
inline constexpr std::size_t kWordClasses = 24;
[[nodiscard]] std::string_view name(WordClass word_class);
[[nodiscard]] constexpr bool is_verb(WordClass c) {
    return c >= WordClass::auxiliary && c <= WordClass::verb_gerund;
}
/// A verb that can head a clause by itself.
[[nodiscard]] constexpr bool is_finite(WordClass c) {
    return is_verb(c) && c != WordClass::verb_base && c != WordClass::verb_participle &&
           c != WordClass::verb_gerund;
}
[[nodiscard]] constexpr bool is_nominal(WordClass c) { return c <= WordClass::pronoun; }

/// The text with A-Z made small and curly apostrophes kept: byte for byte as long as the text.
[[nodiscard]] std::string lowered(std::string_view text);

/// One word as features see it.
struct WordShape {
    std::uint64_t word = 0;  ///< hash of the lower-case word, curly apostrophes made straight
    std::uint64_t suffix2 = 0;
    std::uint64_t suffix3 = 0;
    std::uint64_t shape = 0;  ///< kind, case, hyphen, digit
    ClusterCode cluster = kNoCluster;
};
[[nodiscard]] WordShape shape_of(std::string_view lower_word, const Token& token,
                                 const WordClusters& clusters);

/// Feature hashes of token `i` of a sentence, given the classes chosen for the tokens before it.
inline constexpr std::size_t kClassFeatures = 26;
void class_features(std::span<const WordShape> sentence, std::size_t i, std::span<const WordClass> chosen,
                    std::span<std::uint64_t, kClassFeatures> out);
inline constexpr std::uint64_t kClassFeatureSet = 0x776F726463010003ULL;

/// Class of every token of the text given the shapes of all tokens, sentence by sentence. Linear.
[[nodiscard]] std::vector<WordClass> classify_words(std::span<const WordShape> shapes,
                                                    const TokenizedText& tokens, const WeightTable& weights);

}  // namespace sitrep::annotate
