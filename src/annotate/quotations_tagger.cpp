#include "annotate/quotations_tagger.hpp"

#include <algorithm>
#include <limits>

namespace sitrep::annotate {
namespace {

constexpr std::array<std::string_view, kPartLabels> kNames = {"O",     "B-source",  "I-source", "B-cue",
                                                              "I-cue", "B-content", "I-content"};
constexpr std::uint64_t kNone = 0x7FFF;

std::uint64_t bucket_of_distance(std::int64_t d) {
    if (d < 0) return 15;
    if (d <= 4) return static_cast<std::uint64_t>(d);
    if (d <= 6) return 5;
    if (d <= 9) return 6;
    if (d <= 14) return 7;
    return d <= 24 ? 8 : 9;
}

void mark(std::vector<std::uint8_t>& out, TokenRange range, std::uint8_t part) {
    for (std::uint32_t i = range.first; i < range.last; ++i)
        out[i] = static_cast<std::uint8_t>(part * 2 + (i == range.first ? 1 : 0));
}

}  // namespace

std::string_view name(PartLabel label) { return kNames[static_cast<std::size_t>(label)]; }

PartFeatureExtractor::PartFeatureExtractor(const Reading& reading, std::span<const Attribution> rules,
                                           const SourceNouns& nouns)
    : reading_(reading) {
    const std::uint32_t count = reading.size();
    rule_.assign(count, 0);
    for (const Attribution& a : rules) {
        for (const TokenRange& piece : a.content) mark(rule_, piece, 3);
    }
    for (const Attribution& a : rules) {
        mark(rule_, a.addressee, 4);
        mark(rule_, a.source, 1);
        mark(rule_, a.cue, 2);
    }
    noun_.assign(count, 0);
    quote_.assign(count, 0);
    cue_.assign(count, 0);
    left_cue_.assign(count, -1);
    right_cue_.assign(count, -1);
    commas_left_.assign(count, 0);
    for (std::uint32_t i = 0; i < count; ++i) {
        if (reading.tokens.tokens[i].kind == TokenKind::word) {
            if (const auto* noun = nouns.find(reading.word(i)))
                noun_[i] = static_cast<std::uint8_t>(1 + static_cast<int>(noun->source_class));
        }
        if (reading.segment_of[i] >= 0) {
            const QuotedSegment& segment = reading.segments[static_cast<std::size_t>(reading.segment_of[i])];
            const int place = i < segment.words.first || i >= segment.words.last ? 2 : 1;
            quote_[i] = static_cast<std::uint8_t>(1 + static_cast<int>(segment.role) * 3 + place);
        }
        if (reading.cue_of[i] >= 0) {
            const Cue& cue = reading.cues[static_cast<std::size_t>(reading.cue_of[i])];
            cue_[i] = static_cast<std::uint8_t>(
                1 + static_cast<int>(cue.kind) +
                (is_verb(reading.classes[i]) || cue.source != CueSource::verb ? 16 : 0));
        }
    }
    for (const Sentence& sentence : reading.tokens.sentences) {
        std::int32_t last = -1;
        std::uint8_t commas = 0;
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            left_cue_[i] = last;
            if (reading.word(i) == ",") commas = static_cast<std::uint8_t>(std::min(3, commas + 1));
            commas_left_[i] = commas;
            if (cue_[i] > 16 && quote_[i] == 0) {
                last = static_cast<std::int32_t>(i);
                commas = 0;
            }
        }
        last = -1;
        for (std::uint32_t i = sentence.last; i-- > sentence.first;) {
            right_cue_[i] = last;
            if (cue_[i] > 16 && quote_[i] == 0) last = static_cast<std::int32_t>(i);
        }
    }
}

