#include "train/attribution.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <numeric>

#include "annotate/quotations_model.hpp"
#include "annotate/quotations_tagger.hpp"
#include "train/word_classes.hpp"

namespace sitrep::train {
namespace {

using annotate::kPartLabels;
using annotate::PartLabel;

constexpr std::uint32_t kLog2Buckets = 18;
constexpr int kPasses = 10;      ///< over all sets
constexpr int kLastPasses = 12;  ///< over the last set alone, where there are several: its policy is followed
constexpr float kMostWeight = 1.0F;  ///< the few that are larger would cost the rest their last digits
constexpr std::size_t kBetweenNotes =
    1000;  ///< sentences; the weights of the last half of passes are averaged
constexpr float kRate = 0.02F;
constexpr float kShrink = 1e-5F;  ///< L2, applied where a weight is touched

struct TrainingToken {
    annotate::PartFeatures features;
    PartLabel gold = PartLabel::outside;
    std::array<bool, kPartLabels> allowed{};
    std::array<std::array<bool, kPartLabels>, kPartLabels> follows{};  ///< [before][label]
};
using TrainingSentence = std::vector<TrainingToken>;

/// Labels of the gold: cue over source over content; inner content over outer.
std::vector<PartLabel> gold_labels(const annotate::Reading& reading, const eval::AttributionText& text) {
    std::vector<PartLabel> labels(reading.size(), PartLabel::outside);
    const auto paint = [&](const std::vector<TextRange>& ranges, PartLabel begin, PartLabel in) {
        for (const TextRange& range : ranges) {
            const annotate::TokenRange tokens = reading.tokens_in(range);
            for (std::uint32_t i = tokens.first; i < tokens.last; ++i) {
                const bool first = i == tokens.first || reading.sentence_of[i] != reading.sentence_of[i - 1];
                labels[i] = first ? begin : in;
            }
        }
    };
    struct Piece {
        TextRange range;
        bool early = false;
    };
    std::vector<Piece> contents;
    for (const auto& a : text.attributions) {
        for (const TextRange& range : a.content)
            contents.push_back({range, !a.cue.empty() && range.begin < a.cue.front().begin});
    }
    std::stable_sort(contents.begin(), contents.end(),
                     [](const Piece& a, const Piece& b) { return a.range.size() > b.range.size(); });
    for (const Piece& piece : contents)
        paint({piece.range}, piece.early ? PartLabel::early_begin : PartLabel::content_begin,
              piece.early ? PartLabel::early_in : PartLabel::content_in);
    for (const auto& a : text.attributions) paint(a.source, PartLabel::source_begin, PartLabel::source_in);
    for (const auto& a : text.attributions) paint(a.cue, PartLabel::cue_begin, PartLabel::cue_in);
    // Where an inner part cut an outer one, the rest begins again.
    for (std::uint32_t i = 0; i < labels.size(); ++i) {
        if (!annotate::is_inside(labels[i])) continue;
        const bool joined = i > 0 && reading.sentence_of[i] == reading.sentence_of[i - 1] &&
                            (labels[i - 1] == labels[i] || labels[i - 1] == annotate::begin_of(labels[i]));
        if (!joined) labels[i] = annotate::begin_of(labels[i]);
    }
    return labels;
}

/// The label that goes on with a content.
PartLabel inside_of(PartLabel content) {
    return content >= PartLabel::early_begin ? PartLabel::early_in : PartLabel::content_in;
}

/// The gold as the constraints allow it: a full quotation is all content or all outside.
void constrain(const annotate::Reading& reading, std::vector<PartLabel>& labels) {
    for (const annotate::QuotedSegment& segment : reading.segments) {
        if (segment.role != annotate::SegmentRole::speech) continue;
        std::uint32_t content = 0;
        for (std::uint32_t i = segment.with_marks.first; i < segment.with_marks.last; ++i)
            content += labels[i] != PartLabel::outside ? 1 : 0;
        const bool all = content * 2 > segment.with_marks.size();
        std::uint32_t early = 0;
        for (std::uint32_t i = segment.with_marks.first; i < segment.with_marks.last; ++i)
            early += labels[i] >= PartLabel::early_begin ? 1 : 0;
        const PartLabel side = early * 2 > content ? PartLabel::early_begin : PartLabel::content_begin;
        for (std::uint32_t i = segment.with_marks.first; i < segment.with_marks.last; ++i) {
            const bool first =
                i == segment.with_marks.first || reading.sentence_of[i] != reading.sentence_of[i - 1];
            const bool goes_on = i > 0 && reading.sentence_of[i] == reading.sentence_of[i - 1] &&
                                 annotate::is_content(labels[i - 1]) && annotate::is_inside(labels[i]);
            if (!first) {
                labels[i] = !all ? PartLabel::outside : inside_of(labels[i - 1]);
                continue;
            }
            const PartLabel begin = side;
            labels[i] = !all ? PartLabel::outside : goes_on ? inside_of(labels[i - 1]) : begin;
        }
        const std::uint32_t after = segment.with_marks.last;
        if (after < labels.size() && annotate::is_inside(labels[after]) &&
            (!all || labels[after] != inside_of(labels[after - 1]))) {
            labels[after] = annotate::begin_of(labels[after]);
        }
    }
}

void add_text(const eval::AttributionText& text, const annotate::AttributionModel& model,
              std::vector<TrainingSentence>& out) {
    const Report report = eval::plain_report(text.text);
    const TokenizedText tokens = tokenize(report.text, report.blocks);
    const annotate::Reading reading =
        annotate::read_report(report, tokens, model.cues, model.word_classes, model.clusters);
    const auto rules = annotate::find_attributions(reading);
    const annotate::PartFeatureExtractor extractor(reading, rules, model.nouns);
    std::vector<PartLabel> labels = gold_labels(reading, text);
    constrain(reading, labels);
    for (const Sentence& sentence : tokens.sentences) {
        TrainingSentence made(sentence.last - sentence.first);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            TrainingToken& token = made[i - sentence.first];
            extractor.features(i, token.features);
            for (std::uint64_t& feature : token.features) feature >>= 64 - kLog2Buckets;
            token.gold = labels[i];
            for (std::size_t l = 0; l < kPartLabels; ++l) {
                const auto label = static_cast<PartLabel>(l);
                token.allowed[l] = annotate::allowed(reading, i, label) &&
                                   !(i == sentence.first && annotate::is_inside(label));
                for (std::size_t p = 0; p < kPartLabels; ++p) {
                    token.follows[p][l] = i == sentence.first ||
                                          annotate::allowed(reading, i, static_cast<PartLabel>(p), label);
                }
            }
        }
        // A gold that the constraints rule out teaches nothing.
        bool possible = true;
        for (std::size_t t = 0; t < made.size() && possible; ++t) {
            possible = made[t].allowed[static_cast<std::size_t>(made[t].gold)] &&
                       (t == 0 || made[t].follows[static_cast<std::size_t>(made[t - 1].gold)]
                                                 [static_cast<std::size_t>(made[t].gold)]);
        }
        if (possible) out.push_back(std::move(made));
    }
}

/// Conditional random field over hashed features, trained by AdaGrad, one sentence a step.
class Trainer {
  public:
    Trainer()
        : weights_((std::size_t{1} << kLog2Buckets) * kPartLabels),
          squares_(weights_.size(), 1e-3F),
          transitions_{},
          transition_squares_{} {
        transition_squares_.fill(1e-3F);
    }

