#include "annotate/names_tagger.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "annotate/names_places.hpp"
#include "annotate/row_sums.hpp"
#include "annotate/word_clusters.hpp"
#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace sitrep::annotate {
namespace {

/// Kinds of known names over a word, and whether the word begins one.
enum KnownBit : std::uint32_t {
    kKnownGpe = 1U << 0U,
    kKnownPeople = 1U << 1U,
    kKnownLoc = 1U << 2U,
    kKnownOrg = 1U << 3U,
    kKnownCity = 1U << 4U,
    kKnownBegins = 1U << 5U,
    kKnownTown = 1U << 8U,
    kKnownLong = 1U << 6U,
    kTitleRun = 1U << 7U
};

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    std::uint64_t x = a * 0x9E3779B97F4A7C15ULL ^ (b + 0x7F4A7C15ULL);
    x ^= x >> 32U;
    x *= 0xD6E8FEB86659FD93ULL;
    return x ^ (x >> 32U);
}

/// "Xx", "XX", "x", "9", "X.X." …: classes of characters, runs shortened to two.
std::uint32_t shape_of(const Word& word) {
    std::uint32_t shape = 1;
    std::uint32_t last = 9, run = 0;
    for (std::size_t at = 0; at < word.text.size();) {
        const text::CodePoint c = text::decode(word.text, at);
        at += c.size;
        std::uint32_t kind = 3;
        if (text::is_digit(c.value))
            kind = 2;
        else if (text::is_upper(c.value))
            kind = 1;
        else if (text::is_letter(c.value))
            kind = 0;
        else if (c.value == U'.')
            kind = 4;
        else if (c.value == U'-')
            kind = 5;
        run = kind == last ? run + 1 : 0;
        last = kind;
        if (run < 2) shape = shape * 7 + kind + 1;
    }
    return shape;
}

std::uint64_t tail(std::string_view folded, std::size_t length) {
    if (folded.size() <= length) return word_hash(folded) + length;
    return text::hash64(folded.substr(folded.size() - length), 10 + length);
}

std::uint32_t known_bits(const KnownThing& thing) {
    switch (thing.kind) {
        case KnownKind::country:
            return kKnownGpe;
        case KnownKind::capital:
            return kKnownCity;
        case KnownKind::demonym:
        case KnownKind::region_adjective:
        case KnownKind::group:
            return kKnownPeople;
        case KnownKind::region:
            return kKnownLoc;
        case KnownKind::organisation:
        case KnownKind::metonym:
            return kKnownOrg;
        case KnownKind::listed:
            return thing.type == EntityType::organisation   ? kKnownOrg
                   : thing.type == EntityType::geopolitical ? kKnownCity
                                                            : 0U;
    }
    return 0;
}

void mark_known(const WordText& text, const WordSentence& sentence, const NameLexicon& lexicon,
                std::vector<TagWord>& out) {
    for (std::uint32_t i = sentence.first; i < sentence.last;) {
        const KnownMatch match = lexicon.match(text.words, i, sentence.last, true);
        const std::uint32_t title = lexicon.title_length(text.words, i, sentence.last);
        for (std::uint32_t t = i; t < i + title; ++t) out[t - sentence.first].known |= kTitleRun;
        if (match.thing < 0) {
            ++i;
            continue;
        }
        const std::uint32_t bits = known_bits(lexicon.things()[static_cast<std::size_t>(match.thing)]);
        for (std::uint32_t k = match.first; k < match.last; ++k) {
            std::uint32_t& known = out[k - sentence.first].known;
            known |= bits | (match.last - match.first > 1 ? kKnownLong : 0U) |
                     (k == match.first ? kKnownBegins : 0U);
        }
        i = match.last;
    }
}

