// Bad input of attribution and acts: marks out of balance, damaged weights, broken lexicon files.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "annotate/acts_frames.hpp"
#include "annotate/lexicon_file.hpp"
#include "annotate/quotations_attribution.hpp"
#include "annotate/weight_table.hpp"
#include "eval/attribution_sets.hpp"
#include "resources.hpp"
#include "sitrep/engine.hpp"

namespace sitrep {
namespace {

const Engine& engine() {
    static const Engine made(Resources::load().value());
    return made;
}

TEST(Quotes, UnbalancedMarksOverTenThousandParagraphs) {
    std::string text;
    for (int i = 0; i < 10'000; ++i)
        text += "\"The gate is shut and nobody has the key, Ana Lopez said on Monday.\n";
    const AnnotatedReport read = engine().annotate(eval::plain_report(text));
    EXPECT_GT(read.marks.quotes.size(), 1000U);
    for (const Quotation& quote : read.marks.quotes)
        EXPECT_LT(quote.span.size(), 200U) << "a lost mark must not swallow the next paragraph";
}

/// Words of the source of each quoted segment of the text.
std::vector<std::string> sources(std::string_view text) {
    const annotate::AttributionModel& model = *engine().resources().parts().quotations.model;
    const Report report = eval::plain_report(text);
    const TokenizedText tokens = tokenize(report.text, report.blocks);
    const annotate::Reading reading =
        annotate::read_report(report, tokens, model.cues, model.word_classes, model.clusters);
    const annotate::AttributionReading found = annotate::read_attributions(reading, model);
    std::vector<std::string> words;
    for (std::size_t s = 0; s < reading.segments.size(); ++s)
        words.emplace_back(report.text.words(reading.text(annotate::source_of(reading, found, s))));
    return words;
}

TEST(Quotes, WhoeverCallsSomebodySoIsTheSourceOfAFragment) {
    EXPECT_EQ(sources("Ann Brown has pounded the plan as a “gift to thieves” and a “spoiled egg.”"),
              (std::vector<std::string>{"Ann Brown", "Ann Brown"}));
    EXPECT_EQ(sources("“It may be anybody's word.”"), std::vector<std::string>{""});
}

TEST(Quotes, NestedFiftyDeep) {
    std::string text;
    for (int i = 0; i < 50; ++i) text += i % 2 == 0 ? "“" : "‘";
    text += "The gate is shut,";
    for (int i = 50; i-- > 0;) text += i % 2 == 0 ? "”" : "’";
    text += " Ana Lopez said.";
    const AnnotatedReport read = engine().annotate(eval::plain_report(text));
    for (const Quotation& quote : read.marks.quotes) EXPECT_LE(quote.span.end, text.size());
    EXPECT_LE(read.marks.quotes.size(), 50U);
}

TEST(Quotes, TextThatIsOneQuotation) {
    const auto quotes =
        engine().annotate(eval::plain_report("\"The gate is shut. Nobody has the key.\"")).marks.quotes;
    ASSERT_EQ(quotes.size(), 1U);
    EXPECT_EQ(quotes[0].speaker.entity, kNoEntity);
    EXPECT_EQ(quotes[0].speaker.source_class, SourceClass::none);
    EXPECT_FALSE(quotes[0].why.empty());
}

TEST(Weights, DamageIsNamed) {
    annotate::WeightTable table;
    table.log2_buckets = 4;
    table.labels = {"a", "b"};
    table.transitions.assign(4, 0.5F);
    table.values.assign(32, 1);
    table.feature_set = 7;
    const std::string whole = annotate::serialize_weights(table);
    ASSERT_TRUE(annotate::parse_weights(whole, "w", 7));
    EXPECT_FALSE(annotate::parse_weights(whole, "w", 8));
    EXPECT_FALSE(annotate::parse_weights("", "w", 7));
    for (std::size_t cut = 0; cut < whole.size(); cut += 5)
        EXPECT_FALSE(annotate::parse_weights(whole.substr(0, cut), "w", 7)) << cut;
    for (std::size_t at = 0; at < whole.size(); at += 3) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
        EXPECT_FALSE(annotate::parse_weights(damaged, "w", 7)) << at;
    }
}

TEST(Lexicon, BrokenLineIsNamed) {
    const auto lines = annotate::parse_lexicon("# head\na\tb\nonly one\n", "x.tsv", 2);
    ASSERT_FALSE(lines);
    EXPECT_NE(lines.error().line().find("line 3"), std::string::npos) << lines.error().line();
    EXPECT_FALSE(annotate::parse_lexicon("a\t\xFF\n", "x.tsv", 2));
}

TEST(Acts, UnknownActIsNamed) {
    const auto folder = std::filesystem::temp_directory_path() / "sitrep_acts_test" / "acts";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "verbs.tsv")
        << "# head\nask\task, asks\tBEG\tREQUEST\t020\trequest\tThe town asked.\n";
    std::ofstream(folder / "phrases.tsv") << "# head\n";
    const auto lexicon = annotate::ActLexicon::load(folder);
    ASSERT_FALSE(lexicon);
    EXPECT_NE(lexicon.error().line().find("BEG"), std::string::npos);
    EXPECT_NE(lexicon.error().line().find("line 2"), std::string::npos);
    std::filesystem::remove_all(folder.parent_path());
}

TEST(Acts, BracketThatIsNotClosedOrHoldsTooMuchIsNamed) {
    const auto folder = std::filesystem::temp_directory_path() / "sitrep_acts_bracket_test" / "acts";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "phrases.tsv") << "# head\n";
    std::string many;  // ten words in each of three brackets: a thousand forms
    for (int i = 0; i < 3; ++i) many += " (a|b|c|d|e|f|g|h|i|j)";
    for (const std::string& form : {std::string("lift (the|a ban"), "lift" + many}) {
        std::ofstream(folder / "verbs.tsv")
            << "# head\nlift\t" << form << "\tAGREE\tAGREE\t030\tnone\tThe town lifted the ban.\n";
        const auto lexicon = annotate::ActLexicon::load(folder);
        ASSERT_FALSE(lexicon) << form;
        EXPECT_NE(lexicon.error().line().find("line 2"), std::string::npos) << lexicon.error().line();
        EXPECT_NE(lexicon.error().line().find("bracket"), std::string::npos) << lexicon.error().line();
    }
    std::filesystem::remove_all(folder.parent_path());
}

}  // namespace
}  // namespace sitrep
