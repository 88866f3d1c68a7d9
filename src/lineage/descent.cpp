#include "lineage/descent.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace sitrep::lineage {
namespace {

constexpr double kDecided = 1.0;        // log-odds below which the words do not tell
constexpr double kSameOfShorter = 0.5;  // share of words that near-copies have in common
constexpr double kSameOfLonger = 0.35;
constexpr double kLargestLean = 3.0;   // of one pair, against all others of its tree
constexpr double kPutTogether = 3.0;   // log-odds for a source of a report that has nothing of its own
constexpr double kNothingOwn = 0.8;    // share of sentences that stand in others
constexpr double kWholeCopy = 0.9;     // share of a report from which the other has it whole
constexpr double kOwnOfSource = 0.75;  // a source that is copied nearly whole may be the copy
constexpr std::size_t kPartsOfReport = 96;

/// Two reports with their passages.
struct Kin {
    ReportIndex a = 0, b = 0;
    std::size_t first = 0, last = 0;  ///< passages
    std::uint32_t same = 0;           ///< words spelt alike
    double lean = 0.0;                ///< positive: `a` is the source
};

std::vector<Kin> kin_of(std::span<const TracedReport> reports, std::span<const SharedPassage> passages) {
    std::vector<Kin> all;
    for (std::size_t i = 0; i < passages.size(); ++i) {
        const SharedPassage& passage = passages[i];
        if (all.empty() || all.back().a != passage.a || all.back().b != passage.b)
            all.push_back({passage.a, passage.b, i, i, 0, passage.lean});
        Kin& kin = all.back();
        kin.last = i + 1;
        const auto &words_a = reports[passage.a].folded.words, &words_b = reports[passage.b].folded.words;
        for (const Run& run : passage.runs) {
            for (std::uint32_t w = 0; w < run.length; ++w)
                kin.same += words_a[run.p + w].spelling == words_b[run.q + w].spelling ? 1 : 0;
        }
    }
    return all;
}

/// A tree of near-copies, rooted where it most likely began.
class Tree {
  public:
    struct Edge {
        std::uint32_t to = 0;
        double lean = 0.0;  ///< positive: from here to there
    };

    explicit Tree(std::size_t reports) : edges_(reports), place_(reports), up_(reports), size_(reports) {}

    void connect(ReportIndex a, ReportIndex b, double lean) {
        edges_[a].push_back({b, lean});
        edges_[b].push_back({a, -lean});
    }

    /// Places the root of the tree that holds `member` and the certainty of every edge. `shape`: how far the
    /// form of the tree counts, from 0 (it could as well be another) to 1.
    void settle(ReportIndex member, double shape) {
        walk(member);
        const std::vector<ReportIndex> order = order_;
        const auto count = static_cast<double>(order.size());
        std::vector<double> score(order.size(), 0.0);
        for (std::size_t i = 1; i < order.size(); ++i) {
            const ReportIndex here = order[i], above = up_[here];
            const double below = size_[here], lean = lean_between(above, here);
            score[i] = score[place_[above]] + shape * std::log(below / (count - below)) - lean;
        }
        std::size_t best = 0;
        for (std::size_t i = 1; i < order.size(); ++i) {
            if (std::tuple(score[i], order[best]) > std::tuple(score[best], order[i])) best = i;
        }
        const std::vector<std::uint32_t> place = place_;
        walk(order[best]);
        // Below an edge of the tree as it is rooted now: a stretch of its order. The edge is as sure as the
        // best root above it is better than the best below.
        std::vector<double> here(order_.size()), before(order_.size() + 1, -1e300),
            after(order_.size() + 1, -1e300);
        for (std::size_t i = 0; i < order_.size(); ++i) here[i] = score[place[order_[i]]];
        for (std::size_t i = 0; i < order_.size(); ++i) before[i + 1] = std::max(before[i], here[i]);
        for (std::size_t i = order_.size(); i > 0; --i) after[i - 1] = std::max(after[i], here[i - 1]);
        for (std::size_t i = 1; i < order_.size(); ++i) {
            const std::size_t end = i + static_cast<std::size_t>(size_[order_[i]]);
            const double inside = *std::max_element(here.begin() + static_cast<std::ptrdiff_t>(i),
                                                    here.begin() + static_cast<std::ptrdiff_t>(end));
            sure_[order_[i]] = std::max(before[i], after[end]) - inside;
        }
    }

    enum class Descent : std::uint8_t { a_to_b, b_to_a, both_from_third, open };

