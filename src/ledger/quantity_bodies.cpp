#include "ledger/quantity_bodies.hpp"

#include <algorithm>

#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::ledger {

Bodies::Bodies(const Evidence& evidence, const Item& item, Reach reach)
    : evidence_(evidence),
      item_(item),
      tokens_(evidence.dossier().reports[item.report].tokens),
      text_(evidence.dossier().reports[item.report].report.text.text()),
      begin_(reach.begin),
      end_(reach.end) {}

std::string Bodies::word(std::uint32_t at) const {
    const TextRange range = tokens_.tokens[at].range;
    return text::folded(text_.substr(range.begin, range.size()));
}

std::vector<Evidence::Named> Bodies::within(std::uint32_t first, std::uint32_t last) const {
    std::vector<Evidence::Named> found;
    const auto& all = evidence_.named(item_.report);
    const std::uint32_t begin = tokens_.tokens[first].range.begin,
                        end = last > first ? tokens_.tokens[last - 1].range.end : begin;
    for (auto at = std::lower_bound(
             all.begin(), all.end(), begin,
             [](const auto& named, std::uint32_t where) { return named.range.begin < where; });
         at != all.end() && at->range.end <= end; ++at) {
        const EntityType type = evidence_.dossier().entities[static_cast<std::size_t>(at->entity)].type;
        if (type == EntityType::organisation || type == EntityType::group) found.push_back(*at);
    }
    return found;
}

EntityRef Bodies::body() const {
    constexpr std::array<std::string_view, 4> kHave = {"has", "have", "had", "strength"};
    const std::uint32_t have = before(kHave, 3);
    if (have == item_.first || have <= begin_) return kNoEntity;
    const std::vector<Evidence::Named> before = within(have > begin_ + 7 ? have - 7 : begin_, have);
    if (before.empty()) return kNoEntity;
    return evidence_.same_party(before.back().entity, item_.who) ? kNoEntity : before.back().entity;
}

EntityRef Bodies::counter() const {
    constexpr std::array<std::string_view, 7> kCounts = {"had",      "counted",  "counts",    "recorded",
                                                         "recorded", "reported", "registered"};
    std::uint32_t had = before(kCounts, 1);
    // "The department was missing 26 bronzes"
    if (had == item_.first && item_.first >= begin_ + 2 && word(item_.first - 1) == "missing" &&
        text::among(word(item_.first - 2), text::kFormsOfBe))
        had = item_.first - 2;
    if (had == item_.first || had <= begin_) return kNoEntity;
    const std::vector<Evidence::Named> before = within(begin_, had);
    if (before.empty()) return kNoEntity;
    const std::uint32_t gap = tokens_.tokens[had].range.begin - before.back().range.end;
    return gap <= 2 ? before.back().entity : kNoEntity;
}

EntityRef Bodies::raiser() const {
    constexpr std::array<std::string_view, 5> kRaised = {"raised", "lifted", "lowered", "revised", "cut"};
    constexpr std::array<std::string_view, 5> kCount = {"toll", "number", "count", "figure", "tally"};
    for (std::uint32_t at = begin_ + 1; at + 2 < item_.first; ++at) {
        if (!text::among(word(at), kRaised) || !text::among(word(at + 2), kCount)) continue;
        const std::vector<Evidence::Named> before = within(begin_, at);
        if (!before.empty()) return before.back().entity;
    }
    return kNoEntity;
}

bool Bodies::whole_country() const {
    for (std::uint32_t at = begin_; at < end_; ++at) {
        const std::string one = word(at);
        if (one == "nationwide" || one == "countrywide" || one == "nationally") return true;
        if (at + 2 < end_ && one == "whole" && word(at + 1) == "country") return true;
        if (at + 2 < end_ && one == "across" && word(at + 1) == "the" && word(at + 2) == "country")
            return true;
    }
    return false;
}

bool Bodies::place_named() const {
    const std::uint32_t from = tokens_.tokens[begin_].range.begin, to = tokens_.tokens[end_ - 1].range.end;
    const auto& all = evidence_.named(item_.report);
    const auto first =
        std::lower_bound(all.begin(), all.end(), from,
                         [](const auto& named, std::uint32_t at) { return named.range.begin < at; });
    for (auto at = first; at != all.end() && at->range.end <= to; ++at) {
        const EntityType type = evidence_.dossier().entities[static_cast<std::size_t>(at->entity)].type;
        if (type == EntityType::location || type == EntityType::geopolitical) return true;
    }
    return false;
}

EntityRef Bodies::keeper() const {
    constexpr std::array<std::string_view, 6> kKept = {"kept",     "released",  "compiled",
                                                       "recorded", "published", "issued"};
    for (std::uint32_t at = begin_; at + 2 < end_; ++at) {
        if (word(at + 1) != "by" || std::find(kKept.begin(), kKept.end(), word(at)) == kKept.end()) continue;
        const std::vector<Evidence::Named> after = within(at + 2, std::min(end_, at + 9));
        if (!after.empty()) return after.front().entity;
    }
    return kNoEntity;
}

}  // namespace sitrep::ledger
