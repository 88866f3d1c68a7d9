// What changed, and where reports disagree and agree.
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "brief/context.hpp"
#include "brief/items.hpp"
#include "brief/live_groups.hpp"
#include "brief/same_matter.hpp"
#include "brief/sections.hpp"
#include "brief/set_ups.hpp"
#include "brief/standing.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kAgreements = 12;
constexpr std::size_t kNotComparable = 6;
constexpr std::size_t kCompared = 200;  // relations of a kind; a section shows far fewer

bool has_figure(const Relation& relation) {
    return std::any_of(relation.items.begin(), relation.items.end(),
                       [](const ItemRef& item) { return item.list == ItemRef::List::figures; });
}

/// "It is not the 30,000 they asked for": a figure that its own words turn down agrees with nobody's.
bool says_not_that(const Reader& reader, const Relation& relation) {
    constexpr std::size_t kBack = 12;  // bytes before the figure
    return std::any_of(relation.items.begin(), relation.items.end(), [&](const ItemRef& item) {
        const Place place = place_of(reader, item);
        const CleanText& clean = reader.report(place.report).text;
        const TextRange range = clean.range(place.span);
        const std::size_t from = range.begin > kBack ? range.begin - kBack : 0;
        const std::string before = text::folded(clean.text().substr(from, range.begin - from));
        return before.ends_with(" not the ") || before.ends_with(" not ");
    });
}

/// The sentences by which a relation is told, each once.
std::vector<Place> sentences_of(const Reader& reader, const Standing& standing, const Relation& relation) {
    std::set<Place> sentences;
    for (const ItemGroup& group : live_groups(reader, relation))
        sentences.insert(reader.sentence(standing.original_of(group.places)));
    return {sentences.begin(), sentences.end()};
}

/// Items that differ, conflict or were told stronger: that some of them agree too is no second statement.
class AtOdds {
  public:
    explicit AtOdds(const Reader& reader) {
        const auto& relations = reader.dossier().relations;
        for (std::size_t i = 0; i < relations.size(); ++i) {
            const RelationKind kind = relations[i].kind;
            if (kind != RelationKind::differ && kind != RelationKind::conflict &&
                kind != RelationKind::stronger)
                continue;
            for (const ItemRef& item : relations[i].items) of_item_[item].insert(i);
        }
    }
    /// Whether one relation holds them all.
    [[nodiscard]] bool holds(const std::vector<ItemRef>& items) const {
        std::set<std::size_t> common;
        for (std::size_t i = 0; i < items.size(); ++i) {
            const auto at = of_item_.find(items[i]);
            if (at == of_item_.end()) return false;
            if (i == 0) common = at->second;
            std::erase_if(common, [&](std::size_t relation) { return at->second.count(relation) == 0; });
        }
        return !common.empty();
    }

  private:
    std::map<ItemRef, std::set<std::size_t>> of_item_;
};

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

/// What a relation weighs among those of its kind.
struct Weight {
    std::size_t index = 0;
    bool grounded = true;  ///< its sentences have a word in common
    bool grave = false;    ///< a dispute over the dead, the missing, the injured
    bool people = false;
    double age = 0.0;  ///< of its newest report
    std::uint32_t origins = 1;
    std::size_t reports = 0;
};

bool heavier(const Weight& a, const Weight& b) {
    if (a.grounded != b.grounded) return a.grounded;
    if (a.grave != b.grave) return a.grave;
    constexpr double kFresh = 3.0;  // days
    if ((a.age <= kFresh) != (b.age <= kFresh)) return a.age <= kFresh;
    if (a.people != b.people) return a.people;
    if (a.age != b.age) return a.age < b.age;
    if (a.origins != b.origins) return a.origins > b.origins;
    if (a.reports != b.reports) return a.reports > b.reports;
    return a.index < b.index;
}

bool of_people(const Dossier& dossier, const Relation& relation) {
    return std::any_of(relation.items.begin(), relation.items.end(), [&](const ItemRef& item) {
        return item.list == ItemRef::List::figures && item.index < dossier.figures.size() &&
               dossier.figures[item.index].unit == "person";
    });
}

bool of_victims(const Dossier& dossier, const Relation& relation) {
    return relation.kind == RelationKind::conflict &&
           std::all_of(relation.items.begin(), relation.items.end(), [&](const ItemRef& item) {
               if (item.list != ItemRef::List::figures || item.index >= dossier.figures.size()) return false;
               const std::string& status = dossier.figures[item.index].status;
               return status == "killed" || status == "dead" || status == "missing" || status == "injured";
           });
}

