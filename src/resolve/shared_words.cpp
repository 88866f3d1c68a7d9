#include "resolve/shared_words.hpp"

#include <algorithm>
#include <tuple>

namespace sitrep::resolve {
namespace {

constexpr std::size_t kMostOverlaps = 64;  // passages at one place that are looked at

/// Bytes of a report that tell something.
double told_size(const AnnotatedReport& report) {
    double size = 1.0;
    for (const Block& block : report.report.blocks) {
        if (!is_furniture(block.kind)) size += block.range.size();
    }
    return size;
}

std::uint32_t covered(std::vector<Span>& spans) {
    std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.begin < b.begin; });
    std::uint32_t sum = 0, end = 0;
    for (const Span span : spans) {
        if (span.end > end) sum += span.end - std::max(span.begin, end);
        end = std::max(end, span.end);
    }
    return sum;
}

}  // namespace

SharedParts shared_parts(std::span<const AnnotatedReport> reports, std::span<const Passage> passages) {
    std::map<std::pair<ReportIndex, ReportIndex>, std::vector<Span>> sides;  // a report beside another
    for (const Passage& passage : passages) {
        sides[{passage.a.report, passage.b.report}].push_back(passage.a.span);
        sides[{passage.b.report, passage.a.report}].push_back(passage.b.span);
    }
    SharedParts shares;
    for (auto& [pair, spans] : sides) {
        double& share = shares[std::minmax(pair.first, pair.second)];
        share = std::max(share, covered(spans) / told_size(reports[pair.first]));
    }
    return shares;
}

std::vector<bool> in_third_reports(std::span<const Passage> passages) {
    struct Side {
        ReportIndex report = 0;
        Span span;
        ReportIndex other = 0;
        std::size_t passage = 0;
    };
    std::vector<Side> sides;
    for (std::size_t i = 0; i < passages.size(); ++i) {
        const Passage& p = passages[i];
        sides.push_back({p.a.report, p.a.span, p.b.report, i});
        sides.push_back({p.b.report, p.b.span, p.a.report, i});
    }
    std::sort(sides.begin(), sides.end(), [](const Side& x, const Side& y) {
        return std::tie(x.report, x.span.begin, x.span.end, x.other, x.passage) <
               std::tie(y.report, y.span.begin, y.span.end, y.other, y.passage);
    });
    std::vector<bool> third(passages.size(), false);
    for (std::size_t i = 0; i < sides.size(); ++i) {
        for (std::size_t k = i + 1; k < sides.size() && k <= i + kMostOverlaps; ++k) {
            if (sides[k].report != sides[i].report || sides[k].span.begin >= sides[i].span.end) break;
            if (sides[k].other != sides[i].other) third[sides[i].passage] = third[sides[k].passage] = true;
        }
    }
    return third;
}

}  // namespace sitrep::resolve
