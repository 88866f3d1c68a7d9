/// @file quotations_attribution.hpp
/// @brief All attributions of a report: by rule, by the trained tagger, and joined.
#pragma once
#include <vector>

#include "annotate/quotations_model.hpp"
#include "annotate/quotations_segments.hpp"
#include "annotate/quotations_tagger.hpp"

namespace sitrep::annotate {

struct AttributionReading {
    std::vector<PartLabel> labels;    ///< of the tagger, one for each token
    std::vector<Attribution> tagged;  ///< linked from the labels
    std::vector<Attribution>
        attributions;  ///< by rule, then what a quotation gave away, then what only the tagger saw
    std::vector<SpokenSegment> spoken;  ///< quoted segments with indices into `attributions`
    std::vector<Attribution>
        merged;  ///< one list for people: the tagger's, and by rule where the tagger saw none
};

/// Linear in the text.
[[nodiscard]] AttributionReading read_attributions(const Reading& reading, const AttributionModel& model);

/// Words of the source of a quoted segment (index into Reading::segments): of the attribution beside it or
/// that it goes on from; else of the shortest content around it; else whoever calls somebody so ("hailed her
/// as …"); else of the attribution that leads up to it in its sentence, or of the label of a headline. Empty
/// if none of these names a source.
[[nodiscard]] TokenRange source_of(const Reading& reading, const AttributionReading& all,
                                   std::size_t segment);

/// Words of the statement in «what port officials said were about 50 "trailers"», without "were"; empty if
/// the attribution is of another make.
[[nodiscard]] TokenRange inner_statement(const Reading& reading, const Attribution& a);

}  // namespace sitrep::annotate
