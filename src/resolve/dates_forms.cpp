#include "resolve/dates_forms.hpp"

#include <algorithm>
#include <string_view>

namespace sitrep::resolve {

using annotate::FormKind;
using annotate::TimeForm;

/// The outer form of an expression; explicit values are read back from their days.
std::optional<TimeForm> form_of(const TimeExpression& time) {
    if (!time.unsolved.empty())
        return annotate::parse_form(std::string_view(time.unsolved).substr(0, time.unsolved.find('@')));
    if (!time.bounds.exact() || (time.type != TimeType::date && time.type != TimeType::time))
        return std::nullopt;
    TimeForm form;
    form.kind = FormKind::date;
    form.type = time.type;
    form.year = time.bounds.earliest->year();
    form.month = time.bounds.earliest->month();
    form.day = time.bounds.earliest->day();
    return form;
}

/// "in 2011", "in October 2011": a year on which another report may count.
bool names_year(const TimeExpression& time) {
    return time.unsolved.empty() && time.value && time.bounds.bounded() && time.type == TimeType::date &&
           time.bounds.earliest->year() == time.bounds.latest->year();
}

/// "five years ago", counted from the report's day.
bool counts_years(const TimeForm& form) {
    return form.kind == FormKind::offset && form.unit == 'Y' && form.amount < -1 &&
           form.anchor == annotate::AnchorKind::report && form.month == 0 && form.quarter == 0;
}

static bool day_like(const TimeForm& form) {
    if (form.kind == FormKind::date)
        return form.weekday != 0 || (form.month != 0 && form.day != 0) || form.hour >= 0;
    return form.kind == FormKind::offset && form.unit == 'D' && form.anchor == annotate::AnchorKind::report;
}

/// How an expression tells its day: by the name of the weekday, by day and month, by a count of days, weeks
/// or months from the report; none of these: 0.
static int manner(const TimeForm& form) {
    if (form.kind == FormKind::offset) {
        if (form.anchor != annotate::AnchorKind::report || form.month != 0) return 0;
        return form.unit == 'D' ? 3 : form.unit == 'W' ? 4 : form.unit == 'M' ? 5 : 0;
    }
    if (form.kind != FormKind::date || form.anchor != annotate::AnchorKind::report) return 0;
    if (form.month != 0) return form.day != 0 ? 2 : 0;
    return form.weekday != 0 ? 1 : 0;
}

/// "on Sunday" in one report, "the day after tomorrow" in the other: one day, if the reports' days say so.
bool told_otherwise(const TimeForm& a, const TimeForm& b) {
    const int how_a = manner(a), how_b = manner(b);
    if (how_a == 0 || how_b == 0) return false;
    if (how_a == how_b && (how_a != 3 || a.amount == b.amount)) return false;
    return a.part == b.part || a.part.empty() || b.part.empty();
}

bool names_day(const TimeForm& form) {
    const int how = manner(form);
    return how >= 1 && how <= 3;
}

/// May two expressions name one day? Weekdays must be equal; clock times, where both have one, too.
bool compatible(const TimeForm& a, const TimeForm& b) {
    if (!day_like(a) || !day_like(b)) return false;
    if (a.weekday != 0 && b.weekday != 0)
        return a.weekday == b.weekday && (a.part == b.part || a.part.empty() || b.part.empty());
    if (a.month != 0 && b.month != 0 && a.day != 0 && b.day != 0)
        return a.month == b.month && a.day == b.day && (a.year == 0 || b.year == 0);
    if (a.hour >= 0 && b.hour >= 0 && a.zone == b.zone)
        return a.hour == b.hour && std::max(a.minute, 0) == std::max(b.minute, 0);
    if (a.hour >= 0 && b.hour >= 0) return std::max(a.minute, 0) == std::max(b.minute, 0);
    return false;
}

}  // namespace sitrep::resolve
