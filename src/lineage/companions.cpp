#include "lineage/companions.hpp"

#include <algorithm>
#include <tuple>

namespace sitrep::lineage {
namespace {

constexpr double kLeastOfOther = 6.0;  // nats of a pair that another stands back for
constexpr double kTogether = 1.25;     // times the evidence that two such pairs have together

constexpr std::size_t kFewLinks = 2;       // that may be chance
constexpr std::uint32_t kLongRun = 9;      // equal words in a row that are none
constexpr std::uint32_t kLeastRun = 7;     // that strangers hardly share
constexpr std::uint32_t kLeastQuoted = 4;  // quoted on both sides
constexpr double kNearlyWhole = 0.65;      // of both sentences
constexpr double kMuchThatIsRare = 15.0;   // nats

/// The best links of every sentence of one report: number in the candidates + 1 of the best and the next.
struct Best {
    std::size_t first = 0, next = 0;
};

std::vector<Best> best_of(std::span<const Link> candidates, bool of_first) {
    std::vector<Best> best;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const std::size_t sentence = of_first ? candidates[i].p : candidates[i].q;
        if (sentence >= best.size()) best.resize(sentence + 1);
        Best& here = best[sentence];
        const auto beats = [&](std::size_t other) {
            return other == 0 || candidates[other - 1].evidence.total() < candidates[i].evidence.total();
        };
        if (beats(here.first)) {
            here.next = here.first;
            here.first = i + 1;
        } else if (beats(here.next)) {
            here.next = i + 1;
        }
    }
    return best;
}

/// Whether two other pairs, each the best one of the sentence that `candidates[i]` has not, are better.
bool stands_back(std::span<const Link> candidates, std::size_t i, const std::vector<Best>& of_first,
                 const std::vector<Best>& of_second) {
    const Link& link = candidates[i];
    const auto other = [&](const Best& best) { return best.first == i + 1 ? best.next : best.first; };
    const std::size_t x = other(of_first[link.p]), y = other(of_second[link.q]);
    if (x == 0 || y == 0) return false;
    const Link &with_p = candidates[x - 1], &with_q = candidates[y - 1];
    if (of_second[with_p.q].first != x || of_first[with_q.p].first != y) return false;
    const double here = link.evidence.total(), one = with_p.evidence.total(), two = with_q.evidence.total();
    return std::min(one, two) >= kLeastOfOther && one + two >= kTogether * here;
}

}  // namespace

std::vector<std::size_t> order_of(std::span<const Link> candidates) {
    const std::vector<Best> of_first = best_of(candidates, true), of_second = best_of(candidates, false);
    std::vector<std::size_t> order(candidates.size());
    std::vector<bool> back(candidates.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
        back[i] = stands_back(candidates, i, of_first, of_second);
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const Link &x = candidates[a], &y = candidates[b];
        return std::tuple(bool(back[a]), !x.strong, -x.evidence.total(), x.p, x.q) <
               std::tuple(bool(back[b]), !y.strong, -y.evidence.total(), y.p, y.q);
    });
    return order;
}

void drop_chances(std::vector<Link>& links, bool related) {
    // The subject's words in no order, other numbers.
    std::erase_if(links, [](const Link& link) {
        const SentenceEvidence& e = link.evidence;
        return e.rivals > 0.0 && e.numbers <= 0.0 && e.whole_run < 4 && e.quoted_run < 4;
    });
    if (links.size() > kFewLinks) return;
    const bool alone = links.size() == 1 && !related;
    std::erase_if(links, [alone](const Link& link) {
        const SentenceEvidence& e = link.evidence;
        if (link.one_house || e.whole_run >= kLongRun) return false;
        if (alone && e.narration + e.narration_order < kMuchThatIsRare) return true;
        return e.whole_run < kLeastRun && e.quoted_run < kLeastQuoted &&
               std::min(e.cover_p, e.cover_q) < kNearlyWhole;
    });
}

}  // namespace sitrep::lineage
