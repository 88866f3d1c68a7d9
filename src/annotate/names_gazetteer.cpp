#include "annotate/names_gazetteer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <set>

#include "annotate/mapped_file.hpp"
#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace sitrep::annotate {
namespace {

struct Header {
    std::array<char, 8> magic;
    std::uint32_t version;
    std::uint32_t records;
    std::uint32_t names;
    std::uint32_t blob;
    std::uint64_t checksum;  ///< XXH3 of everything behind the header
};
static_assert(sizeof(Header) == 32);
constexpr std::array<char, 8> kMagic = {'s', 'i', 't', 'r', 'p', 'l', 'a', 'c'};
constexpr std::uint32_t kVersion = 1;
constexpr std::uint64_t kIndexMask = 0xFFFFFFU;

std::uint64_t name_hash(std::string_view key) { return text::hash64(key, 7) & ~kIndexMask; }

constexpr std::string_view kMend = "install the file again or run scripts/make-places";

Error broken(std::string_view name, std::string what) {
    return {std::string(name), std::nullopt, std::move(what), std::string(kMend)};
}

}  // namespace

void append_place_key(std::string& key, std::string_view folded) {
    for (const char c : folded) {
        if (c == '.' || c == ',' || c == '\'' || c == '`') continue;
        const char kept = c == '-' ? ' ' : c;
        if (kept == ' ' && (key.empty() || key.back() == ' ')) continue;
        key += kept;
    }
}

std::string place_key(std::string_view name) {
    std::string key;
    append_place_key(key, text::folded(name));
    while (!key.empty() && key.back() == ' ') key.pop_back();
    return key;
}

Result<PlaceGazetteer> PlaceGazetteer::from(std::span<const std::byte> bytes, std::string_view name) {
    Header header{};
    if (bytes.size() < sizeof header)
        return tl::unexpected(broken(name, "is too short to be a map of places"));
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.magic != kMagic) return tl::unexpected(broken(name, "is not a map of places"));
    if (header.version != kVersion)
        return tl::unexpected(broken(name, "has version " + std::to_string(header.version) + ", needs 1"));
    const std::uint64_t records = std::uint64_t{header.records} * sizeof(PlaceRecord);
    const std::uint64_t names = std::uint64_t{header.names} * sizeof(std::uint64_t);
    if (bytes.size() != sizeof header + records + names + header.blob)
        return tl::unexpected(broken(name, "is cut short or has something behind its end"));
    const auto* body = reinterpret_cast<const char*>(bytes.data()) + sizeof header;
    if (text::hash64({body, bytes.size() - sizeof header}) != header.checksum)
        return tl::unexpected(broken(name, "is damaged (checksum)"));
    PlaceGazetteer gazetteer;
    gazetteer.names_ = {reinterpret_cast<const std::uint64_t*>(body), header.names};
    gazetteer.records_ = {reinterpret_cast<const PlaceRecord*>(body + names), header.records};
    gazetteer.blob_ = {body + names + records, header.blob};
    for (const PlaceRecord& record : gazetteer.records_) {
        const bool fits = (record.name_population & kIndexMask) < header.blob &&
                          (record.region == kNoRegion || record.region < header.records);
        if (!fits || record.feature > static_cast<std::uint8_t>(PlaceFeature::county))
            return tl::unexpected(broken(name, "has a record that points outside"));
    }
    const bool ends = header.blob > 0 && gazetteer.blob_.back() == '\0';
    const bool inside = std::all_of(gazetteer.names_.begin(), gazetteer.names_.end(),
                                    [&](std::uint64_t n) { return (n & kIndexMask) < header.records; });
    if ((header.records > 0 && !ends) || !inside)
        return tl::unexpected(broken(name, "has a name that points outside"));
    return gazetteer;
}

Result<PlaceGazetteer> PlaceGazetteer::load(const std::filesystem::path& file) {
    auto mapped = map_file(file, kMend);
    if (!mapped) return tl::unexpected(mapped.error());
    auto gazetteer = from(mapped->bytes, file.string());
    if (gazetteer) gazetteer->mapping_ = std::move(mapped->mapping);
    return gazetteer;
}

