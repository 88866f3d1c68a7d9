/// @file word_clusters.hpp
/// @brief Clusters of words that stand in like company: surnames, firms, towns, verbs of speech each lie
/// together. Features for taggers (J. Turian, L. Ratinov, Y. Bengio, "Word representations", ACL 2010).
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "sitrep/result.hpp"

namespace sitrep::annotate {

/// Where a word lies in a tree of clusters: four branches of four bits, the topmost in the highest bits.
using ClusterCode = std::uint16_t;
/// The code of a word that the file does not know; no known word has it.
inline constexpr ClusterCode kNoCluster = 0;
inline constexpr unsigned kClusterLevels = 4;

/// The cluster at `level`, 1 (15 clusters) to 4 (some ten thousands): equal for all words below the same
/// branch; kNoCluster for an unknown word. Clusters of different levels share numbers: keep the level beside
/// them.
[[nodiscard]] constexpr ClusterCode cluster_at(ClusterCode code, unsigned level) {
    return static_cast<ClusterCode>(code >> (4U * (kClusterLevels - level)));
}

class WordClusters {
  public:
    /// Maps models/word_clusters.bin. Fails with the file's name on a wrong magic, version, size or checksum.
    [[nodiscard]] static Result<WordClusters> load(const std::filesystem::path& file);
    /// The same from bytes in memory, aligned to eight, which must outlive the clusters.
    [[nodiscard]] static Result<WordClusters> from(std::span<const std::byte> bytes, std::string_view name);

    /// Code of a folded word (text::folded); kNoCluster if it is not known. About one unknown word in 20,000
    /// is taken for another. No allocation.
    [[nodiscard]] ClusterCode code(std::string_view folded) const;
    /// The same by annotate::word_hash of the folded word.
    [[nodiscard]] ClusterCode code_of_hash(std::uint64_t hash) const;
    [[nodiscard]] std::size_t size() const { return entries_.size(); }

  private:
    std::shared_ptr<const void> mapping_;
    std::span<const std::uint32_t> starts_;   ///< of each bucket in `entries_`, and the end of the last
    std::span<const std::uint32_t> entries_;  ///< high half: 16 more bits of the hash; low half: the code
};

/// A word's hash and its code, for the file.
struct ClusteredWord {
    std::uint64_t hash = 0;
    ClusterCode code = kNoCluster;
};
/// The file's bytes: header of 32 bytes (magic "sitrclus", version, count, checksum), 65,537 starts of
/// buckets by the highest 16 bits of the hash, one entry a word; all little endian. Of two words with one
/// hash the first counts.
[[nodiscard]] std::vector<std::byte> cluster_bytes(std::span<const ClusteredWord> words);

}  // namespace sitrep::annotate
