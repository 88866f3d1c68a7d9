/// @file extract.hpp
/// @brief Trains the body model: which blocks of a page are the article.
#pragma once
#include "train/topics.hpp"

namespace sitrep::train {

/// `data`: extraction sets (folders or .tar.zst). Sets whose name begins with "aeb" are never trained on;
/// their sites are dropped from the others. Five folds cut by site give weights, stage-one scores and the
/// printed figures out of fold; the model written is grown on all pages. The same data in the same order give
/// the same bytes.
[[nodiscard]] Result<std::string> run_extract(const TrainOptions& options);

}  // namespace sitrep::train
