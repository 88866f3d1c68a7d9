#include "extract/forest.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

// The eight rows of a group are worked on side by side, which takes the loops unrolled and turned to vectors:
// two thirds of the time. AVX2's gathers took longer than either.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

namespace sitrep::extract {
namespace {

constexpr std::size_t kTogether = 8;
/// Trees between two looks at which rows are settled.
constexpr std::size_t kStride = 16;

struct Trees {
    std::size_t begin, end;
};

/// Adds the trees' values to the sums of eight rows, two steps down each tree at a time until no row moves.
void add_trees(const Forest& forest, Trees trees, const float* const* rows, float* sums) {
    for (std::size_t t = trees.begin; t < trees.end; ++t) {
        const TreeNode* tree = forest.steps.data() + forest.roots[t];
        std::uint32_t at[kTogether] = {};
        const auto below = [&](std::size_t k) {
            const TreeNode& node = tree[at[k]];
            return node.left + (rows[k][node.feature] <= node.threshold ? 0U : 1U);
        };
        for (std::uint32_t moved = 1; moved != 0;) {
            moved = 0;
            for (std::size_t k = 0; k < kTogether; ++k) at[k] = below(k);
            for (std::size_t k = 0; k < kTogether; ++k) {
                const std::uint32_t next = below(k);
                moved |= next ^ at[k];
                at[k] = next;
            }
        }
        const float* values = forest.leaf_values.data() + forest.roots[t];
        for (std::size_t k = 0; k < kTogether; ++k) sums[k] += values[at[k]];
    }
}

/// The same for any number of rows, given by their places in `rows` and `sums`.
void add_trees(const Forest& forest, Trees trees, std::span<const float* const> rows,
               std::span<const std::uint32_t> places, float* sums) {
    const float* group[kTogether];
    float group_sums[kTogether];
    for (std::size_t first = 0; first < places.size(); first += kTogether) {
        const std::size_t count = std::min(kTogether, places.size() - first);
        for (std::size_t k = 0; k < kTogether; ++k) {
            const std::uint32_t place = places[first + std::min(k, count - 1)];
            group[k] = rows[place];
            group_sums[k] = sums[place];
        }
        add_trees(forest, trees, group, group_sums);
        for (std::size_t k = 0; k < count; ++k) sums[places[first + k]] = group_sums[k];
    }
}

}  // namespace

void Forest::prepare() {
    steps = nodes;
    leaf_values.assign(nodes.size(), 0.0F);
    for (std::size_t tree = 0; tree < roots.size(); ++tree) {
        const std::size_t end = tree + 1 < roots.size() ? roots[tree + 1] : nodes.size();
        for (std::size_t i = roots[tree]; i < end; ++i) {
            if (nodes[i].feature != TreeNode::kLeaf) continue;
            // A leaf leads to itself, so that rows which came early walk on the spot.
            leaf_values[i] = nodes[i].threshold;
            steps[i] = {std::numeric_limits<float>::infinity(), 0,
                        static_cast<std::uint16_t>(i - roots[tree])};
        }
    }
}

void Forest::score_rows(std::span<const float* const> rows, float* out, Settled settled) const {
    std::fill(out, out + rows.size(), base);
    std::vector<std::uint32_t> open(rows.size());
    std::iota(open.begin(), open.end(), 0U);
    for (Trees trees{0, roots.size() / 4}; !open.empty() && trees.begin < roots.size();) {
        add_trees(*this, trees, rows, open, out);
        std::erase_if(open, [&](std::uint32_t place) {
            return out[place] < settled.below || out[place] > settled.above;
        });
        trees = {trees.end, std::min(trees.end + kStride, roots.size())};
    }
}

}  // namespace sitrep::extract
