#include "lineage/pairs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <tuple>

#include "parallel.hpp"

namespace sitrep::lineage {
namespace {

constexpr std::uint32_t kShingle = 4;  // senses in a row
constexpr std::uint32_t kWindow = 4;   // shingles from which winnowing keeps one
constexpr std::size_t kRarest = 4;     // senses of a sentence that make pairs
constexpr std::size_t kKeysOfReport = 8192;
constexpr double kLeastSet = 2000.0;      // a key is no less rare in the world than in a set of this size
constexpr double kKeysOfTwo = 1.75;       // keys that no third report holds, or as much, in two sentences
constexpr double kSentenceCover = 0.4;    // share of what the poorer sentence says that both say
constexpr std::uint32_t kRowsInARow = 4;  // rows of words shared by two sentences that are enough
constexpr double kSpreadNats = 40.0;      // of keys that two reports share anywhere

std::uint32_t key_of(std::uint64_t h) {
    h ^= h >> 31;
    h *= 0x9E3779B97F4A7C15ULL;
    return static_cast<std::uint32_t>(h >> 32);
}

/// A key of a report and the first sentence that holds it. Keys of rows of words are odd, of pairs even.
struct Key {
    std::uint32_t hash;
    std::uint32_t sentence;
};

/// Keys of one report, ascending, each once.
class KeyFinder {
  public:
    explicit KeyFinder(const FoldedReport& report) : report_(report) {}

    std::vector<Key> run() {
        for (std::uint32_t s = 0; s < report_.sentences.size(); ++s) {
            rows(s);
            rare_pairs(s);
        }
        std::sort(keys_.begin(), keys_.end());
        std::vector<Key> keys;
        keys.reserve(keys_.size());
        for (const std::uint64_t key : keys_) {
            const auto hash = static_cast<std::uint32_t>(key >> 32);
            if (!keys.empty() && keys.back().hash == hash) continue;
            if (keys.size() == kKeysOfReport) break;  // the least: copies keep the same
            keys.push_back({hash, static_cast<std::uint32_t>(key)});
        }
        return keys;
    }

  private:
    /// Names, numbers and grammar alone make no key: strangers write them alike.
    [[nodiscard]] bool tells(std::uint32_t begin) const {
        for (std::uint32_t w = begin; w < begin + kShingle; ++w) {
            if (report_.words[w].content()) return true;
        }
        return false;
    }

    void rows(std::uint32_t number) {
        const FoldedSentence& sentence = report_.sentences[number];
        std::array<std::uint64_t, kWindow> ring{};
        std::uint32_t count = 0;
        std::uint64_t kept = 0;
        for (std::uint32_t w = sentence.first; w + kShingle <= sentence.last; ++w) {
            if (!tells(w)) continue;
            std::uint64_t h = 0;
            for (std::uint32_t i = 0; i < kShingle; ++i)
                h = (h ^ report_.words[w + i].sense) * 0x100000001B3ULL + (h >> 29);
            ring[count++ % kWindow] = h;
            if (count < kWindow) continue;
            const std::uint64_t least = *std::min_element(ring.begin(), ring.end());
            if (count > kWindow && least == kept) continue;
            kept = least;
            add(key_of(least) | 1U, number);
        }
        if (count > 0 && count < kWindow)
            add(key_of(*std::min_element(ring.begin(), ring.begin() + count)) | 1U, number);
    }

    /// The rarest senses of the sentence that another report holds too, two by two; one of the two is no
    /// name.
    void rare_pairs(std::uint32_t number) {
        const FoldedSentence& sentence = report_.sentences[number];
        rare_.clear();
        for (std::uint32_t w = sentence.first; w < sentence.last; ++w) {
            const Word& word = report_.words[w];
            if (word.slot == kNoSlot || word.is(kFormulaWord | kStockWord | kNumberWord)) continue;
            const std::uint32_t reports = report_.senses[word.slot].reports;
            if (reports >= 2) rare_.emplace_back(reports, word.sense, word.content());
        }
        std::sort(rare_.begin(), rare_.end());
        rare_.erase(
            std::unique(rare_.begin(), rare_.end(),
                        [](const auto& x, const auto& y) { return std::get<1>(x) == std::get<1>(y); }),
            rare_.end());
        const std::size_t count = std::min(kRarest, rare_.size());
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t j = i + 1; j < count; ++j) {
                if (std::get<2>(rare_[i]) || std::get<2>(rare_[j]))
                    add(key_of(std::get<1>(rare_[i]) + std::get<1>(rare_[j])) & ~1U, number);
            }
        }
    }

