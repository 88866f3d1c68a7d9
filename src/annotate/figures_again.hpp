/// @file figures_again.hpp
/// @brief A number without a noun that counts again what was just counted: how its clause shows it.
#pragma once
#include "annotate/figures_context.hpp"

namespace sitrep::annotate {

/// Whether the number ends its clause: by a stop, by who says so ("…, police said"), or by a reason ("…,
/// because it leaves out citizens").
[[nodiscard]] bool ends_its_clause(const Clause& clause);

/// "The captain concedes three", "sticks to six": words of set "retelling" stand right before the number.
[[nodiscard]] bool is_retold(const Clause& clause);

/// "The dead, too, are disputed. The chairman counts two.": the sentence before opens with those who are
/// counted, and no figure.
[[nodiscard]] bool opened_by_fate(const Clause& clause);

}  // namespace sitrep::annotate
