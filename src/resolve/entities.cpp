#include "resolve/entities.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "annotate/names_join.hpp"
#include "annotate/names_lexicon.hpp"
#include "text/utf8.hpp"

namespace sitrep::resolve {
namespace {

/// One local entity while reports are joined.
struct Local {
    ReportIndex report = 0;
    EntityRef index = 0;
    const Entity* entity = nullptr;
    std::int32_t thing = -1;
    std::set<std::string> names;                    ///< folded, bare
    std::vector<std::vector<std::string>> persons;  ///< tokens of each name of a person
};

class Joiner {
  public:
    Joiner(std::span<const AnnotatedReport> reports, const annotate::NameResources& resources)
        : reports_(reports), resources_(resources) {
        for (ReportIndex report = 0; report < reports.size(); ++report) {
            const auto& entities = reports[report].marks.entities;
            for (EntityRef index = 0; index < static_cast<EntityRef>(entities.size()); ++index)
                add(report, index, entities[static_cast<std::size_t>(index)]);
        }
        parent_.resize(locals_.size());
        std::iota(parent_.begin(), parent_.end(), 0U);
        evidence_.resize(locals_.size());
    }

    JoinedEntities run() {
        by_table();
        by_name();
        people();
        short_forms();
        return collect();
    }

  private:
    void add(ReportIndex report, EntityRef index, const Entity& entity) {
        Local local{report, index, &entity, -1, {}, {}};
        if (entity.named) {
            if (resources_.lexicon) local.thing = resources_.lexicon->find(text::folded(entity.name));
            const auto take = [&](const std::string& name) {
                const std::string folded = text::folded(name);
                local.names.insert(annotate::bare_name(folded, entity.type));
                if (entity.type == EntityType::person)
                    local.persons.push_back(annotate::person_tokens(folded));
            };
            take(entity.name);
            for (const std::string& alias : entity.aliases) take(alias);
        }
        locals_.push_back(std::move(local));
    }

    std::uint32_t root(std::uint32_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }

    /// The earlier one stays; so the result does not depend on the order of merges.
    void unite(std::uint32_t a, std::uint32_t b, const std::string& rule) {
        a = root(a);
        b = root(b);
        if (a == b) return;
        if (b < a) std::swap(a, b);
        parent_[b] = a;
        MergeEvidence evidence{rule, {first_place(a), first_place(b)}};
        evidence_[a].insert(evidence_[a].end(), evidence_[b].begin(), evidence_[b].end());
        evidence_[b].clear();
        evidence_[a].push_back(std::move(evidence));
    }

    [[nodiscard]] Place first_place(std::uint32_t i) const {
        const Local& local = locals_[i];
        return {local.report, local.entity->mentions.empty() ? Span{} : local.entity->mentions.front().span};
    }

    /// Types that may hold one thing: a region is tagged as a place of either kind.
    static int family(EntityType type) {
        const bool place = type == EntityType::geopolitical || type == EntityType::location;
        return place ? 100 : static_cast<int>(type);
    }

    void by_table() {
        std::map<std::int32_t, std::uint32_t> first;
        for (std::uint32_t i = 0; i < locals_.size(); ++i) {
            if (locals_[i].thing < 0 || !locals_[i].entity->named) continue;
            const auto [at, fresh] = first.try_emplace(locals_[i].thing, i);
            if (!fresh) unite(at->second, i, "alias table");
        }
    }

    void by_name() {
        std::map<std::pair<int, std::string>, std::uint32_t> first;
        for (std::uint32_t i = 0; i < locals_.size(); ++i) {
            const EntityType type = locals_[i].entity->type;
            if (type == EntityType::person) continue;
            for (const std::string& name : locals_[i].names) {
                const bool letters_only = type == EntityType::organisation &&
                                          name.find(' ') == std::string::npos && name.size() < 3;
                if (letters_only) continue;
                const auto [at, fresh] = first.try_emplace({family(type), name}, i);
                if (!fresh && !apart(at->second, i)) unite(at->second, i, "same name");
            }
        }
    }

    [[nodiscard]] bool apart(std::uint32_t a, std::uint32_t b) {
        const std::int32_t x = locals_[root(a)].thing, y = locals_[root(b)].thing;
        return x >= 0 && y >= 0 && x != y;
    }

    static bool compatible(const std::vector<std::string>& a, const std::vector<std::string>& b) {
        const auto& few = a.size() <= b.size() ? a : b;
        const auto& many = a.size() <= b.size() ? b : a;
        if (few.size() < 2 || few.back() != many.back()) return false;
        return std::all_of(few.begin(), few.end(), [&](const std::string& w) {
            return std::find(many.begin(), many.end(), w) != many.end();
        });
    }

    void people() {
        std::vector<std::uint32_t> full, single;
        for (std::uint32_t i = 0; i < locals_.size(); ++i) {
            if (locals_[i].entity->type != EntityType::person || !locals_[i].entity->named) continue;
            const bool has_full = std::any_of(locals_[i].persons.begin(), locals_[i].persons.end(),
                                              [](const auto& t) { return t.size() >= 2; });
            (has_full ? full : single).push_back(i);
        }
        for (std::size_t a = 0; a < full.size(); ++a) {
            for (std::size_t b = a + 1; b < full.size(); ++b) {
                if (same_person(locals_[full[a]], locals_[full[b]]))
                    unite(full[a], full[b], "same full name");
            }
        }
        for (const std::uint32_t i : single) {
            std::set<std::uint32_t> holders;
            for (const std::uint32_t f : full) {
                if (surname_of(locals_[i], locals_[f])) holders.insert(root(f));
            }
            if (holders.size() == 1) unite(*holders.begin(), i, "surname of the only full name in the set");
        }
        for (std::size_t a = 0; a < single.size(); ++a) {
            for (std::size_t b = a + 1; b < single.size(); ++b) {
                if (locals_[single[a]].persons == locals_[single[b]].persons)
                    unite(single[a], single[b], "same surname, no full name in the set");
            }
        }
    }

