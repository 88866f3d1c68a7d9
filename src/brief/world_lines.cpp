#include "brief/world_lines.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::string_view kShapes[] = {
#include "brief/embedded/world_lines.inc"
};

/// Value of a base-64 digit; 64 for anything else.
constexpr std::array<std::uint8_t, 256> digit_values() {
    std::array<std::uint8_t, 256> values{};
    for (auto& value : values) value = 64;
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < digits.size(); ++i)
        values[static_cast<unsigned char>(digits[i])] = static_cast<std::uint8_t>(i);
    return values;
}
constexpr auto kDigitValues = digit_values();

/// Reads one quantity at `at` and moves on; false at the end of the digits.
bool read_quantity(std::string_view text, std::size_t& at, std::int32_t& value) {
    std::uint32_t sum = 0;
    for (std::uint32_t shift = 0; at < text.size() && shift < 30; shift += 5) {
        const std::uint32_t digit = kDigitValues[static_cast<unsigned char>(text[at])];
        if (digit > 63) return false;
        ++at;
        sum |= (digit & 31U) << shift;
        if ((digit & 32U) == 0) {
            const auto magnitude = static_cast<std::int32_t>(sum >> 1U);
            value = (sum & 1U) != 0 ? -magnitude : magnitude;
            return true;
        }
    }
    return false;
}

MapLine positions_of(std::string_view text) {
    MapLine line;
    std::int32_t x = 0;
    std::int32_t y = 0;
    std::int32_t step_x = 0;
    std::int32_t step_y = 0;
    for (std::size_t at = 0; read_quantity(text, at, step_x) && read_quantity(text, at, step_y);) {
        x += step_x;
        y += step_y;
        line.push_back({x / 100.0, y / 100.0});
    }
    return line;
}

bool touches(const MapLine& line, const MapWindow& window) {
    MapWindow box{180, -180, 90, -90};
    for (const MapPosition& at : line) {
        box.west = std::min(box.west, at.x);
        box.east = std::max(box.east, at.x);
        box.south = std::min(box.south, at.y);
        box.north = std::max(box.north, at.y);
    }
    return box.west <= window.east && box.east >= window.west && box.south <= window.north &&
           box.north >= window.south;
}

/// One side of the window: how far inside a position lies (below zero: outside).
double inside(const MapWindow& window, int side, MapPosition at) {
    switch (side) {
        case 0:
            return at.x - window.west;
        case 1:
            return window.east - at.x;
        case 2:
            return at.y - window.south;
        default:
            return window.north - at.y;
    }
}

MapPosition crossing(MapPosition a, MapPosition b, double inside_a, double inside_b) {
    const double share = inside_a / (inside_a - inside_b);
    return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

/// Sutherland and Hodgman (1974): a ring cut at the four sides of the window.
MapLine cut_ring(MapLine ring, const MapWindow& window) {
    for (int side = 0; side < 4 && !ring.empty(); ++side) {
        MapLine kept;
        MapPosition before = ring.back();
        double inside_before = inside(window, side, before);
        for (const MapPosition& at : ring) {
            const double inside_at = inside(window, side, at);
            if ((inside_at >= 0) != (inside_before >= 0))
                kept.push_back(crossing(before, at, inside_before, inside_at));
            if (inside_at >= 0) kept.push_back(at);
            before = at;
            inside_before = inside_at;
        }
        ring = std::move(kept);
    }
    return ring;
}

/// Parts of an open line that lie in the window, cut segment by segment.
void cut_line(const MapLine& line, const MapWindow& window, std::vector<MapLine>& out) {
    bool goes_on = false;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        MapPosition a = line[i];
        MapPosition b = line[i + 1];
        bool visible = true;
        bool cut_end = false;
        for (int side = 0; side < 4 && visible; ++side) {
            const double inside_a = inside(window, side, a);
            const double inside_b = inside(window, side, b);
            if (inside_a < 0 && inside_b < 0) {
                visible = false;
            } else if (inside_a < 0) {
                a = crossing(a, b, inside_a, inside_b);
                goes_on = false;
            } else if (inside_b < 0) {
                b = crossing(a, b, inside_a, inside_b);
                cut_end = true;
            }
        }
        if (!visible) {
            goes_on = false;
            continue;
        }
        if (!goes_on) out.push_back({a});
        out.back().push_back(b);
        goes_on = !cut_end;
    }
}

template <typename Use>
void each_shape(Use use) {
    for (const std::string_view shapes : kShapes) {
        for (std::size_t at = 0; at < shapes.size();) {
            const std::size_t end = std::min(shapes.find('\n', at), shapes.size());
            if (end > at) use(shapes[at], shapes.substr(at + 1, end - at - 1));
            at = end + 1;
        }
    }
}

}  // namespace

WorldLines lines_in(const MapWindow& window) {
    WorldLines lines;
    each_shape([&](char kind, std::string_view text) {
        const MapLine line = positions_of(text);
        if (line.empty() || !touches(line, window)) return;
        if (kind == 'L') {
            MapLine ring = cut_ring(line, window);
            if (ring.size() > 2) lines.land.push_back(std::move(ring));
        } else if (kind == 'B') {
            cut_line(line, window, lines.borders);
        } else if (const std::size_t blank = text.find(' '); kind == 'N' && blank != std::string_view::npos) {
            lines.countries.push_back({std::string(text.substr(blank + 1)), line.front()});
        }
    });
    return lines;
}

std::set<std::string> country_names() {
    std::set<std::string> names;
    each_shape([&](char kind, std::string_view text) {
        const std::size_t blank = text.find(' ');
        if (kind == 'N' && blank != std::string_view::npos)
            names.insert(text::folded(text.substr(blank + 1)));
    });
    return names;
}

}  // namespace sitrep::brief