Weight weight_of(const Reader& reader, const Standing& standing, std::size_t index,
                 const std::vector<ItemGroup>& groups) {
    const Relation& relation = reader.dossier().relations[index];
    Weight weight{index,
                  true,
                  of_victims(reader.dossier(), relation),
                  of_people(reader.dossier(), relation),
                  0.0,
                  relation.origins.max,
                  0};
    std::vector<Place> places;
    for (const ItemGroup& group : groups)
        places.insert(places.end(), group.places.begin(), group.places.end());
    weight.reports = reports_in(places);
    // What several gathered for themselves weighs more than what may be one thing retold.
    if (relation.kind == RelationKind::agree) weight.origins = relation.origins.min;
    double youngest = 1e9;
    for (const Place& place : places) youngest = std::min(youngest, standing.age(place.report));
    weight.age = youngest;
    // Of two sides that only a retelling sets against one another nothing is sure.
    const bool retold = std::all_of(groups.begin(), groups.end(), [&](const ItemGroup& group) {
        const ReportIndex teller = standing.original_of(group.places).report;
        return standing.derived(teller) || standing.careless(teller);
    });
    // An agreement that may be an echo weighs as little as figures that may count two things.
    // One amount in another money is no second amount.
    weight.grounded = !retold && !relation.reason.starts_with("in other money:") &&
                      words_in_common(reader, relation) > 0 &&
                      (relation.kind != RelationKind::agree || relation.origins.min > 1);
    return weight;
}

/// Kinds by turns, so that a page shows more than the first kind; then what is left, in order of kinds.
std::vector<std::size_t> by_turns(const Reader& reader, const std::vector<Weight>& weights) {
    constexpr std::array<RelationKind, 8> kTurns{
        RelationKind::conflict, RelationKind::tension, RelationKind::stronger, RelationKind::conflict,
        RelationKind::differ,   RelationKind::tension, RelationKind::stronger, RelationKind::agree};
    std::vector<bool> taken(weights.size(), false);
    std::vector<std::size_t> order;
    const auto kind = [&](const Weight& weight) { return reader.dossier().relations[weight.index].kind; };
    for (std::size_t round = 0; round < 2; ++round) {
        for (const RelationKind wanted : kTurns) {
            for (std::size_t i = 0; i < weights.size(); ++i) {
                if (taken[i] || kind(weights[i]) != wanted || !weights[i].grounded) continue;
                taken[i] = true;
                order.push_back(weights[i].index);
                break;
            }
        }
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (!taken[i]) order.push_back(weights[i].index);
    }
    return order;
}

/// Survivors and missing, dead and displaced: counts of other fates exclude nothing.
bool of_other_fates(const Reader& reader, const Relation& relation) {
    const auto& figures = reader.dossier().figures;
    std::set<std::string> fates;
    for (const ItemRef& item : relation.items) {
        if (item.list != ItemRef::List::figures || item.index >= figures.size()) return false;
        const std::string& status = figures[item.index].status;
        if (!status.empty()) fates.insert(status == "dead" ? "killed" : status);
    }
    return fates.size() > 1;
}

/// "At least three" and "five": a count from below excludes no greater one.
bool may_both_hold(const std::vector<ItemGroup>& groups) {
    if (groups.size() != 2 || !groups[0].low || !groups[1].low) return false;
    const auto from_below = [](const ItemGroup& group) {
        return group.approximator == Approximator::at_least || group.approximator == Approximator::more_than;
    };
    return (from_below(groups[0]) && *groups[0].low <= *groups[1].low) ||
           (from_below(groups[1]) && *groups[1].low <= *groups[0].low);
}

/// "Twelve, two of those by road": a part of another's count stands against nobody's whole.
bool is_part_of_another(const Reader& reader, const ItemGroup& group) {
    return group.list == ItemRef::List::figures &&
           std::all_of(group.places.begin(), group.places.end(), [&](const Place& place) {
               const Place sentence = reader.sentence(place);
               const std::string behind =
                   padded_words(reader.words({place.report, {place.span.end, sentence.span.end}}));
               return behind.starts_with(" of those ") || behind.starts_with(" of these ") ||
                      behind.starts_with(" of them ") || behind.starts_with(" of whom ");
           });
}

/// What is not shown to be one matter is no row of states and no retelling; a copy is in no tension.
bool is_of_two_matters(const Reader& reader, const Standing& standing, RelationKind kind,
                       const std::vector<ItemGroup>& groups) {
    if (kind == RelationKind::tension)
        return is_said_twice(reader, standing, groups) || hides_a_name(reader, groups);
    if (kind != RelationKind::update && kind != RelationKind::stronger) return false;
    return shares_no_word(reader, standing, groups) ||
           (kind == RelationKind::update && answers_another(reader, standing, groups));
}

