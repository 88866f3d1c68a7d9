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

    /// Trees on all rows; `probabilities`: of each row by trees that did not see its fold.
    extract::Forest grow_stage(std::size_t features, std::vector<float>& probabilities, const char* stage) {
        const BinnedRows rows = binned(values_, kSecondFeatures, features);
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
        return grow(rows, labels_, weights_, without_fold(folds_), options_);
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
