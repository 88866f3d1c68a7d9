#include "annotate/rules_check.hpp"

#include <fmt/format.h>

#include "annotate/figures.hpp"
#include "annotate/figures_grammar.hpp"
#include "annotate/times.hpp"
#include "annotate/times_grammar.hpp"

namespace sitrep::annotate {
namespace {

/// An example as a report of one paragraph.
AnnotatedReport example_report(const std::string& text, const std::string& language) {
    AnnotatedReport result;
    result.report.document.bytes = std::make_shared<const std::string>(text);
    result.report.text = CleanText::identity(result.report.document.bytes);
    result.report.language = language;
    const auto size = static_cast<std::uint32_t>(text.size());
    result.report.blocks.push_back({{0, size}, {0, size}, BlockKind::body});
    result.tokens = tokenize(result.report.text, result.report.blocks);
    return result;
}

struct Bracketed {
    std::string text;
    Span span;
};

/// The example without its brackets, and where they stood.
Bracketed without_brackets(const std::string& example) {
    const auto open = example.find('['), close = example.find(']', open);
    std::string text =
        example.substr(0, open) + example.substr(open + 1, close - open - 1) + example.substr(close + 1);
    return {std::move(text), {static_cast<std::uint32_t>(open), static_cast<std::uint32_t>(close - 1)}};
}

Error fault(const Rule& rule, const RuleExample& example, const std::string& found) {
    return Error{rule.file + ":" + std::to_string(rule.line), std::nullopt,
                 "rule \"" + rule.name + "\": \"" + example.text + "\" is read as \"" + found + "\", not \"" +
                     example.expected + "\"",
                 "mend the rule or the example"};
}

std::string read_time(const Bracketed& example, const std::string& language,
                      const GrammarResources& resources) {
    const AnnotatedReport report = example_report(example.text, language);
    const auto pieces = cut_pieces(report.report, report.tokens, resources);
    const Day day = *Day::from(2016, 5, 18);
    std::string found = "-";
    for (const TimeExpression& time : find_times(report.report, report.tokens, pieces, {}, resources)) {
        if (time.span != example.span) {
            if (time.span.overlaps(example.span))
                found = "another span: " + example.text.substr(time.span.begin, time.span.size());
            continue;
        }
        std::string value = time.value.value_or("");
        if (!time.unsolved.empty()) {
            const auto solved = time_meaning(time.unsolved, day);
            value = solved ? solved->value : "no day";
        }
        return time.modifier.empty() ? value : value + " " + time.modifier;
    }
    return found;
}

std::string read_figure(const Bracketed& example, const std::string& language,
                        const GrammarResources& resources) {
    const AnnotatedReport report = example_report(example.text, language);
    const auto pieces = cut_pieces(report.report, report.tokens, resources);
    std::string found = "-";
    for (const Figure& figure : find_figures(report.report, report.tokens, pieces, report.marks, resources)) {
        if (figure.span != example.span) {
            if (figure.span.overlaps(example.span))
                found = "another span: " + example.text.substr(figure.span.begin, figure.span.size());
            continue;
        }
        std::string value = "?";
        if (figure.value)
            value = fmt::format("{}", *figure.value);
        else if (figure.low && figure.high)
            value = fmt::format("{}..{}", *figure.low, *figure.high);
        return value + " " + std::string(name(figure.approximator)) + " " +
               (figure.unit.empty() ? "-" : figure.unit);
    }
    return found;
}

template <typename Grammar, typename Read>
void run(const Grammar& grammar, const GrammarResources& resources, Read read, RulesReport& report) {
    ++report.files;
    for (const Rule& rule : grammar.patterns.rules()) {
        ++report.rules;
        for (const RuleExample& example : rule.examples) {
            ++report.examples;
            const std::string found = read(without_brackets(example.text), grammar.language, resources);
            const bool equal =
                found == example.expected || (example.expected == "-" && found.starts_with("another span"));
            if (!equal) report.faults.push_back(fault(rule, example, found));
        }
    }
    for (const Error& error : grammar.patterns.quarrels()) report.faults.push_back(error);
}

}  // namespace

RulesReport check_rules(const GrammarResources& resources) {
    RulesReport report;
    for (const LanguageGrammar& language : resources.languages)
        run(*language.times, resources, read_time, report);
    for (const LanguageGrammar& language : resources.languages)
        run(*language.figures, resources, read_figure, report);
    return report;
}

}  // namespace sitrep::annotate
