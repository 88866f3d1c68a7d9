/// @file quotations_model.hpp
/// @brief What the attribution stages load.
#pragma once
#include "annotate/quotations_cues.hpp"
#include "annotate/quotations_speakers.hpp"
#include "annotate/weight_table.hpp"

namespace sitrep::annotate {

struct AttributionModel {
    CueLexicon cues;
    SourceNouns nouns;
    WeightTable word_classes;
};

}  // namespace sitrep::annotate
