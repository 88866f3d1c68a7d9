/// @file times_form.hpp
/// @brief What a time expression says before its report's day is known, and what it means once it is.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sitrep/date.hpp"
#include "sitrep/time_expression.hpp"

namespace sitrep::annotate {

/// date: parts of the calendar ("Monday", "March 2011"); offset: so many units from the anchor ("last year",
/// "two days ago"); fixed: `value` stands on its own (durations, sets, PRESENT_REF).
enum class FormKind : std::uint8_t { fixed, date, offset };
/// Which way a date without year or week lies from its anchor. last and next are said ("last Monday", which
/// is not yesterday), newest too ("the previous Monday", which may be); past and future follow from tense;
/// near: whichever is nearer.
enum class Direction : std::uint8_t { near, past, future, last, next, same, newest };
/// What the form is counted from: the report's day, or the antecedent in the text.
enum class AnchorKind : std::uint8_t { report, antecedent };

inline constexpr int kNoZone = 10000;

struct TimeForm {
    FormKind kind = FormKind::fixed;
    TimeType type = TimeType::date;
    Direction direction = Direction::near;
    AnchorKind anchor = AnchorKind::report;
    int year = 0;     ///< 0: not said; below 0: before Christ
    int years = 1;    ///< 10 a decade, 100 a century that starts at `year`
    int month = 0;    ///< 1..12
    int day = 0;      ///< 1..31
    int weekday = 0;  ///< 1..7
    int quarter = 0;  ///< 1..4
    int half = 0;     ///< 1..2
    int week = 0;     ///< ISO week, 1..53; with month and weekday: which such weekday of the month
    bool weekend = false;
    std::string season;  ///< SP SU FA WI; EA: Easter Sunday
    char unit =
        '\0';        ///< offset: D W M Q Y E (decade) C (century) H (hour) N (minute); also unit of the value
    int amount = 0;  ///< offset: how many units, negative for the past
    int hour = -1;
    int minute = -1;
    int second = -1;
    int zone = kNoZone;    ///< minutes east of Greenwich
    std::string part;      ///< MO MI AF EV NI DT
    std::string modifier;  ///< TIMEX3 mod
    std::string value;     ///< fixed: the value itself

    bool operator==(const TimeForm&) const = default;
};

/// A value and the days it can mean.
struct TimeMeaning {
    std::string value;
    DateRange bounds;
};

/// Season of a form that means Easter.
inline constexpr std::string_view kEaster = "EA";
/// Sunday of Easter, Gregorian (anonymous algorithm, Meeus/Jones/Butcher).
[[nodiscard]] Day easter(int year);
/// True if the meaning does not depend on any day but those in the form.
[[nodiscard]] bool stands_alone(const TimeForm& form);
/// What `form` means on the report's day `anchor`. None if it names no possible day ("February 30").
[[nodiscard]] std::optional<TimeMeaning> meaning(const TimeForm& form, Day anchor);
/// Compact text of a form for TimeExpression::unsolved; parse_form(format_form(f)) == f.
[[nodiscard]] std::string format_form(const TimeForm& form);
[[nodiscard]] std::optional<TimeForm> parse_form(std::string_view text);

/// Days a TIMEX3 value covers ("2016", "2016-Q2", "2016-W20", "2016-05-16T12:15Z"); open for anything else.
[[nodiscard]] DateRange days_of_value(std::string_view value);

}  // namespace sitrep::annotate
