/// @file cases.hpp
/// @brief Processes and how far the reports' words take them: state machines from lexicon/cases/*.toml.
#pragma once
#include <filesystem>
#include <vector>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep::cases {

struct CaseResources {};
[[nodiscard]] Result<CaseResources> load_resources(const std::filesystem::path& data);

/// Cases of a dossier whose acts and relations are filled.
[[nodiscard]] std::vector<Case> follow(const Dossier& dossier, const CaseResources& resources);

}  // namespace sitrep::cases
