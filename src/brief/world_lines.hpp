/// @file world_lines.hpp
/// @brief Coasts, borders and names of countries inside a window of the world, for the map on the page.
#pragma once
#include <set>
#include <string>
#include <vector>

namespace sitrep::brief {

/// Degrees; x is longitude, y latitude.
struct MapPosition {
    double x = 0.0;
    double y = 0.0;
};

struct MapWindow {
    double west = 0.0;
    double east = 0.0;
    double south = 0.0;
    double north = 0.0;
    [[nodiscard]] bool holds(MapPosition at) const {
        return at.x >= west && at.x <= east && at.y >= south && at.y <= north;
    }
};

using MapLine = std::vector<MapPosition>;

struct WorldLines {
    std::vector<MapLine> land;     ///< closed rings, cut at the window; fill by the even-odd rule
    std::vector<MapLine> borders;  ///< open lines, cut at the window
    struct Country {
        std::string name;
        MapPosition at;
    };
    std::vector<Country> countries;  ///< whose point lies in the window
};

/// What of the embedded shapes (embedded/world_lines.md) lies in the window. Windows across the date line are
/// not joined: what lies beyond 180 degrees is left out.
[[nodiscard]] WorldLines lines_in(const MapWindow& window);

/// Names of all countries, folded.
[[nodiscard]] std::set<std::string> country_names();

}  // namespace sitrep::brief
