#include "brief/tell_beside.hpp"

#include <algorithm>

#include "brief/context.hpp"

namespace sitrep::brief {

constexpr std::size_t kLongestOutcome = 880;  // bytes

void add_outcome(const Reader& reader, const Relation& relation, BriefSentence& sentence) {
    if (relation.kind != RelationKind::conflict) return;
    for (const Relation& other : reader.dossier().relations) {
        if (other.kind != RelationKind::update || !other.reason.starts_with("denied:")) continue;
        const bool same = std::any_of(other.items.begin(), other.items.end(), [&](const ItemRef& item) {
            return std::find(relation.items.begin(), relation.items.end(), item) != relation.items.end();
        });
        if (!same) continue;
        const Place place =
            with_next_sentence(reader, in_context(reader, place_of(reader, other.items.back())));
        sentence.text +=
            "; later admitted: " + in_marks_inside(shortened(reader.words(place), kLongestOutcome)) + " (" +
            reader.label(place.report) + ")";
        sentence.citations.push_back(place);
        return;
    }
}

void add_disputes(const Reader& reader, const Relation& relation, BriefSentence& sentence) {
    if (relation.kind != RelationKind::update) return;
    const auto& figures = reader.dossier().figures;
    for (const Relation& other : reader.dossier().relations) {
        if (other.kind != RelationKind::conflict) continue;
        const auto in_both =
            std::find_if(relation.items.begin(), relation.items.end(), [&](const ItemRef& item) {
                return item.list == ItemRef::List::figures &&
                       std::find(other.items.begin(), other.items.end(), item) != other.items.end();
            });
        if (in_both == relation.items.end()) continue;
        const auto rival = std::find_if(other.items.begin(), other.items.end(), [&](const ItemRef& item) {
            return item.list == ItemRef::List::figures &&
                   figures[item.index].value != figures[in_both->index].value;
        });
        if (rival == other.items.end()) continue;
        const Place place = place_of(reader, *rival);
        const bool cited = std::any_of(
            sentence.citations.begin(), sentence.citations.end(),
            [&](const Place& one) { return one.report == place.report && one.span.contains(place.span); });
        if (cited) continue;
        sentence.text += "; in dispute: " + in_marks_inside(reader.words(place_of(reader, *in_both))) +
                         " against " + words_from(reader.words(place), reader.label(place.report));
        sentence.citations.push_back(reader.sentence(place));
        return;
    }
}

}  // namespace sitrep::brief
