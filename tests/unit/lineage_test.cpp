// Lineage: keys and stream index, hostile inputs, decisions, the same result for any number of threads.
#include "lineage/lineage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "eval/copied_texts.hpp"
#include "lineage/lexicon.hpp"
#include "lineage/pairs.hpp"
#include "lineage/stream_index.hpp"
#include "resources.hpp"

namespace sitrep::lineage {
namespace {

const Engine& engine() {
    static const Engine kEngine(Resources::load().value());
    return kEngine;
}

AnnotatedReport report(const std::string& path, std::string text) {
    Document document;
    document.path = path;
    document.bytes = std::make_shared<const std::string>(std::move(text));
    AnnotatedReport result{engine().extract(document), {}, {}};
    result.tokens = tokenize(result.report.text, result.report.blocks);
    return result;
}

const LineageResources& resources() { return engine().resources().parts().lineage; }

const std::string kWire =
    "NIAMEY (AFP) - Villagers in the Kandadji basin blocked the construction road on Tuesday with a line of "
    "fishing canoes.\n\n"
    "The blockade began at dawn near the quarry and left some sixty trucks waiting along the laterite track, "
    "a foreman told AFP.\n\n"
    "Nearly nine thousand hectares of rice fields will vanish under the reservoir, according to a survey "
    "that was never published.\n";
const std::string kCopy =
    "Villagers in the Kandadji basin blocked the construction road with a line of fishing canoes.\n\n"
    "The blockade began at dawn near the quarry and left some sixty trucks waiting along the laterite track, "
    "a foreman said.\n";
const std::string kOther =
    "Fishermen on the lake of Guiers hauled in their nets for the last time this season.\n\n"
    "A cooperative of weavers has opened a shop beside the lighthouse, and the mayor cut a ribbon of "
    "raffia.\n";

TEST(LineageTest, DecisionsGoBeforeTheWords) {
    const std::vector<AnnotatedReport> reports = {report("a", kWire), report("b", kCopy),
                                                  report("c", kOther)};
    const auto body = [&](ReportIndex r) { return Place{r, reports[r].report.blocks.back().span}; };
    const std::vector<Place> copies = {body(0), body(1)}, strangers = {body(0), body(2)};
    const Lineage plain = trace(reports, resources(), 1);
    EXPECT_EQ(independent_origins(reports, plain, copies).max, 1U);
    EXPECT_EQ(independent_origins(reports, plain, strangers).max, 2U);
    // "c" names nobody who gathered its words.
    EXPECT_EQ(independent_origins(reports, plain, strangers).min, 1U);
    const std::vector<OriginDecision> decisions = {{"a", "b", false}, {"a", "c", true}};
    const Lineage decided = trace(reports, resources(), 1, decisions);
    const OriginInterval apart = independent_origins(reports, decided, copies),
                         one = independent_origins(reports, decided, strangers);
    EXPECT_EQ(apart.min, 2U);
    EXPECT_EQ(one.max, 1U);
    EXPECT_NE(apart.reason.find("decision"), std::string::npos);
}

TEST(LineageTest, ADecisionIsToldOnlyOfTheReportsItIsAbout) {
    const std::vector<AnnotatedReport> reports = {report("a", kWire), report("b", kCopy),
                                                  report("c", kOther)};
    const std::vector<OriginDecision> decisions = {{"a", "b", true}};
    const Lineage decided = trace(reports, resources(), 1, decisions);
    const auto body = [&](ReportIndex r) { return Place{r, reports[r].report.blocks.back().span}; };
    const std::vector<Place> all = {body(0), body(1), body(2)};
    const OriginInterval interval = independent_origins(reports, decided, all);
    EXPECT_EQ(interval.min, 1U);  // "c" still names nobody who gathered its words
    EXPECT_EQ(interval.max, 2U);
    EXPECT_NE(interval.reason.find("of 3 reports, 2 by the reader's own decision"), std::string::npos)
        << interval.reason;
}

TEST(LineageTest, TheReportThatTwoCopiesFollowIsNamed) {
    const std::string other =
        "Villagers blocked the construction road in the Kandadji basin with a line of fishing canoes.\n\n"
        "Nearly nine thousand hectares of rice fields will vanish under the reservoir, a survey says that "
        "was never published.\n";
    const std::vector<AnnotatedReport> reports = {report("a", kWire), report("b", kCopy), report("c", other)};
    const Lineage found = trace(reports, resources(), 1);
    std::size_t both = 0;
    for (const Passage& passage : found.passages) {
        if (passage.direction == Direction::common_source) ++both;
        EXPECT_EQ(passage.third.has_value(), passage.direction == Direction::common_source);
        EXPECT_EQ(passage.third.value_or(0), 0U);
    }
    EXPECT_GT(both, 0U);
}

TEST(LineageTest, AQuotationWithTheSameWordsAroundItIsACopyThoughNothingElseIs) {
    const std::string words =
        "\n\n“A well has no flag on it, and whoever drinks from ours pays with the same bucket,” ";
    const std::string
        before = "The last caravans left the oasis when the first wind came down from the plateau.",
        after = "Carpenters took the school roof apart, beam by beam, for a bridge that nobody paid.";
    const auto shared = [&](const std::string& one, const std::string& other) {
        const std::vector<AnnotatedReport> reports = {report("a", before + words + one + "\n"),
                                                      report("b", after + words + other + "\n")};
        return trace(reports, resources(), 1).passages.size();
    };
    EXPECT_EQ(shared("the old weaver said, folding her loom.", "the old weaver said, folding her loom."), 1U);
    EXPECT_EQ(shared("the old weaver said, folding her loom.", "said a woman called Halima by the gate."),
              0U);
    EXPECT_EQ(shared("the minister told a news conference on Friday.",
                     "the minister told a news conference on Friday."),
              0U);
}

TEST(LineageTest, ThreadsChangeNothing) {
    std::vector<AnnotatedReport> reports;
    const auto texts =
        eval::generate_copied_texts({.seed = 5, .texts = 60, .mosaics = 0.2, .words = 120}, {});
    for (std::size_t i = 0; i < texts.size(); ++i)
        reports.push_back(report(std::to_string(1000 + i), texts[i].text));
    const Lineage one = trace(reports, resources(), 1), four = trace(reports, resources(), 4);
    ASSERT_EQ(one.passages.size(), four.passages.size());
    EXPECT_GT(one.passages.size(), 10U);
    for (std::size_t i = 0; i < one.passages.size(); ++i) {
        EXPECT_EQ(one.passages[i].a, four.passages[i].a);
        EXPECT_EQ(one.passages[i].b, four.passages[i].b);
        EXPECT_EQ(one.passages[i].direction, four.passages[i].direction);
    }
    EXPECT_EQ(one.carried, four.carried);
}

TEST(LineageTest, HostileReportsStayBounded) {
    std::string repeated, one_line;
    for (int i = 0; i < 100000; ++i) repeated += "The same sentence stands here again and again. ";
    for (int i = 0; i < 200000; ++i) one_line += "word ";
    std::vector<AnnotatedReport> reports = {report("a", repeated), report("b", repeated),
                                            report("c", one_line), report("d", one_line),
                                            report("e", "word"),   report("f", "")};
    const Lineage found = trace(reports, resources(), 1);
    for (const Passage& passage : found.passages)
        EXPECT_LE(passage.a.span.end, reports[passage.a.report].report.document.bytes->size());
}

/// Sentences of invented words, so that nothing but what a test puts in is shared.
std::string invented(std::uint64_t seed, int sentences) {
    std::string text;
    for (int s = 0; s < sentences; ++s) {
        for (int w = 0; w < 14; ++w) {
            seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
            std::string word;
            for (int i = 0; i < 6; ++i) word += static_cast<char>('a' + (seed >> (20 + 5 * i)) % 26);
            if (w == 0) word[0] = static_cast<char>(word[0] - 'a' + 'A');
            text += (w > 0 ? " " : "") + word;
        }
        text += s % 3 == 2 ? ".\n\n" : ". ";
    }
    return text;
}

TEST(LineageTest, TwoHundredCopiesOfOneTextStayOnOneLine) {
    std::vector<AnnotatedReport> reports;
    const std::string text = invented(7, 9);
    for (int i = 0; i < 200; ++i) reports.push_back(report(std::to_string(1000 + i), text));
    const Lineage found = trace(reports, resources(), 2);
    EXPECT_LE(found.passages.size(), 200U * kPartners * 9U);
    std::vector<Place> places;
    for (ReportIndex r = 0; r < reports.size(); ++r)
        places.push_back({r, reports[r].report.blocks.back().span});
    EXPECT_EQ(independent_origins(reports, found, places).min, 1U);
}

TEST(LineageTest, EqualCopiesHaveNoSourceByTheirNames) {
    std::vector<AnnotatedReport> reports;
    for (const char* name : {"a", "b", "c", "d"})
        reports.push_back(report(name, kWire + "\nNumber " + name + " of the site.\n"));
    const Lineage found = trace(reports, resources(), 1);
    ASSERT_FALSE(found.passages.empty());
    for (const Passage& passage : found.passages) {
        EXPECT_NE(passage.direction, Direction::a_to_b) << passage.why;
        EXPECT_NE(passage.direction, Direction::b_to_a) << passage.why;
    }
}

TEST(LineageTest, EveryPlaceTakesALineOfItsOwnWhereItCan) {
    const std::vector<AnnotatedReport> reports = {report("a", kWire), report("b", kOther),
                                                  report("c", kOther)};
    Lineage lineage;
    lineage.origins.resize(3);
    lineage.origins_of = {{0, 1}, {0, 2}, {0, 2}};
    const auto head = [](ReportIndex r) { return Place{r, {0, 5}}; };
    const std::vector<Place> places = {head(0), head(1), head(2)};
    EXPECT_EQ(independent_origins(reports, lineage, places).max, 3U);
}

TEST(LineageTest, WhatIsNotComparedIsTold) {
    std::string lengthy;
    for (int i = 0; i < 4100; ++i)
        lengthy += "Sentence " + std::to_string(i) + " stands in a long report.\n\n";
    const std::vector<AnnotatedReport> reports = {report("a", lengthy), report("b", kWire)};
    EXPECT_EQ(trace(reports, resources(), 1).not_compared, (std::vector<NotCompared>{{0, 0, 99}}));
}

TEST(LineageTest, ALinePrintedManyTimesHidesNoCopy) {
    std::string lines;
    for (int i = 0; i < 5000; ++i) lines += "Readers are asked to stand by this paper in hard times. ";
    const std::vector<AnnotatedReport> reports = {report("a", lines + "\n\n" + kWire + "\n" + lines),
                                                  report("b", kCopy)};
    const Lineage found = trace(reports, resources(), 1);
    ASSERT_EQ(found.passages.size(), 2U);
    EXPECT_GE(found.passages.front().a.span.begin, lines.size());
    EXPECT_EQ(found.not_compared, (std::vector<NotCompared>{{0, 9999, 0}}));
}

TEST(LineageTest, ARefrainIsComparedOnceAndRestsOnOneLineWhereverItStands) {
    const std::string refrain = "The blockade began at dawn near the quarry, a foreman said. ";
    const auto around = [&](std::uint64_t seed) {
        return invented(seed, 3) + refrain + invented(seed + 1, 2) + refrain + invented(seed + 2, 2) +
               refrain;
    };
    const std::vector<AnnotatedReport> reports = {report("a", around(900)), report("b", around(950))};
    const Lineage found = trace(reports, resources(), 1);
    ASSERT_EQ(found.passages.size(), 1U);
    EXPECT_EQ(found.not_compared, (std::vector<NotCompared>{{0, 2, 0}, {1, 2, 0}}));
    const auto last = [&](ReportIndex r) {
        const auto size = static_cast<std::uint32_t>(reports[r].report.document.bytes->size());
        return Place{r, {size - 40, size - 10}};
    };
    const std::vector<Place> refrains = {last(0), last(1)};
    EXPECT_EQ(independent_origins(reports, found, refrains).max, 1U);
}

TEST(LineageTest, BoilerplateUnderEveryReportJoinsNoStrangers) {
    std::vector<AnnotatedReport> reports;
    for (std::uint64_t i = 0; i < 60; ++i) {
        reports.push_back(
            report(std::to_string(1000 + i),
                   invented(100 + i, 9) + "\nFollow us on the usual channels and sign up for the letter.\n"));
    }
    const Lineage found = trace(reports, resources(), 1);
    const std::vector<Place> strangers = {{3, reports[3].report.blocks.front().span},
                                          {40, reports[40].report.blocks.front().span}};
    EXPECT_EQ(independent_origins(reports, found, strangers).max, 2U);
}

TEST(LineageTest, SitesBoilerplateIsLearned) {
    std::string letter = invented(1234, 1);
    letter.pop_back();
    std::vector<AnnotatedReport> reports;
    for (std::uint64_t i = 0; i < 7; ++i) {
        const std::string news = invented(40 + i, 6), repeated = invented(39, 1);
        reports.push_back(report("r" + std::to_string(i), news + (i < 3 ? repeated + "\n\n" : "") + letter +
                                                              "\n\n" + invented(70 + i, 3)));
        reports.back().report.outlet = LabelledText{i < 6 ? "The Basin Post" : "Another Paper", {}};
    }
    const Lineage found = trace(reports, resources(), 1);
    ASSERT_EQ(found.boilerplate.size(), 6U);
    for (const Boilerplate& one : found.boilerplate) {
        const Block& block = reports[one.report].report.blocks[one.block];
        EXPECT_EQ(reports[one.report].report.words(block.span), letter);
    }
}

TEST(LineageTest, LargeSetsFindTheCopiesThatSmallSetsFind) {
    std::vector<AnnotatedReport> reports;
    for (std::uint64_t i = 0; i < 120; ++i) {
        std::string text = invented(500 + i, 8);
        if (i % 4 == 3) text += "\n" + invented(500 + i - 3, 2);  // the first sentences of an earlier report
        reports.push_back(report(std::to_string(1000 + i), std::move(text)));
    }
    const Lineage found = trace(reports, resources(), 2);
    std::set<std::pair<ReportIndex, ReportIndex>> pairs;
    for (const Passage& passage : found.passages) pairs.insert({passage.a.report, passage.b.report});
    EXPECT_EQ(pairs.size(), 30U);
    for (const auto& [a, b] : pairs) EXPECT_EQ(b, a + 3);
}

TEST(StreamIndexTest, FiftyMegabytesAndCollidingShinglesStayBounded) {
    StreamIndex index({.texts_in_segment = 500, .places_of_key = 32, .common_key = 8});
    std::vector<StreamCandidate> found;
    std::string large;
    large.reserve(50U << 20);
    const std::string piece = invented(3, 200);
    while (large.size() + piece.size() < (50U << 20)) large += piece;
    index.add(large, 0, found);
    index.add(large, 1, found);
    EXPECT_EQ(found.size(), 1U);
    // The same four words again and again between words of each text's own: one key in every text.
    for (std::uint64_t i = 0; i < 2000; ++i) {
        index.add("one key for all " + invented(9000 + i, 1) + " one key for all", 2, found);
        ASSERT_LE(found.size(), 200U);
    }
    EXPECT_GT(index.statistics().segments, 3U);
}

TEST(StreamIndexTest, PackedSegmentsAnswerLikeGrowingOnes) {
    const auto texts = eval::generate_copied_texts({.seed = 4, .texts = 900, .words = 80}, {});
    StreamIndex growing({.texts_in_segment = 60000}), packed({.texts_in_segment = 64});
    std::vector<StreamCandidate> a, b;
    for (std::uint32_t i = 0; i < texts.size(); ++i) {
        growing.add(texts[i].text, i, a);
        packed.add(texts[i].text, i, b);
        ASSERT_EQ(a.size(), b.size());
        for (std::size_t c = 0; c < a.size(); ++c) {
            EXPECT_EQ(a[c].text, b[c].text);
            EXPECT_EQ(a[c].shared, b[c].shared);
        }
    }
    EXPECT_LT(packed.statistics().bytes, growing.statistics().bytes);
}

TEST(StreamIndexTest, FindsCopiesCutsAndTurnedSentences) {
    StreamIndex index;
    std::vector<StreamCandidate> found;
    EXPECT_EQ(index.add(kWire, 0, found), 0U);
    EXPECT_TRUE(found.empty());
    index.add(kOther, 1, found);
    EXPECT_TRUE(found.empty());
    index.add(kCopy, 2, found);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].text, 0U);
    EXPECT_GT(found[0].contained, found[0].containing);
}

