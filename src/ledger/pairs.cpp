#include <algorithm>

#include "ledger/rooms.hpp"

namespace sitrep::ledger {

std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_by_key(
    const std::vector<std::vector<std::uint64_t>>& keys, std::uint32_t most) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> entries;
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
        for (const std::uint64_t key : keys[i]) entries.emplace_back(key, i);
    }
    std::sort(entries.begin(), entries.end());
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (std::size_t first = 0; first < entries.size();) {
        std::size_t last = first;
        while (last < entries.size() && entries[last].first == entries[first].first) ++last;
        for (std::size_t a = first; a < last; ++a) {
            for (std::size_t b = a + 1; b < last && b <= a + most; ++b)
                pairs.emplace_back(entries[a].second, entries[b].second);
        }
        first = last;
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

Relation relation(RelationKind kind, std::string subject, std::vector<ItemRef> items, std::string reason) {
    Relation made;
    made.kind = kind;
    made.subject = std::move(subject);
    made.items = std::move(items);
    made.reason = std::move(reason);
    return made;
}

std::string cut(std::string words, std::size_t most) {
    std::size_t at = 0;
    for (std::size_t count = 0; at < words.size(); ++at) {
        if (words[at] == ' ' && ++count == most) return words.substr(0, at) + " …";
    }
    return words;
}

}  // namespace sitrep::ledger
