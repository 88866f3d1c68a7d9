// What two sentences have in common, and how much a word says in a pair of reports.
#include "lineage/compare.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>
#include <string>
#include <tuple>

#include "text/hash.hpp"

namespace sitrep::lineage {
namespace {

constexpr double kNameShare = 0.5;
constexpr double kNumberShare = 0.6;
constexpr double kStockShare = 0.3;
constexpr double kSubjectShare = 0.45;
constexpr double kRefrainShare = 0.3;  // words that come back in every fourth sentence
constexpr double kSideBySide = 0.35;   // nats for a word that keeps its neighbour
constexpr std::size_t kMaximumRunPairs = 4096;

/// Natural logarithm of a count; asked for a few hundred times a pair.
double logarithm(std::uint32_t count) {
    static const std::vector<double> kTable = [] {
        std::vector<double> table(1024);
        for (std::size_t i = 0; i < table.size(); ++i)
            table[i] = std::log(static_cast<double>(std::max<std::size_t>(1, i)));
        return table;
    }();
    return count < kTable.size() ? kTable[count] : std::log(static_cast<double>(count));
}

bool free(const std::vector<bool>& used, std::uint32_t word) { return word >= used.size() || !used[word]; }

/// Whether a run holds more than a few words of grammar.
bool says_something(const FoldedReport& report, std::uint32_t begin, std::uint32_t length) {
    if (length >= 4) return true;
    for (std::uint32_t w = begin; w < begin + length; ++w) {
        if (!report.words[w].is(kFunctionWord)) return true;
    }
    return false;
}

/// Maximal runs of equal senses between two sentences, words in use left out.
std::vector<Run> maximal_runs(const FoldedReport& first, std::uint32_t p, const FoldedReport& second,
                              std::uint32_t q, const std::vector<bool>& used_first,
                              const std::vector<bool>& used_second) {
    std::vector<Run> runs;
    const FoldedSentence &a = first.sentences[p], &b = second.sentences[q];
    const auto same = [&](std::uint32_t i, std::uint32_t j) {
        return first.words[i].sense == second.words[j].sense && free(used_first, i) && free(used_second, j);
    };
    const auto begin_at = [&](std::uint32_t i, std::uint32_t j) {
        if (!same(i, j) || (i > a.first && j > b.first && same(i - 1, j - 1))) return;
        std::uint32_t length = 1;
        while (i + length < a.last && j + length < b.last && same(i + length, j + length)) ++length;
        if (says_something(first, i, length)) runs.push_back({i, j, length});
    };
    const auto here = first.words_by_sense(p), there = second.words_by_sense(q);
    const auto half = [](std::uint64_t word) { return word >> 32; };
    for (std::size_t x = 0, y = 0; x < here.size() && y < there.size();) {
        if (half(here[x]) != half(there[y])) {
            half(here[x]) < half(there[y]) ? ++x : ++y;
            continue;
        }
        for (std::size_t z = y; z < there.size() && half(there[z]) == half(here[x]); ++z) {
            if (runs.size() >= kMaximumRunPairs) return runs;
            begin_at(static_cast<std::uint32_t>(here[x]), static_cast<std::uint32_t>(there[z]));
        }
        ++x;
    }
    return runs;
}

/// Maximal runs of equal senses, longest first, no word in two: greedy string tiling (Wise 1993) with moves.
std::vector<Run> tile(const FoldedReport& first, std::uint32_t number_p, const FoldedReport& second,
                      std::uint32_t number_q, const std::vector<bool>& used_first,
                      const std::vector<bool>& used_second) {
    std::vector<Run> runs = maximal_runs(first, number_p, second, number_q, used_first, used_second);
    const FoldedSentence &p = first.sentences[number_p], &q = second.sentences[number_q];
    const std::uint32_t n = p.last - p.first, m = q.last - q.first;
    // A word that stands twice is the one that stands beside the rest of the words kept.
    const auto longest = std::max_element(runs.begin(), runs.end(), [](const Run& a, const Run& b) {
        return std::tuple(a.length, b.p, b.q) < std::tuple(b.length, a.p, a.q);
    });
    const bool leads = longest != runs.end() && longest->length >= 3;
    const int diagonal =
        leads ? static_cast<int>(longest->p - p.first) - static_cast<int>(longest->q - q.first) : 0;
    const auto off_diagonal = [&](const Run& run) {
        return std::abs(static_cast<int>(run.p - p.first) - static_cast<int>(run.q - q.first) - diagonal);
    };
    std::sort(runs.begin(), runs.end(), [&](const Run& a, const Run& b) {
        return std::tuple(b.length, off_diagonal(a), a.p, a.q) <
               std::tuple(a.length, off_diagonal(b), b.p, b.q);
    });
    std::vector<bool> taken_p(n, false), taken_q(m, false);
    std::vector<Run> tiles;
    for (const Run& run : runs) {
        for (std::uint32_t at = 0; at < run.length;) {
            std::uint32_t length = 0;
            while (at + length < run.length && !taken_p[run.p - p.first + at + length] &&
                   !taken_q[run.q - q.first + at + length])
                ++length;
            if (length > 0 && says_something(first, run.p + at, length)) {
                tiles.push_back({run.p + at, run.q + at, length});
                for (std::uint32_t w = 0; w < length; ++w)
                    taken_p[run.p - p.first + at + w] = taken_q[run.q - q.first + at + w] = true;
            }
            at += length + 1;
        }
    }
    std::sort(tiles.begin(), tiles.end(), [](const Run& a, const Run& b) { return a.p < b.p; });
    return tiles;
}

template <typename Weights>
void weigh_run(const FoldedReport& first, const FoldedReport& second, const Run& run, const Weights& weights,
               SentenceEvidence& evidence, double& matched_p, double& matched_q,
               std::uint32_t& matched_numbers) {
    std::uint32_t quoted_run = 0, narration_content = 0, plain_words = 0;
    for (std::uint32_t at = 0; at < run.length; ++at) {
        const Word& a = first.words[run.p + at];
        const Word& b = second.words[run.q + at];
        const double weight = std::min(weights.of(a), weights.of(b));
        matched_p += weights.of(a);
        matched_q += weights.of(b);
        const bool quoted = a.is(kQuotedWord) || b.is(kQuotedWord);
        const bool both_quoted = a.is(kQuotedWord) && b.is(kQuotedWord);
        quoted_run = both_quoted ? quoted_run + 1 : 0;
        evidence.quoted_run = std::max(evidence.quoted_run, quoted_run);
        if (a.is(kNumberWord)) {
            evidence.numbers += weight;
            ++matched_numbers;
        } else if (a.is(kNameWord) && b.is(kNameWord)) {
            evidence.names += weight;
        } else if (quoted) {
            evidence.quoted += weight;
        } else {
            evidence.narration += weight;
            if (a.content() && b.content()) {
                ++evidence.content_words;
                ++narration_content;
            }
        }
        const bool formula = a.is(kFormulaWord) && b.is(kFormulaWord);
        if (!formula && !quoted) ++plain_words;
        if (at > 0 && !formula) {
            evidence.order += at >= 6 ? 2.0 * kSideBySide : kSideBySide;
            if (!quoted) evidence.narration_order += kSideBySide;
        }
    }
    if (narration_content >= 1) evidence.whole_run = std::max(evidence.whole_run, plain_words);
    if (narration_content >= 3) evidence.narration_run = std::max(evidence.narration_run, plain_words);
}

struct Rarity {
    double common = 0.0;  ///< upper limit: how rare the sense is in these two
    double share = 1.0;
};

/// How rare senses are in two reports.
class PairRarity {
  public:
    PairRarity(const FoldedReport& first, const FoldedReport& second, bool subject_counts)
        : sentences_(static_cast<double>(first.sentences.size() + second.sentences.size())),
          all_(std::log(std::max(1.0, sentences_))),
          subject_counts_(subject_counts) {}

