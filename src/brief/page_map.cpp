// The map with its list: places that the reports name, on the shapes of Natural Earth.
#include <algorithm>
#include <array>
#include <cmath>

#include "brief/html.hpp"
#include "brief/page.hpp"
#include "brief/world_lines.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr double kWidth = 900.0;
constexpr double kHeight = 480.0;
constexpr double kNarrowest = 2.5;  // degrees that a map shows at least, either way
constexpr double kWide = 8.0;       // degrees: a map up to this width keeps every town
constexpr double kAlone = 1.6;      // times wider for one town that one report names: it stays in the list
constexpr double kMargin = 0.14;    // share of the extent around the outermost places
constexpr double kKilometres = 111.32;  // of a degree of latitude
constexpr double kLetter = 7.6;         // width of a letter of a label, at most
constexpr std::size_t kDots = 40;
constexpr std::size_t kTownsForWindow = 2;  // so many towns on the map, and far countries do not widen it

struct Dot {
    std::size_t entity = 0;
    std::size_t reports = 0;
    std::vector<Place> places;
    MapPosition at;
    bool country = false;  ///< an area, drawn as a ring
    bool shown = false;    ///< inside the window
};

/// Degrees to picture units: equirectangular, true to scale in the middle of the window.
struct Projection {
    MapWindow window;
    double across = 1.0;  ///< units a degree of longitude
    double up = 1.0;      ///< units a degree of latitude
    [[nodiscard]] double x(double longitude) const { return (longitude - window.west) * across; }
    [[nodiscard]] double y(double latitude) const { return (window.north - latitude) * up; }
};

std::string number(double value) { return std::to_string(std::lround(value)); }

std::vector<Dot> dots_of(const Reader& reader) {
    const auto& entities = reader.dossier().entities;
    const auto countries = country_names();
    std::vector<Dot> dots;
    for (std::size_t i = 0; i < entities.size(); ++i) {
        if (!entities[i].place) continue;
        Dot dot{i, 0, {}, {entities[i].place->longitude, entities[i].place->latitude}, false, false};
        for (const Mention& mention : entities[i].mentions) {
            if (mention.report >= reader.size() || mention.span.empty()) continue;
            if (dot.places.empty() || dot.places.back().report != mention.report)
                dot.places.push_back({mention.report, mention.span});
        }
        dot.reports = reports_in(dot.places);
        const auto is_country = [&](const std::string& name) {
            return countries.count(text::folded(name)) > 0;
        };
        dot.country = is_country(entities[i].name) ||
                      std::any_of(entities[i].aliases.begin(), entities[i].aliases.end(), is_country);
        const bool on_earth = std::abs(dot.at.x) <= 180.0 && std::abs(dot.at.y) <= 90.0;  // no NaN is
        if (dot.reports > 0 && on_earth) dots.push_back(std::move(dot));
    }
    std::stable_sort(dots.begin(), dots.end(),
                     [](const Dot& a, const Dot& b) { return a.reports > b.reports; });
    if (dots.size() > kDots) dots.resize(kDots);
    return dots;
}

struct Extent {
    MapWindow box{180, -180, 90, -90};
    void add(MapPosition at) {
        box.west = std::min(box.west, at.x);
        box.east = std::max(box.east, at.x);
        box.south = std::min(box.south, at.y);
        box.north = std::max(box.north, at.y);
    }
    [[nodiscard]] double size() const { return std::max(box.east - box.west, box.north - box.south); }
};

Extent extent_of(const std::vector<const Dot*>& dots, const Dot* without) {
    Extent extent;
    for (const Dot* dot : dots) {
        if (dot != without) extent.add(dot->at);
    }
    return extent;
}

/// What the map is drawn around: the towns; the countries too where there are hardly any towns. A town that
/// one report names and that alone makes the map much wider is left to the list.
std::vector<const Dot*> central(const std::vector<Dot>& dots) {
    const auto towns = static_cast<std::size_t>(
        std::count_if(dots.begin(), dots.end(), [](const Dot& dot) { return !dot.country; }));
    std::vector<const Dot*> chosen;
    for (const Dot& dot : dots) {
        if (!dot.country || towns < kTownsForWindow) chosen.push_back(&dot);
    }
    while (chosen.size() > kTownsForWindow) {
        const double whole = extent_of(chosen, nullptr).size();
        const auto outlier = std::find_if(chosen.begin(), chosen.end(), [&](const Dot* dot) {
            return dot->reports == 1 && extent_of(chosen, dot).size() * kAlone < whole;
        });
        if (outlier == chosen.end() || whole < kWide) break;
        chosen.erase(outlier);
    }
    return chosen;
}

