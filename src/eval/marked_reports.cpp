#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "annotate/figures.hpp"
#include "annotate/times.hpp"
#include "eval/input.hpp"
#include "eval/topics_of_dates.hpp"
#include "resources.hpp"
#include "text/utf8.hpp"

namespace sitrep::eval {
namespace {

/// A `<t …>` or `<n …>` mark of a report, with its attributes and its bytes in the plain text.
struct Mark {
    char kind = 't';
    std::map<std::string, std::string> attributes;
    std::uint32_t begin = 0, end = 0;
};

struct MarkedText {
    std::string text;
    std::optional<Day> published;
    std::vector<Mark> marks;
};

std::map<std::string, std::string> attributes_of(std::string_view tag) {
    std::map<std::string, std::string> found;
    for (std::size_t at = tag.find('='); at != std::string_view::npos; at = tag.find('=', at)) {
        const auto name = tag.find_last_of(" \t", at) + 1;
        const auto open = tag.find('"', at);
        const auto close = open == std::string_view::npos ? open : tag.find('"', open + 1);
        if (close == std::string_view::npos) break;
        found.emplace(tag.substr(name, at - name), tag.substr(open + 1, close - open - 1));
        at = close;
    }
    return found;
}

/// Takes the tags out and keeps those of times and figures.
MarkedText read_marked(std::string_view source) {
    MarkedText out;
    std::vector<Mark> open;
    for (std::size_t at = 0; at < source.size();) {
        if (source[at] != '<') {
            out.text.push_back(source[at++]);
            continue;
        }
        const bool comment = source.substr(at).starts_with("<!--");
        const auto end = comment ? source.find("-->", at) : source.find('>', at);
        if (end == std::string_view::npos) {
            out.text.append(source.substr(at));
            break;
        }
        const std::string_view tag = source.substr(at + 1, end - at - 1);
        if (comment) {
            const auto day = tag.find("published: ");
            if (day != std::string_view::npos) out.published = Day::parse(tag.substr(day + 11, 10));
            at = end + 3;
            continue;
        }
        if (tag.starts_with("t ") || tag.starts_with("n ")) {
            open.push_back({tag[0], attributes_of(tag), static_cast<std::uint32_t>(out.text.size()), 0});
        } else if ((tag == "/t" || tag == "/n") && !open.empty()) {
            open.back().end = static_cast<std::uint32_t>(out.text.size());
            out.marks.push_back(open.back());
            open.pop_back();
        }
        at = end + 1;
    }
    std::sort(out.marks.begin(), out.marks.end(), [](const Mark& a, const Mark& b) {
        return std::tie(a.begin, b.end) < std::tie(b.begin, a.end);
    });
    return out;
}

std::string wanted_amount(const Mark& mark) {
    const auto v = mark.attributes.find("v"), m = mark.attributes.find("m");
    std::string value = v == mark.attributes.end() ? "" : v->second;
    const auto dots = value.find("..");
    const auto plain = [](const std::string& s) {
        return s.empty() || s == "?" ? std::string("?")
                                     : fmt::format("{:g}", std::strtod(s.c_str(), nullptr));
    };
    value = dots == std::string::npos ? plain(value)
                                      : plain(value.substr(0, dots)) + ".." + plain(value.substr(dots + 2));
    return value + " " + (m == mark.attributes.end() ? "none" : m->second);
}

std::string found_amount(const Figure& f) {
    std::string value = "?";
    if (f.value)
        value = fmt::format("{:g}", *f.value);
    else if (f.low && f.high)
        value = fmt::format("{:g}..{:g}", *f.low, *f.high);
    return value + " " + std::string(name(f.approximator));
}

struct Found {
    std::uint32_t begin, end;
    std::string value;
};

void compare(const std::vector<Found>& gold, const std::vector<Found>& found, std::string_view text,
             const std::string& file, bool errors, std::vector<Counts>& spans, std::vector<Counts>& values) {
    std::vector<std::uint8_t> used(found.size(), 0);
    Counts span, value;
    for (const Found& g : gold) {
        std::size_t best = found.size();
        std::uint32_t most = 0;
        for (std::size_t i = 0; i < found.size(); ++i) {
            const std::uint32_t shared =
                std::min(g.end, found[i].end) -
                std::min(std::min(g.end, found[i].end), std::max(g.begin, found[i].begin));
            if (!used[i] && shared > most) best = i, most = shared;
        }
        if (best == found.size()) {
            span.false_negative += 1, value.false_negative += 1;
            if (errors)
                fmt::print("{}\tmissed\t{}\t{}\n", file, text.substr(g.begin, g.end - g.begin), g.value);
            continue;
        }
        used[best] = 1;
        span.true_positive += 1;
        const bool same = found[best].value == g.value;
        value.true_positive += same, value.false_positive += !same, value.false_negative += !same;
        if (errors && !same)
            fmt::print("{}\tvalue\t{}\t{}\t{}\t{}\n", file, text.substr(g.begin, g.end - g.begin), g.value,
                       found[best].value,
                       text.substr(found[best].begin, found[best].end - found[best].begin));
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (used[i]) continue;
        span.false_positive += 1, value.false_positive += 1;
        if (errors) {
            std::string around(text.substr(found[i].begin > 30 ? found[i].begin - 30 : 0, 80));
            std::replace(around.begin(), around.end(), '\n', ' ');
            fmt::print("{}\tspurious\t{}\t{}\t{}\n", file,
                       text.substr(found[i].begin, found[i].end - found[i].begin), found[i].value, around);
        }
    }
    spans.push_back(span);
    values.push_back(value);
}

}  // namespace

Result<void> eval_marked(const Engine& engine, const std::string& given,
                         const std::vector<std::string>& files, bool errors, std::vector<Row>& rows) {
    std::vector<Counts> time_spans, time_values, figure_spans, figure_values;
    const auto& parts = engine.resources().parts();
    for (const std::string& file : files) {
        const auto content = read_file(file);
        if (!content) return tl::unexpected(content.error());
        if (!content->starts_with("<!--")) continue;
        const MarkedText marked = read_marked(*content);
        std::vector<Found> gold_times, gold_figures, times, figures;
        for (const Mark& mark : marked.marks) {
            const auto v = mark.attributes.find("v");
            const std::string value = v == mark.attributes.end() ? "" : v->second;
            if (mark.kind == 't') gold_times.push_back({mark.begin, mark.end, value});
            // lengths of time are times; a figure inside one is not asked twice
            const bool inside = std::any_of(marked.marks.begin(), marked.marks.end(), [&](const Mark& t) {
                return t.kind == 't' && t.begin <= mark.begin && mark.end <= t.end;
            });
            if (mark.kind == 'n' && !inside)
                gold_figures.push_back({mark.begin, mark.end, wanted_amount(mark)});
        }
        for (const FoundTime& t : times_of(engine, marked.text, marked.published))
            times.push_back({t.begin, t.end, t.value});
        AnnotatedReport report = read_plain(engine, marked.text);
        const auto pieces = annotate::cut_pieces(report.report, report.tokens, parts.grammars);
        report.marks.times = annotate::find_times(report.report, report.tokens, pieces, {}, parts.grammars);
        for (const Figure& f :
             annotate::find_figures(report.report, report.tokens, pieces, report.marks, parts.grammars)) {
            figures.push_back({f.span.begin, f.span.end, found_amount(f)});
        }
        compare(gold_times, times, marked.text, file, errors, time_spans, time_values);
        compare(gold_figures, figures, marked.text, file, errors, figure_spans, figure_values);
    }
    if (time_spans.empty())
        return tl::unexpected(Error{given, std::nullopt, "holds no marked report",
                                    "give reports that open with <!-- published: … -->"});
    const std::string name = set_name(given);
    rows.push_back(f1_row(name, "times, span", time_spans));
    rows.push_back(f1_row(name, "times, value", time_values));
    rows.push_back(f1_row(name, "figures, span", figure_spans));
    rows.push_back(f1_row(name, "figures, value + bound", figure_values));
    return {};
}

}  // namespace sitrep::eval
