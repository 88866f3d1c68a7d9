/// @file boosting.hpp
/// @brief Grows boosted trees: logistic loss, binned features, best leaf first.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "extract/forest.hpp"

namespace sitrep::train {

struct BoostingOptions {
    int trees = 120;
    int leaves = 20;
    double rate = 0.1;
    double least_weight = 12.0;  ///< sum of row weights that a leaf must hold
    double ridge = 2.0;
    /// Parts of the rows and features that each tree sees, drawn by a fixed hash (Friedman 2002, stochastic
    /// gradient boosting).
    double row_share = 1.0;
    double feature_share = 1.0;
};

/// Rows cut into at most 64 bins a feature, feature by feature.
struct BinnedRows {
    std::size_t rows = 0;
    std::size_t features = 0;
    std::vector<std::uint8_t> bins;                ///< features × rows
    std::vector<std::vector<float>> upper_bounds;  ///< per feature, of each bin but the last
};
/// `values`: row by row, `stride` floats apart. Bin bounds are quantiles of the values met.
[[nodiscard]] BinnedRows binned(std::span<const float> values, std::size_t stride, std::size_t features);

/// Trees on the rows for which `use` is true. Sums in row order, so that equal input gives equal trees.
[[nodiscard]] extract::Forest grow(const BinnedRows& rows, std::span<const std::uint8_t> labels,
                                   std::span<const float> weights, std::span<const std::uint8_t> use,
                                   const BoostingOptions& options);

}  // namespace sitrep::train
