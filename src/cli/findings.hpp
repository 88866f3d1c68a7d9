/// @file findings.hpp
/// @brief Cited lines in every format a printing command offers.
#pragma once
#include <string>
#include <vector>

#include "brief/brief_words.hpp"
#include "brief/finding.hpp"
#include "cli/arguments.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::cli {

/// Lines in `format`; each citation is looked up in `dossier`, or in `old` where the finding says so.
[[nodiscard]] std::string findings_as(Format format, const std::vector<brief::Finding>& findings,
                                      const Dossier& dossier, const brief::BriefWords& words,
                                      const Dossier* old = nullptr);

}  // namespace sitrep::cli
