#include "train/word_classes.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <numeric>
#include <sstream>

#include "annotate/word_classes.hpp"
#include "text/utf8.hpp"

namespace sitrep::train {
namespace {

using annotate::WordClass;
using annotate::WordShape;

/// 6 MB of weights; with a quarter of it one word in two hundred more is wrong, twice of it is no better.
constexpr std::uint32_t kLog2Buckets = 18;

struct TrainingSentence {
    std::vector<WordShape> shapes;
    std::vector<WordClass> classes;
    std::vector<bool> scored;
};

struct Row {
    std::string form, upos, xpos;
    bool space_after = true;
};

WordClass class_of(const Row& row) {
    const std::string& x = row.xpos;
    if (row.upos == "PUNCT" || row.upos == "SYM") return WordClass::punctuation;
    if (x == "MD") return WordClass::modal;
    if (row.upos == "AUX") return WordClass::auxiliary;
    if (x == "TO") return WordClass::particle_to;
    if (row.upos == "PROPN") return WordClass::name;
    if (x.starts_with("PRP$")) return WordClass::possessive_pronoun;
    if (x == "WDT" || x == "WP" || x == "WRB" || x == "WP$") return WordClass::wh_word;
    if (row.upos == "PRON") return WordClass::pronoun;
    if (row.upos == "DET") return WordClass::determiner;
    if (row.upos == "ADJ") return WordClass::adjective;
    if (row.upos == "ADV") return WordClass::adverb;
    if (row.upos == "SCONJ") return WordClass::subordinator;
    if (row.upos == "ADP") return WordClass::preposition;
    if (row.upos == "NUM") return WordClass::number;
    if (row.upos == "CCONJ") return WordClass::conjunction;
    if (x == "VBZ" || x == "VBP") return WordClass::verb_present;
    if (x == "VBD") return WordClass::verb_past;
    if (x == "VBN") return WordClass::verb_participle;
    if (x == "VBG") return WordClass::verb_gerund;
    if (row.upos == "VERB") return WordClass::verb_base;
    if (x == "POS") return WordClass::possessive;
    if (row.upos == "NOUN") return x == "NNS" ? WordClass::plural_noun : WordClass::noun;
    if (row.upos == "INTJ") return WordClass::interjection;
    if (row.upos == "PART") return WordClass::adverb;
    return WordClass::noun;
}

/// A treebank sentence cut as our tokenizer cuts: hyphenated words and contracted negations are one token.
std::vector<Row> rejoined(const std::vector<Row>& rows) {
    std::vector<Row> result;
    bool glue = false;
    for (const Row& row : rows) {
        const bool negation = row.form == "n't" || row.form == "n’t" || row.form == "'ll" ||
                              row.form == "'re" || row.form == "'ve" || row.form == "'d" ||
                              row.form == "'m" || row.form == "’ll" || row.form == "’re" || row.form == "’ve";
        const bool hyphen =
            row.form == "-" && !result.empty() && !result.back().space_after && !row.space_after;
        const bool joins = !result.empty() && !result.back().space_after && (negation || hyphen || glue);
        if (joins) {
            Row& last = result.back();
            last.form += row.form;
            last.space_after = row.space_after;
            if (glue) {
                last.upos = row.upos;
                last.xpos = row.xpos;
            }
        } else {
            result.push_back(row);
        }
        glue = hyphen;
    }
    return result;
}

Token token_of(const Row& row) {
    Token token;
    const text::CodePoint first = text::decode(row.form, 0);
    token.kind = text::is_digit(first.value)           ? TokenKind::number
                 : text::is_letter(first.value)        ? TokenKind::word
                 : row.xpos == "POS"                   ? TokenKind::possessive
                 : row.form == "“" || row.xpos == "``" ? TokenKind::opening_quote
                 : row.form == "”" || row.xpos == "''" ? TokenKind::closing_quote
                                                       : TokenKind::punctuation;
    int letters = 0;
    bool lower = false;
    for (std::size_t i = 0; i < row.form.size();) {
        const text::CodePoint c = text::decode(row.form, i);
        if (text::is_letter(c.value)) {
            const bool upper = text::is_upper(c.value);
            if (letters++ == 0) token.capital = upper;
            lower = lower || !upper;
        }
        i += std::max<std::uint32_t>(c.size, 1);
    }
    token.all_capitals = letters >= 2 && !lower;
    return token;
}

TrainingSentence prepared(const std::vector<Row>& rows, const annotate::WordClusters& clusters) {
    TrainingSentence sentence;
    for (const Row& row : rejoined(rows)) {
        const Token token = token_of(row);
        sentence.shapes.push_back(annotate::shape_of(annotate::lowered(row.form), token, clusters));
        sentence.classes.push_back(class_of(row));
        sentence.scored.push_back(token.kind == TokenKind::word || token.kind == TokenKind::number);
    }
    return sentence;
}

Result<std::vector<TrainingSentence>> read_treebank(const std::filesystem::path& path,
                                                    const annotate::WordClusters& clusters) {
    std::ifstream file(path);
    if (!file)
        return tl::unexpected(Error{path.string(), std::nullopt, "cannot be read", "give a CoNLL-U file"});
    std::vector<TrainingSentence> sentences;
    std::vector<Row> rows;
    std::string line;
    while (std::getline(file, line)) {
        if (line.empty()) {
            if (!rows.empty()) sentences.push_back(prepared(rows, clusters));
            rows.clear();
            continue;
        }
        if (line[0] == '#') continue;
        std::vector<std::string> cells;
        std::stringstream stream(line);
        for (std::string cell; std::getline(stream, cell, '\t');) cells.push_back(cell);
        if (cells.size() < 10 || cells[0].find_first_of("-.") != std::string::npos) continue;
        rows.push_back({cells[1], cells[3], cells[4], cells[9].find("SpaceAfter=No") == std::string::npos});
    }
    if (!rows.empty()) sentences.push_back(prepared(rows, clusters));
    return sentences;
}

/// Averaged perceptron over hashed features.
class Perceptron {
  public:
    explicit Perceptron(std::uint32_t log2_buckets)
        : log2_(log2_buckets),
          now_((std::size_t{1} << log2_buckets) * annotate::kWordClasses),
          sum_(now_.size()),
          seen_(now_.size()) {}

