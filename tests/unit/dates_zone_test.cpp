#include <gtest/gtest.h>

#include "resolve/zone.hpp"
#include "sitrep/engine.hpp"
#include "text/hash.hpp"

namespace sitrep {
namespace {

TEST(DatesZone, ReadsOffsetsAndNames) {
    for (const auto& [given, name] : {std::pair{"Z", "Z"},
                                      {"UTC", "Z"},
                                      {"GMT", "Z"},
                                      {"+02:00", "+02:00"},
                                      {"-0330", "-03:30"},
                                      {"+2", "+02:00"},
                                      {"+00:00", "Z"},
                                      {"Africa/Harare", "Africa/Harare"}}) {
        const auto zone = resolve::parse_zone(given);
        ASSERT_TRUE(zone) << given;
        EXPECT_EQ(zone->name(), name);
    }
}

TEST(DatesZone, RefusesWhatIsNone) {
    for (const char* given : {"", "EST", "IST", "+15:00", "+2:75", "Africa/Nowhere", "../etc/passwd", "2",
                              "+", "Harare", "+02:0", "\xFF/\xFE"}) {
        const auto zone = resolve::parse_zone(given);
        EXPECT_FALSE(zone) << given;
        if (!zone) {
            EXPECT_FALSE(zone.error().mend.empty());
        }
    }
}

TEST(DatesZone, FollowsSummerTime) {
    const auto vienna = resolve::parse_zone("Europe/Vienna");
    ASSERT_TRUE(vienna);
    EXPECT_EQ(vienna->suffix(*Day::from(2016, 5, 16), 14 * 60 + 15), "+02:00");
    EXPECT_EQ(vienna->suffix(*Day::from(2016, 1, 16), 14 * 60 + 15), "+01:00");
    EXPECT_EQ(vienna->suffix(*Day::from(2016, 3, 27), 60), "+01:00");
    EXPECT_EQ(vienna->suffix(*Day::from(2016, 3, 27), 4 * 60), "+02:00");
}

std::vector<TimeExpression> times_with_zone(const std::string& text, const std::optional<std::string>& zone) {
    const auto resources = Resources::load();
    EXPECT_TRUE(resources);
    const Engine engine(*resources);
    Document document;
    document.path = "a.txt";
    document.sha256 = text::sha256_hex(text);
    document.bytes = std::make_shared<const std::string>(text);
    AccountOptions options;
    options.dates = {{"a.txt", *Day::from(2018, 1, 24)}};
    options.zone = zone;
    return engine.account({engine.annotate(engine.extract(document))}, {}, options).times;
}

TEST(DatesZone, StandsOnlyWhereTheWordsGiveNone) {
    const std::string text =
        "The wall broke at 6:30 a.m. on Sunday. The siren was heard at 0430 GMT on Monday.";
    const auto bare = times_with_zone(text, std::nullopt);
    ASSERT_EQ(bare.size(), 2U);
    EXPECT_EQ(bare[0].value, "2018-01-21T06:30");
    EXPECT_EQ(bare[1].value, "2018-01-22T04:30Z");
    const auto placed = times_with_zone(text, "Africa/Harare");
    ASSERT_EQ(placed.size(), 2U);
    EXPECT_EQ(placed[0].value, "2018-01-21T06:30+02:00");
    EXPECT_NE(placed[0].basis.find("Africa/Harare"), std::string::npos);
    EXPECT_EQ(placed[1].value, "2018-01-22T04:30Z");
}

}  // namespace
}  // namespace sitrep