std::vector<std::uint32_t> PlaceGazetteer::find(std::string_view key) const {
    std::vector<std::uint32_t> found;
    if (key.empty()) return found;
    const std::uint64_t hash = name_hash(key);
    for (auto at = std::lower_bound(names_.begin(), names_.end(), hash);
         at != names_.end() && (*at & ~kIndexMask) == hash; ++at) {
        found.push_back(static_cast<std::uint32_t>(*at & kIndexMask));
        if (found.size() == 200) break;
    }
    return found;
}

GazetteerPlace PlaceGazetteer::at(std::uint32_t index) const {
    const PlaceRecord& record = records_[index];
    GazetteerPlace place;
    place.index = index;
    place.id = record.id;
    place.latitude = record.latitude / 1e5;
    place.longitude = record.longitude / 1e5;
    place.population = std::exp2((record.name_population >> 24U) / 8.0) - 1;
    place.country = {record.country, 2};
    place.feature = static_cast<PlaceFeature>(record.feature);
    place.region = record.region;
    place.name = blob_.data() + (record.name_population & kIndexMask);
    return place;
}

double PlaceGazetteer::prominence(std::string_view key) const {
    const std::vector<std::uint32_t> found = find(key);
    return found.empty() ? 0.0 : std::log10(at(found.front()).population + 1);
}

std::vector<std::byte> gazetteer_bytes(std::span<const PlaceLine> lines, std::size_t limit) {
    std::vector<PlaceRecord> records;
    std::vector<std::uint64_t> names;
    std::string blob;
    std::map<std::string, std::uint32_t> regions;
    for (const PlaceLine& line : lines) {
        std::set<std::uint64_t> hashes;
        hashes.insert(name_hash(place_key(line.name)));
        for (const std::string& other : line.others) hashes.insert(name_hash(place_key(other)));
        const std::size_t size = sizeof(Header) + (records.size() + 1) * sizeof(PlaceRecord) +
                                 (names.size() + hashes.size()) * 8 + blob.size() + line.name.size() + 1;
        if (size > limit || records.size() == kIndexMask) break;
        const auto index = static_cast<std::uint32_t>(records.size());
        PlaceRecord record{};
        const bool region = line.feature == "ADM1", county = line.feature == "ADM2";
        if (region) regions[line.code] = index;
        if (!region && !county) record.id = static_cast<std::uint32_t>(std::stoul(line.code));
        record.latitude = static_cast<std::int32_t>(std::lround(line.latitude * 1e5));
        record.longitude = static_cast<std::int32_t>(std::lround(line.longitude * 1e5));
        const auto population = static_cast<std::uint32_t>(std::lround(8 * std::log2(line.population + 1)));
        record.name_population =
            static_cast<std::uint32_t>(blob.size()) | (std::min(population, 255U) << 24U);
        record.country[0] = line.country[0];
        record.country[1] = line.country[1];
        const PlaceFeature feature = region                   ? PlaceFeature::region
                                     : line.feature == "PPLC" ? PlaceFeature::capital
                                     : line.feature == "PPLA" ? PlaceFeature::seat_of_region
                                     : county                 ? PlaceFeature::county
                                                              : PlaceFeature::settlement;
        record.feature = static_cast<std::uint8_t>(feature);
        record.region = kNoRegion;
        records.push_back(record);
        blob += line.name;
        blob += '\0';
        for (const std::uint64_t hash : hashes) names.push_back(hash | index);
    }
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto region = regions.find(lines[i].country + "." + lines[i].region);
        if (region != regions.end()) records[i].region = region->second;
    }
    std::sort(names.begin(), names.end());
    std::vector<std::byte> bytes(sizeof(Header) + names.size() * 8 + records.size() * sizeof(PlaceRecord) +
                                 blob.size());
    std::byte* body = bytes.data() + sizeof(Header);
    std::memcpy(body, names.data(), names.size() * 8);
    std::memcpy(body + names.size() * 8, records.data(), records.size() * sizeof(PlaceRecord));
    std::memcpy(body + names.size() * 8 + records.size() * sizeof(PlaceRecord), blob.data(), blob.size());
    const Header header{kMagic,
                        kVersion,
                        static_cast<std::uint32_t>(records.size()),
                        static_cast<std::uint32_t>(names.size()),
                        static_cast<std::uint32_t>(blob.size()),
                        text::hash64({reinterpret_cast<const char*>(body), bytes.size() - sizeof(Header)})};
    std::memcpy(bytes.data(), &header, sizeof header);
    return bytes;
}

}  // namespace sitrep::annotate
