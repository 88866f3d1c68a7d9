#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "annotate/times.hpp"
#include "eval/input.hpp"
#include "eval/topics_of_dates.hpp"
#include "resources.hpp"

namespace sitrep::eval {

using nlohmann::json;

AnnotatedReport read_plain(const Engine& engine, const std::string& text) {
    Report report;
    report.document.path = "text";
    report.document.bytes = std::make_shared<const std::string>(text);
    report.text = CleanText::identity(report.document.bytes);
    report.language = "en";
    const auto whole = static_cast<std::uint32_t>(text.size());
    std::uint32_t begin = 0;
    while (begin < whole) {
        std::uint32_t end = begin;
        while (end < whole && !(text[end] == '\n' && (end + 1 == whole || text[end + 1] == '\n'))) ++end;
        const std::string_view words = std::string_view(text).substr(begin, end - begin);
        const auto first = words.find_first_not_of(" \n\t\r");
        if (first != std::string_view::npos) {
            const auto last = words.find_last_not_of(" \n\t\r");
            const TextRange range = {begin + static_cast<std::uint32_t>(first),
                                     begin + static_cast<std::uint32_t>(last) + 1};
            report.blocks.push_back({range, {range.begin, range.end}, BlockKind::body});
        }
        begin = end + 1;
    }
    AnnotatedReport result{std::move(report), {}, {}};
    result.tokens = tokenize(result.report.text, result.report.blocks);
    (void)engine;
    return result;
}

std::vector<FoundTime> times_of(const Engine& engine, const std::string& text, std::optional<Day> day) {
    const AnnotatedReport report = read_plain(engine, text);
    std::vector<FoundTime> found;
    const auto& grammars = engine.resources().parts().grammars;
    const auto pieces = annotate::cut_pieces(report.report, report.tokens, grammars);
    for (const TimeExpression& time :
         annotate::find_times(report.report, report.tokens, pieces, {}, grammars)) {
        FoundTime f{time.span.begin,         time.span.end, std::string(name(time.type)),
                    time.value.value_or(""), time.modifier, time.bounds};
        if (!time.unsolved.empty() && day) {
            if (const auto solved = annotate::time_meaning(time.unsolved, *day)) {
                f.value = solved->value;
                f.bounds = solved->bounds;
            }
        }
        found.push_back(std::move(f));
    }
    return found;
}

std::vector<std::uint32_t> byte_offsets(std::string_view text) {
    std::vector<std::uint32_t> offsets;
    offsets.reserve(text.size() + 1);
    for (std::uint32_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) offsets.push_back(i);
    }
    offsets.push_back(static_cast<std::uint32_t>(text.size()));
    return offsets;
}

namespace {

struct GoldTime {
    std::uint32_t begin, end;
    std::string value;
};

/// TempEval-3 (UzZaman et al. 2013): strict: equal spans; relaxed: spans that meet; value: relaxed and equal
/// values. One expression is paired with one, in text order.
struct TempEval {
    Counts strict, relaxed, value;
};

TempEval score(const std::vector<GoldTime>& gold, const std::vector<FoundTime>& found, std::string_view text,
               bool errors, const std::string& doc) {
    TempEval counts;
    std::vector<std::uint8_t> used(found.size(), 0);
    for (const GoldTime& g : gold) {
        std::size_t best = found.size();
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (used[i] || found[i].begin >= g.end || g.begin >= found[i].end) continue;
            if (best == found.size() || (found[i].begin == g.begin && found[i].end == g.end)) best = i;
        }
        const auto words = std::string(text.substr(g.begin, g.end - g.begin));
        if (best == found.size()) {
            counts.strict.false_negative += 1, counts.relaxed.false_negative += 1,
                counts.value.false_negative += 1;
            if (errors) fmt::print("{}\tmissed\t{}\t{}\n", doc, words, g.value);
            continue;
        }
        used[best] = 1;
        const FoundTime& f = found[best];
        const bool exact = f.begin == g.begin && f.end == g.end;
        const bool equal = f.value == g.value;
        counts.strict.true_positive += exact, counts.strict.false_positive += !exact,
            counts.strict.false_negative += !exact;
        counts.relaxed.true_positive += 1;
        counts.value.true_positive += equal, counts.value.false_positive += !equal,
            counts.value.false_negative += !equal;
        if (errors && !equal)
            fmt::print("{}\tvalue\t{}\t{}\t{}\t{}\n", doc, words, g.value, f.value,
                       text.substr(f.begin, f.end - f.begin));
        if (errors && !exact)
            fmt::print("{}\tspan\t{}\t{}\n", doc, words, text.substr(f.begin, f.end - f.begin));
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (used[i]) continue;
        counts.strict.false_positive += 1, counts.relaxed.false_positive += 1,
            counts.value.false_positive += 1;
        if (errors) {
            const std::uint32_t from = found[i].begin > 30 ? found[i].begin - 30 : 0;
            std::string around(text.substr(from, 80));
            std::replace(around.begin(), around.end(), '\n', ' ');
            fmt::print("{}\tspurious\t{}\t{}\t{}\n", doc,
                       text.substr(found[i].begin, found[i].end - found[i].begin), found[i].value, around);
        }
    }
    return counts;
}