void PartFeatureExtractor::features(std::uint32_t token, PartFeatures& out) const {
    const Sentence& sentence = reading_.sentence(token);
    const auto inside = [&](std::int64_t at) { return at >= sentence.first && at < sentence.last; };
    const auto at_ = [&](std::int64_t offset) { return static_cast<std::int64_t>(token) + offset; };
    const auto word = [&](std::int64_t offset) {
        return inside(at_(offset)) ? reading_.shapes[static_cast<std::size_t>(at_(offset))].word : kNone;
    };
    const auto cls = [&](std::int64_t offset) {
        return inside(at_(offset))
                   ? static_cast<std::uint64_t>(reading_.classes[static_cast<std::size_t>(at_(offset))])
                   : std::uint64_t{31};
    };
    const auto of = [&](const std::vector<std::uint8_t>& list, std::int64_t offset) {
        return inside(at_(offset)) ? std::uint64_t{list[static_cast<std::size_t>(at_(offset))]}
                                   : std::uint64_t{63};
    };
    const WordShape& shape = reading_.shapes[token];
    const std::int32_t left = left_cue_[token];
    const std::int32_t right = right_cue_[token];
    const std::uint64_t left_kind = left < 0 ? 0 : cue_[static_cast<std::size_t>(left)];
    const std::uint64_t right_kind = right < 0 ? 0 : cue_[static_cast<std::size_t>(right)];
    const std::uint64_t left_far =
        bucket_of_distance(left < 0 ? -1 : static_cast<std::int64_t>(token) - left);
    const std::uint64_t right_far =
        bucket_of_distance(right < 0 ? -1 : static_cast<std::int64_t>(right) - token);
    const std::uint64_t after_left =
        left >= 0 && inside(left + 1) ? reading_.shapes[static_cast<std::size_t>(left) + 1].word : kNone;
    const std::uint64_t rule = rule_[token];
    const std::uint64_t quote = quote_[token];
    const std::uint64_t c0 = cls(0);
    std::size_t n = 0;
    const auto put = [&](std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
        out[n] = mix(mix(mix(n + 101, a), b), c);
        ++n;
    };
    put(word(0));
    put(word(-1));
    put(word(1));
    put(word(-2));
    put(word(2));
    put(word(-1), word(0));
    put(word(0), word(1));
    put(shape.suffix3, c0);
    put(shape.shape);
    put(c0);
    put(cls(-1));
    put(cls(1));
    put(cls(-2), cls(-1), c0);
    put(c0, cls(1), cls(2));
    put(cls(-1), c0);
    put(c0, cls(1));
    put(cls(-1), c0, cls(1));
    put(of(cue_, 0), c0);
    put(of(cue_, -1), c0);
    put(of(cue_, 1), c0);
    put(of(cue_, -2), of(cue_, 2));
    put(quote);
    put(quote, of(quote_, -1), of(quote_, 1));
    put(quote, word(0));
    put(of(quote_, -2), word(-1), quote);
    put(rule);
    put(rule, of(rule_, -1), of(rule_, 1));
    put(rule, c0);
    put(rule, of(cue_, 0));
    put(rule, word(0));
    put(of(rule_, -2), of(rule_, -1), rule);
    put(rule, of(rule_, 1), of(rule_, 2));
    put(left_kind, left_far);
    put(right_kind, right_far);
    put(left_kind, right_kind, quote);
    put(left_far, c0);
    put(right_far, c0);
    put(after_left, left_kind);
    put(after_left, commas_left_[token], left_kind);
    put(commas_left_[token], right_kind, word(0) == kNone ? 0 : c0);
    put(of(noun_, 0), c0);
    put(of(noun_, -1), of(noun_, 1), c0);
    put(bucket_of_distance(token - sentence.first), right_kind);
    put(bucket_of_distance(sentence.last - 1 - token), left_kind);
    put(left < 0 ? kNone : reading_.shapes[static_cast<std::size_t>(left)].word, left_far > 4 ? 1 : 0,
        commas_left_[token]);
    put(right < 0 ? kNone : reading_.shapes[static_cast<std::size_t>(right)].word, right_far > 4 ? 1 : 0,
        rule);
}

