/// @file dates.hpp
/// @brief The day each report was written, solved jointly over the set; and the time expressions that hang on
/// it.
#pragma once
#include <span>
#include <vector>

#include "annotate/times.hpp"
#include "lineage/lineage.hpp"
#include "sitrep/dossier.hpp"
#include "sitrep/engine.hpp"

namespace sitrep::resolve {

/// One Published per report. Never a day without words or outside metadata it rests on. `order` narrows what
/// the words leave open.
[[nodiscard]] std::vector<Published> date_reports(std::span<const AnnotatedReport> reports,
                                                  const lineage::Lineage& lineage,
                                                  std::span<const WrittenBefore> order,
                                                  const AccountOptions& options);

/// Fills `value`, `bounds` and `basis` of expressions that hang on their report's day; clears `unsolved`
/// where it could.
void solve_times(std::span<TimeExpression> times, std::span<const Published> published);

/// As-of days of figures that hang on their report's day (bounds left open by annotate/figures).
void date_figures(std::span<Figure> figures, std::span<const Published> published);

}  // namespace sitrep::resolve
