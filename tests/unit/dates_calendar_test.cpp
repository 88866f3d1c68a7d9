#include <gtest/gtest.h>

#include "annotate/times.hpp"
#include "annotate/times_form.hpp"
#include "sitrep/date.hpp"

namespace sitrep {
namespace {

using annotate::Direction;
using annotate::FormKind;
using annotate::TimeForm;

Day first_day() { return *Day::from(1900, 1, 1); }
Day last_day() { return *Day::from(2100, 12, 31); }

TEST(DatesCalendar, EveryDayComesBackFromItsIsoWeekAndItsText) {
    for (Day day = first_day(); day <= last_day(); day = day.plus(1)) {
        ASSERT_EQ(Day::parse(day.iso()), day);
        ASSERT_EQ(Day::from(day.year(), day.month(), day.day()), day);
        const auto monday = Day::of_week(day.iso_week_year(), day.iso_week());
        ASSERT_TRUE(monday) << day.iso();
        ASSERT_EQ(monday->plus(day.weekday() - 1), day) << day.iso();
        ASSERT_EQ(monday->weekday(), 1);
    }
}

TEST(DatesCalendar, WeekdaysRunOnThroughLeapDaysAndYearEnds) {
    int weekday = first_day().weekday();
    EXPECT_EQ(weekday, 1);  // 1900-01-01 was a Monday
    for (Day day = first_day(); day <= last_day(); day = day.plus(1)) {
        ASSERT_EQ(day.weekday(), weekday) << day.iso();
        weekday = weekday % 7 + 1;
    }
}

TEST(DatesCalendar, WeekFiftyThreeStandsWhereIsoPutsIt) {
    for (const int year : {1903, 1908, 1976, 1998, 2004, 2009, 2015, 2020, 2026})
        EXPECT_TRUE(Day::of_week(year, 53)) << year;
    for (const int year : {1999, 2000, 2005, 2016, 2019, 2021}) EXPECT_FALSE(Day::of_week(year, 53)) << year;
    EXPECT_EQ(Day::from(2016, 1, 1)->iso_week_year(), 2015);
    EXPECT_EQ(Day::from(2016, 1, 1)->iso_week(), 53);
}

TEST(DatesCalendar, EachWeekdayLiesOnTheSideItsDirectionSays) {
    for (Day day = *Day::from(2015, 12, 20); day <= *Day::from(2016, 3, 10); day = day.plus(1)) {
        for (int weekday = 1; weekday <= 7; ++weekday) {
            TimeForm form;
            form.kind = FormKind::date;
            form.weekday = weekday;
            const auto found = [&](Direction direction) {
                form.direction = direction;
                return *annotate::meaning(form, day)->bounds.earliest;
            };
            ASSERT_EQ(found(Direction::past).weekday(), weekday);
            ASSERT_LE(found(Direction::past), day);
            ASSERT_GT(found(Direction::past), day.plus(-7));
            ASSERT_GE(found(Direction::future), day);
            ASSERT_LT(found(Direction::future), day.plus(7));
            ASSERT_LT(found(Direction::last), day);
            ASSERT_GT(found(Direction::next), day);
        }
    }
}

TEST(DatesCalendar, MonthOffsetsKeepToTheirMonth) {
    TimeForm form;
    form.kind = FormKind::offset;
    form.unit = 'M';
    for (Day day = *Day::from(2015, 12, 25); day <= *Day::from(2016, 4, 2); day = day.plus(1)) {
        for (int amount = -14; amount <= 14; ++amount) {
            form.amount = amount;
            const auto found = annotate::meaning(form, day);
            ASSERT_TRUE(found);
            const int months = day.year() * 12 + day.month() - 1 + amount;
            ASSERT_EQ(found->bounds.earliest->year() * 12 + found->bounds.earliest->month() - 1, months);
            ASSERT_EQ(found->bounds.earliest->day(), 1);
            ASSERT_EQ(found->bounds.latest->plus(1).day(), 1);
        }
    }
}

TEST(DatesCalendar, AFormComesBackFromItsText) {
    TimeForm form;
    form.kind = FormKind::date;
    form.type = TimeType::time;
    form.direction = Direction::future;
    form.weekday = 3;
    form.hour = 6;
    form.minute = 30;
    form.zone = -300;
    form.part = "MO";
    form.modifier = "START";
    form.season = "SU";
    EXPECT_EQ(annotate::parse_form(annotate::format_form(form)), form);
    EXPECT_FALSE(annotate::parse_form(""));
    EXPECT_FALSE(annotate::parse_form("9;0;0;0;0;1;0;0;0;0;0;0;0;;-;0;-1;-1;-1;10000;;;"));
    EXPECT_FALSE(annotate::time_meaning("nonsense", Day{}));
}

TEST(DatesCalendar, ImpossibleDaysHaveNoMeaning) {
    TimeForm form;
    form.kind = FormKind::date;
    form.year = 2015;
    form.month = 2;
    form.day = 29;
    EXPECT_FALSE(annotate::meaning(form, Day{}));
    form.year = 2016;
    EXPECT_EQ(annotate::meaning(form, Day{})->value, "2016-02-29");
    TimeForm ages;
    ages.kind = FormKind::offset;
    ages.unit = 'Y';
    ages.amount = -3000;
    EXPECT_FALSE(annotate::time_meaning(annotate::format_form(ages), *Day::from(2016, 5, 18)));
}

TEST(DatesCalendar, ValuesCoverTheDaysTheyName) {
    const auto range = [](std::string_view value) { return annotate::days_of_value(value); };
    EXPECT_EQ(range("2016").earliest, Day::from(2016, 1, 1));
    EXPECT_EQ(range("2016-02").latest, Day::from(2016, 2, 29));
    EXPECT_EQ(range("2016-W20").earliest, Day::from(2016, 5, 16));
    EXPECT_EQ(range("2016-Q2").latest, Day::from(2016, 6, 30));
    EXPECT_EQ(range("2016-05-16T12:15Z").earliest, Day::from(2016, 5, 16));
    EXPECT_EQ(range("198").latest, Day::from(1989, 12, 31));
    EXPECT_TRUE(range("PRESENT_REF").open());
    EXPECT_TRUE(range("P3D").open());
    EXPECT_TRUE(range("2016-99").open());
}

}  // namespace
}  // namespace sitrep
