#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <span>

#include "annotate/figures.hpp"
#include "annotate/times.hpp"
#include "eval/input.hpp"
#include "eval/topics_of_dates.hpp"
#include "resources.hpp"
#include "text/word_lists.hpp"

namespace sitrep::eval {
namespace {

using nlohmann::json;

struct Quantity {
    double low = 0, high = 0;
    std::string change;  ///< = ~ < > up down
    std::string unit;
};

std::optional<double> number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// "20.0-30.0" or "5".
std::optional<std::pair<double, double>> gold_value(const std::string& text) {
    const auto dash = text.find('-', 1);
    if (dash == std::string::npos) {
        const auto value = number(text);
        return value ? std::optional(std::pair{*value, *value}) : std::nullopt;
    }
    const auto low = number(std::string_view(text).substr(0, dash)),
               high = number(std::string_view(text).substr(dash + 1));
    if (!low || !high) return std::nullopt;
    return std::pair{*low, *high};
}

/// Conventional bounds of a vague amount, by its words: dozens 12-120, hundreds 100-1,000 …
std::optional<std::pair<double, double>> vague_bounds(std::string_view words) {
    double unit = 0;
    for (const auto& [word, value] :
         std::initializer_list<std::pair<std::string_view, double>>{{"ozen", 12},
                                                                    {"core", 20},
                                                                    {"undred", 100},
                                                                    {"housand", 1e3},
                                                                    {"illion", 1e6},
                                                                    {"billion", 1e9},
                                                                    {"Billion", 1e9},
                                                                    {"trillion", 1e12}}) {
        if (words.find(word) != std::string_view::npos) unit = value;
    }
    if (unit == 0) return std::nullopt;
    if (words.find("tens of") != std::string_view::npos || words.find("Tens of") != std::string_view::npos)
        unit *= 10;
    if (words.find("undreds of") != std::string_view::npos && unit >= 1e3) unit *= 100;
    return std::pair{unit, unit * 10};
}

/// Figures and lengths of time of a sentence: NewsQuant counts both.
std::vector<Quantity> quantities(const Engine& engine, const std::string& text) {
    AnnotatedReport report = read_plain(engine, text);
    const auto& parts = engine.resources().parts();
    std::vector<Quantity> found;
    const auto pieces = annotate::cut_pieces(report.report, report.tokens, parts.grammars);
    report.marks.times = annotate::find_times(report.report, report.tokens, pieces, {}, parts.grammars);
    std::erase_if(report.marks.times, [](const TimeExpression& t) {
        return t.type == TimeType::duration || t.type == TimeType::set;
    });
    for (const Figure& f :
         annotate::find_figures(report.report, report.tokens, pieces, report.marks, parts.grammars)) {
        Quantity q;
        q.unit = f.unit;
        const std::string_view words = std::string_view(text).substr(f.span.begin, f.span.size());
        if (f.value) {
            q.low = q.high = *f.value;
        } else if (f.low && f.high) {
            q.low = *f.low, q.high = *f.high;
        } else if (const auto bounds = vague_bounds(words)) {
            q.low = bounds->first, q.high = bounds->second;
        } else {
            continue;
        }
        switch (f.approximator) {
            case Approximator::about:
                q.change = "~";
                break;
            case Approximator::at_least:
            case Approximator::more_than:
                q.change = ">";
                break;
            case Approximator::at_most:
            case Approximator::less_than:
                q.change = "<";
                break;
            default:
                q.change = "=";
                break;
        }
        found.push_back(q);
    }
    return found;
}

bool equal(double a, double b) {
    return std::fabs(a - b) <= 1e-6 * std::max({1.0, std::fabs(a), std::fabs(b)});
}

struct QuantitySet {
    std::vector<Counts> value, change;
};

bool add_sentence(const Engine& engine, const json& line, bool errors, QuantitySet& set) {
    if (!line.contains("quantities") || !line.contains("text")) return false;
    const std::string text = line["text"];
    std::vector<Quantity> gold;
    for (const json& q : line["quantities"]) {
        const auto value = gold_value(q.value("value", std::string()));
        if (value)
            gold.push_back({value->first, value->second, q.value("change", std::string("=")),
                            q.value("unit", std::string())});
    }
    const auto found = quantities(engine, text);
    std::vector<std::uint8_t> used(found.size(), 0);
    Counts value, change;
    for (const Quantity& g : gold) {
        std::size_t best = found.size();
        for (std::size_t i = 0; i < found.size() && best == found.size(); ++i) {
            if (!used[i] && equal(found[i].low, g.low) && equal(found[i].high, g.high)) best = i;
        }
        if (best == found.size()) {
            value.false_negative += 1, change.false_negative += 1;
            if (errors) fmt::print("missed\t{}..{} {}\t{}\n", g.low, g.high, g.unit, text);
            continue;
        }
        used[best] = 1;
        value.true_positive += 1;
        const bool same = found[best].change == g.change;
        change.true_positive += same, change.false_positive += !same, change.false_negative += !same;
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (used[i]) continue;
        value.false_positive += 1, change.false_positive += 1;
        if (errors) fmt::print("spurious\t{}..{} {}\t{}\n", found[i].low, found[i].high, found[i].unit, text);
    }
    set.value.push_back(value);
    set.change.push_back(change);
    return true;
}

using Stems = std::span<const std::string_view>;
constexpr std::array<std::string_view, 9> kKilled = {"kill",  "dead",  "died",   "dies",    "death",
                                                     "fatal", "slain", "murder", "homicide"};
constexpr std::array<std::string_view, 4> kInjured = {"injur", "wound", "hurt", "hospital"};
constexpr std::array<std::string_view, 21> kNumberWords = {
    "zero",     "one",     "two",     "three",     "four",     "five",     "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};

bool has_stem(const std::string& word, Stems stems) {
    return std::any_of(stems.begin(), stems.end(), [&](std::string_view s) { return word.starts_with(s); });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Words in lower case; an empty one where a sentence or a part of it ends. Digits keep what joins them to
/// more
/// ("1:30", "1-year-old").
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
        const bool joins = (c == ':' || c == '-' || c == '/') && i > 0 && is_digit(text[i - 1]) &&
                           i + 1 < text.size() && text[i + 1] != ' ';
        if (letter || joins) {
            words.back().push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c));
            continue;
        }
        if (!words.back().empty()) words.emplace_back();
        if (std::string_view(".!?\n:;,").find(c) != std::string_view::npos) words.emplace_back();
    }
    return words;
}

