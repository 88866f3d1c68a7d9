#include "ledger/tension_told.hpp"

#include <algorithm>

namespace sitrep::ledger {

void ToldTensions::put(const Said& a, const Said& b, std::string_view how_a, std::string_view how_b,
                       const Said* about) {
    put(RelationKind::tension, a, b, how_a, how_b, about);
}

void ToldTensions::put_charge(const Said& charge, const Said& denial) {
    put(RelationKind::conflict, charge, denial, "accused", "denied", nullptr);
}

void ToldTensions::put(RelationKind kind, const Said& a, const Said& b, std::string_view how_a,
                       std::string_view how_b, const Said* about) {
    constexpr std::size_t kFewWords = 9, kMostWords = 16;
    // "Has dropped his demand": nobody stands against what is asked no more.
    if (a.act != nullptr && a.act->status == ActStatus::withdrawn) return;
    const auto words = [&](const Said& said, std::size_t most) {
        return cut(evidence_.words(said.item->report, said.item->span), most);
    };
    const auto alike = [&](const Item& x, const Item& y) {
        return x.report != y.report && (evidence_.copied(x, y) != Copied::no ||
                                        likeness(evidence_.terms(), x.own, y.own).dice >= 0.5);
    };
    std::vector<Told>& told = told_[evidence_.situation(a.item->report)];
    const std::size_t from = told.size() - std::min(told.size(), kMostTold);
    for (std::size_t at = from; at < told.size(); ++at) {
        const auto& [index, first, second] = told[at];
        if (out_[index].kind != kind || !alike(*first, *a.item) || !alike(*second, *b.item)) continue;
        out_[index].items.push_back(a.item->ref);
        out_[index].items.push_back(b.item->ref);
        return;
    }
    told.push_back({out_.size(), a.item, b.item});
    std::vector<ItemRef> items = {a.item->ref, b.item->ref};
    if (about != nullptr) items.insert(items.begin(), about->item->ref);
    out_.push_back(relation(kind, words(about != nullptr ? *about : a, kFewWords), items,
                            std::string(how_a) + ": «" + words(a, kMostWords) + "»; " + std::string(how_b) +
                                ": «" + words(b, kMostWords) + "»"));
}

}  // namespace sitrep::ledger
