// Ledger, cases and stories on their own: vocabulary, templates, growth, bad input.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "cases/cases.hpp"
#include "cases/template.hpp"
#include "ledger/ledger.hpp"
#include "ledger/quantities.hpp"
#include "ledger/rooms.hpp"
#include "sitrep/engine.hpp"
#include "stories/grouping.hpp"
#include "stories/words.hpp"
#include "support/temporary_folder.hpp"

namespace sitrep {
namespace {

constexpr const char* kTemplate = R"(
template = "permit"
[opening]
acts = ["REQUEST"]
[[state]]
name = "asked"
stage = "raised"
start = true
acts = ["REQUEST:done"]
example = "They asked for a permit."
[[state]]
name = "granted"
stage = "granted"
after = ["asked"]
phrases = ["granted"]
example = "The city granted the permit."
)";

std::string changed(std::string text, const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
    return text;
}

std::string fault(const std::string& toml) {
    const auto made = cases::parse_template(toml, "permit.toml");
    return made ? "" : made.error().line();
}

TEST(AccountTemplate, ReadsStatesAndWhatLeadsToThem) {
    const auto made = cases::parse_template(kTemplate, "permit.toml");
    ASSERT_TRUE(made) << made.error().line();
    ASSERT_EQ(made->states.size(), 2U);
    EXPECT_EQ(made->states[1].stage, Stage::granted);
    EXPECT_EQ(made->states[1].after, std::vector<std::size_t>{0});
}

TEST(AccountTemplate, NamesFileAndLineOfWhatIsWrong) {
    EXPECT_NE(fault(changed(kTemplate, "\"REQUEST:done\"", "\"PRAY\""))
                  .find("permit.toml: line 9 has no act 'PRAY'"),
              std::string::npos);
    EXPECT_NE(fault(changed(kTemplate, "REQUEST:done", "REQUEST:maybe")).find("no status 'maybe'"),
              std::string::npos);
    EXPECT_NE(fault(changed(kTemplate, "after = [\"asked\"]", "after = []")).find("which no start leads to"),
              std::string::npos);
    EXPECT_NE(fault(changed(kTemplate, "after = [\"asked\"]", "after = [\"prayed\"]"))
                  .find("'prayed', which is not there"),
              std::string::npos);
    EXPECT_NE(fault(changed(kTemplate, "stage = \"granted\"", "stage = \"blessed\""))
                  .find("no stage of the contract"),
              std::string::npos);
    EXPECT_NE(fault(changed(kTemplate, "The city granted the permit.", "The city will think."))
                  .find("none of its phrases match"),
              std::string::npos);
    EXPECT_NE(
        fault(changed(kTemplate, "start = ", "strat = ")).find("has the key 'strat', which no [[state]] has"),
        std::string::npos);
    EXPECT_NE(fault("template = ").find("is no TOML"), std::string::npos);
    EXPECT_NE(fault("template = \"x\"").find("has no [opening]"), std::string::npos);
}

TEST(AccountTemplate, OneTemplateInTwoFilesIsRefused) {
    const test::TemporaryFolder folder;
    for (const char* file : {"a.toml", "b.toml"}) folder.write(file, kTemplate);
    const auto made = cases::load_templates(folder.path());
    ASSERT_FALSE(made);
    EXPECT_NE(made.error().line().find("b.toml: has the template 'permit' with the words of "),
              std::string::npos)
        << made.error().line();
}

TEST(AccountTemplate, ReadsGapsAndNamesWhatIsWrongInThem) {
    const std::string gap = std::string(kTemplate) + R"(
[[gap]]
text = "any answer of {decider}"
at = ["asked"]
unless = ["granted"]
without = "money"
)";
    const auto made = cases::parse_template(gap, "permit.toml");
    ASSERT_TRUE(made) << made.error().line();
    ASSERT_EQ(made->gaps.size(), 1U);
    EXPECT_EQ(made->gaps[0].at, std::vector<std::size_t>{0});
    EXPECT_EQ(made->gaps[0].unless, std::vector<std::size_t>{1});
    EXPECT_EQ(made->gaps[0].without, cases::Answer::money);
    EXPECT_NE(
        fault(changed(gap, "at = [\"asked\"]", "at = [\"prayed\"]")).find("'prayed', which is not there"),
        std::string::npos);
    EXPECT_NE(fault(changed(gap, "at = [\"asked\"]", "at = []")).find("gap without 'at'"), std::string::npos);
    EXPECT_NE(fault(changed(gap, "\"money\"", "\"gold\"")).find("no answer 'gold'"), std::string::npos);
    EXPECT_NE(fault(changed(gap, "{decider}", "{rest}")).find("{rest} and without 'after'"),
              std::string::npos);
}

