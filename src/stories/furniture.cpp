#include "stories/furniture.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <unordered_map>

#include "stories/vectors.hpp"
#include "text/hash.hpp"

namespace sitrep::stories {
namespace {

constexpr std::uint32_t kLeastWords = 2;  // "Advertisement" alone says nothing either way

struct Seen {
    std::uint32_t documents = 0, last_document = std::numeric_limits<std::uint32_t>::max();
    std::int32_t first_day = std::numeric_limits<std::int32_t>::max(),
                 last_day = std::numeric_limits<std::int32_t>::min();
};

/// 0 for a sentence too short to tell.
std::uint64_t key_of(const SentenceWords& lead, std::uint32_t begin, std::uint32_t end) {
    if (end - begin < kLeastWords) return 0;
    std::uint64_t key = 1;
    for (std::uint32_t i = begin; i < end; ++i) key = text::hash64(lead.words[i], key);
    return key;
}

std::vector<std::uint64_t> keys_of(const SentenceWords& lead) {
    std::vector<std::uint64_t> keys;
    keys.reserve(lead.ends.size());
    std::uint32_t begin = 0;
    for (const std::uint32_t end : lead.ends) {
        keys.push_back(key_of(lead, begin, end));
        begin = end;
    }
    return keys;
}

}  // namespace

std::vector<std::vector<bool>> furniture_sentences(std::span<const StoryDocument> documents,
                                                   const GroupingOptions& options) {
    std::vector<std::vector<std::uint64_t>> keys;
    keys.reserve(documents.size());
    std::unordered_map<std::uint64_t, Seen> table;
    for (std::uint32_t d = 0; d < documents.size(); ++d) {
        keys.push_back(keys_of(documents[d].lead));
        const auto day = known_day(documents[d].days);
        if (!day) continue;
        for (const std::uint64_t key : keys[d]) {
            if (key == 0) continue;
            Seen& seen = table[key];
            if (seen.last_document == d) continue;
            seen.last_document = d;
            ++seen.documents;
            seen.first_day = std::min(seen.first_day, day->number);
            seen.last_day = std::max(seen.last_day, day->number);
        }
    }
    std::vector<std::vector<bool>> furniture(documents.size());
    for (std::size_t d = 0; d < documents.size(); ++d) {
        furniture[d].resize(keys[d].size(), false);
        for (std::size_t s = 0; s < keys[d].size(); ++s) {
            const auto found = table.find(keys[d][s]);
            furniture[d][s] = found != table.end() &&
                              found->second.documents >= options.furniture_documents &&
                              found->second.last_day - found->second.first_day > options.furniture_days;
        }
    }
    return furniture;
}

}  // namespace sitrep::stories
