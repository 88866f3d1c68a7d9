#include "lineage/stream_index.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace sitrep::lineage {
namespace {

constexpr std::uint32_t kMany = 0x80000000U;  // lower half of a slot: place of a chunk, not a text
constexpr std::uint64_t kFree = 0;            // keys are never 0
constexpr std::uint32_t kLongWord = 5;        // letters from which a word counts as content of a sentence

/// Byte classes: 0 parts words, 1 is passed over (apostrophe), 2 ends a sentence, else the folded byte.
constexpr std::array<std::uint8_t, 256> byte_classes() {
    std::array<std::uint8_t, 256> classes{};
    for (unsigned c = 'a'; c <= 'z'; ++c) classes[c] = static_cast<std::uint8_t>(c);
    for (unsigned c = 'A'; c <= 'Z'; ++c) classes[c] = static_cast<std::uint8_t>(c - 'A' + 'a');
    for (unsigned c = '0'; c <= '9'; ++c) classes[c] = static_cast<std::uint8_t>(c);
    for (unsigned c = 0x80; c < 0x100; ++c) classes[c] = static_cast<std::uint8_t>(c);
    classes['\''] = 1;
    classes['.'] = classes['!'] = classes['?'] = classes['\n'] = 2;
    return classes;
}
constexpr auto kClasses = byte_classes();

constexpr std::uint64_t mix(std::uint64_t h) {
    h ^= h >> 32;
    h *= 0x9E3779B97F4A7C15ULL;
    h ^= h >> 29;
    return h;
}

constexpr std::uint32_t key_of(std::uint64_t h) {
    const auto key = static_cast<std::uint32_t>((h * 0xD6E8FEB86659FD93ULL) >> 32);
    return key == 0 ? 1 : key;
}

/// Reads words off the bytes and feeds winnowing and sentence pairs; one pass, no allocation but for the
/// keys.
class KeyReader {
  public:
    KeyReader(const StreamOptions& options, std::vector<std::uint32_t>& keys)
        : window_(std::clamp<std::uint32_t>(options.window, 1, kMaximumWindow)),
          sentence_keys_(options.sentence_keys),
          keys_(keys) {}

    void read(std::string_view text) {
        std::uint64_t hash = kSeed;
        std::uint32_t length = 0;
        const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
        const std::size_t size = text.size();
        for (std::size_t i = 0; i < size; ++i) {
            const std::uint8_t c = kClasses[bytes[i]];
            if (c > 2) {
                if (bytes[i] == 0xE2 && i + 2 < size &&
                    bytes[i + 1] == 0x80) {  // U+2000..U+203F: quotes, dashes, blanks
                    const bool apostrophe = bytes[i + 2] == 0x99;
                    i += 2;
                    if (apostrophe) continue;
                } else {
                    hash = (hash ^ c) * 0x100000001B3ULL;
                    ++length;
                    continue;
                }
            } else if (c == 1) {
                continue;
            }
            if (length > 0) {
                word(hash, length);
                hash = kSeed;
                length = 0;
            }
            if (c == 2 && sentence_keys_) end_sentence();
        }
        if (length > 0) word(hash, length);
        if (sentence_keys_) end_sentence();
        end_text();
    }

  private:
    static constexpr std::uint32_t kMaximumWindow = 64;
    static constexpr std::uint64_t kSeed = 0xCBF29CE484222325ULL;

    void word(std::uint64_t hash, std::uint32_t length) {
        const std::uint64_t mixed = mix(hash);
        last_[words_ & 3U] = mixed;
        ++words_;
        if (words_ >= 4) {
            const std::uint64_t h = last_[(words_ - 4) & 3U] + 3 * rotate(last_[(words_ - 3) & 3U], 17) +
                                    5 * rotate(last_[(words_ - 2) & 3U], 31) + 7 * rotate(mixed, 47);
            winnow(mix(h));
        }
        if (sentence_keys_ && length >= kLongWord) {
            ++long_words_;
            if (mixed < least_) {
                third_ = second_;
                second_ = least_;
                least_ = mixed;
            } else if (mixed < second_ && mixed != least_) {
                third_ = second_;
                second_ = mixed;
            } else if (mixed < third_ && mixed != second_ && mixed != least_) {
                third_ = mixed;
            }
        }
    }

    static constexpr std::uint64_t rotate(std::uint64_t h, unsigned by) { return h << by | h >> (64 - by); }

