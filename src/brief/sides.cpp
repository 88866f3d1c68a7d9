#include "brief/sides.hpp"

#include <algorithm>

#include "brief/context.hpp"

namespace sitrep::brief {
namespace {

/// "Prosecutors accuse him of it. He denies it": of nobody who is named.
bool is_of_nobody(const Reader& reader, const Place& context) {
    const std::string words = padded_words(reader.words(context));
    if (words.find(" him ") == std::string::npos && words.find(" her ") == std::string::npos)
        return hangs(reader, context);
    const auto named = reader.entities_in(context);
    return std::none_of(named.begin(), named.end(), [&](EntityRef one) {
        return reader.dossier().entities[static_cast<std::size_t>(one)].type == EntityType::person;
    });
}

}  // namespace

bool is_answered(const Relation& relation) {
    return relation.kind == RelationKind::tension || relation.reason.starts_with("accused:");
}

std::vector<ItemGroup> by_sides(const std::vector<ItemGroup>& groups) {
    const auto one_side = [](const ItemGroup& a, const ItemGroup& b) {
        if (a.list != b.list || a.list == ItemRef::List::figures) return false;
        if (a.act) return a.act == b.act;
        // Two quotations of one report are two things said.
        return std::none_of(a.places.begin(), a.places.end(), [&](const Place& place) {
            return std::any_of(b.places.begin(), b.places.end(),
                               [&](const Place& other) { return other.report == place.report; });
        });
    };
    std::vector<ItemGroup> sides;
    for (const ItemGroup& group : groups) {
        const auto side = std::find_if(sides.begin(), sides.end(),
                                       [&](const ItemGroup& other) { return one_side(other, group); });
        if (side == sides.end()) {
            sides.push_back(group);
            continue;
        }
        side->places.insert(side->places.end(), group.places.begin(), group.places.end());
        side->sources.insert(side->sources.end(), group.sources.begin(), group.sources.end());
        side->days.insert(side->days.end(), group.days.begin(), group.days.end());
    }
    return sides.size() == 2 ? sides : groups;
}

std::optional<ReportIndex> teller_of_both(const Reader& reader, const Standing& standing,
                                          const std::vector<ItemGroup>& sides) {
    if (sides.size() != 2) return std::nullopt;
    std::vector<Place> both;
    for (const Place& place : sides.front().places) {
        const bool answered = std::any_of(sides.back().places.begin(), sides.back().places.end(),
                                          [&](const Place& other) { return other.report == place.report; });
        if (answered && !standing.hardened(place) && !is_of_nobody(reader, in_context(reader, place)))
            both.push_back(place);
    }
    if (both.empty()) return std::nullopt;
    const ReportIndex told = standing.original_of(both).report;
    return standing.derived(told) || standing.careless(told) ? std::nullopt : std::optional(told);
}

Place place_of_side(const Reader& reader, const Standing& standing, const ItemGroup& side,
                    std::optional<ReportIndex> teller) {
    std::vector<Place> own;
    for (const Place& place : side.places)
        if (teller ? place.report == *teller : !is_of_nobody(reader, in_context(reader, place)))
            own.push_back(place);
    return standing.original_of(own.empty() ? side.places : own);
}

}  // namespace sitrep::brief
