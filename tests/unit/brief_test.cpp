#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <set>

#include "brief/compose.hpp"
#include "brief/html.hpp"
#include "brief/markdown.hpp"
#include "brief/page.hpp"
#include "brief/reader.hpp"
#include "brief/sections.hpp"
#include "brief/short_form.hpp"
#include "brief/word_diff.hpp"
#include "brief/world_lines.hpp"
#include "support/gold_dossier.hpp"
#include "support/small_dossier.hpp"

namespace sitrep {
namespace {

using test::figure_of;
using test::quote_of;
using test::small_dossier;
using test::span_of;

std::string section_text(const Dossier& dossier, std::string_view section) {
    std::string text;
    for (const BriefSentence& sentence : dossier.brief) {
        if (sentence.section == section) text += sentence.text + "\n";
    }
    return text;
}

const brief::RenderOptions kOptions{"0.1.0", "sitrep brief reports", 0, {}};

TEST(Brief, HoldsUpWithEveryListEmpty) {
    Dossier dossier;
    dossier.brief = brief::compose(dossier, test::words());
    EXPECT_NE(section_text(dossier, "head").find("No report could be read."), std::string::npos);
    EXPECT_NE(brief::render_markdown(dossier, test::words(), kOptions).find("No report could be read."),
              std::string::npos);
    EXPECT_NE(brief::render_html(dossier, test::words(), kOptions).find("No report could be read."),
              std::string::npos);
    dossier.reports.push_back(test::report_of("empty.txt", "\n"));
    dossier.timeline = brief::compose_timeline(dossier, test::words());
    dossier.brief = brief::compose(dossier, test::words());
    EXPECT_NE(section_text(dossier, "head").find("1 report:"), std::string::npos);
    EXPECT_FALSE(brief::render_html(dossier, test::words(), kOptions).empty());
}

TEST(Brief, CountsWhatWasLeftOut) {
    Dossier dossier = small_dossier();
    dossier.left_out = {{"x.bin", "is binary"}};
    dossier.brief = brief::compose(dossier, test::words());
    EXPECT_NE(section_text(dossier, "head").find("1 input left out"), std::string::npos);
    EXPECT_NE(section_text(dossier, "head").find("x.bin, is binary."), std::string::npos);
}

TEST(Brief, TellsAConflictWithBothWordsAndNoVerdict) {
    Dossier dossier = small_dossier();
    dossier.brief = brief::compose(dossier, test::words());
    EXPECT_EQ(section_text(dossier, "figures"),
              "Conflict, dead in the valley: “The ministry counted 44 dead in the valley” (a, written 25 "
              "January 2018) "
              "against “The Red Cross counted 61 dead in the valley” (b); same place and day; 2 origins.\n")
        << "whole sentences: whose count it is stands in them";
}

TEST(Brief, TellsAConflictSideAgainstSide) {
    Dossier dossier = small_dossier();
    dossier.reports.push_back(test::report_of("c_3.txt", "By noon 44 people were buried in the valley."));
    dossier.published.resize(3);
    dossier.figures.push_back(figure_of(dossier, 2, "44 people", 44));
    dossier.relations[0].items.push_back({ItemRef::List::figures, 2});
    dossier.brief = brief::compose(dossier, test::words());
    EXPECT_EQ(section_text(dossier, "figures"),
              "Conflict, dead in the valley: “The ministry counted 44 dead in the valley” (a, written 25 "
              "January 2018; same "
              "figure in c) against "
              "“The Red Cross counted 61 dead in the valley” (b); same place and day; 2 origins.\n");
}

TEST(Brief, TellsNoUpdateWhoseOrderIsNotProved) {
    Dossier dossier = small_dossier();
    dossier.relations[0].kind = RelationKind::update;
    dossier.brief = brief::compose(dossier, test::words());
    EXPECT_EQ(section_text(dossier, "changed"), "") << "the second report has no day";
    dossier.published[1].range = {Day::from(2018, 1, 20), Day::from(2018, 1, 22)};
    dossier.brief = brief::compose(dossier, test::words());
    EXPECT_EQ(
        section_text(dossier, "changed"),
        "Update, dead in the valley: “The Red Cross counted 61 dead in the valley” (b, written 20–22 January "
        "2018) → “The ministry counted 44 dead in the valley” (a, written 25 January 2018); 2 origins.\n");
    dossier.published[1].range = {Day::from(2018, 1, 20), Day::from(2018, 1, 29)};
    dossier.brief = brief::compose(dossier, test::words());
    EXPECT_EQ(section_text(dossier, "changed"), "") << "either may be the later one";
}

TEST(Brief, RivalsAreNoLaterState) {
    Dossier dossier = small_dossier();
    dossier.published[1].range = {Day::from(2018, 1, 20), Day::from(2018, 1, 22)};
    dossier.relations.push_back(dossier.relations[0]);
    dossier.relations[1].kind = RelationKind::update;
    dossier.brief = brief::compose(dossier, test::words());
    EXPECT_EQ(section_text(dossier, "changed"), "") << "the same two figures are in conflict";
}

TEST(Brief, ARowOfStatesTellsWhichOfThemIsInDispute) {
    Dossier dossier = small_dossier();
    dossier.reports.push_back(test::report_of("c_3.txt", "The ministry counted 90 dead in the valley."));
    dossier.published.resize(3);
    dossier.published[2].range = {Day::from(2018, 2, 5), Day::from(2018, 2, 5)};
    dossier.figures.push_back(figure_of(dossier, 2, "90 dead", 90));
    Relation row = dossier.relations[0];
    row.kind = RelationKind::update;
    row.items = {row.items[0], {ItemRef::List::figures, 2}};
    dossier.relations.push_back(row);
    dossier.brief = brief::compose(dossier, test::words());
    EXPECT_NE(section_text(dossier, "changed").find("; in dispute: “44” against “61” (b)"), std::string::npos)
        << section_text(dossier, "changed");
}

TEST(Brief, ATensionSaysInWhatItsSidesPullApart) {
    Dossier dossier = small_dossier();
    dossier.figures.clear();
    dossier.reports[0] = test::report_of("a_1.txt", "The council will vote on Monday.");
    dossier.reports[1] = test::report_of("b_2.txt", "A clerk saw no vote before June.");
    dossier.entities[0].mentions.clear();
    dossier.quotes = {quote_of(dossier, 0, "will vote on Monday", kNoEntity),
                      quote_of(dossier, 1, "no vote before June", kNoEntity)};
    dossier.relations[0] = {RelationKind::tension,
                            "vote",
                            {{ItemRef::List::quotes, 0}, {ItemRef::List::quotes, 1}},
                            "told as coming: «will vote on Monday»; doubted: «no vote before June»",
                            {1, 2, ""}};
    dossier.brief = brief::compose(dossier, test::words());
    EXPECT_TRUE(section_text(dossier, "figures").starts_with("Tension, told as coming and doubted: “"))
        << section_text(dossier, "figures");
}

TEST(Brief, LeavesAnOrphanQuotationWithoutASpeaker) {
    Dossier dossier = small_dossier();
    dossier.brief = brief::compose(dossier, test::words());
    EXPECT_EQ(section_text(dossier, "said"),
              "Ada Moor: “We count those we bury” (a, written 25 January 2018).\nNo speaker is given for: "
              "“We count "
              "those we bury” (b).\n");
    EXPECT_EQ(section_text(dossier, "gaps").find("Who said it is not given"), std::string::npos)
        << "the other report gives the same words to somebody";
}

TEST(Brief, PutsOneUtteranceTogetherAndSaysWhereItsSpeakerIsMissing) {
    Dossier dossier = small_dossier();
    dossier.relations.push_back({RelationKind::same_utterance,
                                 "the count",
                                 {{ItemRef::List::quotes, 0}, {ItemRef::List::quotes, 1}},
                                 "same words",
                                 {1, 1, ""}});
    dossier.brief = brief::compose(dossier, test::words());
    EXPECT_EQ(section_text(dossier, "said"),
              "Ada Moor: “We count those we bury” (a, written 25 January 2018; also b); no speaker is given "
              "in b.\n");
}

TEST(Brief, KeepsUncertainDaysAsBounds) {
    EXPECT_EQ(brief::date_words({Day::from(2018, 1, 23), Day::from(2018, 1, 23)}), "23 January 2018");
    EXPECT_EQ(brief::date_words({Day::from(2018, 2, 21), Day::from(2018, 2, 28)}), "21–28 February 2018");
    EXPECT_EQ(brief::date_words({Day::from(2018, 2, 1), Day::from(2018, 2, 28)}), "February 2018");
    EXPECT_EQ(brief::date_words({Day::from(2011, 1, 1), Day::from(2011, 12, 31)}), "2011");
    EXPECT_EQ(brief::date_words({Day::from(2018, 1, 30), Day::from(2018, 2, 2)}),
              "30 January – 2 February 2018");
    EXPECT_EQ(brief::date_words({Day::from(2018, 1, 30), std::nullopt}), "not before 30 January 2018");
    EXPECT_EQ(brief::date_words({}), "");
}

TEST(Brief, EverySentenceIsCited) {
    Dossier dossier = small_dossier();
    dossier.timeline = brief::compose_timeline(dossier, test::words());
    for (const BriefSentence& sentence : brief::compose(dossier, test::words())) {
        EXPECT_FALSE(sentence.citations.empty()) << sentence.text;
        for (const Place& place : sentence.citations) {
            ASSERT_LT(place.report, dossier.reports.size()) << sentence.text;
            EXPECT_LT(place.span.begin, place.span.end) << sentence.text;
            EXPECT_LE(place.span.end, dossier.reports[place.report].report.text.text().size())
                << sentence.text;
        }
    }
}

TEST(Brief, VerbatimWordsStandInTheReports) {
    Dossier dossier = small_dossier();
    dossier.brief = brief::compose(dossier, test::words());
    const std::regex words("“([^”]*)”");
    std::string all;
    for (const AnnotatedReport& entry : dossier.reports)
        all += brief::one_line(entry.report.text.text()) + "\n";
    for (const BriefSentence& sentence : dossier.brief) {
        for (std::sregex_iterator at(sentence.text.begin(), sentence.text.end(), words), end; at != end; ++at)
            EXPECT_NE(all.find((*at)[1].str()), std::string::npos) << (*at)[1].str();
    }
}

TEST(Brief, ShortFormLeavesSentencesOutAndCutsNone) {
    Dossier dossier = small_dossier();
    dossier.brief = brief::compose(dossier, test::words());
    brief::RenderOptions options = kOptions;
    options.max_words = 130;
    const std::string text = brief::render_markdown(dossier, test::words(), options);
    EXPECT_NE(text.find("Based on these reports, not verified."), std::string::npos);
    EXPECT_NE(text.find("Conflict, dead in the valley"), std::string::npos)
        << "a dispute before names and files";
    EXPECT_EQ(text.find("Person: "), std::string::npos);
    for (const std::uint32_t limit : {40U, 60U, 90U, 120U, 200U}) {
        options.max_words = limit;
        EXPECT_LE(brief::words_in(brief::render_markdown(dossier, test::words(), options)), limit);
    }
    EXPECT_EQ(text.find("SHA-256"), std::string::npos);
    options.max_words = 0;
    options.sections = {"gaps"};
    const std::string gaps = brief::render_markdown(dossier, test::words(), options);
    EXPECT_NE(gaps.find("## Not in the reports"), std::string::npos);
    EXPECT_EQ(gaps.find("## Bottom line"), std::string::npos);
}

TEST(BriefLabels, ComeFromFileNamesWhereTheyAreShortAndPlain) {
    Dossier dossier;
    dossier.reports.push_back(test::report_of("d/a0_75.txt", "A."));
    dossier.reports.push_back(test::report_of("d/a1_aa.txt", "B."));
    EXPECT_EQ(brief::Reader(dossier, test::words()).label(1), "a1");
    dossier.reports.push_back(test::report_of("d/a1_bb.txt", "C."));
    EXPECT_EQ(brief::Reader(dossier, test::words()).label(1), "r2") << "two reports would share a label";
    dossier.reports.resize(1);
    dossier.reports.push_back(test::report_of("d/<b>*.txt", "B."));
    EXPECT_EQ(brief::Reader(dossier, test::words()).label(1), "r2") << "a name is no place for markup";
    dossier.reports[1] = test::report_of("d/001_bb.txt", "B.");
    EXPECT_EQ(brief::Reader(dossier, test::words()).label(1), "r2") << "bare digits read like a figure";
    dossier.reports[1] = test::report_of("-", "B.");
    EXPECT_EQ(brief::Reader(dossier, test::words()).label(1), "stdin");
}

TEST(BriefLabels, ParagraphsAreCountedAsAReaderCounts) {
    Dossier dossier;
    dossier.reports.push_back(
        test::report_of("r1.txt", "Site\nHeadline\n\nFirst words.\n\nSecond words.\n\nThird words."));
    dossier.reports.push_back(
        test::report_of("r2.txt", "Site\nHeadline\nFirst words.\nSecond words.\nThird."));
    const brief::Reader reader(dossier, test::words());
    EXPECT_EQ(reader.citation({0, span_of(dossier.reports[0], "Headline")}), "r1:¶1")
        << "lines that touch are one where empty lines part paragraphs";
    EXPECT_EQ(reader.citation({0, span_of(dossier.reports[0], "Second")}), "r1:¶3");
    EXPECT_EQ(reader.citation({1, span_of(dossier.reports[1], "Second")}), "r2:¶4")
        << "in a file without empty lines every line is one";
}

TEST(WordDiff, MarksWhatIsItsOwn) {
    const auto runs =
        brief::changed_words("free the valley of (IS), and I hope", "free the valley of ISIL, and I hope");
    ASSERT_EQ(runs.size(), 3U);
    EXPECT_EQ(runs[1].words, "(IS), ");
    EXPECT_TRUE(runs[1].changed);
    EXPECT_FALSE(runs[2].changed);
    EXPECT_EQ(brief::changed_words("Same words.", "same “words”").size(), 1U)
        << "case and marks are no change";
    EXPECT_TRUE(brief::changed_words("", "x").empty());
    EXPECT_EQ(brief::changed_words("On Monday the ferry sailed", "The ferry sailed on Monday").size(), 1U)
        << "a word that only moved stands in both";
}

TEST(Brief, TellsWhatAProcessLacksInWords) {
    const Case one{
        "request_and_approval",
        "a: four boats",
        Stage::announced,
        "announced, not submitted",
        {},
        {"next: submission of the request", "date of submission", "decision", "delivery of four boats"}};
    EXPECT_EQ(brief::case_subject(one), "four boats");
    EXPECT_EQ(brief::stage_words(one), "announced, not submitted");
    const brief::Lacking lacks = brief::lacking(one);
    EXPECT_EQ(lacks.next, (std::vector<std::string>{"submission of the request"}));
    EXPECT_EQ(lacks.missing, (std::vector<std::string>{"date of submission", "decision", "delivery"}));
    EXPECT_EQ(brief::case_subject({"", "Mozambique: four boats", Stage::raised, "", {}, {}}),
              "Mozambique: four boats");
}

TEST(Brief, DenialsAreNoStatementsOfTheDenier) {
    Dossier dossier = small_dossier();
    dossier.reports[0] = test::report_of("a_1.txt", "The ministry denied opening any gate.");
    dossier.figures.clear();
    dossier.relations.clear();
    dossier.entities[0].mentions.clear();
    Quotation quote = quote_of(dossier, 0, "opening any gate", 0);
    quote.kind = QuotationKind::indirect;
    quote.cue = "denied";
    dossier.quotes = {quote};
    dossier.brief = brief::compose(dossier, test::words());
    EXPECT_EQ(section_text(dossier, "said"),
              "Ada Moor, in the report’s words: “The ministry denied opening any gate” (a, written 25 "
              "January 2018).\n");
}

TEST(Brief, ASectionShowsWhatFitsOnAPageAndCountsTheRest) {
    Dossier dossier = small_dossier();
    for (int i = 0; i < 30; ++i)
        dossier.brief.push_back({"gaps", "Gap " + std::to_string(i) + ".", {{0, {0, 5}}}, -1});
    const std::string text = brief::render_markdown(dossier, test::words(), kOptions);
    EXPECT_NE(text.find("## Not in the reports (4 of 30)\n"), std::string::npos) << text;
    brief::RenderOptions options = kOptions;
    options.sections = {"gaps"};
    EXPECT_NE(brief::render_markdown(dossier, test::words(), options).find("Gap 29."), std::string::npos);
}

TEST(BriefQuoting, CutsNoConditionOffAndEndsOnAWordThatSaysSomething) {
    EXPECT_EQ(brief::shortened("Malta will lend two boats, on condition that they are back by May", 45),
              "Malta will lend two boats, on condition that they are back by May");
    EXPECT_EQ(
        brief::shortened("Malta will lend two boats to the port for the whole of the summer season", 40),
        "Malta will lend two boats to the port…");
    EXPECT_EQ(brief::shortened("short", 40), "short");
}

TEST(BriefQuoting, OuterMarksAreTheOnlyDoubleOnes) {
    EXPECT_EQ(brief::in_marks("He said \"yes\" twice"), "“He said ‘yes’ twice”");
    EXPECT_EQ(brief::in_marks("a “delicate balance”"), "“a ‘delicate balance’”");
    EXPECT_EQ(brief::in_marks("four or five\" countries"), "“four or five countries”")
        << "its partner stands outside";
    EXPECT_EQ(brief::in_marks("we \"will not"), "“we will not”");
    EXPECT_EQ(brief::in_marks("she told them. “And then, Alta has three days."),
              "“she told them. ‘And then, Alta has three days.’”")
        << "what is cut off inside a quotation is still quoted";
    EXPECT_EQ(brief::in_marks("“Every day costs us, warned its chief, Ada Moor."),
              "“Every day costs us, warned its chief, Ada Moor.”")
        << "a closing mark was forgotten";
}

TEST(BriefQuoting, ASentenceGoesOnAfterItsQuotation) {
    EXPECT_EQ(brief::words_from("Let them hurry.", "r4"), "“Let them hurry” (r4)");
    EXPECT_EQ(brief::words_from("Let them hurry,", "r4"), "“Let them hurry” (r4)");
    EXPECT_EQ(brief::words_from("“Not one.”", "r3, r5"), "“Not one” (r3, r5)") << "no pair inside a pair";
    EXPECT_EQ(brief::words_from("“Not one,” he said. “Never.”", "r3"), "“‘Not one,’ he said. ‘Never’” (r3)");
    EXPECT_EQ(brief::words_from("Who pays?", "r1"), "“Who pays?” in r1");
    EXPECT_EQ(brief::words_from("It lies in the U.S.", "r1"), "“It lies in the U.S.” in r1");
    EXPECT_EQ(brief::words_from("And then…", "r1"), "“And then…” in r1");
}

TEST(Brief, NamesNoReportForWordsOfAnother) {
    Dossier dossier;
    dossier.reports.push_back(test::report_of("a_1.txt", "About 40 people are dead in the valley."));
    dossier.reports.push_back(test::report_of("b_2.txt", "Some 40 persons died in the valley."));
    dossier.published.resize(2);
    dossier.figures = {figure_of(dossier, 0, "About 40 people", 40),
                       figure_of(dossier, 1, "Some 40 persons", 40)};
    dossier.relations.push_back({RelationKind::agree,
                                 "dead in the valley",
                                 {{ItemRef::List::figures, 0}, {ItemRef::List::figures, 1}},
                                 "same",
                                 {1, 2, ""}});
    dossier.brief = brief::compose(dossier, test::words());
    EXPECT_EQ(section_text(dossier, "figures"),
              "Agreement, dead in the valley: “About 40 people are dead in the valley” (a; same figure in "
              "b); 1 to 2 "
              "origins.\n");
}

TEST(Brief, TellsByWhichWordsAProcessMovedOnInALaterMoment) {
    Dossier dossier = small_dossier();
    dossier.relations.clear();
    dossier.published[1].range = {Day::from(2018, 2, 20), Day::from(2018, 2, 22)};
    dossier.stories.push_back({"The valley", {0, 1}, {}, {}});
    const auto step = [&](ReportIndex report, std::string_view words, std::string state) {
        return CaseStep{std::move(state), {report, span_of(dossier.reports[report], words)}, kNoEntity, {}};
    };
    dossier.cases.push_back({"request_and_approval",
                             "boats",
                             Stage::granted,
                             "granted",
                             {step(0, "counted 44", "submitted"), step(1, "counted 61", "granted")},
                             {}});
    dossier.brief = brief::compose(dossier, test::words());
    EXPECT_EQ(section_text(dossier, "changed"),
              "Written 20–22 February 2018: “The Red Cross counted 61 dead in the valley” (b).\n");
    dossier.published[1].range = {Day::from(2018, 1, 26), Day::from(2018, 1, 26)};
    dossier.brief = brief::compose(dossier, test::words());
    EXPECT_EQ(section_text(dossier, "changed"), "") << "days that touch are one moment";
}

TEST(Map, CutsShapesAtTheWindow) {
    const brief::MapWindow window{10.0, 25.0, 20.0, 36.0};
    const auto lines = brief::lines_in(window);
    EXPECT_FALSE(lines.borders.empty());
    const auto slack = [&](brief::MapPosition at) {
        return at.x > 9.999 && at.x < 25.001 && at.y > 19.999 && at.y < 36.001;
    };
    double land = 0.0;
    for (const auto& ring : lines.land) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            EXPECT_TRUE(slack(ring[i])) << ring[i].x << " " << ring[i].y;
            const auto& next = ring[(i + 1) % ring.size()];
            land += (ring[i].x * next.y - next.x * ring[i].y) / 2;
        }
    }
    EXPECT_GT(std::abs(land), 15.0 * 16.0 * 0.6) << "two thirds of this window are land";
    EXPECT_LT(std::abs(land), 15.0 * 16.0 * 0.95) << "and some of it is sea";
    const auto named = [&](std::string_view name) {
        return std::any_of(lines.countries.begin(), lines.countries.end(),
                           [&](const auto& country) { return country.name == name; });
    };
    EXPECT_TRUE(named("Libya"));
    EXPECT_FALSE(named("Japan"));
    EXPECT_TRUE(brief::lines_in({-150.0, -149.0, -40.0, -39.0}).land.empty()) << "open sea";
}

