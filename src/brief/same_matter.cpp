#include "brief/same_matter.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "brief/context.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kLetters = 5;  // by which two forms of a word are taken for one

bool of_figures(const std::vector<ItemGroup>& groups) {
    return std::any_of(groups.begin(), groups.end(),
                       [](const ItemGroup& group) { return group.list == ItemRef::List::figures; });
}

/// First letters of the words of a sentence, or of all it leans on, without days and times.
std::set<std::string> matter_of(const Reader& reader, const Place& place) {
    std::set<std::string> stems;
    for (const std::string& word : content_words(reader.words(place)))
        if (!reader.sets().times.holds(word)) stems.insert(word.substr(0, kLetters));
    return stems;
}

/// The ends of a relation, told by the reports where they were gathered; none in one report.
std::vector<Place> far_ends(const Standing& standing, const std::vector<ItemGroup>& groups) {
    if (groups.size() < 2 || of_figures(groups)) return {};
    const Place first = standing.original_of(groups.front().places);
    const Place last = standing.original_of(groups.back().places);
    return first.report == last.report ? std::vector<Place>{} : std::vector<Place>{first, last};
}

bool asks(ActKind kind) {
    return kind == ActKind::request || kind == ActKind::demand || kind == ActKind::offer;
}

}  // namespace

bool shares_no_word(const Reader& reader, const Standing& standing, const std::vector<ItemGroup>& groups) {
    if (far_ends(standing, groups).empty()) return false;
    const auto last = matter_of(reader, in_context(reader, standing.original_of(groups.back().places)));
    return std::none_of(groups.begin(), groups.end() - 1, [&](const ItemGroup& group) {
        const Place place = standing.original_of(group.places);
        return common_words(last, matter_of(reader, in_context(reader, place))) > 0;
    });
}

bool answers_another(const Reader& reader, const Standing& standing, const std::vector<ItemGroup>& groups) {
    const auto ends = far_ends(standing, groups);
    if (ends.empty()) return false;
    const auto& answer = groups.back().act;
    if (answer != ActKind::agree && answer != ActKind::refuse) return false;
    const Place own = reader.sentence(ends[1]);
    const Paragraph* paragraph = reader.paragraph(own);
    const auto first = matter_of(reader, reader.sentence(ends[0]));
    const auto& acts = reader.dossier().acts;
    return std::any_of(acts.begin(), acts.end(), [&](const Act& act) {
        const Place place{act.report, act.span};
        if (act.report != own.report || !asks(act.act) || act.span.begin >= own.span.begin) return false;
        const Place before = reader.sentence(place);
        if (before == own || reader.paragraph(before) != paragraph) return false;
        // Asked for in other words, it is the same request.
        return common_words(first, matter_of(reader, before)) < 2;
    });
}

bool hides_a_name(const Reader& reader, const std::vector<ItemGroup>& groups) {
    return std::any_of(groups.begin(), groups.end(), [&](const ItemGroup& group) {
        const bool asks_or_refuses = group.act == ActKind::request || group.act == ActKind::refuse;
        return asks_or_refuses && reader.sets().unnamed.stands_in(padded_words(group.words));
    });
}

bool is_said_twice(const Reader& reader, const Standing& standing, const std::vector<ItemGroup>& groups) {
    const auto ends = far_ends(standing, groups);
    if (ends.empty() || groups.size() != 2) return false;
    const auto first = matter_of(reader, reader.sentence(ends[0]));
    const auto last = matter_of(reader, reader.sentence(ends[1]));
    const std::size_t common = common_words(first, last);
    return common * 5 >= std::min(first.size(), last.size()) * 4 && common >= 4;
}

}  // namespace sitrep::brief
