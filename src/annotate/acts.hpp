/// @file acts.hpp
/// @brief Acts of one report: who asks, offers, refuses, warns …, of whom, on what condition, and how far it has come.
#pragma once
#include <filesystem>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

/// Cue frames.
struct ActResources {};
[[nodiscard]] Result<ActResources> load_act_resources(const std::filesystem::path& data);

/// Acts in text order. All other lists of `marks` are filled already; may append unnamed entities.
[[nodiscard]] std::vector<Act> find_acts(const Report& report, const TokenizedText& tokens, Annotations& marks,
                                         const ActResources& resources);

}  // namespace sitrep::annotate
