#include "store/report_text.hpp"

#include <algorithm>
#include <vector>

namespace sitrep::store {
namespace {

constexpr std::uint64_t kLargestReport = 64ULL << 20U;  // recorded spans beyond are taken for damage
constexpr std::uint32_t kMostLines = 1000;

/// Whether the words of a range are the bytes at its span.
bool is_copy(const Report& report, TextRange range, Span span) {
    if (span.size() != range.size()) return false;
    if (!report.document.bytes) return true;
    const std::string_view bytes = *report.document.bytes;
    return span.end <= bytes.size() && bytes.substr(span.begin, span.size()) == report.text.words(range);
}

bool is_middle(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

struct Run {
    Span span;
    std::string words;
};

/// Halves a range until each part is a copy of its bytes or one character.
void add_runs(const Report& report, TextRange range, std::vector<Run>& runs) {
    const Span span = report.text.source(range);
    const std::string_view text = report.text.text();
    std::uint32_t middle = range.begin + range.size() / 2;
    while (middle > range.begin && is_middle(text[middle])) --middle;
    if (middle == range.begin) {
        middle = range.begin + 1;
        while (middle < range.end && is_middle(text[middle])) ++middle;
    }
    if (!is_copy(report, range, span) && middle < range.end) {
        add_runs(report, {range.begin, middle}, runs);
        add_runs(report, {middle, range.end}, runs);
        return;
    }
    const std::string_view words = report.text.words(range);
    // Several characters may stand for one run of bytes, or, between two pieces, for none.
    if (!runs.empty() && (span.empty() || span.begin < runs.back().span.end)) {
        runs.back().span.end = std::max(runs.back().span.end, span.end);
        runs.back().words += words;
    } else if (!span.empty()) {
        runs.push_back({span, std::string(words)});
    }
}

std::uint32_t lines_before(const Report& report, std::size_t index) {
    if (index == 0) return 0;
    const std::string_view text = report.text.text();
    const std::uint32_t begin = report.blocks[index - 1].range.end, end = report.blocks[index].range.begin;
    if (begin >= end || end > text.size()) return 0;
    const auto gap = text.substr(begin, end - begin);
    return std::min(static_cast<std::uint32_t>(std::count(gap.begin(), gap.end(), '\n')), kMostLines);
}

BlockKind kind_named(std::string_view word) {
    constexpr std::size_t kKinds = 13;
    for (std::size_t i = 0; i < kKinds; ++i) {
        if (name(static_cast<BlockKind>(i)) == word) return static_cast<BlockKind>(i);
    }
    throw Broken("'" + std::string(word.substr(0, 60)) + "' is no kind of block");
}

}  // namespace

Span span_of(json::element element) {
    json::array pair;
    std::uint64_t ends[2] = {0, 0};
    std::size_t count = 0;
    bool whole = element.get(pair) == simdjson::SUCCESS;
    if (whole) {
        for (const json::element end : pair) {
            whole = whole && count < 2 && end.get(ends[count]) == simdjson::SUCCESS;
            ++count;
        }
    }
    if (!whole || count != 2 || ends[0] >= ends[1] || ends[1] > kLargestReport)
        throw Broken("a span is not [begin,end)");
    return {static_cast<std::uint32_t>(ends[0]), static_cast<std::uint32_t>(ends[1])};
}

void write_blocks(JsonWriter& out, const Report& report) {
    out.key("blocks").begin_array();
    for (std::size_t i = 0; i < report.blocks.size(); ++i) {
        const Block& block = report.blocks[i];
        if (block.range.empty() || block.span.empty()) continue;
        out.begin_object().field("kind", name(block.kind)).field("span", block.span);
        out.field("lines", lines_before(report, i)).key("runs").begin_array();
        std::vector<Run> runs;
        add_runs(report, block.range, runs);
        for (const Run& run : runs)
            out.begin_object().field("span", run.span).field("text", run.words).end_object();
        out.end_array().end_object();
    }
    out.end_array();
}

bool read_blocks(json::object item, AnnotatedReport& entry) {
    if (!field(item, "blocks")) return false;
    CleanTextBuilder text;
    std::vector<Block> blocks;
    std::uint32_t at = 0;  // in the source
    each(item, "blocks", [&](json::object object) {
        const auto where = field(object, "span");
        if (!where) throw Broken("has no span");
        const Span span = span_of(*where);
        if (span.begin < at) throw Broken("begins before the block before it ends");
        const auto lines = static_cast<std::uint32_t>(
            std::clamp(maybe_number(object, "lines").value_or(1.0), 0.0, double{kMostLines}));
        // Something stands between two blocks, or their words would run together.
        if (!blocks.empty()) text.replace({at, span.begin}, lines > 0 ? std::string(lines, '\n') : " ");
        at = span.begin;
        const std::uint32_t begin = text.size();
        each(object, "runs", [&](json::object run) {
            const auto run_where = field(run, "span");
            if (!run_where) throw Broken("has no span");
            const Span own = span_of(*run_where);
            const std::string words = text_of(run, "text");
            if (own.begin < at || own.end > span.end)
                throw Broken("lies outside its block, or runs backwards");
            at = own.end;
            if (words.size() == own.size())
                text.copy(own.begin, words);
            else
                text.replace(own, words);
        });
        at = span.end;
        blocks.push_back({{begin, text.size()}, span, kind_named(text_of(object, "kind"))});
    });
    entry.report.text = std::move(text).build();
    entry.report.blocks = std::move(blocks);
    entry.tokens = tokenize(entry.report.text, entry.report.blocks);
    return true;
}

}  // namespace sitrep::store
