// What the tagger of attributions sees of a token: words, classes, quotation state, cues, rules, clusters.
#include <algorithm>
#include <cstdlib>

#include "annotate/quotations_tagger.hpp"

namespace sitrep::annotate {
namespace {

constexpr std::uint64_t kNone = 0x7FFF;
constexpr std::uint64_t kOutside = 0xFFFFF;  ///< no class, state or cluster: beyond the sentence
constexpr std::uint8_t kVerbCue = 16;        ///< added to the kind of a cue that is read as one

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

/// For each token of a sentence the nearest token before and behind it that `fits`; -1 none.
template <typename Fits>
void nearest(const Reading& reading, const Fits& fits, std::vector<std::int32_t>& left,
             std::vector<std::int32_t>& right) {
    left.assign(reading.size(), -1);
    right.assign(reading.size(), -1);
    for (const Sentence& sentence : reading.tokens.sentences) {
        std::int32_t last = -1;
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            left[i] = last;
            if (fits(i)) last = static_cast<std::int32_t>(i);
        }
        last = -1;
        for (std::uint32_t i = sentence.last; i-- > sentence.first;) {
            right[i] = last;
            if (fits(i)) last = static_cast<std::int32_t>(i);
        }
    }
}

std::uint8_t quote_state(const Reading& reading, std::uint32_t i) {
    if (reading.segment_of[i] < 0) return 0;
    const QuotedSegment& segment = reading.segments[static_cast<std::size_t>(reading.segment_of[i])];
    const int place = i < segment.words.first || i >= segment.words.last ? 2 : 1;
    return static_cast<std::uint8_t>(1 + static_cast<int>(segment.role) * 3 + place);
}

std::uint8_t cue_state(const Reading& reading, std::uint32_t i) {
    if (reading.cue_of[i] < 0) return 0;
    const Cue& cue = reading.cues[static_cast<std::size_t>(reading.cue_of[i])];
    const bool read = is_verb(reading.classes[i]) || cue.source != CueSource::verb;
    return static_cast<std::uint8_t>(1 + static_cast<int>(cue.kind) + (read ? kVerbCue : 0));
}

/// A verb that may head a clause of the reporter's.
bool is_full_verb(const Reading& reading, std::uint32_t i) {
    const WordClass c = reading.classes[i];
    if (!is_verb(c) || c == WordClass::auxiliary || c == WordClass::modal) return false;
    const std::int32_t s = reading.segment_of[i];
    return s < 0 || reading.segments[static_cast<std::size_t>(s)].role != SegmentRole::speech;
}

}  // namespace

/// A token of a sentence and its neighbours; the list that features are put on.
class PartFeatureExtractor::View {
  public:
    View(const PartFeatureExtractor& all, std::uint32_t token, PartFeatures& out)
        : all_(all), sentence_(all.reading_.sentence(token)), token_(token), out_(out) {}

    [[nodiscard]] bool inside(std::int64_t at) const { return at >= sentence_.first && at < sentence_.last; }
    [[nodiscard]] std::int64_t at(std::int64_t offset) const {
        return static_cast<std::int64_t>(token_) + offset;
    }
    [[nodiscard]] std::uint64_t word_at(std::int64_t i) const {
        return inside(i) ? all_.reading_.shapes[static_cast<std::size_t>(i)].word : kNone;
    }
    [[nodiscard]] std::uint64_t word(std::int64_t offset) const { return word_at(at(offset)); }
    [[nodiscard]] std::uint64_t cls(std::int64_t offset) const {
        return inside(at(offset))
                   ? static_cast<std::uint64_t>(all_.reading_.classes[static_cast<std::size_t>(at(offset))])
                   : kOutside;
    }
    [[nodiscard]] std::uint64_t of(const std::vector<std::uint8_t>& list, std::int64_t offset) const {
        return inside(at(offset)) ? std::uint64_t{list[static_cast<std::size_t>(at(offset))]} : kOutside;
    }
    [[nodiscard]] std::uint64_t cluster_at(std::int64_t i, unsigned level) const {
        return inside(i) ? annotate::cluster_at(all_.cluster_[static_cast<std::size_t>(i)], level) : kOutside;
    }
    [[nodiscard]] std::uint64_t from_start() const { return bucket_of_distance(token_ - sentence_.first); }
    [[nodiscard]] std::uint64_t to_end() const { return bucket_of_distance(sentence_.last - 1 - token_); }
    /// Distance to a token that may be -1, in buckets.
    [[nodiscard]] std::uint64_t far(std::int32_t other) const {
        return bucket_of_distance(other < 0 ? -1 : std::abs(static_cast<std::int64_t>(token_) - other));
    }
    void put(std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
        out_[count_] = mix(mix(mix(count_ + 101, a), b), c);
        ++count_;
    }

