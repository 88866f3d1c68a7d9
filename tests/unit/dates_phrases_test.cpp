#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "annotate/figures.hpp"
#include "annotate/times.hpp"
#include "resources.hpp"

namespace sitrep {
namespace {

using nlohmann::json;

/// What is read of one phrase on a given day.
struct Reading {
    std::vector<std::string> values;  ///< TIMEX3 of times
    std::vector<DateRange> days;      ///< of the same times
    std::vector<double> amounts;
};

Reading read_phrase(const Resources& resources, const std::string& text, Day day) {
    AnnotatedReport report;
    report.report.document.bytes = std::make_shared<const std::string>(text);
    report.report.text = CleanText::identity(report.report.document.bytes);
    const auto size = static_cast<std::uint32_t>(text.size());
    if (size > 0) report.report.blocks.push_back({{0, size}, {0, size}, BlockKind::body});
    report.tokens = tokenize(report.report.text, report.report.blocks);
    const auto& grammars = resources.parts().grammars;
    const auto pieces = annotate::cut_pieces(report.report, report.tokens, grammars);
    Reading found;
    for (const TimeExpression& time :
         annotate::find_times(report.report, report.tokens, pieces, {}, grammars)) {
        std::string value = time.value.value_or("");
        DateRange days = time.bounds;
        if (!time.unsolved.empty()) {
            const auto solved = annotate::time_meaning(time.unsolved, day);
            if (solved) value = solved->value, days = solved->bounds;
        }
        found.values.push_back(value);
        found.days.push_back(days);
    }
    for (const Figure& figure :
         annotate::find_figures(report.report, report.tokens, pieces, report.marks, grammars)) {
        if (figure.value) found.amounts.push_back(*figure.value);
    }
    return found;
}

bool has_amount(const Reading& found, double wanted) {
    return std::any_of(found.amounts.begin(), found.amounts.end(), [&](double v) {
        return std::fabs(v - wanted) <= 1e-6 * std::max(1.0, std::fabs(wanted));
    });
}

bool has_value(const Reading& found, const std::string& wanted) {
    return std::any_of(found.values.begin(), found.values.end(), [&](const std::string& v) {
        return v == wanted || (wanted.starts_with('T') && v.size() > wanted.size() && v.ends_with(wanted));
    });
}

/// Recognizers-Text: each result's TIMEX, resolved date or number must be among what is read.
bool reads_specification(const json& line, const Resources& resources) {
    const std::string model = line.value("model", std::string());
    const bool of_time = model.starts_with("DateTime");
    const Day day = line["ref"].is_string()
                        ? Day::parse(line["ref"].get<std::string>().substr(0, 10)).value_or(Day{})
                        : *Day::from(2016, 11, 7);
    const Reading found = read_phrase(resources, line.value("input", std::string()), day);
    if (line["results"].empty()) return of_time ? found.values.empty() : found.amounts.empty();
    for (const json& result : line["results"]) {
        if (!result.contains("Resolution") || result["Resolution"].is_null()) return false;
        const json& resolution = result["Resolution"];
        bool read = false;
        if (of_time && resolution.contains("values")) {
            for (const json& value : resolution["values"]) {
                read = read || has_value(found, value.value("timex", std::string("-"))) ||
                       (value.value("type", std::string()) == "date" &&
                        has_value(found, value.value("value", std::string("-"))));
            }
        } else if (resolution.contains("value") && resolution["value"].is_string()) {
            const std::string text = resolution["value"];
            char* end = nullptr;
            const double number = std::strtod(text.c_str(), &end);
            read = end != text.c_str() && (*end == '\0' || *end == '%') && has_amount(found, number);
        }
        if (!read) return false;
    }
    return true;
}

std::vector<int> numbers_in(std::string_view text) {
    std::vector<int> numbers;
    bool inside = false;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        if (digit && !inside) numbers.push_back(0);
        if (digit && numbers.back() < 100'000'000) numbers.back() = numbers.back() * 10 + (c - '0');
        inside = digit;
    }
    return numbers;
}

bool reads_moment(const std::string& expected, const Reading& found) {
    const auto n = numbers_in(expected);
    if (n.size() < 6) return false;
    const std::string day = fmt::format("{:04}-{:02}-{:02}", n[0], n[1], n[2]);
    if (expected.find(") Year") != std::string::npos) return has_value(found, day.substr(0, 4));
    if (expected.find(") Month") != std::string::npos) return has_value(found, day.substr(0, 7));
    if (expected.find(") Day") != std::string::npos) return has_value(found, day);
    const std::string hour = fmt::format("{}T{:02}", day, n[3]);
    if (expected.find(") Hour") != std::string::npos)
        return has_value(found, hour) || has_value(found, hour + ":00");
    return expected.find(") Minute") != std::string::npos &&
           has_value(found, fmt::format("{}:{:02}", hour, n[4]));
}

bool reads_interval(const std::string& expected, const Reading& found) {
    const auto n = numbers_in(expected);
    if (n.size() < 12 || expected.find(") Day") == std::string::npos) return false;
    const auto first = Day::from(n[0], n[1], n[2]), after = Day::from(n[6], n[7], n[8]);
    return first && after && std::any_of(found.days.begin(), found.days.end(), [&](const DateRange& r) {
               return r.earliest == first && r.latest == after->plus(-1);
           });
}

bool reads_length(const std::string& expected, const Reading& found) {
    const auto n = numbers_in(expected);
    if (n.empty()) return false;
    for (const auto& [word, form] :
         std::initializer_list<std::pair<const char*, const char*>>{{"Second", "PT{}S"},
                                                                    {"Minute", "PT{}M"},
                                                                    {"Hour", "PT{}H"},
                                                                    {"Day", "P{}D"},
                                                                    {"Week", "P{}W"},
                                                                    {"Month", "P{}M"},
                                                                    {"Quarter", "P{}Q"},
                                                                    {"Year", "P{}Y"}}) {
        if (expected.ends_with(word)) return has_value(found, fmt::format(fmt::runtime(form), n[0]));
    }
    return false;
}

/// Duckling: read on Tuesday 2013-02-12.
bool reads_example(const json& line, const Resources& resources) {
    const std::string expected = line.value("expect", std::string());
    const Reading found = read_phrase(resources, line.value("text", std::string()), *Day::from(2013, 2, 12));
    if (expected.starts_with("datetimeInterval")) return reads_interval(expected, found);
    if (expected.starts_with("datetime")) return reads_moment(expected, found);
    if (expected.starts_with("DurationData")) return reads_length(expected, found);
    if (!expected.starts_with("NumeralValue")) return false;
    const auto digit = expected.find_first_of("-0123456789.", 12);
    return digit != std::string::npos && has_amount(found, std::strtod(expected.c_str() + digit, nullptr));
}

template <typename Check>
void ratchet(const std::string& name, Check check) {
    const auto resources = Resources::load();
    ASSERT_TRUE(resources) << resources.error().line();
    const std::filesystem::path folder = std::filesystem::path(SITREP_TEST_DATA) / "data" / "phrases" / name;
    std::set<int> won;
    {
        std::ifstream list(folder / "passed.txt");
        for (int number = 0; list >> number;) won.insert(number);
    }
    std::ifstream cases(folder / "cases.jsonl");
    int number = 0, passed = 0;
    std::string text;
    while (std::getline(cases, text)) {
        ++number;
        const json line = json::parse(text);
        const bool good = check(line, *resources);
        passed += good;
        EXPECT_TRUE(good || !won.contains(number)) << name << ":" << number << ": " << text.substr(0, 300);
        if (good) won.insert(number);
    }
    EXPECT_GT(number, 1000);
    ::testing::Test::RecordProperty("passed", passed);
    if (std::getenv("SITREP_RECORD") == nullptr) return;
    std::ofstream list(folder / "passed.txt");
    for (const int line : won) list << line << '\n';
}

TEST(DatesPhrases, NoCaseOfRecognizersTextIsLost) { ratchet("recognizers-text", reads_specification); }
TEST(DatesPhrases, NoCaseOfDucklingIsLost) { ratchet("duckling", reads_example); }

}  // namespace
}  // namespace sitrep
