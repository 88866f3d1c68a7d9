#include <algorithm>

#include "resolve/entity_groups.hpp"
#include "resolve/entity_keys.hpp"

namespace sitrep::resolve {

void EntityGroups::people_by_full_name() {
    std::map<std::string, std::vector<std::uint32_t>> by_last;
    for (std::uint32_t i = 0; i < locals_.size(); ++i) {
        std::set<std::string> lasts;
        for (const auto& tokens : locals_[i].persons) {
            if (tokens.size() >= 2) lasts.insert(tokens.back());
        }
        for (const std::string& last : lasts) by_last[last].push_back(i);
    }
    const auto fits = [](const std::vector<std::string>& a, const std::vector<std::string>& b) {
        const auto& few = a.size() <= b.size() ? a : b;
        const auto& many = a.size() <= b.size() ? b : a;
        if (few.size() < 2 || few.back() != many.back()) return false;
        return std::all_of(few.begin(), few.end(), [&](const std::string& w) {
            return std::find(many.begin(), many.end(), w) != many.end();
        });
    };
    collect_contexts();
    for (const auto& [last, block] : by_last) {
        for (std::size_t a = 0; a < block.size(); ++a) {
            // One comparison with the first of each group is enough: equal names are equal to all of it.
            for (std::size_t b = a + 1; b < block.size() && b < a + kLargestEntityBlock; ++b) {
                if (root(block[a]) == root(block[b])) continue;
                const auto &x = locals_[block[a]].persons, &y = locals_[block[b]].persons;
                const bool same = std::any_of(x.begin(), x.end(), [&](const auto& p) {
                    return std::any_of(y.begin(), y.end(), [&](const auto& q) { return fits(p, q); });
                });
                if (!same) continue;
                // A namesake: another office, and nothing else in common.
                if (roles_differ(block[a], block[b]) && shared_context(block[a], block[b]) < 2) {
                    unsure_.insert({block[a], block[b]});
                    continue;
                }
                unite(block[a], block[b], "same full name");
            }
        }
    }
}

void EntityGroups::people_by_surname() {
    std::map<std::string, std::set<std::uint32_t>> holders;
    for (std::uint32_t i = 0; i < locals_.size(); ++i) {
        for (const auto& tokens : locals_[i].persons) {
            if (tokens.size() >= 2) holders[tokens.back()].insert(i);
        }
    }
    std::map<std::string, std::uint32_t> alone;
    for (std::uint32_t i = 0; i < locals_.size(); ++i) {
        const LocalEntity& local = locals_[i];
        const bool single =
            !local.persons.empty() && std::all_of(local.persons.begin(), local.persons.end(),
                                                  [](const auto& t) { return t.size() == 1; });
        if (!single) continue;
        const std::string& name = local.persons.front().front();
        std::set<std::uint32_t> groups;
        if (const auto found = holders.find(name); found != holders.end()) {
            for (const std::uint32_t holder : found->second) groups.insert(root(holder));
        }
        if (!groups.empty()) {
            choose_holder(i, groups);
            continue;
        }
        const auto [at, fresh] = alone.try_emplace(name, i);
        if (fresh || roles_differ(at->second, i)) continue;
        if (shared_context(at->second, i) >= 1) unite(at->second, i, "same surname, no full name in the set");
    }
}

/// A lone surname for the only person of that name in the set; among several for the one whose office it
/// carries; else it may be any of them.
void EntityGroups::choose_holder(std::uint32_t i, const std::set<std::uint32_t>& groups) {
    std::set<std::uint32_t> fitting;
    for (const std::uint32_t group : groups) {
        const bool office = groups.size() == 1 ? !roles_differ(group, i) : roles_agree(group, i);
        if (office && shared_context(group, i) >= 1) fitting.insert(group);
    }
    if (fitting.size() == 1) {
        unite(*fitting.begin(), i,
              groups.size() == 1 ? "surname of the only full name in the set"
                                 : "surname and office of one full name in the set");
        return;
    }
    constexpr std::size_t kMost = 4;  // more namesakes than that say nothing
    if (groups.size() > kMost) return;
    for (const std::uint32_t group : groups) unsure_.insert({std::min(group, i), std::max(group, i)});
}

/// "Muammar Gaddafi", "Moamer Kadhafi": first and last word alike in letters or skeleton.
void EntityGroups::spellings_of_people() {
    std::map<std::string, std::vector<std::uint32_t>> blocks;
    for (std::uint32_t i = 0; i < locals_.size(); ++i) {
        if (locals_[i].persons.empty()) continue;
        std::set<std::string> keys;
        for (const auto& tokens : locals_[i].persons) {
            if (tokens.size() < 2) continue;
            keys.insert("l" + skeleton(tokens.back()));
            keys.insert("f" + tokens.front());
            keys.insert("s" + skeleton(tokens.front()).substr(0, 3) + skeleton(tokens.back()).substr(0, 1));
        }
        for (const std::string& key : keys) blocks[key].push_back(i);
    }
    for (const auto& [key, block] : blocks) {
        if (block.size() > kLargestEntityBlock) continue;
        for (std::size_t a = 0; a < block.size(); ++a) {
            for (std::size_t b = a + 1; b < block.size(); ++b) {
                if (root(block[a]) == root(block[b])) continue;
                int best = 0;
                for (const auto& x : locals_[block[a]].persons) {
                    for (const auto& y : locals_[block[b]].persons) {
                        if (x.size() < 2 || y.size() < 2) continue;
                        const int last = word_likeness(x.back(), y.back());
                        const int first = word_likeness(x.front(), y.front());
                        if (last >= 2 && first >= 2) best = std::max(best, last + first);
                        // A surname that sounds alike is enough beside an equal office ("general").
                        const bool near_last = last == 0 && jaro_winkler(x.back(), y.back()) >= 0.84 &&
                                               x.back()[0] == y.back()[0];
                        if (near_last && first >= 2 && skeleton(x.front()).size() >= 3)
                            best = std::max(best, 1);
                    }
                }
                if (best == 0) continue;
                if (best == 1 && !roles_agree(block[a], block[b])) continue;
                judge(block[a], block[b], best >= 5 ? 2 : 4, "spellings of one name, named in one context");
            }
        }
    }
}

}  // namespace sitrep::resolve
