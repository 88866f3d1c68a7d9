/// @file names.hpp
/// @brief Trains the tagger of names.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sitrep/result.hpp"
#include "train/topics.hpp"

namespace sitrep::train {

struct NameTraining {
    std::vector<std::string>
        data;               ///< .conll files and wire folders; a fifth of the latter is left out unless `all`
    std::string resources;  ///< folder that holds lexicon/ and models/places.bin
    std::string out;        ///< model file to write
    int epochs = 8;
    int wire_weight = 8;     ///< how often a wire text is seen in an epoch
    std::uint64_t runs = 4;  ///< trainings in different orders, whose weights are averaged
    bool all = false;        ///< train on the held-out fifth too
};

/// Trains and writes the model; the same data in the same order give the same bytes everywhere (integers
/// only). Returns one line for the log.
[[nodiscard]] Result<std::string> train_names(const NameTraining& training);

/// The same with the options of the command line.
[[nodiscard]] Result<std::string> run_names(const TrainOptions& options);

}  // namespace sitrep::train