    /// `elsewhere`: sentences of the other report that hold the sense.
    [[nodiscard]] Rarity of(const Sense& sense, std::uint32_t elsewhere) const {
        const double holding = sense.sentences + elsewhere;
        Rarity result{all_ - logarithm(sense.sentences + elsewhere) + 1.0, 1.0};
        if (sentences_ >= 16.0 && holding > 0.25 * sentences_) result.share = kRefrainShare;
        if (!subject_counts_ && sense.subject) result.share *= kSubjectShare;
        return result;
    }

  private:
    double sentences_, all_;
    bool subject_counts_;
};

double weight(const Word& word, const Rarity& rarity) {
    if (word.is(kFunctionWord) || word.is(kFormulaWord)) return 0.0;
    const double weight = std::max(0.2, std::min(word.rarity, rarity.common)) * rarity.share;
    if (word.is(kStockWord)) return kStockShare * weight;
    if (word.is(kNameWord)) return kNameShare * weight;
    if (word.is(kNumberWord)) return kNumberShare * weight;
    return weight;
}

/// What PairWeights tells, worked out for the words of two sentences alone.
class SentenceWeights {
  public:
    SentenceWeights(const FoldedReport& first, std::uint32_t p, const FoldedReport& second, std::uint32_t q)
        : rarity_(first, second, false),
          p_(&first.words[first.sentences[p].first]),
          q_(&second.words[second.sentences[q].first]) {
        weigh(first, p, second, of_p_);
        weigh(second, q, first, of_q_);
    }
    [[nodiscard]] double of(const Word& word) const {
        const bool in_p = !std::less<>()(&word, p_) && std::less<>()(&word, p_ + of_p_.size());
        return in_p ? of_p_[static_cast<std::size_t>(&word - p_)]
                    : of_q_[static_cast<std::size_t>(&word - q_)];
    }
    [[nodiscard]] double of_first_sentence(std::uint32_t) const { return sum(of_p_); }
    [[nodiscard]] double of_second_sentence(std::uint32_t) const { return sum(of_q_); }