/// Words behind a number with which it counts no victims ("one of", "two counts", "1 p.m.").
bool counts_other(const std::string& next) {
    constexpr std::array<std::string_view, 9> kOthers = {"of",     "count",  "counts", "year", "month",
                                                         "murder", "charge", "p",      "a"};
    return std::find(kOthers.begin(), kOthers.end(), next) != kOthers.end();
}

bool is_month(const std::string& word) { return text::among(word, text::kMonths); }

/// True if a document sets this number beside a casualty word of the kind: "killed four", "at least four men
/// dead", "4 people were injured". The scorer's own reading, so that what the figures miss still counts.
bool states(std::string_view text, double count, Stems stems) {
    constexpr std::size_t kBehind = 4, kBefore = 2;
    const auto whole = static_cast<std::size_t>(count);
    const std::string digits = std::to_string(whole);
    const std::string_view written = whole < kNumberWords.size() ? kNumberWords[whole] : std::string_view();
    const auto words = words_of(text);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] != digits && (written.empty() || words[i] != written)) continue;
        if (i > 0 && (words[i - 1] == "no" || is_month(words[i - 1]))) continue;
        if (i + 1 < words.size() && counts_other(words[i + 1])) continue;
        for (std::size_t k = i; k-- > 0 && i - k <= kBefore && !words[k].empty();) {
            if (has_stem(words[k], stems)) return true;
        }
        for (std::size_t k = i + 1; k < words.size() && k - i <= kBehind && !words[k].empty(); ++k) {
            if (counts_other(words[k])) break;
            if (has_stem(words[k], stems)) return true;
        }
    }
    return false;
}

