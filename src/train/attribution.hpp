/// @file attribution.hpp
/// @brief Trains the attribution tagger.
#pragma once
#include <string>
#include <vector>

#include "eval/attribution_sets.hpp"
#include "sitrep/result.hpp"
#include "train/topics.hpp"

namespace sitrep::train {

/// `sitrep train attribution DATA…`: wire folders and PolNeAR lines. Maximum likelihood with AdaGrad (J.
/// Duchi, E. Hazan, Y. Singer 2011) in a fixed number of passes and a fixed order; single-threaded, so the
/// same data give the same bytes. Where several sets are given the last is learnt longest: corpora mark
/// attribution by different policies, and the last is the one to follow.
[[nodiscard]] Result<std::string> run_attribution(const TrainOptions& options);

/// `sitrep train word-classes FILE.conllu…`.
[[nodiscard]] Result<std::string> run_word_classes(const TrainOptions& options);

}  // namespace sitrep::train
