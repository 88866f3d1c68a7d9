/// @file dates_words.hpp
/// @brief What one report says about the day it was written: datelines, weekdays, days behind, floors.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "annotate/times_form.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::resolve {

/// Why a report was not written before the last explicit date that it tells as past.
inline constexpr std::string_view kFloorReason = "told as past: not written before";

/// Indices are into marks.times of the report.
struct OwnWords {
    std::vector<std::uint32_t> spoken;    ///< weekdays behind in sentences that quote or report somebody
    std::vector<std::uint32_t> weekdays;  ///< other weekdays behind
    std::vector<std::uint32_t> weekdays_ahead;  ///< weekdays told as to come
    std::vector<std::uint32_t> named_weekdays;  ///< every weekday by name, in text order
    std::vector<std::uint32_t> past_days;       ///< month and day, told as past
    std::vector<int> past_since;  ///< of each past day: days told to have been spent from it on, less one
    std::vector<std::uint32_t> coming_days;  ///< month and day, told as to come
    std::vector<std::uint32_t> pictured;     ///< month and day under a picture: when it was taken
    std::vector<std::uint32_t> past_months;  ///< a month without a year, told as past
    std::optional<std::uint32_t> dateline;   ///< month and day without a year in the dateline
    std::optional<Day> floor;                ///< an explicit date told as past
    std::uint32_t floor_time = 0;
};

[[nodiscard]] OwnWords read_own_words(const AnnotatedReport& report);

/// A full date in the head of a report, in a block of its own or in a dateline, with its index: the day it
/// was written.
[[nodiscard]] std::optional<std::pair<Day, std::uint32_t>> head_date(const AnnotatedReport& report);

/// "Situation Report No. 2 (as of 12 September 2019)" in the head: the day that the report tells of.
[[nodiscard]] std::optional<std::pair<Day, std::uint32_t>> as_of_date(const AnnotatedReport& report);

/// The form of an unsolved expression, without its anchor; none for one that is solved.
[[nodiscard]] std::optional<annotate::TimeForm> outer_form(const TimeExpression& time);

}  // namespace sitrep::resolve
