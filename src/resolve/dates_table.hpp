/// @file dates_table.hpp
/// @brief What each time expression of a set means on each day its report may have been written on, worked
/// out once.
///
/// An expression that hangs on the weekday alone ("on Monday", "yesterday", "last week") is kept as seven
/// distances; one that hangs on the calendar ("Sept. 9") as the spans of days on which it means the same.
/// Answers cost no parsing and, after the first few, no arithmetic on calendars. Not for several threads.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "annotate/times_form.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::resolve {

class DayTable {
  public:
    explicit DayTable(std::span<const AnnotatedReport> reports);

    /// Days that expression `time` of `report` means if the report was written on `day`; open if it then
    /// names none.
    [[nodiscard]] DateRange days(ReportIndex report, std::uint32_t time, Day day);

  private:
    struct Stretch {
        int first = 0, last = 0;  ///< day numbers
        DateRange meant;
    };
    struct Row {
        bool read = false;
        bool weekly = false;
        std::vector<annotate::TimeForm> forms;  ///< outermost first; empty: explicit
        std::array<bool, 8> known{};            ///< by weekday
        std::array<DateRange, 8> distances;     ///< as days counted from day 0
        std::vector<Stretch> stretches;         ///< by first day
    };

    [[nodiscard]] DateRange weekly(Row& row, Day day) const;
    [[nodiscard]] DateRange stretched(Row& row, Day day) const;

    std::span<const AnnotatedReport> reports_;
    std::vector<std::vector<Row>> rows_;
};

/// For every day of `window` the mean of exp(-distance / `scale`) over `days` with their shares. Linear.
[[nodiscard]] std::vector<double> nearness(const DateRange& window,
                                           std::span<const std::pair<Day, double>> days, double scale);

}  // namespace sitrep::resolve
