/// @file names_gazetteer.hpp
/// @brief Towns and first-level regions of the world by name: a mapped file made by scripts/make-places from
/// GeoNames data.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/result.hpp"

namespace sitrep::annotate {

enum class PlaceFeature : std::uint8_t { settlement, seat_of_region, capital, region, county };

/// One record as it lies in the file, little endian. Records stand in order of population, largest first.
struct PlaceRecord {
    std::uint32_t id;       ///< GeoNames id; 0 for a region
    std::int32_t latitude;  ///< 1e-5 degrees
    std::int32_t longitude;
    std::uint32_t
        name_population;  ///< low 24 bits: where the name stands; high 8 bits: 8 * log2(population + 1)
    char country[2];
    std::uint8_t feature;
    std::uint8_t reserved;
    std::uint32_t region;  ///< index of the record of its region; kNoRegion if there is none
};
static_assert(sizeof(PlaceRecord) == 24);
inline constexpr std::uint32_t kNoRegion = 0xFFFFFFFFU;

struct GazetteerPlace {  ///< a record, read
    std::uint32_t index = 0;
    std::int64_t id = 0;
    double latitude = 0, longitude = 0;
    double population = 0;
    std::string_view country;
    PlaceFeature feature = PlaceFeature::settlement;
    std::uint32_t region = kNoRegion;
    std::string_view name;
};

/// How names are compared: folded, hyphens as blanks, without full stops, commas and apostrophes.
[[nodiscard]] std::string place_key(std::string_view name);
/// The same of a name that is folded already; added to `key`.
void append_place_key(std::string& key, std::string_view folded);

class PlaceGazetteer {
  public:
    /// Maps the file. Fails with the file's name on a wrong magic, version, size or checksum.
    [[nodiscard]] static Result<PlaceGazetteer> load(const std::filesystem::path& file);
    [[nodiscard]] static Result<PlaceGazetteer> from(std::span<const std::byte> bytes, std::string_view name);

    /// Records that carry the name (as of place_key), largest first; at most 200.
    [[nodiscard]] std::vector<std::uint32_t> find(std::string_view key) const;
    [[nodiscard]] GazetteerPlace at(std::uint32_t index) const;
    /// log10 of the population of the largest place of that name; 0 if there is none.
    [[nodiscard]] double prominence(std::string_view key) const;
    [[nodiscard]] std::size_t size() const { return records_.size(); }

  private:
    std::shared_ptr<const void> mapping_;
    std::span<const PlaceRecord> records_;
    std::span<const std::uint64_t> names_;  ///< 40 bits of hash, 24 of record index; sorted
    std::string_view blob_;
};

/// One line of scripts/make-places.js, and the file made of them (cut at the end to `limit` bytes).
struct PlaceLine {
    std::string code;  ///< GeoNames id, or a region's "SN.12"
    double latitude = 0, longitude = 0, population = 0;
    std::string country, region, feature, name;
    std::vector<std::string> others;
};
[[nodiscard]] std::vector<std::byte> gazetteer_bytes(std::span<const PlaceLine> lines, std::size_t limit);

}  // namespace sitrep::annotate
