#include "ledger/ledger.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "ledger/one_matter.hpp"
#include "ledger/passage_retellings.hpp"
#include "ledger/progressions.hpp"
#include "ledger/retellings.hpp"
#include "ledger/rooms.hpp"
#include "ledger/tension_crossings.hpp"
#include "ledger/tension_denials.hpp"
#include "ledger/tension_measures.hpp"
#include "ledger/tension_replies.hpp"
#include "ledger/tensions.hpp"
#include "ledger/turns.hpp"

namespace sitrep::ledger {
namespace {

Place place_of(const Dossier& dossier, ItemRef ref) {
    switch (ref.list) {
        case ItemRef::List::figures:
            return {dossier.figures[ref.index].report, dossier.figures[ref.index].span};
        case ItemRef::List::acts:
            return {dossier.acts[ref.index].report, dossier.acts[ref.index].span};
        default:
            return {dossier.quotes[ref.index].report, dossier.quotes[ref.index].span};
    }
}

/// Who answers for an item that two reports may have heard at once: the holder of a figure, the actor of an
/// act that is done by speaking.
EntityRef voice_of(const Dossier& dossier, ItemRef ref) {
    if (ref.list == ItemRef::List::figures) return dossier.figures[ref.index].holder.entity;
    if (ref.list == ItemRef::List::quotes) return kNoEntity;
    switch (const Act& act = dossier.acts[ref.index]; act.act) {
        case ActKind::accuse:
        case ActKind::deny:
        case ActKind::demand:
        case ActKind::warn:
        case ActKind::threaten:
            return act.actor;
        default:
            return kNoEntity;
    }
}

/// The federation and its president are one who may have told both reporters; so may be one whom the words
/// only describe ("her ministry"). Two names of two sides are not.
bool one_who_told(const Evidence* evidence, const std::set<EntityRef>& voices) {
    if (voices.size() < 2 || evidence == nullptr) return voices.size() == 1;
    std::vector<EntityRef> named;
    for (const EntityRef one : voices) {
        if (evidence->dossier().entities[static_cast<std::size_t>(one)].named) named.push_back(one);
    }
    return std::all_of(named.begin(), named.end(), [&](EntityRef one) {
        return one == named.front() || evidence->same_source(one, named.front()) ||
               evidence->one_side(one, named.front());
    });
}

/// Counts set against one another, all of them in one report, and each by one voice: whoever tells them again
/// may have heard the same two.
bool each_side_one_voice(const Dossier& dossier, const Relation& relation, const Evidence* evidence) {
    if (relation.kind != RelationKind::conflict && relation.kind != RelationKind::differ) return false;
    std::map<double, std::set<EntityRef>> voices;  // by number
    std::map<ReportIndex, std::set<double>> told;  // numbers by report
    for (const ItemRef item : relation.items) {
        if (item.list != ItemRef::List::figures) return false;
        const Figure& figure = dossier.figures[item.index];
        const double number = figure.value.value_or(figure.low.value_or(figure.high.value_or(0.0)));
        told[figure.report].insert(number);
        std::set<EntityRef>& side = voices[number];
        const EntityRef who = figure.holder.entity;
        if (who >= 0 && (evidence == nullptr || !evidence->is_agency(who))) side.insert(who);
    }
    const bool together = std::any_of(
        told.begin(), told.end(), [&](const auto& report) { return report.second.size() == voices.size(); });
    return together && std::all_of(voices.begin(), voices.end(), [&](const auto& side) {
               return side.second.empty() || one_who_told(evidence, side.second);
           });
}

bool in_title(const Dossier& dossier, const Place& place) {
    const Report& report = dossier.reports[place.report].report;
    for (const Block& block : report.blocks) {
        if (report.text.source(block.range).overlaps(place.span)) return block.kind == BlockKind::title;
    }
    return false;
}

/// A headline tells again what its article tells: it rests on what the article's words rest on.
void leave_out_headlines(const Dossier& dossier, std::vector<Place>& places) {
    std::set<ReportIndex> told;
    std::vector<Place> headlines, rest;
    for (const Place& place : places) {
        if (in_title(dossier, place)) {
            headlines.push_back(place);
        } else {
            rest.push_back(place);
            told.insert(place.report);
        }
    }
    for (const Place& place : headlines) {
        if (!told.contains(place.report)) rest.push_back(place);
    }
    places = std::move(rest);
}

/// "Neighbours to swap prisoners" over "have agreed to exchange prisoners": the headline of a report is no
/// earlier state of what its article tells.
void drop_headline_states(const Evidence& evidence, std::vector<Relation>& relations) {
    const Dossier& dossier = evidence.dossier();
    // What is left tells it twice in the same words.
    const auto all_copied = [&](const std::vector<ItemRef>& items) {
        for (auto a = items.begin(); a != items.end(); ++a) {
            if (std::any_of(a + 1, items.end(), [&](const ItemRef b) {
                    return evidence.copied(item_of(evidence, *a), item_of(evidence, b)) == Copied::no;
                }))
                return false;
        }
        return true;
    };
    std::erase_if(relations, [&](Relation& relation) {
        if (relation.kind != RelationKind::update) return false;
        std::vector<Place> places;
        for (const ItemRef item : relation.items) places.push_back(place_of(dossier, item));
        leave_out_headlines(dossier, places);
        const std::size_t left_out = std::erase_if(relation.items, [&](const ItemRef item) {
            return std::find(places.begin(), places.end(), place_of(dossier, item)) == places.end();
        });
        return left_out > 0 && all_copied(relation.items);
    });
}

void count_origins(const Dossier& dossier, const lineage::Lineage& lineage, Relation& relation,
                   const Evidence* evidence = nullptr) {
    std::vector<Place> places;
    for (const ItemRef ref : relation.items) places.push_back(place_of(dossier, ref));
    leave_out_headlines(dossier, places);
    std::sort(places.begin(), places.end());
    std::set<EntityRef> voices;
    for (const ItemRef item : relation.items) {
        const EntityRef who = voice_of(dossier, item);
        if (evidence == nullptr || !evidence->is_agency(who)) voices.insert(who);
    }
    voices.erase(kNoEntity);
    // Figures that are no rivals: any two of them may stand in one report.
    const bool beside = std::adjacent_find(places.begin(), places.end(), [](const Place& a, const Place& b) {
                            return a.report == b.report;
                        }) != places.end();
    // Where the words name no holder, two reporters may have heard the same one; and one talk may be taken up
    // again weeks later: words prove no second hearing.
    const bool one_voice =
        (relation.kind == RelationKind::agree && (voices.empty() || one_who_told(evidence, voices))) ||
        relation.kind == RelationKind::same_utterance || each_side_one_voice(dossier, relation, evidence);
    relation.origins = lineage::independent_origins(dossier.reports, lineage, places, one_voice);
    constexpr std::string_view kOne = "one holder";
    if (relation.kind != RelationKind::agree && relation.origins.reason.starts_with(kOne))
        relation.origins.reason.replace(0, kOne.size(), "the same holders");
    if (relation.kind == RelationKind::not_comparable && beside && relation.items.size() > 2)
        relation.origins.min = 1;
}

/// A conflict that another conflict in the same words tells already, one of acts before one of quotations.
void drop_told_twice(const Dossier& dossier, std::vector<Relation>& relations) {
    const auto of_acts = [](const Relation& relation) {
        return std::all_of(relation.items.begin(), relation.items.end(),
                           [](ItemRef item) { return item.list == ItemRef::List::acts; });
    };
    std::vector<std::pair<const Relation*, std::vector<Place>>> told;
    for (const bool acts : {true, false}) {
        for (const Relation& relation : relations) {
            if (relation.kind != RelationKind::conflict || of_acts(relation) != acts ||
                relation.items.front().list == ItemRef::List::figures)
                continue;
            told.emplace_back(&relation, std::vector<Place>{});
            for (const ItemRef item : relation.items) told.back().second.push_back(place_of(dossier, item));
        }
    }
    std::vector<const Relation*> again;
    std::map<ReportIndex, std::vector<const std::vector<Place>*>> before;  // by reports they have places in
    for (const auto& [relation, own] : told) {
        const auto& near = before[own.front().report];
        const bool known = std::any_of(near.begin(), near.end(), [&](const std::vector<Place>* places) {
            return std::all_of(own.begin(), own.end(), [&](const Place& one) {
                return std::any_of(places->begin(), places->end(), [&](const Place& place) {
                    return place.report == one.report && place.span.overlaps(one.span);
                });
            });
        });
        if (known) {
            again.push_back(relation);
            continue;
        }
        std::set<ReportIndex> reports;
        for (const Place& place : own) reports.insert(place.report);
        for (const ReportIndex report : reports) before[report].push_back(&own);
    }
    std::sort(again.begin(), again.end());
    std::erase_if(relations, [&](const Relation& relation) {
        return std::binary_search(again.begin(), again.end(), &relation);
    });
}

/// What moved on between an earlier and a later statement that other relations tell already, by the same
/// words or by words inside them.
void drop_turns_told(const Dossier& dossier, const std::vector<Relation>& relations,
                     std::vector<Relation>& turns) {
    const auto tells = [&](const Relation& known, ItemRef item) {
        const Place own = place_of(dossier, item);
        return std::any_of(known.items.begin(), known.items.end(), [&](ItemRef other) {
            const Place place = place_of(dossier, other);
            return place.report == own.report && place.span.overlaps(own.span);
        });
    };
    std::erase_if(turns, [&](const Relation& turn) {
        return std::any_of(relations.begin(), relations.end(), [&](const Relation& known) {
            return known.kind == RelationKind::update && tells(known, turn.items.back()) &&
                   std::any_of(turn.items.begin(), turn.items.end() - 1,
                               [&](ItemRef item) { return tells(known, item); });
        });
    });
}

/// A tension all of whose items an update tells as one after the other: agreed, and then left.
void drop_tensions_moved_on(const std::vector<Relation>& turns, std::vector<Relation>& relations) {
    std::erase_if(relations, [&](const Relation& relation) {
        return relation.kind == RelationKind::tension &&
               std::any_of(turns.begin(), turns.end(), [&](const Relation& turn) {
                   return std::all_of(relation.items.begin(), relation.items.end(), [&](ItemRef item) {
                       return std::find(turn.items.begin(), turn.items.end(), item) != turn.items.end();
                   });
               });
    });
}

/// A tension whose items another relation of the kind has all.
void drop_same_tensions(std::vector<Relation>& relations) {
    std::vector<std::vector<ItemRef>> told;
    std::erase_if(relations, [&](const Relation& relation) {
        if (relation.kind != RelationKind::tension) return false;
        std::vector<ItemRef> items = relation.items;
        std::sort(items.begin(), items.end());
        const bool known = std::any_of(told.begin(), told.end(), [&](const std::vector<ItemRef>& others) {
            return std::includes(others.begin(), others.end(), items.begin(), items.end());
        });
        told.push_back(std::move(items));
        return known;
    });
}

/// A retelling told once by its conditions and once by its times: the first keeps it.
void drop_told_harder_twice(const Dossier& dossier, std::vector<Relation>& relations) {
    std::vector<std::pair<Place, Place>> told;
    std::erase_if(relations, [&](const Relation& relation) {
        if (relation.kind != RelationKind::stronger || relation.items.size() != 2) return false;
        const Place first = place_of(dossier, relation.items[0]),
                    second = place_of(dossier, relation.items[1]);
        const auto same = [](const Place& a, const Place& b) {
            return a.report == b.report && a.span.overlaps(b.span);
        };
        const bool flat = relation.subject.starts_with("retold flatly");
        const bool known = flat && std::any_of(told.begin(), told.end(), [&](const auto& pair) {
                               return same(pair.first, first) && same(pair.second, second);
                           });
        if (!known) told.emplace_back(first, second);
        return known;
    });
}

/// One pair of sentences retold harder, told by several rules: the first that is of acts, of words or of
/// figures keeps it.
void drop_same_sentences(const Dossier& dossier, std::vector<Relation>& relations) {
    using Where = std::tuple<ItemRef::List, ReportIndex, std::uint32_t>;
    const auto where = [&](ItemRef item) {
        const Place place = place_of(dossier, item);
        const AnnotatedReport& home = dossier.reports[place.report];
        return Where(item.list, place.report,
                     home.tokens.sentence_at(home.report.text.range(place.span).begin));
    };
    std::set<std::pair<Where, Where>> told;
    std::erase_if(relations, [&](const Relation& relation) {
        return relation.kind == RelationKind::stronger && relation.items.size() == 2 &&
               relation.items.front().list != ItemRef::List::figures &&
               !told.emplace(where(relation.items[0]), where(relation.items[1])).second;
    });
}

/// Updates all of whose items a process tells as its steps.
void drop_steps_told(std::vector<Relation>& relations, const std::vector<Relation>& processes) {
    const auto inside = [](const Relation& one, const Relation& process) {
        return process.kind == RelationKind::update &&
               std::all_of(one.items.begin(), one.items.end(), [&](ItemRef item) {
                   return std::find(process.items.begin(), process.items.end(), item) != process.items.end();
               });
    };
    std::erase_if(relations, [&](const Relation& one) {
        return one.kind == RelationKind::update &&
               std::any_of(processes.begin(), processes.end(),
                           [&](const Relation& process) { return inside(one, process); });
    });
}

void move_behind(std::vector<Relation>& list, std::vector<Relation> more) {
    list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// What a reader must see first: conflicts, differences, what moved on.
void put_in_order(std::vector<Relation>& relations) {
    const auto order = [](RelationKind kind) {
        constexpr int kOrder[] = {6, 0, 1, 2, 3, 4, 5, 7};
        return kOrder[static_cast<std::size_t>(kind)];
    };
    std::stable_sort(relations.begin(), relations.end(),
                     [&](const Relation& a, const Relation& b) { return order(a.kind) < order(b.kind); });
}

}  // namespace

std::vector<Relation> relate(const Dossier& dossier, const lineage::Lineage& lineage,
                             const LedgerResources& resources) {
    Relating steps(dossier, lineage, resources);
    steps.quotes();
    steps.figures();
    steps.answers();
    return steps.finish();
}

Relating::Relating(const Dossier& dossier, const lineage::Lineage& lineage, const LedgerResources& resources)
    : dossier_(dossier), lineage_(lineage), terms_(dossier, resources), evidence_(dossier, terms_) {}

void Relating::quotes() { quotes_ = relate_quotes(evidence_); }

void Relating::figures() { figures_ = relate_figures(evidence_); }

void Relating::answers() {
    using Relate = std::vector<Relation> (*)(const Evidence&);
    for (const Relate relate :
         {relate_stances, relate_crossings, relate_tensions, relate_replies, relate_denials, relate_measures,
          relate_progressions, relate_retellings, relate_passage_retellings})
        move_behind(answers_, relate(evidence_));
    turns_ = relate_turns(evidence_);
}

std::vector<Relation> Relating::finish() {
    std::vector<Relation> relations = std::move(figures_);
    move_behind(relations, relate_acts(evidence_, quotes_.utterance));
    move_behind(relations, std::move(quotes_.relations));
    move_behind(relations, relate_told_otherwise(evidence_, quotes_.utterance));
    move_behind(relations, std::move(answers_));
    drop_turns_told(dossier_, relations, turns_);
    drop_tensions_moved_on(turns_, relations);
    move_behind(relations, std::move(turns_));
    drop_told_twice(dossier_, relations);
    drop_same_tensions(relations);
    drop_told_harder_twice(dossier_, relations);
    drop_same_sentences(dossier_, relations);
    drop_headline_states(evidence_, relations);
    for (Relation& relation : relations) count_origins(dossier_, lineage_, relation, &evidence_);
    put_in_order(relations);
    return relations;
}

std::vector<Relation> Relating::of_one_matter(std::vector<Relation> updates) const {
    keep_of_one_matter(evidence_, updates);
    return updates;
}

void append(Dossier& dossier, const lineage::Lineage& lineage, std::vector<Relation> more) {
    drop_steps_told(dossier.relations, more);
    std::map<ItemRef, std::vector<std::size_t>> having;  // relations by item
    for (std::size_t r = 0; r < dossier.relations.size(); ++r) {
        for (const ItemRef item : dossier.relations[r].items) having[item].push_back(r);
    }
    for (Relation& relation : more) {
        std::vector<std::size_t> some;
        for (const ItemRef item : relation.items)
            some.insert(some.end(), having[item].begin(), having[item].end());
        const bool known = std::any_of(some.begin(), some.end(), [&](std::size_t r) {
            const Relation& other = dossier.relations[r];
            return other.kind == relation.kind &&
                   std::all_of(relation.items.begin(), relation.items.end(), [&](ItemRef item) {
                       return std::find(other.items.begin(), other.items.end(), item) != other.items.end();
                   });
        });
        if (known) continue;
        // Told of the same subject already, by part of the same words: one update, with the words of both.
        const auto same = std::find_if(some.begin(), some.end(), [&](std::size_t r) {
            return dossier.relations[r].kind == RelationKind::update &&
                   relation.kind == RelationKind::update && dossier.relations[r].subject == relation.subject;
        });
        if (same != some.end()) {
            Relation& other = dossier.relations[*same];
            for (const ItemRef item : relation.items) {
                if (std::find(other.items.begin(), other.items.end(), item) == other.items.end())
                    other.items.push_back(item);
            }
            other.reason += "; " + relation.reason;
            count_origins(dossier, lineage, other);
            continue;
        }
        count_origins(dossier, lineage, relation);
        dossier.relations.push_back(std::move(relation));
    }
    put_in_order(dossier.relations);
}

}  // namespace sitrep::ledger
