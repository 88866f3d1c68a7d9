// Items of a relation that say the same, put together.
#include <algorithm>
#include <bit>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "brief/items.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kWordsOfItem = 320;

/// ", by the word of X" where X says what another does or would do, and who says it matters.
std::string by_the_word_of(const Reader& reader, const ItemRef& item, RelationKind kind) {
    if (item.list != ItemRef::List::acts) return {};
    if (kind != RelationKind::differ && kind != RelationKind::tension && kind != RelationKind::stronger)
        return {};
    const Dossier& dossier = reader.dossier();
    const Act& act = dossier.acts[item.index];
    if (act.actor < 0 || act.quotation < 0 ||
        static_cast<std::size_t>(act.quotation) >= dossier.quotes.size())
        return {};
    const Quotation& quote = dossier.quotes[static_cast<std::size_t>(act.quotation)];
    if (quote.report != act.report || speaker_of(reader, quote.report, quote.speaker) == act.actor) return {};
    const std::string speaker = source_words(reader, quote.report, quote.speaker);
    return speaker.empty() ? std::string() : ", by the word of " + speaker;
}

ItemGroup group_of(const Reader& reader, const ItemRef& item, RelationKind kind) {
    const Dossier& dossier = reader.dossier();
    ItemGroup group;
    group.list = item.list;
    const Place place = place_of(reader, item);
    group.places.push_back(place);
    group.words = shortened(reader.words(place), kWordsOfItem);
    switch (item.list) {
        case ItemRef::List::figures: {
            const Figure& figure = dossier.figures[item.index];
            group.source = source_words(reader, figure.report, figure.holder);
            group.approximator = figure.approximator;
            group.low = figure.value ? figure.value : figure.low;
            group.high = figure.value ? figure.value : figure.high;
            group.where = reader.entity(figure.place);
            if (!figure.as_of.open()) {
                group.dates = figure.as_of;
                group.dated_by_words = true;
            }
            break;
        }
        case ItemRef::List::quotes: {
            const Quotation& quote = dossier.quotes[item.index];
            group.source = source_words(reader, quote.report, quote.speaker);
            break;
        }
        case ItemRef::List::acts:
            group.source = reader.entity(dossier.acts[item.index].actor);
            group.status = dossier.acts[item.index].status;
            group.act = dossier.acts[item.index].act;
            break;
    }
    if (!group.dated_by_words) group.dates = reader.published(place.report);
    group.sources.emplace_back(group.source + by_the_word_of(reader, item, kind), place);
    group.days.push_back(group.dates);
    return group;
}

/// Content words of two clauses overlap by more than half of the longer.
bool nearly_same(const std::set<std::string>& a, const std::set<std::string>& b) {
    return common_words(a, b) * 2 > std::max(a.size(), b.size());
}

/// A number as a key: equal values have equal keys in every locale.
std::string bits_of(double value) { return std::to_string(std::bit_cast<std::uint64_t>(value)); }

/// Finds the group that an item is told with. A row of states and a dispute put what gives one value
/// together, whoever says it; otherwise words, bound and source must be the same, and acts may differ by a
/// few words. Looked up by keys, as a relation of a large set has thousands of items; only acts of one kind
/// by one source are compared one by one.
class SameWords {
  public:
    explicit SameWords(RelationKind kind) : kind_(kind) {}

