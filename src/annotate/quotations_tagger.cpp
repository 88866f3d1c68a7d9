#include "annotate/quotations_tagger.hpp"

#include "annotate/row_sums.hpp"

#include <algorithm>
#include <limits>

namespace sitrep::annotate {
namespace {

constexpr std::array<std::string_view, kPartLabels> kNames = {
    "O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content", "B-early", "I-early"};

/// Added to the score of each label: a part that is missed costs more than the likelihood that training
/// maximises knows of, above all a source. Chosen on newspaper articles kept out of training.
constexpr std::array<float, kPartLabels> kLean = {0.0F, 0.5F, 0.0F, 0.0F, 0.0F, 0.3F, 0.0F, 0.3F, 0.0F};

}  // namespace

std::string_view name(PartLabel label) { return kNames[static_cast<std::size_t>(label)]; }

bool allowed(const Reading& reading, std::uint32_t token, PartLabel label) {
    if (label == PartLabel::outside || is_content(label)) return true;
    const std::int32_t s = reading.segment_of[token];
    return s < 0 || reading.segments[static_cast<std::size_t>(s)].role != SegmentRole::speech;
}

namespace {

/// Whether a token stands in the same full quotation as the one before it.
bool speech_goes_on(const Reading& reading, std::uint32_t token) {
    const std::int32_t s = reading.segment_of[token];
    return s >= 0 && token > 0 && reading.segment_of[token - 1] == s &&
           reading.segments[static_cast<std::size_t>(s)].role == SegmentRole::speech;
}

bool may_follow(bool speech_goes_on, PartLabel before, PartLabel label) {
    if (is_inside(label) && before != label && before != begin_of(label)) return false;
    if (!speech_goes_on) return true;
    return is_content(before) ? is_inside(label) : label == PartLabel::outside;
}

}  // namespace

bool allowed(const Reading& reading, std::uint32_t token, PartLabel before, PartLabel label) {
    return may_follow(speech_goes_on(reading, token), before, label);
}

std::vector<PartLabel> label_parts(const Reading& reading, std::span<const Attribution> rules,
                                   const SourceNouns& nouns, const WeightTable& weights) {
    constexpr float kImpossible = -1e30F;
    std::vector<PartLabel> labels(reading.size(), PartLabel::outside);
    const PartFeatureExtractor extractor(reading, rules, nouns);
    PartFeatures features;
    PartFeatures ahead;  // of the next token, whose rows are on their way while this one's are added up
    std::vector<std::array<float, kPartLabels>> best;
    std::vector<std::array<std::uint8_t, kPartLabels>> back;
    for (const Sentence& sentence : reading.tokens.sentences) {
        const BlockKind kind = reading.report.blocks[sentence.block].kind;
        if (kind != BlockKind::body && kind != BlockKind::title) continue;
        const std::size_t count = sentence.last - sentence.first;
        best.resize(count);
        back.resize(count);
        extractor.features(sentence.first, ahead);
        for (std::size_t t = 0; t < count; ++t) {
            const auto token = static_cast<std::uint32_t>(sentence.first + t);
            std::swap(features, ahead);
            if (t + 1 < count) {
                extractor.features(token + 1, ahead);
                weights.fetch(ahead);
            }
            RowSums<kPartLabels> adding;
            for (const std::uint64_t feature : features) adding.add(weights.of(feature).data());
            const std::array<std::int32_t, kPartLabels> sums = adding.all();
            const bool goes_on = speech_goes_on(reading, token);
            for (std::size_t l = 0; l < kPartLabels; ++l) {
                const auto label = static_cast<PartLabel>(l);
                const float emission = static_cast<float>(sums[l]) * weights.scale + kLean[l];
                best[t][l] = kImpossible;
                if (!allowed(reading, token, label)) continue;
                if (t == 0) {
                    if (!is_inside(label)) best[t][l] = emission;
                    continue;
                }
                for (std::size_t p = 0; p < kPartLabels; ++p) {
                    if (best[t - 1][p] <= kImpossible / 2 ||
                        !may_follow(goes_on, static_cast<PartLabel>(p), label))
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
        const int kind = part_of(labels[i]) - 1;
        std::uint32_t end = i + 1;
        while (end < labels.size() && is_inside(labels[end]) && part_of(labels[end]) == kind + 1 &&
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

/// The attribution of a cue, with the source nearest to it among the parts of its sentence.
Attribution of_cue(const Reading& reading, std::span<const Part> parts, std::size_t c) {
    Attribution a;
    a.form = AttributionForm::tagger;
    a.cue = parts[c].tokens;
    const std::int32_t cue =
        reading.cue_of[a.cue.first] >= 0 ? reading.cue_of[a.cue.first] : reading.cue_of[a.cue.last - 1];
    a.kind = cue >= 0 ? reading.cues[static_cast<std::size_t>(cue)].kind : CueKind::say;
    std::uint32_t nearest = std::numeric_limits<std::uint32_t>::max();
    for (std::size_t s = 0; s < parts.size(); ++s) {
        if (parts[s].kind != 0) continue;
        // Another cue between the two makes the source somebody else's, unless it is the same
        // subject's chain.
        std::uint32_t cost = gap(parts[s].tokens, a.cue) * 2 + (parts[s].tokens.first > a.cue.first ? 3 : 0);
        for (std::size_t k = std::min(s, c) + 1; k < std::max(s, c); ++k)
            cost += parts[k].kind == 0 ? 20 : parts[k].kind == 2 ? 6 : 2;
        if (cost < nearest) {
            nearest = cost;
            a.source = parts[s].tokens;
        }
    }
    return a;
}

/// A content that runs into another attribution's source or cue holds that attribution: «officials said
/// the army denied …».
void hold_inner(std::vector<Attribution>& found, std::span<const std::uint32_t> sentence_of_found) {
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
            found.push_back(of_cue(reading, std::span(parts).subspan(p, end - p), c - p));
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
    hold_inner(found, sentence_of_found);
    return found;
}

}  // namespace sitrep::annotate