    double learn(const TrainingSentence& sentence) {
        const std::size_t count = sentence.size();
        if (count == 0) return 0.0;
        score(sentence);
        const double total = forward_backward(sentence);
        double gold = 0.0;
        std::array<double, kPartLabels * kPartLabels> expected{};
        for (std::size_t t = 0; t < count; ++t) {
            const auto g = static_cast<std::size_t>(sentence[t].gold);
            gold += emission_[t][g];
            std::array<float, kPartLabels> gradient{};
            for (std::size_t l = 0; l < kPartLabels; ++l) {
                const double marginal = alpha_[t][l] <= kImpossible / 2 || beta_[t][l] <= kImpossible / 2
                                            ? 0.0
                                            : std::exp(alpha_[t][l] + beta_[t][l] - total);
                gradient[l] = static_cast<float>(marginal) - (l == g ? 1.0F : 0.0F);
            }
            for (const std::uint64_t feature : sentence[t].features)
                update(&weights_[feature * kPartLabels], &squares_[feature * kPartLabels], gradient);
            if (t == 0) continue;
            gold += transitions_[static_cast<std::size_t>(sentence[t - 1].gold) * kPartLabels + g];
            pair_marginals(sentence, t, total, expected);
            expected[static_cast<std::size_t>(sentence[t - 1].gold) * kPartLabels + g] -= 1.0;
        }
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const auto slope = static_cast<float>(expected[i]);
            if (slope == 0.0F) continue;
            transition_squares_[i] += slope * slope;
            transitions_[i] -= kRate * slope / std::sqrt(transition_squares_[i]);
        }
        return total - gold;
    }