    /// Keeps the least of every `window_` hashes in a row, the last one among equals.
    void winnow(std::uint64_t h) {
        const std::uint32_t at = shingles_++;
        ring_[at % kMaximumWindow] = h;
        if (shingles_ == 1 || h <= minimum_) {
            minimum_ = h;
            minimum_at_ = at;
            pending_ = true;
        } else if (at - minimum_at_ >= window_) {
            minimum_ = ~0ULL;
            for (std::uint32_t i = at - window_ + 1; i <= at; ++i) {
                if (ring_[i % kMaximumWindow] <= minimum_) {
                    minimum_ = ring_[i % kMaximumWindow];
                    minimum_at_ = i;
                }
            }
            pending_ = true;
        }
        if (pending_ && shingles_ >= window_) {
            keys_.push_back(key_of(minimum_));
            pending_ = false;
        }
    }

    void end_sentence() {
        if (long_words_ >= 4 && second_ != ~0ULL) keys_.push_back(key_of(mix(least_ + second_)));
        if (long_words_ >= 5 && third_ != ~0ULL) keys_.push_back(key_of(mix(second_ + third_)));
        least_ = second_ = third_ = ~0ULL;
        long_words_ = 0;
    }

    /// A text too short for a window still has its least shingle, or its few words as one.
    void end_text() {
        if (pending_) keys_.push_back(key_of(minimum_));
        if (shingles_ == 0 && words_ > 0) {
            std::uint64_t h = words_;
            for (std::uint32_t i = 0; i < words_; ++i) h = mix(h + last_[i & 3U]);
            keys_.push_back(key_of(h));
        }
    }

    std::uint32_t window_;
    bool sentence_keys_;
    std::vector<std::uint32_t>& keys_;
    std::array<std::uint64_t, 4> last_{};
    std::array<std::uint64_t, kMaximumWindow> ring_{};
    std::uint64_t minimum_ = ~0ULL, least_ = ~0ULL, second_ = ~0ULL, third_ = ~0ULL;
    std::uint32_t words_ = 0, shingles_ = 0, minimum_at_ = 0, long_words_ = 0;
    bool pending_ = false;
};

std::size_t home(std::uint32_t key, std::size_t slots) {
    return static_cast<std::size_t>((static_cast<std::uint64_t>(key) * slots) >> 32);
}

}  // namespace

void text_keys(std::string_view text, const StreamOptions& options, std::vector<std::uint32_t>& keys) {
    keys.clear();
    KeyReader(options, keys).read(text);
}

StreamIndex::StreamIndex(StreamOptions options) : options_(options) {
    options_.texts_in_segment = std::clamp<std::uint32_t>(options_.texts_in_segment, 1, 1U << 16);
    options_.keys_of_text = std::clamp<std::uint32_t>(options_.keys_of_text, 1, 0xFFFF);
    options_.places_of_key = std::clamp<std::uint32_t>(options_.places_of_key, 2, 0xFFFF);
}

void StreamIndex::resize(Segment& segment, std::size_t slots) {
    std::vector<std::uint64_t> table(slots, kFree);
    for (const std::uint64_t slot : segment.slots) {
        if (slot == kFree) continue;
        std::size_t at = home(static_cast<std::uint32_t>(slot >> 32), slots);
        while (table[at] != kFree) at = at + 1 == slots ? 0 : at + 1;
        table[at] = slot;
    }
    segment.slots = std::move(table);
}

void StreamIndex::insert(Segment& segment, std::uint32_t key, std::uint32_t text) const {
    const std::size_t slots = segment.slots.size();
    std::size_t at = home(key, slots);
    while (segment.slots[at] != kFree && static_cast<std::uint32_t>(segment.slots[at] >> 32) != key)
        at = at + 1 == slots ? 0 : at + 1;
    std::uint64_t& slot = segment.slots[at];
    if (slot == kFree) {
        slot = static_cast<std::uint64_t>(key) << 32 | text;
        ++segment.used;
        return;
    }
    const auto value = static_cast<std::uint32_t>(slot);
    // A chunk: [next chunk + 1, texts in the whole row, texts …]; the newest chunk comes first.
    constexpr std::uint32_t kChunk = kChunkTexts + 2;
    if ((value & kMany) == 0) {
        if (value == text) return;
        const auto place = static_cast<std::uint32_t>(segment.chunks.size() / kChunk);
        segment.chunks.resize(segment.chunks.size() + kChunk, 0);
        std::uint32_t* chunk = &segment.chunks[std::size_t{place} * kChunk];
        chunk[1] = 2;
        chunk[2] = value;
        chunk[3] = text;
        slot = static_cast<std::uint64_t>(key) << 32 | kMany | place;
        return;
    }
    const std::uint32_t place = value & ~kMany;
    std::uint32_t* chunk = &segment.chunks[std::size_t{place} * kChunk];
    const std::uint32_t count = chunk[1], here = (count - 1) % kChunkTexts + 1;
    if (count >= options_.places_of_key) {
        if (count == options_.places_of_key) {
            ++segment.capped_keys;
            ++chunk[1];  // one more than is held: the key is known to be capped
        }
        ++segment.capped_places;
        return;
    }
    if (chunk[1 + here] == text) return;
    if (here < kChunkTexts) {
        chunk[2 + here] = text;
        ++chunk[1];
        return;
    }
    const auto fresh = static_cast<std::uint32_t>(segment.chunks.size() / kChunk);
    segment.chunks.resize(segment.chunks.size() + kChunk, 0);
    std::uint32_t* head = &segment.chunks[std::size_t{fresh} * kChunk];
    head[0] = place + 1;
    head[1] = count + 1;
    head[2] = text;
    slot = static_cast<std::uint64_t>(key) << 32 | kMany | fresh;
}

