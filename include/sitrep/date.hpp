/// @file date.hpp
/// @brief Days of the proleptic Gregorian calendar and intervals of them; no clock, no zone, no locale.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sitrep {

/// A calendar day, as days since 1970-01-01 (method: H. Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms").
struct Day {
    std::int32_t number = 0;

    /// Null if the day does not exist or the year lies outside 1..9999.
    [[nodiscard]] static std::optional<Day> from(int year, int month, int day);
    /// Reads `YYYY-MM-DD`; a time of day behind it (`T…` or blank) is ignored. Null if it is anything else.
    [[nodiscard]] static std::optional<Day> parse(std::string_view text);
    /// Monday of an ISO week; null if that year has no such week.
    [[nodiscard]] static std::optional<Day> of_week(int year, int week);
    [[nodiscard]] int year() const;
    [[nodiscard]] int month() const;     ///< 1..12
    [[nodiscard]] int day() const;       ///< 1..31
    [[nodiscard]] int weekday() const;   ///< 1 Monday .. 7 Sunday (ISO 8601)
    [[nodiscard]] int iso_week() const;  ///< 1..53
    [[nodiscard]] int iso_week_year() const;
    [[nodiscard]] std::string iso() const;  ///< YYYY-MM-DD
    [[nodiscard]] Day plus(int days) const { return Day{number + days}; }
    /// Same day of another month, cut to that month's length.
    [[nodiscard]] Day plus_months(int months) const;
    auto operator<=>(const Day&) const = default;
};

[[nodiscard]] int days_in_month(int year, int month);

/// Days between which something lies, both included; a missing end is open.
struct DateRange {
    std::optional<Day> earliest;
    std::optional<Day> latest;

    [[nodiscard]] bool bounded() const { return earliest && latest; }
    [[nodiscard]] bool open() const { return !earliest && !latest; }
    [[nodiscard]] bool exact() const { return bounded() && *earliest == *latest; }
    [[nodiscard]] bool meets(const DateRange& other) const;
    bool operator==(const DateRange&) const = default;
};

}  // namespace sitrep
