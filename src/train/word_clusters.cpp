#include "train/word_clusters.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <limits>

#include "annotate/names_words.hpp"
#include "annotate/weight_table.hpp"
#include "annotate/word_clusters.hpp"
#include "text/utf8.hpp"

namespace sitrep::train {
namespace {

constexpr std::size_t kWidth = 128;     ///< room for dimensions; what the file does not fill stays zero
constexpr std::size_t kWords = 230000;  ///< most frequent words kept
constexpr std::size_t kLongestWord = 40;
constexpr std::int64_t kUnit = 1 << 13;     ///< length of a vector
constexpr double kFixed = 1 << 16;          ///< vectors are read as multiples of 1/65536
constexpr std::int64_t kLargest = 1 << 24;  ///< no number of a vector is larger, in those multiples
constexpr std::size_t kBranches = 16;
constexpr int kRounds = 20;

using Vector = std::array<std::int16_t, kWidth>;
using Sums = std::array<std::int64_t, kWidth>;

/// One word of the file.
struct ReadWord {
    std::uint64_t rank = 0;  ///< by frequency, the most frequent first
    std::uint64_t hash = 0;
    std::array<std::int32_t, kWidth> numbers{};
};

std::int64_t square_root(std::int64_t value) {
    auto root = static_cast<std::int64_t>(std::sqrt(static_cast<double>(value)));
    while (root * root > value) --root;
    while ((root + 1) * (root + 1) <= value) ++root;
    return root;
}

/// The vector at length kUnit; zero stays zero.
Vector shortened(const Sums& sums) {
    std::int64_t largest = 1;
    for (const std::int64_t x : sums) largest = std::max(largest, std::abs(x));
    std::int64_t divisor = 1;  // so that the squares fit
    while (largest / divisor >= kLargest) divisor *= 2;
    std::int64_t squares = 0;
    for (const std::int64_t x : sums) squares += (x / divisor) * (x / divisor);
    const std::int64_t length = std::max<std::int64_t>(1, square_root(squares));
    Vector out{};
    for (std::size_t d = 0; d < kWidth; ++d)
        out[d] = static_cast<std::int16_t>(sums[d] / divisor * kUnit / length);
    return out;
}

/// The cosine, times kUnit squared.
std::int32_t closeness(const Vector& a, const Vector& b) {
    std::int32_t sum = 0;
    for (std::size_t d = 0; d < kWidth; ++d) sum += a[d] * b[d];
    return sum;
}

/// A word or a part of one, not a number or a mark.
bool is_wordlike(std::string_view word) {
    bool letter = false;
    for (std::size_t at = 0; at < word.size() && !letter;) {
        const text::CodePoint c = text::decode(word, at);
        at += c.size;
        letter = text::is_letter(c.value);
    }
    return letter && word.size() <= kLongestWord;
}

Error broken(const std::string& file, std::string what) {
    return {file, std::nullopt, std::move(what), "run scripts/make-word-clusters"};
}

/// Numbers of one word; false if they are not as many as said, or out of bounds.
bool read_numbers(simdjson::ondemand::array values, std::size_t dimensions, std::size_t rank_at,
                  ReadWord& word) {
    std::size_t at = 0;
    for (auto value : values) {
        double number = 0;
        if (value.get_double().get(number) != simdjson::SUCCESS) return false;
        if (at < dimensions) {
            const double fixed = number * kFixed;
            if (!(std::abs(fixed) < static_cast<double>(kLargest))) return false;
            word.numbers[at] = static_cast<std::int32_t>(std::lround(fixed));
        }
        if (at == rank_at) {
            if (!(number >= 0 && number < 1e9)) return false;
            word.rank = static_cast<std::uint64_t>(number);
        }
        ++at;
    }
    return at >= dimensions && at > rank_at;
}

/// The most frequent words of the file, in order of frequency; of words that fold to one the most frequent.
Result<std::vector<ReadWord>> read_vectors(const std::string& file) {
    simdjson::padded_string json;
    if (simdjson::padded_string::load(file).get(json) != simdjson::SUCCESS)
        return tl::unexpected(broken(file, "cannot be read"));
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    std::uint64_t dimensions = 0, rank_at = 0;
    simdjson::ondemand::object vectors;
    if (parser.iterate(json).get(document) != simdjson::SUCCESS ||
        document["wordIndex"].get_uint64().get(rank_at) != simdjson::SUCCESS ||
        document["dimensions"].get_uint64().get(dimensions) != simdjson::SUCCESS ||
        document["vectors"].get_object().get(vectors) != simdjson::SUCCESS)
        return tl::unexpected(broken(file, "holds no dimensions, wordIndex and vectors"));
    if (dimensions == 0 || dimensions > kWidth)
        return tl::unexpected(broken(file, "has vectors of " + std::to_string(dimensions) + " numbers"));
    std::vector<ReadWord> words;
    for (auto field : vectors) {
        std::string_view key;
        simdjson::ondemand::array values;
        ReadWord word;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS)
            return tl::unexpected(
                broken(file, "is no valid JSON behind word " + std::to_string(words.size())));
        if (!is_wordlike(key)) continue;
        word.hash = annotate::word_hash(text::folded(key));
        const std::string name(key);
        if (field.value().get_array().get(values) != simdjson::SUCCESS ||
            !read_numbers(values, dimensions, rank_at, word))
            return tl::unexpected(broken(file, "has no usable vector for \"" + name + "\""));
        words.push_back(word);
    }
    std::stable_sort(words.begin(), words.end(), [](const ReadWord& a, const ReadWord& b) {
        return std::pair(a.hash, a.rank) < std::pair(b.hash, b.rank);
    });
    words.erase(std::unique(words.begin(), words.end(),
                            [](const ReadWord& a, const ReadWord& b) { return a.hash == b.hash; }),
                words.end());
    std::stable_sort(words.begin(), words.end(),
                     [](const ReadWord& a, const ReadWord& b) { return a.rank < b.rank; });
    if (words.size() > kWords) words.resize(kWords);
    return words;
}

/// Vectors of one length around their common mean: what all words share tells none apart.
std::vector<Vector> centred(const std::vector<ReadWord>& words) {
    Sums mean{};
    for (const ReadWord& word : words) {
        for (std::size_t d = 0; d < kWidth; ++d) mean[d] += word.numbers[d];
    }
    for (std::int64_t& x : mean) x /= static_cast<std::int64_t>(words.size());
    std::vector<Vector> vectors;
    vectors.reserve(words.size());
    for (const ReadWord& word : words) {
        Sums numbers{};
        for (std::size_t d = 0; d < kWidth; ++d) numbers[d] = word.numbers[d] - mean[d];
        vectors.push_back(shortened(numbers));
    }
    return vectors;
}

class Clustering {
  public:
    /// `vectors` in order of frequency.
    explicit Clustering(const std::vector<Vector>& vectors) : vectors_(vectors), codes_(vectors.size()) {}

