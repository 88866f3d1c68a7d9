#include "brief/unseen_sources.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace sitrep::brief {
namespace {

/// Which passages hang together.
class Groups {
  public:
    explicit Groups(std::size_t passages) : head_(passages) {
        std::iota(head_.begin(), head_.end(), std::size_t{0});
    }
    [[nodiscard]] std::size_t head_of(std::size_t i) {
        while (head_[i] != i) i = head_[i] = head_[head_[i]];
        return i;
    }
    void join(std::size_t i, std::size_t j) {
        i = head_of(i);
        j = head_of(j);
        head_[std::max(i, j)] = std::min(i, j);
    }

  private:
    std::vector<std::size_t> head_;
};

bool holds_all(const Origin& origin, const std::vector<ReportIndex>& reports) {
    return std::all_of(reports.begin(), reports.end(), [&](ReportIndex report) {
        return std::find(origin.reports.begin(), origin.reports.end(), report) != origin.reports.end();
    });
}

/// The origin that is the source: the agency that all its reports stand on, else the nameless line of just
/// these.
std::optional<std::uint32_t> origin_of(const Dossier& dossier, const std::vector<ReportIndex>& reports) {
    std::optional<std::uint32_t> nameless;
    for (std::uint32_t o = 0; o < dossier.origins.size(); ++o) {
        const Origin& origin = dossier.origins[o];
        if (!holds_all(origin, reports)) continue;
        if (origin.agency) return o;
        if (origin.reports.size() == reports.size()) nameless = o;
    }
    return nameless;
}

}  // namespace

std::string UnseenSource::name() const { return agency.value_or("unseen common source"); }

std::vector<UnseenSource> unseen_sources(const Dossier& dossier) {
    std::vector<std::size_t> with_source;
    for (std::size_t p = 0; p < dossier.passages.size(); ++p) {
        const Passage& passage = dossier.passages[p];
        if (passage.direction == Direction::common_source && !passage.third) with_source.push_back(p);
    }
    Groups groups(dossier.passages.size());
    std::map<std::pair<ReportIndex, ReportIndex>, std::size_t> of_pair;
    std::vector<std::pair<Place, std::size_t>> sides;
    for (const std::size_t p : with_source) {
        const Passage& passage = dossier.passages[p];
        groups.join(of_pair.emplace(std::pair(passage.a.report, passage.b.report), p).first->second, p);
        sides.emplace_back(passage.a, p);
        sides.emplace_back(passage.b, p);
    }
    std::sort(sides.begin(), sides.end());
    std::size_t longest = 0;  // the side so far that reaches furthest
    for (std::size_t i = 1; i < sides.size(); ++i) {
        const Place &before = sides[longest].first, &here = sides[i].first;
        if (before.report == here.report && before.span.overlaps(here.span))
            groups.join(sides[longest].second, sides[i].second);
        if (before.report != here.report || here.span.end > before.span.end) longest = i;
    }
    std::map<std::size_t, UnseenSource> found;
    for (const std::size_t p : with_source) {
        UnseenSource& source = found[groups.head_of(p)];
        source.passages.push_back(p);
        source.reports.push_back(dossier.passages[p].a.report);
        source.reports.push_back(dossier.passages[p].b.report);
    }
    std::vector<UnseenSource> out;
    for (auto& [head, source] : found) {
        std::sort(source.reports.begin(), source.reports.end());
        source.reports.erase(std::unique(source.reports.begin(), source.reports.end()), source.reports.end());
        source.origin = origin_of(dossier, source.reports);
        if (source.origin) source.agency = dossier.origins[*source.origin].agency;
        out.push_back(std::move(source));
    }
    return out;
}

}  // namespace sitrep::brief
