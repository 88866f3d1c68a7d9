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

void solve_times(std::span<TimeExpression> times, std::span<const Published> published) {
    for (TimeExpression& time : times) {
        const DateRange range = time.report < published.size() ? published[time.report].range : DateRange{};
        if (time.unsolved.empty() || !range.bounded()) continue;
        if (range.latest->number - range.earliest->number > kWidestSolved) continue;
        std::optional<std::string> value;
        bool same = true;
        DateRange bounds;
        bool any = false;
        for (Day day = *range.earliest; day <= *range.latest; day = day.plus(1)) {
            const auto solved = annotate::time_meaning(time.unsolved, day);
            if (!solved) continue;
            if (!value) value = solved->value;
            same = same && *value == solved->value;
            if (solved->bounds.bounded()) {
                bounds.earliest =
                    any ? std::min(*bounds.earliest, *solved->bounds.earliest) : *solved->bounds.earliest;
                bounds.latest =
                    any ? std::max(*bounds.latest, *solved->bounds.latest) : *solved->bounds.latest;
                any = true;
            }
        }
        if (!value) continue;
        time.bounds = bounds;
        time.basis = "day of the report";
        if (same && !value->empty()) time.value = *value;
        if (range.exact() || same) time.unsolved.clear();
    }
}

void date_figures(std::span<Figure> figures, std::span<const Published> published) {
    for (Figure& figure : figures) {
        if (figure.as_of.open() && figure.report < published.size())
            figure.as_of = published[figure.report].range;
    }
}

}  // namespace sitrep::resolve