StreamIndex::Row StreamIndex::row_of(const Segment& segment, std::uint32_t key, std::uint32_t most) {
    const std::size_t slots = segment.slots.size();
    std::size_t at = home(key, slots);
    while (segment.slots[at] != kFree && static_cast<std::uint32_t>(segment.slots[at] >> 32) != key)
        at = at + 1 == slots ? 0 : at + 1;
    if (segment.slots[at] == kFree) return {};
    const auto value = static_cast<std::uint32_t>(segment.slots[at]);
    if ((value & kMany) == 0) return {value, 1};
    const std::uint32_t place = value & ~kMany;
    if (segment.packed) return {place, segment.rows[place]};
    return {place, std::min(segment.chunks[std::size_t{place} * (kChunkTexts + 2) + 1], most)};
}

template <typename Count>
void StreamIndex::walk(const Segment& segment, Row row, const Count& count) {
    if (row.count == 1) return count(row.place);
    if (segment.packed) {
        for (std::uint32_t i = 1; i <= row.count; ++i) count(segment.rows[row.place + i]);
        return;
    }
    constexpr std::uint32_t kChunk = kChunkTexts + 2;
    const std::uint32_t* chunk = &segment.chunks[std::size_t{row.place} * kChunk];
    std::uint32_t here = (row.count - 1) % kChunkTexts + 1;
    while (true) {
        for (std::uint32_t n = 0; n < here; ++n) count(chunk[2 + n]);
        if (chunk[0] == 0) return;
        chunk = &segment.chunks[std::size_t{chunk[0] - 1} * kChunk];
        here = kChunkTexts;
    }
}

/// A full segment takes no more texts: its table shrinks, its rows lose their chains, and texts take two
/// bytes.
void StreamIndex::pack(Segment& segment, std::uint32_t most) {
    resize(segment, std::max<std::size_t>(16, segment.used * 8 / 7 + 1));
    std::vector<std::uint16_t> rows;
    for (std::uint64_t& slot : segment.slots) {
        if (slot == kFree || (static_cast<std::uint32_t>(slot) & kMany) == 0) continue;
        const auto key = static_cast<std::uint32_t>(slot >> 32);
        const Row row = row_of(segment, key, most);
        slot = static_cast<std::uint64_t>(key) << 32 | kMany | static_cast<std::uint32_t>(rows.size());
        rows.push_back(static_cast<std::uint16_t>(row.count));
        walk(segment, row, [&](std::uint32_t text) { rows.push_back(static_cast<std::uint16_t>(text)); });
        std::sort(rows.end() - row.count, rows.end());
    }
    segment.rows = std::move(rows);
    segment.rows.shrink_to_fit();
    segment.chunks = std::vector<std::uint32_t>();  // gives its memory back
    segment.keys_of.shrink_to_fit();
    segment.packed = true;
}

