#include "resolve/entities.hpp"

#include <algorithm>
#include <map>

#include "resolve/entity_groups.hpp"
#include "text/utf8.hpp"

namespace sitrep::resolve {
namespace {

using Local = LocalEntity;

/// Makes the joined entities from the groups.
class Collector {
  public:
    Collector(std::span<const AnnotatedReport> reports, const EntityGroups& groups)
        : reports_(reports), groups_(groups), locals_(groups.locals()) {}

    JoinedEntities collect() {
        JoinedEntities result;
        std::map<std::uint32_t, EntityRef> index_of;
        result.joined_of.resize(reports_.size());
        for (std::size_t report = 0; report < reports_.size(); ++report)
            result.joined_of[report].resize(reports_[report].marks.entities.size());
        for (std::uint32_t i = 0; i < locals_.size(); ++i) {
            const std::uint32_t group = groups_.root(i);
            const auto [at, fresh] =
                index_of.try_emplace(group, static_cast<EntityRef>(result.entities.size()));
            if (fresh) result.entities.emplace_back();
            Entity& joined = result.entities[static_cast<std::size_t>(at->second)];
            absorb(joined, locals_[i], at->second, fresh);
            result.joined_of[locals_[i].report][static_cast<std::size_t>(locals_[i].index)] = at->second;
            if (fresh)
                joined.evidence.insert(joined.evidence.end(), groups_.evidence(group).begin(),
                                       groups_.evidence(group).end());
        }
        settle_types(result);
        settle_names(result);
        relink(result);
        for (const auto& [a, b] : groups_.unsure()) {
            const EntityRef x = index_of.at(a), y = index_of.at(b);
            result.entities[static_cast<std::size_t>(x)].possibly_same.push_back(y);
            result.entities[static_cast<std::size_t>(y)].possibly_same.push_back(x);
        }
        return result;
    }

    /// Of forms with as many words as the fullest, the one that most reports show.
    void settle_names(JoinedEntities& result) const {
        std::vector<std::map<std::string, int>> shown(result.entities.size());
        for (const Local& local : locals_) {
            if (!local.entity->named || local.thing >= 0 || local.entity->type == EntityType::group) continue;
            const EntityRef at = result.joined_of[local.report][static_cast<std::size_t>(local.index)];
            ++shown[static_cast<std::size_t>(at)][local.entity->name];
        }
        const auto words = [](const std::string& name) { return std::count(name.begin(), name.end(), ' '); };
        for (std::size_t i = 0; i < shown.size(); ++i) {
            Entity& entity = result.entities[i];
            const auto own = shown[i].find(entity.name);
            if (own == shown[i].end()) continue;
            auto best = own;
            for (auto at = shown[i].begin(); at != shown[i].end(); ++at) {
                if (words(at->first) == words(entity.name) && at->second > best->second) best = at;
            }
            if (best == own) continue;
            entity.aliases.push_back(entity.name);
            entity.name = best->first;
            std::erase(entity.aliases, entity.name);
        }
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

    /// Where reports read one name as different types, the type that most mentions have.
    void settle_types(JoinedEntities& result) const {
        std::map<EntityRef, std::map<EntityType, std::size_t>> votes;
        for (const Local& local : locals_) {
            if (!local.entity->named || local.thing >= 0) continue;
            const EntityRef index = result.joined_of[local.report][static_cast<std::size_t>(local.index)];
            votes[index][local.entity->type] += local.entity->mentions.size();
        }
        for (const auto& [index, types] : votes) {
            const auto most = std::max_element(
                types.begin(), types.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
            Entity& entity = result.entities[static_cast<std::size_t>(index)];
            const auto own = types.find(entity.type);
            if (own != types.end() && most->second > own->second) entity.type = most->first;
        }
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
    const EntityGroups& groups_;
    const std::vector<Local>& locals_;
};

/// Takes the mentions that show the second name of a split out of an entity that holds both names.
void split(JoinedEntities& joined, std::span<const AnnotatedReport> reports,
           std::span<const EntityDecision> decisions) {
    for (const EntityDecision& decision : decisions) {
        if (decision.same) continue;
        const std::string first = text::folded(decision.first), second = text::folded(decision.second);
        const std::size_t count = joined.entities.size();
        for (std::size_t e = 0; e < count; ++e) {
            Entity& entity = joined.entities[e];
            const auto shows = [&](const Mention& mention, const std::string& name) {
                return mention.form == MentionForm::name &&
                       text::folded(reports[mention.report].report.words(mention.span)) == name;
            };
            const auto any = [&](const std::string& name) {
                return std::any_of(entity.mentions.begin(), entity.mentions.end(),
                                   [&](const Mention& m) { return shows(m, name); });
            };
            if (!any(first) || !any(second)) continue;
            Entity other;
            other.type = entity.type;
            other.name = decision.second;
            other.evidence.push_back({"split by the reader", {}});
            const auto index = static_cast<EntityRef>(joined.entities.size());
            std::vector<Mention> kept;
            for (Mention mention : entity.mentions) {
                if (shows(mention, second)) {
                    mention.entity = index;
                    other.mentions.push_back(mention);
                } else {
                    kept.push_back(mention);
                }
            }
            entity.mentions = std::move(kept);
            std::erase_if(entity.aliases,
                          [&](const std::string& alias) { return text::folded(alias) == second; });
            if (text::folded(entity.name) == second) {
                entity.name = decision.first;
                std::erase_if(entity.aliases,
                              [&](const std::string& alias) { return text::folded(alias) == first; });
            }
            joined.entities.push_back(std::move(other));
        }
    }
}

}  // namespace

JoinedEntities join_entities(std::span<const AnnotatedReport> reports,
                             const annotate::NameResources& resources,
                             std::span<const EntityDecision> decisions) {
    EntityGroups groups(reports, resources, decisions);
    groups.run();
    JoinedEntities joined = Collector(reports, groups).collect();
    if (!decisions.empty()) split(joined, reports, decisions);
    return joined;
}

}  // namespace sitrep::resolve
