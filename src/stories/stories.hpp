/// @file stories.hpp
/// @brief Which reports tell the same event.
#pragma once
#include <vector>

#include "sitrep/dossier.hpp"

namespace sitrep::stories {

/// Stories of a dossier whose reports, days, entities and passages are filled. Every report is in exactly one
/// story.
[[nodiscard]] std::vector<Story> group(const Dossier& dossier);

}  // namespace sitrep::stories
