// Stories by words, names and days: what makes one, and what only looks like one.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "stories/furniture.hpp"
#include "stories/grouping.hpp"

namespace sitrep::stories {
namespace {

StoryDocument document(const std::string& title, const std::string& lead, std::optional<Day> day) {
    StoryDocument made;
    made.title = story_words(title, kTitleWordsRead);
    append_story_sentences(lead, kLeadWordsRead, made.lead);
    made.days = {day, day};
    return made;
}

Day day(int number) { return Day{16000 + number}; }

constexpr const char* kForm =
    "Sign in with your profile and agree to the terms of service. Check your email and click on the link to "
    "activate your account. Receive breaking news alerts from our newsroom every morning. ";

TEST(Stories, SentencesEndAtMarksAndLines) {
    SentenceWords found;
    append_story_sentences("Floods hit Beira. Two ships sank!\nThe port was closed", 100, found);
    EXPECT_EQ(found.words.size(),
              8U);  // flood hit beira | two ship sank | port clos: small words are left out
    ASSERT_EQ(found.ends.size(), 3U);
    EXPECT_EQ(found.ends.back(), found.words.size());
}

TEST(Stories, SentencesThatComeBackOverWeeksAreFurniture) {
    const std::vector<StoryDocument> documents = {
        document("Barn burns in Delft", kForm + std::string("A barn burned down near Delft."), day(0)),
        document("Mayor of Ghent resigns", kForm + std::string("The mayor stepped down over a loan."),
                 day(4)),
        document("Ferry strike in Calais", kForm + std::string("Crews walked out at dawn."), day(30))};
    const auto furniture = furniture_sentences(documents, {});
    EXPECT_TRUE(furniture[0][0] && furniture[0][1] && furniture[0][2]);
    EXPECT_FALSE(furniture[0][3]);
    const auto story = group_documents(documents);
    EXPECT_NE(story[0], story[1]);
    EXPECT_NE(story[1], story[2]);
}

TEST(Stories, CopiesOfOneDayAreNoFurniture) {
    const std::string wire = "The tanker ran aground off Lagos. Nobody was hurt, the port authority said.";
    const std::vector<StoryDocument> documents = {document("Tanker aground", wire, day(0)),
                                                  document("Tanker runs aground", wire, day(1)),
                                                  document("Tanker stuck off Lagos", wire, day(2))};
    EXPECT_FALSE(furniture_sentences(documents, {})[1][0]);
    EXPECT_EQ(group_documents(documents)[2], 0U);
}

TEST(Stories, UndatedDocumentsCannotTellFurniture) {
    const std::vector<StoryDocument> documents(4, document("", kForm, std::nullopt));
    EXPECT_FALSE(furniture_sentences(documents, {})[0][0]);
}

/// A set large enough to say which words are rare: each document has words of its kind and of its own.
std::vector<StoryDocument> crowd() {
    std::vector<StoryDocument> documents;
    for (int i = 0; i < 600; ++i) {
        const std::string own = std::to_string(i);
        documents.push_back(document("Shooting in district" + std::to_string(i % 40),
                                     "A man was shot in street" + own + " by rival" + own +
                                         ". Police searched the house and asked for witnesses.",
                                     day(i)));
    }
    return documents;
}

TEST(Stories, WordsThatHardlyAnyReportHasCarryAnEpisodeOverMonths) {
    auto documents = crowd();
    const std::string scene = " Quillfeather was shot at Ombersley Tavern by Drax Pemberwick, police said.";
    documents.push_back(
        document("Man shot at Ombersley Tavern", "Officers searched the house." + scene, day(10)));
    documents.push_back(
        document("Pemberwick sentenced over tavern shooting",
                 "Drax Pemberwick was sentenced for killing Quillfeather at Ombersley Tavern.", day(190)));
    const auto story = group_documents(documents);
    EXPECT_EQ(story[600], story[601]);
    EXPECT_EQ(std::count(story.begin(), story.end(), story[600]), 2);
}

TEST(Stories, InAFewReportsTheDaysMakeTheMoments) {
    std::vector<StoryDocument> documents = {
        document("Strike closes Sfax port", "Dockers stopped work at the port of Sfax over pay.", day(0)),
        document("What dockers want",
                 "At dawn the cranes of Sfax stood still; wages have not risen in years.", day(2)),
        document("Sfax dockers back at work", "Dockers of Sfax port ended the strike over pay.", day(9)),
        document("Port reopens", "Dockers went back to work at the port of Sfax, a union said.", day(10))};
    for (StoryDocument& one : documents) one.names = {1, 2, 3};
    const auto story = group_documents(documents);
    EXPECT_EQ(story[0], story[1]);
    EXPECT_EQ(story[2], story[3]);
    EXPECT_NE(story[0], story[2]);
}

TEST(Stories, OneLateReportOfAHandfulIsTheLatestAndNoStoryOfItsOwn) {
    std::vector<StoryDocument> documents = {
        document("Strike closes Sfax port", "Dockers stopped work at the port of Sfax over pay.", day(0)),
        document("Sfax port stands still", "Dockers at the port of Sfax want more pay.", day(1)),
        document("Sfax dockers back at work", "Dockers of Sfax port ended the strike over pay.", day(14))};
    EXPECT_NE(group_documents(documents)[2], 0U);  // nobody is named: another strike, for all the words say
    for (StoryDocument& one : documents) one.names = {1, 2, 3, 4, 5, 6};
    EXPECT_EQ(group_documents(documents)[2], 0U);
    documents[2].days = {day(60), day(60)};
    EXPECT_NE(group_documents(documents)[2], 0U);
}

TEST(Stories, WhatDaysTellComesBeforeWhatCopiesTell) {
    const std::string early = "Divers of the Vigo guild counted two dead in the trawler Nova Estrela. ";
    std::vector<StoryDocument> documents = {
        document("Two dead in trawler",
                 early + "Rafts of mussels stood in oil, growers said, and the harvest was lost for a year.",
                 day(0)),
        document(
            "Trawler sinks off Vigo",
            "The trawler Nova Estrela sank off Vigo, two dead were found. A cook swam ashore in the dark and "
            "knocked at the lighthouse.",
            day(1)),
        document(
            "Blame goes to London",
            "Arbitrators in London will share the blame between owner and crew by spring. The recorder had "
            "stopped for forty minutes. " +
                early,
            std::nullopt),
        document(
            "Arbitrators share blame",
            "In London arbitrators will share the blame and the costs by spring. Insurers pay the bail, and "
            "the recorder had stopped, lawyers admitted.",
            std::nullopt)};
    documents[0].copies = {2};
    documents[2].copies = {0, 3};
    documents[3].copies = {2};
    documents[0].anchors = documents[1].anchors = {1};
    documents[2].anchors = documents[3].anchors = {2};
    documents.push_back(
        document("Cook of lost trawler swam ashore",
                 "The cook of the trawler Nova Estrela swam ashore off Vigo and knocked at the "
                 "lighthouse.",
                 day(1)));
    const auto story = group_documents(documents);
    EXPECT_EQ(story[0], story[1]);
    EXPECT_EQ(story[2], story[3]);
    EXPECT_NE(story[0], story[2]);
}

TEST(Stories, HeadlinesWithoutATextNeedFewerWordsInCommon) {
    std::vector<StoryDocument> documents = {
        document(
            "Harbour pilots of Rotterdam leave boats over new winter rosters, union vows weeks of protest",
            "", day(0)),
        document(
            "Dozens of tankers wait in line outside port as pilots refuse night shifts and talks collapse",
            "", day(0)),
        document("Cabinet falls in Prague after tax vote", "", day(0))};
    const auto story = group_documents(documents);
    EXPECT_EQ(story[0], story[1]);
    EXPECT_EQ(story[2], 2U);
    GroupingOptions plain;
    plain.headline_bonus = 1.0;
    EXPECT_NE(group_documents(documents, plain)[1], 0U);
}

TEST(Stories, ReportsWithNothingInCommonStayAlone) {
    const std::vector<StoryDocument> documents = {
        document("Volcano erupts in Goma", "Lava ran towards the airport of Goma at night.", day(0)),
        document("Parliament passes budget in Riga", "Deputies voted after twelve hours of debate.", day(0)),
        document("Ferry sinks off Cebu", "The coast guard pulled forty passengers from the water.", day(0))};
    const auto story = group_documents(documents);
    EXPECT_EQ(story, (std::vector<std::uint32_t>{0, 1, 2}));
}

}  // namespace
}  // namespace sitrep::stories
