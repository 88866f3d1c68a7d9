/// @file consistency.hpp
/// @brief Whether a dossier agrees with itself: ids, references, words of the contract, values and quoted
/// words.
#pragma once
#include <functional>
#include <string>

#include "store/json_fields.hpp"

namespace sitrep::store {

/// Told where in the dossier something does not hold, and what.
using Mismatch = std::function<void(const std::string& where, const std::string& what)>;

/// Ids are unique within their list; a value stands among the digits of its words, where they have digits,
/// between its bounds; what a sentence of the brief puts between typographic double marks stands in the words
/// of its citations, up to "…" and marks, or is how a report names somebody. The words beside the spans are
/// taken as they are: `verify` holds them against the reports. What the older of two dossiers alone told is
/// quoted, and stands nowhere in this one.
void check_consistency(json::object dossier, const Mismatch& mismatch);

}  // namespace sitrep::store
