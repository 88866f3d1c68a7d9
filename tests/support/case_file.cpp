#include "support/case_file.hpp"

#include <algorithm>
#include <set>

#include "support/marks.hpp"
#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace sitrep::test {
namespace {

/// Reads `kind "words" key=value` into an expectation; false if the line is not of that form.
bool parse_expectation(std::string_view line, Expectation& out) {
    std::size_t at = 0;
    const auto skip = [&] {
        while (at < line.size() && line[at] == ' ') ++at;
    };
    const auto bare = [&] {
        const std::size_t begin = at;
        while (at < line.size() && line[at] != ' ' && line[at] != '=' && line[at] != '"') ++at;
        return std::string(line.substr(begin, at - begin));
    };
    const auto quoted = [&]() -> std::optional<std::string> {
        std::string text;
        for (++at; at < line.size() && line[at] != '"'; ++at) {
            if (line[at] == '\\' && at + 1 < line.size()) {
                ++at;
                text.push_back(line[at] == 'n' ? '\n' : line[at]);
            } else {
                text.push_back(line[at]);
            }
        }
        if (at >= line.size()) return std::nullopt;
        ++at;
        return text;
    };
    skip();
    std::string word = bare();
    if (word == "no" || word == "none") {
        out.form = word == "no" ? Expectation::Form::absent : Expectation::Form::none;
        skip();
        word = bare();
    }
    if (word == "same") out.form = Expectation::Form::same;
    if (word == "apart") out.form = Expectation::Form::apart;
    out.kind = word;
    for (skip(); at < line.size(); skip()) {
        if (line[at] == '"') {
            const auto words = quoted();
            if (!words) return false;
            out.words.push_back(*words);
            continue;
        }
        const std::string key = bare();
        if (key.empty() || at >= line.size() || line[at] != '=') return false;
        ++at;
        if (at < line.size() && line[at] == '"') {
            const auto value = quoted();
            if (!value) return false;
            out.attributes[key] = *value;
        } else {
            const std::size_t begin = at;
            while (at < line.size() && line[at] != ' ') ++at;
            out.attributes[key] = std::string(line.substr(begin, at - begin));
        }
    }
    return !out.kind.empty();
}

bool fits(const Expectation& wanted, const Mark& mark) {
    if (mark.kind != wanted.kind) return false;
    if (wanted.kind == "relation") {
        for (const std::string& words : wanted.words) {
            if (std::find(mark.words.begin(), mark.words.end(), words) == mark.words.end()) return false;
        }
    } else if (!wanted.words.empty() && mark.words != wanted.words) {
        return false;
    }
    return std::all_of(wanted.attributes.begin(), wanted.attributes.end(), [&](const auto& pair) {
        const auto found = mark.attributes.find(pair.first);
        return found != mark.attributes.end() && found->second == pair.second;
    });
}

std::set<int> entities_of(const std::vector<Mark>& marks, const std::string& words) {
    std::set<int> out;
    for (const Mark& mark : marks) {
        if (mark.entity >= 0 && mark.words.front() == words) out.insert(mark.entity);
    }
    return out;
}

bool holds(const Expectation& wanted, const std::vector<Mark>& marks) {
    const auto found =
        std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) { return fits(wanted, mark); });
    switch (wanted.form) {
        case Expectation::Form::present:
            return found;
        case Expectation::Form::absent:
        case Expectation::Form::none:
            return !found;
        case Expectation::Form::same:
        case Expectation::Form::apart:
            break;
    }
    std::set<int> all;
    std::size_t sum = 0;
    for (const std::string& words : wanted.words) {
        const std::set<int> some = entities_of(marks, words);
        if (some.empty()) return false;
        sum += some.size();
        all.insert(some.begin(), some.end());
    }
    return wanted.form == Expectation::Form::same ? all.size() == 1 : all.size() == sum && sum > 1;
}

}  // namespace

Result<std::vector<ReadingCase>> parse_cases(const std::string& file_name, std::string_view content) {
    std::vector<ReadingCase> cases;
    enum class Part { outside, text, expect } part = Part::outside;
    std::size_t number = 0;
    for (std::size_t at = 0; at < content.size();) {
        const std::size_t end = std::min(content.find('\n', at), content.size());
        const std::string_view line = content.substr(at, end - at);
        ++number;
        at = end + 1;
        const auto wrong = [&](const char* what) {
            return tl::unexpected(Error{file_name, std::nullopt,
                                        "line " + std::to_string(number) + ": " + what,
                                        "see tests/cases/README.md"});
        };
        if (line.starts_with("== ")) {
            cases.push_back({std::string(line.substr(3)), {}, {}});
            part = Part::outside;
        } else if (line == "-- text" || line.starts_with("-- text ")) {
            if (cases.empty()) return wrong("text before '== NAME'");
            CaseReport report{"report" + std::to_string(cases.back().reports.size() + 1) + ".txt",
                              std::nullopt, ""};
            for (std::size_t i = 8; i < line.size();) {
                const std::size_t stop = std::min(line.find(' ', i), line.size());
                const std::string_view word = line.substr(i, stop - i);
                if (const auto day = Day::parse(word)) {
                    report.day = day;
                } else if (!word.empty()) {
                    report.name = word;
                }
                i = stop + 1;
            }
            cases.back().reports.push_back(std::move(report));
            part = Part::text;
        } else if (line == "-- expect") {
            part = Part::expect;
        } else if (part == Part::text) {
            cases.back().reports.back().text += std::string(line) + "\n";
        } else if (part == Part::expect) {
            const std::string_view words = text::trimmed(line);
            if (words.empty() || words.starts_with('#')) continue;
            Expectation expectation;
            expectation.line = words;
            expectation.line_number = number;
            if (!parse_expectation(words, expectation)) return wrong("is no expectation");
            cases.back().expectations.push_back(std::move(expectation));
        } else if (!text::trimmed(line).empty() && !line.starts_with('#')) {
            return wrong("stands outside any part");
        }
    }
    return cases;
}

std::vector<std::string> failures(const Engine& engine, const ReadingCase& reading) {
    std::vector<AnnotatedReport> reports;
    AccountOptions options;
    for (const CaseReport& given : reading.reports) {
        std::string text = given.text;
        while (text.ends_with('\n')) text.pop_back();
        Document document;
        document.path = given.name;
        document.sha256 = text::sha256_hex(text);
        if (given.name.ends_with(".html")) document.media = MediaType::html;
        document.bytes = std::make_shared<const std::string>(std::move(text));
        reports.push_back(engine.annotate(engine.extract(document)));
        if (given.day) options.dates.push_back({given.name, *given.day});
    }
    const std::vector<Mark> marks = marks_of(engine.account(std::move(reports), {}, options));
    std::vector<std::string> out;
    for (const Expectation& wanted : reading.expectations) {
        if (holds(wanted, marks)) continue;
        std::string message =
            "line " + std::to_string(wanted.line_number) + ": " + wanted.line + "\n  found:";
        for (const Mark& mark : marks) {
            const bool entity_form =
                wanted.form == Expectation::Form::same || wanted.form == Expectation::Form::apart;
            if (mark.kind == wanted.kind || (entity_form && mark.entity >= 0))
                message += "\n    " + shown(mark);
        }
        out.push_back(std::move(message));
    }
    return out;
}

}  // namespace sitrep::test