    std::vector<annotate::ClusterCode> run() {
        std::vector<std::uint32_t> all(vectors_.size());
        for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
        // Branch 0 of the first level stays free: no word has the code of unknown words.
        split(all, kBranches - 1, 1, 1);
        return codes_;
    }

  private:
    void split(const std::vector<std::uint32_t>& words, std::size_t branches, unsigned level,
               std::uint32_t first) {
        const std::vector<std::uint8_t> branch = cut(words, branches);
        std::array<std::vector<std::uint32_t>, kBranches> parts;
        for (std::size_t i = 0; i < words.size(); ++i) {
            parts[branch[i]].push_back(words[i]);
            annotate::ClusterCode& code = codes_[words[i]];
            code = static_cast<annotate::ClusterCode>(code << 4U | (branch[i] + first));
        }
        if (level == annotate::kClusterLevels) return;
        for (const std::vector<std::uint32_t>& part : parts) {
            if (!part.empty()) split(part, kBranches, level + 1, 0);
        }
    }

    /// k-means: a branch for each of the words.
    std::vector<std::uint8_t> cut(const std::vector<std::uint32_t>& words, std::size_t branches) {
        std::vector<Vector> centres = first_centres(words, branches);
        std::vector<std::uint8_t> branch(words.size(), 0);
        for (int round = 0; round < kRounds; ++round) {
            bool changed = round == 0;
            for (std::size_t i = 0; i < words.size(); ++i) {
                std::int32_t best = std::numeric_limits<std::int32_t>::min();
                std::uint8_t nearest = 0;
                for (std::size_t c = 0; c < centres.size(); ++c) {
                    const std::int32_t close = closeness(vectors_[words[i]], centres[c]);
                    if (close <= best) continue;
                    best = close;
                    nearest = static_cast<std::uint8_t>(c);
                }
                changed = changed || branch[i] != nearest;
                branch[i] = nearest;
            }
            if (!changed || round + 1 == kRounds) break;
            move_centres(words, branch, centres);
        }
        return branch;
    }

