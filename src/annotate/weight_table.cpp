#include "annotate/weight_table.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>

#include "text/hash.hpp"

namespace sitrep::annotate {
namespace {

constexpr std::string_view kMagic = "SITREPWT";
constexpr std::uint32_t kVersion = 1;
constexpr std::uint32_t kMaximumLog2Buckets = 24;
constexpr std::uint32_t kMaximumLabels = 64;

template <typename Number>
void put(std::string& out, Number value) {
    auto bits = std::bit_cast<std::array<unsigned char, sizeof(Number)>>(value);
    if constexpr (std::endian::native == std::endian::big) std::reverse(bits.begin(), bits.end());
    out.append(reinterpret_cast<const char*>(bits.data()), bits.size());
}

/// Takes numbers off the front of bytes; after a read past the end `failed` stays true and values are zero.
struct Reader {
    std::string_view rest;
    bool failed = false;

    std::string_view take(std::size_t size) {
        if (failed || rest.size() < size) {
            failed = true;
            return {};
        }
        const std::string_view head = rest.substr(0, size);
        rest.remove_prefix(size);
        return head;
    }
    template <typename Number>
    Number number() {
        const std::string_view bytes = take(sizeof(Number));
        if (bytes.empty()) return Number{};
        std::array<unsigned char, sizeof(Number)> bits;
        std::memcpy(bits.data(), bytes.data(), sizeof(Number));
        if constexpr (std::endian::native == std::endian::big) std::reverse(bits.begin(), bits.end());
        return std::bit_cast<Number>(bits);
    }
};

tl::unexpected<Error> broken(const std::string& path, std::string what) {
    return tl::unexpected(
        Error{path, std::nullopt, std::move(what), "reinstall it, or train it again with `sitrep train`"});
}

}  // namespace

Result<WeightTable> parse_weights(std::string_view bytes, const std::string& path,
                                  std::uint64_t feature_set) {
    constexpr std::size_t kSumSize = sizeof(std::uint64_t);
    if (!bytes.starts_with(kMagic) || bytes.size() < kMagic.size() + kSumSize)
        return broken(path, "is no weights file");
    Reader reader{bytes.substr(kMagic.size())};
    if (const auto version = reader.number<std::uint32_t>(); version != kVersion) {
        return broken(path, "is a weights file of version " + std::to_string(version) + ", not " +
                                std::to_string(kVersion));
    }
    const std::string_view covered = bytes.substr(0, bytes.size() - kSumSize);
    Reader sum{bytes.substr(covered.size())};
    if (sum.number<std::uint64_t>() != text::hash64(covered))
        return broken(path, "is damaged or cut short (its checksum does not fit)");
    WeightTable table;
    table.log2_buckets = reader.number<std::uint32_t>();
    const auto labels = reader.number<std::uint32_t>();
    table.feature_set = reader.number<std::uint64_t>();
    table.scale = reader.number<float>();
    if (table.log2_buckets == 0 || table.log2_buckets > kMaximumLog2Buckets || labels == 0 ||
        labels > kMaximumLabels || !std::isfinite(table.scale)) {
        return broken(path, "has an impossible header");
    }
    if (table.feature_set != feature_set)
        return broken(path, "was trained with other features than this program reads");
    for (std::uint32_t i = 0; i < labels; ++i) {
        const std::string_view length = reader.take(1);
        table.labels.emplace_back(length.empty() ? std::string_view()
                                                 : reader.take(static_cast<unsigned char>(length[0])));
    }
    for (std::uint32_t i = 0; i < labels * labels; ++i) table.transitions.push_back(reader.number<float>());
    const std::string_view values = reader.take((std::size_t{1} << table.log2_buckets) * labels);
    if (reader.failed || reader.rest.size() != kSumSize)
        return broken(path, "has not the size its header says");
    if (!std::all_of(table.transitions.begin(), table.transitions.end(),
                     [](float t) { return std::isfinite(t); })) {
        return broken(path, "holds a transition that is no number");
    }
    table.values.assign(values.begin(), values.end());
    return table;
}

Result<WeightTable> load_weights(const std::filesystem::path& path, std::uint64_t feature_set) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return broken(path.string(), "cannot be read");
    // One read: the table of word classes is six megabytes, and every run begins with it.
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    if (error) return broken(path.string(), "cannot be read");
    std::string bytes(size, '\0');
    if (!file.read(bytes.data(), static_cast<std::streamsize>(size)))
        return broken(path.string(), "cannot be read");
    return parse_weights(bytes, path.string(), feature_set);
}

std::string serialize_weights(const WeightTable& table) {
    std::string out(kMagic);
    put(out, kVersion);
    put(out, table.log2_buckets);
    put(out, static_cast<std::uint32_t>(table.labels.size()));
    put(out, table.feature_set);
    put(out, table.scale);
    for (const std::string& label : table.labels) {
        out.push_back(static_cast<char>(label.size()));
        out += label;
    }
    for (const float transition : table.transitions) put(out, transition);
    out.append(reinterpret_cast<const char*>(table.values.data()), table.values.size());
    put(out, text::hash64(out));
    return out;
}

void quantize(std::span<const float> weights, WeightTable& table, float most) {
    float largest = 0.0F;
    for (const float weight : weights) largest = std::max(largest, std::abs(weight));
    largest = std::min(largest, most);
    table.scale = largest > 0.0F ? largest / 127.0F : 1.0F;
    table.values.resize(weights.size());
    std::transform(weights.begin(), weights.end(), table.values.begin(), [&](float weight) {
        return static_cast<std::int8_t>(std::clamp(std::lround(weight / table.scale), -127L, 127L));
    });
}

}  // namespace sitrep::annotate
