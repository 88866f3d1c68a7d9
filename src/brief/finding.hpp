/// @file finding.hpp
/// @brief One cited line of an answer, a comparison or a difference.
#pragma once
#include <string>
#include <vector>

#include "sitrep/span.hpp"

namespace sitrep::brief {

struct Finding {
    std::string kind;  ///< "new", "figure", "shared" …: what the line is
    std::string text;  ///< words of reports or a template filled from them
    std::vector<Place> citations;
    bool in_old = false;  ///< citations stand in the older of two dossiers
};

}  // namespace sitrep::brief