/// Whether a relation can be told: its items differ and stand in two places, and an update's order is proved.
bool can_be_told(const Reader& reader, const Standing& standing, const Relation& relation,
                 const std::vector<ItemGroup>& groups) {
    // What cannot be shown to differ is not told as a difference.
    if (groups.size() < 2 && relation.kind != RelationKind::agree) return false;
    std::size_t places = 0;
    for (const ItemGroup& group : groups) places += group.places.size();
    if (places < 2) return false;
    // What only a report tells that is made from others is no later count.
    const auto& last = groups.back().places;
    const bool figure = groups.back().list == ItemRef::List::figures;
    const bool retold = std::all_of(last.begin(), last.end(), [&](const Place& place) {
        return figure ? !standing.brings_news(place, true)
                      : standing.derived(place.report) || standing.careless(place.report);
    });
    if (relation.kind == RelationKind::update && retold &&
        groups.front().places.front().report != last.front().report)
        return false;
    // "One swallow makes no summer": such a one counts nothing.
    if (relation.kind == RelationKind::agree && has_figure(relation) && !groups.empty() &&
        groups.front().low == 1.0 && groups.front().high == 1.0)
        return false;
    // "I can see it reopening if …", told beside the road that is shut: nothing moved on.
    if (relation.kind == RelationKind::update &&
        groups.front().places.front().report == last.front().report &&
        reader.sets().soft.stands_in(padded_words(reader.words(reader.sentence(last.front())))))
        return false;
    if (relation.kind == RelationKind::conflict &&
        (may_both_hold(groups) || of_other_fates(reader, relation) ||
         is_part_of_another(reader, groups.back()) || is_part_of_another(reader, groups.front())))
        return false;
    if (is_of_two_matters(reader, standing, relation.kind, groups)) return false;
    return relation.kind != RelationKind::update ||
           (moved_on(groups) && !tells_of_before(groups.back().words, reader.sets()));
}

/// Indices of relations that `wanted` accepts, the weightiest first.
template <typename Wanted>
std::vector<std::size_t> chosen(const Reader& reader, const Standing& standing, Wanted wanted) {
    const auto& relations = reader.dossier().relations;
    std::vector<Weight> weights;
    const AtOdds at_odds(reader);
    const auto conflicts = conflicts_of(reader);
    for (std::size_t i = 0; i < relations.size(); ++i) {
        if (!wanted(relations[i])) continue;
        if (relations[i].kind == RelationKind::agree &&
            (at_odds.holds(relations[i].items) || says_not_that(reader, relations[i])))
            continue;
        const auto groups = live_groups(reader, relations[i]);
        if (!can_be_told(reader, standing, relations[i], groups)) continue;
        if (relations[i].kind == RelationKind::update && holds_rivals(reader, relations[i], conflicts))
            continue;
        weights.push_back(weight_of(reader, standing, i, groups));
        // "Asked to call the lakes safe" and "work was halted": two sentences without a common word are no
        // row.
        if (relations[i].kind == RelationKind::update && groups.size() == 2 &&
            words_in_common(reader, relations[i]) == 0) {
            weights.pop_back();
            continue;
        }
        // Figures whose sentences have no word in common were not shown to count one thing.
        if (!weights.back().grounded && relations[i].kind != RelationKind::conflict &&
            relations[i].kind != RelationKind::agree && has_figure(relations[i]))
            weights.pop_back();
    }
    std::sort(weights.begin(), weights.end(), [&](const Weight& a, const Weight& b) {
        const int rank_a = rank_of(relations[a.index].kind), rank_b = rank_of(relations[b.index].kind);
        return rank_a != rank_b ? rank_a < rank_b : heavier(a, b);
    });
    std::array<std::size_t, 8> of_kind{};
    std::array<std::vector<std::vector<Place>>, 8> told;  // of each kind, by which sentences
    std::erase_if(weights, [&](const Weight& weight) {
        // An act and the quotation that holds it stand in one sentence, and so may two figures: the same
        // sentences are shown once.
        const Relation& relation = relations[weight.index];
        const auto sentences = sentences_of(reader, standing, relation);
        auto& before = told[static_cast<std::size_t>(relation.kind)];
        const bool shown =
            before.size() <= kCompared &&
            std::any_of(before.begin(), before.end(), [&](const std::vector<Place>& other) {
                return std::includes(other.begin(), other.end(), sentences.begin(), sentences.end());
            });
        if (shown && relation.kind != RelationKind::conflict) return true;
        before.push_back(sentences);
        const std::size_t most = relation.kind == RelationKind::agree            ? kAgreements
                                 : relation.kind == RelationKind::not_comparable ? kNotComparable
                                                                                 : SIZE_MAX;
        return ++of_kind[static_cast<std::size_t>(relation.kind)] > most;
    });
    return by_turns(reader, weights);
}

