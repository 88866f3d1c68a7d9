// Attribution against PolNeAR, wire folders and GUM: quoted speakers, content with source, exact parts,
// orphans.
#include <algorithm>
#include <iostream>

#include "annotate/quotations_attribution.hpp"
#include "eval/attribution_sets.hpp"
#include "eval/input.hpp"
#include "eval/topics.hpp"
#include "resources.hpp"

namespace sitrep::eval {
namespace {

using annotate::Attribution;
using annotate::Reading;
using annotate::TokenRange;

/// Sets of bytes as sorted ranges.
std::uint64_t length(std::span<const TextRange> ranges) {
    std::uint64_t sum = 0;
    for (const TextRange& r : ranges) sum += r.size();
    return sum;
}
std::uint64_t shared(std::span<const TextRange> a, std::span<const TextRange> b) {
    std::uint64_t sum = 0;
    for (const TextRange& x : a) {
        for (const TextRange& y : b) {
            const std::uint32_t begin = std::max(x.begin, y.begin);
            const std::uint32_t end = std::min(x.end, y.end);
            sum += end > begin ? end - begin : 0;
        }
    }
    return sum;
}
double iou(std::span<const TextRange> a, std::span<const TextRange> b) {
    const std::uint64_t both = shared(a, b);
    const std::uint64_t all = length(a) + length(b) - both;
    return all == 0 ? 0.0 : static_cast<double>(both) / static_cast<double>(all);
}

/// An attribution found, in bytes of the text.
struct Found {
    std::vector<TextRange> source, cue, content;
};

struct Scores {
    std::vector<Counts> content_source, source, cue, content, direct_speaker;
    std::vector<double> accuracy, given_right;
    std::vector<Counts> segments;
    Counts orphans;  ///< true_positive: left without a speaker; false_positive: given one
    std::uint64_t documents = 0;
    std::uint64_t tokens = 0;
};

Found in_bytes(const Reading& reading, const Attribution& a) {
    Found found;
    if (!a.source.empty()) found.source.push_back(reading.text(a.source));
    found.cue.push_back(reading.text(a.cue));
    for (const TokenRange& piece : a.content) found.content.push_back(reading.text(piece));
    return found;
}

/// Pairs one to one by content overlap; a pair counts with IoU of contents >= .5 and of sources > .3.
Counts content_and_source(const std::vector<MarkedAttribution>& gold, const std::vector<Found>& found,
                          bool source_matters) {
    struct Pair {
        double closeness;
        std::size_t gold, found;
    };
    std::vector<Pair> pairs;
    for (std::size_t g = 0; g < gold.size(); ++g) {
        for (std::size_t f = 0; f < found.size(); ++f) {
            if (gold[g].content.empty() || found[f].content.empty()) continue;
            if (found[f].content.front().begin >= gold[g].content.back().end ||
                gold[g].content.front().begin >= found[f].content.back().end)
                continue;
            const double content = iou(gold[g].content, found[f].content);
            if (content < 0.5) continue;
            const double source = gold[g].source.empty() && found[f].source.empty()
                                      ? 1.0
                                      : iou(gold[g].source, found[f].source);
            if (source_matters && source <= 0.3) continue;
            pairs.push_back({content + source, g, f});
        }
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair& a, const Pair& b) { return a.closeness > b.closeness; });
    std::vector<bool> gold_taken(gold.size()), found_taken(found.size());
    Counts counts;
    for (const Pair& pair : pairs) {
        if (gold_taken[pair.gold] || found_taken[pair.found]) continue;
        gold_taken[pair.gold] = found_taken[pair.found] = true;
        counts.true_positive += 1;
    }
    std::size_t with_content = 0;
    for (const Found& f : found) with_content += f.content.empty() ? 0 : 1;
    counts.false_positive = static_cast<double>(with_content) - counts.true_positive;
    counts.false_negative = static_cast<double>(gold.size()) - counts.true_positive;
    return counts;
}

/// Exact spans of one kind after overlaps are flattened, as sequence labelling counts them.
Counts exact(const std::vector<TokenRange>& gold, const std::vector<TokenRange>& found) {
    Counts counts;
    for (const TokenRange& g : gold)
        counts.true_positive += std::find(found.begin(), found.end(), g) != found.end() ? 1 : 0;
    counts.false_positive = static_cast<double>(found.size()) - counts.true_positive;
    counts.false_negative = static_cast<double>(gold.size()) - counts.true_positive;
    return counts;
}

/// Runs of one part among per-token parts (0 none, 1 source, 2 cue, 3 content; +4 where a run begins).
std::vector<TokenRange> runs(const std::vector<int>& parts, int part) {
    std::vector<TokenRange> out;
    for (std::uint32_t i = 0; i < parts.size(); ++i) {
        if (parts[i] % 4 != part) continue;
        if (parts[i] >= 4 || out.empty() || out.back().last != i) out.push_back({i, i});
        out.back().last = i + 1;
    }
    return out;
}

void paint(std::vector<int>& parts, TokenRange range, int part) {
    for (std::uint32_t i = range.first; i < range.last; ++i) parts[i] = part + (i == range.first ? 4 : 0);
}

std::vector<int> gold_parts(const Reading& reading, const std::vector<MarkedAttribution>& gold) {
    std::vector<int> parts(reading.size(), 0);
    std::vector<TextRange> contents;
    for (const auto& a : gold) contents.insert(contents.end(), a.content.begin(), a.content.end());
    std::stable_sort(contents.begin(), contents.end(),
                     [](TextRange a, TextRange b) { return a.size() > b.size(); });
    for (const TextRange& r : contents) paint(parts, reading.tokens_in(r), 3);
    for (const auto& a : gold) {
        for (const TextRange& r : a.source) paint(parts, reading.tokens_in(r), 1);
    }
    for (const auto& a : gold) {
        for (const TextRange& r : a.cue) paint(parts, reading.tokens_in(r), 2);
    }
    return parts;
}

std::vector<int> found_parts(const std::vector<annotate::PartLabel>& labels) {
    std::vector<int> parts(labels.size(), 0);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] == annotate::PartLabel::outside) continue;
        const int part = annotate::part_of(labels[i]);
        parts[i] = part + (annotate::is_inside(labels[i]) ? 0 : 4);
    }
    return parts;
}

