#include "resolve/described.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>

namespace sitrep::resolve {
namespace {

constexpr std::size_t kNamesShared = 3;
constexpr std::size_t kMostDescribed = 64;  // things of one description that are compared

class Joiner {
  public:
    Joiner(JoinedEntities& joined, const annotate::WholeWords& words)
        : joined_(joined), words_(words), into_(joined.entities.size()) {
        std::iota(into_.begin(), into_.end(), EntityRef{0});
    }

    void run() {
        std::map<std::string, std::vector<EntityRef>> alike;
        for (EntityRef e = 0; e < static_cast<EntityRef>(joined_.entities.size()); ++e) {
            const Entity& entity = joined_.entities[static_cast<std::size_t>(e)];
            if (entity.named || entity.mentions.empty()) continue;
            const std::string key = annotate::whole_key(entity.name, words_);
            if (!key.empty()) alike[key].push_back(e);
        }
        bool any = false;
        for (const auto& [key, entities] : alike) {
            if (entities.size() > 1 && entities.size() <= kMostDescribed) any |= join(entities);
        }
        if (any) compact();
    }

  private:
    bool join(const std::vector<EntityRef>& entities) {
        bool any = false;
        for (std::size_t b = 1; b < entities.size(); ++b) {
            for (std::size_t a = 0; a < b; ++a) {
                if (into_[static_cast<std::size_t>(entities[a])] != entities[a]) continue;
                if (!may_join(entities[a], entities[b])) continue;
                merge(entities[a], entities[b]);
                any = true;
                break;
            }
        }
        return any;
    }

    [[nodiscard]] std::set<ReportIndex> reports_of(EntityRef e) const {
        std::set<ReportIndex> reports;
        for (const Mention& mention : joined_.entities[static_cast<std::size_t>(e)].mentions)
            reports.insert(mention.report);
        return reports;
    }

    [[nodiscard]] bool may_join(EntityRef a, EntityRef b) {
        const auto mine = reports_of(a), theirs = reports_of(b);
        const bool apart = std::none_of(mine.begin(), mine.end(),
                                        [&](ReportIndex report) { return theirs.contains(report); });
        if (!apart) return false;
        return std::any_of(mine.begin(), mine.end(), [&](ReportIndex x) {
            return std::any_of(theirs.begin(), theirs.end(),
                               [&](ReportIndex y) { return names_shared(x, y) >= kNamesShared; });
        });
    }

    [[nodiscard]] std::size_t names_shared(ReportIndex x, ReportIndex y) {
        const auto [found, fresh] = shared_.emplace(std::minmax(x, y), 0);
        if (!fresh) return found->second;
        const std::set<EntityRef> other = names_in(y);
        for (const EntityRef e : names_in(x)) found->second += other.contains(e) ? 1 : 0;
        return found->second;
    }

    [[nodiscard]] std::set<EntityRef> names_in(ReportIndex report) const {
        std::set<EntityRef> names;
        for (const EntityRef e : joined_.joined_of[report]) {
            if (joined_.entities[static_cast<std::size_t>(e)].named) names.insert(e);
        }
        return names;
    }

    void merge(EntityRef keep, EntityRef other) {
        Entity& to = joined_.entities[static_cast<std::size_t>(keep)];
        Entity& from = joined_.entities[static_cast<std::size_t>(other)];
        into_[static_cast<std::size_t>(other)] = keep;
        const Mention& first = to.mentions.front();
        const Mention& second = from.mentions.front();
        to.evidence.push_back({"one description in reports with three names in common",
                               {{first.report, first.span}, {second.report, second.span}}});
        for (Mention mention : from.mentions) {
            mention.entity = keep;
            to.mentions.push_back(mention);
        }
        for (std::string& role : from.roles) {
            if (std::find(to.roles.begin(), to.roles.end(), role) == to.roles.end())
                to.roles.push_back(std::move(role));
        }
        for (MergeEvidence& evidence : from.evidence) to.evidence.push_back(std::move(evidence));
        to.possibly_same.insert(to.possibly_same.end(), from.possibly_same.begin(), from.possibly_same.end());
        to.stands_for.insert(to.stands_for.end(), from.stands_for.begin(), from.stands_for.end());
    }

    /// Takes out what was merged; every reference follows.
    void compact() {
        std::vector<EntityRef> place(into_.size());
        std::vector<Entity> kept;
        for (std::size_t e = 0; e < into_.size(); ++e) {
            if (into_[e] != static_cast<EntityRef>(e)) continue;
            place[e] = static_cast<EntityRef>(kept.size());
            kept.push_back(std::move(joined_.entities[e]));
        }
        const auto moved = [&](EntityRef e) {
            return place[static_cast<std::size_t>(into_[static_cast<std::size_t>(e)])];
        };
        for (EntityRef e = 0; e < static_cast<EntityRef>(kept.size()); ++e) {
            Entity& entity = kept[static_cast<std::size_t>(e)];
            for (Mention& mention : entity.mentions) mention.entity = e;
            std::stable_sort(entity.mentions.begin(), entity.mentions.end(),
                             [](const Mention& a, const Mention& b) { return a.report < b.report; });
            for (std::vector<EntityRef>* list : {&entity.possibly_same, &entity.stands_for}) {
                for (EntityRef& ref : *list) ref = moved(ref);
                std::sort(list->begin(), list->end());
                list->erase(std::unique(list->begin(), list->end()), list->end());
                std::erase(*list, e);
            }
        }
        for (std::vector<EntityRef>& map : joined_.joined_of) {
            for (EntityRef& ref : map) ref = moved(ref);
        }
        joined_.entities = std::move(kept);
    }

    JoinedEntities& joined_;
    const annotate::WholeWords& words_;
    std::vector<EntityRef> into_;  ///< what each entity was merged into; itself if it was not
    std::map<std::pair<ReportIndex, ReportIndex>, std::size_t> shared_;
};

}  // namespace

void join_described(JoinedEntities& joined, const annotate::WholeWords& words) {
    Joiner(joined, words).run();
}

}  // namespace sitrep::resolve