    /// How two members of one tree descend from each other.
    [[nodiscard]] Descent between(ReportIndex a, ReportIndex b) const {
        if (above(a, b)) return sure_up_to(b, a) ? Descent::a_to_b : Descent::open;
        if (above(b, a)) return sure_up_to(a, b) ? Descent::b_to_a : Descent::open;
        const ReportIndex top = third(a, b);
        return sure_up_to(a, top) && sure_up_to(b, top) ? Descent::both_from_third : Descent::open;
    }

    /// The nearest member that two of one tree both descend from.
    [[nodiscard]] ReportIndex third(ReportIndex a, ReportIndex b) const {
        while (!above(a, b)) a = up_[a];
        return a;
    }

  private:
    void walk(ReportIndex root) {
        order_.clear();
        sure_.resize(edges_.size(), 0.0);
        std::vector<ReportIndex> open = {root};
        up_[root] = root;
        sure_[root] = 1e9;
        while (!open.empty()) {
            const ReportIndex here = open.back();
            open.pop_back();
            place_[here] = static_cast<std::uint32_t>(order_.size());
            size_[here] = 1.0;
            order_.push_back(here);
            for (const Edge& edge : edges_[here]) {
                if (edge.to == up_[here]) continue;
                up_[edge.to] = here;
                open.push_back(edge.to);
            }
        }
        for (std::size_t i = order_.size(); i > 1; --i) size_[up_[order_[i - 1]]] += size_[order_[i - 1]];
    }

    [[nodiscard]] double lean_between(ReportIndex from, ReportIndex to) const {
        for (const Edge& edge : edges_[from]) {
            if (edge.to == to) return edge.lean;
        }
        return 0.0;
    }

    [[nodiscard]] bool above(ReportIndex x, ReportIndex y) const {
        return place_[x] <= place_[y] && place_[y] < place_[x] + static_cast<std::uint32_t>(size_[x]);
    }

    [[nodiscard]] bool sure_up_to(ReportIndex from, ReportIndex top) const {
        for (ReportIndex at = from; at != top; at = up_[at]) {
            if (sure_[at] < kDecided) return false;
        }
        return true;
    }

    std::vector<std::vector<Edge>> edges_;
    std::vector<std::uint32_t> place_;  ///< in the order of its tree, parents first, subtrees in a row
    std::vector<ReportIndex> up_;
    std::vector<double> size_;  ///< members below and itself
    std::vector<double> sure_;  ///< log-odds of the edge to the parent
    std::vector<ReportIndex> order_;
};

/// How unlikely it is, in nats, that two draws of `here` and `there` out of `count` have `meeting` or fewer
/// in common (hypergeometric).
double unlikely(std::size_t count, std::size_t here, std::size_t there, std::size_t meeting) {
    if (here == 0 || there == 0 || here > count || there > count) return 0.0;
    const auto choose = [](std::size_t n, std::size_t k) {  // logarithm
        double sum = 0.0;
        for (std::size_t i = 0; i < k; ++i)
            sum += std::log(static_cast<double>(n - i) / static_cast<double>(i + 1));
        return sum;
    };
    double share = 0.0;
    const double all = choose(count, there);
    for (std::size_t both = here + there > count ? here + there - count : 0;
         both <= std::min({meeting, here, there}); ++both)
        share += std::exp(choose(here, both) + choose(count - here, there - both) - all);
    return share > 0.0 ? -std::log(share) : 0.0;
}

/// The same of two parts of a text of `count` sentences, given by number: sentences in a row are taken in one
/// draw.
double unlikely_rows(std::size_t count, std::span<const std::uint32_t> part,
                     std::span<const std::uint32_t> other) {
    std::vector<std::uint8_t> in(count, 0);
    for (const std::uint32_t sentence : part) in[sentence] |= 1U;
    for (const std::uint32_t sentence : other) in[sentence] |= 2U;
    in.erase(std::unique(in.begin(), in.end()), in.end());
    const auto rows = [&](std::uint8_t of) {
        return static_cast<std::size_t>(
            std::count_if(in.begin(), in.end(), [&](std::uint8_t row) { return (row & of) == of; }));
    };
    return unlikely(in.size(), rows(1), rows(2), rows(3));
}

/// Families while their trees of least distance are built (Kruskal 1956).
class Forest {
  public:
    explicit Forest(std::size_t reports) : head_(reports), members_(reports, 1), unsure_(reports, 0) {
        std::iota(head_.begin(), head_.end(), 0U);
    }