  private:
    const PartFeatureExtractor& all_;
    const Sentence& sentence_;
    std::uint32_t token_;
    PartFeatures& out_;
    std::size_t count_ = 0;
};

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
    cluster_.assign(count, kNoCluster);
    quote_.resize(count);
    cue_.resize(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        quote_[i] = quote_state(reading, i);
        cue_[i] = cue_state(reading, i);
        if (reading.tokens.tokens[i].kind != TokenKind::word) continue;
        cluster_[i] = reading.shapes[i].cluster;
        if (const auto* noun = nouns.find(reading.word(i)))
            noun_[i] = static_cast<std::uint8_t>(1 + static_cast<int>(noun->source_class));
    }
    const auto is_cue = [&](std::uint32_t i) { return cue_[i] > kVerbCue && quote_[i] == 0; };
    nearest(reading, is_cue, left_cue_, right_cue_);
    nearest(reading, [&](std::uint32_t i) { return is_full_verb(reading, i); }, left_verb_, right_verb_);
    commas_left_.assign(count, 0);
    for (const Sentence& sentence : reading.tokens.sentences) {
        std::uint8_t commas = 0;
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            if (reading.word(i) == ",") commas = static_cast<std::uint8_t>(std::min(3, commas + 1));
            commas_left_[i] = commas;
            if (is_cue(i)) commas = 0;
        }
    }
}

void PartFeatureExtractor::features(std::uint32_t token, PartFeatures& out) const {
    View view(*this, token, out);
    put_words(view, token);
    put_rules(view, token);
    put_cues(view, token);
    put_clusters(view, token);
}

void PartFeatureExtractor::put_words(View& v, std::uint32_t token) const {
    const WordShape& shape = reading_.shapes[token];
    const std::uint64_t c0 = v.cls(0);
    v.put(v.word(0));
    v.put(v.word(-1));
    v.put(v.word(1));
    v.put(v.word(-2));
    v.put(v.word(2));
    v.put(v.word(-1), v.word(0));
    v.put(v.word(0), v.word(1));
    v.put(shape.suffix3, c0);
    v.put(shape.shape);
    v.put(c0);
    v.put(v.cls(-1));
    v.put(v.cls(1));
    v.put(v.cls(-2), v.cls(-1), c0);
    v.put(c0, v.cls(1), v.cls(2));
    v.put(v.cls(-1), c0);
    v.put(c0, v.cls(1));
    v.put(v.cls(-1), c0, v.cls(1));
    v.put(v.of(noun_, 0), c0);
    v.put(v.of(noun_, -1), v.of(noun_, 1), c0);
}

void PartFeatureExtractor::put_rules(View& v, std::uint32_t token) const {
    const std::uint64_t rule = rule_[token];
    const std::uint64_t quote = quote_[token];
    v.put(quote);
    v.put(quote, v.of(quote_, -1), v.of(quote_, 1));
    v.put(quote, v.word(0));
    v.put(v.of(quote_, -2), v.word(-1), quote);
    v.put(rule);
    v.put(rule, v.of(rule_, -1), v.of(rule_, 1));
    v.put(rule, v.cls(0));
    v.put(rule, v.of(cue_, 0));
    v.put(rule, v.word(0));
    v.put(v.of(rule_, -2), v.of(rule_, -1), rule);
    v.put(rule, v.of(rule_, 1), v.of(rule_, 2));
}

void PartFeatureExtractor::put_cues(View& v, std::uint32_t token) const {
    const std::int32_t left = left_cue_[token];
    const std::int32_t right = right_cue_[token];
    const std::uint64_t left_kind = left < 0 ? 0 : cue_[static_cast<std::size_t>(left)];
    const std::uint64_t right_kind = right < 0 ? 0 : cue_[static_cast<std::size_t>(right)];
    const std::uint64_t left_far = v.far(left);
    const std::uint64_t right_far = v.far(right);
    const std::uint64_t after_left = left < 0 ? kNone : v.word_at(left + 1);
    const std::uint64_t commas = commas_left_[token];
    const std::uint64_t c0 = v.cls(0);
    v.put(v.of(cue_, 0), c0);
    v.put(v.of(cue_, -1), c0);
    v.put(v.of(cue_, 1), c0);
    v.put(v.of(cue_, -2), v.of(cue_, 2));
    v.put(left_kind, left_far);
    v.put(right_kind, right_far);
    v.put(left_kind, right_kind, quote_[token]);
    v.put(left_far, c0);
    v.put(right_far, c0);
    v.put(after_left, left_kind);
    v.put(after_left, commas, left_kind);
    v.put(commas, right_kind, c0);
    v.put(v.from_start(), right_kind);
    v.put(v.to_end(), left_kind);
    v.put(v.word_at(left), left_far > 4 ? 1 : 0, commas);
    v.put(v.word_at(right), right_far > 4 ? 1 : 0, rule_[token]);
}

void PartFeatureExtractor::put_clusters(View& v, std::uint32_t token) const {
    const std::int32_t left = left_verb_[token];
    const std::int32_t right = right_verb_[token];
    const std::uint64_t quote = quote_[token];
    const std::uint64_t rule = rule_[token];
    const std::uint64_t c0 = v.cls(0);
    v.put(v.cluster_at(left, 3), v.far(left));
    v.put(v.cluster_at(right, 3), v.far(right));
    v.put(v.cluster_at(left, 2), commas_left_[token], c0);
    v.put(v.cluster_at(right, 2), quote, c0);
    v.put(v.cluster_at(left, 2), v.cluster_at(right, 2), quote);
    v.put(rule, v.cluster_at(token, 2));
    v.put(rule, v.cluster_at(token, 3));
    v.put(cue_[token], v.cluster_at(token, 2), c0);
    v.put(noun_[token], v.cluster_at(token, 2));
    v.put(v.cluster_at(left_cue_[token], 2), v.far(left_cue_[token]), rule);
    v.put(v.cluster_at(right_cue_[token], 2), v.far(right_cue_[token]), rule);
}

}  // namespace sitrep::annotate