  private:
    static double sum(const std::vector<double>& weights) {
        double all = 0.0;
        for (const double weight : weights) all += weight;
        return all;
    }

    void weigh(const FoldedReport& report, std::uint32_t number, const FoldedReport& other,
               std::vector<double>& of_words) const {
        const FoldedSentence& sentence = report.sentences[number];
        of_words.reserve(sentence.last - sentence.first);
        for (std::uint32_t w = sentence.first; w < sentence.last; ++w) {
            const Word& word = report.words[w];
            if (word.slot == kNoSlot) {
                of_words.push_back(0.0);
                continue;
            }
            const auto there =
                std::lower_bound(other.senses.begin(), other.senses.end(), word.sense,
                                 [](const Sense& sense, std::uint64_t hash) { return sense.hash < hash; });
            const bool shared = there != other.senses.end() && there->hash == word.sense;
            of_words.push_back(
                weight(word, rarity_.of(report.senses[word.slot], shared ? there->sentences : 0)));
        }
    }

    PairRarity rarity_;
    const Word *p_, *q_;
    std::vector<double> of_p_, of_q_;
};

template <typename Weights>
Link relate(const FoldedReport& first, std::uint32_t p, const FoldedReport& second, std::uint32_t q,
            const Weights& weights, const std::vector<bool>& used_first,
            const std::vector<bool>& used_second) {
    const FoldedSentence &a = first.sentences[p], &b = second.sentences[q];
    Link link{p, q, {}, tile(first, p, second, q, used_first, used_second), false, false, 0.0};
    double matched_p = 0.0, matched_q = 0.0;
    std::uint32_t matched_numbers = 0;
    for (const Run& run : link.runs)
        weigh_run(first, second, run, weights, link.evidence, matched_p, matched_q, matched_numbers);
    const double all_p = weights.of_first_sentence(p), all_q = weights.of_second_sentence(q);
    link.evidence.cover_p = all_p > 0.0 ? matched_p / all_p : 0.0;
    link.evidence.cover_q = all_q > 0.0 ? matched_q / all_q : 0.0;
    const std::uint32_t left_p = a.numbers - matched_numbers, left_q = b.numbers - matched_numbers;
    link.evidence.rivals = std::min(left_p, left_q);
    link.score = link.evidence.total();
    return link;
}

}  // namespace

bool is_strong(const SentenceEvidence& e) {
    const double told = e.narration + e.narration_order - 1.5 * e.rivals;
    const double cover = std::max(e.cover_p, e.cover_q);
    if (e.narration_run >= 8 && told >= 8.0) return true;
    if (e.whole_run >= 12 && e.content_words >= 2) return true;
    if (e.whole_run >= 8 && e.content_words >= 1 && std::min(e.cover_p, e.cover_q) >= 0.9) return true;
    return e.content_words >= 3 && ((told >= 12.0 && cover >= 0.35) || (told >= 9.0 && cover >= 0.55));
}

std::uint32_t content_beside_names(const FoldedReport& first, const Link& link) {
    std::uint32_t count = 0;
    for (const Run& run : link.runs) {
        const std::span words(first.words.data() + run.p, run.length);
        const auto is_name = [](const Word& word) { return word.is(kNameWord); };
        const auto is_content = [](const Word& word) { return word.content(); };
        if (std::none_of(words.begin(), words.end(), is_name))
            count += static_cast<std::uint32_t>(std::count_if(words.begin(), words.end(), is_content));
    }
    return count;
}

bool holds_large_number(const FoldedReport& first, const Link& link) {
    // Below a hundred, in words ("seventeen") or digits, and years.
    static const std::vector<std::uint64_t> kSmallOrYear = [] {
        std::vector<std::uint64_t> numbers;
        for (int small = 0; small < 100; ++small)
            numbers.push_back(text::hash64("#" + std::to_string(small)));
        for (int year = 1900; year < 2100; ++year)
            numbers.push_back(text::hash64("#" + std::to_string(year)));
        std::sort(numbers.begin(), numbers.end());
        return numbers;
    }();
    const auto is_large = [](const Word& word) {
        return word.is(kNumberWord) && word.range.size() >= 3 &&
               !std::binary_search(kSmallOrYear.begin(), kSmallOrYear.end(), word.sense);
    };
    return std::any_of(link.runs.begin(), link.runs.end(), [&](const Run& run) {
        return std::any_of(first.words.begin() + run.p, first.words.begin() + run.p + run.length, is_large);
    });
}

bool stands_close(const Link& link, bool of_second, const FoldedSentence& sentence) {
    std::uint32_t first = sentence.last, last = sentence.first, matched = 0;
    for (const Run& run : link.runs) {
        const std::uint32_t begin = of_second ? run.q : run.p;
        first = std::min(first, begin);
        last = std::max(last, begin + run.length);
        matched += run.length;
    }
    return 2 * matched >= last - first && 2 * (last - first) <= sentence.last - sentence.first;
}

bool is_form(std::span<const Link> links) {
    constexpr std::size_t kRivals = 3;
    std::size_t rivals = 0, figures = 0;
    bool lead = false;
    for (const Link& link : links) {
        rivals += link.evidence.rivals > 0.0 ? 1 : 0;
        figures += link.evidence.rivals > 0.0 || link.evidence.numbers > 0.0 ? 1 : 0;
        lead = lead || (link.p == 0 && link.q == 0 && link.evidence.rivals > 0.0);
    }
    return lead && rivals >= kRivals && 5 * rivals >= 3 * figures;
}

bool seeds_hold(const FoldedReport& first, const FoldedReport& second, std::span<const SentencePair> seeds) {
    constexpr std::size_t kMany = 3;
    if (seeds.empty() || seeds.size() >= kMany) return true;
    return std::any_of(seeds.begin(), seeds.end(), [&](const SentencePair& seed) {
        const Link link = relate_two_sentences(first, seed.p, second, seed.q);
        return is_strong(link.evidence) || link.evidence.quoted_run >= kTellingQuotation;
    });
}

PairWeights::PairWeights(const FoldedReport& first, const FoldedReport& second, bool subject_counts)
    : first_(first), second_(second), slot_in_second_(first.senses.size(), kNoSlot) {
    const PairRarity rarity(first, second, subject_counts);
    std::vector<std::uint32_t> slot_in_first(second.senses.size(), kNoSlot);
    for (std::uint32_t i = 0, j = 0; i < first.senses.size() && j < second.senses.size();) {
        const std::uint64_t here = first.senses[i].hash, there = second.senses[j].hash;
        if (here == there) {
            slot_in_second_[i] = j;
            slot_in_first[j] = i;
        }
        i += here <= there ? 1 : 0;
        j += there <= here ? 1 : 0;
    }
    const auto weigh = [&](const FoldedReport& report, const std::vector<std::uint32_t>& slot_in_other,
                           const FoldedReport& other, std::vector<double>& of_words,
                           std::vector<double>& of_sentences) {
        std::vector<Rarity> rarities;
        rarities.reserve(report.senses.size());
        for (std::uint32_t slot = 0; slot < report.senses.size(); ++slot) {
            const std::uint32_t there = slot_in_other[slot];
            rarities.push_back(
                rarity.of(report.senses[slot], there == kNoSlot ? 0 : other.senses[there].sentences));
        }
        of_words.reserve(report.words.size());
        for (const Word& word : report.words)
            of_words.push_back(word.slot == kNoSlot ? 0.0 : weight(word, rarities[word.slot]));
        of_sentences.reserve(report.sentences.size());
        for (const FoldedSentence& sentence : report.sentences) {
            double sum = 0.0;
            for (std::uint32_t w = sentence.first; w < sentence.last; ++w) sum += of_words[w];
            of_sentences.push_back(sum);
        }
    };
    weigh(first, slot_in_second_, second, of_first_, first_sentences_);
    weigh(second, slot_in_first, first, of_second_, second_sentences_);
}

Link relate_sentences(const FoldedReport& first, std::uint32_t p, const FoldedReport& second, std::uint32_t q,
                      const PairWeights& weights, const std::vector<bool>& used_first,
                      const std::vector<bool>& used_second) {
    return relate(first, p, second, q, weights, used_first, used_second);
}

Link relate_two_sentences(const FoldedReport& first, std::uint32_t p, const FoldedReport& second,
                          std::uint32_t q) {
    return relate(first, p, second, q, SentenceWeights(first, p, second, q), {}, {});
}

}  // namespace sitrep::lineage