/// Documents with spans: TempEval-3 and WikiWars files.
struct SpanSet {
    std::vector<Counts> strict, relaxed, value;
};

bool add_document(const Engine& engine, const json& doc, bool errors, SpanSet& set) {
    if (!doc.contains("spans") || !doc.contains("text")) return false;
    const std::string text = doc["text"];
    const auto offsets = byte_offsets(text);
    std::vector<GoldTime> gold;
    for (const json& span : doc["spans"]) {
        const std::size_t b = span.at("b"), e = span.at("e");
        if (b >= offsets.size() || e >= offsets.size() || b >= e) continue;
        const json& value = span.contains("value") ? span["value"] : json();
        gold.push_back(
            {offsets[b], offsets[e], value.is_string() ? value.get<std::string>() : std::string()});
    }
    std::sort(gold.begin(), gold.end(),
              [](const GoldTime& a, const GoldTime& b) { return a.begin < b.begin; });
    const auto day = doc.contains("dct") && doc["dct"].is_string()
                         ? Day::parse(doc["dct"].get<std::string>().substr(0, 10))
                         : std::nullopt;
    const auto found = times_of(engine, text, day);
    const TempEval counts = score(gold, found, text, errors, doc.value("doc", std::string("?")));
    set.strict.push_back(counts.strict);
    set.relaxed.push_back(counts.relaxed);
    set.value.push_back(counts.value);
    return true;
}

}  // namespace

Result<std::vector<Row>> eval_dates(const Engine& engine, const EvalOptions& options) {
    std::vector<Row> rows;
    for (const std::string& path : options.files) {
        const auto texts = files_below(path, ".txt");
        if (texts.size() > 1) {
            if (const auto done = eval_marked(engine, path, texts, options.errors, rows); !done)
                return tl::unexpected(done.error());
            continue;
        }
        const auto content = read_file(path);
        if (!content) return tl::unexpected(content.error());
        SpanSet set;
        std::optional<Error> broken;
        for_each_line(*content, [&](std::string_view line, std::size_t number) {
            if (broken) return;
            const json doc = json::parse(line, nullptr, false);
            const bool read = doc.is_object() && add_document(engine, doc, options.errors, set);
            if (!read)
                broken = Error{
                    path + ":" + std::to_string(number), std::nullopt, "is no document with marked spans",
                    "give lines as in the TempEval-3 and WikiWars files, or a folder of marked reports"};
        });
        if (broken) return tl::unexpected(*broken);
        const std::string name = set_name(path);
        if (!set.value.empty()) {
            rows.push_back(f1_row(name, "strict", set.strict));
            rows.push_back(f1_row(name, "relaxed", set.relaxed));
            rows.push_back(f1_row(name, "value", set.value));
        }
    }
    return rows;
}

}  // namespace sitrep::eval