    /// Adds the weights as they stand to what `average` makes of them.
    void note() {
        if (sums_.empty()) sums_.assign(weights_.size(), 0.0F);
        for (std::size_t i = 0; i < weights_.size(); ++i) sums_[i] += weights_[i];
        for (std::size_t i = 0; i < transitions_.size(); ++i) transition_sums_[i] += transitions_[i];
        ++notes_;
    }
    /// The mean of the weights noted; as they are if none were (M. Collins 2002, for perceptrons).
    void average() {
        if (notes_ == 0) return;
        for (std::size_t i = 0; i < weights_.size(); ++i) weights_[i] = sums_[i] / static_cast<float>(notes_);
        for (std::size_t i = 0; i < transitions_.size(); ++i) transitions_[i] = transition_sums_[i] / notes_;
    }
    [[nodiscard]] const std::vector<float>& weights() const { return weights_; }
    [[nodiscard]] std::vector<float> transitions() const {
        return {transitions_.begin(), transitions_.end()};
    }

  private:
    static constexpr double kImpossible = -1e30;
    using Row = std::array<double, kPartLabels>;

    static double log_sum(const Row& values) {
        const double top = *std::max_element(values.begin(), values.end());
        if (top <= kImpossible / 2) return kImpossible;
        double sum = 0.0;
        for (const double value : values) sum += value <= kImpossible / 2 ? 0.0 : std::exp(value - top);
        return top + std::log(sum);
    }

    void score(const TrainingSentence& sentence) {
        emission_.assign(sentence.size(), Row{});
        for (std::size_t t = 0; t < sentence.size(); ++t) {
            std::array<float, kPartLabels> sums{};
            for (const std::uint64_t feature : sentence[t].features) {
                const float* row = &weights_[feature * kPartLabels];
                for (std::size_t l = 0; l < kPartLabels; ++l) sums[l] += row[l];
            }
            for (std::size_t l = 0; l < kPartLabels; ++l) emission_[t][l] = sums[l];
        }
    }

    double forward_backward(const TrainingSentence& sentence) {
        const std::size_t count = sentence.size();
        alpha_.assign(count, Row{});
        beta_.assign(count, Row{});
        for (std::size_t t = 0; t < count; ++t) {
            for (std::size_t l = 0; l < kPartLabels; ++l) {
                alpha_[t][l] = kImpossible;
                if (!sentence[t].allowed[l]) continue;
                if (t == 0) {
                    alpha_[t][l] = emission_[t][l];
                    continue;
                }
                Row sums;
                for (std::size_t p = 0; p < kPartLabels; ++p) {
                    const bool may = sentence[t].follows[p][l] && alpha_[t - 1][p] > kImpossible / 2;
                    sums[p] = may ? alpha_[t - 1][p] + transitions_[p * kPartLabels + l] : kImpossible;
                }
                const double before = log_sum(sums);
                if (before > kImpossible / 2) alpha_[t][l] = before + emission_[t][l];
            }
        }
        beta_[count - 1].fill(0.0);
        for (std::size_t t = count - 1; t-- > 0;) {
            for (std::size_t p = 0; p < kPartLabels; ++p) {
                Row sums;
                for (std::size_t l = 0; l < kPartLabels; ++l) {
                    const bool may = sentence[t + 1].allowed[l] && sentence[t + 1].follows[p][l];
                    sums[l] = may ? transitions_[p * kPartLabels + l] + emission_[t + 1][l] + beta_[t + 1][l]
                                  : kImpossible;
                }
                beta_[t][p] = log_sum(sums);
            }
        }
        return log_sum(alpha_[count - 1]);
    }

    void pair_marginals(const TrainingSentence& sentence, std::size_t t, double total,
                        std::array<double, kPartLabels * kPartLabels>& expected) const {
        for (std::size_t p = 0; p < kPartLabels; ++p) {
            if (alpha_[t - 1][p] <= kImpossible / 2) continue;
            for (std::size_t l = 0; l < kPartLabels; ++l) {
                if (!sentence[t].allowed[l] || !sentence[t].follows[p][l] || beta_[t][l] <= kImpossible / 2)
                    continue;
                expected[p * kPartLabels + l] +=
                    std::exp(alpha_[t - 1][p] + transitions_[p * kPartLabels + l] + emission_[t][l] +
                             beta_[t][l] - total);
            }
        }
    }

