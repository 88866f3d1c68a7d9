/// @file stream_index.hpp
/// @brief Which earlier texts of an endless stream share words with a new one: insert and query in one pass,
/// memory flat in stream time.
///
/// Two kinds of keys stand for a text. Ordered: hashes of four words in a row, winnowed (Schleimer,
/// Wilkerson, Aiken 2003), so that any fifteen equal words in a row share a key. Order-free: per sentence one
/// pair of its content words, chosen by least hash (Broder 1997), which survives moved clauses and changed
/// voice. Candidates are judged by containment both ways, never by Jaccard: a cut copy is a small part of a
/// long report.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace sitrep::lineage {

struct StreamOptions {
    std::uint32_t window = 12;                  ///< shingles from which winnowing keeps one
    std::uint32_t texts_in_segment = 1U << 16;  ///< at most; a full segment is packed and a new one begun
    std::uint32_t places_of_key =
        2048;  ///< texts remembered for one key in one segment; more are counted as capped
    std::uint32_t common_key =
        1024;  ///< texts in one segment from which a key is asked only where a text has few others
    std::uint32_t keys_of_text =
        4096;                        ///< keys kept of one text, spread evenly over it; bounds a hostile text
    std::uint32_t least_shared = 3;  ///< keys that two texts must share
    double least_contained = 0.06;   ///< share of either text's keys that must be shared
    bool sentence_keys = true;       ///< keep the order-free keys
};

/// A text that shares words with the one asked about.
struct StreamCandidate {
    std::uint64_t text = 0;    ///< its number, as `add` gave it
    std::uint32_t shared = 0;  ///< keys in both
    float contained = 0.0F;    ///< share of the asked text's keys
    float containing = 0.0F;   ///< share of the other text's keys
};

struct StreamStatistics {
    std::uint64_t texts = 0;  ///< alive
    std::uint64_t expired = 0;
    std::uint64_t keys = 0;  ///< different keys alive, summed over segments
    std::uint64_t capped_keys =
        0;  ///< keys that reached `places_of_key`: formulas, boilerplate, the same text again and again
    std::uint64_t capped_places = 0;  ///< places not remembered because of it
    std::uint64_t cut_texts = 0;      ///< texts of more than `keys_of_text` keys
    std::uint64_t bytes = 0;          ///< memory of tables, arenas and text records
    std::uint32_t segments = 0;
};

/// Keys of a text: 32 bits each, in text order, doubles kept.
void text_keys(std::string_view text, const StreamOptions& options, std::vector<std::uint32_t>& keys);

/// Not safe for concurrent `add`; `find` may run concurrently with `find`.
class StreamIndex {
  public:
    explicit StreamIndex(StreamOptions options = {});

    /// Finds earlier texts that share words with `text` (best first), then adds it. `time` is any count that
    /// does not decide anything but expiry; late texts go to the segment of arrival. Returns the text's
    /// number: 0, 1, 2 …
    std::uint64_t add(std::string_view text, std::int64_t time, std::vector<StreamCandidate>& candidates);
    /// The same without adding.
    void find(std::string_view text, std::vector<StreamCandidate>& candidates) const;
    /// Drops every segment whose last text came before `time`: O(segments).
    void expire_before(std::int64_t time);
    [[nodiscard]] StreamStatistics statistics() const;

  private:
    /// Texts of a stretch of the stream. `slots`: open addressing, the key in the upper half, in the lower a
    /// text or the place of a row of texts. While the segment grows a row is a chain of chunks in `chunks`;
    /// once it is full, the row's length and texts in `rows`.
    struct Segment {
        std::vector<std::uint64_t> slots;
        std::vector<std::uint32_t> chunks;   ///< per chunk: next, texts …
        std::vector<std::uint16_t> rows;     ///< per row: length, texts …
        std::vector<std::uint16_t> keys_of;  ///< number of keys, by text of the segment
        std::uint64_t first_text = 0;
        std::uint64_t used = 0;
        std::uint64_t capped_keys = 0, capped_places = 0;
        std::int64_t last_time = 0;
        bool packed = false;
    };
    /// Texts that hold one key, as look-ups meet them.
    struct Row {
        std::uint32_t place = 0;
        std::uint32_t count = 0;
    };
    static constexpr std::uint32_t kChunkTexts = 7;

    /// Different keys of a text in order, at most `keys_of_text`; returns how many it has.
    std::size_t read_keys(std::string_view text, std::vector<std::uint32_t>& keys) const;
    void find_keys(const std::vector<std::uint32_t>& keys, std::vector<StreamCandidate>& candidates) const;
    /// The text or row of a key; nothing: `count` 0. A single text is its own row.
    static Row row_of(const Segment& segment, std::uint32_t key, std::uint32_t most);
    template <typename Count>
    static void walk(const Segment& segment, Row row, const Count& count);
    static void pack(Segment& segment, std::uint32_t most);
    void look_up(const Segment& segment, const std::vector<std::uint32_t>& keys,
                 std::vector<StreamCandidate>& candidates) const;
    void insert(Segment& segment, std::uint32_t key, std::uint32_t text) const;
    static void resize(Segment& segment, std::size_t slots);

    StreamOptions options_;
    std::vector<Segment> segments_;
    std::vector<std::uint32_t> keys_;
    std::uint64_t next_text_ = 0, expired_ = 0, cut_texts_ = 0;
};

}  // namespace sitrep::lineage
