/// @file report_names.hpp
/// @brief One short name for a report in every output: label of a citation, id in the dossier.
#pragma once
#include <string>
#include <vector>

#include "sitrep/dossier.hpp"

namespace sitrep::store {

/// Names in list order, unique in the set: the file's name up to its first underscore where all such are
/// short, unique and not mere digits ("r4"), else the names without their endings, else r1, r2, … in list
/// order; "stdin" for standard input.
[[nodiscard]] std::vector<std::string> report_names(const Dossier& dossier);

}  // namespace sitrep::store
