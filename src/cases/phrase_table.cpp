#include "cases/phrase_table.hpp"

#include <algorithm>
#include <tuple>

namespace sitrep::cases {

PhraseTable::PhraseTable(const std::vector<Template>& kinds) : kinds_(kinds.size()) {
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        std::size_t order = 0;
        for (std::size_t s = 0; s < kinds[k].states.size(); ++s) {
            for (const PhraseRule& rule : kinds[k].states[s].phrases) {
                if (rule.words.empty()) continue;
                Opening& opening = by_first_[rule.words.front()];
                const bool any = rule.words.size() < 2 || rule.words[1] == kAnyWords;
                (any ? opening.any : opening.by_second[rule.words[1]]).push_back({k, {0, order++, s, &rule}});
            }
        }
    }
}

void PhraseTable::look_up(const std::vector<std::string>& words,
                          std::vector<std::vector<PhraseHit>>& by_kind) const {
    by_kind.resize(kinds_);
    for (auto& hits : by_kind) hits.clear();
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto opening = by_first_.find(words[at]);
        if (opening == by_first_.end()) continue;
        const auto put = [&](const std::vector<Entry>& entries) {
            for (const Entry& entry : entries) {
                by_kind[entry.kind].push_back(entry.hit);
                by_kind[entry.kind].back().at = at;
            }
        };
        put(opening->second.any);
        if (at + 1 >= words.size()) continue;
        const auto second = opening->second.by_second.find(words[at + 1]);
        if (second != opening->second.by_second.end()) put(second->second);
    }
    for (auto& hits : by_kind) {
        std::sort(hits.begin(), hits.end(), [](const PhraseHit& a, const PhraseHit& b) {
            return std::tie(a.at, a.order) < std::tie(b.at, b.order);
        });
    }
}

}  // namespace sitrep::cases