/// Towns of the gazetteer over words that no table knows: large ones and small ones apart.
void mark_towns(const WordText& text, const WordSentence& sentence, const PlaceMap& places,
                std::vector<TagWord>& out) {
    std::string key;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        TagWord& first = out[i - sentence.first];
        const bool plain = (first.bits & (kFunction | kCalendar | kTitle)) != 0;
        const bool small = !first.capital;
        if (plain || (small && (first.bits & kCommon) != 0) || (first.known & ~kTitleRun) != 0 ||
            text.words[i].text.size() < 3)
            continue;
        key.clear();
        std::uint32_t end = i;
        double size = 0;
        for (std::uint32_t k = i; k < sentence.last && k < i + 3 && text.words[k].kind == TokenKind::word;
             ++k) {
            if (k > i) key += ' ';
            append_place_key(key, text.words[k].folded);
            if (!small && !out[k - sentence.first].capital) continue;
            if (small && (out[k - sentence.first].bits & (kFunction | kCommon)) != 0) continue;
            const double found = places.prominence(key);
            if (found <= (small ? 4.5 : 0.0)) continue;
            end = k + 1;
            size = found;
        }
        for (std::uint32_t k = i; k < end; ++k) {
            out[k - sentence.first].known |= (size >= 5 ? kKnownCity : kKnownTown) |
                                             (end - i > 1 ? kKnownLong : 0U) | (k == i ? kKnownBegins : 0U);
        }
        if (end > i) i = end - 1;
    }
}

}  // namespace

void prepare(const WordText& text, const WordSentence& sentence, const TagTables& tables,
             std::vector<TagWord>& out) {
    out.clear();
    out.reserve(sentence.last - sentence.first);
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        const Word& word = text.words[i];
        TagWord tag;
        tag.hash = word.hash;
        tag.prefix = text::hash64(std::string_view(word.folded).substr(0, 3), 3);
        tag.suffix2 = tail(word.folded, 2);
        tag.suffix3 = tail(word.folded, 3);
        tag.suffix4 = tail(word.folded, 4);
        tag.shape = shape_of(word);
        tag.bits = tables.lexicon.bits(word);
        tag.capital = word.capital;
        tag.cluster = tables.clusters.code_of_hash(word.hash);
        out.push_back(tag);
    }
    mark_known(text, sentence, tables.lexicon, out);
    mark_towns(text, sentence, tables.places, out);
}

std::uint32_t mode_of(const WordSentence& sentence) {
    return sentence.lower ? 3 : sentence.shouting ? 2 : sentence.title_case ? 1 : 0;
}

namespace {

std::uint32_t row_of(std::uint64_t hash) {
    return static_cast<std::uint32_t>((hash & 0xFFFFFFFFU) * kTagRows >> 32U);
}

/// A word and what stands around it; `end` is the last word of its run of capitals, `behind` the next one.
struct Neighbours {
    const TagWord &w, &before, &after, &before2, &after2, &end, &behind;
    std::uint32_t to_end;  ///< words from `w` to `end`
};

/// What company the words are known to keep elsewhere: all there is to a name that no training text held.
template <typename Add>
void cluster_features(const Neighbours& at, const Add& add) {
    const auto cluster = [](const TagWord& word, unsigned level) -> std::uint64_t {
        return cluster_at(word.cluster, level);
    };
    const TagWord& w = at.w;
    add(50, mix(cluster(w, 1), w.shape));
    add(51, mix(cluster(w, 2), w.shape));
    add(52, mix(cluster(w, 3), w.capital));
    add(53, cluster(at.before, 2));
    add(54, cluster(at.after, 2));
    add(55, mix(cluster(at.before, 3), w.capital));
    add(56, mix(cluster(at.after, 3), w.capital));
    add(57, mix(cluster(at.before, 2), mix(cluster(w, 2), w.capital)));
    add(58, mix(cluster(w, 2), mix(cluster(at.after, 2), w.capital)));
    add(59, mix(w.capital ? cluster(at.end, 2) : 0, mix(w.shape, at.to_end)));
    add(60, mix(w.capital ? cluster(at.end, 3) : 0, w.capital));
    add(61, mix(w.capital ? cluster(at.behind, 2) : 0, w.shape));
    add(62, mix(w.cluster, w.capital));
    add(63, mix(cluster(at.before2, 2), 2));
    add(64, mix(cluster(at.after2, 2), 2));
    add(68, mix(mix(cluster(w, 2), w.known), w.capital));
    add(69, mix(mix(cluster(w, 2), w.bits), w.capital));
}

}  // namespace