TEST(AccountTemplate, WordsThatAreFutureDeniedOrConditionalReachNothing) {
    const cases::PhraseRule granted{{"granted"}, false, false, true};
    const auto holds = [&](const char* text) {
        const auto words = cases::plain_words(text);
        for (std::size_t at = 0; at < words.size(); ++at) {
            if (cases::phrase_length(granted, words, at) > 0) return true;
        }
        return false;
    };
    EXPECT_TRUE(holds("The council granted the exemption."));
    EXPECT_FALSE(holds("The council has not granted the exemption."));
    EXPECT_FALSE(holds("The exemption would be granted next week."));
    EXPECT_FALSE(holds("They leave if granted the exemption."));
}

TEST(AccountLedger, StemsAndConceptsJoinForms) {
    EXPECT_EQ(ledger::stem("helicopters"), ledger::stem("helicopter"));
    EXPECT_EQ(ledger::stem("approved"), ledger::stem("approves"));
    EXPECT_EQ(ledger::stem("cities"), ledger::stem("city"));
    const auto resources = ledger::load_resources(std::filesystem::path(SITREP_TEST_DATA) / "..");
    ASSERT_TRUE(resources) << resources.error().line();
    EXPECT_EQ(resources->concepts.at("choppers").name, resources->concepts.at("helicopter").name);
}

TEST(AccountLedger, PairsByKeyAreBoundedAndOnce) {
    std::vector<std::vector<std::uint64_t>> keys(1000, std::vector<std::uint64_t>{7});
    const auto pairs = ledger::pairs_by_key(keys, 10);
    EXPECT_LE(pairs.size(), 10000U);
    EXPECT_TRUE(std::is_sorted(pairs.begin(), pairs.end()));
    EXPECT_EQ(std::adjacent_find(pairs.begin(), pairs.end()), pairs.end());
}

TEST(AccountLedger, EmptyDossierHasNoAccount) {
    const Dossier nothing;
    const auto data = std::filesystem::path(SITREP_TEST_DATA) / "..";
    const auto words = ledger::load_resources(data);
    const auto processes = cases::load_resources(data);
    ASSERT_TRUE(words && processes);
    EXPECT_TRUE(ledger::relate(nothing, {}, *words).empty());
    EXPECT_TRUE(cases::follow(nothing, *processes).cases.empty());
    EXPECT_TRUE(stories::group_documents({}).empty());
}

stories::StoryDocument document(const std::string& title, const std::string& lead, std::optional<Day> day) {
    stories::StoryDocument made;
    made.title = stories::story_words(title, 40);
    stories::append_story_sentences(lead, 300, made.lead);
    made.days = {day, day};
    return made;
}

TEST(AccountStories, LookAlikesOfOtherDaysStayApart) {
    const Day day = *Day::from(2014, 3, 1);
    const std::string first =
        "A two-year-old boy was shot in Benton on Saturday, police said. The boy was taken to hospital.";
    const std::string second =
        "A two-year-old girl was shot in Little Rock on Saturday, police said. The girl died at the scene.";
    const std::vector<stories::StoryDocument> documents = {
        document("Boy shot in Benton", first, day),
        document("Two-year-old boy shot in Benton home", first + " Neighbours in Benton were shocked.",
                 day.plus(1)),
        document("Girl shot dead in Little Rock", second, day.plus(40)),
        document("Little Rock girl, 2, shot", second + " A Little Rock man was held.", day.plus(41))};
    const auto story = stories::group_documents(documents);
    EXPECT_EQ(story[0], story[1]);
    EXPECT_EQ(story[2], story[3]);
    EXPECT_NE(story[0], story[2]);
}

TEST(AccountStories, UndatedAndEmptyDocumentsAreEachInOneStory) {
    std::vector<stories::StoryDocument> documents(3);
    documents[1] =
        document("Floods kill 38 in Manica",
                 "Floods have killed 38 people in Manica province after a dam broke.", std::nullopt);
    documents[2] = document("Floods in Manica kill 38",
                            "At least 38 people died in floods in Manica after a dam broke.", std::nullopt);
    const auto story = stories::group_documents(documents);
    ASSERT_EQ(story.size(), 3U);
    EXPECT_EQ(story[0], 0U);
    EXPECT_EQ(story[1], story[2]);
}

TEST(AccountStories, UndatedEpisodesAreToldApartByTownsAndCopies) {
    const std::string words =
        "Ministers met to discuss the armed group, its oil, its fighters and the new government";
    std::vector<stories::StoryDocument> documents = {
        document("Ministers meet", words, std::nullopt),
        document("Ministers discuss group", words + " today", std::nullopt),
        document("Talks on the group", words + " again", std::nullopt)};
    documents[0].anchors = documents[1].anchors = {4};
    documents[2].anchors = {9};
    stories::GroupingOptions strict;
    strict.join_undated = 0.7;
    const auto story = stories::group_documents(documents, strict);
    EXPECT_EQ(story[0], story[1]);
    EXPECT_NE(story[0], story[2]);
    documents[2].copies = {0, 1};
    documents[0].copies = documents[1].copies = {2};
    documents[2].anchors.clear();
    EXPECT_EQ(stories::group_documents(documents, strict)[2], 0U);
}

}  // namespace
}  // namespace sitrep
