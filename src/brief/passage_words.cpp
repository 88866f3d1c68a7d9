// Where the words of a shared passage came from, in words.
#include "brief/passage_words.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "brief/items.hpp"
#include "lineage/credits.hpp"

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

/// Whether the words of a passage prove its direction; these tell only which way is the likelier.
bool is_proved(const Passage& passage) {
    constexpr std::array<std::string_view, 5> kLikely{
        "the copy is the shorter text", "more of the copy than of its source is shared",
        "the later words look back", "an editor's bracket stands in the later words", "written days apart"};
    return std::find(kLikely.begin(), kLikely.end(), passage.why) == kLikely.end();
}

/// Whether a line's agency sent the whole of a report, not some words of it.
bool carries(const Origin& origin, ReportIndex report) {
    return std::any_of(origin.basis.begin(), origin.basis.end(), [&](const Evidence& evidence) {
        return evidence.place.report == report && !lineage::is_of_words(evidence.why) &&
               !evidence.why.starts_with("no ");
    });
}

/// Whether a report's own words put it on a line.
bool names_line(const Origin& origin, ReportIndex report) {
    return std::any_of(origin.basis.begin(), origin.basis.end(), [&](const Evidence& evidence) {
        return evidence.place.report == report && !evidence.why.starts_with("no ");
    });
}

/// "r3 or the AFP copy behind it": who has an agency's words from a report may have them from the agency too.
std::string giver_words(const Reader& reader, ReportIndex giver) {
    for (const Origin& origin : reader.dossier().origins) {
        if (!origin.agency) continue;
        const bool giver_carries = carries(origin, giver);
        if (giver_carries || names_line(origin, giver))
            return reader.label(giver) + " or the " + one_line(*origin.agency) +
                   (giver_carries ? " copy it carries" : " copy behind it");
    }
    return reader.label(giver);
}

/// The agency to which the sentences of both places give their words.
std::optional<std::string> cited_by_both(const Reader& reader, const Passage& passage) {
    const auto cites = [&](const Origin& origin, const Place& place) {
        const Place sentence = reader.sentence(place);
        return std::any_of(origin.basis.begin(), origin.basis.end(), [&](const Evidence& evidence) {
            return evidence.place.report == place.report && evidence.place.span.overlaps(sentence.span);
        });
    };
    for (const Origin& origin : reader.dossier().origins) {
        if (origin.agency && cites(origin, passage.a) && cites(origin, passage.b))
            return one_line(*origin.agency);
    }
    return std::nullopt;
}

std::string from_to(const Reader& reader, const Passage& passage, ReportIndex giver, ReportIndex taker) {
    return (is_proved(passage) ? "from " : "likely from ") + giver_words(reader, giver) + " to " +
           reader.label(taker);
}

std::string common_source(const Reader& reader, const Passage& passage) {
    if (passage.third && *passage.third < reader.size())
        return "both from " + giver_words(reader, *passage.third);
    const std::set<ReportIndex> of_a = givers(reader.dossier(), passage.a),
                                of_b = givers(reader.dossier(), passage.b);
    for (const ReportIndex giver : of_a) {
        if (of_b.contains(giver)) return "both from " + giver_words(reader, giver);
    }
    if (passage.why == "both follow a third report of the set") return passage.why;
    if (const auto agency = cited_by_both(reader, passage)) return "from " + *agency + ", which both cite";
    std::string way = passage.why == "both give the words to one agency" ? "from an agency that both cite"
                                                                         : "one text, its source not told";
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
            return from_to(reader, passage, passage.a.report, passage.b.report);
        case Direction::b_to_a:
            return from_to(reader, passage, passage.b.report, passage.a.report);
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
    // What proves the way of one passage of two reports speaks for the others that likely went the same way.
    constexpr std::string_view kLikely = "likely ";
    for (auto at = number.begin(); at != number.end();) {
        const auto proved =
            at->first.starts_with(kLikely) ? number.find(at->first.substr(kLikely.size())) : number.end();
        if (proved != number.end()) proved->second += at->second;
        at = proved != number.end() ? number.erase(at) : std::next(at);
    }
    std::vector<std::string> ways;
    for (const auto& [way, count] : number)
        ways.push_back(number.size() == 1 ? way : std::to_string(count) + " " + way);
    return listed(ways);
}

}  // namespace sitrep::brief
