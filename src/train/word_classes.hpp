/// @file word_classes.hpp
/// @brief Trains the word class tagger on Universal Dependencies treebanks.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "annotate/word_clusters.hpp"
#include "sitrep/result.hpp"

namespace sitrep::train {

/// Reads CoNLL-U files, trains an averaged perceptron (Collins 2002) in `epochs` passes, shuffled the same
/// way every time, and writes the weights to `output`. A tenth of the sentences (every tenth) is held out;
/// its accuracy is returned as one line of text for the model card. Same files, same bytes.
[[nodiscard]] Result<std::string> train_word_classes(const std::vector<std::filesystem::path>& treebanks,
                                                     const std::filesystem::path& output,
                                                     const annotate::WordClusters& clusters, int epochs);

}  // namespace sitrep::train
