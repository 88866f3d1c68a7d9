// What the times and figures of a report mean once the days on which it may have been written are known.
#include <map>

#include "annotate/times.hpp"
#include "resolve/dates.hpp"

namespace sitrep::resolve {
namespace {

constexpr double kSure = 0.8;  // share of the candidates that must agree on a value

/// What an expression means over all days that the report may have been written on.
struct Solved {
    std::optional<std::string> value;  ///< where most of the days agree on it
    DateRange bounds;
    bool any = false;
};

Solved solve(const std::string& unsolved, const Published& published) {
    Solved result;
    std::map<std::string, double> values;
    double total = 0.0;
    for (const auto& [day, share] : published.days) {
        const auto solved = annotate::time_meaning(unsolved, day);
        if (!solved) continue;
        result.any = true;
        total += share;
        values[solved->value] += share;
        if (!solved->bounds.bounded()) continue;
        DateRange& bounds = result.bounds;
        bounds.earliest =
            bounds.earliest ? std::min(*bounds.earliest, *solved->bounds.earliest) : solved->bounds.earliest;
        bounds.latest =
            bounds.latest ? std::max(*bounds.latest, *solved->bounds.latest) : solved->bounds.latest;
    }
    for (const auto& [value, share] : values) {
        if (!value.empty() && share >= kSure * total) result.value = value;
    }
    return result;
}

}  // namespace

void solve_times(std::span<TimeExpression> times, std::span<const Published> published) {
    for (TimeExpression& time : times) {
        if (time.unsolved.empty() || time.report >= published.size()) continue;
        const Solved solved = solve(time.unsolved, published[time.report]);
        if (!solved.any) continue;
        time.bounds = solved.bounds;
        time.value = solved.value;
        time.basis = published[time.report].range.exact() ? "day of the report"
                                                          : "days on which the report may have been written";
        if (time.value) time.unsolved.clear();
    }
}

void date_figures(std::span<Figure> figures, std::span<const Published> published) {
    for (Figure& figure : figures) {
        if (figure.report >= published.size()) continue;
        const DateRange& range = published[figure.report].range;
        if (!figure.as_of_unsolved.empty()) {
            const Solved solved = solve(figure.as_of_unsolved, published[figure.report]);
            // a day still to come dates a plan, not the estimate
            const bool ahead =
                solved.bounds.earliest && range.latest && *solved.bounds.earliest > *range.latest;
            if (solved.any && !ahead) figure.as_of = solved.bounds;
        }
        if (figure.as_of.open()) figure.as_of = range;
        // nothing is counted after it was written down
        DateRange& as_of = figure.as_of;
        if (!range.latest || !as_of.latest || *as_of.latest <= *range.latest) continue;
        if (as_of.earliest && *as_of.earliest > *range.latest) {
            as_of = range;
        } else {
            as_of.latest = range.latest;
        }
    }
}

}  // namespace sitrep::resolve