    /// The first group that `next` belongs to; none where it begins one, which then has the number `number`.
    std::optional<std::size_t> find_or_begin(const ItemGroup& next, std::size_t number) {
        const std::string kind = std::to_string(static_cast<int>(next.list)) + '|' +
                                 (next.act ? std::to_string(static_cast<int>(*next.act)) : std::string());
        std::vector<std::string> keys{kind + "|words|" + next.source + '|' + text::folded(next.words)};
        if (next.list == ItemRef::List::figures && next.low) {
            const std::string value = bits_of(*next.low) + '|' + (next.high ? bits_of(*next.high) : "");
            keys.push_back(kind + "|value|" + value + '|' +
                           std::to_string(static_cast<int>(next.approximator)) + '|' + next.source);
            if (kind_ == RelationKind::update || kind_ == RelationKind::conflict)
                keys.push_back(kind + "|any|" + value);
        }
        std::optional<std::size_t> found;
        for (const std::string& key : keys) {
            const auto group = by_key_.find(key);
            if (group != by_key_.end()) found = std::min(found.value_or(group->second), group->second);
        }
        const bool worded = next.list == ItemRef::List::acts && kind_ != RelationKind::stronger;
        if (worded) found = among_alike(kind + '|' + next.source, next, found, number);
        if (found) return found;
        for (std::string& key : keys) by_key_.emplace(std::move(key), number);
        return std::nullopt;
    }

  private:
    struct Worded {
        std::size_t group = 0;
        std::set<std::string> words;
    };

    std::optional<std::size_t> among_alike(std::string key, const ItemGroup& next,
                                           std::optional<std::size_t> found, std::size_t number) {
        std::vector<Worded>& alike = alike_[std::move(key)];
        std::set<std::string> words = content_words(next.words);
        for (const Worded& other : alike) {
            if (found && *found <= other.group) return found;
            if (nearly_same(other.words, words)) return other.group;
        }
        if (!found) alike.push_back({number, std::move(words)});
        return found;
    }

    RelationKind kind_;
    std::unordered_map<std::string, std::size_t> by_key_;         ///< to the first group that has the key
    std::unordered_map<std::string, std::vector<Worded>> alike_;  ///< acts of one kind by one source
};

bool exists(const Dossier& dossier, const ItemRef& item) {
    switch (item.list) {
        case ItemRef::List::figures:
            return item.index < dossier.figures.size();
        case ItemRef::List::quotes:
            return item.index < dossier.quotes.size();
        case ItemRef::List::acts:
            return item.index < dossier.acts.size();
    }
    return false;
}

/// By the days where all have both bounds; else the order of the relation stays.
void put_in_order_of_time(std::vector<ItemGroup>& groups) {
    for (const ItemGroup& group : groups) {
        if (!group.dates.bounded()) return;
    }
    std::stable_sort(groups.begin(), groups.end(), [](const ItemGroup& a, const ItemGroup& b) {
        return std::tie(a.dates.earliest, a.dates.latest) < std::tie(b.dates.earliest, b.dates.latest);
    });
}

/// An act of a difference and its group.
struct KnownAct {
    ItemRef item;
    std::set<std::string> words;
    std::size_t group = 0;
};

/// The group of an act that `item` retells: what was told in nearly the same words, or with less, is no side
/// of its own in a difference. Few acts only.
std::optional<std::size_t> retold_in(const Dossier& dossier, const ItemRef& item,
                                     const std::set<std::string>& words, const std::vector<KnownAct>& known) {
    constexpr std::size_t kMost = 16;
    if (item.list != ItemRef::List::acts || known.size() > kMost) return std::nullopt;
    for (const KnownAct& other : known)
        if (nearly_same(other.words, words)) return other.group;
    for (const Relation& relation : dossier.relations) {
        if (relation.kind != RelationKind::stronger ||
            std::find(relation.items.begin(), relation.items.end(), item) == relation.items.end())
            continue;
        for (const KnownAct& other : known) {
            if (std::find(relation.items.begin(), relation.items.end(), other.item) != relation.items.end())
                return other.group;
        }
    }
    return std::nullopt;
}

/// What each side of a dispute over deeds says stands together: who accuses, then who answers.
void put_by_sides(std::vector<ItemGroup>& groups) {
    if (groups.empty() || !groups.front().act) return;
    // A denial alone may stand in the first report of the list.
    const bool charged = std::any_of(groups.begin(), groups.end(),
                                     [](const ItemGroup& group) { return group.act == ActKind::accuse; });
    std::stable_partition(groups.begin(), groups.end(),
                          [first = charged ? ActKind::accuse : groups.front().act](const ItemGroup& group) {
                              return group.act == first;
                          });
}

}  // namespace