std::uint32_t feature_rows(std::span<const TagWord> words, std::uint32_t at, std::uint32_t mode,
                           std::array<std::uint32_t, kMaxFeatures>& rows) {
    static constexpr TagWord kEdge{0x5EED, 1, 1, 1, 1, 0, 0, 0, false, 0};
    const auto word = [&](int offset) -> const TagWord& {
        const auto i = static_cast<std::int64_t>(at) + offset;
        return i < 0 || i >= static_cast<std::int64_t>(words.size()) ? kEdge
                                                                     : words[static_cast<std::size_t>(i)];
    };
    std::uint32_t count = 0;
    const auto add = [&](std::uint64_t kind, std::uint64_t value) {
        rows[count++] = row_of(mix(kind, value));
    };
    const TagWord &w = word(0), &before = word(-1), &after = word(1), &before2 = word(-2), &after2 = word(2);
    add(1, 0);
    add(2, w.hash);
    add(3, mix(w.hash, w.shape));
    add(4, before.hash);
    add(5, after.hash);
    add(6, before2.hash);
    add(7, after2.hash);
    add(8, mix(before.hash, w.hash));
    add(9, mix(w.hash, after.hash));
    add(10, mix(before.hash, after.hash));
    add(11, mix(w.shape, mode));
    add(12, mix(before.shape, w.shape));
    add(13, mix(w.shape, after.shape));
    add(14, mix(mix(before.shape, w.shape), after.shape));
    add(15, w.prefix);
    add(16, w.suffix2);
    add(17, w.suffix3);
    add(18, w.suffix4);
    add(19, mix(w.suffix3, w.shape));
    add(20, before.suffix3);
    add(21, after.suffix3);
    add(22, mix(w.known, 1));
    add(23, mix(before.known, w.known));
    add(24, mix(w.known, after.known));
    add(25, mix(w.known, mix(w.shape, at == 0)));
    add(26, mix(w.bits, w.capital));
    add(27, mix(before.bits, mix(w.shape, 3)));
    add(28, mix(after.bits, mix(w.shape, 4)));
    add(29, mix(mix(before.bits, w.bits), mix(w.known, w.capital)));
    add(30, mix(mix(w.bits, after.bits), mix(w.known, w.capital)));
    add(31, mix(at == 0, mix(w.shape, w.bits & (kFunction | kCommon | kGivenName))));
    add(32, mix(before.hash, w.shape));
    add(33, mix(after.hash, w.shape));
    add(34, mix(before.known, mix(after.known, w.capital)));
    add(35, mix(before.hash, mix(before2.hash, w.capital)));
    add(36, mix(after.hash, mix(after2.hash, w.capital)));
    // The word that ends this run of capitals tells most about what the run names.
    std::uint32_t end = at;
    while (end + 1 < words.size() && words[end + 1].capital && end < at + 6) ++end;
    add(37, mix(w.capital ? words[end].hash : 0, w.capital));
    add(38, mix(w.capital ? words[end].bits : 0, mix(end - at, w.capital)));
    const TagWord& behind = end + 1 < words.size() ? words[end + 1] : kEdge;
    add(39, mix(w.capital ? behind.hash : 0, w.shape));
    add(40, mix(mix(before.suffix3, w.capital), after.suffix3));
    cluster_features({w, before, after, before2, after2, words[end], behind, end - at}, add);
    return count;
}

bool may_follow(std::uint32_t before, std::uint32_t next) {
    const auto place = [](std::uint32_t label) { return label == 0 ? 4U : (label - 1) % 4; };  // 4: outside
    const auto type = [](std::uint32_t label) { return (label - 1) / 4; };
    const bool open = before < kTagLabels && (place(before) == 0 || place(before) == 1);
    const bool continues = place(next) == 1 || place(next) == 2;
    if (open != continues) return false;
    return !open || type(before) == type(next);
}

