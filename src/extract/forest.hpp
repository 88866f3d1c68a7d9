/// @file forest.hpp
/// @brief Boosted regression trees as flat arrays: reading them, and the score of a row.
///
/// Gradient boosting of shallow trees on logistic loss (J. Friedman 2001), grown leaf by leaf on binned
/// features as in LightGBM (G. Ke et al. 2017); grown by src/train, read here.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep::extract {

/// A split, or where `feature` is kLeaf the leaf's value in `threshold`. Rows go left where value <=
/// threshold.
struct TreeNode {
    static constexpr std::uint16_t kLeaf = 0xFFFF;
    float threshold = 0.0F;
    std::uint16_t feature = kLeaf;
    std::uint16_t left = 0;  ///< index in the same tree; right is left + 1
};

/// Log odds beyond which a row needs no further tree.
struct Settled {
    float below = -1e9F;
    float above = 1e9F;
};

struct Forest {
    std::vector<TreeNode> nodes;
    std::vector<std::uint32_t> roots;  ///< first node of each tree
    float base = 0.0F;                 ///< log odds before the first tree

    /// Log odds of a row of features.
    [[nodiscard]] float score(const float* row) const {
        float sum = base;
        for (const std::uint32_t root : roots) {
            const TreeNode* tree = nodes.data() + root;
            const TreeNode* node = tree;
            while (node->feature != TreeNode::kLeaf)
                node = tree + node->left + (row[node->feature] <= node->threshold ? 0 : 1);
            sum += node->threshold;
        }
        return sum;
    }

    /// Makes ready for score_rows; to be called once the trees stand.
    void prepare();

    /// Log odds of the rows that begin at `rows[0]`, `rows[1]`, … into `out[0]`, `out[1]`, …, eight at a time
    /// so that one row's wait for memory is another's work. A row that is settled after a quarter of the
    /// trees, or at a later look, is left out of the rest: its sum stays as it is then, whatever rows stand
    /// beside it. Values must be no NaN.
    void score_rows(std::span<const float* const> rows, float* out, Settled settled = {}) const;

    std::vector<TreeNode> steps;     ///< `nodes` whose leaves lead to themselves
    std::vector<float> leaf_values;  ///< by node
};

/// Learned weights of words or class names by hash: open addressing, 0 where the key is not known.
class WeightTable {
  public:
    WeightTable() = default;
    explicit WeightTable(const std::vector<std::pair<std::uint32_t, std::int8_t>>& weights);
    [[nodiscard]] float operator[](std::uint32_t key) const {
        if (keys_.empty()) return 0.0F;
        for (std::size_t at = key & mask_; keys_[at] != 0; at = (at + 1) & mask_) {
            if (keys_[at] == key) return static_cast<float>(values_[at]) / 16.0F;
        }
        return 0.0F;
    }
    [[nodiscard]] const std::vector<std::pair<std::uint32_t, std::int8_t>>& weights() const {
        return weights_;
    }

  private:
    std::vector<std::pair<std::uint32_t, std::int8_t>> weights_;  ///< sorted by key
    std::vector<std::uint32_t> keys_;
    std::vector<std::int8_t> values_;
    std::size_t mask_ = 0;
};

}  // namespace sitrep::extract
