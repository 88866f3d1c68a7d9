// The model file: header, transitions, weights; mapped, checked once.
#include <cstring>

#include "annotate/mapped_file.hpp"
#include "annotate/names_tagger.hpp"
#include "text/hash.hpp"

namespace sitrep::annotate {
namespace {

struct Header {
    std::array<char, 8> magic;
    std::uint32_t version;
    std::uint32_t labels;
    std::uint32_t rows;
    std::uint32_t reserved;
    std::uint64_t checksum;  ///< XXH3 of everything behind the header
};
static_assert(sizeof(Header) == 32);
constexpr std::array<char, 8> kMagic = {'s', 'i', 't', 'r', 'n', 'a', 'm', 'e'};
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kTransitions = static_cast<std::size_t>(kTagLabels + 1) * kTagLabels;
constexpr std::size_t kWeights = static_cast<std::size_t>(kTagRows) * kTagLabels;
constexpr std::size_t kFileSize = sizeof(Header) + kTransitions * sizeof(std::int16_t) + kWeights;

constexpr std::string_view kMend = "install the model again or run `sitrep train names`";

Error broken(std::string_view name, std::string what) {
    return {std::string(name), std::nullopt, std::move(what), std::string(kMend)};
}

}  // namespace

Result<NameTagger> NameTagger::from(std::span<const std::byte> bytes, std::string_view name) {
    Header header{};
    if (bytes.size() < sizeof header)
        return tl::unexpected(broken(name, "is too short to be a model of names"));
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.magic != kMagic) return tl::unexpected(broken(name, "is not a model of names"));
    if (header.version != kVersion)
        return tl::unexpected(broken(name, "has version " + std::to_string(header.version) + ", needs 1"));
    if (header.labels != kTagLabels || header.rows != kTagRows)
        return tl::unexpected(broken(name, "has another shape than this program"));
    if (bytes.size() != kFileSize) {
        return tl::unexpected(broken(
            name, "has " + std::to_string(bytes.size()) + " bytes, needs " + std::to_string(kFileSize)));
    }
    const auto* body = reinterpret_cast<const char*>(bytes.data()) + sizeof header;
    if (text::hash64({body, bytes.size() - sizeof header}) != header.checksum)
        return tl::unexpected(broken(name, "is damaged (checksum)"));
    NameTagger tagger;
    tagger.weights_.transitions = {reinterpret_cast<const std::int16_t*>(body), kTransitions};
    tagger.weights_.rows = {reinterpret_cast<const std::int8_t*>(body + kTransitions * sizeof(std::int16_t)),
                            kWeights};
    return tagger;
}

Result<NameTagger> NameTagger::load(const std::filesystem::path& file) {
    auto mapped = map_file(file, kMend);
    if (!mapped) return tl::unexpected(mapped.error());
    auto tagger = from(mapped->bytes, file.string());
    if (tagger) tagger->mapping_ = std::move(mapped->mapping);
    return tagger;
}

std::vector<std::byte> model_bytes(std::span<const std::int16_t> transitions,
                                   std::span<const std::int8_t> rows) {
    std::vector<std::byte> bytes(kFileSize);
    std::byte* body = bytes.data() + sizeof(Header);
    std::memcpy(body, transitions.data(), kTransitions * sizeof(std::int16_t));
    std::memcpy(body + kTransitions * sizeof(std::int16_t), rows.data(), kWeights);
    const Header header{
        kMagic,   kVersion, kTagLabels,
        kTagRows, 0,        text::hash64({reinterpret_cast<const char*>(body), kFileSize - sizeof(Header)})};
    std::memcpy(bytes.data(), &header, sizeof header);
    return bytes;
}

}  // namespace sitrep::annotate
