/// @file time_expression.hpp
/// @brief When: time expressions after TIMEX3 (ISO-TimeML; TempEval-3), with honest bounds.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sitrep/date.hpp"
#include "sitrep/span.hpp"

namespace sitrep {

enum class TimeType : std::uint8_t { date, time, duration, set };
/// The contract's word: DATE TIME DURATION SET.
[[nodiscard]] std::string_view name(TimeType type);

/// One time expression. `value` is TIMEX3 where it is certain ("2016-05-16", "P3D", "2016-W20",
/// "PRESENT_REF"), none where the report's own day would be needed and is not known; `bounds` then hold what
/// can be said.
struct TimeExpression {
    ReportIndex report = 0;
    Span span;
    TimeType type = TimeType::date;
    std::optional<std::string> value;
    std::string modifier;  ///< TIMEX3 mod: START MID END APPROX BEFORE AFTER …; empty if none
    DateRange bounds;      ///< first and last day it can mean; open for durations, sets and vague references
    std::string basis;     ///< one clause: what the value rests on ("day of the report", "explicit")
    /// What remains to be solved once the report's day is known: a compact form owned by annotate/times and
    /// resolve/dates ("day_of_report:weekday:-1:1"). Empty when `value` stands on its own.
    std::string unsolved;
};

}  // namespace sitrep
