/// @file times.hpp
/// @brief Time expressions of one report, as far as the report alone tells; the rest is solved by
/// resolve/dates.
#pragma once
#include "annotate/grammars.hpp"
#include "annotate/times_form.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::annotate {

/// Time expressions in text order. `pieces` are cut_pieces of the report; `entities` keep names such as "May"
/// from becoming months. Values follow TIMEX3 (TimeML 1.2.1). An expression that hangs on the report's day
/// has no value but `unsolved`, which time_meaning reads. A report whose language has no grammar is read as
/// English.
[[nodiscard]] std::vector<TimeExpression> find_times(const Report& report, const TokenizedText& tokens,
                                                     std::span<const Piece> pieces,
                                                     const std::vector<Entity>& entities,
                                                     const GrammarResources& resources);

/// What an expression with `unsolved` means if the report was written on `day`: value and days, or none if it
/// then names no possible day. The value is empty where only days can be told.
struct SolvedTime {
    std::string value;
    DateRange bounds;
};
[[nodiscard]] std::optional<SolvedTime> time_meaning(std::string_view unsolved, Day day);

/// The forms of `unsolved`, outermost first, for many calls of the second kind; empty if they cannot be read.
[[nodiscard]] std::vector<TimeForm> parse_chain(std::string_view unsolved);
[[nodiscard]] std::optional<SolvedTime> time_meaning(std::span<const TimeForm> forms, Day day);

}  // namespace sitrep::annotate