/// The count that most figures of the status agree on, the first among equals; none if there is none.
std::optional<double> told_count(const std::vector<Figure>& figures, std::string_view status) {
    std::vector<std::pair<double, int>> told;
    for (const Figure& f : figures) {
        if (f.status != status || !f.value || (f.unit != "person" && !f.unit.empty())) continue;
        const auto known =
            std::find_if(told.begin(), told.end(), [&](const auto& t) { return equal(t.first, *f.value); });
        if (known == told.end())
            told.emplace_back(*f.value, 1);
        else
            ++known->second;
    }
    const auto best = std::max_element(told.begin(), told.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return best == told.end() ? std::nullopt : std::optional(best->first);
}

/// stated: over documents that give the registered number; found: over those where the figures give any.
struct CountSet {
    std::vector<double> stated, found;
};
struct IncidentSet {
    CountSet killed, injured;
};

std::vector<Figure> figures_of(const Engine& engine, const std::string& text) {
    AnnotatedReport report = read_plain(engine, text);
    const auto& grammars = engine.resources().parts().grammars;
    const auto pieces = annotate::cut_pieces(report.report, report.tokens, grammars);
    report.marks.times = annotate::find_times(report.report, report.tokens, pieces, {}, grammars);
    return annotate::find_figures(report.report, report.tokens, pieces, report.marks, grammars);
}

void add_count(const std::vector<Figure>& figures, const std::string& text, double registered,
               std::string_view status, Stems stems, bool errors, CountSet& set) {
    if (registered <= 0) return;
    const auto told = told_count(figures, status);
    const bool right = told && equal(*told, registered);
    if (told) set.found.push_back(right);
    if (!states(text, registered, stems)) return;
    set.stated.push_back(right);
    if (errors && !right)
        fmt::print("{}\t{}\tfound {}\t{}\n", status, registered, told.value_or(-1), text.substr(0, 400));
}

bool add_incident(const Engine& engine, const json& line, bool errors, IncidentSet& set) {
    if (!line.contains("num_killed") || !line.contains("docs")) return false;
    const double killed = line["num_killed"], injured = line["num_injured"];
    for (const json& doc : line["docs"]) {
        const std::string text =
            doc.value("title", std::string()) + "\n\n" + doc.value("text", std::string());
        const auto figures = figures_of(engine, text);
        add_count(figures, text, killed, "killed", kKilled, errors, set.killed);
        add_count(figures, text, injured, "injured", kInjured, errors, set.injured);
    }
    return true;
}

}  // namespace

Result<std::vector<Row>> eval_figures(const Engine& engine, const EvalOptions& options) {
    std::vector<Row> rows;
    for (const std::string& given : options.files) {
        const auto texts = files_below(given, ".txt");
        if (texts.size() > 1 || (texts.size() == 1 && given.ends_with(".txt"))) {
            if (const auto done = eval_marked(engine, given, texts, options.errors, rows); !done)
                return tl::unexpected(done.error());
            continue;
        }
        const auto content = read_file(given);
        if (!content) return tl::unexpected(content.error());
        QuantitySet quantities;
        IncidentSet counts;
        std::optional<Error> broken;
        for_each_line(*content, [&](std::string_view line, std::size_t number_of_line) {
            if (broken) return;
            const json parsed = json::parse(line, nullptr, false);
            const bool read =
                parsed.is_object() && (add_sentence(engine, parsed, options.errors, quantities) ||
                                       add_incident(engine, parsed, options.errors, counts));
            if (!read)
                broken = Error{given + ":" + std::to_string(number_of_line), std::nullopt,
                               "is no line of quantities or incidents",
                               "give NewsQuant or gun-violence lines, or a folder of marked reports"};
        });
        if (broken) return tl::unexpected(*broken);
        const std::string name = set_name(given);
        if (!quantities.value.empty()) {
            rows.push_back(f1_row(name, "value", quantities.value));
            rows.push_back(f1_row(name, "value + change", quantities.change));
        }
        for (const auto& [label, set] : {std::pair{"killed", &counts.killed}, {"injured", &counts.injured}}) {
            if (!set->stated.empty())
                rows.push_back(mean_row(name, std::string(label) + ", where stated", set->stated));
            if (!set->found.empty())
                rows.push_back(mean_row(name, std::string(label) + ", of those found", set->found));
        }
    }
    return rows;
}

}  // namespace sitrep::eval