    [[nodiscard]] ReportIndex head_of(ReportIndex r) {
        while (head_[r] != r) r = head_[r] = head_[head_[r]];
        return r;
    }

    [[nodiscard]] std::uint32_t members(ReportIndex r) { return members_[head_of(r)]; }

    /// Joins families by pairs (numbers in `kin`) of one distance; those that became edges. Where more pairs
    /// than needed could have joined a family, its edges could as well be others.
    std::vector<std::size_t> join(std::span<const Kin> kin, std::span<const std::size_t> pairs) {
        std::vector<std::size_t> open, edges;
        for (const std::size_t k : pairs) {
            if (head_of(kin[k].a) != head_of(kin[k].b)) open.push_back(k);
        }
        for (const std::size_t k : open) {
            const ReportIndex a = head_of(kin[k].a), b = head_of(kin[k].b);
            if (a == b) continue;
            head_[std::max(a, b)] = std::min(a, b);
            members_[std::min(a, b)] += members_[std::max(a, b)];
            unsure_[std::min(a, b)] += unsure_[std::max(a, b)];
            edges.push_back(k);
        }
        std::map<ReportIndex, std::pair<std::size_t, std::uint32_t>> counts;  // pairs, edges
        for (const std::size_t k : open) ++counts[head_of(kin[k].a)].first;
        for (const std::size_t k : edges) ++counts[head_of(kin[k].a)].second;
        for (const auto& [family, count] : counts) {
            if (count.first > count.second) unsure_[family] += count.second;
        }
        return edges;
    }

    /// Share of a family's edges that could be no others.
    [[nodiscard]] double sure_share(ReportIndex r) {
        const ReportIndex family = head_of(r);
        return 1.0 - static_cast<double>(unsure_[family]) / static_cast<double>(members_[family] - 1);
    }

  private:
    std::vector<ReportIndex> head_;
    std::vector<std::uint32_t> members_, unsure_;
};

class FamilyFinder {
  public:
    FamilyFinder(std::span<const TracedReport> reports, std::vector<SharedPassage>& passages)
        : reports_(reports), passages_(passages), kin_(kin_of(reports, passages)) {}

    void run() {
        find_parts();
        for (Kin& kin : kin_) put_together(kin);
        for (Kin& kin : kin_) lean_on_apart(kin);
        families();
    }

  private:
    /// What stands of a report in one other: sentences, ascending.
    struct Part {
        ReportIndex other = 0;
        std::vector<std::uint32_t> sentences;
    };

    void find_parts() {
        parts_.resize(reports_.size());
        for (const Kin& kin : kin_) {
            for (const bool of_a : {true, false}) {
                const ReportIndex here = of_a ? kin.a : kin.b;
                if (parts_[here].size() >= kPartsOfReport) continue;
                Part part{of_a ? kin.b : kin.a, {}};
                for (std::size_t i = kin.first; i < kin.last; ++i) {
                    const SharedPassage& p = passages_[i];
                    if (p.one_agency) continue;  // from the agency, not from the other
                    const auto& words = reports_[here].folded.words;
                    const std::uint32_t first = of_a ? p.first_a : p.first_b,
                                        last = of_a ? p.last_a : p.last_b;
                    for (std::uint32_t s = words[first].sentence; s <= words[last - 1].sentence; ++s)
                        part.sentences.push_back(s);
                }
                std::sort(part.sentences.begin(), part.sentences.end());
                part.sentences.erase(std::unique(part.sentences.begin(), part.sentences.end()),
                                     part.sentences.end());
                if (!part.sentences.empty()) parts_[here].push_back(std::move(part));
            }
        }
        mosaic_.resize(reports_.size(), 0);
        for (ReportIndex r = 0; r < reports_.size(); ++r) mosaic_[r] = stretches(r).put_together ? 1 : 0;
    }

    /// Stretches of a report that stand together in others: sentences of one part are one stretch, and so are
    /// parts with a sentence in common. Copies of the whole report say nothing about what it was made from.
    struct Stretches {
        std::vector<std::uint32_t> of;  ///< by sentence: its stretch; kNone where it stands in no other
        bool put_together = false;      ///< several of them, and hardly a sentence besides
    };
    static constexpr std::uint32_t kNone = ~0U;

