#include "sitrep/date.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace sitrep {
namespace {

struct Civil {
    int year, month, day;
};

constexpr std::int32_t days_from_civil(int year, int month, int day) {
    year -= month <= 2;
    const int era = (year >= 0 ? year : year - 399) / 400;
    const int year_of_era = year - era * 400;
    const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

constexpr Civil civil_from_days(std::int32_t number) {
    number += 719468;
    const int era = (number >= 0 ? number : number - 146096) / 146097;
    const int day_of_era = number - era * 146097;
    const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int shifted_month = (5 * day_of_year + 2) / 153;
    const int day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    const int month = shifted_month + (shifted_month < 10 ? 3 : -9);
    return {year_of_era + era * 400 + (month <= 2), month, day};
}

std::optional<int> digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.front() == '-') return std::nullopt;
    return value;
}

}  // namespace

int days_in_month(int year, int month) {
    constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

std::optional<Day> Day::from(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12) return std::nullopt;
    if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
    return Day{days_from_civil(year, month, day)};
}

std::optional<Day> Day::parse(std::string_view text) {
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    return from(*year, *month, *day);
}

std::optional<Day> Day::of_week(int year, int week) {
    const auto fourth = from(year, 1, 4);
    if (!fourth || week < 1 || week > 53) return std::nullopt;
    const Day monday{fourth->number - (fourth->weekday() - 1) + 7 * (week - 1)};
    if (monday.plus(3).year() != year) return std::nullopt;
    return monday;
}

int Day::year() const { return civil_from_days(number).year; }
int Day::month() const { return civil_from_days(number).month; }
int Day::day() const { return civil_from_days(number).day; }

int Day::weekday() const {
    const int since_monday = (number + 3) % 7;  // 1970-01-01 was a Thursday
    return (since_monday + 7) % 7 + 1;
}

int Day::iso_week_year() const { return plus(4 - weekday()).year(); }

int Day::iso_week() const {
    const Day thursday = plus(4 - weekday());
    return (thursday.number - days_from_civil(thursday.year(), 1, 1)) / 7 + 1;
}

std::string Day::iso() const {
    const Civil civil = civil_from_days(number);
    std::string text = "0000-00-00";
    const auto put = [&text](std::size_t at, int value, int width) {
        for (int i = width - 1; i >= 0; --i, value /= 10)
            text[at + static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
    };
    put(0, civil.year, 4);
    put(5, civil.month, 2);
    put(8, civil.day, 2);
    return text;
}

Day Day::plus_months(int months) const {
    const Civil civil = civil_from_days(number);
    const int total = civil.year * 12 + civil.month - 1 + months;
    const int year = total / 12;
    const int month = total % 12 + 1;
    return Day{days_from_civil(year, month, std::min(civil.day, days_in_month(year, month)))};
}

bool DateRange::meets(const DateRange& other) const {
    const bool starts_in_time = !earliest || !other.latest || *earliest <= *other.latest;
    const bool ends_late_enough = !latest || !other.earliest || *other.earliest <= *latest;
    return starts_in_time && ends_late_enough;
}

}  // namespace sitrep
