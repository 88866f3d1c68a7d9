#include "resolve/dates_table.hpp"

#include <algorithm>
#include <cmath>

#include "annotate/times.hpp"

namespace sitrep::resolve {
namespace {

using annotate::FormKind;
using annotate::TimeForm;

constexpr int kStride = 64;  // days ahead at which a meaning is looked up again

/// Hangs on the weekday of the day it is counted from, and on nothing else of the calendar.
bool hangs_on_weekday(const TimeForm& form) {
    const bool calendar = form.year != 0 || form.month != 0 || form.day != 0 || form.quarter != 0 ||
                          form.half != 0 || form.week != 0 || !form.season.empty();
    if (calendar) return false;
    return form.kind == FormKind::date || form.unit == 'D' || form.unit == 'W' || form.unit == 'H' ||
           form.unit == 'N';
}

DateRange meant_on(std::span<const TimeForm> forms, Day day) {
    const auto solved = annotate::time_meaning(forms, day);
    return solved ? solved->bounds : DateRange{};
}

}  // namespace

DayTable::DayTable(std::span<const AnnotatedReport> reports) : reports_(reports), rows_(reports.size()) {}

DateRange DayTable::days(ReportIndex report, std::uint32_t time, Day day) {
    const TimeExpression& expression = reports_[report].marks.times[time];
    if (expression.unsolved.empty()) return expression.bounds;
    auto& rows = rows_[report];
    if (rows.empty()) rows.resize(reports_[report].marks.times.size());
    Row& row = rows[time];
    if (!row.read) {
        row.read = true;
        row.forms = annotate::parse_chain(expression.unsolved);
        row.weekly = std::all_of(row.forms.begin(), row.forms.end(), hangs_on_weekday);
    }
    if (row.forms.empty()) return {};
    return row.weekly ? weekly(row, day) : stretched(row, day);
}

DateRange DayTable::weekly(Row& row, Day day) const {
    const auto weekday = static_cast<std::size_t>(day.weekday());
    const auto moved = [](const std::optional<Day>& at, int by) {
        return at ? std::optional(at->plus(by)) : std::nullopt;
    };
    if (!row.known[weekday]) {
        const DateRange meant = meant_on(row.forms, day);
        row.distances[weekday] = {moved(meant.earliest, -day.number), moved(meant.latest, -day.number)};
        row.known[weekday] = true;
    }
    const DateRange& distance = row.distances[weekday];
    return {moved(distance.earliest, day.number), moved(distance.latest, day.number)};
}

DateRange DayTable::stretched(Row& row, Day day) const {
    const auto after =
        std::partition_point(row.stretches.begin(), row.stretches.end(),
                             [&](const Stretch& stretch) { return stretch.first <= day.number; });
    if (after != row.stretches.begin() && std::prev(after)->last >= day.number)
        return std::prev(after)->meant;
    Stretch made{day.number, day.number, meant_on(row.forms, day)};
    int beyond = kStride;  // first distance at which the meaning is another
    if (after != row.stretches.end()) beyond = std::min(beyond, after->first - day.number);
    int same = 0;
    if (beyond > 1 && meant_on(row.forms, day.plus(beyond - 1)) == made.meant) same = beyond - 1;
    for (int low = same, high = beyond; high - low > 1;) {
        const int middle = low + (high - low) / 2;
        (meant_on(row.forms, day.plus(middle)) == made.meant ? low : high) = middle;
        same = low;
    }
    made.last = day.number + same;
    row.stretches.insert(after, made);
    return made.meant;
}

std::vector<double> nearness(const DateRange& window, std::span<const std::pair<Day, double>> days,
                             double scale) {
    if (days.empty() || !window.bounded()) return {};
    const int first = std::min(window.earliest->number, days.front().first.number);
    const int last = std::max(window.latest->number, days.back().first.number);
    const double step = std::exp(-1.0 / scale);
    std::vector<double> ahead(static_cast<std::size_t>(last - first) + 1, 0.0);
    for (const auto& [day, share] : days) ahead[static_cast<std::size_t>(day.number - first)] += share;
    std::vector<double> behind = ahead, own = ahead;
    for (std::size_t i = 1; i < ahead.size(); ++i) ahead[i] += ahead[i - 1] * step;
    for (std::size_t i = behind.size() - 1; i-- > 0;) behind[i] += behind[i + 1] * step;
    std::vector<double> result;
    for (int day = window.earliest->number; day <= window.latest->number; ++day) {
        const auto i = static_cast<std::size_t>(day - first);
        result.push_back(ahead[i] + behind[i] - own[i]);
    }
    return result;
}

}  // namespace sitrep::resolve