    [[nodiscard]] Stretches stretches(ReportIndex report) const {
        Stretches result;
        const std::size_t count = reports_[report].folded.sentences.size();
        result.of.assign(count, kNone);
        std::vector<std::uint32_t> head(count);
        std::iota(head.begin(), head.end(), 0U);
        const auto head_of = [&](std::uint32_t s) {
            while (head[s] != s) s = head[s] = head[head[s]];
            return s;
        };
        std::vector<bool> elsewhere(count, false);
        for (const Part& part : parts_[report]) {
            if (static_cast<double>(part.sentences.size()) >= kWholeCopy * static_cast<double>(count))
                continue;
            for (const std::uint32_t s : part.sentences) {
                elsewhere[s] = true;
                const std::uint32_t x = head_of(part.sentences.front()), y = head_of(s);
                head[std::max(x, y)] = std::min(x, y);
            }
        }
        const auto met = static_cast<double>(std::count(elsewhere.begin(), elsewhere.end(), true));
        std::uint32_t first = kNone;
        for (std::uint32_t s = 0; s < count; ++s) {
            if (!elsewhere[s]) continue;
            result.of[s] = head_of(s);
            if (first == kNone) first = result.of[s];
            result.put_together = result.put_together || result.of[s] != first;
        }
        result.put_together = result.put_together && met >= kNothingOwn * static_cast<double>(count);
        return result;
    }

    [[nodiscard]] const Part* part_of(ReportIndex report, ReportIndex other) const {
        for (const Part& part : parts_[report]) {
            if (part.other == other) return &part;
        }
        return nullptr;
    }

    /// How unlikely it is, in nats, that `made` was copied by `source` and by another that has nothing of it
    /// in common with `source`: whoever takes half of a text and whoever takes another half meet somewhere.
    /// Whoever puts two texts together keeps them apart.
    [[nodiscard]] double kept_apart(ReportIndex made, ReportIndex source) const {
        const Part* const part = part_of(made, source);
        if (part == nullptr) return 0.0;
        double most = 0.0;
        for (const Part& other : parts_[made]) {
            if (other.other == source || part_of(source, other.other) != nullptr) continue;
            if (other.sentences.size() < 2) continue;  // a quotation looked up makes no mosaic
            const double apart =
                unlikely_rows(reports_[made].folded.sentences.size(), part->sentences, other.sentences);
            // Of both it must be the copy: what else speaks for it as a source is set against that once.
            const double against = lean_to(made, source) - covered_besides(made, source) +
                                   lean_to(made, other.other) - covered_besides(made, other.other);
            if (against < apart) most = std::max(most, apart);
        }
        return std::min(most, kPutTogether);
    }

    /// How much less of `made` seems to be copied where only one of its sources is looked at (see
    /// direct_pair), as a lean towards that source.
    [[nodiscard]] double covered_besides(ReportIndex made, ReportIndex source) const {
        const Part *part = part_of(made, source), *given = part_of(source, made);
        if (part == nullptr || given == nullptr || part->sentences.size() < 2) return 0.0;
        const auto share = [&](ReportIndex report, std::size_t sentences) {
            return static_cast<double>(sentences) /
                   static_cast<double>(reports_[report].folded.sentences.size());
        };
        std::vector<std::uint32_t> all;
        for (const Part& one : parts_[made])
            all.insert(all.end(), one.sentences.begin(), one.sentences.end());
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        const double here = share(made, part->sentences.size()),
                     there = share(source, given->sentences.size());
        if (std::max(here, there) < kTellingCoverage) return 0.0;
        return lean_of_coverage(share(made, all.size()), there) - lean_of_coverage(here, there);
    }

    /// Log-odds for `source` as the source of `other`, as the words of the two tell.
    [[nodiscard]] double lean_to(ReportIndex source, ReportIndex other) const {
        const auto [a, b] = std::minmax(source, other);
        const auto at =
            std::lower_bound(kin_.begin(), kin_.end(), std::pair(a, b),
                             [](const Kin& kin, const auto& pair) { return std::pair(kin.a, kin.b) < pair; });
        if (at == kin_.end() || at->a != a || at->b != b) return 0.0;
        const double lean = passages_[at->first].lean;
        return source == a ? lean : -lean;
    }

    void lean_on_apart(Kin& kin) {
        if (mosaic_[kin.a] != mosaic_[kin.b]) return;
        const double apart = kept_apart(kin.b, kin.a) - kept_apart(kin.a, kin.b);
        if (std::abs(apart) < kDecided) return;
        kin.lean += apart + (apart > 0 ? covered_besides(kin.b, kin.a) : -covered_besides(kin.a, kin.b));
        if (std::abs(kin.lean) < kDecided || (kin.lean > 0) != (apart > 0)) return;
        set(kin, kin.lean > 0 ? Direction::a_to_b : Direction::b_to_a, kPutTogetherReason, false);
    }