/// The picture's shape is fixed, so the narrower way shows more.
Projection projection_of(const std::vector<Dot>& dots) {
    const MapWindow box = extent_of(central(dots), nullptr).box;
    const MapPosition middle{(box.west + box.east) / 2, (box.south + box.north) / 2};
    const double squeeze = std::max(0.2, std::cos(middle.y * 3.14159265358979323846 / 180.0));
    const double wide = std::max(kNarrowest, (box.east - box.west) * (1 + 2 * kMargin));
    const double high = std::max(kNarrowest, (box.north - box.south) * (1 + 2 * kMargin));
    Projection projection;
    projection.up = std::min(kWidth / (wide * squeeze), kHeight / high);
    projection.across = projection.up * squeeze;
    const double half_wide = kWidth / projection.across / 2;
    const double half_high = kHeight / projection.up / 2;
    projection.window = {middle.x - half_wide, middle.x + half_wide, middle.y - half_high,
                         middle.y + half_high};
    return projection;
}

/// Path data in half units; points that the eye cannot tell from the one before are left out.
void add_path(std::string& out, const MapLine& line, const Projection& projection, bool closed) {
    long last_x = 0;
    long last_y = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const long x = std::lround(projection.x(line[i].x) * 2);
        const long y = std::lround(projection.y(line[i].y) * 2);
        if (i > 0 && std::abs(x - last_x) + std::abs(y - last_y) < 2) continue;
        out += i == 0 ? "M" + std::to_string(x) + " " + std::to_string(y)
                      : "l" + std::to_string(x - last_x) + " " + std::to_string(y - last_y);
        last_x = x;
        last_y = y;
    }
    if (closed) out += 'z';
}

struct Box {
    double x = 0.0;
    double y = 0.0;
    double width = 0.0;
    double height = 0.0;
    [[nodiscard]] bool meets(const Box& other) const {
        return x < other.x + other.width && other.x < x + width && y < other.y + other.height &&
               other.y < y + height;
    }
};

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Puts labels where nothing stands yet.
class Labels {
  public:
    /// A dot or ring that no label may cover.
    void keep_clear(double x, double y, double radius) {
        taken_.push_back({x - radius, y - radius, 2 * radius, 2 * radius});
    }
    /// Text beside a position: right, left, above or below it; "" where there is no room.
    std::string beside(double x, double y, double radius, std::string_view text, std::string_view css) {
        const double width = kLetter * static_cast<double>(characters(text)) + 6;
        const std::array<Box, 4> boxes{{{x + radius + 2, y - 8, width, 15},
                                        {x - radius - 2 - width, y - 8, width, 15},
                                        {x - width / 2, y - radius - 17, width, 15},
                                        {x - width / 2, y + radius + 2, width, 15}}};
        for (const Box& box : boxes) {
            if (fits(box)) return put(box, text, css);
        }
        return {};
    }
    /// Text in the middle of a position; "" where there is no room.
    std::string at(double x, double y, std::string_view text, std::string_view css) {
        const double width = kLetter * static_cast<double>(characters(text)) + 6;
        const Box box{x - width / 2, y - 8, width, 15};
        return fits(box) ? put(box, text, css) : std::string();
    }

  private:
    [[nodiscard]] bool fits(const Box& box) const {
        if (box.x < 2 || box.y < 2 || box.x + box.width > kWidth - 2 || box.y + box.height > kHeight - 2)
            return false;
        return std::none_of(taken_.begin(), taken_.end(), [&](const Box& other) { return box.meets(other); });
    }
    std::string put(const Box& box, std::string_view text, std::string_view css) {
        taken_.push_back(box);
        return "<text class=\"" + std::string(css) + "\" x=\"" + number(box.x + box.width / 2) + "\" y=\"" +
               number(box.y + 12) + "\">" + escape_html(text) + "</text>";
    }

    std::vector<Box> taken_;
};

/// A bar of a round number of kilometres, about a seventh of the picture.
std::string scale_bar(const Projection& projection) {
    const double most = kWidth / 7 / projection.up * kKilometres;
    double length = std::pow(10.0, std::floor(std::log10(most)));
    for (const double factor : {5.0, 2.0}) {
        if (length * factor <= most) {
            length *= factor;
            break;
        }
    }
    const double units = length / kKilometres * projection.up;
    return "<path class=bar d=\"M14 " + number(kHeight - 16) + "v5h" + number(units) +
           "v-5\"/><text class=t2 x=\"20\" y=\"" + number(kHeight - 18) + "\">" + number(length) +
           " km</text>";
}