    void move_centres(const std::vector<std::uint32_t>& words, const std::vector<std::uint8_t>& branch,
                      std::vector<Vector>& centres) const {
        std::vector<Sums> sums(centres.size());
        for (std::size_t i = 0; i < words.size(); ++i) {
            const std::int64_t weight = weight_of(words[i]);
            for (std::size_t d = 0; d < kWidth; ++d) sums[branch[i]][d] += weight * vectors_[words[i]][d];
        }
        for (std::size_t c = 0; c < centres.size(); ++c) {
            const bool empty = std::all_of(sums[c].begin(), sums[c].end(), [](auto x) { return x == 0; });
            if (!empty) centres[c] = shortened(sums[c]);
        }
    }

    /// k-means++ (D. Arthur, S. Vassilvitskii 2007): each next centre is drawn by its distance to those there
    /// are.
    std::vector<Vector> first_centres(const std::vector<std::uint32_t>& words, std::size_t branches) {
        std::vector<Vector> centres;
        std::vector<std::int64_t> distance;
        for (const std::uint32_t word : words) distance.push_back(2 * kUnit * kUnit * weight_of(word));
        while (centres.size() < std::min(branches, words.size())) {
            std::uint64_t total = 0;
            for (const std::int64_t d : distance) total += static_cast<std::uint64_t>(d);
            if (total == 0) break;
            random_ = annotate::mix(random_, 1);
            std::uint64_t drawn = random_ % total;
            std::size_t at = 0;
            while (drawn >= static_cast<std::uint64_t>(distance[at]))
                drawn -= static_cast<std::uint64_t>(distance[at++]);
            centres.push_back(vectors_[words[at]]);
            for (std::size_t i = 0; i < words.size(); ++i) {
                const std::int64_t far =
                    std::max<std::int64_t>(0, kUnit * kUnit - closeness(vectors_[words[i]], centres.back()));
                distance[i] = i == at ? 0 : std::min(distance[i], far * weight_of(words[i]));
            }
        }
        return centres;
    }

    /// Frequent words pull more, so that what news is written in is told apart as finely as rare names: 101
    /// for the first word, 1 beyond the first 29,700.
    static std::int64_t weight_of(std::uint32_t rank) { return 1 + 30000 / (rank + 300); }

    const std::vector<Vector>& vectors_;
    std::vector<annotate::ClusterCode> codes_;
    std::uint64_t random_ = 20;
};

}  // namespace

Result<std::string> run_word_clusters(const TrainOptions& options) {
    if (options.data.size() != 1) {
        return tl::unexpected(
            Error{"", std::nullopt, "needs one file of word vectors", "run scripts/make-word-clusters"});
    }
    const auto words = read_vectors(options.data[0]);
    if (!words) return tl::unexpected(words.error());
    if (words->empty()) return tl::unexpected(broken(options.data[0], "holds no words"));
    const std::vector<Vector> vectors = centred(*words);
    const std::vector<annotate::ClusterCode> codes = Clustering(vectors).run();
    std::vector<annotate::ClusteredWord> clustered;
    clustered.reserve(codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i) clustered.push_back({(*words)[i].hash, codes[i]});
    const std::vector<std::byte> bytes = annotate::cluster_bytes(clustered);
    const std::string out = options.out.value_or(options.resources + "/models/word_clusters.bin");
    std::ofstream file(out, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush())
        return tl::unexpected(
            Error{out, std::nullopt, "cannot be written", "choose another file with --out"});
    return out + ": " + std::to_string(clustered.size()) + " words, " + std::to_string(bytes.size()) +
           " bytes";
}

}  // namespace sitrep::train