    void add(std::uint32_t hash, std::uint32_t sentence) {
        keys_.push_back(static_cast<std::uint64_t>(hash) << 32 | sentence);
    }

    const FoldedReport& report_;
    std::vector<std::uint64_t> keys_;                                   ///< hash and sentence
    std::vector<std::tuple<std::uint32_t, std::uint64_t, bool>> rare_;  ///< reports, sense, is content
};

/// A key of a report that others hold too.
struct SharedKey {
    std::uint32_t key = 0;       ///< number, see Postings::first
    std::uint32_t sentence = 0;  ///< of the report
};

/// Keys that two or more reports hold, and where.
struct Postings {
    struct Standing {
        std::uint32_t report = 0, sentence = 0;
    };
    std::vector<std::uint32_t> first;          ///< of each key, in `all`; one more at the end
    std::vector<Standing> all;                 ///< by report within a key
    std::vector<bool> row;                     ///< the key is one of words in a row
    std::vector<std::vector<SharedKey>> keys;  ///< of each report, by sentence
};

/// Sorts by the upper half of the numbers; equal ones keep their order.
void sort_by_upper_half(std::vector<std::uint64_t>& numbers) {
    constexpr std::size_t kDigit = 11;
    std::vector<std::uint64_t> sorted(numbers.size());
    for (std::size_t shift = 32; shift < 64; shift += kDigit) {
        std::array<std::size_t, (1U << kDigit) + 1> begin{};
        const auto digit = [&](std::uint64_t number) { return number >> shift & ((1U << kDigit) - 1); };
        for (const std::uint64_t number : numbers) ++begin[digit(number) + 1];
        for (std::size_t d = 1; d < begin.size(); ++d) begin[d] += begin[d - 1];
        for (const std::uint64_t number : numbers) sorted[begin[digit(number)]++] = number;
        numbers.swap(sorted);
    }
}

Postings index_keys(std::span<const FoldedReport* const> reports, unsigned threads) {
    std::vector<std::vector<Key>> keys(reports.size());
    for_each_index(reports.size(), threads, [&](std::size_t r) { keys[r] = KeyFinder(*reports[r]).run(); });
    std::vector<std::uint64_t> order;  // key and report
    for (std::size_t r = 0; r < keys.size(); ++r) {
        for (const Key& key : keys[r]) order.push_back(static_cast<std::uint64_t>(key.hash) << 32 | r);
    }
    sort_by_upper_half(order);
    Postings postings;
    postings.keys.resize(reports.size());
    std::vector<std::uint32_t> next(reports.size(), 0);  // both lists ascend by key
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
        while (end < order.size() && order[end] >> 32 == order[begin] >> 32) ++end;
        const auto number = static_cast<std::uint32_t>(postings.first.size());
        if (end - begin >= 2) {
            postings.first.push_back(static_cast<std::uint32_t>(postings.all.size()));
            postings.row.push_back((order[begin] >> 32 & 1U) != 0);
        }
        for (std::size_t i = begin; i < end; ++i) {
            const auto report = static_cast<std::uint32_t>(order[i]);
            const std::uint32_t sentence = keys[report][next[report]++].sentence;
            if (end - begin < 2) continue;
            postings.all.push_back({report, sentence});
            postings.keys[report].push_back({number, sentence});
        }
    }
    postings.first.push_back(static_cast<std::uint32_t>(postings.all.size()));
    for_each_index(reports.size(), threads, [&](std::size_t r) {
        std::stable_sort(postings.keys[r].begin(), postings.keys[r].end(),
                         [](const SharedKey& x, const SharedKey& y) { return x.sentence < y.sentence; });
    });
    return postings;
}

