/// @file names_context.hpp
/// @brief What the words beside a name say it is, whatever the tagger took it for.
#pragma once
#include "annotate/names_spans.hpp"
#include "annotate/names_view.hpp"

namespace sitrep::annotate {

/// "the forestry company Dume Prenka", "its contractor, Karada Tunel", "Lexis, the satellite service,": the
/// noun right before the name or in apposition behind it is one of bodies that have names.
[[nodiscard]] bool told_as_body(const NameView& view, const NameSpan& span);

/// "the town council of Goasconar", "the parish priest of Torumbe", "the mayor of …": what only a place has.
[[nodiscard]] bool told_as_place(const NameView& view, const NameSpan& span);

/// "the island of Moheli".
[[nodiscard]] bool on_island(const NameView& view, const NameSpan& span);

/// "Tumaini Kabwe, master of a tug": an office without an article behind the comma is a person's.
[[nodiscard]] bool titled_behind(const NameView& view, const NameSpan& span);

/// "director of Hirceg Lud", "Hirceg Lud declined to comment": what a place that no map knows does not have
/// or do. Weak. `speaks`: also by what it says.
[[nodiscard]] bool acts_as_body(const NameView& view, const NameSpan& span, bool speaks);

}  // namespace sitrep::annotate