    static bool same_person(const Local& a, const Local& b) {
        for (const auto& x : a.persons) {
            for (const auto& y : b.persons) {
                if (compatible(x, y)) return true;
            }
        }
        return false;
    }

    static bool surname_of(const Local& single, const Local& full) {
        for (const auto& tokens : full.persons) {
            for (const auto& word : single.persons) {
                if (!word.empty() && tokens.size() >= 2 && tokens.back() == word.back()) return true;
            }
        }
        return false;
    }

    /// A short name of one report for the only long name of the set that ends in it or has its initials.
    void short_forms() {
        for (std::uint32_t i = 0; i < locals_.size(); ++i) {
            const Local& local = locals_[i];
            if (local.entity->type != EntityType::organisation || !local.entity->named ||
                local.names.size() != 1 || local.thing >= 0)
                continue;
            const std::string& name = *local.names.begin();
            std::set<std::uint32_t> holders;
            for (std::uint32_t k = 0; k < locals_.size(); ++k) {
                const Local& other = locals_[k];
                if (root(k) == root(i) || other.entity->type != EntityType::organisation || other.thing >= 0)
                    continue;
                for (const std::string& full : other.names) {
                    const bool ends = full.size() > name.size() && full.ends_with(name) &&
                                      full[full.size() - name.size() - 1] == ' ';
                    const annotate::Initials letters = annotate::initials(full);
                    const bool acronym = name.size() >= 3 && (letters.all == name || letters.content == name);
                    if (ends || acronym) holders.insert(root(k));
                }
            }
            if (holders.size() == 1)
                unite(*holders.begin(), i, "short form of the only long name in the set");
        }
    }

    JoinedEntities collect() {
        JoinedEntities result;
        std::map<std::uint32_t, EntityRef> index_of;
        result.joined_of.resize(reports_.size());
        for (std::size_t report = 0; report < reports_.size(); ++report)
            result.joined_of[report].resize(reports_[report].marks.entities.size());
        for (std::uint32_t i = 0; i < locals_.size(); ++i) {
            const std::uint32_t group = root(i);
            const auto [at, fresh] =
                index_of.try_emplace(group, static_cast<EntityRef>(result.entities.size()));
            if (fresh) result.entities.emplace_back();
            Entity& joined = result.entities[static_cast<std::size_t>(at->second)];
            absorb(joined, locals_[i], at->second, fresh);
            result.joined_of[locals_[i].report][static_cast<std::size_t>(locals_[i].index)] = at->second;
            if (fresh)
                joined.evidence.insert(joined.evidence.end(), evidence_[group].begin(),
                                       evidence_[group].end());
        }
        relink(result);
        return result;
    }

    static void absorb(Entity& joined, const Local& local, EntityRef index, bool fresh) {
        const Entity& entity = *local.entity;
        if (fresh) {
            joined.name = entity.name;
            joined.type = entity.type;
            joined.named = entity.named;
        }
        std::vector<std::string> names{entity.name};
        names.insert(names.end(), entity.aliases.begin(), entity.aliases.end());
        if (!entity.named) names.clear();
        if (!joined.named && entity.named) {
            joined.named = true;
            joined.type = entity.type;
            joined.name = entity.name;
        }
        for (const std::string& name : names) {
            if (name != joined.name &&
                std::find(joined.aliases.begin(), joined.aliases.end(), name) == joined.aliases.end())
                joined.aliases.push_back(name);
        }
        if (local.thing < 0 && entity.named && entity.name.size() > joined.name.size() &&
            entity.type != EntityType::group) {
            joined.aliases.push_back(joined.name);
            joined.name = entity.name;
            std::erase(joined.aliases, joined.name);
        }
        for (const std::string& role : entity.roles) {
            if (std::find(joined.roles.begin(), joined.roles.end(), role) == joined.roles.end())
                joined.roles.push_back(role);
        }
        for (Mention mention : entity.mentions) {
            mention.report = local.report;
            mention.entity = index;
            joined.mentions.push_back(mention);
        }
        for (MergeEvidence evidence : entity.evidence) {
            for (Place& place : evidence.places) place.report = local.report;
            joined.evidence.push_back(std::move(evidence));
        }
        if (entity.place && (!joined.place || entity.place->confidence > joined.place->confidence))
            joined.place = entity.place;
    }

    /// Edges between local entities become edges between joined ones.
    void relink(JoinedEntities& result) const {
        for (const Local& local : locals_) {
            const auto& map = result.joined_of[local.report];
            const EntityRef self = map[static_cast<std::size_t>(local.index)];
            Entity& joined = result.entities[static_cast<std::size_t>(self)];
            const auto take = [&](const std::vector<EntityRef>& from, std::vector<EntityRef>& to) {
                for (const EntityRef ref : from) {
                    const EntityRef other = map[static_cast<std::size_t>(ref)];
                    if (other != self && std::find(to.begin(), to.end(), other) == to.end())
                        to.push_back(other);
                }
            };
            take(local.entity->possibly_same, joined.possibly_same);
            take(local.entity->stands_for, joined.stands_for);
        }
    }

    std::span<const AnnotatedReport> reports_;
    const annotate::NameResources& resources_;
    std::vector<Local> locals_;
    std::vector<std::uint32_t> parent_;
    std::vector<std::vector<MergeEvidence>> evidence_;
};

}  // namespace

JoinedEntities join_entities(std::span<const AnnotatedReport> reports,
                             const annotate::NameResources& resources) {
    return Joiner(reports, resources).run();
}

}  // namespace sitrep::resolve