/// ln(whole / count) by count, each worked out when first asked for.
class Logarithms {
  public:
    Logarithms(double whole, std::size_t most) : whole_(whole), known_(most + 1, -1.0) {}
    double of(std::uint32_t count) {
        double& known = known_[count];
        if (known < 0.0) known = std::log(whole_ / static_cast<double>(count));
        return known;
    }

  private:
    double whole_;
    std::vector<double> known_;
};

/// Finds the earlier reports that share enough with one; one for each thread, as it holds a place for every
/// report.
class PartnerFinder {
  public:
    PartnerFinder(std::span<const FoldedReport* const> reports, const Postings& postings)
        : reports_(reports),
          postings_(postings),
          all_(std::max(static_cast<double>(reports.size()), kLeastSet)),
          least_(kKeysOfTwo * std::log(all_ / 2.0)),
          worth_of_key_(all_, reports.size()),
          worth_of_sense_(static_cast<double>(reports.size()) + 1.0, reports.size()),
          spread_(reports.size(), 0.0),
          score_(reports.size(), 0.0),
          seeds_(reports.size()) {}

    /// The best partners of a report, ascending.
    std::vector<ReportPair> run(std::uint32_t report) {
        const std::vector<SharedKey>& keys = postings_.keys[report];
        met_.clear();
        for (std::size_t begin = 0, end = 0; begin < keys.size(); begin = end) {
            while (end < keys.size() && keys[end].sentence == keys[begin].sentence) ++end;
            sentence(report, std::span(keys).subspan(begin, end - begin));
        }
        std::vector<std::uint32_t> partners;
        for (const std::uint32_t other : met_) {
            if (spread_[other] >= kSpreadNats) {
                score_[other] += spread_[other];
                seeds_[other].clear();
            }
            if (score_[other] > 0.0) partners.push_back(other);
        }
        std::sort(partners.begin(), partners.end(), [&](std::uint32_t x, std::uint32_t y) {
            return score_[x] != score_[y] ? score_[x] > score_[y] : x > y;
        });
        if (partners.size() > kPartners) partners.resize(kPartners);
        std::sort(partners.begin(), partners.end());
        std::vector<ReportPair> pairs;
        for (const std::uint32_t other : partners) pairs.push_back({other, report, std::move(seeds_[other])});
        for (const std::uint32_t other : met_) {
            spread_[other] = score_[other] = 0.0;
            seeds_[other].clear();
        }
        return pairs;
    }

  private:
    struct Shared {
        std::uint32_t report = 0, sentence = 0;
        double worth = 0.0;
        bool row = false;
        auto operator<=>(const Shared&) const = default;
    };

    /// Sentences of earlier reports that share keys with one of this.
    void sentence(std::uint32_t report, std::span<const SharedKey> keys) {
        shared_.clear();
        here_.clear();
        for (const SharedKey& key : keys) {
            const auto begin = postings_.all.begin() + postings_.first[key.key],
                       end = postings_.all.begin() + postings_.first[key.key + 1];
            const auto holding = static_cast<std::uint32_t>(end - begin);
            const double worth = worth_of_key_.of(holding);
            const auto here = std::lower_bound(
                begin, end, report,
                [](const Postings::Standing& standing, std::uint32_t r) { return standing.report < r; });
            const bool all = holding <= kReportsOfKey || here - begin <= kNextOfCommonKey;
            const auto add = [&](const Postings::Standing& other) {
                shared_.push_back({other.report, other.sentence, worth, postings_.row[key.key]});
            };
            if (!all) add(*begin);
            for (auto other = all ? begin : here - kNextOfCommonKey; other != here; ++other) add(*other);
        }
        std::sort(shared_.begin(), shared_.end());
        for (std::size_t begin = 0, end = 0; begin < shared_.size(); begin = end) {
            double worth = 0.0;
            std::uint32_t rows = 0;
            for (; end < shared_.size() && shared_[end].report == shared_[begin].report &&
                   shared_[end].sentence == shared_[begin].sentence;
                 ++end) {
                worth += shared_[end].worth;
                rows += shared_[end].row ? 1 : 0;
            }
            const Shared& other = shared_[begin];
            if (spread_[other.report] == 0.0) met_.push_back(other.report);
            spread_[other.report] += worth;
            if (worth < least_) continue;
            if (rows < kRowsInARow &&
                cover(report, keys.front().sentence, other.report, other.sentence) < kSentenceCover)
                continue;
            score_[other.report] += worth;
            seeds_[other.report].push_back({other.sentence, keys.front().sentence});
        }
    }

