// What a relation still says once its items are read in their sentences; names that a list does not vouch
// for.
#include <gtest/gtest.h>

#include "brief/context.hpp"
#include "brief/doubtful_names.hpp"
#include "brief/live_groups.hpp"
#include "brief/short_form.hpp"
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

Relation of_figures(RelationKind kind, std::uint32_t number) {
    Relation relation{kind, "people", {}, "", {1, 2, ""}};
    for (std::uint32_t i = 0; i < number; ++i) relation.items.push_back({ItemRef::List::figures, i});
    return relation;
}

TEST(BriefLiveGroups, ACountOfSomethingElseIsNoLaterState) {
    Dossier dossier =
        dossier_of({"The agency counted 6,800 displaced people in Palma.",
                    "The displaced stood at 11,400 in Palma. About 2,000 have since returned."});
    dossier.figures = {test::figure_of(dossier, 0, "6,800", 6800),
                       test::figure_of(dossier, 1, "11,400", 11400),
                       test::figure_of(dossier, 1, "About 2,000", 2000)};
    dossier.published[0].range = {Day::from(2019, 3, 1), Day::from(2019, 3, 1)};
    dossier.published[1].range = {Day::from(2019, 3, 20), Day::from(2019, 3, 20)};
    const brief::Reader reader(dossier, test::words());
    EXPECT_EQ(brief::live_groups(reader, of_figures(RelationKind::update, 3)).size(), 2U);
}

TEST(BriefLiveGroups, WhatIsAskedForIsNoCount) {
    Dossier dossier = dossier_of({"In Palma 6,800 people are homeless.",
                                  "The mayor of Palma asked the agency for food for 9,000 people.",
                                  "In Palma 11,400 people are homeless."});
    dossier.figures = {test::figure_of(dossier, 0, "6,800", 6800), test::figure_of(dossier, 1, "9,000", 9000),
                       test::figure_of(dossier, 2, "11,400", 11400)};
    Act asked;
    asked.report = 1;
    asked.span = span_of(dossier.reports[1], "asked the agency for food for 9,000 people");
    asked.act = ActKind::request;
    dossier.acts = {asked};
    const brief::Reader reader(dossier, test::words());
    const auto groups = brief::live_groups(reader, of_figures(RelationKind::update, 3));
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_EQ(groups.front().places.front().report, 0U);
    EXPECT_EQ(groups.back().places.front().report, 2U);
}

TEST(BriefLiveGroups, WhatWasSaidAtFirstAgreesWithNothing) {
    Dossier dossier = dossier_of(
        {"The army put the guards at 150.", "The army, which at first put the guards at 150, is silent."});
    dossier.figures = {test::figure_of(dossier, 0, "150", 150), test::figure_of(dossier, 1, "150", 150)};
    const brief::Reader reader(dossier, test::words());
    const auto groups = brief::live_groups(reader, of_figures(RelationKind::agree, 2));
    std::size_t places = 0;
    for (const brief::ItemGroup& group : groups) places += group.places.size();
    EXPECT_EQ(places, 1U);
}

TEST(BriefLiveGroups, CountsOfDifferentThingsAreNoConflict) {
    Dossier dossier = dossier_of(
        {"The agency counted 6,800 in Palma. The county's 9,000 also takes in those who left before.",
         "The ministry has 11 dead. The book has 17. Its list begins in March. It rained."});
    dossier.figures = {test::figure_of(dossier, 0, "6,800", 6800),
                       test::figure_of(dossier, 0, "9,000", 9000)};
    const brief::Reader reader(dossier, test::words());
    EXPECT_TRUE(
        brief::counts_other_things(reader, brief::groups_of(reader, of_figures(RelationKind::conflict, 2))));
    const Place book{1, span_of(dossier.reports[1], "The book has 17.")};
    EXPECT_EQ(reader.words(brief::with_scope_behind(reader, book)),
              "The book has 17. Its list begins in March.");
}

