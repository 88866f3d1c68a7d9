// Equal numbers of other things, and other things of one measure side by side.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "ledger/figure_relations.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::uint32_t kOtherReport = 1000;  // sentences
constexpr double kFewest = 5.0;               // "two" and "three" are met everywhere
constexpr std::size_t kMostOfNumber = 24;     // tellings of one number looked at

}  // namespace

bool FigureRelations::in_title(std::uint32_t i) const {
    const Report& report = evidence_.dossier().reports[items_[i].report].report;
    const std::uint32_t at = report.text.range(f(i).span).begin;
    return std::any_of(report.blocks.begin(), report.blocks.end(), [&](const Block& block) {
        return block.kind == BlockKind::title && block.range.begin <= at && at < block.range.end;
    });
}

std::uint32_t FigureRelations::distance(std::uint32_t a, std::uint32_t b) const {
    if (items_[a].report != items_[b].report) return kOtherReport;
    return std::max(items_[a].sentence, items_[b].sentence) -
           std::min(items_[a].sentence, items_[b].sentence);
}

bool FigureRelations::told_out_of(std::uint32_t i) const {
    const Item &whole = items_[i - 1], &part = items_[i];
    if (whole.report != part.report || whole.sentence != part.sentence || whole.first == 0 ||
        q(i).unit != q(i - 1).unit)
        return false;
    const AnnotatedReport& home = evidence_.dossier().reports[whole.report];
    const auto word = [&](std::uint32_t at) {
        return text::folded(home.report.text.words(home.tokens.tokens[at].range));
    };
    // "Of 540 people arrested, 212", "Of the 480 people cut off, 350"
    const std::uint32_t start = home.tokens.sentences[whole.sentence].first;
    const bool begins = whole.first == start + 1 || (whole.first == start + 2 && word(start + 1) == "the");
    return begins && word(start) == "of" && word(part.first - 1) == ",";
}

void FigureRelations::tell_money_beside(std::uint32_t i) {
    constexpr double kAlike = 5.0;
    constexpr std::uint32_t kBeside = 2;
    for (std::uint32_t b = i; b-- > 0 && items_[b].report == items_[i].report && distance(b, i) <= kBeside;) {
        const bool money =
            q(i).unit == q(b).unit && f(i).unit.size() == 3 && text::folded(f(i).unit) != f(i).unit;
        const bool mass = q(i).unit == "tonne" && q(b).unit == "tonne" && !q(i).part && f(i).part_of < 0;
        if ((!money && !mass) || q(i).vague || q(b).vague || q(i).change || q(b).change ||
            q(i).per_time != q(b).per_time)
            continue;
        const double x = middle(i), y = middle(b);
        if (x <= 0.0 || y <= 0.0 || std::max(x, y) > kAlike * std::min(x, y) || same_number(f(i), f(b)))
            continue;
        if (items_[b].sentence == items_[i].sentence || look(b, i).heads_fit) continue;
        return near_miss(b, i, Miss::things);
    }
}

void FigureRelations::tell_old_measure(std::uint32_t i) {
    constexpr int kLongAgo = 300;
    if (q(i).unit != "tonne" || q(i).vague || !items_[i].days.latest) return;
    // The nearest measure of today in the report.
    std::int64_t best = -1;
    std::uint32_t first = i;
    while (first > 0 && items_[first - 1].report == items_[i].report) --first;
    for (std::uint32_t b = first; b < items_.size() && items_[b].report == items_[i].report; ++b) {
        if (q(b).unit != q(i).unit || q(b).vague || q(b).part ||
            !wholly_before(items_[i].days, items_[b].days) ||
            sure_gap(items_[i].days, items_[b].days) <= kLongAgo)
            continue;
        if (best < 0 || distance(b, i) < distance(static_cast<std::uint32_t>(best), i)) best = b;
    }
    if (best >= 0) near_miss(static_cast<std::uint32_t>(best), i, Miss::times);
}

bool FigureRelations::says_what(std::uint32_t i) const {
    return !f(i).counted.empty() || (!f(i).unit.empty() && f(i).unit != "person");
}

bool FigureRelations::other_thing(std::uint32_t a, std::uint32_t b) const {
    const Quantity &x = q(a), &y = q(b);
    if (!says_what(a) || !says_what(b) || (f(a).unit == "percent") != (f(b).unit == "percent")) return false;
    // "Nine Filipino sailors", "nine Filipinos"; "14,200 sheep", "14,200 animals"
    std::vector<Term> counted = evidence_.terms().find(f(a).counted + " " + f(a).unit);
    for (const Term term : evidence_.terms().find(f(b).counted + " " + f(b).unit)) {
        const bool person = evidence_.terms().name(term) == "person" || term == kNoTerm;
        if (!person && std::find(counted.begin(), counted.end(), term) != counted.end()) return false;
    }
    const auto money = [](const Figure& figure) {
        return figure.unit.size() == 3 && text::folded(figure.unit) != figure.unit;
    };
    if (money(f(a)) && money(f(b))) return false;
    const std::string &unit_x = x.unit, &unit_y = y.unit;
    if (x.head != kNoTerm && x.head == y.head && evidence_.terms().name(x.head) != "person") return false;
    if ((unit_x == "percent") != (unit_y == "percent")) return false;
    if (f(a).of >= 0 && f(a).of == f(b).of && x.of_people && y.of_people) return false;
    if (!unit_x.empty() && !unit_y.empty() && unit_x != unit_y) return true;
    const TermTable& terms = evidence_.terms();
    const auto known = [&](const Quantity& one) {
        return one.head != kNoTerm && terms.name(one.head) != "person";
    };
    if (known(x) && known(y) && x.head != y.head) return true;
    return items_[a].report == items_[b].report && x.happening != y.happening && x.happening != kNoTerm &&
           y.happening != kNoTerm;
}

void FigureRelations::tell_same_numbers() {
    std::map<double, std::vector<std::uint32_t>> by_number;
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
        if (ages_[i] || q(i).vague || q(i).denied || in_title(i)) continue;
        const std::optional<double> value = f(i).value ? f(i).value : f(i).low;
        if (!value || *value < kFewest) continue;
        auto& list = by_number[*value];
        if (list.size() < kMostOfNumber) list.push_back(i);
    }
    for (const auto& [number, list] : by_number) {
        std::vector<std::pair<std::uint32_t, NearMiss>> found;
        for (std::size_t x = 0; x < list.size(); ++x) {
            for (std::size_t y = x + 1; y < list.size(); ++y) {
                const std::uint32_t a = list[x], b = list[y];
                if (name_of(a) == name_of(b) || !evidence_.same_episode(items_[a].report, items_[b].report) ||
                    !other_thing(a, b))
                    continue;
                if (items_[a].report != items_[b].report &&
                    (look(a, b).context.dice >= 0.1 || evidence_.copied(items_[a], items_[b]) != Copied::no))
                    continue;
                found.push_back({distance(a, b), {a, b, Miss::same_number}});
            }
        }
        if (found.empty()) continue;
        const auto best = std::min_element(found.begin(), found.end(),
                                           [](const auto& p, const auto& r) { return p.first < r.first; });
        near_miss(best->second.a, best->second.b, Miss::same_number);
    }
}

}  // namespace sitrep::ledger
