#include "annotate/names_listed.hpp"

#include <simdjson.h>

#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>

#include "annotate/line_parts.hpp"
#include "text/utf8.hpp"

namespace sitrep::annotate {
namespace {

constexpr std::size_t kLongestLine = 60000;
constexpr std::size_t kMostNames = 64;
constexpr std::size_t kLongestName = 200;
constexpr std::size_t kMostLines = 1000000;

struct Row {
    std::string type;
    std::vector<std::string> names;
    std::optional<double> latitude, longitude;
    std::string country;
    std::int64_t id = 0;
};

std::optional<EntityType> type_of(std::string_view word) {
    for (const EntityType type :
         {EntityType::person, EntityType::organisation, EntityType::geopolitical, EntityType::location,
          EntityType::facility, EntityType::group, EntityType::event}) {
        if (name(type) == word) return type;
    }
    return std::nullopt;
}

template <typename Number>
bool read_number(std::string_view text, Number& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

/// What is wrong with the line; empty if nothing.
std::string read_columns(std::string_view line, Row& row) {
    const auto columns = parts_of(line, '\t');
    if (columns.size() < 2) return "has one column, needs a type and names";
    row.type = std::string(columns[0]);
    for (const std::string_view one : parts_of(columns[1], '|')) {
        if (!text::trimmed(one).empty()) row.names.emplace_back(text::trimmed(one));
    }
    const auto given = [&](std::size_t i) { return columns.size() > i && !columns[i].empty(); };
    if (given(2) != given(3)) return "has a latitude or a longitude alone";
    if (given(2)) {
        double latitude = 0, longitude = 0;
        if (!read_number(columns[2], latitude) || !read_number(columns[3], longitude))
            return "has a latitude or longitude that is no number";
        row.latitude = latitude;
        row.longitude = longitude;
    }
    if (given(4)) row.country = std::string(columns[4]);
    if (given(5) && !read_number(columns[5], row.id)) return "has a GeoNames id that is no number";
    return columns.size() > 6 ? "has more than six columns" : "";
}

std::string read_object(simdjson::dom::parser& parser, std::string_view line, Row& row) {
    simdjson::dom::object object;
    if (parser.parse(line.data(), line.size()).get(object) != simdjson::SUCCESS) return "is no JSON object";
    std::string_view words;
    if (object["type"].get(words) != simdjson::SUCCESS) return "has no text under \"type\"";
    row.type = std::string(words);
    simdjson::dom::array names;
    if (object["names"].get(names) != simdjson::SUCCESS) return "has no list under \"names\"";
    for (const simdjson::dom::element one : names) {
        if (one.get(words) != simdjson::SUCCESS) return "has a name that is no text";
        if (!text::trimmed(words).empty()) row.names.emplace_back(text::trimmed(words));
    }
    simdjson::dom::element element;
    double number = 0;
    for (const bool north : {true, false}) {
        if (object[north ? "latitude" : "longitude"].get(element) != simdjson::SUCCESS) continue;
        if (element.get(number) != simdjson::SUCCESS) return "has a latitude or longitude that is no number";
        (north ? row.latitude : row.longitude) = number;
    }
    if (row.latitude.has_value() != row.longitude.has_value()) return "has a latitude or a longitude alone";
    if (object["country"].get(words) == simdjson::SUCCESS) row.country = std::string(words);
    if (object["geonames_id"].get(element) == simdjson::SUCCESS && element.get(row.id) != simdjson::SUCCESS)
        return "has a GeoNames id that is no number";
    return {};
}

std::string check(const Row& row, ListedName& listed) {
    const auto type = type_of(row.type);
    if (!type) return "has a type that is none of PER ORG GPE LOC FAC NORP EVENT";
    if (row.names.empty()) return "has no name";
    if (row.names.size() > kMostNames) return "has more than 64 names";
    for (const std::string& one : row.names) {
        if (one.size() > kLongestName) return "has a name longer than 200 bytes";
        if (one.size() < 2) return "has a name of one letter";
    }
    if (row.latitude && !(std::abs(*row.latitude) <= 90 && std::abs(*row.longitude) <= 180))
        return "has a point that is not on the map";
    if (!row.country.empty() && row.country.size() != 2) return "has no two-letter country code";
    if (row.id < 0) return "has a GeoNames id below 0";
    listed.thing = {row.names.front(), *type, KnownKind::listed, "", -1, std::nullopt};
    if (row.latitude)
        listed.thing.place = MapPoint{*row.latitude, *row.longitude, row.country, row.id, 1.0, ""};
    listed.names = row.names;
    return {};
}

}  // namespace

Result<std::vector<ListedName>> read_listed_names(std::string_view content, const std::string& file) {
    std::vector<ListedName> rows;
    simdjson::dom::parser parser;
    std::size_t number = 0;
    for (std::size_t at = 0; at < content.size();) {
        const std::size_t end = std::min(content.find('\n', at), content.size());
        std::string_view line = content.substr(at, end - at);
        if (line.ends_with('\r')) line.remove_suffix(1);
        ++number;
        const std::size_t here = at;
        at = end + 1;
        if (text::trimmed(line).empty() || line.starts_with('#')) continue;
        Row row;
        ListedName listed;
        std::string why;
        if (number > kMostLines)
            why = "is beyond the first 1,000,000";
        else if (line.size() > kLongestLine)
            why = "is longer than 60,000 bytes";
        else if (text::first_invalid_utf8(line))
            why = "is not UTF-8";
        else
            why = line.starts_with('{') ? read_object(parser, line, row) : read_columns(line, row);
        if (why.empty()) why = check(row, listed);
        if (!why.empty())
            return tl::unexpected(Error{file, here, "line " + std::to_string(number) + " " + why,
                                        "write TYPE<TAB>NAME|NAME or {\"type\": …, \"names\": […]}"});
        rows.push_back(std::move(listed));
    }
    return rows;
}

Result<NameLexicon> with_listed_names(const NameLexicon& lexicon, const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file))
        return tl::unexpected(
            Error{file.string(), std::nullopt, "cannot be read", "name a TSV or JSONL file of names"});
    const std::string content{std::istreambuf_iterator<char>(in), {}};
    auto rows = read_listed_names(content, file.string());
    if (!rows) return tl::unexpected(rows.error());
    NameLexicon extended = lexicon;
    for (ListedName& row : *rows) extended.add(std::move(row.thing), row.names);
    return extended;
}

}  // namespace sitrep::annotate
