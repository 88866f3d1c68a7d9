/// @file extract_stages.hpp
/// @brief Two stages of boosted trees over the blocks of pages, with scores out of fold.
#pragma once
#include <cstdint>
#include <vector>

#include "extract/body_model.hpp"
#include "train/boosting.hpp"

namespace sitrep::train {

/// One page's blocks. `page` and `text` must outlive the training.
struct BlockSample {
    const extract::html::Page* page = nullptr;
    const extract::PageText* text = nullptr;
    std::size_t fold = 0;
    std::vector<std::uint8_t> labels;  ///< 1: the article's
    std::vector<float> rows;           ///< stage-one features, kSecondFeatures floats a block
    std::vector<float> first, second;  ///< probabilities out of fold, filled by train_stages
};

struct Stages {
    extract::Forest first, second;
};
/// Grows both stages. Every page weighs the same, its longer blocks more; stage two learns from stage-one
/// scores of trees that did not see the page's fold. Blocks whose labels are likely broken weigh nothing.
/// `rows` are given up on the way. `name` goes into the progress lines.
[[nodiscard]] Stages train_stages(std::vector<BlockSample>& samples, std::size_t folds,
                                  const BoostingOptions& options, const char* name);

}  // namespace sitrep::train