void spans_of(std::span<const std::uint8_t> labels, std::uint32_t first, std::vector<TaggedSpan>& out) {
    std::uint32_t begin = 0;
    for (std::uint32_t i = 0; i < labels.size(); ++i) {
        if (labels[i] == 0) continue;
        const std::uint32_t place = (labels[i] - 1U) % 4;
        if (place == 0) begin = i;
        if (place == 3) begin = i;
        if (place >= 2)
            out.push_back({first + begin, first + i + 1, static_cast<TagType>((labels[i] - 1U) / 4)});
    }
}

namespace {

const std::int8_t* row_of(const TagWeights& weights, std::uint32_t row) {
    return weights.rows.data() + static_cast<std::size_t>(row) * kTagLabels;
}

}  // namespace

void decode(const TagWeights& weights, std::span<const TagWord> words, std::uint32_t mode,
            std::vector<std::uint8_t>& labels) {
    static const auto kAllowed = [] {
        std::array<std::array<bool, kTagLabels>, kTagLabels + 1> table{};
        for (std::uint32_t a = 0; a <= kTagLabels; ++a) {
            for (std::uint32_t b = 0; b < kTagLabels; ++b) table[a][b] = may_follow(a, b);
        }
        return table;
    }();
    constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::min() / 4;
    labels.assign(words.size(), 0);
    if (words.empty()) return;
    std::vector<std::array<std::uint8_t, kTagLabels>> back(words.size());
    std::array<std::int32_t, kTagLabels> score{}, next{};
    // The rows of the next word are asked for while those of this one are added up: they lie all over a table
    // larger than the nearer caches.
    std::array<std::uint32_t, kMaxFeatures> rows{}, ahead{};
    std::uint32_t ahead_count = feature_rows(words, 0, mode, ahead);
    for (std::uint32_t i = 0; i < words.size(); ++i) {
        std::swap(rows, ahead);
        const std::uint32_t count = ahead_count;
        if (i + 1 < words.size()) {
            ahead_count = feature_rows(words, i + 1, mode, ahead);
            for (std::uint32_t f = 0; f < ahead_count; ++f) __builtin_prefetch(row_of(weights, ahead[f]));
        }
        RowSums<kTagLabels> sums;
        for (std::uint32_t f = 0; f < count; ++f) sums.add(row_of(weights, rows[f]));
        const std::array<std::int32_t, kTagLabels> local = sums.all();
        for (std::uint32_t l = 0; l < kTagLabels; ++l) {
            std::int32_t best = kNever;
            std::uint32_t from = 0;
            if (i == 0) {
                if (kAllowed[kTagLabels][l])
                    best = weights.transitions[static_cast<std::size_t>(kTagLabels) * kTagLabels + l];
            } else {
                for (std::uint32_t p = 0; p < kTagLabels; ++p) {
                    if (!kAllowed[p][l]) continue;
                    const std::int32_t value =
                        score[p] + weights.transitions[static_cast<std::size_t>(p) * kTagLabels + l];
                    if (value <= best) continue;
                    best = value;
                    from = p;
                }
            }
            next[l] = best <= kNever ? kNever : best + local[l];
            back[i][l] = static_cast<std::uint8_t>(from);
        }
        score = next;
    }
    trace_back(score, back, labels);
}

std::vector<TaggedSpan> NameTagger::tag(const WordText& text, const TagTables& tables) const {
    std::vector<TaggedSpan> spans;
    std::vector<TagWord> words;
    std::vector<std::uint8_t> labels;
    for (const WordSentence& sentence : text.sentences) {
        for (std::uint32_t first = sentence.first; first < sentence.last; first += kMaxTagWords) {
            WordSentence piece = sentence;
            piece.first = first;
            piece.last = std::min(sentence.last, first + kMaxTagWords);
            prepare(text, piece, tables, words);
            decode(weights_, words, mode_of(sentence), labels);
            spans_of(labels, first, spans);
        }
    }
    return spans;
}

}  // namespace sitrep::annotate
