// What changed, and where reports disagree and agree.
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "brief/items.hpp"
#include "brief/sections.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kAgreements = 12;
constexpr std::size_t kNotComparable = 6;

bool has_figure(const Relation& relation) {
    return std::any_of(relation.items.begin(), relation.items.end(),
                       [](const ItemRef& item) { return item.list == ItemRef::List::figures; });
}

std::vector<ItemRef> sorted(std::vector<ItemRef> items) {
    std::sort(items.begin(), items.end());
    return items;
}

/// The sentences that a relation's items stand in, each once.
std::vector<Place> sentences_of(const Reader& reader, const Relation& relation) {
    std::set<Place> sentences;
    for (const ItemGroup& group : groups_of(reader, relation)) {
        for (const Place& place : group.places) sentences.insert(reader.sentence(place));
    }
    return {sentences.begin(), sentences.end()};
}

/// Items of figures that differ, conflict or were told stronger: that they agree too is no second statement.
std::set<std::vector<ItemRef>> items_at_odds(const Reader& reader) {
    std::set<std::vector<ItemRef>> sets;
    for (const Relation& relation : reader.dossier().relations) {
        if (relation.kind != RelationKind::differ && relation.kind != RelationKind::conflict &&
            relation.kind != RelationKind::stronger)
            continue;
        sets.insert(sorted(relation.items));
    }
    return sets;
}

/// Which conflicts an item stands in.
std::map<ItemRef, std::vector<std::size_t>> conflicts_of(const Reader& reader) {
    std::map<ItemRef, std::vector<std::size_t>> conflicts;
    const auto& relations = reader.dossier().relations;
    for (std::size_t i = 0; i < relations.size(); ++i) {
        if (relations[i].kind != RelationKind::conflict) continue;
        for (const ItemRef& item : relations[i].items) conflicts[item].push_back(i);
    }
    return conflicts;
}

/// Whether two figures of a row are in conflict with one another: rivals are no earlier and later state.
bool holds_rivals(const Reader& reader, const Relation& row,
                  const std::map<ItemRef, std::vector<std::size_t>>& conflicts) {
    const auto& figures = reader.dossier().figures;
    std::map<std::size_t, std::optional<double>> first_value;
    for (const ItemRef& item : row.items) {
        const auto of_item = conflicts.find(item);
        if (of_item == conflicts.end() || item.list != ItemRef::List::figures || item.index >= figures.size())
            continue;
        for (const std::size_t conflict : of_item->second) {
            const auto [at, is_new] = first_value.emplace(conflict, figures[item.index].value);
            if (!is_new && at->second != figures[item.index].value) return true;
        }
    }
    return false;
}

/// Indices of relations that `wanted` accepts, the weightiest first: kind, then origins, then reports, then
/// list order.
template <typename Wanted>
std::vector<std::size_t> chosen(const Reader& reader, Wanted wanted) {
    const auto& relations = reader.dossier().relations;
    struct Weight {
        int rank;
        std::uint32_t origins;
        std::size_t reports;
        std::size_t index;
    };
    std::vector<Weight> weights;
    const auto at_odds = items_at_odds(reader);
    const auto conflicts = conflicts_of(reader);
    for (std::size_t i = 0; i < relations.size(); ++i) {
        if (!wanted(relations[i])) continue;
        if (relations[i].kind == RelationKind::agree && at_odds.count(sorted(relations[i].items)) > 0)
            continue;
        const auto groups = groups_of(reader, relations[i]);
        // What cannot be shown to differ is not told as a difference.
        if (groups.size() < 2 && relations[i].kind != RelationKind::agree) continue;
        if (relations[i].kind == RelationKind::update &&
            (!moved_on(groups) || holds_rivals(reader, relations[i], conflicts)))
            continue;
        std::vector<Place> places;
        for (const ItemGroup& group : groups)
            places.insert(places.end(), group.places.begin(), group.places.end());
        if (places.size() < 2) continue;
        weights.push_back({rank_of(relations[i].kind), relations[i].origins.max, reports_in(places), i});
    }
    std::sort(weights.begin(), weights.end(), [](const Weight& a, const Weight& b) {
        if (a.rank != b.rank) return a.rank < b.rank;
        if (a.origins != b.origins) return a.origins > b.origins;
        if (a.reports != b.reports) return a.reports > b.reports;
        return a.index < b.index;
    });
    std::vector<std::size_t> order;
    std::array<std::size_t, 8> of_kind{};
    std::set<std::pair<RelationKind, std::vector<Place>>> told;
    for (const Weight& weight : weights) {
        // An act and the quotation that holds it stand in one sentence: what befell both is told once.
        if (!has_figure(relations[weight.index]) &&
            !told.emplace(relations[weight.index].kind, sentences_of(reader, relations[weight.index])).second)
            continue;
        const RelationKind kind = relations[weight.index].kind;
        const std::size_t most = kind == RelationKind::agree            ? kAgreements
                                 : kind == RelationKind::not_comparable ? kNotComparable
                                                                        : SIZE_MAX;
        if (++of_kind[static_cast<std::size_t>(kind)] <= most) order.push_back(weight.index);
    }
    return order;
}

void add(const Reader& reader, const std::vector<std::size_t>& order, std::string_view section,
         Sentences& out) {
    for (std::size_t i = 0; i < std::min(order.size(), kSentencesInSection); ++i)
        out.push_back(tell(reader, order[i], section));
    if (order.size() <= kSentencesInSection) return;
    BriefSentence rest{std::string(section),
                       counted(order.size() - kSentencesInSection, "further relation", "further relations") +
                           " not shown here.",
                       {},
                       -1};
    for (std::size_t i = kSentencesInSection; i < std::min(order.size(), kSentencesInSection + 10); ++i) {
        rest.citations.push_back(
            groups_of(reader, reader.dossier().relations[order[i]]).front().places.front());
    }
    out.push_back(std::move(rest));
}

}  // namespace

void add_changed(const Reader& reader, Sentences& out) {
    const auto updates =
        chosen(reader, [](const Relation& relation) { return relation.kind == RelationKind::update; });
    add_moments(reader, updates, out);
    add(reader, updates, "changed", out);
}

void add_figures(const Reader& reader, Sentences& out) {
    add(reader,
        chosen(reader,
               [](const Relation& relation) {
                   switch (relation.kind) {
                       case RelationKind::conflict:
                       case RelationKind::differ:
                       case RelationKind::tension:
                       case RelationKind::stronger:
                           return true;
                       case RelationKind::agree:
                       case RelationKind::not_comparable:
                           return has_figure(relation);
                       case RelationKind::update:
                       case RelationKind::same_utterance:
                           return false;
                   }
                   return false;
               }),
        "figures", out);
}

}  // namespace sitrep::brief
