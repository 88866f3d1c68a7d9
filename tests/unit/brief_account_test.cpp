// What changed between dossiers, two reports side by side, dossiers read back.
#include <gtest/gtest.h>

#include "brief/comparison.hpp"
#include "brief/compose.hpp"
#include "brief/difference.hpp"
#include "brief/unseen_sources.hpp"
#include "store/dossier_json.hpp"
#include "store/dossier_reader.hpp"
#include "support/gold_dossier.hpp"

namespace sitrep {
namespace {

using test::span_of;

void add_figure(Dossier& dossier, ReportIndex report, std::string_view words, double value,
                std::string_view counted) {
    Figure figure = test::figure_of(dossier, report, words, value);
    figure.unit = "person";
    figure.counted = counted;
    figure.place = 0;
    dossier.figures.push_back(figure);
}

constexpr std::string_view kFirst = "The army counted 40 fighters in Libya.\n\nThe mayor asked for 12 boats.";
constexpr std::string_view kSecond =
    "Officials saw 55 fighters in Libya.\n\n\"We need boats,\" said Ada Moor.";

Dossier dossier_of(bool with_second) {
    Dossier dossier;
    dossier.reports.push_back(test::report_of("a_1.txt", std::string(kFirst)));
    if (with_second) dossier.reports.push_back(test::report_of("b_2.txt", std::string(kSecond)));
    dossier.published.resize(dossier.reports.size());
    Entity libya;
    libya.name = "Libya";
    libya.type = EntityType::geopolitical;
    dossier.entities.push_back(libya);
    for (ReportIndex report = 0; report < dossier.reports.size(); ++report)
        dossier.entities[0].mentions.push_back(
            {report, span_of(dossier.reports[report], "Libya"), MentionForm::name, 0});
    add_figure(dossier, 0, "40", 40, "fighters");
    add_figure(dossier, 0, "12", 12, "boats");
    dossier.figures[1].hypothetical = true;
    dossier.figures[1].place = kNoEntity;
    if (with_second) {
        add_figure(dossier, 1, "55", 55, "fighters");
        Quotation quote;
        quote.report = 1;
        quote.span = span_of(dossier.reports[1], "We need boats,");
        dossier.quotes.push_back(quote);
        dossier.relations.push_back({RelationKind::conflict,
                                     "fighters in Libya",
                                     {{ItemRef::List::figures, 0}, {ItemRef::List::figures, 2}},
                                     "same place",
                                     {1, 2, ""}});
    }
    dossier.brief = brief::compose(dossier, test::words());
    return dossier;
}

std::vector<std::string> lines(const std::vector<brief::Finding>& findings) {
    std::vector<std::string> out;
    for (const auto& finding : findings) out.push_back(finding.kind + ": " + finding.text);
    return out;
}

bool any_starts(const std::vector<std::string>& all, std::string_view start) {
    return std::any_of(all.begin(), all.end(),
                       [&](const std::string& line) { return line.starts_with(start); });
}

TEST(BriefDifference, NothingChangedSaysNothing) {
    EXPECT_TRUE(brief::differences(dossier_of(true), dossier_of(true), test::words()).empty());
    EXPECT_TRUE(brief::differences(Dossier{}, Dossier{}, test::words()).empty());
}

TEST(BriefDifference, NewReportsRelationsAndStatementsAreCitedInTheNewerDossier) {
    const Dossier now = dossier_of(true);
    const auto findings = brief::differences(dossier_of(false), now, test::words());
    const auto all = lines(findings);
    EXPECT_TRUE(any_starts(all, "new: Report b")) << testing::PrintToString(all);
    EXPECT_TRUE(any_starts(all,
                           "new: Conflict, fighters in Libya: “The army counted 40 fighters in Libya” (a) "
                           "against “Officials saw 55"))
        << testing::PrintToString(all);
    EXPECT_TRUE(any_starts(all, "new: No speaker is given for: “We need boats”"))
        << testing::PrintToString(all);
    for (const auto& finding : findings) EXPECT_FALSE(finding.citations.empty()) << finding.text;
}

TEST(BriefDifference, WhatIsGoneIsSaidWithTheOldWords) {
    const auto all = lines(brief::differences(dossier_of(true), dossier_of(false), test::words()));
    EXPECT_TRUE(any_starts(all, "gone: Report b, b_2.txt")) << testing::PrintToString(all);
}

TEST(BriefDifference, RewrittenReportIsRevisedNotNew) {
    Dossier now = dossier_of(false);
    now.reports[0] = test::report_of("a_1.txt", std::string(kFirst) + " It rained.");
    const auto all = lines(brief::differences(dossier_of(false), now, test::words()));
    EXPECT_TRUE(any_starts(all, "revised: Report a has other bytes")) << testing::PrintToString(all);
    EXPECT_FALSE(any_starts(all, "new: Report"));
}

TEST(BriefDifference, WorksOnADossierReadBack) {
    const auto before = store::read_dossier("old.json", store::to_json(dossier_of(true)));
    ASSERT_TRUE(before) << before.error().line();
    EXPECT_TRUE(brief::differences(*before, dossier_of(true), test::words()).empty())
        << testing::PrintToString(lines(brief::differences(*before, dossier_of(true), test::words())));
    Dossier now = dossier_of(true);
    brief::add_since(now, brief::differences(*before, now, test::words()), test::words());
    EXPECT_TRUE(std::any_of(now.brief.begin(), now.brief.end(), [](const BriefSentence& sentence) {
        return sentence.text == "Nothing changed since the earlier dossier.";
    }));
}

TEST(DossierReader, WritesAgainWhatItRead) {
    const std::string json = store::to_json(dossier_of(true));
    const auto again = store::read_dossier("d.json", json);
    ASSERT_TRUE(again) << again.error().line();
    EXPECT_EQ(again->figures.size(), 3U);
    EXPECT_EQ(again->reports[1].report.words(again->figures[2].span), "55");
    EXPECT_EQ(store::to_json(*again), json);
}

TEST(DossierReader, NamesWhatIsWrong) {
    const std::string json = store::to_json(dossier_of(true));
    const auto damaged = [&](std::string_view from, std::string_view to) {
        std::string text = json;
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
        const auto result = store::read_dossier("d.json", text);
        return result ? std::string("read") : result.error().line();
    };
    EXPECT_NE(
        store::read_dossier("d.json", json.substr(0, json.size() / 2)).error().line().find("is not JSON"),
        std::string::npos);
    EXPECT_NE(store::read_dossier("d.json", "{}").error().line().find("names no schema"), std::string::npos);
    EXPECT_NE(damaged("sitrep/dossier/1", "sitrep/dossier/2")
                  .find("has schema 'sitrep/dossier/2', not 'sitrep/dossier/1'"),
              std::string::npos);
    EXPECT_NE(damaged("\"reports\"", "\"texts\"").find("it has no list 'reports'"), std::string::npos);
    EXPECT_NE(damaged("\"id\": \"f2\"", "\"id\": \"f1\"").find("figures[1]: has the id 'f1' a second time"),
              std::string::npos);
    EXPECT_NE(damaged("\"conflict\"", "\"quarrel\"").find("relations[0]: 'quarrel' is no kind of relation"),
              std::string::npos);
    EXPECT_NE(damaged("\"f3\"\n", "\"f9\"\n").find("no figure, act or quotation 'f9'"), std::string::npos);
    const Dossier dossier = dossier_of(true);
    const std::string span = "[" + std::to_string(dossier.figures[0].span.begin) + "," +
                             std::to_string(dossier.figures[0].span.end) + "]";
    EXPECT_NE(damaged(span, "[9,2]").find("a span is not [begin,end)"), std::string::npos);
    EXPECT_NE(damaged(span, "[1,99999999999]").find("a span is not [begin,end)"), std::string::npos);
}

TEST(UnseenSources, OneForPassagesThatHangTogetherAndNoneForAReportOfTheSet) {
    Dossier dossier;
    dossier.reports.resize(5);
    const auto shared = [&](ReportIndex a, ReportIndex b, std::uint32_t at, Direction direction,
                            std::optional<ReportIndex> third = std::nullopt) {
        dossier.passages.push_back(
            {{a, {at, at + 50}}, {b, {at, at + 50}}, PassageKind::verbatim, direction, "", third});
    };
    shared(0, 1, 10, Direction::common_source);
    shared(0, 2, 20, Direction::common_source);   // half of the same words
    shared(0, 3, 500, Direction::common_source);  // others
    shared(1, 4, 900, Direction::a_to_b);
    shared(2, 4, 900, Direction::common_source, 1);  // both from a report of the set
    dossier.origins = {{{0, 1, 2}, std::nullopt, {}}, {{0, 3}, "Agence Danube", {}}};
    const auto sources = brief::unseen_sources(dossier);
    ASSERT_EQ(sources.size(), 2U);
    EXPECT_EQ(sources[0].reports, (std::vector<ReportIndex>{0, 1, 2}));
    EXPECT_EQ(sources[0].name(), "unseen common source");
    EXPECT_EQ(sources[0].origin, 0U);
    EXPECT_EQ(sources[1].reports, (std::vector<ReportIndex>{0, 3}));
    EXPECT_EQ(sources[1].name(), "Agence Danube");
}

TEST(BriefComparison, ShowsSharedWordsWithWhatChanged) {
    Dossier dossier = dossier_of(true);
    dossier.passages.push_back({{0, span_of(dossier.reports[0], "40 fighters in Libya")},
                                {1, span_of(dossier.reports[1], "55 fighters in Libya")},
                                PassageKind::edited,
                                Direction::a_to_b,
                                ""});
    const std::string text = brief::side_by_side_text(dossier, 0, 1, 60, test::words());
    EXPECT_NE(
        text.find(
            "a:¶1 and b:¶1, edited, from a to b\n[40] fighters in Libya       | [55] fighters in Libya\n"),
        std::string::npos)
        << text;
    EXPECT_NE(text.find("\nconflict\n"), std::string::npos) << text;
    const auto all = lines(brief::compare_reports(dossier, 0, 1, test::words()));
    EXPECT_TRUE(any_starts(all, "shared: edited, from a to b"));
    EXPECT_TRUE(any_starts(all, "only: a alone, figure: “12”"));
    EXPECT_FALSE(any_starts(all, "only: a alone, figure: “40”"));
}

}  // namespace
}  // namespace sitrep