TEST(StreamIndexTest, ExpiryKeepsMemoryFlat) {
    const auto texts =
        eval::generate_copied_texts({.seed = 3, .texts = 2000, .copies = 0.3, .words = 60}, {});
    StreamIndex index({.texts_in_segment = 100});
    std::vector<StreamCandidate> found;
    std::uint64_t largest_early = 0, largest_late = 0;
    for (std::uint32_t turn = 0; turn < 10; ++turn) {
        for (std::uint32_t i = 0; i < texts.size(); ++i) {
            const std::int64_t time = turn * 2000 + i;
            index.expire_before(time - 1000);
            index.add(texts[i].text, time, found);
        }
        std::uint64_t& largest = turn < 2 ? largest_early : largest_late;
        largest = std::max(largest, index.statistics().bytes);
    }
    EXPECT_LE(largest_late, largest_early * 11 / 10);
    EXPECT_LE(index.statistics().texts, 1200U);
    EXPECT_GT(index.statistics().expired, 18000U);
}

TEST(StreamIndexTest, HostileTextsStayBounded) {
    StreamIndex index({.texts_in_segment = 1000, .places_of_key = 16});
    std::vector<StreamCandidate> found;
    std::string repeated;
    for (int i = 0; i < 100000; ++i) repeated += "The same sentence stands here again and again. ";
    for (int i = 0; i < 50; ++i)
        index.add("One and the same boilerplate of a site stands under every text of it.", i, found);
    EXPECT_GT(index.statistics().capped_keys, 0U);
    EXPECT_LE(found.size(), 16U);
    index.add(repeated, 60, found);
    index.add("", 61, found);
    index.add("word", 62, found);
    index.add("word", 63, found);
    EXPECT_EQ(found.size(), 1U);
    std::string many;
    for (int i = 0; i < 400000; ++i) many += std::to_string(static_cast<std::uint64_t>(i) * 7919) + " ";
    index.add(many, 64, found);
    EXPECT_EQ(index.statistics().cut_texts, 1U);
}

