#include "lineage/retold.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace sitrep::lineage {
namespace {

constexpr double kCompanion = 6.0;  // nats that two sentences share
constexpr double kLooseCompanion = 3.5;
constexpr double kRetoldShare = 0.32;   // of the shorter report's sentences; strangers hardly reach it
constexpr double kHighShare = 0.36;     // enough with one figure, where none differs
constexpr std::size_t kFewFigures = 2;  // sentences with the same figures that it takes besides
constexpr double kProvenShare = 0.25;   // where more than one sentence proves a copy, and no figures differ
constexpr std::uint32_t kProofs = 2;
constexpr double kWithFigures = 0.2;  // enough where the figures agree throughout
constexpr double kLooseShare = 0.45;  // of sentences with a loose companion; the same
constexpr std::size_t kSameFigures = 3;
constexpr std::size_t kLeastRetold = 8;  // sentences of the shorter report that are enough to tell

constexpr int kRounds = 3;
constexpr double kBesideLink = 1.5;         // nats of a copied neighbour on the same course
constexpr double kMostOfPlace = 3.0;        // nats of all of them
constexpr double kWholly = 0.95;            // of both sentences
constexpr double kShortWholly = 4.0;        // nats that a sentence says which stands in both, anywhere
constexpr double kFrameCover = 0.45;        // of both sentences, where one figure differs
constexpr double kFrame = 7.5;              // nats, with the place, of such a frame
constexpr std::uint32_t kTellingFrame = 5;  // content words beside which two figures may differ
constexpr double kManyWords = 13.0;         // nats of words, names and their order where no figure helps
constexpr double kCoverOfMany = 0.4;
constexpr double kLead = 8.0;         // nats of two first sentences: both tell the news
constexpr double kWordsOfLead = 5.0;  // nats of their words outside quotation marks
constexpr double kMuch = 10.0;        // nats of two sentences that share the better part of one
constexpr double kCoverOfOne = 0.7;
constexpr double kCoverOfBoth = 0.4;
constexpr double kLargeFigure = 3.8;     // nats, with the place, beside a large number
constexpr double kCoverOfFigure = 0.28;  // of one of the sentences, beside a small one
constexpr double kWithFigure = 6.5;      // beside any number
constexpr double kWithoutFigure = 7.0;
constexpr double kLeastCover = 0.2;
constexpr double kCoverWithoutFigure = 0.3;

struct Retold {
    Link link;
    double place = 0.0;  ///< nats of its place between links
    [[nodiscard]] double score() const { return link.evidence.total() + place; }
};

class RetoldFinder {
  public:
    RetoldFinder(const FoldedReport& first, const FoldedReport& second, const PairWeights& weights,
                 std::span<const Link> candidates, std::vector<Link>& links)
        : first_(first),
          second_(second),
          weights_(weights),
          candidates_(candidates),
          links_(links),
          used_first_(first.words.size(), false),
          used_second_(second.words.size(), false) {
        for (const Link& link : links) use(link);
    }

    void run() {
        for (int round = 0; round < kRounds; ++round) {
            std::vector<Retold> found = best_of_both();
            const std::size_t before = links_.size();
            for (Retold& one : found) {
                if (taken(one.link)) continue;
                use(one.link);
                links_.push_back(std::move(one.link));
            }
            if (links_.size() == before) return;
        }
    }

  private:
    void use(const Link& link) {
        for (const Run& run : link.runs) {
            for (std::uint32_t w = 0; w < run.length; ++w)
                used_first_[run.p + w] = used_second_[run.q + w] = true;
        }
    }

    /// Whether another link of the round has its words.
    [[nodiscard]] bool taken(const Link& link) const {
        return std::any_of(link.runs.begin(), link.runs.end(),
                           [&](const Run& run) { return used_first_[run.p] || used_second_[run.q]; });
    }

    [[nodiscard]] static bool mostly_used(const std::vector<bool>& used, const FoldedSentence& sentence) {
        const auto begin = used.begin() + sentence.first, end = used.begin() + sentence.last;
        return 3 * std::count(begin, end, true) >= sentence.last - sentence.first;
    }

    /// Links of neighbours on the same course.
    [[nodiscard]] double place(const Link& link) const {
        double sum = 0.0;
        for (const Link& other : links_) {
            const int dp = static_cast<int>(link.p) - static_cast<int>(other.p),
                      dq = static_cast<int>(link.q) - static_cast<int>(other.q);
            if (dp == 0 && dq == 0) return 0.0;
            if (std::abs(dp) <= 2 && std::abs(dq) <= 2 && dp * dq >= 0) sum += kBesideLink;
        }
        return std::min(sum, kMostOfPlace);
    }

