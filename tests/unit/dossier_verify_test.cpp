// What verify finds in a dossier that somebody wrote into.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "brief/compose.hpp"
#include "store/dossier_json.hpp"
#include "store/verify.hpp"
#include "support/gold_dossier.hpp"

namespace sitrep {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kText =
    "The army counted 1,200 fighters in the city.\n\nThe mayor asked for 12 boats by May.";

Dossier dossier_of_one() {
    Dossier dossier;
    dossier.reports.push_back(test::report_of("a_1.txt", std::string(kText)));
    dossier.published.resize(1);
    dossier.figures.push_back(test::figure_of(dossier, 0, "1,200", 1200));
    dossier.figures.push_back(test::figure_of(dossier, 0, "12", 12));
    Case one;
    one.case_template = "request_and_approval";
    one.subject = "the mayor: boats";
    one.steps.push_back(
        {"asked", {0, test::span_of(dossier.reports[0], "asked for 12 boats")}, kNoEntity, {}});
    dossier.cases.push_back(one);
    const Place sentence{0, test::span_of(dossier.reports[0], "The mayor asked for 12 boats by May.")};
    dossier.brief.push_back({"requests", "“The mayor asked for 12 … by May” (a).", {sentence}, -1});
    return dossier;
}

std::vector<std::string> mismatches(const std::string& json) {
    const Dossier dossier = dossier_of_one();
    const auto result = store::verify("d.json", json, [&](const std::vector<store::RecordedReport>&) {
        return std::vector<Result<Report>>{dossier.reports[0].report};
    });
    return result ? result->mismatches : std::vector<std::string>{"FAILED " + result.error().line()};
}

std::vector<std::string> after(std::string_view from, std::string_view to) {
    std::string json = store::to_json(dossier_of_one());
    const auto at = json.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return mismatches(json.replace(at, from.size(), to));
}

TEST(DossierVerify, HoldsOnWhatTheProgramWrites) {
    EXPECT_THAT(mismatches(store::to_json(dossier_of_one())), IsEmpty());
}

TEST(DossierVerify, FindsAForgedValue) {
    EXPECT_THAT(after("\"value\": 1200", "\"value\": 9999"),
                Contains(HasSubstr("figures[0]: has the value 9999")));
}

TEST(DossierVerify, FindsWordsThatNobodyWrote) {
    EXPECT_THAT(
        after("“The mayor asked for 12", "“The mayor begged for 12"),
        Contains(HasSubstr("brief[0]: quotes «The mayor begged for 12 », which its citations do not hold")));
}

TEST(DossierVerify, FindsIdsReferencesAndWordsOfTheContract) {
    EXPECT_THAT(after("\"id\": \"f2\"", "\"id\": \"f1\""),
                Contains("figures[1]: has the id 'f1' a second time"));
    EXPECT_THAT(after("\"stage\": \"raised\"", "\"stage\": \"banana\""),
                Contains("cases[0]: 'banana' is no stage"));
    EXPECT_THAT(after("\"by\": null", "\"by\": \"e9\""), Contains("cases[0].steps[0]: no entity 'e9'"));
}

}  // namespace
}  // namespace sitrep