    void learn(const TrainingSentence& sentence) {
        std::vector<WordClass> chosen(sentence.shapes.size(), WordClass::punctuation);
        std::array<std::uint64_t, annotate::kClassFeatures> features;
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            if (!sentence.scored[i]) {
                chosen[i] = sentence.classes[i] == WordClass::possessive ? WordClass::possessive
                                                                         : WordClass::punctuation;
                continue;
            }
            annotate::class_features(sentence.shapes, i, chosen, features);
            chosen[i] = best(features);
            ++step_;
            if (chosen[i] == sentence.classes[i]) continue;
            for (const std::uint64_t feature : features) {
                add(feature, sentence.classes[i], 1.0F);
                add(feature, chosen[i], -1.0F);
            }
        }
    }

    [[nodiscard]] std::vector<float> average() {
        for (std::size_t i = 0; i < now_.size(); ++i)
            sum_[i] += now_[i] * static_cast<double>(step_ - seen_[i]);
        std::vector<float> result(now_.size());
        for (std::size_t i = 0; i < now_.size(); ++i)
            result[i] = static_cast<float>(sum_[i] / static_cast<double>(step_));
        return result;
    }

  private:
    [[nodiscard]] std::size_t row(std::uint64_t feature) const {
        return static_cast<std::size_t>(feature >> (64 - log2_)) * annotate::kWordClasses;
    }

    [[nodiscard]] WordClass best(std::span<const std::uint64_t> features) const {
        std::array<float, annotate::kWordClasses> scores{};
        for (const std::uint64_t feature : features) {
            const float* weights = &now_[row(feature)];
            for (std::size_t label = 0; label < scores.size(); ++label) scores[label] += weights[label];
        }
        std::size_t top = 0;
        for (std::size_t label = 1; label < scores.size(); ++label)
            top = scores[label] > scores[top] ? label : top;
        return static_cast<WordClass>(top);
    }

