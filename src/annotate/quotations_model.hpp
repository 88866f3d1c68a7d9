/// @file quotations_model.hpp
/// @brief What the attribution stages load.
#pragma once
#include <memory>

#include "annotate/quotations_cues.hpp"
#include "annotate/quotations_speakers.hpp"
#include "annotate/weight_table.hpp"
#include "annotate/word_clusters.hpp"

namespace sitrep::annotate {

struct AttributionModel {
    CueLexicon cues;
    SourceNouns nouns;
    WordClusters clusters;
    WeightTable word_classes;
    WeightTable attribution;  ///< no labels: not loaded
};

/// All but the attribution weights: what training them starts from.
[[nodiscard]] Result<AttributionModel> load_attribution_lexicons(const std::filesystem::path& data);

/// Reads lexicon/quotes/ and models/ below `data`; the first error is kept.
[[nodiscard]] Result<std::shared_ptr<const AttributionModel>> load_attribution_model(
    const std::filesystem::path& data);

}  // namespace sitrep::annotate
