#include "lineage/lineage.hpp"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>
#include <tuple>

#include "lineage/origins.hpp"
#include "lineage/passages.hpp"

namespace sitrep::lineage {
namespace {

constexpr std::size_t kMinimumPublicRun = 8;  // words quoted alike that are worth remembering
constexpr double kLeastByParent = 2.5;        // nats two copies of one sentence must still share to be listed

/// Runs `work(i)` for i in [0,count) on up to `threads` threads; results must go to places of their own.
template <typename Work>
void for_each_index(std::size_t count, unsigned threads, const Work& work) {
    const std::size_t used = std::clamp<std::size_t>(
        threads == 0 ? std::thread::hardware_concurrency() : threads, 1, std::max<std::size_t>(1, count));
    if (used == 1) {
        for (std::size_t i = 0; i < count; ++i) work(i);
        return;
    }
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> pool;
    for (std::size_t t = 0; t < used; ++t) {
        pool.emplace_back([&] {
            for (std::size_t i = next++; i < count; i = next++) work(i);
        });
    }
}

bool share_agency(const TracedReport& a, const TracedReport& b) {
    for (const Credit& x : a.credits) {
        for (const Credit& y : b.credits) {
            if (!x.agency.empty() && x.agency == y.agency) return true;
        }
    }
    return false;
}

struct Pair {
    ReportIndex a = 0, b = 0;
    std::vector<SharedPassage> passages;
    std::vector<PublicWords> public_words;
};

Span source(const TracedReport& report, TextRange range) { return report.source->report.text.source(range); }

/// Quotations that stand in both reports while nothing shows that one text lies behind them.
void remember_public_words(const TracedReport& first, const TracedReport& second, const SetFrequency& set,
                           Pair& pair) {
    const PairWeights weights(first.folded, second.folded, &set);
    for (std::uint32_t p = 0; p < first.folded.sentences.size(); ++p) {
        for (std::uint32_t q = 0; q < second.folded.sentences.size(); ++q) {
            const auto quoted = [](const FoldedReport& report, std::uint32_t s) {
                std::size_t count = 0;
                for (std::uint32_t w = report.sentences[s].first; w < report.sentences[s].last; ++w)
                    count += report.words[w].is(kQuotedWord) ? 1 : 0;
                return count;
            };
            if (quoted(first.folded, p) < kMinimumPublicRun || quoted(second.folded, q) < kMinimumPublicRun)
                continue;
            const Link link = relate_sentences(first.folded, p, second.folded, q, weights);
            if (link.evidence.quoted_run < kMinimumPublicRun) continue;
            SharedPassage shared;
            shared.runs = link.runs;
            shape_passage(first, second, shared);
            const bool listed =
                std::any_of(pair.passages.begin(), pair.passages.end(), [&](const SharedPassage& passage) {
                    return passage.range_a.overlaps(shared.range_a) &&
                           passage.range_b.overlaps(shared.range_b);
                });
            if (!listed)
                pair.public_words.push_back(
                    {{pair.a, source(first, shared.range_a)}, {pair.b, source(second, shared.range_b)}});
        }
    }
}

bool mostly_same(TextRange a, TextRange b) {
    const std::uint32_t begin = std::max(a.begin, b.begin), end = std::min(a.end, b.end);
    return end > begin && 2 * (end - begin) >= std::min(a.size(), b.size());
}

/// One side of a passage as seen from report `r`.
struct Side {
    TextRange here, there;
    ReportIndex other = 0;
    std::uint32_t first_other = 0, last_other = 0;
    bool leads = false;  ///< `r` is the source
    double evidence = 0.0;
};

std::vector<Side> sides_of(ReportIndex r, std::span<const SharedPassage> passages) {
    std::vector<Side> sides;
    for (const SharedPassage& passage : passages) {
        if (passage.a == r)
            sides.push_back({passage.range_a, passage.range_b, passage.b, passage.first_b, passage.last_b,
                             passage.direction == Direction::a_to_b, passage.evidence.total()});
        if (passage.b == r)
            sides.push_back({passage.range_b, passage.range_a, passage.a, passage.first_a, passage.last_a,
                             passage.direction == Direction::b_to_a, passage.evidence.total()});
    }
    return sides;
}

/// Two copies of the same words of one report: their own passage, if they have one, has a common source; if
/// they have none, it is added where the two still share something.
void follow_parents(std::span<const TracedReport> reports, const SetFrequency& set,
                    std::vector<SharedPassage>& passages) {
    std::vector<SharedPassage> added;
    for (ReportIndex parent = 0; parent < reports.size(); ++parent) {
        const std::vector<Side> sides = sides_of(parent, passages);
        for (std::size_t i = 0; i < sides.size(); ++i) {
            for (std::size_t j = i + 1; j < sides.size(); ++j) {
                Side x = sides[i], y = sides[j];
                if (!x.leads || !y.leads || x.other == y.other || !mostly_same(x.here, y.here)) continue;
                if (x.other > y.other) std::swap(x, y);
                SharedPassage* known = nullptr;
                for (SharedPassage& passage : passages) {
                    if (passage.a == x.other && passage.b == y.other &&
                        mostly_same(passage.range_a, x.there) && mostly_same(passage.range_b, y.there))
                        known = &passage;
                }
                if (known != nullptr) {
                    if (known->evidence.total() > 1.15 * std::max(x.evidence, y.evidence)) continue;
                    known->direction = Direction::common_source;
                    known->by_parent = true;
                    known->why = "both follow a third report of the set";
                    known->range_a = x.there;
                    known->range_b = y.there;
                    continue;
                }
                SharedPassage passage;
                passage.a = x.other;
                passage.b = y.other;
                passage.range_a = x.there;
                passage.range_b = y.there;
                passage.first_a = x.first_other;
                passage.last_a = x.last_other;
                passage.first_b = y.first_other;
                passage.last_b = y.last_other;
                const TracedReport &first = reports[x.other], &second = reports[y.other];
                const PairWeights weights(first.folded, second.folded, &set);
                const Link link =
                    relate_sentences(first.folded, first.folded.words[x.first_other].sentence, second.folded,
                                     second.folded.words[y.first_other].sentence, weights);
                if (link.evidence.total() < kLeastByParent) continue;
                passage.runs = link.runs;
                passage.evidence = link.evidence;
                passage.kind = PassageKind::reworded;
                passage.direction = Direction::common_source;
                passage.by_parent = true;
                passage.why = "both follow a third report of the set";
                const bool twice = std::any_of(added.begin(), added.end(), [&](const SharedPassage& other) {
                    return other.a == passage.a && other.b == passage.b &&
                           mostly_same(other.range_a, passage.range_a) &&
                           mostly_same(other.range_b, passage.range_b);
                });
                if (!twice) added.push_back(std::move(passage));
            }
        }
    }
    passages.insert(passages.end(), std::make_move_iterator(added.begin()),
                    std::make_move_iterator(added.end()));
}

}  // namespace

Result<LineageResources> load_resources(const std::filesystem::path& data) {
    auto lexicon = Lexicon::load(data);
    if (!lexicon) return tl::unexpected(lexicon.error());
    return LineageResources{std::make_shared<const Lexicon>(std::move(*lexicon))};
}

Lineage trace(std::span<const AnnotatedReport> reports, const LineageResources& resources, unsigned threads) {
    std::vector<TracedReport> traced(reports.size());
    for_each_index(reports.size(), threads, [&](std::size_t r) {
        traced[r].source = &reports[r];
        traced[r].folded = fold(reports[r], *resources.lexicon);
        traced[r].credits = find_credits(reports[r], *resources.lexicon);
    });
    std::vector<const FoldedReport*> folded;
    for (const TracedReport& report : traced) folded.push_back(&report.folded);
    const SetFrequency set(folded);
    std::vector<Pair> pairs;
    for (ReportIndex a = 0; a < reports.size(); ++a) {
        for (ReportIndex b = a + 1; b < reports.size(); ++b) pairs.push_back({a, b, {}, {}});
    }
    for_each_index(pairs.size(), threads, [&](std::size_t i) {
        Pair& pair = pairs[i];
        const TracedReport &first = traced[pair.a], &second = traced[pair.b];
        const Comparison comparison =
            compare(first.folded, second.folded, {set, share_agency(first, second)});
        pair.passages = make_passages(first, pair.a, second, pair.b, comparison);
        direct_pair(first, second, pair.passages);
        remember_public_words(first, second, set, pair);
    });
    std::vector<SharedPassage> passages;
    Lineage lineage;
    for (Pair& pair : pairs) {
        passages.insert(passages.end(), std::make_move_iterator(pair.passages.begin()),
                        std::make_move_iterator(pair.passages.end()));
        lineage.public_words.insert(lineage.public_words.end(), pair.public_words.begin(),
                                    pair.public_words.end());
    }
    follow_parents(traced, set, passages);
    Lines lines = find_lines(traced, passages);
    lineage.origins = std::move(lines.origins);
    lineage.carried = std::move(lines.carried);
    for (const SharedPassage& passage : passages) {
        lineage.passages.push_back({{passage.a, source(traced[passage.a], passage.range_a)},
                                    {passage.b, source(traced[passage.b], passage.range_b)},
                                    passage.kind,
                                    passage.direction,
                                    passage.why});
    }
    std::sort(lineage.passages.begin(), lineage.passages.end(),
              [](const Passage& x, const Passage& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
    std::sort(
        lineage.public_words.begin(), lineage.public_words.end(),
        [](const PublicWords& x, const PublicWords& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
    return lineage;
}

}  // namespace sitrep::lineage
