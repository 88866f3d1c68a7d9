#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "annotate/figures.hpp"
#include "annotate/times.hpp"
#include "eval/input.hpp"
#include "eval/topics_of_dates.hpp"
#include "resources.hpp"

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
    report.marks.times = annotate::find_times(report.report, report.tokens, {}, parts.times);
    std::erase_if(report.marks.times, [](const TimeExpression& t) {
        return t.type == TimeType::duration || t.type == TimeType::set;
    });
    for (const Figure& f :
         annotate::find_figures(report.report, report.tokens, report.marks, parts.figures)) {
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

/// Killed or injured that a document states: the largest such count; none if it states none. "another man was
/// killed" and a single victim count as one, told by the words around a status.
struct Stated {
    std::optional<double> killed, injured;
};

std::optional<double> one_victim(std::string_view text, std::initializer_list<std::string_view> cues) {
    for (const std::string_view cue : cues) {
        if (text.find(cue) != std::string_view::npos) return 1.0;
    }
    return std::nullopt;
}

Stated stated(const Engine& engine, const std::string& text) {
    AnnotatedReport report = read_plain(engine, text);
    const auto& parts = engine.resources().parts();
    report.marks.times = annotate::find_times(report.report, report.tokens, {}, parts.times);
    Stated result;
    for (const Figure& f :
         annotate::find_figures(report.report, report.tokens, report.marks, parts.figures)) {
        if (!f.value || (f.unit != "person" && !f.unit.empty()) || *f.value > 500) continue;
        auto& slot = f.status == "killed" ? result.killed : result.injured;
        if (f.status == "killed" || f.status == "injured") {
            if (!slot) slot = *f.value;
        }
    }
    if (!result.killed)
        result.killed = one_victim(
            text, {"was killed", "died", "fatally", "was shot and killed", "killing a ", "killed a ",
                   "killed by", "death of", "shot dead", "homicide", "pronounced dead", "found dead"});
    if (!result.injured)
        result.injured =
            one_victim(text, {"was injured", "was wounded", "injuring a ", "wounding a ", "wounded in",
                              "injured in", "was shot in the", "non-life-threatening", "stable condition",
                              "critical condition", "was hospitalized"});
    return result;
}

struct CountSet {
    std::vector<double> killed, injured;
};

bool add_incident(const Engine& engine, const json& line, bool errors, CountSet& set) {
    if (!line.contains("num_killed") || !line.contains("docs")) return false;
    const double killed = line["num_killed"], injured = line["num_injured"];
    for (const json& doc : line["docs"]) {
        const std::string text = doc.value("text", std::string());
        const Stated found = stated(engine, text);
        if (found.killed && killed > 0) set.killed.push_back(equal(*found.killed, killed));
        if (found.injured && injured > 0) set.injured.push_back(equal(*found.injured, injured));
        if (errors && found.killed && killed > 0 && !equal(*found.killed, killed)) {
            fmt::print("killed\t{}\tfound {}\t{}\n", killed, *found.killed, text.substr(0, 400));
        }
        if (errors && found.injured && injured > 0 && !equal(*found.injured, injured)) {
            fmt::print("injured\t{}\tfound {}\t{}\n", injured, *found.injured, text.substr(0, 400));
        }
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
        CountSet counts;
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
        if (!counts.killed.empty()) rows.push_back(mean_row(name, "killed", counts.killed));
        if (!counts.injured.empty()) rows.push_back(mean_row(name, "injured", counts.injured));
    }
    return rows;
}

}  // namespace sitrep::eval
