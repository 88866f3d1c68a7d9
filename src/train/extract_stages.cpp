#include "train/extract_stages.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace sitrep::train {
namespace {

using extract::kFirstFeatures;
using extract::kSecondFeatures;

class StageTrainer {
  public:
    StageTrainer(std::vector<BlockSample>& samples, std::size_t folds, const BoostingOptions& options,
                 const char* name)
        : samples_(samples), folds_(folds), options_(options), name_(name) {}

    Stages run() {
        collect();
        Stages stages;
        std::vector<float> probabilities;
        grow_out_of_fold(kFirstFeatures, probabilities, "one, to find broken labels");
        mistrust(probabilities);
        stages.first = grow_stage(kFirstFeatures, probabilities, "one");
        for (std::size_t s = 0; s < samples_.size(); ++s) {
            BlockSample& sample = samples_[s];
            sample.first = part(probabilities, s);
            std::vector<float> rows(values_.begin() + offset(first_row_[s] * kSecondFeatures),
                                    values_.begin() + offset(first_row_[s + 1] * kSecondFeatures));
            extract::second_features(*sample.page, *sample.text, sample.first, rows);
            std::copy(rows.begin(), rows.end(), values_.begin() + offset(first_row_[s] * kSecondFeatures));
        }
        stages.second = grow_stage(kSecondFeatures, probabilities, "two");
        for (std::size_t s = 0; s < samples_.size(); ++s) samples_[s].second = part(probabilities, s);
        return stages;
    }

  private:
    static std::ptrdiff_t offset(std::size_t value) { return static_cast<std::ptrdiff_t>(value); }
    [[nodiscard]] std::vector<float> part(const std::vector<float>& all, std::size_t s) const {
        return {all.begin() + offset(first_row_[s]), all.begin() + offset(first_row_[s + 1])};
    }

    void collect() {
        for (BlockSample& sample : samples_) {
            first_row_.push_back(labels_.size());
            double all = 0;
            for (const extract::PageBlock& block : sample.text->blocks)
                all += std::pow(block.words + 3.0, 0.7);
            for (std::size_t i = 0; i < sample.labels.size(); ++i) {
                labels_.push_back(sample.labels[i]);
                weights_.push_back(static_cast<float>(
                    60.0 * std::pow(sample.text->blocks[i].words + 3.0, 0.7) / std::max(all, 1.0)));
                fold_of_.push_back(static_cast<std::uint8_t>(sample.fold));
            }
            values_.insert(values_.end(), sample.rows.begin(), sample.rows.end());
            sample.rows = {};
        }
        first_row_.push_back(labels_.size());
    }

    [[nodiscard]] std::vector<std::uint8_t> without_fold(std::size_t fold) const {
        std::vector<std::uint8_t> use(labels_.size());
        for (std::size_t i = 0; i < use.size(); ++i) use[i] = fold_of_[i] != fold ? 1 : 0;
        return use;
    }

    /// Known bodies that were cut off, or hold what no reader of the page would call its article, teach the
    /// opposite of what they should. Where trees that did not see a page agree with nearly all of one side of
    /// its labels and with too little of the other, the blocks that they are sure of and the labels deny lose
    /// their weight (after C. G. Northcutt et al. 2021, confident learning). Figures are still taken on all.
    void mistrust(const std::vector<float>& probabilities) {
        constexpr double kAgrees = 0.9, kDisagrees = 0.8;
        constexpr float kSure = 0.9F;
        for (std::size_t s = 0; s < samples_.size(); ++s) {
            const std::vector<extract::PageBlock>& blocks = samples_[s].text->blocks;
            const std::size_t begin = first_row_[s];
            double both = 0, predicted = 0, labelled = 0;
            for (std::size_t i = 0; i < blocks.size(); ++i) {
                const bool likely = probabilities[begin + i] > 0.5F, known = labels_[begin + i] != 0;
                if (likely) predicted += blocks[i].words;
                if (known) labelled += blocks[i].words;
                if (likely && known) both += blocks[i].words;
            }
            const double precision = predicted > 0 ? both / predicted : 1.0;
            const double recall = labelled > 0 ? both / labelled : 1.0;
            const bool cut_off = precision < kDisagrees && recall > kAgrees;
            const bool too_much = recall < kDisagrees && precision > kAgrees;
            for (std::size_t i = begin; i < begin + blocks.size(); ++i) {
                if ((cut_off && labels_[i] == 0 && probabilities[i] > kSure) ||
                    (too_much && labels_[i] != 0 && probabilities[i] < 1.0F - kSure))
                    weights_[i] = 0.0F;
            }
        }
    }

    /// Trees on all rows; `probabilities`: of each row by trees that did not see its fold.
    extract::Forest grow_stage(std::size_t features, std::vector<float>& probabilities, const char* stage) {
        const BinnedRows rows = grow_out_of_fold(features, probabilities, stage);
        return grow(rows, labels_, weights_, without_fold(folds_), options_);
    }

    BinnedRows grow_out_of_fold(std::size_t features, std::vector<float>& probabilities, const char* stage) {
        BinnedRows rows = binned(values_, kSecondFeatures, features);
        probabilities.assign(labels_.size(), 0.0F);
        for (std::size_t fold = 0; fold < folds_; ++fold) {
            const extract::Forest forest = grow(rows, labels_, weights_, without_fold(fold), options_);
            for (std::size_t i = 0; i < labels_.size(); ++i) {
                if (fold_of_[i] == fold)
                    probabilities[i] =
                        1.0F / (1.0F + std::exp(-forest.score(values_.data() + i * kSecondFeatures)));
            }
            std::fprintf(stderr, "%s, stage %s, fold %zu\n", name_, stage, fold);
        }
        return rows;
    }

    std::vector<BlockSample>& samples_;
    const std::size_t folds_;
    const BoostingOptions& options_;
    const char* name_;
    std::vector<std::size_t> first_row_;
    std::vector<float> values_, weights_;
    std::vector<std::uint8_t> labels_, fold_of_;
};

}  // namespace

Stages train_stages(std::vector<BlockSample>& samples, std::size_t folds, const BoostingOptions& options,
                    const char* name) {
    return StageTrainer(samples, folds, options, name).run();
}

}  // namespace sitrep::train