/// Content that runs over a sentence's end is one run in the gold and two in the labels: joined for the
/// comparison.
void join_runs(std::vector<int>& parts) {
    for (std::size_t i = 1; i < parts.size(); ++i) {
        if (parts[i] == 7 && (parts[i - 1] == 3 || parts[i - 1] == 7)) parts[i] = 3;
    }
}

void score_speakers(const AttributionText& text, const Reading& reading,
                    const annotate::AttributionReading& found, bool list_errors, Scores& scores) {
    double right = 0;
    double given = 0;
    double total = 0;
    for (std::size_t s = 0; s < reading.segments.size(); ++s) {
        const std::vector<TextRange> words{reading.text(reading.segments[s].words)};
        const MarkedAttribution* gold = nullptr;
        for (const auto& a : text.attributions) {
            if (2 * shared(a.content, words) <= length(words)) continue;
            if (gold == nullptr || length(a.content) < length(gold->content)) gold = &a;
        }
        if (gold == nullptr) continue;
        const TokenRange source = annotate::source_of(reading, found, s);
        if (gold->orphan) {
            (source.empty() ? scores.orphans.true_positive : scores.orphans.false_positive) += 1;
            continue;
        }
        if (gold->source.empty()) continue;
        total += 1;
        if (source.empty()) {
            scores.accuracy.push_back(0.0);
            if (list_errors) {
                std::cout << text.name
                          << ": no speaker: " << text.text.substr(words[0].begin, words[0].size())
                          << " (gold " << text.text.substr(gold->source[0].begin, gold->source[0].size())
                          << ")\n";
            }
            continue;
        }
        given += 1;
        const std::vector<TextRange> at{reading.text(source)};
        const bool good = shared(gold->source, at) > 0;
        if (!good && list_errors) {
            std::cout << text.name << ": wrong speaker: " << text.text.substr(words[0].begin, words[0].size())
                      << " given to " << text.text.substr(at[0].begin, at[0].size()) << " (gold "
                      << text.text.substr(gold->source[0].begin, gold->source[0].size()) << ")\n";
        }
        right += good ? 1 : 0;
        scores.accuracy.push_back(good ? 1.0 : 0.0);
        scores.given_right.push_back(good ? 1.0 : 0.0);
    }
    scores.direct_speaker.push_back({right, given - right, total - right});
}

