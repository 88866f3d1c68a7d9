#include "brief/difference_relations.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <optional>
#include <set>

#include "brief/items.hpp"

namespace sitrep::brief {
namespace {

using Items = std::set<ItemRef>;

bool counts(RelationKind kind) {
    return kind != RelationKind::same_utterance && kind != RelationKind::not_comparable;
}

/// What an item says, whoever tells it: its value, else its words.
std::string value_of(const Reader& reader, const ItemRef& item) {
    const Dossier& dossier = reader.dossier();
    if (item.list == ItemRef::List::figures && item.index < dossier.figures.size()) {
        const Figure& figure = dossier.figures[item.index];
        if (figure.value)
            return figure.unit + " " + std::to_string(std::bit_cast<std::uint64_t>(*figure.value));
    }
    const auto place = span_of_item(dossier, item);
    return place ? padded_words(reader.words(*place)) : std::string();
}

std::set<std::string> values_of(const Reader& reader, const Relation& relation) {
    std::set<std::string> values;
    for (const ItemRef& item : relation.items) values.insert(value_of(reader, item));
    return values;
}

bool one_source(const Relation& relation) {
    return relation.kind == RelationKind::agree && relation.origins.max == 1;
}

/// A relation of the earlier dossier with what its items are now.
struct Old {
    Items now;
    std::size_t lost = 0;  ///< items that are gone
    bool seen = false;     ///< one of them stands in a relation now
};

class Changes {
  public:
    explicit Changes(const Both& both)
        : both_(both), olds_(both.before.dossier().relations), news_(both.now.dossier().relations) {
        for (std::size_t k = 0; k < olds_.size(); ++k) {
            Old old;
            for (const ItemRef& item : olds_[k].items) {
                if (const auto now = both.counterparts.now_of(item)) {
                    old.now.insert(*now);
                    of_item_[*now].push_back(k);
                } else {
                    ++old.lost;
                }
            }
            old_.push_back(std::move(old));
        }
    }

    std::vector<RelationChange> find() {
        for (std::size_t i = 0; i < news_.size(); ++i) compare(i);
        for (std::size_t k = 0; k < olds_.size(); ++k) lost(k);
        std::stable_sort(out_.begin(), out_.end(),
                         [](const RelationChange& a, const RelationChange& b) { return a.rank < b.rank; });
        return std::move(out_);
    }

  private:
    /// The earlier relation that this one goes on from: of its kind with most items in common, else of its
    /// very items.
    std::optional<std::size_t> before_of(std::size_t index, const Items& own) {
        std::map<std::size_t, std::size_t> shared;
        for (const ItemRef& item : own) {
            const auto found = of_item_.find(item);
            if (found == of_item_.end()) continue;
            for (const std::size_t k : found->second) ++shared[k];
        }
        std::optional<std::size_t> best, other;
        for (const auto& [k, common] : shared) {
            old_[k].seen = true;
            if (!counts(olds_[k].kind)) continue;
            if (olds_[k].kind == news_[index].kind) {
                if (!best || common > shared[*best]) best = k;
            } else if (old_[k].now == own && old_[k].lost == 0) {
                other = k;
            }
        }
        return best ? best : other;
    }

    bool can_be_told(const Relation& relation, const std::vector<ItemGroup>& groups) const {
        if (relation.kind == RelationKind::agree) return true;
        return groups.size() > 1 && (relation.kind != RelationKind::update || moved_on(groups));
    }

    void compare(std::size_t index) {
        const Relation& relation = news_[index];
        if (!counts(relation.kind)) return;
        const Items own(relation.items.begin(), relation.items.end());
        const auto was = before_of(index, own);
        const bool fresh = std::any_of(own.begin(), own.end(),
                                       [&](const ItemRef& item) { return both_.counterparts.is_news(item); });
        const bool other_kind = was && olds_[*was].kind != relation.kind;
        const bool lost = was && old_[*was].lost > 0;
        if (!fresh && !other_kind && !lost) return;
        const auto groups = groups_of(both_.now, relation);
        if (!can_be_told(relation, groups)) return;
        const bool same_values =
            was ? !other_kind && values_of(both_.before, olds_[*was]) == values_of(both_.now, relation)
                : relation.kind == RelationKind::agree && all_known(relation);
        if (same_values) return also_told(index, groups);
        const BriefSentence told = tell(both_.now, both_.standing_now, index, "changed");
        if (told.citations.size() < 2) return;
        const bool later = relation.kind == RelationKind::update && !groups.empty() &&
                           std::all_of(groups.back().places.begin(), groups.back().places.end(),
                                       [&](const Place& place) { return both_.counterparts.is_news(place); });
        const std::string before =
            other_kind ? "Was " + std::string(title_of(olds_[*was].kind)) + ", is now " : std::string();
        add(relation.kind,
            later ? "superseded"
            : was ? "revised"
                  : "new",
            before + told.text, told.citations, false);
    }

    /// Whether every value of a relation is that of an item that stood there before.
    bool all_known(const Relation& relation) const {
        std::set<std::string> known;
        for (const ItemRef& item : relation.items) {
            if (!both_.counterparts.is_news(item)) known.insert(value_of(both_.now, item));
        }
        return !known.empty() && known == values_of(both_.now, relation);
    }

    /// The same values in one more report: that report's sentences alone.
    void also_told(std::size_t index, const std::vector<ItemGroup>& groups) {
        std::set<ReportIndex> tellers;
        std::vector<Place> places;
        for (const ItemGroup& group : groups) {
            for (const Place& place : group.places) {
                if (both_.counterparts.then_of(place.report) || !tellers.insert(place.report).second)
                    continue;
                places.push_back(both_.now.sentence(place));
            }
        }
        if (places.empty()) return;
        std::string text =
            (one_source(news_[index]) ? "One source, retold" : std::string(title_of(news_[index].kind))) +
            ", also told by ";
        for (std::size_t i = 0; i < places.size(); ++i) {
            text += (i == 0 ? "" : "; ") + both_.now.label(places[i].report) + ": " +
                    in_marks_inside(shortened(both_.now.words(places[i]), 300));
        }
        add(news_[index].kind, "new", with_stop(std::move(text)), places, false);
    }

    void lost(std::size_t k) {
        if (old_[k].seen || old_[k].lost == 0 || !counts(olds_[k].kind) || olds_[k].items.size() < 2) return;
        const auto groups = groups_of(both_.before, olds_[k]);
        if (!can_be_told(olds_[k], groups)) return;
        // Words that still stand there are not gone.
        const bool stands =
            std::all_of(olds_[k].items.begin(), olds_[k].items.end(), [&](const ItemRef& item) {
                const auto place = span_of_item(both_.before.dossier(), item);
                return place && both_.counterparts.still_stands(*place);
            });
        if (stands) return;
        const BriefSentence told = tell(both_.before, both_.standing_before, k, "changed");
        add(olds_[k].kind, "gone", told.text, told.citations, true);
    }

    void add(RelationKind kind, std::string what, std::string text, std::vector<Place> citations,
             bool in_old) {
        out_.push_back({rank_of(kind), {std::move(what), std::move(text), std::move(citations), in_old}});
    }

    const Both& both_;
    const std::vector<Relation>&olds_, &news_;
    std::vector<Old> old_;
    std::map<ItemRef, std::vector<std::size_t>> of_item_;
    std::vector<RelationChange> out_;
};

}  // namespace

std::vector<RelationChange> changed_relations(const Both& both) { return Changes(both).find(); }

}  // namespace sitrep::brief