    static void update(float* weights, float* squares, const std::array<float, kPartLabels>& gradient) {
        for (std::size_t l = 0; l < kPartLabels; ++l) {
            const float slope = gradient[l] + kShrink * weights[l];
            if (std::abs(slope) < 1e-4F) continue;
            squares[l] += slope * slope;
            weights[l] -= kRate * slope / std::sqrt(squares[l]);
        }
    }

    std::vector<float> weights_;
    std::vector<float> squares_;
    std::vector<float> sums_;
    std::array<double, kPartLabels * kPartLabels> transition_sums_{};
    int notes_ = 0;
    std::array<double, kPartLabels * kPartLabels> transitions_;
    std::array<float, kPartLabels * kPartLabels> transition_squares_;
    std::vector<Row> emission_, alpha_, beta_;
};

Result<void> write(const std::string& path, const std::string& bytes) {
    std::ofstream file(path, std::ios::binary);
    file << bytes;
    if (!file.flush())
        return tl::unexpected(
            Error{path, std::nullopt, "cannot be written", "name a file in a folder you may write to"});
    return {};
}

}  // namespace

Result<std::string> run_attribution(const TrainOptions& options) {
    if (options.data.empty())
        return tl::unexpected(
            Error{"", std::nullopt, "nothing to train on", "give wire folders or .jsonl files"});
    auto model = annotate::load_attribution_lexicons(options.resources);
    if (!model) return tl::unexpected(model.error());
    std::vector<TrainingSentence> sentences;
    std::size_t texts = 0;
    std::size_t last_set = 0;
    for (const std::string& path : options.data) {
        const auto read = eval::read_attribution_texts(path);
        if (!read) return tl::unexpected(read.error());
        texts += read->size();
        last_set = sentences.size();
        for (const auto& text : *read) add_text(text, *model, sentences);
    }
    // A fixed shuffle: the order of files must not decide what is learnt last.
    std::vector<std::size_t> order(sentences.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [](std::size_t a, std::size_t b) { return annotate::mix(7, a) < annotate::mix(7, b); });
    Trainer trainer;
    double loss = 0.0;
    const int last_passes = options.data.size() > 1 ? kLastPasses : 0;
    const int passes = kPasses + last_passes;
    std::size_t learnt = 0;
    for (int pass = 0; pass < passes; ++pass) {
        loss = 0.0;
        const std::size_t from = pass < kPasses ? 0 : last_set;
        for (const std::size_t s : order) {
            if (s < from) continue;
            loss += trainer.learn(sentences[s]);
            if (2 * pass >= passes && ++learnt % kBetweenNotes == 0) trainer.note();
        }
    }
    trainer.average();
    annotate::WeightTable table;
    table.log2_buckets = kLog2Buckets;
    table.feature_set = annotate::kPartFeatureSet;
    for (std::size_t l = 0; l < kPartLabels; ++l)
        table.labels.emplace_back(annotate::name(static_cast<PartLabel>(l)));
    table.transitions = trainer.transitions();
    annotate::quantize(trainer.weights(), table, kMostWeight);
    const std::string out = options.out.value_or(options.resources + "/models/attribution.weights");
    if (const auto written = write(out, annotate::serialize_weights(table)); !written)
        return tl::unexpected(written.error());
    std::array<char, 200> line{};
    std::snprintf(
        line.data(), line.size(),
        "%zu texts, %zu sentences, %d passes, %d more over the last set, last loss %.1f, written to %s",
        texts, sentences.size(), kPasses, last_passes, loss, out.c_str());
    return std::string(line.data());
}

Result<std::string> run_word_classes(const TrainOptions& options) {
    constexpr int kTimes = 10;
    const std::vector<std::filesystem::path> files(options.data.begin(), options.data.end());
    auto clusters = annotate::WordClusters::load(std::filesystem::path(options.resources) / "models" /
                                                 "word_clusters.bin");
    if (!clusters) return tl::unexpected(clusters.error());
    return train_word_classes(files, options.out.value_or(options.resources + "/models/word_classes.weights"),
                              *clusters, kTimes);
}

}  // namespace sitrep::train