TEST(StreamIndexTest, GeneratedFamiliesAreFound) {
    const auto texts = eval::generate_copied_texts({.seed = 9, .texts = 3000}, {});
    StreamIndex index;
    std::vector<StreamCandidate> found;
    double right = 0, wrong = 0, possible = 0;
    std::vector<std::uint32_t> members(texts.size(), 0);
    for (const auto& text : texts) {
        index.add(text.text, 0, found);
        for (const auto& candidate : found)
            (texts[candidate.text].family == text.family ? right : wrong) += 1;
        possible += members[text.family]++;
    }
    EXPECT_GE(right / (right + wrong), 0.97);
    EXPECT_GE(right / possible, 0.93);
}

TEST(Lineage, ABrokenRowOfTheCuesNamesFileAndLine) {
    namespace fs = std::filesystem;
    const fs::path data = fs::temp_directory_path() / "sitrep-lineage-test";
    const fs::path whole = engine().resources().parts().folder / "lexicon" / "lineage";
    fs::remove_all(data);
    fs::create_directories(data / "lexicon");
    fs::copy(whole, data / "lexicon" / "lineage", fs::copy_options::recursive);
    ASSERT_TRUE(Lexicon::load(data).has_value());
    const fs::path cues = data / "lexicon" / "lineage" / "cues.tsv";
    std::ifstream rows(whole / "cues.tsv");
    const auto broken_line =
        1 + std::count(std::istreambuf_iterator<char>(rows), std::istreambuf_iterator<char>(), '\n');
    const std::string place = "cues.tsv:" + std::to_string(broken_line);
    const auto refused = [&](const std::string& row, const std::string& why) {
        fs::copy_file(whole / "cues.tsv", cues, fs::copy_options::overwrite_existing);
        std::ofstream(cues, std::ios::app) << row << '\n';
        const auto broken = Lexicon::load(data);
        ASSERT_FALSE(broken.has_value()) << row;
        EXPECT_NE(broken.error().file.find(place), std::string::npos) << broken.error().file;
        EXPECT_NE(broken.error().what.find(why), std::string::npos) << broken.error().what;
    };
    refused("condition\tlest", "columns");
    refused("conditions\tlest\tthey wait, lest it rains", "no list");
    refused("condition\tlest\tthey wait for rain", "does not hold");
    refused("condition\tLest\tthey wait, Lest it rains", "small letters");
    refused("condition\tif\tthey wait, if it rains", "twice");
    std::ofstream(cues) << "# nothing\n";
    EXPECT_FALSE(Lexicon::load(data).has_value());
    fs::remove_all(data);
}

}  // namespace
}  // namespace sitrep::lineage
