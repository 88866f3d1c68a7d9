// Words that can be read alone, and what is known of them: copied, hardened, overtaken, in dispute.
#include <gtest/gtest.h>

#include <algorithm>

#include "brief/compose.hpp"
#include "brief/context.hpp"
#include "brief/glosses.hpp"
#include "brief/reader.hpp"
#include "brief/standing.hpp"
#include "support/gold_dossier.hpp"

namespace sitrep {
namespace {

using test::span_of;

Dossier dossier_of(std::initializer_list<std::string_view> texts) {
    Dossier dossier;
    for (const std::string_view text : texts)
        dossier.reports.push_back(
            test::report_of("r" + std::to_string(dossier.reports.size() + 1) + ".txt", std::string(text)));
    dossier.published.resize(dossier.reports.size());
    return dossier;
}

std::string context_of(const Dossier& dossier, std::string_view words) {
    const brief::Reader reader(dossier, test::words());
    return reader.words(brief::in_context(reader, {0, span_of(dossier.reports[0], words)}));
}

TEST(BriefContext, KeepsTheSentenceSoThatNoAttributionIsCutOff) {
    const Dossier dossier =
        dossier_of({"The Front asked for 30 boats, according to two officials who would not be named."});
    EXPECT_EQ(context_of(dossier, "asked for 30 boats"),
              "The Front asked for 30 boats, according to two officials who would not be named.");
}

TEST(BriefContext, TakesInWhatAPronounStandsFor) {
    const Dossier dossier =
        dossier_of({"It rained all day. The Petrel waits with eleven men on board off Malta. Its owner "
                    "applied for leave to land there.\n\nThe mayor "
                    "spoke on Monday."});
    EXPECT_EQ(
        context_of(dossier, "applied for leave"),
        "The Petrel waits with eleven men on board off Malta. Its owner applied for leave to land there.");
    EXPECT_EQ(context_of(dossier, "off Malta"), "The Petrel waits with eleven men on board off Malta.");
    EXPECT_EQ(context_of(dossier, "spoke on Monday"), "The mayor spoke on Monday.");
}

TEST(BriefContext, FewWordsThatPointBackAreNotLeftAlone) {
    const Dossier dossier =
        dossier_of({"The line demanded a million euros from the province. The province rejects the claim."});
    EXPECT_EQ(context_of(dossier, "rejects"),
              "The line demanded a million euros from the province. The province rejects the claim.");
}

TEST(BriefContext, ABareNameIsToldWithTheFullerNameThatTheReportHasForIt) {
    const auto glosses = [](std::string_view text, std::string_view words) {
        const Dossier dossier = dossier_of({text});
        const brief::Reader reader(dossier, test::words());
        const Place place = reader.sentence({0, span_of(dossier.reports[0], words)});
        std::string out;
        for (const brief::Gloss& gloss : brief::glosses_in(reader, place, 2))
            out += gloss.name + "=" + reader.words(gloss.full) + ";";
        return out;
    };
    EXPECT_EQ(glosses("Alta set up a joint harbour committee in May. Its chief left the committee.", "chief"),
              "the committee=a joint harbour committee;");
    EXPECT_EQ(glosses("The Rovigo Dam cracked in May. Divers found that the dam was leaking.", "Divers"),
              "the dam=Rovigo Dam;");
    // Two of them: which is meant is not guessed.
    EXPECT_EQ(glosses("A fishing committee met. A harbour committee met too. The mayor left the committee.",
                      "mayor"),
              "");
    // Its head goes on, or stands in the sentence already.
    EXPECT_EQ(glosses("A harbour committee met in May. The mayor heard the committee of ten.", "mayor"), "");
    EXPECT_EQ(glosses("A harbour committee met in May. The mayor heard the committee chairman.", "mayor"),
              "");
    EXPECT_EQ(glosses("“A small port has a small mouth,” he said. The mayor closed the port.", "mayor"), "");
}

TEST(BriefContext, AGroupWithoutANameIsToldWithTheSentenceThatNamesIt) {
    const Dossier dossier =
        dossier_of({"It rained all day. Haddad Lines lost a ferry in May. The company’s lawyer threatened to "
                    "sue the port."});
    EXPECT_EQ(context_of(dossier, "threatened"),
              "Haddad Lines lost a ferry in May. The company’s lawyer threatened to sue the port.");
}

TEST(BriefContext, WhoeverCameToHarmIsToldWithTheDay) {
    const Dossier dossier = dossier_of(
        {"A ferry ran aground off Palma on April 18. The line said three people were hurt. It rained."});
    EXPECT_EQ(context_of(dossier, "three people"),
              "A ferry ran aground off Palma on April 18. The line said three people were hurt.");
}

TEST(BriefContext, AWordOfPassageBeforeAPronounHidesNothing) {
    const Dossier dossier = dossier_of(
        {"The carriers weigh an air bridge to Alta. However, they want a green light from the port first."});
    EXPECT_EQ(
        context_of(dossier, "a green light"),
        "The carriers weigh an air bridge to Alta. However, they want a green light from the port first.");
}

TEST(BriefContext, TakesInTheSentenceThatNamesTheSpeaker) {
    Dossier dossier =
        dossier_of({"\"The lamp died. Nobody put it out,\" said Ada Moor, a lawyer. It was late."});
    Quotation quote;
    quote.span = span_of(dossier.reports[0], "The lamp died. Nobody put it out,");
    quote.cue_span = span_of(dossier.reports[0], "said");
    dossier.quotes.push_back(quote);
    EXPECT_EQ(context_of(dossier, "Nobody put it out"),
              "\"The lamp died. Nobody put it out,\" said Ada Moor, a lawyer.")
        << "neither the first half nor the speaker is lost";
}

TEST(BriefStanding, ARetellingIsTheCarelessOneAndTheSourceTheOriginal) {
    Dossier dossier =
        dossier_of({"The ministry said the harbour would open on Monday if the dredgers were done.",
                    "The harbour will open on Monday, the ministry said.", "It rained in the harbour."});
    dossier.passages.push_back({{0, span_of(dossier.reports[0], "open on Monday")},
                                {1, span_of(dossier.reports[1], "harbour will open on Monday")},
                                PassageKind::edited,
                                Direction::a_to_b,
                                ""});
    const brief::Reader reader(dossier, test::words());
    const brief::Standing standing(reader);
    const Place first{0, span_of(dossier.reports[0], "open")}, second{1, span_of(dossier.reports[1], "open")};
    EXPECT_TRUE(standing.derived(1));
    EXPECT_TRUE(standing.copied(second));
    EXPECT_FALSE(standing.copied(first));
    EXPECT_TRUE(standing.told_softer(second)) << "a condition was lost";
    EXPECT_FALSE(standing.told_softer(first));
    EXPECT_TRUE(standing.written_before(0, 1)) << "who copies writes later";
    EXPECT_EQ(standing.original_of({second, first}), first);
}

TEST(BriefStanding, AgeCountsFromTheNewestReportThatGatheredItsNews) {
    Dossier dossier = dossier_of({"The bridge was shut after a shooting on Sunday morning.",
                                  "The bridge was opened to trucks by the two ministers.",
                                  "The bridge was opened to trucks by the two ministers."});
    dossier.published[0].range = {Day::from(2019, 3, 1), Day::from(2019, 3, 1)};
    dossier.published[1].range = {Day::from(2019, 3, 20), Day::from(2019, 3, 20)};
    dossier.published[2].range = {Day::from(2019, 5, 1), Day::from(2019, 5, 1)};
    const std::string_view words = "The bridge was opened to trucks by the two ministers.";
    dossier.passages.push_back({{1, span_of(dossier.reports[1], words)},
                                {2, span_of(dossier.reports[2], words)},
                                PassageKind::verbatim,
                                Direction::a_to_b,
                                ""});
    const brief::Reader reader(dossier, test::words());
    const brief::Standing standing(reader);
    EXPECT_EQ(standing.age(0), 19.0);
    EXPECT_EQ(standing.age(1), 0.0) << "a late copy makes it no older";
}

TEST(BriefBottomLine, OpensWithTheLeadOfTheNewestReportAndBringsTheOtherSide) {
    Dossier dossier = dossier_of(
        {"The bridge at Palma was shut on Sunday after a shooting, the ministry of transport said.",
         "The bridge at Palma was opened to trucks and 40 people were counted dead, the two ministers "
         "said.\n\nThe "
         "Red Cross in Palma had counted 61 people dead at the bridge by Monday evening, its office said."});
    dossier.published[0].range = {Day::from(2019, 3, 1), Day::from(2019, 3, 1)};
    dossier.published[1].range = {Day::from(2019, 3, 20), Day::from(2019, 3, 20)};
    dossier.figures = {test::figure_of(dossier, 1, "40 people", 40),
                       test::figure_of(dossier, 1, "61 people", 61)};
    for (Figure& figure : dossier.figures) figure.unit = "person";
    dossier.relations.push_back({RelationKind::conflict,
                                 "dead",
                                 {{ItemRef::List::figures, 0}, {ItemRef::List::figures, 1}},
                                 "",
                                 {1, 2, ""}});
    dossier.brief = brief::compose(dossier, test::words());
    const auto first =
        std::find_if(dossier.brief.begin(), dossier.brief.end(),
                     [](const BriefSentence& sentence) { return sentence.section == "bottom_line"; });
    ASSERT_NE(first, dossier.brief.end());
    EXPECT_TRUE(first->text.starts_with("“The bridge at Palma was opened to trucks")) << first->text;
    EXPECT_NE(first->text.find("against it: “The Red Cross in Palma had counted 61"), std::string::npos)
        << first->text;
}

TEST(BriefTimeline, ADayBelongsToItsClause) {
    const auto days = [](std::string_view text, std::string_view day) {
        Dossier dossier = dossier_of({text});
        TimeExpression time;
        time.span = span_of(dossier.reports[0], day);
        time.value = "2016-07-31";
        time.bounds = {Day::from(2016, 7, 31), Day::from(2016, 7, 31)};
        dossier.times.push_back(time);
        return brief::compose_timeline(dossier, test::words()).size();
    };
    EXPECT_EQ(days("The court in Palma opened the harbour to all ships on July 31.", "July 31"), 1U);
    EXPECT_EQ(days("The line will drop its claim if the ships are let in on July 31.", "July 31"), 0U)
        << "a condition dates nothing";
    EXPECT_EQ(days("The Front, which split from the army on July 31, has asked for boats.", "July 31"), 0U);
    EXPECT_EQ(days("The owners of a ship that sank a boat on July 31 have left the port.", "July 31"), 0U);
    EXPECT_EQ(days("The clinic will run out of oxygen by July 31 unless the gate is opened.", "July 31"), 0U);
    EXPECT_EQ(days("The guards would settle for half now and the rest by July 31.", "July 31"), 0U);
    EXPECT_EQ(days("The mayor said that the market in the port would open on July 31.", "July 31"), 1U);
}

}  // namespace
}  // namespace sitrep
