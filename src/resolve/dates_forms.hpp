/// @file dates_forms.hpp
/// @brief Which two time expressions may name one day, by their forms alone.
#pragma once
#include <optional>

#include "annotate/times_form.hpp"
#include "sitrep/time_expression.hpp"

namespace sitrep::resolve {

/// The outer form of an expression; explicit days are read back from their bounds. None for other explicit
/// values.
[[nodiscard]] std::optional<annotate::TimeForm> form_of(const TimeExpression& time);

/// "in 2011", "in October 2011": a year on which another report may count.
[[nodiscard]] bool names_year(const TimeExpression& time);

/// "five years ago", counted from the report's day.
[[nodiscard]] bool counts_years(const annotate::TimeForm& form);

/// "on Sunday" in one report, "the day after tomorrow" in the other: one day, if the reports' days say so.
[[nodiscard]] bool told_otherwise(const annotate::TimeForm& a, const annotate::TimeForm& b);

/// One day, not a week or month: "on Sunday", "tomorrow", "Feb. 27".
[[nodiscard]] bool names_day(const annotate::TimeForm& form);

/// May two expressions name one day? Weekdays must be equal; clock times, where both have one, too.
[[nodiscard]] bool compatible(const annotate::TimeForm& a, const annotate::TimeForm& b);

}  // namespace sitrep::resolve
