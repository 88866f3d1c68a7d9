#include "brief/live_groups.hpp"

#include <algorithm>

#include "brief/context.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

std::string sentence_words(const Reader& reader, const Place& place) {
    return padded_words(reader.words(reader.sentence(place)));
}

/// "I asked the mediator about the deal": nothing is asked for.
bool is_a_question(const std::string& words) {
    const std::size_t asked = words.find(" asked ");
    if (asked == std::string::npos) return false;
    const std::size_t about = words.find(" about ", asked);
    const std::string between =
        about == std::string::npos ? std::string() : words.substr(asked, about - asked + 1);
    return about != std::string::npos && between.find(" for ") == std::string::npos &&
           between.find(" to ") == std::string::npos;
}

/// Takes out the places that `gone` names, with their sources and days.
template <typename Gone>
void erase_places(ItemGroup& group, Gone gone) {
    for (std::size_t k = group.sources.size(); k-- > 0;) {
        if (!gone(group.sources[k].second)) continue;
        group.sources.erase(group.sources.begin() + static_cast<std::ptrdiff_t>(k));
        group.days.erase(group.days.begin() + static_cast<std::ptrdiff_t>(k));
    }
    std::erase_if(group.places, gone);
}

bool is_of_another_count(const Reader& reader, const ItemGroup& group, const std::vector<ItemGroup>& groups) {
    if (group.list != ItemRef::List::figures) return false;
    const Place& place = group.places.front();
    const Paragraph* paragraph = reader.paragraph(place);
    const bool behind_another = std::any_of(groups.begin(), groups.end(), [&](const ItemGroup& other) {
        return &other != &group &&
               std::any_of(other.places.begin(), other.places.end(), [&](const Place& one) {
                   return one.report == place.report && one.span.begin < place.span.begin &&
                          reader.paragraph(one) == paragraph &&
                          reader.sentence(one) != reader.sentence(place);
               });
    });
    return behind_another && !reader.sets().moved.stands_in(sentence_words(reader, place));
}

/// "Warned that it would scatter the children": what somebody else says of a plan is no state of it.
bool is_a_comment(const ItemGroup& group, const std::vector<ItemGroup>& groups) {
    return group.act == ActKind::warn &&
           std::none_of(groups.begin(), groups.end(), [&](const ItemGroup& other) {
               return &other != &group && other.source == group.source;
           });
}

/// "Asked for food for 900 people": what is asked for or offered is no count of what is.
bool is_asked_for(const Reader& reader, const ItemGroup& group) {
    if (group.list != ItemRef::List::figures) return false;
    const auto& acts = reader.dossier().acts;
    return std::all_of(group.places.begin(), group.places.end(), [&](const Place& place) {
        return std::any_of(acts.begin(), acts.end(), [&](const Act& act) {
            const bool asks =
                act.act == ActKind::request || act.act == ActKind::demand || act.act == ActKind::offer;
            return asks && act.report == place.report && act.span.contains(place.span);
        });
    });
}

/// "Nine died, eight of them children": a part is no state of the whole.
bool is_a_part(const Reader& reader, const ItemGroup& group) {
    if (group.list != ItemRef::List::figures) return false;
    return std::all_of(group.places.begin(), group.places.end(), [&](const Place& place) {
        const Place sentence = reader.sentence(place);
        const std::string behind =
            padded_words(reader.words({place.report, {place.span.end, sentence.span.end}}));
        return behind.starts_with(" of them ") || behind.starts_with(" of whom ") ||
               behind.starts_with(" of those ") || behind.starts_with(" of these ");
    });
}

/// "How many are they? The board says 118": a bare number that falls out of a row which mounts or falls
/// counts something else.
bool falls_out(const Reader& reader, const std::vector<ItemGroup>& groups, std::size_t i) {
    const ItemGroup& group = groups[i];
    if (group.list != ItemRef::List::figures || i == 0 || i + 1 >= groups.size()) return false;
    const auto &before = groups[i - 1].low, &after = groups[i + 1].low;
    if (!before || !after || !group.low) return false;
    const bool dips = *group.low < *before && *group.low < *after;
    const bool peaks = *group.low > *before && *group.low > *after;
    if (!dips && !peaks) return false;
    return std::all_of(group.places.begin(), group.places.end(), [&](const Place& place) {
        const Place sentence = reader.sentence(place);
        const std::string behind = reader.words({place.report, {place.span.end, sentence.span.end}});
        return behind.find_first_not_of(" .”\"’'") == std::string::npos;
    });
}

std::vector<ItemGroup> states_of(const Reader& reader, const std::vector<ItemGroup>& every) {
    std::vector<ItemGroup> whole, groups, states;
    for (const ItemGroup& group : every)
        if (!is_a_part(reader, group)) whole.push_back(group);
    for (std::size_t i = 0; i < whole.size(); ++i)
        if (!falls_out(reader, whole, i)) groups.push_back(whole[i]);
    for (const ItemGroup& group : groups) {
        const bool question = std::all_of(group.places.begin(), group.places.end(), [&](const Place& place) {
            return is_a_question(sentence_words(reader, place));
        });
        if (!question && !is_a_comment(group, groups) && !is_of_another_count(reader, group, groups))
            states.push_back(group);
    }
    // Among what is counted; a row of sums asked for is a row.
    const auto counted = std::count_if(states.begin(), states.end(), [&](const ItemGroup& group) {
        return group.list == ItemRef::List::figures && !is_asked_for(reader, group);
    });
    if (counted > 1)
        std::erase_if(states, [&](const ItemGroup& group) { return is_asked_for(reader, group); });
    return states;
}

}  // namespace

std::vector<ItemGroup> live_groups(const Reader& reader, const Relation& relation) {
    auto groups = groups_of(reader, relation);
    if (relation.kind == RelationKind::update) return states_of(reader, groups);
    if (relation.kind != RelationKind::conflict && relation.kind != RelationKind::agree) return groups;
    const bool agree = relation.kind == RelationKind::agree;
    for (ItemGroup& group : groups) {
        if (group.list != ItemRef::List::figures) continue;
        erase_places(group, [&](const Place& place) {
            const std::string words = sentence_words(reader, place);
            return reader.sets().at_first.stands_in(words) ||
                   (agree && reader.sets().called_off.stands_in(words));
        });
    }
    std::erase_if(groups, [](const ItemGroup& group) { return group.places.empty(); });
    return groups;
}

bool counts_other_things(const Reader& reader, const std::vector<ItemGroup>& groups) {
    return std::any_of(groups.begin(), groups.end(), [&](const ItemGroup& group) {
        return group.list == ItemRef::List::figures &&
               std::any_of(group.places.begin(), group.places.end(), [&](const Place& place) {
                   return reader.sets().scopes.stands_in(sentence_words(reader, place));
               });
    });
}

Place with_scope_behind(const Reader& reader, const Place& context) {
    Place with = context;
    for (Place wider = with_next_sentence(reader, with); wider != with;
         wider = with_next_sentence(reader, with)) {
        const std::string added =
            padded_words(reader.words({context.report, {with.span.end, wider.span.end}}));
        if (!reader.sets().scopes.stands_in(added)) break;
        with = wider;
    }
    return with;
}

}  // namespace sitrep::brief