    /// The candidates, and the sentences right before and behind copied ones: "That is a promise" says too
    /// little to be one.
    [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> worth_asking() const {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
        for (const Link& candidate : candidates_) pairs.emplace_back(candidate.p, candidate.q);
        for (const Link& link : links_) {
            if (link.p + 1 < first_.sentences.size() && link.q + 1 < second_.sentences.size())
                pairs.emplace_back(link.p + 1, link.q + 1);
            if (link.p > 0 && link.q > 0) pairs.emplace_back(link.p - 1, link.q - 1);
        }
        std::sort(pairs.begin(), pairs.end());
        pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
        return pairs;
    }

    std::vector<Retold> best_of_both() const {
        std::vector<Retold> all;
        std::vector<double> best_p(first_.sentences.size(), 0.0), best_q(second_.sentences.size(), 0.0);
        for (const auto& [p, q] : worth_asking()) {
            if (mostly_used(used_first_, first_.sentences[p]) ||
                mostly_used(used_second_, second_.sentences[q]))
                continue;
            Retold one{relate_sentences(first_, p, second_, q, weights_, used_first_, used_second_), 0.0};
            if (one.link.runs.empty()) continue;
            one.place = place(one.link);
            if (!acceptable(one)) continue;
            best_p[p] = std::max(best_p[p], one.score());
            best_q[q] = std::max(best_q[q], one.score());
            all.push_back(std::move(one));
        }
        std::erase_if(all, [&](const Retold& one) {
            return one.score() < best_p[one.link.p] || one.score() < best_q[one.link.q];
        });
        std::sort(all.begin(), all.end(), [](const Retold& x, const Retold& y) {
            return std::tuple(y.score(), x.link.p, x.link.q) < std::tuple(x.score(), y.link.p, y.link.q);
        });
        return all;
    }

    [[nodiscard]] bool acceptable(const Retold& one) const {
        const SentenceEvidence& e = one.link.evidence;
        const double least = std::min(e.cover_p, e.cover_q), most = std::max(e.cover_p, e.cover_q);
        if (most >= kWholly && in_row(one.link) && beside_link(one.link)) return true;
        if (e.narration + e.quoted <= 0.0) return false;
        if (least >= kWholly) return one.place > 0.0 || e.total() >= kShortWholly;
        const bool both_lead = one.link.p == 0 && one.link.q == 0;
        if (both_lead && e.rivals <= 1.0 && e.narration >= kWordsOfLead && e.total() >= kLead) return true;
        if (e.rivals <= 0.0 && least >= kCoverOfBoth && most >= kCoverOfOne && e.total() >= kMuch)
            return true;
        if (e.rivals > 0.0)
            return e.rivals <= (e.content_words >= kTellingFrame ? 2.0 : 1.0) && least >= kFrameCover &&
                   e.content_words >= 2 && one.score() >= kFrame;
        if (holds_large_number(first_, one.link) && one.score() >= kLargeFigure) return true;
        if (e.numbers > 0.0 && most >= kCoverOfFigure && one.score() >= kLargeFigure) return true;
        if (e.numbers > 0.0) return e.content_words >= 1 && one.score() >= kWithFigure && most >= kLeastCover;
        const std::uint32_t beside = content_beside_names(first_, one.link);
        if (beside >= 1 && e.content_words >= 2 && e.total() >= kManyWords && most >= kCoverOfMany)
            return true;
        return beside >= 2 && one.score() >= kWithoutFigure && most >= kCoverWithoutFigure;
    }

    /// Three words or more side by side.
    [[nodiscard]] static bool in_row(const Link& link) {
        return std::any_of(link.runs.begin(), link.runs.end(),
                           [](const Run& run) { return run.length >= 3; });
    }

    /// The sentence right before or behind a copied one, on both sides.
    [[nodiscard]] bool beside_link(const Link& link) const {
        return std::any_of(links_.begin(), links_.end(), [&](const Link& other) {
            const int dp = static_cast<int>(link.p) - static_cast<int>(other.p),
                      dq = static_cast<int>(link.q) - static_cast<int>(other.q);
            return dp == dq && std::abs(dp) == 1;
        });
    }

    const FoldedReport& first_;
    const FoldedReport& second_;
    const PairWeights& weights_;
    std::span<const Link> candidates_;
    std::vector<Link>& links_;
    std::vector<bool> used_first_, used_second_;
};

}  // namespace

bool retold_throughout(const FoldedReport& first, const FoldedReport& second,
                       std::span<const Link> candidates, std::uint32_t proofs) {
    const std::size_t count = std::min(first.sentences.size(), second.sentences.size());
    if (count < kLeastRetold) return false;
    std::vector<const Link*> best;
    for (const Link& link : candidates) {
        if (link.evidence.total() >= kLooseCompanion) best.push_back(&link);
    }
    std::sort(best.begin(), best.end(), [](const Link* x, const Link* y) {
        return std::tuple(y->evidence.total(), x->p, x->q) < std::tuple(x->evidence.total(), y->p, y->q);
    });
    std::vector<bool> seen_p(first.sentences.size(), false), seen_q(second.sentences.size(), false);
    std::size_t companions = 0, loose = 0, same_figures = 0, other_figures = 0;
    for (const Link* link : best) {
        if (seen_p[link->p] || seen_q[link->q]) continue;
        seen_p[link->p] = seen_q[link->q] = true;
        const SentenceEvidence& e = link->evidence;
        ++loose;
        companions += e.total() >= kCompanion ? 1 : 0;
        other_figures += e.rivals > 0.0 ? 1 : 0;
        same_figures += e.rivals <= 0.0 && e.numbers > 0.0 ? 1 : 0;
    }
    const double share = static_cast<double>(companions) / static_cast<double>(count);
    if (share >= kRetoldShare && same_figures >= kFewFigures && same_figures >= other_figures) return true;
    // Figures that a rewriter leaves out tell nothing either way; not one of them differs.
    if (share >= kHighShare && same_figures > 0 && other_figures == 0) return true;
    if (share >= kRetoldShare) return false;
    if (share >= kProvenShare && proofs >= kProofs && same_figures >= other_figures + kFewFigures)
        return true;
    const double loose_share = static_cast<double>(loose) / static_cast<double>(count);
    return (share >= kWithFigures || loose_share >= kLooseShare) && same_figures >= kSameFigures &&
           same_figures >= other_figures + kFewFigures;
}

void add_retold(const FoldedReport& first, const FoldedReport& second, const PairWeights& weights,
                std::span<const Link> candidates, std::vector<Link>& links) {
    RetoldFinder(first, second, weights, candidates, links).run();
}

}  // namespace sitrep::lineage
