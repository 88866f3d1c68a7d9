#include "resolve/dates.hpp"

namespace sitrep::resolve {

std::vector<Published> date_reports(std::span<const AnnotatedReport> reports, const lineage::Lineage&, const AccountOptions&) {
    return std::vector<Published>(reports.size());
}

void solve_times(std::span<TimeExpression>, std::span<const Published>) {}

void date_figures(std::span<Figure>, std::span<const Published>) {}

}  // namespace sitrep::resolve
