// What two sentences have in common, and how much a word says in a pair of reports.
#include "lineage/compare.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

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
std::vector<Run> maximal_runs(const FoldedReport& first, const FoldedSentence& p, const FoldedReport& second,
                              const FoldedSentence& q, const std::vector<bool>& used_first,
                              const std::vector<bool>& used_second) {
    std::vector<Run> runs;
    const std::uint32_t* const brief = second.brief_senses.data();
    const auto same = [&](std::uint32_t i, std::uint32_t j) {
        return first.brief_senses[i] == brief[j] && first.words[i].sense == second.words[j].sense &&
               free(used_first, i) && free(used_second, j);
    };
    for (std::uint32_t i = p.first; i < p.last; ++i) {
        const std::uint32_t wanted = first.brief_senses[i];
        for (std::uint32_t j = q.first; j < q.last; ++j) {
            if (brief[j] != wanted || !same(i, j)) continue;
            if (i > p.first && j > q.first && same(i - 1, j - 1)) continue;
            std::uint32_t length = 1;
            while (i + length < p.last && j + length < q.last && same(i + length, j + length)) ++length;
            if (says_something(first, i, length)) runs.push_back({i, j, length});
            if (runs.size() >= kMaximumRunPairs) return runs;
        }
    }
    return runs;
}

/// Maximal runs of equal senses, longest first, no word in two: greedy string tiling (Wise 1993) with moves.
std::vector<Run> tile(const FoldedReport& first, const FoldedSentence& p, const FoldedReport& second,
                      const FoldedSentence& q, const std::vector<bool>& used_first,
                      const std::vector<bool>& used_second) {
    const std::uint32_t n = p.last - p.first, m = q.last - q.first;
    std::vector<Run> runs = maximal_runs(first, p, second, q, used_first, used_second);
    const auto off_diagonal = [&](const Run& run) {
        return std::abs(static_cast<int>(run.p - p.first) - static_cast<int>(run.q - q.first));
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

void weigh_run(const FoldedReport& first, const FoldedReport& second, const Run& run,
               const PairWeights& weights, SentenceEvidence& evidence, double& matched_p, double& matched_q,
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

}  // namespace

PairWeights::PairWeights(const FoldedReport& first, const FoldedReport& second, bool subject_counts)
    : first_(first), second_(second), slot_in_second_(first.senses.size(), kNoSlot) {
    const auto sentences = static_cast<double>(first.sentences.size() + second.sentences.size());
    const double all = std::log(std::max(1.0, sentences));
    const auto rarity = [&](const Sense& sense, std::uint32_t elsewhere) {
        const double holding = sense.sentences + elsewhere;
        Rarity result{all - logarithm(sense.sentences + elsewhere) + 1.0, 1.0};
        if (sentences >= 16.0 && holding > 0.25 * sentences) result.share = kRefrainShare;
        if (!subject_counts && sense.subject) result.share *= kSubjectShare;
        return result;
    };
    std::vector<Rarity> of_first(first.senses.size()), of_second(second.senses.size());
    for (std::uint32_t i = 0, j = 0; i < first.senses.size() || j < second.senses.size();) {
        const bool left = i < first.senses.size(), right = j < second.senses.size();
        if (left && right && first.senses[i].hash == second.senses[j].hash) {
            slot_in_second_[i] = j;
            of_first[i] = rarity(first.senses[i], second.senses[j].sentences);
            of_second[j] = of_first[i];
            ++i, ++j;
        } else if (!right || (left && first.senses[i].hash < second.senses[j].hash)) {
            of_first[i] = rarity(first.senses[i], 0);
            ++i;
        } else {
            of_second[j] = rarity(second.senses[j], 0);
            ++j;
        }
    }
    weigh(first, of_first, of_first_, first_sentences_);
    weigh(second, of_second, of_second_, second_sentences_);
}

void PairWeights::weigh(const FoldedReport& report, const std::vector<Rarity>& rarities,
                        std::vector<double>& of_words, std::vector<double>& of_sentences) {
    of_words.reserve(report.words.size());
    for (const Word& word : report.words)
        of_words.push_back(word.slot == kNoSlot ? 0.0 : weight(word, rarities[word.slot]));
    of_sentences.reserve(report.sentences.size());
    for (const FoldedSentence& sentence : report.sentences) {
        double sum = 0.0;
        for (std::uint32_t w = sentence.first; w < sentence.last; ++w) sum += of_words[w];
        of_sentences.push_back(sum);
    }
}

double PairWeights::weight(const Word& word, const Rarity& rarity) {
    if (word.is(kFunctionWord) || word.is(kFormulaWord)) return 0.0;
    const double weight = std::max(0.2, std::min(word.rarity, rarity.common)) * rarity.share;
    if (word.is(kStockWord)) return kStockShare * weight;
    if (word.is(kNameWord)) return kNameShare * weight;
    if (word.is(kNumberWord)) return kNumberShare * weight;
    return weight;
}

Link relate_sentences(const FoldedReport& first, std::uint32_t p, const FoldedReport& second, std::uint32_t q,
                      const PairWeights& weights, const std::vector<bool>& used_first,
                      const std::vector<bool>& used_second) {
    const FoldedSentence &a = first.sentences[p], &b = second.sentences[q];
    Link link{p, q, {}, tile(first, a, second, b, used_first, used_second), false, 0.0};
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

}  // namespace sitrep::lineage
