/// @file places.hpp
/// @brief Packs the map of places from the lines that scripts/make-places.js prints.
#pragma once
#include "train/topics.hpp"

namespace sitrep::train {

/// One TSV file in, models/places.bin out, at most 5,000,000 bytes: the smallest places are left out.
[[nodiscard]] Result<std::string> run_places(const TrainOptions& options);

}  // namespace sitrep::train
