#include "annotate/word_clusters.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "annotate/mapped_file.hpp"
#include "annotate/names_words.hpp"
#include "text/hash.hpp"

namespace sitrep::annotate {
namespace {

struct Header {
    std::array<char, 8> magic;
    std::uint32_t version;
    std::uint32_t words;
    std::uint64_t reserved;
    std::uint64_t checksum;  ///< XXH3 of everything behind the header
};
static_assert(sizeof(Header) == 32);
constexpr std::array<char, 8> kMagic = {'s', 'i', 't', 'r', 'c', 'l', 'u', 's'};
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kBuckets = 1U << 16U;
constexpr std::size_t kStartsSize = (kBuckets + 1) * sizeof(std::uint32_t);

constexpr std::string_view kMend = "install the file again or run scripts/make-word-clusters";

Error broken(std::string_view name, std::string what) {
    return {std::string(name), std::nullopt, std::move(what), std::string(kMend)};
}

std::size_t file_size(std::size_t words) {
    return sizeof(Header) + kStartsSize + words * sizeof(std::uint32_t);
}

}  // namespace

Result<WordClusters> WordClusters::from(std::span<const std::byte> bytes, std::string_view name) {
    Header header{};
    if (bytes.size() < sizeof header) return tl::unexpected(broken(name, "is too short to hold clusters"));
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.magic != kMagic) return tl::unexpected(broken(name, "is not a file of word clusters"));
    if (header.version != kVersion)
        return tl::unexpected(broken(name, "has version " + std::to_string(header.version) + ", needs 1"));
    if (bytes.size() != file_size(header.words)) {
        return tl::unexpected(broken(name, "has " + std::to_string(bytes.size()) + " bytes, needs " +
                                               std::to_string(file_size(header.words))));
    }
    const auto* body = reinterpret_cast<const char*>(bytes.data()) + sizeof header;
    if (text::hash64({body, bytes.size() - sizeof header}) != header.checksum)
        return tl::unexpected(broken(name, "is damaged (checksum)"));
    WordClusters clusters;
    clusters.starts_ = {reinterpret_cast<const std::uint32_t*>(body), kBuckets + 1};
    clusters.entries_ = {reinterpret_cast<const std::uint32_t*>(body + kStartsSize), header.words};
    const bool ordered = std::is_sorted(clusters.starts_.begin(), clusters.starts_.end());
    if (!ordered || clusters.starts_.back() != header.words)
        return tl::unexpected(broken(name, "is damaged (order)"));
    return clusters;
}

Result<WordClusters> WordClusters::load(const std::filesystem::path& file) {
    auto mapped = map_file(file, kMend);
    if (!mapped) return tl::unexpected(mapped.error());
    auto clusters = from(mapped->bytes, file.string());
    if (clusters) clusters->mapping_ = std::move(mapped->mapping);
    return clusters;
}

ClusterCode WordClusters::code(std::string_view folded) const { return code_of_hash(word_hash(folded)); }

ClusterCode WordClusters::code_of_hash(std::uint64_t hash) const {
    if (starts_.empty()) return kNoCluster;
    const std::uint64_t bucket = hash >> 48U, rest = (hash >> 32U) & 0xFFFFU;
    for (std::uint32_t i = starts_[bucket]; i < starts_[bucket + 1]; ++i) {
        if (entries_[i] >> 16U == rest) return static_cast<ClusterCode>(entries_[i] & 0xFFFFU);
    }
    return kNoCluster;
}

std::vector<std::byte> cluster_bytes(std::span<const ClusteredWord> words) {
    const auto key = [](const ClusteredWord& word) { return word.hash >> 32U; };
    std::vector<ClusteredWord> sorted(words.begin(), words.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](const ClusteredWord& a, const ClusteredWord& b) { return key(a) < key(b); });
    const auto end =
        std::unique(sorted.begin(), sorted.end(),
                    [&](const ClusteredWord& a, const ClusteredWord& b) { return key(a) == key(b); });
    sorted.erase(end, sorted.end());
    std::vector<std::uint32_t> body(kBuckets + 1);
    body.reserve(kBuckets + 1 + sorted.size());
    for (const ClusteredWord& word : sorted) {
        ++body[(word.hash >> 48U) + 1];
        body.push_back(static_cast<std::uint32_t>(((word.hash >> 32U) & 0xFFFFU) << 16U) | word.code);
    }
    for (std::size_t i = 0; i < kBuckets; ++i) body[i + 1] += body[i];
    const std::size_t size = body.size() * sizeof(std::uint32_t);
    const Header header{kMagic, kVersion, static_cast<std::uint32_t>(sorted.size()), 0,
                        text::hash64({reinterpret_cast<const char*>(body.data()), size})};
    std::vector<std::byte> bytes(sizeof header + size);
    std::memcpy(bytes.data(), &header, sizeof header);
    std::memcpy(bytes.data() + sizeof header, body.data(), size);
    return bytes;
}

}  // namespace sitrep::annotate
