// Cases as updates: the acts that took a process from state to state.
#include <algorithm>
#include <set>

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
    const auto figure = std::find_if(dossier.figures.begin(), dossier.figures.end(), [&](const Figure& one) {
        return one.report == place.report && place.span.contains(one.span);
    });
    if (figure != dossier.figures.end())
        return ItemRef{ItemRef::List::figures, static_cast<std::uint32_t>(figure - dossier.figures.begin())};
    const auto quote = std::find_if(dossier.quotes.begin(), dossier.quotes.end(), [&](const Quotation& one) {
        return one.report == place.report && place.span.overlaps(one.span);
    });
    if (quote != dossier.quotes.end())
        return ItemRef{ItemRef::List::quotes, static_cast<std::uint32_t>(quote - dossier.quotes.begin())};
    return std::nullopt;
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
        for (const CaseStep& step : process.steps) {
            const auto item = act_at(dossier, step.place);
            if (!item || !seen.insert(*item).second) continue;
            update.items.push_back(*item);
            reports.insert(step.place.report);
            if (states.insert(step.state).second)
                update.reason += (update.reason.empty() ? "" : ", then ") + step.state;
        }
        if (reports.size() < 2 || states.size() < 2) continue;
        relations.push_back(std::move(update));
    }
    return relations;
}

}  // namespace sitrep::cases
