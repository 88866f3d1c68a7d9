// What changed between two dossiers: identity by words, every change once, known things never as news.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "brief/difference.hpp"
#include "store/dossier_json.hpp"
#include "store/dossier_reader.hpp"
#include "support/gold_dossier.hpp"

namespace sitrep {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr std::string_view kFirst =
    "The army counted 40 trucks at the border on Monday.\n\nThe mayor asked for 12 boats by the end of May.";
constexpr std::string_view kSecond = "Police officers saw 55 trucks at the border.";

ItemRef add_figure(Dossier& dossier, ReportIndex report, std::string_view words, double value) {
    dossier.figures.push_back(test::figure_of(dossier, report, words, value));
    return {ItemRef::List::figures, static_cast<std::uint32_t>(dossier.figures.size() - 1)};
}

/// The first report alone, or both with their conflict.
Dossier dossier_of(std::string_view first, std::string_view count, double value, bool both) {
    Dossier dossier;
    dossier.reports.push_back(test::report_of("a_1.txt", std::string(first)));
    if (both) dossier.reports.push_back(test::report_of("b_2.txt", std::string(kSecond)));
    dossier.published.resize(dossier.reports.size());
    for (ReportIndex i = 0; i < dossier.reports.size(); ++i)
        dossier.reports[i].report.document.sha256 = *dossier.reports[i].report.document.bytes;
    const ItemRef own = add_figure(dossier, 0, count, value);
    if (both) {
        const ItemRef other = add_figure(dossier, 1, "55", 55);
        dossier.relations.push_back({RelationKind::conflict, "trucks", {own, other}, "", {1, 2, ""}});
    }
    return dossier;
}

std::vector<std::string> lines(const Dossier& before, const Dossier& now) {
    std::vector<std::string> out;
    for (const auto& finding : brief::differences(before, now, test::words()))
        out.push_back(finding.kind + ": " + finding.text);
    return out;
}

Dossier read_back(const Dossier& dossier) {
    auto read = store::read_dossier("d.json", store::to_json(dossier));
    EXPECT_TRUE(read) << read.error().line();
    return read ? std::move(*read) : Dossier{};
}

TEST(BriefDifference, AnEditOfOneDigitIsFewLines) {
    std::string edited(kFirst);
    edited.replace(edited.find("40"), 2, "41");
    const auto all = lines(dossier_of(kFirst, "40", 40, true), dossier_of(edited, "41", 41, true));
    EXPECT_THAT(all,
                Contains(StartsWith("revised: Report a has other bytes than before: a_1.txt; 1 sentence")));
    EXPECT_THAT(all,
                Contains("revised: Rewritten: “The army counted 41 trucks at the border on Monday.” (a), "
                         "before: «The army counted 40 trucks at the border on Monday.»."));
    EXPECT_THAT(all, Contains(StartsWith("revised: Conflict")));
    EXPECT_THAT(all, SizeIs(3)) << testing::PrintToString(all);
}

TEST(BriefDifference, WordsThatOnlyMovedAreNoNews) {
    const std::string moved = "Rain fell all night long.\n\n" + std::string(kFirst);
    const auto all = lines(dossier_of(kFirst, "40", 40, true), dossier_of(moved, "40", 40, true));
    EXPECT_THAT(all, SizeIs(1)) << testing::PrintToString(all);
    EXPECT_THAT(all, Contains(StartsWith("revised: Report a has other bytes")));
}

TEST(BriefDifference, RelationsNewlyMadeOfKnownWordsAreLeftOut) {
    Dossier before = dossier_of(kFirst, "40", 40, true);
    before.relations.clear();
    EXPECT_THAT(lines(before, dossier_of(kFirst, "40", 40, true)), IsEmpty());
}

TEST(BriefDifference, OneMoreTellerIsToldAsOne) {
    Dossier now = dossier_of(kFirst, "40", 40, true);
    now.reports.push_back(test::report_of("c_3.txt", "A guard said he had seen 55 trucks at the border."));
    now.reports.back().report.document.sha256 = "c";
    now.published.resize(3);
    now.relations[0].items.push_back(add_figure(now, 2, "55", 55));
    const auto all = lines(dossier_of(kFirst, "40", 40, true), now);
    EXPECT_THAT(
        all, Contains("new: Conflict, also told by c: “A guard said he had seen 55 trucks at the border”."));
    EXPECT_THAT(all, Not(Contains(StartsWith("revised: Conflict"))));
}

TEST(BriefDifference, NewFiguresAreToldOnceInTheirSentence) {
    Dossier now = dossier_of(kFirst, "40", 40, false);
    now.reports.push_back(test::report_of("b_2.txt", std::string(kSecond)));
    now.reports.back().report.document.sha256 = "b";
    now.published.resize(2);
    add_figure(now, 1, "55", 55);
    const auto all = lines(dossier_of(kFirst, "40", 40, false), now);
    EXPECT_THAT(all, Contains("new: Figure: “Police officers saw 55 trucks at the border” (b)."));
    EXPECT_THAT(all, SizeIs(2)) << testing::PrintToString(all);
}

TEST(BriefDifference, ACopyOfKnownWordsBringsNoFigures) {
    Dossier now = dossier_of(kFirst, "40", 40, false);
    now.reports.push_back(test::report_of("b_2.txt", std::string(kFirst)));
    now.reports.back().report.document.sha256 = "b";
    now.published.resize(2);
    add_figure(now, 1, "40", 40);
    const auto all = lines(dossier_of(kFirst, "40", 40, false), now);
    EXPECT_THAT(all, SizeIs(1)) << testing::PrintToString(all);
    EXPECT_THAT(all, Contains(HasSubstr("2 of its 2 sentences stood in the earlier dossier word for word")));
}

TEST(BriefDifference, DossiersWithoutACommonReportSaySo) {
    Dossier other = dossier_of("Nothing else is known about the storm.\n\nIt hit 3 villages.", "3", 3, false);
    other.reports[0].report.document.path = "z.txt";
    const auto all = lines(dossier_of(kFirst, "40", 40, true), other);
    ASSERT_FALSE(all.empty());
    EXPECT_THAT(all[0],
                StartsWith("unrelated: The two dossiers have no report in common (2 reports before, 1 now)"));
}

TEST(BriefDifference, IsTheSameFromTheirJson) {
    std::string edited(kFirst);
    edited.replace(edited.find("40"), 2, "41");
    const Dossier before = dossier_of(kFirst, "40", 40, true), now = dossier_of(edited, "41", 41, true);
    EXPECT_EQ(lines(before, now), lines(read_back(before), read_back(now)));
}

TEST(BriefDifference, WhatTheBriefTellsAlreadyIsNotToldTwice) {
    Dossier now = dossier_of(kFirst, "40", 40, true);
    now.brief.push_back({"head", "Two reports.", {{0, {0, 3}}}, -1});
    now.brief.push_back({"changed", "Update: one.", {{0, {0, 3}}}, -1});
    now.brief.push_back({"changed", "Update: two.", {{0, {0, 3}}}, -1});
    brief::add_since(now, {{"superseded", "Update: one.", {{0, {0, 3}}}, false}}, test::words());
    std::vector<std::string> changed;
    for (const BriefSentence& sentence : now.brief) changed.push_back(sentence.text);
    EXPECT_THAT(changed,
                testing::ElementsAre("Two reports.", "Since the earlier dossier, superseded: Update: one.",
                                     StartsWith("Below: what moved on"), "Update: two."));
}

TEST(DossierReader, RefusesSpansThatDoNotHoldTheirWords) {
    const Dossier dossier = dossier_of(kFirst, "40", 40, true);
    std::string json = store::to_json(dossier);
    const Span span = dossier.figures[0].span;
    const auto pair = [](Span one) {
        return "[" + std::to_string(one.begin) + "," + std::to_string(one.end) + "]";
    };
    const auto at = json.find(pair(span), json.find("\"figures\""));
    ASSERT_NE(at, std::string::npos);
    json.replace(at, pair(span).size(), pair({span.begin + 1, span.end + 1}));
    const auto read = store::read_dossier("d.json", json);
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().line(), HasSubstr("figures[0]: "));
    EXPECT_THAT(read.error().line(), HasSubstr("run 'sitrep verify d.json'"));
}

}  // namespace
}  // namespace sitrep
