// Cases as updates: the acts that took a process from state to state.
#include <algorithm>
#include <set>
#include <span>

#include "cases/cases.hpp"

namespace sitrep::cases {
namespace {

/// The act whose span the step is, or that shares most with it; none if no act lies in the step.
std::optional<ItemRef> act_at(const Dossier& dossier, Place place) {
    std::optional<ItemRef> best;
    std::uint32_t most = 0;
    const auto first =
        std::lower_bound(dossier.acts.begin(), dossier.acts.end(), place.report,
                         [](const Act& act, ReportIndex report) { return act.report < report; });
    for (auto at = first; at != dossier.acts.end() && at->report == place.report; ++at) {
        if (!at->span.overlaps(place.span)) continue;
        const std::uint32_t shared =
            std::min(at->span.end, place.span.end) - std::max(at->span.begin, place.span.begin);
        if (shared <= most) continue;
        most = shared;
        best = ItemRef{ItemRef::List::acts, static_cast<std::uint32_t>(at - dossier.acts.begin())};
    }
    if (best) return best;
    const auto first_in = [&](const auto& list, auto test) -> std::optional<std::uint32_t> {
        for (auto one =
                 std::lower_bound(list.begin(), list.end(), place.report,
                                  [](const auto& item, ReportIndex report) { return item.report < report; });
             one != list.end() && one->report == place.report; ++one) {
            if (test(one->span)) return static_cast<std::uint32_t>(one - list.begin());
        }
        return std::nullopt;
    };
    if (const auto figure = first_in(dossier.figures, [&](Span span) { return place.span.contains(span); }))
        return ItemRef{ItemRef::List::figures, *figure};
    if (const auto quote = first_in(dossier.quotes, [&](Span span) { return place.span.overlaps(span); }))
        return ItemRef{ItemRef::List::quotes, *quote};
    return std::nullopt;
}

/// One conflict or tension has all of them already: asked and refused.
bool told_against(const Dossier& dossier, const std::set<ItemRef>& items) {
    return std::any_of(dossier.relations.begin(), dossier.relations.end(), [&](const Relation& relation) {
        return (relation.kind == RelationKind::tension || relation.kind == RelationKind::conflict) &&
               std::all_of(items.begin(), items.end(), [&](ItemRef item) {
                   return std::find(relation.items.begin(), relation.items.end(), item) !=
                          relation.items.end();
               });
    });
}

}  // namespace

std::vector<Relation> moved_on(const Dossier& dossier) {
    std::vector<Relation> relations;
    for (const Case& process : dossier.cases) {
        Relation update;
        update.kind = RelationKind::update;
        update.subject = process.subject;
        std::set<ReportIndex> reports;
        std::set<std::string> states;
        std::set<ItemRef> seen;
        // A demand told last is no step on from what came before it.
        std::span<const CaseStep> steps = process.steps;
        while (!steps.empty() && steps.back().state == "asked for") steps = steps.first(steps.size() - 1);
        for (const CaseStep& step : steps) {
            const auto item = act_at(dossier, step.place);
            if (!item || !seen.insert(*item).second) continue;
            update.items.push_back(*item);
            reports.insert(step.place.report);
            if (states.insert(step.state).second)
                update.reason += (update.reason.empty() ? "" : ", then ") + step.state;
        }
        if (reports.size() < 2 || states.size() < 2) continue;
        // What another report only tells again has not moved on.
        std::set<std::string> at_first;
        for (const CaseStep& step : steps) {
            if (step.place.report == steps.front().place.report) at_first.insert(step.state);
        }
        if (std::none_of(states.begin(), states.end(),
                         [&](const std::string& state) { return !at_first.contains(state); }))
            continue;
        // Charge and denial stand against one another; neither moves the other on.
        if (process.case_template == "dispute_and_arbitration" && process.stage == Stage::raised) continue;
        if (told_against(dossier, seen)) continue;
        // What is asked for and refused stands against one another too; what moved on was examined between.
        const bool only_refused = std::all_of(states.begin(), states.end(), [](const std::string& state) {
            return state == "asked for" || state == "demanded" || state == "submitted" || state == "refused";
        });
        if (only_refused) continue;
        // A charge moves on where who denied it owns it.
        const bool charge = states.contains("accused") && !states.contains("admitted");
        if (charge || (states.contains("accused") && !states.contains("denied"))) continue;
        relations.push_back(std::move(update));
    }
    return relations;
}

}  // namespace sitrep::cases
