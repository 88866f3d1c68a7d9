/// @file topics.hpp
/// @brief What can be trained: `sitrep train TOPIC DATA…`. One function a topic, in a file of its own.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/result.hpp"

namespace sitrep::train {

struct TrainOptions {
    std::vector<std::string> data;   ///< files or folders in the formats of the shared data
    std::string resources;           ///< folder that holds lexicon/ and models/
    std::optional<std::string> out;  ///< model file to write; none: the topic's own place below `resources`
    bool all = false;                ///< use held-out parts too
    std::optional<std::string> report;  ///< file for what each labelled item scored, where a topic writes one
};

struct Topic {
    std::string_view name;
    std::string_view summary;
    /// Trains, writes the model and returns one line for the log. The same data give the same bytes.
    Result<std::string> (*run)(const TrainOptions& options);
};

[[nodiscard]] const std::vector<Topic>& topics();

}  // namespace sitrep::train
