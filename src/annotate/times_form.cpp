#include "annotate/times_form.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdlib>

namespace sitrep::annotate {
namespace {

constexpr int kTensePenaltyFuture = 220;  // days a candidate ahead is pushed away by a past tense
constexpr int kTensePenaltyPast = 200;    // and one behind by a future tense

TimeMeaning of_day(Day day) { return {day.iso(), {day, day}}; }

std::optional<TimeMeaning> of_month(int year, int month) {
    const auto first = Day::from(year, month, 1);
    if (!first) return std::nullopt;
    return TimeMeaning{fmt::format("{:04}-{:02}", year, month),
                       {first, Day{first->number + days_in_month(year, month) - 1}}};
}

std::optional<TimeMeaning> of_months(int year, int first_month, int months, std::string value) {
    const auto first = Day::from(year, first_month, 1);
    if (!first) return std::nullopt;
    return TimeMeaning{std::move(value), {first, Day{first->plus_months(months).number - 1}}};
}

std::optional<TimeMeaning> of_year(int year, int years) {
    if (year < 1 || year + years - 1 > 9999) return std::nullopt;
    const std::string value = years == 100  ? fmt::format("{:02}", year / 100)
                              : years == 10 ? fmt::format("{:03}", year / 10)
                                            : fmt::format("{:04}", year);
    return TimeMeaning{value, {Day::from(year, 1, 1), Day::from(year + years - 1, 12, 31)}};
}

/// Years before Christ have a value ("BC0490-08", TIMEX2) but no days: the calendar here starts in year 1.
TimeMeaning before_christ(const TimeForm& form) {
    const int year = -form.year;
    std::string value = form.years == 100  ? fmt::format("BC{:02}", year / 100)
                        : form.years == 10 ? fmt::format("BC{:03}", year / 10)
                                           : fmt::format("BC{:04}", year);
    if (form.years == 1 && form.month != 0) value += fmt::format("-{:02}", form.month);
    if (form.years == 1 && !form.season.empty()) value += "-" + form.season;
    return {std::move(value), {}};
}

TimeMeaning of_week(Day day, bool weekend) {
    const Day monday = day.plus(1 - day.weekday());
    std::string value = fmt::format("{:04}-W{:02}", monday.iso_week_year(), monday.iso_week());
    if (weekend) return {value + "-WE", {monday.plus(5), monday.plus(6)}};
    return {std::move(value), {monday, monday.plus(6)}};
}

std::optional<TimeMeaning> of_season(int year, const std::string& season) {
    const int month = season == "SP" ? 3 : season == "SU" ? 6 : season == "FA" ? 9 : 12;
    return of_months(year, month, 3, fmt::format("{:04}-{}", year, season));
}

constexpr int kFarBack = 240;    // days after which a day of a month is told with its year
constexpr int kNearAhead = 120;  // days within which one without a year may lie ahead

/// Distance of a candidate from the anchor in days, with the push that tense gives.
int cost(Day candidate, Day anchor, Direction direction) {
    const int days = candidate.number - anchor.number;
    int result = std::abs(days);
    if (direction == Direction::past && days > 0) result += kTensePenaltyFuture;
    if (direction == Direction::future && days < 0) result += kTensePenaltyPast;
    if (direction == Direction::last && days >= 0) result += 10000;
    if (direction == Direction::next && days <= 0) result += 10000;
    return result;
}

/// Year of a form that names none: the candidate year whose `month` and `day` lie best. `half`: days from
/// there to the end of what is named: "last spring" is over, "next spring" has not begun.
int nearest_year(const TimeForm& form, Day anchor, int month, int day, int half = 0) {
    int best_year = anchor.year();
    int best = INT32_MAX;
    for (int year = anchor.year() - 1; year <= anchor.year() + 1; ++year) {
        const auto candidate = Day::from(year, month, day);
        if (!candidate) continue;
        if (form.weekday != 0 && form.day != 0 && candidate->weekday() != form.weekday) continue;
        const int edge = form.direction == Direction::last   ? half
                         : form.direction == Direction::next ? -half
                                                             : 0;
        const int here = cost(candidate->plus(edge), anchor, form.direction);
        if (here < best) {
            best = here;
            best_year = year;
        }
    }
    return best_year;
}

/// "February 29" of no year is looked for up to eight years away; the weekday, where given, decides too.
std::optional<TimeMeaning> day_of_year(const TimeForm& form, Day anchor) {
    if (form.year != 0) {
        const auto day = Day::from(form.year, form.month, form.day);
        return day ? std::optional(of_day(*day)) : std::nullopt;
    }
    std::optional<Day> best, nearest;
    for (int year = anchor.year() - 8; year <= anchor.year() + 8; ++year) {
        const auto candidate = Day::from(year, form.month, form.day);
        if (!candidate || (form.weekday != 0 && candidate->weekday() != form.weekday)) continue;
        if (!best || cost(*candidate, anchor, form.direction) < cost(*best, anchor, form.direction))
            best = candidate;
        if (!nearest ||
            std::abs(candidate->number - anchor.number) < std::abs(nearest->number - anchor.number))
            nearest = candidate;
    }
    // of a day that lies most of a year back the year would have been named: tense misled
    const bool far_back =
        best && form.direction == Direction::past && anchor.number - best->number > kFarBack;
    if (far_back && nearest && nearest->number - anchor.number <= kNearAhead) best = nearest;
    if (!best && form.weekday != 0) {
        TimeForm without = form;
        without.weekday = 0;
        return day_of_year(without, anchor);
    }
    return best ? std::optional(of_day(*best)) : std::nullopt;
}

/// The n-th such weekday of a month, in the year that lies best where none is said.
std::optional<TimeMeaning> weekday_of_month(const TimeForm& form, Day anchor) {
    const auto in_year = [&](int year) -> std::optional<Day> {
        const auto first = Day::from(year, form.month, 1);
        if (!first) return std::nullopt;
        const Day day = first->plus((form.weekday - first->weekday() + 7) % 7 + 7 * (form.week - 1));
        return day.month() == form.month ? std::optional(day) : std::nullopt;
    };
    std::optional<Day> best;
    const int first = form.year != 0 ? form.year : anchor.year() - 1;
    const int last = form.year != 0 ? form.year : anchor.year() + 1;
    for (int year = first; year <= last; ++year) {
        const auto day = in_year(year);
        if (day && (!best || cost(*day, anchor, form.direction) < cost(*best, anchor, form.direction)))
            best = day;
    }
    return best ? std::optional(of_day(*best)) : std::nullopt;
}

std::optional<TimeMeaning> weekday_near(const TimeForm& form, Day anchor) {
    if (form.kind == FormKind::offset && form.unit == 'W') {
        const Day monday = anchor.plus(1 - anchor.weekday() + 7 * form.amount);
        return of_day(monday.plus(form.weekday - 1));
    }
    const int ahead = (form.weekday - anchor.weekday() + 7) % 7;
    switch (form.direction) {
        case Direction::future:
            return of_day(anchor.plus(ahead));
        case Direction::next:
            return of_day(anchor.plus(ahead == 0 ? 7 : ahead));
        case Direction::last:
            // "last Thursday" on a Friday: of the day before one says "yesterday" or "on Thursday"
            return of_day(anchor.plus(ahead == 0 ? -7 : ahead == 6 ? -8 : ahead - 7));
        case Direction::newest:
            return of_day(anchor.plus(ahead == 0 ? -7 : ahead - 7));
        case Direction::same:
            return of_day(anchor.plus(form.weekday - anchor.weekday()));
        default:
            return of_day(anchor.plus(ahead == 0 ? 0 : ahead - 7));
    }
}

/// The part of the form that names days.
std::optional<TimeMeaning> date_part(const TimeForm& form, Day anchor) {
    TimeForm f = form;
    if (f.kind == FormKind::offset && (f.month != 0 || f.quarter != 0 || f.half != 0 || !f.season.empty()) &&
        f.unit == 'Y') {
        f.year = anchor.year() + f.amount;
        f.kind = FormKind::date;
    }
    if (f.kind == FormKind::offset && f.weekday == 0) {
        switch (f.unit) {
            case 'D':
                return of_day(anchor.plus(f.amount));
            case 'W':
                if (f.amount > 50000 || f.amount < -50000) return std::nullopt;
                return of_week(anchor.plus(7 * f.amount), f.weekend);
            case 'M': {
                if (f.amount > 50000 || f.amount < -50000) return std::nullopt;
                const Day moved = Day{anchor.number - anchor.day() + 1}.plus_months(f.amount);
                if (f.day != 0) {
                    const auto day = Day::from(moved.year(), moved.month(), f.day);
                    return day ? std::optional(of_day(*day)) : std::nullopt;
                }
                return of_month(moved.year(), moved.month());
            }
            case 'Q': {
                const int quarters = anchor.year() * 4 + (anchor.month() - 1) / 3 + f.amount;
                if (quarters < 4) return std::nullopt;
                return of_months(quarters / 4, quarters % 4 * 3 + 1, 3,
                                 fmt::format("{:04}-Q{}", quarters / 4, quarters % 4 + 1));
            }
            case 'Y':
                return of_year(anchor.year() + f.amount, 1);
            case 'E':
                return of_year((anchor.year() / 10 + f.amount) * 10, 10);
            case 'C':
                return of_year((anchor.year() / 100 + f.amount) * 100, 100);
            default:
                return std::nullopt;
        }
    }
    if (f.weekend && f.week == 0) {
        // the weekend: the one that is going on, that comes (will), or that has been
        const bool ahead = f.direction == Direction::future || anchor.weekday() >= 6;
        return of_week(ahead ? anchor : anchor.plus(-7), true);
    }
    if (f.month != 0 && f.direction == Direction::same && f.year == 0) f.year = anchor.year();
    if (f.month != 0 && f.day != 0) return day_of_year(f, anchor);
    if (f.month != 0 && f.weekday != 0 && f.week != 0) return weekday_of_month(f, anchor);
    if (f.weekday != 0) return weekday_near(f, anchor);
    if (f.month != 0)
        return of_month(f.year != 0 ? f.year : nearest_year(f, anchor, f.month, 15, 15), f.month);
    if (f.quarter != 0) {
        const int year = f.year != 0 ? f.year : nearest_year(f, anchor, f.quarter * 3 - 1, 15);
        return of_months(year, f.quarter * 3 - 2, 3, fmt::format("{:04}-Q{}", year, f.quarter));
    }
    if (f.half != 0) {
        const int year = f.year != 0 ? f.year : nearest_year(f, anchor, f.half == 1 ? 4 : 10, 1);
        return of_months(year, f.half == 1 ? 1 : 7, 6, fmt::format("{:04}-H{}", year, f.half));
    }
    if (f.season == kEaster) {
        const int year = f.year != 0 ? f.year : nearest_year(f, anchor, 4, 8);
        return of_day(easter(year));
    }
    if (!f.season.empty()) {
        const int middle = f.season == "SP" ? 4 : f.season == "SU" ? 7 : f.season == "FA" ? 10 : 12;
        return of_season(f.year != 0 ? f.year : nearest_year(f, anchor, middle, 15, 45), f.season);
    }
    if (f.week != 0 && f.year != 0) {
        const auto monday = Day::of_week(f.year, f.week);
        return monday ? std::optional(of_week(*monday, f.weekend)) : std::nullopt;
    }
    if (f.day != 0) {
        const auto day = Day::from(anchor.year(), anchor.month(), f.day);
        return day ? std::optional(of_day(*day)) : std::nullopt;
    }
    if (f.year != 0) return of_year(f.year, f.years);
    return of_day(anchor);
}

std::string zone_text(int zone) {
    if (zone == kNoZone) return {};
    if (zone == 0) return "Z";
    return fmt::format("{}{:02}:{:02}", zone < 0 ? '-' : '+', std::abs(zone) / 60, std::abs(zone) % 60);
}

void add_time_of_day(const TimeForm& form, TimeMeaning& found) {
    if (form.hour >= 0) {
        int hour = form.hour;
        if (hour == 24 && found.bounds.exact()) {
            const DateRange named = found.bounds;
            found = of_day(named.earliest->plus(1));
            if (form.modifier == "BEFORE") found.bounds = named;  // "shortly before midnight": still that day
            hour = 0;
        }
        found.value += fmt::format("T{:02}", hour);
        if (form.minute >= 0) found.value += fmt::format(":{:02}", form.minute);
        if (form.second >= 0) found.value += fmt::format(":{:02}", form.second);
        found.value += zone_text(form.zone);
    } else if (!form.part.empty()) {
        found.value += "T" + form.part;
        if (form.part == "NI" && found.bounds.latest) found.bounds.latest = found.bounds.latest->plus(1);
    }
}

/// "early April": the part of the days that the modifier leaves.
void narrow(const std::string& modifier, Day anchor, const TimeForm& form, DateRange& bounds) {
    if (!bounds.bounded() || bounds.exact()) return;
    const int days = bounds.latest->number - bounds.earliest->number + 1;
    if (modifier == "START") bounds.latest = bounds.earliest->plus((days + 1) / 2 - 1);
    if (modifier == "END") bounds.earliest = bounds.latest->plus(-(days / 3));
    if (modifier == "MID") bounds = {bounds.earliest->plus(days / 4), bounds.latest->plus(-(days / 4))};
    const bool around_anchor =
        form.kind == FormKind::offset && form.amount == 0 && form.anchor == AnchorKind::report;
    if (around_anchor && modifier == "BEFORE" && anchor < *bounds.latest) bounds.latest = anchor;
    if (around_anchor && modifier == "AFTER" && anchor > *bounds.earliest) bounds.earliest = anchor;
}

}  // namespace

bool stands_alone(const TimeForm& form) {
    if (form.kind == FormKind::fixed) return true;
    if (form.kind == FormKind::offset) return false;
    return form.year != 0;
}

Day easter(int year) {
    const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25,
              g = (b - f + 1) / 3;
    const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
    return Day::from(year, month, day).value_or(Day{});
}

std::optional<TimeMeaning> meaning(const TimeForm& form, Day anchor) {
    if (form.kind == FormKind::fixed) return TimeMeaning{form.value, {}};
    if (form.kind == FormKind::offset && (form.unit == 'H' || form.unit == 'N')) {
        const int days = form.amount / (form.unit == 'H' ? 24 : 1440);
        return TimeMeaning{"", {anchor.plus(std::min(days - 1, 0)), anchor.plus(std::max(days + 1, 0))}};
    }
    if (form.kind == FormKind::date && form.year < 0) return before_christ(form);
    auto found = date_part(form, anchor);
    if (!found) return std::nullopt;
    add_time_of_day(form, *found);
    narrow(form.modifier, anchor, form, found->bounds);
    return found;
}

std::string format_form(const TimeForm& f) {
    return fmt::format("{};{};{};{};{};{};{};{};{};{};{};{};{};{};{};{};{};{};{};{};{};{};{}",
                       static_cast<int>(f.kind), static_cast<int>(f.type), static_cast<int>(f.direction),
                       static_cast<int>(f.anchor), f.year, f.years, f.month, f.day, f.weekday, f.quarter,
                       f.half, f.week, f.weekend ? 1 : 0, f.season, f.unit == '\0' ? '-' : f.unit, f.amount,
                       f.hour, f.minute, f.second, f.zone, f.part, f.modifier, f.value);
}

std::optional<TimeForm> parse_form(std::string_view text) {
    constexpr std::size_t kFields = 23;
    std::array<std::string_view, kFields> cells;
    std::size_t count = 0;
    for (std::size_t at = 0; count < kFields; ++count) {
        const auto end = count + 1 == kFields ? std::string_view::npos : text.find(';', at);
        cells[count] = text.substr(at, end == std::string_view::npos ? end : end - at);
        if (end == std::string_view::npos) {
            ++count;
            break;
        }
        at = end + 1;
    }
    if (count != kFields) return std::nullopt;
    bool good = true;
    const auto number = [&](std::size_t i) {
        int value = 0;
        const auto [end, error] = std::from_chars(cells[i].data(), cells[i].data() + cells[i].size(), value);
        good = good && error == std::errc() && end == cells[i].data() + cells[i].size();
        return value;
    };
    const auto choice = [&](std::size_t i, int most) {
        const int value = number(i);
        good = good && value >= 0 && value <= most;
        return good ? value : 0;
    };
    TimeForm f;
    f.kind = static_cast<FormKind>(choice(0, 2));
    f.type = static_cast<TimeType>(choice(1, 3));
    f.direction = static_cast<Direction>(choice(2, 6));
    f.anchor = static_cast<AnchorKind>(choice(3, 1));
    f.year = number(4), f.years = number(5), f.month = number(6), f.day = number(7), f.weekday = number(8),
    f.quarter = number(9);
    f.half = number(10), f.week = number(11), f.weekend = number(12) != 0, f.season = cells[13];
    f.unit = cells[14] == "-" || cells[14].empty() ? '\0' : cells[14][0];
    f.amount = number(15), f.hour = number(16), f.minute = number(17), f.second = number(18),
    f.zone = number(19);
    f.part = cells[20], f.modifier = cells[21], f.value = cells[22];
    if (!good || f.month < 0 || f.month > 12 || f.weekday < 0 || f.weekday > 7) return std::nullopt;
    return f;
}

DateRange days_of_value(std::string_view value) {
    const auto number = [&](std::size_t at, std::size_t size) {
        int result = 0;
        if (at + size > value.size()) return -1;
        for (std::size_t i = at; i < at + size; ++i) {
            if (value[i] < '0' || value[i] > '9') return -1;
            result = result * 10 + (value[i] - '0');
        }
        return result;
    };
    const int year = number(0, 4);
    if (const auto day = value.size() >= 10 ? Day::parse(value.substr(0, 10)) : std::nullopt)
        return {day, day};
    const auto range = [](const std::optional<TimeMeaning>& m) { return m ? m->bounds : DateRange{}; };
    if (year < 0) {
        if (value.size() == 3 && number(0, 3) >= 0) return range(of_year(number(0, 3) * 10, 10));
        if (value.size() == 2 && number(0, 2) >= 0) return range(of_year(number(0, 2) * 100, 100));
        return {};
    }
    if (value.size() == 4) return range(of_year(year, 1));
    if (value.size() < 6 || value[4] != '-') return {};
    if (value[5] == 'W') {
        const auto monday = Day::of_week(year, number(6, 2));
        return monday ? of_week(*monday, value.ends_with("-WE")).bounds : DateRange{};
    }
    if (value[5] == 'Q') return range(of_months(year, number(6, 1) * 3 - 2, 3, ""));
    if (value[5] == 'H') return range(of_months(year, number(6, 1) == 2 ? 7 : 1, 6, ""));
    if (const int month = number(5, 2); month > 0 && value.size() == 7) return range(of_month(year, month));
    const auto season = std::string(value.substr(5, 2));
    if (season == "SP" || season == "SU" || season == "FA" || season == "WI")
        return range(of_season(year, season));
    return {};
}

}  // namespace sitrep::annotate
