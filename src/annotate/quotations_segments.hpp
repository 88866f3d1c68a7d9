/// @file quotations_segments.hpp
/// @brief Which attribution stands beside a quotation, and which quotation goes on from the one before it.
#pragma once
#include <cstdint>
#include <vector>

#include "annotate/quotations_clauses.hpp"

namespace sitrep::annotate {

/// A quoted segment and where its speaker comes from.
struct SpokenSegment {
    std::size_t segment = 0;         ///< index into Reading::segments
    std::int32_t attribution = -1;   ///< index of the attribution beside it; -1 none
    std::int32_t carried_from = -1;  ///< index of the spoken segment before it whose speaker goes on; -1 none
    bool fragment = false;           ///< no quotation of its own, but one may go on from it
};

/// First and last token that an attribution's source and cue take up.
[[nodiscard]] inline std::uint32_t head_of(const Attribution& a) {
    return a.source.empty() ? a.cue.first : std::min(a.source.first, a.cue.first);
}
[[nodiscard]] inline std::uint32_t tail_of(const Attribution& a) {
    return a.source.empty() ? a.cue.last : std::max(a.source.last, a.cue.last);
}

/// Segments of speech, and fragments with an attribution right behind them, in text order. `attributions`
/// stand in text order; attributions that only a quotation beside them gives away (a verb that is no known
/// cue, a colon) are appended. A segment with neither attribution nor predecessor has no speaker.
[[nodiscard]] std::vector<SpokenSegment> attach_segments(const Reading& reading,
                                                         std::vector<Attribution>& attributions);

/// Once more, after segments have got further attributions: which quotations carry on those before them. The
/// first `by_rule` of `attributions` stand in text order.
void carry_speakers(const Reading& reading, std::vector<Attribution>& attributions, std::size_t by_rule,
                    std::vector<SpokenSegment>& spoken);

}  // namespace sitrep::annotate
