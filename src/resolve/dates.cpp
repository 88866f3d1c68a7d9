#include "resolve/dates.hpp"

#include <algorithm>

namespace sitrep::resolve {
namespace {

constexpr int kWidestSolved = 800;  // days of an interval that are tried one by one

std::string file_name(const std::string& path) {
    const auto slash = path.find_last_of("/\\");
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

/// A day given from outside for this report, by path or by file name.
std::optional<Day> given_day(const AnnotatedReport& report, const AccountOptions& options) {
    for (const GivenDate& given : options.dates) {
        if (given.path == report.report.document.path) return given.day;
    }
    for (const GivenDate& given : options.dates) {
        if (file_name(given.path) == file_name(report.report.document.path)) return given.day;
    }
    return std::nullopt;
}

}  // namespace

std::vector<Published> date_reports(std::span<const AnnotatedReport> reports, const lineage::Lineage&,
                                    const AccountOptions& options) {
    std::vector<Published> published(reports.size());
    for (std::size_t i = 0; i < reports.size(); ++i) {
        if (const auto day = given_day(reports[i], options)) {
            published[i].range = {day, day};
            published[i].best = day;
            published[i].confidence = 1.0;
        }
    }
    return published;
}

namespace {

/// What an expression means over all days that the report may have been written on.
struct Solved {
    std::optional<std::string> value;  ///< where it is the same on every day
    DateRange bounds;
    bool any = false;
};

Solved solve(const std::string& unsolved, const DateRange& range) {
    Solved result;
    if (!range.bounded() || range.latest->number - range.earliest->number > kWidestSolved) return result;
    bool same = true;
    for (Day day = *range.earliest; day <= *range.latest; day = day.plus(1)) {
        const auto solved = annotate::time_meaning(unsolved, day);
        if (!solved) continue;
        if (!result.any) result.value = solved->value;
        result.any = true;
        same = same && *result.value == solved->value;
        if (!solved->bounds.bounded()) continue;
        DateRange& bounds = result.bounds;
        bounds.earliest =
            bounds.earliest ? std::min(*bounds.earliest, *solved->bounds.earliest) : solved->bounds.earliest;
        bounds.latest =
            bounds.latest ? std::max(*bounds.latest, *solved->bounds.latest) : solved->bounds.latest;
    }
    if (!same || (result.value && result.value->empty())) result.value.reset();
    return result;
}

}  // namespace

void solve_times(std::span<TimeExpression> times, std::span<const Published> published) {
    for (TimeExpression& time : times) {
        const DateRange range = time.report < published.size() ? published[time.report].range : DateRange{};
        if (time.unsolved.empty()) continue;
        const Solved solved = solve(time.unsolved, range);
        if (!solved.any) continue;
        time.bounds = solved.bounds;
        time.value = solved.value;
        time.basis = range.exact() ? "day of the report" : "days on which the report may have been written";
        if (time.value) time.unsolved.clear();
    }
}

void date_figures(std::span<Figure> figures, std::span<const Published> published) {
    for (Figure& figure : figures) {
        const DateRange range =
            figure.report < published.size() ? published[figure.report].range : DateRange{};
        if (!figure.as_of_unsolved.empty()) {
            const Solved solved = solve(figure.as_of_unsolved, range);
            // a day still to come dates a plan, not the estimate
            const bool ahead =
                solved.bounds.earliest && range.latest && *solved.bounds.earliest > *range.latest;
            if (solved.any && !ahead) figure.as_of = solved.bounds;
        }
        if (figure.as_of.open()) figure.as_of = range;
    }
}

}  // namespace sitrep::resolve