void StreamIndex::look_up(const Segment& segment, const std::vector<std::uint32_t>& keys,
                          std::vector<StreamCandidate>& candidates) const {
    constexpr std::size_t kAhead = 12;
    const std::size_t slots = segment.slots.size();
    if (slots == 0) return;
    thread_local std::vector<std::uint16_t> shared;
    thread_local std::vector<std::uint32_t> touched;
    thread_local std::vector<Row> common;
    if (shared.size() < segment.keys_of.size()) shared.resize(segment.keys_of.size(), 0);
    touched.clear();
    common.clear();
    const auto count = [&](std::uint32_t text) {
        if (shared[text]++ == 0) touched.push_back(text);
        if (shared[text] == 0) --shared[text];
    };
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (i + kAhead < keys.size()) __builtin_prefetch(&segment.slots[home(keys[i + kAhead], slots)]);
        const Row row = row_of(segment, keys[i], options_.places_of_key);
        if (row.count > options_.common_key)
            common.push_back(row);
        else if (row.count > 0)
            walk(segment, row, count);
    }
    // A text whose keys are mostly common (printed by everybody, boilerplate) is asked for by the less
    // common.
    if (common.size() * 2 > keys.size()) {
        std::sort(common.begin(), common.end(),
                  [](Row x, Row y) { return x.count != y.count ? x.count < y.count : x.place < y.place; });
        common.resize(common.size() - keys.size() / 2);
        for (const Row row : common) walk(segment, row, count);
    }
    const auto asked = static_cast<float>(std::max<std::size_t>(1, keys.size()));
    for (const std::uint32_t text : touched) {
        const std::uint32_t both = shared[text];
        shared[text] = 0;
        const std::uint32_t needed = std::min({options_.least_shared, static_cast<std::uint32_t>(keys.size()),
                                               static_cast<std::uint32_t>(segment.keys_of[text])});
        if (both < needed) continue;
        const float contained = static_cast<float>(both) / asked,
                    containing = static_cast<float>(both) / static_cast<float>(segment.keys_of[text]);
        if (std::max(contained, containing) < static_cast<float>(options_.least_contained)) continue;
        candidates.push_back(
            {segment.first_text + text, both, std::min(contained, 1.0F), std::min(containing, 1.0F)});
    }
}

std::size_t StreamIndex::read_keys(std::string_view text, std::vector<std::uint32_t>& keys) const {
    text_keys(text, options_, keys);
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    const std::size_t all = keys.size();
    if (all > options_.keys_of_text)
        keys.resize(options_.keys_of_text);  // the least: copies of the text keep the same
    return all;
}

void StreamIndex::find_keys(const std::vector<std::uint32_t>& keys,
                            std::vector<StreamCandidate>& candidates) const {
    candidates.clear();
    for (const Segment& segment : segments_) look_up(segment, keys, candidates);
    std::sort(candidates.begin(), candidates.end(), [](const StreamCandidate& a, const StreamCandidate& b) {
        return std::tuple(b.shared, a.text) < std::tuple(a.shared, b.text);
    });
}

void StreamIndex::find(std::string_view text, std::vector<StreamCandidate>& candidates) const {
    std::vector<std::uint32_t> keys;
    read_keys(text, keys);
    find_keys(keys, candidates);
}

std::uint64_t StreamIndex::add(std::string_view text, std::int64_t time,
                               std::vector<StreamCandidate>& candidates) {
    if (read_keys(text, keys_) > keys_.size()) ++cut_texts_;
    find_keys(keys_, candidates);
    if (segments_.empty() || segments_.back().keys_of.size() >= options_.texts_in_segment) {
        if (!segments_.empty()) pack(segments_.back(), options_.places_of_key);
        segments_.emplace_back();
        segments_.back().first_text = next_text_;
        segments_.back().last_time = time;
        segments_.back().slots.assign(1U << 12, kFree);
    }
    Segment& segment = segments_.back();
    const auto local = static_cast<std::uint32_t>(segment.keys_of.size());
    segment.keys_of.push_back(static_cast<std::uint16_t>(keys_.size()));
    segment.last_time = std::max(segment.last_time, time);
    if ((segment.used + keys_.size()) * 4 > segment.slots.size() * 3)
        resize(segment, std::max((segment.used + keys_.size()) * 2, segment.slots.size() * 2));
    for (const std::uint32_t key : keys_) insert(segment, key, local);
    return next_text_++;
}

void StreamIndex::expire_before(std::int64_t time) {
    std::erase_if(segments_, [&](const Segment& segment) {
        if (segment.last_time >= time) return false;
        expired_ += segment.keys_of.size();
        return true;
    });
}

StreamStatistics StreamIndex::statistics() const {
    StreamStatistics statistics;
    for (const Segment& segment : segments_) {
        statistics.texts += segment.keys_of.size();
        statistics.keys += segment.used;
        statistics.capped_keys += segment.capped_keys;
        statistics.capped_places += segment.capped_places;
        statistics.bytes += segment.slots.capacity() * sizeof(std::uint64_t) +
                            segment.chunks.capacity() * sizeof(std::uint32_t) +
                            segment.rows.capacity() * sizeof(std::uint16_t) +
                            segment.keys_of.capacity() * sizeof(std::uint16_t);
    }
    statistics.segments = static_cast<std::uint32_t>(segments_.size());
    statistics.expired = expired_;
    statistics.cut_texts = cut_texts_;
    return statistics;
}

}  // namespace sitrep::lineage
