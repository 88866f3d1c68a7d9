// Questions looked up in the ledger: what is asked, what answers it, what does not.
#include <gtest/gtest.h>

#include "brief/compose.hpp"
#include "brief/question.hpp"
#include "support/gold_dossier.hpp"

namespace sitrep {
namespace {

using test::span_of;

const brief::AskWords& ask() {
    static const brief::AskWords read = brief::load_ask_words(SITREP_TEST_DATA "/..").value();
    return read;
}

constexpr std::string_view kFirst =
    "The army counted 40 fighters in Libya. The mayor asked for 12 boats.\n\nThe council will sit on Friday.";
constexpr std::string_view kSecond =
    "Officials saw 55 fighters in Libya.\n\n\"We need boats,\" said Ada Moor.\n\nThe bridge was shut on 4 "
    "May.";

void add_figure(Dossier& dossier, ReportIndex report, std::string_view words, double value,
                std::string_view counted) {
    Figure figure = test::figure_of(dossier, report, words, value);
    figure.low = figure.high = value;
    figure.unit = counted == "boats" ? "boat" : "person";
    figure.counted = counted;
    figure.place = counted == "boats" ? kNoEntity : 0;
    figure.hypothetical = counted == "boats";
    dossier.figures.push_back(figure);
}

Dossier dossier_of() {
    Dossier dossier;
    dossier.reports.push_back(test::report_of("a_1.txt", std::string(kFirst)));
    dossier.reports.push_back(test::report_of("b_2.txt", std::string(kSecond)));
    dossier.published.resize(2);
    Entity libya;
    libya.name = "Libya";
    libya.type = EntityType::geopolitical;
    Entity moor;
    moor.name = "Ada Moor";
    for (ReportIndex report = 0; report < 2; ++report)
        libya.mentions.push_back({report, span_of(dossier.reports[report], "Libya"), MentionForm::name, 0});
    moor.mentions.push_back({1, span_of(dossier.reports[1], "Ada Moor"), MentionForm::name, 1});
    dossier.entities = {libya, moor};
    add_figure(dossier, 0, "40", 40, "fighters");
    add_figure(dossier, 0, "12", 12, "boats");
    add_figure(dossier, 1, "55", 55, "fighters");
    Quotation quote;
    quote.report = 1;
    quote.span = span_of(dossier.reports[1], "We need boats,");
    quote.speaker = {1, span_of(dossier.reports[1], "Ada Moor"), SourceClass::named};
    dossier.quotes.push_back(quote);
    TimeExpression day;
    day.report = 1;
    day.span = span_of(dossier.reports[1], "4 May");
    dossier.times.push_back(day);
    dossier.relations.push_back({RelationKind::conflict,
                                 "fighters in Libya",
                                 {{ItemRef::List::figures, 0}, {ItemRef::List::figures, 2}},
                                 "same place",
                                 {1, 2, ""}});
    return dossier;
}

brief::Answer answer(std::string_view question) {
    return brief::answer(dossier_of(), question, ask(), test::words());
}

TEST(BriefQuestion, AnswersWithTheRelationThatHoldsTheFigures) {
    const auto found = answer("How many fighters in Libya?");
    ASSERT_EQ(found.findings.size(), 1U);
    EXPECT_EQ(found.findings[0].kind, "conflict");
    EXPECT_EQ(found.findings[0].citations.size(), 2U);
    EXPECT_EQ(answer("how many militants in libya").findings.size(), 1U) << "a synonym";
    EXPECT_EQ(answer("How many Libyan fighters are there?").findings.size(), 1U)
        << "a word made from the name";
}

TEST(BriefQuestion, AFigureOfSomethingElseIsNoAnswer) {
    EXPECT_TRUE(answer("How many soldiers in Libya?").findings.empty());
    EXPECT_TRUE(answer("How many fighters in Syria?").findings.empty());
    EXPECT_EQ(answer("How many fighters in Syria?").untold, std::vector<std::string>{"syria"});
    EXPECT_TRUE(answer("how many of the?").looked_for.empty());
    EXPECT_TRUE(brief::answer(Dossier{}, "how many fighters", ask(), test::words()).findings.empty());
}

TEST(BriefQuestion, SaysThatAnAskedForAmountIsNoState) {
    const auto found = answer("how many boats");
    ASSERT_EQ(found.findings.size(), 1U);
    EXPECT_NE(found.findings[0].text.find("asked for, feared or planned"), std::string::npos);
}

TEST(BriefQuestion, OnlyTheOneAskedAfterAnswersWhatWasSaid) {
    const auto said = answer("What did Moor say about boats?");
    ASSERT_EQ(said.findings.size(), 1U);
    EXPECT_EQ(said.findings[0].kind, "quotation");
    EXPECT_TRUE(answer("What did the mayor say about boats?").findings.empty());
    EXPECT_EQ(answer("Who said that boats are needed?").findings.size(), 1U);
}

TEST(BriefQuestion, FormsAndRunsOfWordsMeet) {
    EXPECT_EQ(answer("When was the bridge closed?").findings.size(), 1U);
    EXPECT_TRUE(answer("When was the bridge blown up?").findings.empty());
    EXPECT_EQ(answer("When does the council meet?").near.size(), 1U) << "no day is marked there: near";
}

TEST(BriefQuestion, FromRecordedWordsWhereTextsAreNot) {
    Dossier dossier = dossier_of();
    dossier.brief = brief::compose(dossier, test::words());
    for (AnnotatedReport& report : dossier.reports) report.tokens = {};
    const auto found = brief::answer(dossier, "How many fighters in Libya?", ask(), test::words());
    ASSERT_FALSE(found.findings.empty());
    EXPECT_EQ(found.findings[0].kind, "conflict");
}

}  // namespace
}  // namespace sitrep
