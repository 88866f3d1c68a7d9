#include "train/boosting.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sitrep::train {
namespace {

constexpr std::size_t kBins = 64;

struct Bin {
    double gradient = 0, hessian = 0;
};
using Histogram = std::vector<Bin>;  // features × kBins

struct Split {
    double gain = 0;
    std::size_t feature = 0;
    std::size_t bin = 0;
};

/// A number in [0,1) from two others (splitmix64): the same on every machine.
double drawn(std::uint64_t a, std::uint64_t b) {
    std::uint64_t x = a * 0x9E3779B97F4A7C15ULL + b + 0x632BE59BD9B4E019ULL;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    x ^= x >> 31U;
    return static_cast<double>(x >> 11U) * 0x1.0p-53;
}

struct Leaf {
    std::vector<std::uint32_t> rows;
    Histogram histogram;
    Split split;
    std::size_t node = 0;
};

class Grower {
  public:
    Grower(const BinnedRows& rows, std::span<const std::uint8_t> labels, std::span<const float> weights,
           std::span<const std::uint8_t> use, const BoostingOptions& options)
        : rows_(rows),
          labels_(labels),
          weights_(weights),
          options_(options),
          gradient_(rows.rows),
          hessian_(rows.rows),
          score_(rows.rows) {
        for (std::uint32_t i = 0; i < rows.rows; ++i) {
            if (use[i] != 0) used_.push_back(i);
        }
    }

    extract::Forest run() {
        double positive = 0, all = 0;
        for (const std::uint32_t row : used_) {
            all += weights_[row];
            if (labels_[row] != 0) positive += weights_[row];
        }
        const double share = std::clamp(all > 0 ? positive / all : 0.5, 0.01, 0.99);
        forest_.base = static_cast<float>(std::log(share / (1 - share)));
        std::fill(score_.begin(), score_.end(), forest_.base);
        for (int tree = 0; tree < options_.trees; ++tree) {
            draw(static_cast<std::uint64_t>(tree));
            grow_tree();
        }
        return std::move(forest_);
    }

  private:
    void draw(std::uint64_t tree) {
        drawn_rows_.clear();
        for (const std::uint32_t row : used_) {
            if (options_.row_share >= 1.0 || drawn(2 * tree, row) < options_.row_share)
                drawn_rows_.push_back(row);
        }
        drawn_features_.clear();
        for (std::size_t feature = 0; feature < rows_.features; ++feature) {
            if (options_.feature_share >= 1.0 || drawn(2 * tree + 1, feature) < options_.feature_share)
                drawn_features_.push_back(feature);
        }
    }

    void grow_tree() {
        for (const std::uint32_t row : used_) {
            const double probability = 1.0 / (1.0 + std::exp(-static_cast<double>(score_[row])));
            gradient_[row] =
                static_cast<float>(weights_[row] * (probability - (labels_[row] != 0 ? 1.0 : 0.0)));
            hessian_[row] = static_cast<float>(weights_[row] * probability * (1.0 - probability));
        }
        const auto root = static_cast<std::uint32_t>(forest_.nodes.size());
        forest_.roots.push_back(root);
        forest_.nodes.push_back({});
        std::vector<Leaf> leaves(1);
        leaves[0].rows = drawn_rows_;
        leaves[0].node = root;
        fill(leaves[0]);
        while (leaves.size() < static_cast<std::size_t>(options_.leaves)) {
            const auto best =
                std::max_element(leaves.begin(), leaves.end(),
                                 [](const Leaf& a, const Leaf& b) { return a.split.gain < b.split.gain; });
            if (best->split.gain <= 1e-6) break;
            split(leaves, static_cast<std::size_t>(best - leaves.begin()), root);
        }
        for (const Leaf& leaf : leaves) {
            Bin sum;
            const Bin* bins = leaf.histogram.data() + drawn_features_.front() * kBins;
            for (std::size_t bin = 0; bin < kBins; ++bin) {
                sum.gradient += bins[bin].gradient;
                sum.hessian += bins[bin].hessian;
            }
            const auto value =
                static_cast<float>(-options_.rate * sum.gradient / (sum.hessian + options_.ridge));
            forest_.nodes[leaf.node] = {value, extract::TreeNode::kLeaf, 0};
        }
        for (const std::uint32_t row : used_) score_[row] += value_of(row, root);
    }

    /// Value of the leaf of the tree at `root` that a row falls into.
    [[nodiscard]] float value_of(std::uint32_t row, std::uint32_t root) const {
        std::uint32_t at = root;
        while (forest_.nodes[at].feature != extract::TreeNode::kLeaf) {
            const extract::TreeNode& node = forest_.nodes[at];
            const bool left = rows_.bins[node.feature * rows_.rows + row] <= split_bins_[at];
            at = root + node.left + (left ? 0U : 1U);
        }
        return forest_.nodes[at].threshold;
    }

