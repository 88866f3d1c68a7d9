/// @file times_context.hpp
/// @brief What the words around a time expression say: whether it is one at all, and which way it points.
#pragma once
#include "annotate/times_grammar.hpp"
#include "sitrep/report.hpp"

namespace sitrep::annotate {

/// Where a match stands.
struct TimeContext {
    std::string_view text;
    std::span<const Piece> pieces;
    const Match& match;
    const TimeGrammar& grammar;
    std::uint32_t sentence_first = 0;  ///< pieces of the sentence [first,last)
    std::uint32_t sentence_last = 0;
    BlockKind block = BlockKind::body;
};

/// False when the words around show that the match is something else. May turn a duration into a SET ("60 a
/// day").
[[nodiscard]] bool passes_guard(const TimeContext& context, BuiltTime& built);

/// Where tense and prepositions point a date without year or week; near if they say nothing.
[[nodiscard]] Direction direction_of(const TimeContext& context);

}  // namespace sitrep::annotate