    /// Share of what the poorer of two sentences says (senses, by rarity in the set) that the other says too.
    [[nodiscard]] double cover(std::uint32_t report, std::uint32_t sentence, std::uint32_t other_report,
                               std::uint32_t other_sentence) {
        if (here_.empty()) said(report, sentence, here_);
        said(other_report, other_sentence, there_);
        double both = 0.0, all_here = 0.0, all_there = 0.0;
        for (const auto& [sense, nats] : here_) all_here += nats;
        for (const auto& [sense, nats] : there_) all_there += nats;
        for (std::size_t i = 0, j = 0; i < here_.size() && j < there_.size();) {
            if (here_[i].first == there_[j].first) both += here_[i].second;
            const bool step_here = here_[i].first <= there_[j].first,
                       step_there = there_[j].first <= here_[i].first;
            i += step_here ? 1 : 0;
            j += step_there ? 1 : 0;
        }
        const double poorer = std::min(all_here, all_there);
        return poorer > 0.0 ? both / poorer : 0.0;
    }

    using Said = std::vector<std::pair<std::uint64_t, double>>;
    void said(std::uint32_t report, std::uint32_t sentence, Said& senses) {
        const FoldedReport& folded = *reports_[report];
        senses.clear();
        for (std::uint32_t w = folded.sentences[sentence].first; w < folded.sentences[sentence].last; ++w) {
            const Word& word = folded.words[w];
            if (word.slot == kNoSlot || word.is(kFormulaWord)) continue;
            senses.emplace_back(word.sense, 0.1 + worth_of_sense_.of(folded.senses[word.slot].reports));
        }
        std::sort(senses.begin(), senses.end());
        senses.erase(std::unique(senses.begin(), senses.end(),
                                 [](const auto& x, const auto& y) { return x.first == y.first; }),
                     senses.end());
    }

    std::span<const FoldedReport* const> reports_;
    const Postings& postings_;
    double all_, least_;
    Logarithms worth_of_key_, worth_of_sense_;      ///< by reports that hold it
    std::vector<double> spread_, score_;            ///< by report
    std::vector<std::vector<SentencePair>> seeds_;  ///< by report
    std::vector<std::uint32_t> met_;
    std::vector<Shared> shared_;
    Said here_, there_;
};

}  // namespace

std::vector<ReportPair> pairs_worth_comparing(std::span<const FoldedReport* const> reports,
                                              unsigned threads) {
    const auto count = static_cast<std::uint32_t>(reports.size());
    std::vector<ReportPair> pairs;
    if (count <= kAllPairs) {
        for (std::uint32_t b = 0; b < count; ++b) {
            for (std::uint32_t a = 0; a < b; ++a) pairs.push_back({a, b, {}});
        }
        return pairs;
    }
    constexpr std::uint32_t kLot = 256;
    const Postings postings = index_keys(reports, threads);
    std::vector<std::vector<ReportPair>> partners(count);
    for_each_index((count + kLot - 1) / kLot, threads, [&](std::size_t lot) {
        PartnerFinder finder(reports, postings);
        const auto begin = static_cast<std::uint32_t>(lot) * kLot;
        for (std::uint32_t r = begin; r < std::min(count, begin + kLot); ++r) partners[r] = finder.run(r);
    });
    for (std::vector<ReportPair>& some : partners)
        pairs.insert(pairs.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    return pairs;
}

}  // namespace sitrep::lineage
