#include "train/names.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>

#include "annotate/names_places.hpp"
#include "annotate/names_tagger.hpp"
#include "annotate/word_clusters.hpp"
#include "eval/name_sets.hpp"

namespace sitrep::train {
namespace {

using namespace annotate;

std::uint64_t next_random(std::uint64_t& state) {  // SplitMix64
    state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
}

struct Example {
    std::vector<std::uint32_t> rows;  ///< features of all words, one word after the other
    std::vector<std::uint32_t> ends;  ///< end of each word's features in `rows`
    std::vector<std::uint8_t> labels;
};

int tag_type(const std::string& type) {
    if (type == "PER" || type == "person") return 0;
    if (type == "ORG" || type == "corporation" || type == "group") return 1;
    if (type == "LOC" || type == "GPE" || type == "FAC" || type == "location") return 2;
    if (type == "MISC" || type == "NORP" || type == "EVT" || type == "OTH") return 3;
    return -1;
}

std::vector<std::uint8_t> label(const WordText& text, const WordSentence& sentence,
                                const std::vector<eval::MarkedName>& names) {
    std::vector<std::uint8_t> labels(sentence.last - sentence.first, 0);
    for (const eval::MarkedName& name : names) {
        const int type = tag_type(name.type);
        std::int64_t first = -1, last = -1;
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            if (!name.range.overlaps(text.words[i].range)) continue;
            if (first < 0) first = i - sentence.first;
            last = i - sentence.first;
        }
        if (type < 0 || first < 0) continue;
        const auto base = static_cast<std::uint8_t>(1 + 4 * type);
        for (std::int64_t i = first; i <= last; ++i) {
            const int place = first == last ? 3 : i == first ? 0 : i == last ? 2 : 1;
            labels[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(base + place);
        }
    }
    // Names that share a word (a cut of ours against theirs) can leave labels that no sequence allows.
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const bool open_before = i > 0 && labels[i - 1] != 0 && (labels[i - 1] - 1) % 4 <= 1;
        const bool fits = may_follow(i == 0 ? kTagLabels : labels[i - 1], labels[i]);
        if (fits || open_before) continue;
        labels[i] = 0;
    }
    for (std::size_t i = labels.size(); i-- > 0;) {
        const bool open = labels[i] != 0 && (labels[i] - 1) % 4 <= 1;
        if (open && (i + 1 == labels.size() || !may_follow(labels[i], labels[i + 1]))) labels[i] = 0;
        if (i + 1 < labels.size() && !may_follow(labels[i], labels[i + 1])) labels[i + 1] = 0;
    }
    return labels;
}

void add_examples(const eval::MarkedText& marked, const TagTables& tables, int copies,
                  std::vector<Example>& out) {
    const auto bytes = std::make_shared<const std::string>(marked.text);
    const CleanText clean = CleanText::identity(bytes);
    std::vector<Block> blocks;
    for (std::size_t at = 0; at < bytes->size();) {
        const std::size_t end = std::min(bytes->find('\n', at), bytes->size());
        const TextRange range{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
        if (!range.empty()) blocks.push_back({range, {range.begin, range.end}, BlockKind::body});
        at = end + 1;
    }
    const TokenizedText tokens = tokenize(clean, blocks);
    const WordText text = cut_words(clean.text(), tokens, &tables.lexicon);
    std::vector<TagWord> words;
    std::array<std::uint32_t, kMaxFeatures> rows{};
    for (const WordSentence& sentence : text.sentences) {
        if (sentence.last - sentence.first > kMaxTagWords) continue;
        prepare(text, sentence, tables, words);
        Example example;
        example.labels = label(text, sentence, marked.names);
        for (std::uint32_t i = 0; i < words.size(); ++i) {
            const std::uint32_t count = feature_rows(words, i, mode_of(sentence), rows);
            example.rows.insert(example.rows.end(), rows.begin(), rows.begin() + count);
            example.ends.push_back(static_cast<std::uint32_t>(example.rows.size()));
        }
        for (int copy = 0; copy < copies; ++copy) out.push_back(example);
    }
}

/// Labels of a row and room to a whole vector of the machine.
constexpr std::size_t kStride = 20;
constexpr std::size_t kTransitions = static_cast<std::size_t>(kTagLabels + 1) * kTagLabels;

/// Averaged weights of one run or the sum of several.
struct MeanWeights {
    std::vector<std::int64_t> rows = std::vector<std::int64_t>(static_cast<std::size_t>(kTagRows) * kStride);
    std::vector<std::int64_t> transitions = std::vector<std::int64_t>(kTransitions);
};

/// Weights in one byte each, transitions in two, on one scale.
std::vector<std::byte> bytes_of(const MeanWeights& weights) {
    std::vector<std::int64_t> magnitudes;
    for (const std::int64_t value : weights.rows) {
        if (value != 0) magnitudes.push_back(std::abs(value));
    }
    std::int64_t largest = 1;
    if (!magnitudes.empty()) {
        // One weight in two thousand is cut off so that the others keep their detail.
        const auto at = magnitudes.begin() +
                        static_cast<std::ptrdiff_t>(magnitudes.size() - 1 - magnitudes.size() / 2000);
        std::nth_element(magnitudes.begin(), at, magnitudes.end());
        largest = std::max<std::int64_t>(1, *at);
    }
    const auto scaled = [&](std::int64_t value, std::int64_t limit) {
        const std::int64_t twice = value * 127 * 2 / largest;
        return std::clamp<std::int64_t>((twice + (twice < 0 ? -1 : 1)) / 2, -limit, limit);
    };
    std::vector<std::int8_t> rows(static_cast<std::size_t>(kTagRows) * kTagLabels);
    std::vector<std::int16_t> transitions(weights.transitions.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] =
            static_cast<std::int8_t>(scaled(weights.rows[i / kTagLabels * kStride + i % kTagLabels], 127));
    for (std::size_t i = 0; i < transitions.size(); ++i) {
        transitions[i] = static_cast<std::int16_t>(scaled(weights.transitions[i], 32000));
    }
    return model_bytes(transitions, rows);
}

/// An averaged perceptron in whole numbers: the mean is taken over updates as `weight - drift / steps`.
class Perceptron {
  public:
    /// `run`: which words are hidden from it.
    explicit Perceptron(std::uint64_t run)
        : rows_(static_cast<std::size_t>(kTagRows) * kStride),
          rows_drift_(rows_.size()),
          transitions_(kTransitions),
          transitions_drift_(transitions_.size()),
          random_(77 + run) {}

    /// True if the guess was right.
    bool learn(const Example& full) {
        const Example example = without_some_words(full);
        guess(example);
        ++step_;
        if (guess_ == example.labels) return true;
        std::size_t begin = 0;
        for (std::size_t i = 0; i < guess_.size(); ++i) {
            const std::uint32_t right = example.labels[i], wrong = guess_[i];
            for (std::size_t f = begin; f < example.ends[i] && right != wrong; ++f) {
                change(rows_, rows_drift_, static_cast<std::size_t>(example.rows[f]) * kStride + right, 1);
                change(rows_, rows_drift_, static_cast<std::size_t>(example.rows[f]) * kStride + wrong, -1);
            }
            begin = example.ends[i];
            const std::size_t from_right = i == 0 ? kTagLabels : example.labels[i - 1];
            const std::size_t from_wrong = i == 0 ? kTagLabels : guess_[i - 1];
            if (from_right == from_wrong && right == wrong) continue;
            change(transitions_, transitions_drift_, from_right * kTagLabels + right, 1);
            change(transitions_, transitions_drift_, from_wrong * kTagLabels + wrong, -1);
        }
        return false;
    }

    /// Adds the averaged weights to those of other runs.
    void add_to(MeanWeights& sums) const {
        for (std::size_t i = 0; i < rows_.size(); ++i) sums.rows[i] += mean(rows_, rows_drift_, i);
        for (std::size_t i = 0; i < transitions_.size(); ++i)
            sums.transitions[i] += mean(transitions_, transitions_drift_, i);
    }

  private:
    /// The example with the identity of some words hidden, so that weight also goes to what surrounds a name
    /// and to its form (feature bagging against undertraining: C. Sutton and others, HLT-NAACL 2006).
    Example without_some_words(const Example& full) {
        Example example;
        example.labels = full.labels;
        std::size_t at = 0;
        for (const std::uint32_t end : full.ends) {
            const bool hidden = next_random(random_) % 100 < kHidden;
            for (std::size_t f = at; f < end; ++f) {
                const std::size_t nth = f - at;
                const bool own = nth == 1 || nth == 2 || nth == 7 || nth == 8;  // see feature_rows
                if (!hidden || !own) example.rows.push_back(full.rows[f]);
            }
            at = end;
            example.ends.push_back(static_cast<std::uint32_t>(example.rows.size()));
        }
        return example;
    }

    void change(std::vector<std::int32_t>& weights, std::vector<std::int64_t>& drift, std::size_t at,
                std::int32_t by) const {
        weights[at] += by;
        drift[at] += by * step_;
    }

    /// 1024 times the mean.
    [[nodiscard]] std::int64_t mean(const std::vector<std::int32_t>& weights,
                                    const std::vector<std::int64_t>& drift, std::size_t at) const {
        return weights[at] * std::int64_t{1024} - drift[at] * 1024 / std::max<std::int64_t>(1, step_ + 1);
    }

    /// Labels that may stand before each label.
    static std::array<std::vector<std::uint32_t>, kTagLabels> labels_before() {
        std::array<std::vector<std::uint32_t>, kTagLabels> before;
        for (std::uint32_t l = 0; l < kTagLabels; ++l) {
            for (std::uint32_t p = 0; p < kTagLabels; ++p) {
                if (may_follow(p, l)) before[l].push_back(p);
            }
        }
        return before;
    }

    void guess(const Example& example) {
        const std::size_t length = example.labels.size();
        guess_.assign(length, 0);
        back_.resize(length);
        static const std::array<std::vector<std::uint32_t>, kTagLabels> kBefore = labels_before();
        std::array<std::int64_t, kTagLabels> score{}, next{};
        std::size_t begin = 0;
        constexpr std::int64_t kNever = -(std::int64_t{1} << 50U);
        for (std::size_t i = 0; i < length; ++i) {
            std::array<std::int32_t, kStride> local{};
            for (std::size_t f = begin; f < example.ends[i]; ++f) {
                const std::int32_t* row = rows_.data() + static_cast<std::size_t>(example.rows[f]) * kStride;
                for (std::size_t l = 0; l < kStride; ++l) local[l] += row[l];
            }
            begin = example.ends[i];
            for (std::uint32_t l = 0; l < kTagLabels; ++l) {
                if (l != example.labels[i]) local[l] += kMargin;
            }
            for (std::uint32_t l = 0; l < kTagLabels; ++l) {
                std::int64_t best = kNever;
                std::uint32_t from = 0;
                if (i == 0) {
                    if (may_follow(kTagLabels, l))
                        best = transitions_[static_cast<std::size_t>(kTagLabels) * kTagLabels + l];
                } else {
                    for (const std::uint32_t p : kBefore[l]) {
                        const std::int64_t value =
                            score[p] + transitions_[static_cast<std::size_t>(p) * kTagLabels + l];
                        if (value <= best) continue;
                        best = value;
                        from = p;
                    }
                }
                next[l] = best <= kNever ? kNever : best + local[l];
                back_[i][l] = static_cast<std::uint8_t>(from);
            }
            score = next;
        }
        trace_back(score, std::span<const std::array<std::uint8_t, kTagLabels>>(back_).first(length), guess_);
    }

    std::vector<std::int32_t> rows_;
    std::vector<std::int64_t> rows_drift_;
    std::vector<std::int32_t> transitions_;
    std::vector<std::int64_t> transitions_drift_;
    std::vector<std::uint8_t> guess_;
    std::vector<std::array<std::uint8_t, kTagLabels>> back_;
    std::int64_t step_ = 0;
    std::uint64_t random_;
    /// What a wrong label is given so that the right one must win by it (I. Tsochantaridis and others, JMLR
    /// 2005).
    static constexpr std::int32_t kMargin = 200;
    static constexpr std::uint64_t kHidden = 15;  ///< per cent
};

/// A third of the texts are learned once more in small letters.
constexpr std::uint64_t kSmallShare = 30;  ///< per cent

void add_small_copy(const eval::MarkedText& text, const TagTables& tables, std::vector<Example>& out) {
    std::uint64_t random = text.text.size() * 31 + out.size();
    if (next_random(random) % 100 >= kSmallShare) return;
    eval::MarkedText small = text;
    std::transform(small.text.begin(), small.text.end(), small.text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    add_examples(small, tables, 1, out);
}

/// One run over the examples in an order of its own; returns how many came out right in the last epoch.
std::size_t train_once(const std::vector<Example>& examples, std::uint64_t run, int epochs,
                       MeanWeights& sums) {
    std::vector<std::uint32_t> order(examples.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    Perceptron perceptron(run);
    std::uint64_t random = 1 + run;
    std::size_t right = 0;
    for (int epoch = 0; epoch < epochs; ++epoch) {
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[next_random(random) % i]);
        right = 0;
        for (const std::uint32_t at : order) right += perceptron.learn(examples[at]);
    }
    perceptron.add_to(sums);
    return right;
}

}  // namespace

Result<std::string> train_names(const NameTraining& training) {
    const std::filesystem::path folder(training.resources);
    const auto lexicon = NameLexicon::load(folder / "lexicon" / "names");
    if (!lexicon) return tl::unexpected(lexicon.error());
    const auto places = PlaceMap::load(folder);
    if (!places) return tl::unexpected(places.error());
    const auto clusters = WordClusters::load(folder / "models" / "word_clusters.bin");
    if (!clusters) return tl::unexpected(clusters.error());
    const TagTables tables{*lexicon, *places, *clusters};
    std::vector<Example> examples;
    for (const std::string& path : training.data) {
        const auto texts = eval::read_marked_texts(path);
        if (!texts) return tl::unexpected(texts.error());
        const bool wire = !path.ends_with(".conll");
        for (const eval::MarkedText& text : *texts) {
            if (wire && !training.all && eval::fifth_of(text.name) == 4) continue;
            add_examples(text, tables, wire ? training.wire_weight : 1, examples);
            add_small_copy(text, tables, examples);
        }
    }
    if (examples.empty())
        return tl::unexpected(Error{"", std::nullopt, "no marked text to learn from",
                                    "name .conll files or folders of the wire corpus"});
    MeanWeights sums;
    std::size_t right = 0;
    for (std::uint64_t run = 0; run < training.runs; ++run)
        right = train_once(examples, run, training.epochs, sums);
    const std::vector<std::byte> bytes = bytes_of(sums);
    std::ofstream out(training.out, std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush())
        return tl::unexpected(
            Error{training.out, std::nullopt, "cannot be written", "choose another file with --out"});
    return training.out + ": " + std::to_string(examples.size()) + " sentences, " + std::to_string(right) +
           " right in the last epoch";
}

Result<std::string> run_names(const TrainOptions& options) {
    NameTraining training;
    training.data = options.data;
    training.resources = options.resources;
    training.out = options.out.value_or(options.resources + "/models/names.bin");
    training.all = options.all;
    return train_names(training);
}

}  // namespace sitrep::train
