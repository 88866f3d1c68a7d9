#include "lineage/lineage.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "lineage/boilerplate.hpp"
#include "lineage/descent.hpp"
#include "lineage/extents.hpp"
#include "lineage/forms.hpp"
#include "lineage/houses.hpp"
#include "lineage/origins.hpp"
#include "lineage/pairs.hpp"
#include "lineage/passages.hpp"
#include "parallel.hpp"

namespace sitrep::lineage {
namespace {

constexpr std::size_t kMinimumPublicRun = 8;  // words quoted alike that are worth remembering
constexpr double kLeastByParent = 1.5;        // nats two copies of one sentence must still share to be listed

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
    std::vector<SentencePair> seeds;
};

Span source(const TracedReport& report, TextRange range) { return report.source->report.text.source(range); }

/// Quotations that stand in both reports while nothing shows that one text lies behind them.
void remember_public_words(const TracedReport& first, const TracedReport& second, const PairWeights& weights,
                           Pair& pair) {
    const auto quoting = [](const FoldedReport& report) {
        std::vector<std::uint32_t> sentences;
        for (std::uint32_t s = 0; s < report.sentences.size(); ++s) {
            if (report.sentences[s].quoted >= kMinimumPublicRun) sentences.push_back(s);
        }
        return sentences;
    };
    const auto here = quoting(first.folded), there = quoting(second.folded);
    if (here.empty() || there.empty()) return;
    for (const std::uint32_t p : here) {
        for (const std::uint32_t q : there) {
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

/// Pairs to compare, in order.
std::vector<Pair> pairs_of(const std::vector<FoldedReport*>& folded, unsigned threads) {
    const std::vector<const FoldedReport*> reports(folded.begin(), folded.end());
    std::vector<Pair> pairs;
    for (ReportPair& pair : pairs_worth_comparing(reports, threads))
        pairs.push_back({pair.a, pair.b, {}, {}, std::move(pair.seeds)});
    std::sort(pairs.begin(), pairs.end(),
              [](const Pair& x, const Pair& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
    return pairs;
}

/// Words of a site's boilerplate say as little as formulas.
void silence(FoldedReport& folded, std::span<const Boilerplate> boilerplate, ReportIndex report) {
    auto at = std::lower_bound(boilerplate.begin(), boilerplate.end(), Boilerplate{report, 0});
    for (; at != boilerplate.end() && at->report == report; ++at) {
        for (Word& word : folded.words) {
            if (folded.sentences[word.sentence].block == at->block) word.flags |= kFormulaWord;
        }
    }
}

/// One side of a passage as seen from report `r`.
struct Side {
    TextRange here, there;
    ReportIndex other = 0;
    std::uint32_t first_other = 0, last_other = 0;
    bool leads = false;  ///< `r` is the source, or as good as it: both give the words to one agency
    double evidence = 0.0;
    bool by_agency = false;  ///< both give the words to one agency
    PassageKind kind = PassageKind::verbatim;
};

/// Sides of every report, in the order of the passages.
std::vector<std::vector<Side>> all_sides(std::size_t reports, std::span<const SharedPassage> passages) {
    std::vector<std::vector<Side>> sides(reports);
    for (const SharedPassage& p : passages) {
        sides[p.a].push_back({p.range_a, p.range_b, p.b, p.first_b, p.last_b,
                              p.direction == Direction::a_to_b || p.one_agency, p.evidence.total(),
                              p.one_agency, p.kind});
        sides[p.b].push_back({p.range_b, p.range_a, p.a, p.first_a, p.last_a,
                              p.direction == Direction::b_to_a || p.one_agency, p.evidence.total(),
                              p.one_agency, p.kind});
    }
    return sides;
}

/// Two copies of the same words of one report: their own passage, if they have one, has a common source; if
/// they have none, it is added where the two still share something.
class ParentFollower {
  public:
    ParentFollower(std::span<const TracedReport> reports, std::vector<SharedPassage>& passages)
        : reports_(reports), passages_(passages) {
        for (std::size_t i = 0; i < passages.size(); ++i)
            of_pair_[{passages[i].a, passages[i].b}].push_back(i);
    }

    void run() {
        auto sides = all_sides(reports_.size(), passages_);
        for (std::vector<Side>& of_parent : sides) {
            std::erase_if(of_parent, [](const Side& side) { return !side.leads; });
            std::stable_sort(of_parent.begin(), of_parent.end(),
                             [](const Side& x, const Side& y) { return x.here < y.here; });
            const auto parent = static_cast<ReportIndex>(&of_parent - sides.data());
            for (std::size_t i = 0; i < of_parent.size(); ++i) {
                for (std::size_t j = i + 1; j < std::min(of_parent.size(), i + kMaximumSiblings) &&
                                            of_parent[j].here.begin < of_parent[i].here.end;
                     ++j)
                    siblings(parent, of_parent[i], of_parent[j]);
            }
        }
    }

  private:
    static constexpr std::size_t kMaximumSiblings = 40;

    void siblings(ReportIndex parent, Side x, Side y) {
        if (x.other == y.other || !mostly_same(x.here, y.here)) return;
        if (x.other > y.other) std::swap(x, y);
        const bool by_agency = x.by_agency || y.by_agency;
        const char* const reason = by_agency ? kSharesWithThird : kFollowThird;
        const std::optional<ReportIndex> third = by_agency ? std::nullopt : std::optional(parent);
        std::vector<std::size_t>& known = of_pair_[{x.other, y.other}];
        for (auto at = known.rbegin(); at != known.rend(); ++at) {
            SharedPassage& passage = passages_[*at];
            if (!mostly_same(passage.range_a, x.there) || !mostly_same(passage.range_b, y.there)) continue;
            if (passage.settled || passage.by_parent || passage.one_agency ||
                passage.evidence.total() > 1.15 * std::max(x.evidence, y.evidence))
                return;
            passage.direction = Direction::common_source;
            passage.by_parent = true;
            passage.why = reason;
            passage.third = third;
            take_sides(passage, x, y);
            return;
        }
        if (grows_known(known, x, y)) return;
        SharedPassage passage;
        passage.a = x.other;
        passage.b = y.other;
        const FoldedReport &first = reports_[x.other].folded, &second = reports_[y.other].folded;
        const Link link = relate_two_sentences(first, first.words[x.first_other].sentence, second,
                                               second.words[y.first_other].sentence);
        if (link.evidence.total() + 1.5 * link.evidence.rivals < kLeastByParent) return;
        passage.runs = link.runs;
        passage.evidence = link.evidence;
        take_sides(passage, x, y);
        passage.direction = Direction::common_source;
        passage.by_parent = true;
        passage.why = reason;
        passage.third = third;
        known.push_back(passages_.size());
        passages_.push_back(std::move(passage));
    }

    /// Whether words `[first,last)` go on where `[begin,end)` end, in one paragraph, or the other way round.
    static bool goes_on(const FoldedReport& report, std::uint32_t begin, std::uint32_t end,
                        std::uint32_t first, std::uint32_t last) {
        const auto sentence = [&](std::uint32_t word) { return report.words[word].sentence; };
        const auto block = [&](std::uint32_t word) { return report.sentences[sentence(word)].block; };
        return block(begin) == block(first) &&
               (sentence(end - 1) + 1 == sentence(first) || sentence(last - 1) + 1 == sentence(begin));
    }

    /// Takes the words of a side into a passage where they go on from those that it has of the same report.
    bool takes_in(SharedPassage& passage, bool of_a, const Side& side) const {
        std::uint32_t &first = of_a ? passage.first_a : passage.first_b,
                      &last = of_a ? passage.last_a : passage.last_b;
        if (!goes_on(reports_[side.other].folded, first, last, side.first_other, side.last_other))
            return false;
        TextRange& range = of_a ? passage.range_a : passage.range_b;
        first = std::min(first, side.first_other);
        last = std::max(last, side.last_other);
        range = {std::min(range.begin, side.there.begin), std::max(range.end, side.there.end)};
        return true;
    }

    /// One sentence of one copy answers two in a row of the other: one passage.
    bool grows_known(std::span<const std::size_t> known, const Side& x, const Side& y) {
        return std::any_of(known.begin(), known.end(), [&](std::size_t at) {
            SharedPassage& passage = passages_[at];
            return passage.by_parent &&
                   ((mostly_same(passage.range_b, y.there) && takes_in(passage, true, x)) ||
                    (mostly_same(passage.range_a, x.there) && takes_in(passage, false, y)));
        });
    }

    /// Both sides as they stand beside the parent; reworded where one of them was.
    void take_sides(SharedPassage& passage, const Side& x, const Side& y) const {
        passage.range_a = x.there;
        passage.range_b = y.there;
        passage.first_a = x.first_other;
        passage.last_a = x.last_other;
        passage.first_b = y.first_other;
        passage.last_b = y.last_other;
        passage.kind = kind_of(reports_[x.other], reports_[y.other], passage);
        const bool reworded = x.kind == PassageKind::reworded || y.kind == PassageKind::reworded;
        if (passage.kind == PassageKind::edited && reworded) passage.kind = PassageKind::reworded;
    }

    static constexpr const char* kSharesWithThird =
        "a third report of the set shares the words with both and gives them to an agency";
    std::span<const TracedReport> reports_;
    std::vector<SharedPassage>& passages_;
    std::map<std::pair<ReportIndex, ReportIndex>, std::vector<std::size_t>> of_pair_;
};

/// A sentence of few words in common with one report, while most of the same words were taken from another
/// that has nothing in common with that one: chance, unless the two share more (a rewriter leaves so little
/// of a sentence that only its source shows it). `passages` keep their order.
void drop_chances(std::size_t reports, std::vector<SharedPassage>& passages) {
    constexpr double kWeak = 9.5;      // nats
    constexpr double kStronger = 2.5;  // times
    constexpr int kMore = 3;           // passages of two reports that are no chance
    std::map<std::pair<ReportIndex, ReportIndex>, int> shared;
    for (const SharedPassage& passage : passages) ++shared[{passage.a, passage.b}];
    const auto sides = all_sides(reports, passages);
    const auto explained = [&](const SharedPassage& weak, bool of_a) {
        const ReportIndex here = of_a ? weak.a : weak.b, other = of_a ? weak.b : weak.a;
        const TextRange words = of_a ? weak.range_a : weak.range_b;
        const bool leads = weak.direction == (of_a ? Direction::a_to_b : Direction::b_to_a);
        return std::any_of(sides[here].begin(), sides[here].end(), [&](const Side& side) {
            if (side.other == other || (side.leads && leads && shared[{weak.a, weak.b}] >= kMore) ||
                side.evidence < kStronger * weak.evidence.total() || !mostly_same(side.here, words))
                return false;
            return std::none_of(sides[other].begin(), sides[other].end(),
                                [&](const Side& third) { return third.other == side.other; });
        });
    };
    std::erase_if(passages, [&](const SharedPassage& passage) {
        return !passage.strong && !passage.one_house && passage.evidence.total() < kWeak &&
               (explained(passage, true) || explained(passage, false));
    });
}

/// Decisions on reports of the set, sorted; a name stands for the one report with that path or file name.
std::vector<Decision> decided(std::span<const AnnotatedReport> reports,
                              std::span<const OriginDecision> given) {
    const auto number = [&](const std::string& name) -> std::optional<ReportIndex> {
        std::optional<ReportIndex> found;
        for (ReportIndex r = 0; r < reports.size(); ++r) {
            const std::string& path = reports[r].report.document.path;
            if (path == name) return r;
            if (!path.ends_with("/" + name)) continue;
            if (found) return std::nullopt;
            found = r;
        }
        return found;
    };
    std::vector<Decision> decisions;
    for (const OriginDecision& one : given) {
        const auto a = number(one.first), b = number(one.second);
        if (a && b && *a != *b) decisions.push_back({std::min(*a, *b), std::max(*a, *b), one.same});
    }
    std::sort(decisions.begin(), decisions.end());
    decisions.erase(std::unique(decisions.begin(), decisions.end()), decisions.end());
    return decisions;
}

}  // namespace

Result<LineageResources> load_resources(const std::filesystem::path& data) {
    auto lexicon = Lexicon::load(data);
    if (!lexicon) return tl::unexpected(lexicon.error());
    return LineageResources{std::make_shared<const Lexicon>(std::move(*lexicon))};
}

Lineage trace(std::span<const AnnotatedReport> reports, const LineageResources& resources, unsigned threads,
              std::span<const OriginDecision> decisions) {
    Lineage lineage;
    lineage.boilerplate = find_boilerplate(reports);
    std::vector<TracedReport> traced(reports.size());
    const auto forms = [&] { return WordForms(*resources.lexicon); };
    for_each_index_with(reports.size(), threads, forms, [&](std::size_t r, WordForms& known) {
        traced[r].source = &reports[r];
        traced[r].lexicon = resources.lexicon.get();
        traced[r].folded = fold(reports[r], known);
        traced[r].credits = find_credits(reports[r], *resources.lexicon);
        silence(traced[r].folded, lineage.boilerplate, static_cast<ReportIndex>(r));
        traced[r].mixed_names = count_mixed_names(traced[r].folded);
    });
    std::vector<FoldedReport*> folded;
    for (TracedReport& report : traced) {
        if (report.folded.repeated + report.folded.beyond > 0)
            lineage.not_compared.push_back(
                {static_cast<ReportIndex>(folded.size()), report.folded.repeated, report.folded.beyond});
        folded.push_back(&report.folded);
    }
    count_reports(folded);
    find_houses(traced);
    std::vector<Pair> pairs = pairs_of(folded, threads);
    for_each_index(pairs.size(), threads, [&](std::size_t i) {
        Pair& pair = pairs[i];
        const TracedReport &first = traced[pair.a], &second = traced[pair.b];
        if (!seeds_hold(first.folded, second.folded, pair.seeds)) return;
        const PairWeights weights(first.folded, second.folded, false);
        const Comparison comparison = compare(first.folded, second.folded, weights,
                                              {share_agency(first, second), first.told, second.told});
        pair.passages = make_passages(first, pair.a, second, pair.b, comparison);
        direct_pair(first, second, pair.passages);
        remember_public_words(first, second, weights, pair);
    });
    std::vector<SharedPassage> passages;
    for (Pair& pair : pairs) {
        passages.insert(passages.end(), std::make_move_iterator(pair.passages.begin()),
                        std::make_move_iterator(pair.passages.end()));
        lineage.public_words.insert(lineage.public_words.end(), pair.public_words.begin(),
                                    pair.public_words.end());
    }
    drop_chances(traced.size(), passages);
    direct_families(traced, passages);
    ParentFollower(traced, passages).run();
    lineage.decisions = decided(reports, decisions);
    std::vector<SharedPassage> followed;
    for (SharedPassage& passage : passages) {
        const bool apart = std::binary_search(lineage.decisions.begin(), lineage.decisions.end(),
                                              Decision{passage.a, passage.b, false});
        if (!apart) followed.push_back(passage);
        if (apart) passage.direction = Direction::undecided;
        if (apart) passage.why = kDecidedIndependent;
    }
    Lines lines = find_lines(traced, followed, lineage.decisions);
    lineage.origins = std::move(lines.origins);
    lineage.carried = std::move(lines.carried);
    lineage.unseen = std::move(lines.unseen);
    lineage.unproven = std::move(lines.unproven);
    lineage.main_of = std::move(lines.main_of);
    lineage.own_words = std::move(lines.own_words);
    lineage.origins_of.resize(reports.size());
    for (std::uint32_t origin = 0; origin < lineage.origins.size(); ++origin) {
        if (lines.heard[origin]) continue;
        for (const ReportIndex report : lineage.origins[origin].reports)
            lineage.origins_of[report].push_back(origin);
    }
    settle_extents(traced, passages);
    for (const SharedPassage& passage : passages) {
        lineage.passages.push_back(
            {{passage.a, source(traced[passage.a], passage.range_a)},
             {passage.b, source(traced[passage.b], passage.range_b)},
             passage.kind,
             passage.direction,
             passage.why,
             passage.direction == Direction::common_source ? passage.third : std::nullopt});
    }
    std::sort(lineage.passages.begin(), lineage.passages.end(),
              [](const Passage& x, const Passage& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
    std::sort(
        lineage.public_words.begin(), lineage.public_words.end(),
        [](const PublicWords& x, const PublicWords& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
    return lineage;
}

}  // namespace sitrep::lineage
