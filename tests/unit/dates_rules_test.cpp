#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "annotate/figures.hpp"
#include "annotate/patterns.hpp"
#include "annotate/rules_check.hpp"
#include "annotate/times.hpp"
#include "resources.hpp"
#include "support/temporary_folder.hpp"

namespace sitrep {
namespace {

namespace fs = std::filesystem;

TEST(DatesRules, EveryRuleReadsItsExamples) {
    const auto resources = Resources::load();
    ASSERT_TRUE(resources) << resources.error().line();
    const auto report = annotate::check_rules(resources->parts().grammars);
    for (const Error& fault : report.faults) ADD_FAILURE() << fault.line();
    EXPECT_GT(report.rules, 100U);
    EXPECT_GE(report.files, 4U);
}

/// Loads a vocabulary and rules from text; the error's line if that fails.
std::string load_fault(const std::string& words, const std::string& rules) {
    const test::TemporaryFolder folder;  // gone at the end
    const fs::path word_file = folder.path("words.tsv"), rule_file = folder.path("rules.tsv");
    std::ofstream(word_file) << words;
    std::ofstream(rule_file) << rules;
    const std::array<fs::path, 1> word_files = {word_file}, rule_files = {rule_file};
    const auto loaded = annotate::load_patterns(word_files, rule_files, annotate::Reader::times);
    if (loaded) {
        const auto quarrels = loaded->quarrels();
        return quarrels.empty() ? "" : quarrels.front().line();
    }
    return loaded.error().line();
}

TEST(DatesRules, BrokenRuleFilesAreNamedByFileAndLine) {
    const std::string words = "monday\tWEEKDAY\t1\n";
    EXPECT_EQ(load_fault(words, "day\tWEEKDAY\tmake=date\ton [Monday] => x\n"), "");
    const auto says = [&](const std::string& rules, const std::string& expected) {
        const std::string found = load_fault(words, rules);
        EXPECT_NE(found.find(expected), std::string::npos) << found;
        EXPECT_NE(found.find("rules.tsv:"), std::string::npos) << found;
    };
    says("day\tWEEKDAYS\tmake=date\t[a] => x\n", "class WEEKDAYS is unknown");
    says("day\tWEEKDAY\tmake=date\t\n", "has no example");
    says("day\tWEEKDAY\tmake=date\ta => x\n", "lacks [brackets]");
    says("day\tWEEKDAY\tmake=date\n", "has not four columns");
    says("day\t(WEEKDAY\tmake=date\t[a] => x\n", "bracket is not closed");
    says("day\t%NONE\tmake=date\t[a] => x\n", "macro %NONE is unknown");
    says("%A\t%A\nday\t%A\tmake=date\t[a] => x\n", "may not hold itself");
    says("day\tWEEKDAY |\tmake=date\t[a] => x\n", "empty alternative");
    says("a\tWEEKDAY\tmake=date\t[a] => x\nb\tWEEKDAY\tmake=date\t[a] => x\n", "can never be reached");
    says("a\tWEEKDAY WEEKDAY?\tmake=date\t[a] => x\nb\tWEEKDAY WEEKDAY? WEEKDAY?\tmake=date\t[a] => x\n",
         "overlaps rule \"a\"");
    EXPECT_NE(load_fault("monday\tweekday\n", "").find("words.tsv:1"), std::string::npos);
    EXPECT_NE(load_fault("monday\tWEEKDAY\t1\tshiny\n", "").find("unknown flag"), std::string::npos);
}

/// Times and figures of a report that has no other marks.
void read(AnnotatedReport& report, const Resources& resources) {
    const auto& grammars = resources.parts().grammars;
    const auto pieces = annotate::cut_pieces(report.report, report.tokens, grammars);
    report.marks.times = annotate::find_times(report.report, report.tokens, pieces, {}, grammars);
    report.marks.figures =
        annotate::find_figures(report.report, report.tokens, pieces, report.marks, grammars);
}

AnnotatedReport report_of(std::string text) {
    AnnotatedReport result;
    const auto size = static_cast<std::uint32_t>(text.size());
    result.report.document.bytes = std::make_shared<const std::string>(std::move(text));
    result.report.text = CleanText::identity(result.report.document.bytes);
    result.report.blocks.push_back({{0, size}, {0, size}, BlockKind::body});
    result.tokens = tokenize(result.report.text, result.report.blocks);
    return result;
}

// How the time grows with such texts is measured in bench/; here each must come to an end, whole: a reader
// that goes back over its text would need longer than ctest allows.
TEST(DatesRules, ReadsLongTextsOfOneRepeatedPieceToTheirEnd) {
    const auto resources = Resources::load();
    ASSERT_TRUE(resources);
    for (const std::string unit :
         {"1", "the last ", "1/1/", "1 ", "two hundred ", "Monday, ", "$1 ", "more than "}) {
        std::string text;
        while (text.size() < 200'000) text += unit;
        const std::string last = ". He left on 3 May 2011 with 40 men.";
        AnnotatedReport report = report_of(text + last);
        read(report, *resources);
        ASSERT_FALSE(report.marks.times.empty()) << unit;
        EXPECT_EQ(report.marks.times.back().value, "2011-05-03") << unit;
        ASSERT_FALSE(report.marks.figures.empty()) << unit;
        EXPECT_EQ(report.marks.figures.back().value, 40) << unit;
    }
}

TEST(DatesRules, AFigureOfFourHundredDigitsIsKeptWithoutAValue) {
    const auto resources = Resources::load();
    ASSERT_TRUE(resources);
    AnnotatedReport report = report_of("It cost " + std::string(400, '9') + " dollars.");
    read(report, *resources);
    const auto& figures = report.marks.figures;
    ASSERT_EQ(figures.size(), 1U);
    EXPECT_FALSE(figures[0].value);
    EXPECT_EQ(figures[0].unit, "USD");
}

TEST(DatesRules, YearsOutOfTheCalendarMakeNoDate) {
    const auto resources = Resources::load();
    ASSERT_TRUE(resources);
    for (const char* text : {"on May 5, 0000", "on 99999-05-05", "since 99999", "on 2016-13-45",
                             "9999999 years ago", "on February 30, 2016"}) {
        AnnotatedReport report = report_of(text);
        read(report, *resources);
        for (const TimeExpression& time : report.marks.times) {
            EXPECT_LE(time.value.value_or("").size(), 16U) << text;
            EXPECT_GE(time.bounds.earliest.value_or(Day{}).year(), 1) << text;
            EXPECT_LE(time.bounds.latest.value_or(Day{}).year(), 9999) << text;
        }
    }
}

}  // namespace
}  // namespace sitrep
