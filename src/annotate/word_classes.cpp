#include "annotate/word_classes.hpp"

#include "annotate/row_sums.hpp"

#include <array>

namespace sitrep::annotate {
namespace {

constexpr std::array<std::string_view, kWordClasses> kNames = {
    "noun",        "plural_noun",  "name",        "pronoun",         "possessive_pronoun",
    "determiner",  "adjective",    "adverb",      "preposition",     "number",
    "conjunction", "subordinator", "particle_to", "auxiliary",       "modal",
    "verb_base",   "verb_present", "verb_past",   "verb_participle", "verb_gerund",
    "wh_word",     "interjection", "possessive",  "punctuation"};

constexpr std::uint64_t kBoundary = 0x5EED;

std::uint64_t hash_letters(std::string_view word) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (std::size_t i = 0; i < word.size(); ++i) {
        auto c = static_cast<unsigned char>(word[i]);
        if (c == 0xE2 && word.substr(i, 3) == "’") {
            c = '\'';
            i += 2;
        }
        hash = (hash ^ c) * 0x100000001B3ULL;
    }
    return hash;
}

}  // namespace

std::string_view name(WordClass word_class) { return kNames[static_cast<std::size_t>(word_class)]; }

std::string lowered(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

WordShape shape_of(std::string_view lower_word, const Token& token, const WordClusters& clusters) {
    WordShape result;
    result.word = hash_letters(lower_word);
    result.suffix2 =
        hash_letters(lower_word.substr(lower_word.size() - std::min<std::size_t>(2, lower_word.size())));
    result.suffix3 =
        hash_letters(lower_word.substr(lower_word.size() - std::min<std::size_t>(3, lower_word.size())));
    const bool hyphen = lower_word.find('-') != std::string_view::npos;
    bool digit = false;
    for (const char c : lower_word) digit = digit || (c >= '0' && c <= '9');
    if (token.kind == TokenKind::word) result.cluster = clusters.code(lower_word);
    result.shape = static_cast<std::uint64_t>(token.kind) * 16 + (token.capital ? 1 : 0) +
                   (token.all_capitals ? 2 : 0) + (hyphen ? 4 : 0) + (digit ? 8 : 0);
    return result;
}

namespace {

/// Features that words alone tell, whatever classes were chosen before: known ahead of them.
constexpr std::size_t kFeaturesOfWords = 20;

void features_of_words(std::span<const WordShape> sentence, std::size_t i,
                       std::span<std::uint64_t, kFeaturesOfWords> out) {
    const WordShape& here = sentence[i];
    const auto word = [&](std::ptrdiff_t at) {
        return at < 0 || at >= std::ssize(sentence) ? kBoundary : sentence[static_cast<std::size_t>(at)].word;
    };
    const auto suffix = [&](std::ptrdiff_t at) {
        return at < 0 || at >= std::ssize(sentence) ? kBoundary
                                                    : sentence[static_cast<std::size_t>(at)].suffix3;
    };
    const auto shape = [&](std::ptrdiff_t at) {
        return at < 0 || at >= std::ssize(sentence) ? kBoundary
                                                    : sentence[static_cast<std::size_t>(at)].shape;
    };
    const auto cluster = [&](std::ptrdiff_t at, unsigned level) -> std::uint64_t {
        return at < 0 || at >= std::ssize(sentence)
                   ? kBoundary
                   : cluster_at(sentence[static_cast<std::size_t>(at)].cluster, level);
    };
    const auto at = static_cast<std::ptrdiff_t>(i);
    const std::uint64_t first = i == 0 ? 1 : 0;
    out[0] = mix(1, here.word);
    out[1] = mix(2, here.suffix3);
    out[2] = mix(3, here.suffix2);
    out[3] = mix(4, here.shape * 2 + first);
    out[4] = mix(8, word(at - 1));
    out[5] = mix(9, word(at + 1));
    out[6] = mix(10, word(at + 2));
    out[7] = mix(11, suffix(at + 1));
    out[8] = mix(12, suffix(at - 1));
    out[9] = mix(mix(14, here.suffix3), here.shape);
    out[10] = mix(mix(15, word(at - 1)), here.word);
    out[11] = mix(mix(16, here.word), word(at + 1));
    out[12] = mix(mix(17, shape(at - 1)), shape(at + 1) * 512 + here.shape);
    out[13] = mix(19, word(at - 2));
    out[14] = mix(20, cluster(at, 4));
    out[15] = mix(mix(21, cluster(at, 3)), here.shape);
    out[16] = mix(mix(22, cluster(at, 2)), here.suffix2);
    out[17] = mix(24, cluster(at + 1, 3));
    out[18] = mix(25, cluster(at - 1, 3));
    out[19] = mix(mix(26, cluster(at - 1, 2)), cluster(at + 1, 2) * 65536 + cluster(at, 2));
}

/// The others.
void features_of_classes(std::span<const WordShape> sentence, std::size_t i,
                         std::span<const WordClass> chosen,
                         std::span<std::uint64_t, kClassFeatures - kFeaturesOfWords> out) {
    const WordShape& here = sentence[i];
    const auto tag = [&](std::size_t back) {
        return back > i ? std::uint64_t{kWordClasses} : static_cast<std::uint64_t>(chosen[i - back]);
    };
    const std::uint64_t before = tag(1);
    const std::uint64_t both = before * 64 + tag(2);
    out[0] = mix(5, before);
    out[1] = mix(6, both);
    out[2] = mix(mix(7, before), here.word);
    out[3] = mix(mix(13, before), here.suffix3);
    out[4] = mix(mix(18, both), i + 1 < sentence.size() ? sentence[i + 1].suffix3 : kBoundary);
    out[5] = mix(mix(23, cluster_at(here.cluster, 3)), before);
}

}  // namespace

void class_features(std::span<const WordShape> sentence, std::size_t i, std::span<const WordClass> chosen,
                    std::span<std::uint64_t, kClassFeatures> out) {
    features_of_words(sentence, i, out.first<kFeaturesOfWords>());
    features_of_classes(sentence, i, chosen, out.subspan<kFeaturesOfWords>());
}

std::vector<WordClass> classify_words(std::span<const WordShape> shapes, const TokenizedText& tokens,
                                      const WeightTable& weights) {
    std::vector<WordClass> classes(tokens.tokens.size(), WordClass::punctuation);
    std::array<std::uint64_t, kFeaturesOfWords> of_words{}, ahead{};
    std::array<std::uint64_t, kClassFeatures - kFeaturesOfWords> of_classes{};
    for (const Sentence& sentence : tokens.sentences) {
        const auto words = shapes.subspan(sentence.first, sentence.last - sentence.first);
        const std::span<WordClass> chosen = std::span(classes).subspan(sentence.first, words.size());
        if (!words.empty()) features_of_words(words, 0, ahead);
        for (std::size_t i = 0; i < words.size(); ++i) {
            of_words = ahead;
            if (i + 1 < words.size()) {  // its rows are on their way while this word's are added up
                features_of_words(words, i + 1, ahead);
                weights.fetch(ahead);
            }
            const TokenKind kind = tokens.tokens[sentence.first + i].kind;
            if (kind == TokenKind::possessive) {
                chosen[i] = WordClass::possessive;
                continue;
            }
            if (kind != TokenKind::word && kind != TokenKind::number) continue;
            features_of_classes(words, i, chosen, of_classes);
            weights.fetch(of_classes);
            RowSums<kWordClasses> sums;
            for (const std::uint64_t feature : of_words) sums.add(weights.of(feature).data());
            for (const std::uint64_t feature : of_classes) sums.add(weights.of(feature).data());
            const std::array<std::int32_t, kWordClasses> scores = sums.all();
            std::size_t best = 0;
            for (std::size_t label = 1; label < kWordClasses; ++label)
                best = scores[label] > scores[best] ? label : best;
            chosen[i] = static_cast<WordClass>(best);
        }
    }
    return classes;
}

}  // namespace sitrep::annotate