TEST(Map, HasATextTwinAndSaysWhatItLeavesOut) {
    Dossier dossier = small_dossier();
    const auto place = [&](std::string_view name, double latitude, double longitude) {
        Entity entity;
        entity.name = name;
        entity.type = EntityType::geopolitical;
        entity.place = MapPoint{};
        entity.place->latitude = latitude;
        entity.place->longitude = longitude;
        entity.mentions.push_back({0, span_of(dossier.reports[0], "valley"), MentionForm::name, 0});
        dossier.entities.push_back(entity);
    };
    place("Mutare", -18.97, 32.67);
    place("Harare", -17.83, 31.05);
    place("Japan", 36.0, 138.0);
    place("Nowhere", 1e300, std::nan(""));
    dossier.brief = brief::compose(dossier, test::words());
    const std::string page = brief::render_html(dossier, test::words(), kOptions);
    EXPECT_NE(page.find("<svg class=map"), std::string::npos);
    EXPECT_NE(page.find(">1 Mutare</text>"), std::string::npos);
    EXPECT_EQ(page.find("NaN"), page.find("NaN", page.find("<script>"))) << "no broken number in a drawing";
    EXPECT_NE(page.find("36.0° N, 138.0° E, outside this map"), std::string::npos);
    EXPECT_NE(page.find("Borders and names imply no endorsement"), std::string::npos);
    EXPECT_EQ(page.find("Nowhere</text>"), std::string::npos) << "what lies on no globe is not drawn";
}

/// Writes page and brief of a folder of hand-made dossiers, to be looked at:
/// SITREP_LOOK=gold-folder:texts-folder:prefix.
TEST(BriefLook, WritesPagesToLookAt) {
    const char* look = std::getenv("SITREP_LOOK");
    if (look == nullptr) GTEST_SKIP() << "SITREP_LOOK is not set";
    const std::string value(look);
    const auto first = value.find(':');
    const auto second = value.rfind(':');
    auto dossier = test::gold_dossier(value.substr(0, first), value.substr(first + 1, second - first - 1));
    ASSERT_TRUE(dossier);
    dossier->timeline = brief::compose_timeline(*dossier, test::words());
    dossier->brief = brief::compose(*dossier, test::words());
    std::ofstream(value.substr(second + 1) + ".md")
        << brief::render_markdown(*dossier, test::words(), kOptions);
    std::ofstream(value.substr(second + 1) + ".html")
        << brief::render_html(*dossier, test::words(), kOptions);
}

}  // namespace
}  // namespace sitrep
