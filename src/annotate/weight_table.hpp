/// @file weight_table.hpp
/// @brief A file of hashed linear weights: one signed byte for each (feature bucket, label), scaled.
#pragma once
#include <cstdint>
#include <filesystem>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "sitrep/result.hpp"

namespace sitrep::annotate {

/// Weights of a linear tagger over hashed features. Layout of the file, all numbers little-endian: the eight
/// bytes "SITREPWT", then u32 version (1), u32 log2 of the bucket count, u32 label count, u64 feature set,
/// f32 scale; each label as u8 length and bytes; label count squared f32 transitions (from, to); buckets *
/// labels signed bytes; u64 XXH3 of all that stands before it.
struct WeightTable {
    std::uint32_t log2_buckets = 0;
    std::uint64_t feature_set = 0;  ///< tells which feature extractor the weights were trained with
    float scale = 1.0F;             ///< weight = byte * scale
    std::vector<std::string> labels;
    std::vector<float> transitions;   ///< [from * labels + to]; all zero for a tagger without transitions
    std::vector<std::int8_t> values;  ///< [bucket * labels + label]

    [[nodiscard]] std::uint32_t bucket(std::uint64_t hash) const {
        return static_cast<std::uint32_t>(hash >> (64 - log2_buckets));
    }
    [[nodiscard]] std::span<const std::int8_t> of(std::uint64_t hash) const {
        return std::span(values).subspan(static_cast<std::size_t>(bucket(hash)) * labels.size(),
                                         labels.size());
    }
    /// Asks for the rows of `hashes` ahead of their use: rows lie all over a table larger than the nearer
    /// caches, and waiting for them one by one is most of what a tagger's time goes to.
    void fetch(std::span<const std::uint64_t> hashes) const {
        for (const std::uint64_t hash : hashes) __builtin_prefetch(of(hash).data());
    }
};

/// Reads a weights file. Fails, naming what is wrong, on a file that is absent, cut short, damaged, of
/// another version or trained with other features than `feature_set`.
[[nodiscard]] Result<WeightTable> load_weights(const std::filesystem::path& path, std::uint64_t feature_set);
/// The same from bytes already read; `path` only serves the error message.
[[nodiscard]] Result<WeightTable> parse_weights(std::string_view bytes, const std::string& path,
                                                std::uint64_t feature_set);
[[nodiscard]] std::string serialize_weights(const WeightTable& table);

/// Float weights [bucket * labels + label] to bytes: the largest magnitude becomes 127. Weights beyond `most`
/// are cut to it.
void quantize(std::span<const float> weights, WeightTable& table,
              float most = std::numeric_limits<float>::infinity());

/// One step of the 64-bit feature hash: mixes `value` into `seed` (splitmix64 finaliser).
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t seed, std::uint64_t value) {
    std::uint64_t z = seed + 0x9E3779B97F4A7C15ULL * (value + 1);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

}  // namespace sitrep::annotate