bool allowed(const Reading& reading, std::uint32_t token, PartLabel label) {
    if (label == PartLabel::outside || label == PartLabel::content_begin || label == PartLabel::content_in)
        return true;
    const std::int32_t s = reading.segment_of[token];
    return s < 0 || reading.segments[static_cast<std::size_t>(s)].role != SegmentRole::speech;
}

bool allowed(const Reading& reading, std::uint32_t token, PartLabel before, PartLabel label) {
    if (is_inside(label) && before != label && before != begin_of(label)) return false;
    const std::int32_t s = reading.segment_of[token];
    const bool goes_on = s >= 0 && token > 0 && reading.segment_of[token - 1] == s &&
                         reading.segments[static_cast<std::size_t>(s)].role == SegmentRole::speech;
    if (!goes_on) return true;
    const bool was_content = before == PartLabel::content_begin || before == PartLabel::content_in;
    return was_content ? label == PartLabel::content_in : label == PartLabel::outside;
}

std::vector<PartLabel> label_parts(const Reading& reading, std::span<const Attribution> rules,
                                   const SourceNouns& nouns, const WeightTable& weights) {
    constexpr float kImpossible = -1e30F;
    std::vector<PartLabel> labels(reading.size(), PartLabel::outside);
    const PartFeatureExtractor extractor(reading, rules, nouns);
    PartFeatures features;
    std::vector<std::array<float, kPartLabels>> best;
    std::vector<std::array<std::uint8_t, kPartLabels>> back;
    for (const Sentence& sentence : reading.tokens.sentences) {
        const BlockKind kind = reading.report.blocks[sentence.block].kind;
        if (kind != BlockKind::body && kind != BlockKind::title) continue;
        const std::size_t count = sentence.last - sentence.first;
        best.resize(count);
        back.resize(count);
        for (std::size_t t = 0; t < count; ++t) {
            const auto token = static_cast<std::uint32_t>(sentence.first + t);
            extractor.features(token, features);
            std::array<std::int32_t, kPartLabels> sums{};
            for (const std::uint64_t feature : features) {
                const std::int8_t* row = weights.of(feature).data();
                for (std::size_t l = 0; l < kPartLabels; ++l) sums[l] += row[l];
            }
            for (std::size_t l = 0; l < kPartLabels; ++l) {
                const auto label = static_cast<PartLabel>(l);
                const float emission = static_cast<float>(sums[l]) * weights.scale;
                best[t][l] = kImpossible;
                if (!allowed(reading, token, label)) continue;
                if (t == 0) {
                    if (!is_inside(label)) best[t][l] = emission;
                    continue;
                }
                for (std::size_t p = 0; p < kPartLabels; ++p) {
                    if (best[t - 1][p] <= kImpossible / 2 ||
                        !allowed(reading, token, static_cast<PartLabel>(p), label))
                        continue;
                    const float score = best[t - 1][p] + weights.transitions[p * kPartLabels + l] + emission;
                    if (score > best[t][l]) {
                        best[t][l] = score;
                        back[t][l] = static_cast<std::uint8_t>(p);
                    }
                }
            }
        }
        std::size_t at = static_cast<std::size_t>(
            std::max_element(best[count - 1].begin(), best[count - 1].end()) - best[count - 1].begin());
        for (std::size_t t = count; t-- > 0;) {
            labels[sentence.first + t] = static_cast<PartLabel>(at);
            if (t > 0) at = back[t][at];
        }
    }
    return labels;
}

namespace {

struct Part {
    TokenRange tokens;
    int kind;  ///< 0 source, 1 cue, 2 content
    std::uint32_t sentence;
};

std::vector<Part> parts_of(const Reading& reading, std::span<const PartLabel> labels) {
    std::vector<Part> parts;
    for (std::uint32_t i = 0; i < labels.size();) {
        if (labels[i] == PartLabel::outside) {
            ++i;
            continue;
        }
        const int kind = (static_cast<int>(labels[i]) - 1) / 2;
        const auto inside = static_cast<PartLabel>(kind * 2 + 2);
        std::uint32_t end = i + 1;
        while (end < labels.size() && labels[end] == inside &&
               reading.sentence_of[end] == reading.sentence_of[i])
            ++end;
        parts.push_back({{i, end}, kind, reading.sentence_of[i]});
        i = end;
    }
    return parts;
}

std::uint32_t gap(TokenRange a, TokenRange b) {
    if (a.last <= b.first) return b.first - a.last;
    return b.last <= a.first ? a.first - b.last : 0;
}

}  // namespace