double radius_of(const Dot& dot) {
    return std::min(14.0, 3.0 + 2.0 * std::sqrt(static_cast<double>(dot.reports)));
}

std::string ground(const WorldLines& lines, const Projection& projection) {
    std::string land;
    for (const MapLine& ring : lines.land) add_path(land, ring, projection, true);
    std::string borders;
    for (const MapLine& border : lines.borders) add_path(borders, border, projection, false);
    return "<g transform=\"scale(.5)\"><path class=land fill-rule=evenodd d=\"" + land +
           "\"/><path class=border d=\"" + borders + "\"/></g>";
}

std::string drawing(const Reader& reader, std::vector<Dot>& dots) {
    const Projection projection = projection_of(dots);
    const WorldLines lines = lines_in(projection.window);
    std::string out =
        "<svg class=map viewBox=\"0 0 " + number(kWidth) + " " + number(kHeight) +
        "\" role=img aria-labelledby=map-title><title id=map-title>Map of the places named; the list "
        "below says the same</title>" +
        ground(lines, projection);
    Labels labels;
    labels.keep_clear(80, kHeight, 80);  // the scale bar
    std::string words;
    for (Dot& dot : dots) {
        dot.shown = projection.window.holds(dot.at);
        if (dot.shown) labels.keep_clear(projection.x(dot.at.x), projection.y(dot.at.y), radius_of(dot));
    }
    for (std::size_t i = 0; i < dots.size(); ++i) {
        const Dot& dot = dots[i];
        if (!dot.shown) continue;
        const double x = projection.x(dot.at.x);
        const double y = projection.y(dot.at.y);
        const double radius = radius_of(dot);
        const std::string name = one_line(reader.dossier().entities[dot.entity].name);
        const std::string label = std::to_string(i + 1);
        out += "<circle class=" + std::string(dot.country ? "area" : "day") + " cx=\"" + number(x) +
               "\" cy=\"" + number(y) + "\" r=\"" + number(radius) + "\"><title>" +
               escape_html(label + ". " + name) + "</title></circle>";
        std::string beside = labels.beside(x, y, radius, label + " " + name, "t3");
        if (beside.empty()) beside = labels.beside(x, y, radius, label, "t3");
        words += beside;
    }
    const auto named = [&](const std::string& country) {
        return std::any_of(dots.begin(), dots.end(), [&](const Dot& dot) {
            return dot.country &&
                   text::folded(reader.dossier().entities[dot.entity].name) == text::folded(country);
        });
    };
    for (const auto& country : lines.countries) {
        if (!named(country.name))
            words += labels.at(projection.x(country.at.x), projection.y(country.at.y), country.name, "t4");
    }
    return out + words + scale_bar(projection) + "</svg>";
}

std::string degrees(double value, char plus, char minus) {
    const long tenths = std::lround(std::abs(value) * 10.0);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "° " +
           (value < 0 ? minus : plus);
}

}  // namespace

std::string map_part(Page& page) {
    const Reader& reader = page.reader();
    std::vector<Dot> dots = dots_of(reader);
    if (dots.empty()) return {};
    std::string out =
        "<div class=draw tabindex=0 role=region aria-label=Map>" + drawing(reader, dots) +
        "</div><p class=quiet>Size: number of reports that name the place. Rings stand for "
        "countries. Positions are those of a gazetteer; shapes by Natural Earth. Borders and names "
        "imply no endorsement.</p><ol class=placelist>";
    for (const Dot& dot : dots) {
        const Entity& entity = reader.dossier().entities[dot.entity];
        out += "<li>" + isolated(one_line(entity.name)) + " <bdi class=when>" +
               degrees(entity.place->latitude, 'N', 'S') + ", " + degrees(entity.place->longitude, 'E', 'W') +
               (entity.place->country.empty() ? "" : ", " + escape_html(entity.place->country)) +
               (dot.shown ? "" : ", outside this map") + "</bdi>" +
               page.evidence_of_names(dot.places, counted(dot.reports, "report", "reports")) + "</li>\n";
    }
    return out + "</ol>";
}

}  // namespace sitrep::brief
