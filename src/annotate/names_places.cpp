#include "annotate/names_places.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

#include "text/utf8.hpp"

namespace sitrep::annotate {
Result<PlaceMap> PlaceMap::load(const std::filesystem::path& data) {
    auto gazetteer = PlaceGazetteer::load(data / "models" / "places.bin");
    if (!gazetteer) return tl::unexpected(gazetteer.error());
    PlaceMap map;
    map.gazetteer_ = std::move(*gazetteer);
    if (auto error = map.read_spellings(data / "lexicon" / "names" / "place_spellings.tsv"))
        return tl::unexpected(*error);
    if (auto error = map.read_cues(data / "lexicon" / "names" / "country_cues.tsv"))
        return tl::unexpected(*error);
    return map;
}

std::optional<Error> PlaceMap::read_spellings(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error{path.string(), std::nullopt, "cannot be read", "put the table back"};
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line[0] == '#') continue;
        const std::size_t first = line.find('\t'),
                          second = line.find('\t', first == std::string::npos ? first : first + 1);
        if (first != 2 || second == std::string::npos || text::first_invalid_utf8(line)) {
            return Error{path.string(), std::nullopt,
                         "line " + std::to_string(number) + " has no country, name and spellings",
                         "mend the line as the header says"};
        }
        const std::string_view country(line.data(), 2);
        std::vector<std::uint32_t> here;
        for (const std::uint32_t index :
             gazetteer_.find(place_key(line.substr(first + 1, second - first - 1)))) {
            if (gazetteer_.at(index).country == country) here.push_back(index);
        }
        // Abbreviations of states mean the state, other spellings the largest place of that name.
        std::string rest = line.substr(second + 1) + "|";
        for (std::size_t at = 0, end = 0; (end = rest.find('|', at)) != std::string::npos; at = end + 1) {
            const std::string key = place_key(rest.substr(at, end - at));
            auto& to = spellings_[key];
            const bool state = end - at <= 5 && std::any_of(here.begin(), here.end(), [&](std::uint32_t i) {
                                   return gazetteer_.at(i).feature == PlaceFeature::region;
                               });
            for (const std::uint32_t index : here) {
                if (state && gazetteer_.at(index).feature != PlaceFeature::region) continue;
                to.push_back(index);
                if (!state) break;
            }
        }
    }
    return std::nullopt;
}

std::optional<Error> PlaceMap::read_cues(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error{path.string(), std::nullopt, "cannot be read", "put the table back"};
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line[0] == '#') continue;
        if (line.size() < 4 || line[2] != '\t' || text::first_invalid_utf8(line)) {
            return Error{path.string(), std::nullopt,
                         "line " + std::to_string(number) + " has no country and words",
                         "mend the line as the header says"};
        }
        const std::string words = line.substr(3) + "|";
        for (std::size_t at = 0, end = 0; (end = words.find('|', at)) != std::string::npos; at = end + 1) {
            const auto [found, fresh] =
                cues_.try_emplace(word_hash(text::folded(words.substr(at, end - at))), line.substr(0, 2));
            if (!fresh && found->second != line.substr(0, 2)) found->second.clear();  // no cue after all
        }
    }
    return std::nullopt;
}

bool PlaceMap::abbreviates(std::string_view word) const {
    const auto found = spellings_.find(word);
    return found != spellings_.end() && !found->second.empty() &&
           gazetteer_.at(found->second.front()).feature == PlaceFeature::region;
}

std::string_view PlaceMap::cue(std::uint64_t word) const {
    const auto found = cues_.find(word);
    return found == cues_.end() ? std::string_view() : found->second;
}

std::vector<std::uint32_t> PlaceMap::find(std::string_view key) const {
    std::vector<std::uint32_t> found = gazetteer_.find(key);
    if (const auto spelled = spellings_.find(key); spelled != spellings_.end()) {
        for (const std::uint32_t index : spelled->second) {
            if (std::find(found.begin(), found.end(), index) == found.end()) found.push_back(index);
        }
        std::sort(found.begin(), found.end());
    }
    return found;
}

double PlaceMap::prominence(std::string_view key) const {
    const std::vector<std::uint32_t> found = find(key);
    return found.empty() ? 0.0 : std::log10(gazetteer_.at(found.front()).population + 1);
}

}  // namespace sitrep::annotate
