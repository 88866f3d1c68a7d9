/// @file places.hpp
/// @brief Toponyms on the map, measured on an LGL file (M. Lieberman, H. Samet, J. Sankaranarayanan,
/// "Geotagging with Local Lexicons to Build Indexes for Textually-Specified Spatial Data", ICDE 2010).
#pragma once
#include <string>
#include <vector>

#include "eval/measure.hpp"
#include "sitrep/engine.hpp"
#include "sitrep/result.hpp"

namespace sitrep::eval {

/// Two rows: with the toponyms' words given, and found by the stage itself. Right is within 161 km, for
/// countries 900, for first-level regions 400. The value is the share right of all toponyms that the file
/// puts on the map. `errors`: lists the others of the first row.
[[nodiscard]] Result<std::vector<Row>> eval_places(const Engine& engine, const std::string& path,
                                                   bool errors);

}  // namespace sitrep::eval