TEST(BriefContext, AReplyIsToldWithWhatItAnswers) {
    const Dossier dossier = dossier_of(
        {"Shepherds asked the court in Palma for a delay. They were sent away the same day. It rained.",
         "Prosecutors accuse Ada Moor of neglect. Her lawyer says the letter is not hers.",
         "The mayor spoke in Palma. Her lawyer says the letter is not hers."});
    const brief::Reader reader(dossier, test::words());
    const auto with_reply = [&](ReportIndex report, std::string_view words) {
        const Place place{report, span_of(dossier.reports[report], words)};
        return reader.words(brief::with_reply(reader, reader.sentence(place)));
    };
    EXPECT_EQ(with_reply(0, "asked"),
              "Shepherds asked the court in Palma for a delay. They were sent away the same day.");
    EXPECT_EQ(with_reply(0, "sent away"), "They were sent away the same day.");
    EXPECT_EQ(with_reply(1, "accuse"),
              "Prosecutors accuse Ada Moor of neglect. Her lawyer says the letter is not hers.");
    EXPECT_EQ(with_reply(2, "spoke"), "The mayor spoke in Palma.");
    EXPECT_TRUE(brief::replies(reader, {0, span_of(dossier.reports[0], "sent away")}));
    EXPECT_FALSE(brief::replies(reader, {0, span_of(dossier.reports[0], "It rained")}));
}

EntityRef add_entity(Dossier& dossier, std::string_view name, EntityType type, ReportIndex report) {
    Entity entity;
    entity.name = name;
    entity.type = type;
    const auto index = static_cast<EntityRef>(dossier.entities.size());
    entity.mentions.push_back({report, span_of(dossier.reports[report], name), MentionForm::name, index});
    dossier.entities.push_back(std::move(entity));
    return index;
}

TEST(BriefNames, AListVouchesForNoWordInCapitalsByItsPlace) {
    Dossier dossier =
        dossier_of({"Amnesty was offered to the guards. The ferry Heron left Palma. Nurses for Peace came. "
                    "Their bill was 90 Liberian dollars.",
                    "An amnesty was offered. The Harbour Watch was told."});
    const EntityRef amnesty = add_entity(dossier, "Amnesty", EntityType::organisation, 0);
    const EntityRef heron = add_entity(dossier, "Heron", EntityType::location, 0);
    const EntityRef palma = add_entity(dossier, "Palma", EntityType::geopolitical, 0);
    const EntityRef peace = add_entity(dossier, "Peace", EntityType::geopolitical, 0);
    const brief::Reader reader(dossier, test::words());
    const brief::DoubtfulNames names(reader);
    EXPECT_TRUE(names.doubtful(amnesty));
    EXPECT_TRUE(names.doubtful(heron));
    EXPECT_FALSE(names.doubtful(palma));
    const auto mention = [&](EntityRef reference) {
        return dossier.entities[static_cast<std::size_t>(reference)].mentions.front();
    };
    EXPECT_TRUE(names.part_of_other_words(mention(peace)));
    EXPECT_FALSE(names.part_of_other_words(mention(palma)));
    Entity watch;
    watch.name = "Harbour Watch";
    EXPECT_EQ(names.also_named(watch, {}).size(), 1U);
}

TEST(BriefNames, AShipIsNoPlaceAndAPlaceBehindAFullStopIsNoShip) {
    Dossier dossier =
        dossier_of({"They went home by ferry. Palma sends more. The Gull Two went down off "
                    "the Orsa dam. Nobody is left in Harl."});
    const EntityRef palma = add_entity(dossier, "Palma", EntityType::geopolitical, 0);
    const EntityRef gull = add_entity(dossier, "Gull Two", EntityType::facility, 0);
    const EntityRef dam = add_entity(dossier, "Orsa dam", EntityType::facility, 0);
    const EntityRef camp = add_entity(dossier, "Harl", EntityType::facility, 0);
    const brief::Reader reader(dossier, test::words());
    const brief::DoubtfulNames names(reader);
    EXPECT_FALSE(names.doubtful(palma));
    EXPECT_TRUE(names.doubtful(gull));
    EXPECT_FALSE(names.doubtful(dam));
    EXPECT_FALSE(names.doubtful(camp));
}

}  // namespace
}  // namespace sitrep
