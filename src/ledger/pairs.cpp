#include <algorithm>

#include "ledger/rooms.hpp"

namespace sitrep::ledger {

std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_by_key(
    std::vector<std::vector<std::uint64_t>> keys, std::uint32_t most,
    const std::function<bool(std::uint32_t, std::uint32_t)>& worth) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> entries;
    std::vector<std::uint32_t> first_of(keys.size() + 1, 0);  // in `places`
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
        std::sort(keys[i].begin(), keys[i].end());
        keys[i].erase(std::unique(keys[i].begin(), keys[i].end()), keys[i].end());
        for (const std::uint64_t key : keys[i]) entries.emplace_back(key, i);
        first_of[i + 1] = static_cast<std::uint32_t>(entries.size());
    }
    std::sort(entries.begin(), entries.end());
    std::vector<std::uint32_t> places(entries.size());  // of each item's keys among the entries
    {
        std::vector<std::uint32_t> next(first_of.begin(), first_of.end() - 1);
        for (std::uint32_t at = 0; at < entries.size(); ++at) places[next[entries[at].second]++] = at;
    }
    // One item at a time, so that a pair with many keys in common is never kept more than once.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    std::vector<std::uint32_t> partners;
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
        partners.clear();
        for (std::uint32_t k = first_of[i]; k < first_of[i + 1]; ++k) {
            const std::size_t a = places[k];
            for (std::size_t b = a + 1;
                 b < entries.size() && b <= a + most && entries[b].first == entries[a].first; ++b)
                partners.push_back(entries[b].second);
        }
        std::sort(partners.begin(), partners.end());
        partners.erase(std::unique(partners.begin(), partners.end()), partners.end());
        for (const std::uint32_t partner : partners) {
            if (!worth || worth(i, partner)) pairs.emplace_back(i, partner);
        }
    }
    return pairs;
}

/// A label is cut after some words: a mark that it opens and does not close goes.
std::string without_half_marks(std::string words) {
    const auto drop = [&](std::string_view mark) {
        for (std::size_t at = words.find(mark); at != std::string::npos; at = words.find(mark, at))
            words.erase(at, mark.size());
    };
    if (std::count(words.begin(), words.end(), '"') % 2 != 0) drop("\"");
    const bool opens = words.find("“") != std::string::npos, closes = words.find("”") != std::string::npos;
    if (opens != closes) {
        drop("“");
        drop("”");
    }
    return words;
}

Relation relation(RelationKind kind, std::string subject, std::vector<ItemRef> items, std::string reason) {
    Relation made;
    made.kind = kind;
    made.subject = without_half_marks(std::move(subject));
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