    void add(std::uint64_t feature, WordClass label, float amount) {
        const std::size_t at = row(feature) + static_cast<std::size_t>(label);
        sum_[at] += now_[at] * static_cast<double>(step_ - seen_[at]);
        seen_[at] = step_;
        now_[at] += amount;
    }

    std::uint32_t log2_;
    std::vector<float> now_;
    std::vector<double> sum_;
    std::vector<std::uint64_t> seen_;
    std::uint64_t step_ = 0;
};

double accuracy(const std::vector<TrainingSentence>& sentences, const annotate::WeightTable& table) {
    std::size_t right = 0;
    std::size_t total = 0;
    for (std::size_t s = 0; s < sentences.size(); s += 10) {
        const TrainingSentence& sentence = sentences[s];
        TokenizedText tokens;
        for (std::size_t i = 0; i < sentence.shapes.size(); ++i) {
            Token token;
            token.kind = sentence.scored[i]                             ? TokenKind::word
                         : sentence.classes[i] == WordClass::possessive ? TokenKind::possessive
                                                                        : TokenKind::punctuation;
            tokens.tokens.push_back(token);
        }
        tokens.sentences.push_back({0, static_cast<std::uint32_t>(tokens.tokens.size()), 0, {}});
        const auto classes = annotate::classify_words(sentence.shapes, tokens, table);
        for (std::size_t i = 0; i < classes.size(); ++i) {
            if (!sentence.scored[i]) continue;
            ++total;
            right += classes[i] == sentence.classes[i] ? 1 : 0;
        }
    }
    return total == 0 ? 0.0 : static_cast<double>(right) / static_cast<double>(total);
}

}  // namespace

Result<std::string> train_word_classes(const std::vector<std::filesystem::path>& treebanks,
                                       const std::filesystem::path& output,
                                       const annotate::WordClusters& clusters, int epochs) {
    std::vector<TrainingSentence> sentences;
    for (const auto& path : treebanks) {
        auto read = read_treebank(path, clusters);
        if (!read) return tl::unexpected(read.error());
        std::move(read->begin(), read->end(), std::back_inserter(sentences));
    }
    if (sentences.empty())
        return tl::unexpected(Error{"", std::nullopt, "no sentence to train on", "give CoNLL-U files"});
    annotate::WeightTable table;
    table.log2_buckets = kLog2Buckets;
    table.feature_set = annotate::kClassFeatureSet;
    for (std::size_t i = 0; i < annotate::kWordClasses; ++i)
        table.labels.emplace_back(annotate::name(static_cast<WordClass>(i)));
    table.transitions.assign(annotate::kWordClasses * annotate::kWordClasses, 0.0F);
    Perceptron perceptron(table.log2_buckets);
    std::vector<std::size_t> order(sentences.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::uint64_t chance = 1;
    for (int epoch = 0; epoch < epochs; ++epoch) {
        // A text's sentences are alike: in file order the weights lean to the texts that come last.
        for (std::size_t i = order.size(); i > 1; --i) {
            chance = annotate::mix(chance, i);
            std::swap(order[i - 1], order[chance % i]);
        }
        for (const std::size_t s : order) {
            if (s % 10 != 0) perceptron.learn(sentences[s]);
        }
    }
    annotate::quantize(perceptron.average(), table);
    std::ofstream file(output, std::ios::binary);
    file << annotate::serialize_weights(table);
    if (!file.flush())
        return tl::unexpected(Error{output.string(), std::nullopt, "cannot be written",
                                    "name a file in a folder you may write to"});
    std::array<char, 160> line{};
    std::snprintf(line.data(), line.size(), "%zu sentences, accuracy on every tenth (held out) %.4f",
                  sentences.size(), accuracy(sentences, table));
    return std::string(line.data());
}

}  // namespace sitrep::train