/// The words between double marks, in order.
std::vector<std::string> runs_in_marks(const std::string& text) {
    constexpr std::string_view kOpen = "“", kClose = "”";
    std::vector<std::string> runs;
    for (std::size_t at = text.find(kOpen); at != std::string::npos; at = text.find(kOpen, at + 1)) {
        const std::size_t begin = at + kOpen.size();
        runs.push_back(text.substr(begin, text.find(kClose, begin) - begin));
    }
    return runs;
}

/// Whether all that a tension shows stands in another sentence of its section: "later admitted: …".
bool stands_elsewhere(const std::vector<std::string>& runs, const std::vector<std::vector<std::string>>& all,
                      std::size_t own) {
    return std::all_of(runs.begin(), runs.end(), [&](const std::string& run) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (i != own && std::any_of(all[i].begin(), all[i].end(), [&](const std::string& other) {
                    return other.find(run) != std::string::npos;
                }))
                return true;
        }
        return false;
    });
}

void add(const Reader& reader, const Standing& standing, const std::vector<std::size_t>& order,
         std::string_view section, Sentences& out) {
    // What the marks of a sentence hold, but for what is pointed out.
    std::set<std::vector<std::string>> told;
    std::vector<BriefSentence> sentences;
    std::vector<std::vector<std::string>> runs;
    for (std::size_t i = 0; i < std::min(order.size(), kSentencesInSection); ++i) {
        sentences.push_back(tell(reader, standing, order[i], section));
        runs.push_back(runs_in_marks(sentences.back().text));
    }
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const Relation& relation = reader.dossier().relations[order[i]];
        const bool figures = has_figure(relation);
        if (!figures && relation.kind == RelationKind::tension && stands_elsewhere(runs[i], runs, i)) {
            runs[i].clear();
            continue;
        }
        if (figures || told.insert(runs[i]).second) out.push_back(std::move(sentences[i]));
    }
    if (order.size() <= kSentencesInSection) return;
    BriefSentence rest{std::string(section),
                       counted(order.size() - kSentencesInSection, "further relation", "further relations") +
                           std::string(kNotShown),
                       {},
                       -1};
    for (std::size_t i = kSentencesInSection; i < std::min(order.size(), kSentencesInSection + 10); ++i) {
        rest.citations.push_back(
            groups_of(reader, reader.dossier().relations[order[i]]).front().places.front());
    }
    out.push_back(std::move(rest));
}

}  // namespace

/// Bodies set up between two reports whose order their words tell and no day; each body once, by the latest.
static void add_set_ups(const Reader& reader, const Standing& standing, Sentences& out) {
    constexpr std::size_t kLongest = 300;  // bytes
    const std::vector<SetUp> all = set_ups(reader);
    const auto told = [&](const Place& place) {
        return std::any_of(out.begin(), out.end(), [&](const BriefSentence& sentence) {
            return sentence.section == "changed" &&
                   std::any_of(sentence.citations.begin(), sentence.citations.end(), [&](const Place& cited) {
                       return cited.report == place.report && cited.span.overlaps(place.span);
                   });
        });
    };
    for (const SetUp& one : all) {
        const bool latest = std::none_of(all.begin(), all.end(), [&](const SetUp& other) {
            return other.body == one.body && standing.written_before(one.there.report, other.there.report);
        });
        const Place before = in_context(reader, one.planned), after = in_context(reader, one.there);
        if (!latest || (told(before) && told(after)) || hangs(reader, after)) continue;
        out.push_back({"changed",
                       "Update: " +
                           words_from(words_around(reader, before, one.planned, kLongest),
                                      reader.told_in(one.planned.report, {})) +
                           " → " +
                           words_from(words_around(reader, after, one.there, kLongest),
                                      reader.told_in(one.there.report, {})) +
                           "; the words show the order, no day does.",
                       {before, after},
                       -1});
    }
}

void add_changed(const Reader& reader, const Standing& standing, Sentences& out) {
    const auto updates = chosen(
        reader, standing, [](const Relation& relation) { return relation.kind == RelationKind::update; });
    add(reader, standing, updates, "changed", out);
    add_set_ups(reader, standing, out);
    add_moments(reader, standing, updates, out);
}

void add_figures(const Reader& reader, const Standing& standing, Sentences& out) {
    add(reader, standing,
        chosen(reader, standing,
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
