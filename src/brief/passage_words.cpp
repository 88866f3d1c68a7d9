// Where the words of a shared passage came from, in words.
#include "brief/passage_words.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace sitrep::brief {
namespace {

/// Two places hold mostly the same words: half of the shorter or more.
bool mostly_same(const Place& a, const Place& b) {
    if (a.report != b.report) return false;
    const std::uint32_t begin = std::max(a.span.begin, b.span.begin), end = std::min(a.span.end, b.span.end);
    return end > begin && 2 * (end - begin) >= std::min(a.span.size(), b.span.size());
}

/// Reports that the words at a place were taken from.
std::set<ReportIndex> givers(const Dossier& dossier, const Place& place) {
    std::set<ReportIndex> from;
    for (const Passage& passage : dossier.passages) {
        if (passage.direction == Direction::a_to_b && mostly_same(passage.b, place))
            from.insert(passage.a.report);
        if (passage.direction == Direction::b_to_a && mostly_same(passage.a, place))
            from.insert(passage.b.report);
    }
    return from;
}

std::string common_source(const Reader& reader, const Passage& passage) {
    if (passage.third && *passage.third < reader.size()) return "both from " + reader.label(*passage.third);
    const std::set<ReportIndex> of_a = givers(reader.dossier(), passage.a),
                                of_b = givers(reader.dossier(), passage.b);
    for (const ReportIndex giver : of_a) {
        if (of_b.contains(giver)) return "both from " + reader.label(giver);
    }
    if (passage.why == "both follow a third report of the set") return passage.why;
    std::string way = "from a common source outside the set";
    if (!of_a.empty() && *of_a.begin() != passage.b.report)
        way += ", in " + reader.label(passage.a.report) + " by way of " + reader.label(*of_a.begin());
    if (!of_b.empty() && *of_b.begin() != passage.a.report)
        way += ", in " + reader.label(passage.b.report) + " by way of " + reader.label(*of_b.begin());
    return way;
}

}  // namespace

std::string way_of(const Reader& reader, const Passage& passage) {
    switch (passage.direction) {
        case Direction::a_to_b:
            return "from " + reader.label(passage.a.report) + " to " + reader.label(passage.b.report);
        case Direction::b_to_a:
            return "from " + reader.label(passage.b.report) + " to " + reader.label(passage.a.report);
        case Direction::common_source:
            return common_source(reader, passage);
        case Direction::undecided:
            return passage.why == kDecidedIndependent ? "independent by your own decision"
                                                      : "direction undecided";
    }
    return {};
}

std::string ways_of(const Reader& reader, const std::vector<const Passage*>& passages) {
    std::map<std::string, std::size_t> number;
    for (const Passage* passage : passages) ++number[way_of(reader, *passage)];
    std::vector<std::string> ways;
    for (const auto& [way, count] : number)
        ways.push_back(number.size() == 1 ? way : std::to_string(count) + " " + way);
    return listed(ways);
}

}  // namespace sitrep::brief