    void split(std::vector<Leaf>& leaves, std::size_t index, std::uint32_t root) {
        const Split chosen = leaves[index].split;
        const std::uint8_t* column = rows_.bins.data() + chosen.feature * rows_.rows;
        Leaf left, right;
        for (const std::uint32_t row : leaves[index].rows)
            (column[row] <= chosen.bin ? left : right).rows.push_back(row);
        const auto child = forest_.nodes.size();
        forest_.nodes.push_back({});
        forest_.nodes.push_back({});
        forest_.nodes[leaves[index].node] = {rows_.upper_bounds[chosen.feature][chosen.bin],
                                             static_cast<std::uint16_t>(chosen.feature),
                                             static_cast<std::uint16_t>(child - root)};
        split_bins_.resize(forest_.nodes.size());
        split_bins_[leaves[index].node] = static_cast<std::uint8_t>(chosen.bin);
        left.node = child;
        right.node = child + 1;
        // The smaller child is counted, the larger is what remains.
        Leaf& small = left.rows.size() <= right.rows.size() ? left : right;
        Leaf& large = left.rows.size() <= right.rows.size() ? right : left;
        fill(small);
        large.histogram = std::move(leaves[index].histogram);
        for (std::size_t i = 0; i < large.histogram.size(); ++i) {
            large.histogram[i].gradient -= small.histogram[i].gradient;
            large.histogram[i].hessian -= small.histogram[i].hessian;
        }
        find_split(large);
        leaves[index] = std::move(left);
        leaves.push_back(std::move(right));
    }

    void fill(Leaf& leaf) {
        leaf.histogram.assign(rows_.features * kBins, {});
        for (const std::size_t feature : drawn_features_) {
            const std::uint8_t* column = rows_.bins.data() + feature * rows_.rows;
            Bin* bins = leaf.histogram.data() + feature * kBins;
            for (const std::uint32_t row : leaf.rows) {
                Bin& bin = bins[column[row]];
                bin.gradient += gradient_[row];
                bin.hessian += hessian_[row];
            }
        }
        find_split(leaf);
    }

    void find_split(Leaf& leaf) {
        leaf.split = {};
        for (const std::size_t feature : drawn_features_) {
            const Bin* bins = leaf.histogram.data() + feature * kBins;
            Bin all;
            for (std::size_t bin = 0; bin < kBins; ++bin) {
                all.gradient += bins[bin].gradient;
                all.hessian += bins[bin].hessian;
            }
            const double whole = all.gradient * all.gradient / (all.hessian + options_.ridge);
            Bin left;
            for (std::size_t bin = 0; bin < rows_.upper_bounds[feature].size(); ++bin) {
                left.gradient += bins[bin].gradient;
                left.hessian += bins[bin].hessian;
                const Bin right{all.gradient - left.gradient, all.hessian - left.hessian};
                if (left.hessian < options_.least_weight * 0.05 ||
                    right.hessian < options_.least_weight * 0.05)
                    continue;
                const double gain = left.gradient * left.gradient / (left.hessian + options_.ridge) +
                                    right.gradient * right.gradient / (right.hessian + options_.ridge) -
                                    whole;
                if (gain > leaf.split.gain) leaf.split = {gain, feature, bin};
            }
        }
    }

    const BinnedRows& rows_;
    std::span<const std::uint8_t> labels_;
    std::span<const float> weights_;
    const BoostingOptions& options_;
    std::vector<std::uint32_t> used_, drawn_rows_;
    std::vector<std::size_t> drawn_features_;
    std::vector<std::uint8_t> split_bins_;  ///< of each inner node
    std::vector<float> gradient_, hessian_, score_;
    extract::Forest forest_;
};

}  // namespace

BinnedRows binned(std::span<const float> values, std::size_t stride, std::size_t features) {
    BinnedRows result;
    result.rows = values.size() / stride;
    result.features = features;
    result.bins.resize(result.rows * features);
    result.upper_bounds.resize(features);
    std::vector<float> column(result.rows);
    for (std::size_t feature = 0; feature < features; ++feature) {
        for (std::size_t row = 0; row < result.rows; ++row) column[row] = values[row * stride + feature];
        std::vector<float> sorted = column;
        std::sort(sorted.begin(), sorted.end());
        std::vector<float>& bounds = result.upper_bounds[feature];
        for (std::size_t bin = 1; bin < kBins && !sorted.empty(); ++bin) {
            const float bound = sorted[bin * (sorted.size() - 1) / kBins];
            if ((bounds.empty() || bound > bounds.back()) && bound < sorted.back()) bounds.push_back(bound);
        }
        for (std::size_t row = 0; row < result.rows; ++row) {
            result.bins[feature * result.rows + row] = static_cast<std::uint8_t>(
                std::lower_bound(bounds.begin(), bounds.end(), column[row]) - bounds.begin());
        }
    }
    return result;
}

extract::Forest grow(const BinnedRows& rows, std::span<const std::uint8_t> labels,
                     std::span<const float> weights, std::span<const std::uint8_t> use,
                     const BoostingOptions& options) {
    return Grower(rows, labels, weights, use, options).run();
}

}  // namespace sitrep::train
