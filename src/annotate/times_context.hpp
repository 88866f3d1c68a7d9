/// @file times_context.hpp
/// @brief What the words around a time expression say: whether it is one at all, and which way it points.
#pragma once
#include "annotate/around.hpp"
#include "annotate/times_grammar.hpp"
#include "sitrep/report.hpp"

namespace sitrep::annotate {

/// Where a match stands.
struct TimeContext {
    std::string_view text;
    std::span<const Piece> pieces;
    const Match& match;
    const TimeGrammar& grammar;
    PieceRange sentence;
    BlockKind block = BlockKind::body;
    bool names_day = true;  ///< a weekday or a day of a month, not a whole month
    bool names_weekday = false;
};

/// False when the words around show that the match is something else. May turn a duration into a SET ("60 a
/// day").
[[nodiscard]] bool passes_guard(const TimeContext& context, BuiltTime& built);

/// The words under a picture: a block of that kind, or a sentence that shows people in the present tense
/// ("police stand guard in Paris, on Monday").
[[nodiscard]] bool is_caption(const TimeContext& context);

/// "on the Thursday before the vote", "both times on the Thursday": a weekday of a week that other words
/// tell.
[[nodiscard]] bool of_other_week(const TimeContext& context);

/// "By late evening", "until noon": the end of something.
[[nodiscard]] bool is_deadline(const TimeContext& context);

/// Where tense and prepositions point a date without year or week; near if they say nothing.
[[nodiscard]] Direction direction_of(const TimeContext& context);

}  // namespace sitrep::annotate