std::vector<Attribution> link_parts(const Reading& reading, std::span<const PartLabel> labels) {
    const std::vector<Part> parts = parts_of(reading, labels);
    std::vector<Attribution> found;
    std::vector<std::uint32_t> sentence_of_found;
    for (std::size_t p = 0; p < parts.size();) {
        std::size_t end = p;
        while (end < parts.size() && parts[end].sentence == parts[p].sentence) ++end;
        const std::size_t first = found.size();
        for (std::size_t c = p; c < end; ++c) {
            if (parts[c].kind != 1) continue;
            Attribution a;
            a.form = AttributionForm::tagger;
            a.cue = parts[c].tokens;
            const std::int32_t cue = reading.cue_of[a.cue.first] >= 0 ? reading.cue_of[a.cue.first]
                                                                      : reading.cue_of[a.cue.last - 1];
            a.kind = cue >= 0 ? reading.cues[static_cast<std::size_t>(cue)].kind : CueKind::say;
            std::uint32_t nearest = std::numeric_limits<std::uint32_t>::max();
            for (std::size_t s = p; s < end; ++s) {
                if (parts[s].kind != 0) continue;
                // Another cue between the two makes the source somebody else's, unless it is the same
                // subject's chain.
                std::uint32_t cost =
                    gap(parts[s].tokens, a.cue) * 2 + (parts[s].tokens.first > a.cue.first ? 3 : 0);
                for (std::size_t k = std::min(s, c) + 1; k < std::max(s, c); ++k)
                    cost += parts[k].kind == 0 ? 20 : parts[k].kind == 2 ? 6 : 2;
                if (cost < nearest) {
                    nearest = cost;
                    a.source = parts[s].tokens;
                }
            }
            found.push_back(a);
            sentence_of_found.push_back(parts[p].sentence);
        }
        for (std::size_t t = p; t < end; ++t) {
            if (parts[t].kind != 2 || found.size() == first) continue;
            std::size_t best = first;
            std::uint32_t nearest = std::numeric_limits<std::uint32_t>::max();
            for (std::size_t a = first; a < found.size(); ++a) {
                const TokenRange head = found[a].source.empty()
                                            ? found[a].cue
                                            : TokenRange{std::min(found[a].source.first, found[a].cue.first),
                                                         std::max(found[a].source.last, found[a].cue.last)};
                const std::uint32_t to_cue = gap(parts[t].tokens, found[a].cue);
                const std::uint32_t cost = std::min(to_cue * 2, gap(parts[t].tokens, head) * 2 + 1) +
                                           (found[a].content.empty() ? 0 : 3);
                if (cost < nearest) {
                    nearest = cost;
                    best = a;
                }
            }
            found[best].content.push_back(parts[t].tokens);
        }
        p = end;
    }
    // A content that runs into another attribution's source or cue holds that attribution: «officials said
    // the army denied …».
    for (std::size_t a = 0; a < found.size(); ++a) {
        if (found[a].content.empty()) continue;
        TokenRange& last = found[a].content.back();
        for (std::size_t b = a > 6 ? a - 6 : 0; b < std::min(found.size(), a + 7); ++b) {
            if (a == b || sentence_of_found[a] != sentence_of_found[b] || found[b].content.empty() ||
                last.first < found[a].cue.first)
                continue;
            const std::uint32_t head = found[b].source.empty()
                                           ? found[b].cue.first
                                           : std::min(found[b].source.first, found[b].cue.first);
            if (head == last.last && found[b].content.back().last > last.last)
                last.last = found[b].content.back().last;
        }
    }
    return found;
}

}  // namespace sitrep::annotate