void score_text(const AttributionText& text, const annotate::AttributionModel& model, bool list_errors,
                Scores& scores) {
    const Report report = plain_report(text.text);
    const TokenizedText tokens = tokenize(report.text, report.blocks);
    const Reading reading =
        annotate::read_report(report, tokens, model.cues, model.word_classes, model.clusters);
    annotate::AttributionReading result = annotate::read_attributions(reading, model);
    scores.documents += 1;
    scores.tokens += tokens.tokens.size();
    std::vector<Found> found;
    for (const Attribution& a : result.merged) found.push_back(in_bytes(reading, a));
    scores.content_source.push_back(content_and_source(text.attributions, found, text.parts_marked));
    if (!text.parts_marked) return;
    std::vector<int> gold = gold_parts(reading, text.attributions);
    std::vector<int> mine = found_parts(result.labels);
    join_runs(gold);
    join_runs(mine);
    scores.source.push_back(exact(runs(gold, 1), runs(mine, 1)));
    scores.cue.push_back(exact(runs(gold, 2), runs(mine, 2)));
    scores.content.push_back(exact(runs(gold, 3), runs(mine, 3)));
    score_speakers(text, reading, result, list_errors, scores);
}

}  // namespace

Result<std::vector<Row>> eval_quotes(const Engine& engine, const EvalOptions& options) {
    const auto& model = engine.resources().parts().quotations.model;
    std::vector<Row> rows;
    for (const std::string& file : options.files) {
        const auto texts = read_attribution_texts(file);
        if (!texts) return tl::unexpected(texts.error());
        Scores scores;
        for (const AttributionText& text : *texts) score_text(text, *model, options.errors, scores);
        const std::string set = set_name(file);
        if (!scores.accuracy.empty()) {
            Row row = f1_row(set, "speaker of quoted segments", scores.direct_speaker);
            rows.push_back(row);
            rows.push_back(mean_row(set, "speaker, accuracy over all quoted segments", scores.accuracy));
            rows.push_back(mean_row(set, "speaker, precision where one is given", scores.given_right));
            rows.push_back(
                mean_row(set, "speaker, coverage",
                         std::vector<double>{scores.accuracy.empty()
                                                 ? 0.0
                                                 : static_cast<double>(scores.given_right.size()) /
                                                       static_cast<double>(scores.accuracy.size())}));
        }
        const bool parts = !texts->empty() && texts->front().parts_marked;
        rows.push_back(f1_row(set,
                              parts ? "content and source, all kinds" : "content (sources are not marked)",
                              scores.content_source));
        if (parts) {
            rows.push_back(f1_row(set, "exact source", scores.source));
            rows.push_back(f1_row(set, "exact cue", scores.cue));
            rows.push_back(f1_row(set, "exact content", scores.content));
        }
        const double orphans = scores.orphans.true_positive + scores.orphans.false_positive;
        if (orphans > 0) {
            Row row;
            row.set = set;
            row.measure = "orphan quotations given a speaker";
            row.documents = scores.documents;
            row.counts = Counts{scores.orphans.true_positive, scores.orphans.false_positive, 0};
            row.value = scores.orphans.false_positive;
            rows.push_back(row);
        }
    }
    return rows;
}

}  // namespace sitrep::eval
