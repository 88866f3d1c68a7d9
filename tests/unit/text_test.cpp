#include <gtest/gtest.h>

#include "sitrep/clean_text.hpp"
#include "sitrep/date.hpp"
#include "sitrep/result.hpp"
#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace sitrep {
namespace {

TEST(CleanText, IdentityMapsEveryRangeToItself) {
    const auto text = CleanText::identity(std::make_shared<const std::string>("abc def"));
    EXPECT_EQ(text.source({1, 4}), (Span{1, 4}));
    EXPECT_EQ(text.range({1, 4}), (TextRange{1, 4}));
    EXPECT_EQ(text.words(Span{4, 7}), "def");
}

TEST(CleanText, ReplacementMapsAsAWhole) {
    CleanTextBuilder builder;  // source: <p>A&amp;B</p>
    builder.copy(3, "A");
    builder.replace({4, 9}, "&");
    builder.copy(9, "B");
    const CleanText text = std::move(builder).build();
    EXPECT_EQ(text.text(), "A&B");
    EXPECT_EQ(text.source({0, 2}), (Span{3, 9}));
    EXPECT_EQ(text.source({1, 2}), (Span{4, 9}));
    EXPECT_EQ(text.source({2, 3}), (Span{9, 10}));
    EXPECT_EQ(text.words(Span{4, 10}), "&B");
    EXPECT_EQ(text.range({0, 100}), (TextRange{0, 3}));
}

TEST(CleanText, RunsWithAGapBetweenThemGiveTheBytesOfBoth) {
    CleanTextBuilder builder;  // source: one<b>two
    builder.copy(0, "one");
    builder.copy(6, "two");
    const CleanText text = std::move(builder).build();
    EXPECT_EQ(text.source({0, 6}), (Span{0, 9}));
    EXPECT_EQ(text.source({0, 3}), (Span{0, 3}));
    EXPECT_EQ(text.source({3, 4}), (Span{6, 7}));
    EXPECT_EQ(text.words(Span{3, 6}), "");
}

TEST(Day, EveryDayFrom1900To2100ReadsBackAndKeepsWeekAndWeekday) {
    const Day first = *Day::from(1900, 1, 1);
    ASSERT_EQ(first.weekday(), 1);
    for (Day day = first; day < *Day::from(2101, 1, 1); day = day.plus(1)) {
        ASSERT_EQ(Day::parse(day.iso()), day);
        ASSERT_EQ(day.weekday(), (day.number - first.number) % 7 + 1);
        const auto monday = Day::of_week(day.iso_week_year(), day.iso_week());
        ASSERT_TRUE(monday) << day.iso();
        ASSERT_EQ(monday->plus(day.weekday() - 1), day);
    }
}

TEST(Day, RefusesDaysThatDoNotExist) {
    EXPECT_FALSE(Day::from(2015, 2, 29));
    EXPECT_TRUE(Day::from(2016, 2, 29));
    EXPECT_FALSE(Day::from(1900, 2, 29));
    EXPECT_FALSE(Day::from(0, 1, 1));
    EXPECT_FALSE(Day::parse("2016-13-01"));
    EXPECT_FALSE(Day::parse("16-05-2016"));
    EXPECT_FALSE(Day::of_week(2016, 53));
    EXPECT_TRUE(Day::of_week(2015, 53));
}

TEST(Day, MonthArithmeticCutsToTheMonthsLength) {
    EXPECT_EQ(Day::from(2016, 1, 31)->plus_months(1).iso(), "2016-02-29");
    EXPECT_EQ(Day::from(2016, 3, 31)->plus_months(-1).iso(), "2016-02-29");
    EXPECT_EQ(Day::from(2015, 12, 5)->plus_months(1).iso(), "2016-01-05");
}

TEST(Utf8, FindsTheFirstInvalidByte) {
    EXPECT_FALSE(text::first_invalid_utf8("Púnguè “x”"));
    EXPECT_EQ(text::first_invalid_utf8("ab\xff"), 2U);
    EXPECT_EQ(text::first_invalid_utf8("a\xc0\x80"), 1U);      // overlong
    EXPECT_EQ(text::first_invalid_utf8("a\xed\xa0\x80"), 1U);  // surrogate
    EXPECT_EQ(text::first_invalid_utf8("caf\xc3"), 3U);        // cut short
}

TEST(Utf8, FoldsCaseAccentsAndMarks) {
    EXPECT_EQ(text::folded("Púnguè’s “ÉTAT” – x"), "pungue's \"etat\" - x");
    EXPECT_EQ(text::trimmed("\xc2\xa0 a b \n"), "a b");
}

TEST(Utf8, PrintableTextHoldsNoControls) {
    EXPECT_EQ(text::printable("a\x1b[31mb\nc\xff"), "a [31mb c\xef\xbf\xbd");
}

TEST(Error, OneLineNamesFileOffsetAndMend) {
    EXPECT_EQ((Error{"a.txt", 7, "is broken", "mend it"}).line(), "a.txt:7: is broken; mend it");
    EXPECT_EQ((Error{"", std::nullopt, "no command", ""}).line(), "no command");
}

TEST(Hash, Sha256OfKnownText) {
    EXPECT_EQ(text::sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace sitrep
