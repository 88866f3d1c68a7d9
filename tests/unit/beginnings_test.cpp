#include "text/beginnings.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

namespace sitrep::text {
namespace {

TEST(Beginnings, RulesOutNoPlaceWhereAWordStands) {
    constexpr std::array<std::string_view, 4> kWords = {" told ", "n’t ", "é", "approv"};
    Beginnings beginnings;
    for (const std::string_view word : kWords) beginnings.add(word);
    constexpr std::string_view kText = "He told them it didn’t matter: approval café";
    for (const std::string_view word : kWords) {
        const std::size_t at = kText.find(word);
        ASSERT_NE(at, std::string_view::npos) << word;
        EXPECT_TRUE(beginnings.may_begin(kText, at)) << word;
        EXPECT_TRUE(stands_at(kText, at, word)) << word;
    }
    EXPECT_FALSE(beginnings.may_begin(kText, 0));
}

TEST(Beginnings, AWordOfOneByteMayBeTheLast) {
    Beginnings beginnings;
    beginnings.add("?");
    EXPECT_TRUE(beginnings.may_begin("who?", 3));
    EXPECT_FALSE(beginnings.may_begin("who?", 1));
}

TEST(Beginnings, NothingStandsOverTheEnd) {
    EXPECT_FALSE(stands_at("was tol", 3, " told"));
    EXPECT_TRUE(stands_at("was told", 3, " told"));
}

}  // namespace
}  // namespace sitrep::text