    void put_together(Kin& kin) {
        if (mosaic_[kin.a] == mosaic_[kin.b]) return;
        const ReportIndex made = mosaic_[kin.a] != 0 ? kin.a : kin.b, source = made == kin.a ? kin.b : kin.a;
        const Part *part = part_of(made, source), *given = part_of(source, made);
        if (part == nullptr || given == nullptr) return;
        const double whole = kWholeCopy * static_cast<double>(reports_[made].folded.sentences.size());
        if (static_cast<double>(part->sentences.size()) >= whole) return;
        if (static_cast<double>(given->sentences.size()) >
            kOwnOfSource * static_cast<double>(reports_[source].folded.sentences.size()))
            return;
        kin.lean += source == kin.a ? kPutTogether : -kPutTogether;
        if (std::abs(kin.lean) < kDecided) return;
        set(kin, kin.lean > 0 ? Direction::a_to_b : Direction::b_to_a, kPutTogetherReason, false);
    }

    static constexpr const char* kPutTogetherReason =
        "the copy is put together from reports that share nothing else";

    void set(const Kin& kin, Direction direction, const char* why, bool by_parent,
             std::optional<ReportIndex> third = std::nullopt) {
        for (std::size_t i = kin.first; i < kin.last; ++i) {
            SharedPassage& passage = passages_[i];
            if (passage.one_agency) continue;
            passage.settled = true;
            passage.third = third;
            if (passage.direction == direction) continue;
            passage.direction = direction;
            passage.by_parent = by_parent;
            passage.why = why;
        }
    }

    void families() {
        std::vector<std::size_t> near;
        std::vector<double> distance(kin_.size(), 0.0);
        for (std::size_t k = 0; k < kin_.size(); ++k) {
            const auto words_a = static_cast<double>(reports_[kin_[k].a].folded.words.size()),
                       words_b = static_cast<double>(reports_[kin_[k].b].folded.words.size());
            const double same = kin_[k].same;
            if (same < kSameOfShorter * std::min(words_a, words_b) ||
                same < kSameOfLonger * std::max(words_a, words_b))
                continue;
            distance[k] = words_a + words_b - 2.0 * same;
            near.push_back(k);
        }
        std::sort(near.begin(), near.end(), [&](std::size_t x, std::size_t y) {
            return std::tie(distance[x], x) < std::tie(distance[y], y);
        });
        Forest forest(reports_.size());
        Tree tree(reports_.size());
        for (std::size_t begin = 0, end = 0; begin < near.size(); begin = end) {
            while (end < near.size() && distance[near[end]] == distance[near[begin]]) ++end;
            for (const std::size_t k : forest.join(kin_, std::span(near).subspan(begin, end - begin)))
                tree.connect(kin_[k].a, kin_[k].b, std::clamp(kin_[k].lean, -kLargestLean, kLargestLean));
        }
        for (ReportIndex r = 0; r < reports_.size(); ++r) {
            if (forest.head_of(r) == r && forest.members(r) >= 3) tree.settle(r, forest.sure_share(r));
        }
        for (const std::size_t k : near) {
            if (forest.members(kin_[k].a) < 3) continue;
            switch (tree.between(kin_[k].a, kin_[k].b)) {
                case Tree::Descent::a_to_b:
                    set(kin_[k], Direction::a_to_b, "the other copies of the text hang on it", false);
                    break;
                case Tree::Descent::b_to_a:
                    set(kin_[k], Direction::b_to_a, "the other copies of the text hang on it", false);
                    break;
                case Tree::Descent::both_from_third:
                    set(kin_[k], Direction::common_source, kFollowThird, true,
                        tree.third(kin_[k].a, kin_[k].b));
                    break;
                case Tree::Descent::open:
                    break;
            }
        }
    }

    std::span<const TracedReport> reports_;
    std::vector<SharedPassage>& passages_;
    std::vector<Kin> kin_;
    std::vector<std::vector<Part>> parts_;  ///< of each report
    std::vector<std::uint8_t> mosaic_;
};

}  // namespace

void direct_families(std::span<const TracedReport> reports, std::vector<SharedPassage>& passages) {
    FamilyFinder(reports, passages).run();
}

}  // namespace sitrep::lineage