bool other_side(const std::vector<ItemGroup>& groups, std::size_t i) {
    return i > 0 && (groups.size() == 2 || groups[i].list == ItemRef::List::figures ||
                     (groups[i].act != groups.front().act && groups[i - 1].act == groups.front().act));
}

std::vector<ItemGroup> groups_of(const Reader& reader, const Relation& relation) {
    std::vector<ItemGroup> groups;
    std::vector<KnownAct> known;
    SameWords same_words(relation.kind);
    for (const ItemRef& item : relation.items) {
        if (!exists(reader.dossier(), item)) continue;
        ItemGroup next = group_of(reader, item, relation.kind);
        const bool differs = relation.kind == RelationKind::differ && item.list == ItemRef::List::acts;
        const std::set<std::string> words = differs ? content_words(next.words) : std::set<std::string>();
        auto same = differs ? retold_in(reader.dossier(), item, words, known) : std::nullopt;
        if (!same) same = same_words.find_or_begin(next, groups.size());
        if (differs) known.push_back({item, words, same.value_or(groups.size())});
        if (!same) {
            groups.push_back(std::move(next));
        } else {
            ItemGroup& group = groups[*same];
            group.places.push_back(next.places.front());
            group.sources.push_back(std::move(next.sources.front()));
            group.days.push_back(next.dates);
        }
    }
    if (relation.kind == RelationKind::update) put_in_order_of_time(groups);
    if (relation.kind == RelationKind::conflict) put_by_sides(groups);
    return groups;
}

std::vector<ItemGroup> wordings_of(const Reader& reader, const ItemGroup& group) {
    std::vector<ItemGroup> wordings;
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < group.sources.size(); ++i) {
        const auto& [source, place] = group.sources[i];
        std::string words = shortened(reader.words(place), kWordsOfItem);
        std::string key = text::folded(in_marks_inside(words));
        const auto same = static_cast<std::size_t>(std::find(keys.begin(), keys.end(), key) - keys.begin());
        if (same == wordings.size()) {
            keys.push_back(std::move(key));
            wordings.push_back(group);
            wordings.back().words = std::move(words);
            wordings.back().places.clear();
            wordings.back().sources.clear();
            wordings.back().days.clear();
            wordings.back().dates = group.days[i];
        }
        wordings[same].places.push_back(place);
        wordings[same].sources.emplace_back(source, place);
        wordings[same].days.push_back(group.days[i]);
    }
    return wordings;
}

bool moved_on(const std::vector<ItemGroup>& groups) {
    if (groups.size() < 2) return false;
    const ItemGroup& first = groups.front();
    const ItemGroup& last = groups.back();
    if (!first.dates.bounded() || !last.dates.bounded()) return false;
    if (*first.dates.latest <= *last.dates.earliest) return true;
    const bool was_ahead = first.status == ActStatus::announced || first.status == ActStatus::contemplated ||
                           first.status == ActStatus::conditional;
    const bool is_past = last.status == ActStatus::done || last.status == ActStatus::refused ||
                         last.status == ActStatus::withdrawn;
    return was_ahead && is_past && *last.dates.latest >= *first.dates.earliest;
}

std::vector<std::pair<std::string, std::vector<Place>>> told_by(const ItemGroup& group) {
    std::vector<std::pair<std::string, std::vector<Place>>> list;
    for (const auto& [source, place] : group.sources) {
        const auto same =
            std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.first == source; });
        if (same == list.end()) {
            list.push_back({source, {place}});
        } else {
            same->second.push_back(place);
        }
    }
    return list;
}

}  // namespace sitrep::brief
