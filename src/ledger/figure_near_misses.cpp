// Figures that a reader would take for rivals and that are none.
#include <algorithm>
#include <cstdlib>

#include "ledger/figure_relations.hpp"
#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

bool is_money(const Figure& figure) {
    return figure.unit.size() == 3 &&
           std::all_of(figure.unit.begin(), figure.unit.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

void FigureRelations::tell_conversions(const Members& members) {
    const auto converted = [&](std::uint32_t i) {  // by the figure after it
        if (i + 1 >= items_.size() || items_[i].report != items_[i + 1].report || !is_money(f(i)) ||
            !is_money(f(i + 1)) || f(i).unit == f(i + 1).unit || f(i + 1).span.begin < f(i).span.end)
            return false;
        return evidence_.words(f(i).report, {f(i).span.end, f(i + 1).span.begin}) == "(";
    };
    for (const auto& [name, list] : members) {
        std::vector<std::uint32_t> with;
        std::vector<ItemRef> items;
        for (const std::uint32_t i : list) {
            if (converted(i)) with.push_back(i);
            items.push_back(items_[i].ref);
        }
        if (with.empty() || with.size() == list.size()) continue;
        // A copy that leaves the converted amount out tells nothing else.
        const bool added = std::any_of(with.begin(), with.end(), [&](std::uint32_t own) {
            return std::any_of(list.begin(), list.end(), [&](std::uint32_t i) {
                return !converted(i) && evidence_.made_from(items_[own].report, items_[i].report);
            });
        });
        if (!added) continue;
        for (const std::uint32_t i : with) items.push_back(items_[i + 1].ref);
        out_.push_back(relation(RelationKind::differ, subject({with.front()}), std::move(items),
                                "in other money: " + number_words(evidence_, with.front() + 1) + " is " +
                                    number_words(evidence_, with.front()) + ", no second amount"));
    }
}

void FigureRelations::tell_near_misses(const Members& members) {
    for (std::uint32_t i = 1; i < items_.size(); ++i) {
        tell_neighbour_misses(i);
        tell_money_beside(i);
        tell_old_measure(i);
        tell_rate_beside(i);
        // "61 of the 74": the words set them right, nobody takes them for rivals.
        const bool out_of = told_out_of(i);
        if (!(q(i).part || out_of) || q(i).vague || q(i).of_whole) continue;
        std::int64_t whole = f(i).part_of;
        if (whole < 0 && items_[i - 1].report == items_[i].report &&
            items_[i].sentence - items_[i - 1].sentence <= 1)
            whole = i - 1;
        if (whole < 0 || static_cast<std::size_t>(whole) >= items_.size()) continue;
        const auto w = static_cast<std::uint32_t>(whole);
        if (q(i).unit != q(w).unit || q(w).vague || q(i).unit == "percent") continue;
        if (q(i).high > q(w).high) continue;
        near_miss(w, i, Miss::part);
    }
    std::vector<std::vector<std::uint64_t>> keys(items_.size());
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
        if (q(i).part || (q(i).vague && !q(i).of_people)) continue;
        if (q(i).happening != kNoTerm && q(i).unit != "percent")
            keys[i].push_back(text::hash64(q(i).unit, q(i).happening));
        const bool owned = whose(i) >= 0;
        if (whose(i) >= 0 && q(i).unit == "percent")
            keys[i].push_back(text::hash64(q(i).unit, static_cast<std::uint64_t>(whose(i))));
        if (q(i).unit == "percent" && q(i).subject != kNoTerm)
            keys[i].push_back(text::hash64("percent of a thing", q(i).subject));
        if (q(i).unit == "percent" && q(i).head != kNoTerm)
            keys[i].push_back(text::hash64("percent of a head", q(i).head));
        if (q(i).unit == "person" && (q(i).mode == Mode::requested || q(i).mode == Mode::offered))
            keys[i].push_back(text::hash64("people asked for or offered", 0));
        if (q(i).head != kNoTerm && evidence_.terms().name(q(i).head) != "person" &&
            (owned || q(i).mode != Mode::actual))
            keys[i].push_back(text::hash64(q(i).unit + "#", q(i).head));
        if (q(i).head != kNoTerm && !q(i).of_people && q(i).unit != "percent")
            keys[i].push_back(text::hash64("a thing", q(i).head));
        if (q(i).happening != kNoTerm && q(i).mode != Mode::actual)
            keys[i].push_back(text::hash64(q(i).unit + "?", q(i).happening));
    }
    const auto worth = [&](std::uint32_t a, std::uint32_t b) { return of_one_situation(a, b); };
    for (const auto& [a, b] : pairs_by_key(std::move(keys), 16, worth)) tell_near_miss(a, b);
    tell_same_numbers();
    put_near_misses(members);
}

void FigureRelations::tell_neighbour_misses(std::uint32_t i) {
    const std::uint32_t before = i - 1;
    if (items_[before].report != items_[i].report || items_[i].sentence - items_[before].sentence > 1 ||
        q(i).unit != q(before).unit || q(i).unit == "percent" || q(before).vague)
        return;
    const Look found = look(before, i);
    // "Around 700 guards, and the firm hopes to hire hundreds more"
    if (q(i).change && !q(before).change && (found.heads_fit || q(i).head == kNoTerm) &&
        q(i).unit == "person" && q(i).mode != Mode::actual)
        return near_miss(before, i, Miss::addition);
    // "Some 4,000 people are sleeping outdoors. … rice for 12,000 people": those there, and those asked for.
    const bool asked = (q(i).mode == Mode::requested) != (q(before).mode == Mode::requested);
    if (asked && q(i).of_people && q(before).of_people && !q(i).part && !q(before).part && !q(i).vague &&
        comparable_size(before, i) && items_[before].sentence != items_[i].sentence)
        return near_miss(before, i, Miss::things);
    // Two sources that count over other times.
    if (q(i).part || q(before).part || q(i).change || q(before).change || q(i).vague || found.clash ||
        !found.one_mode)
        return;
    if (!found.heads_fit && q(i).head != kNoTerm) return;
    const EntityRef who = items_[i].who, other = items_[before].who;
    const DateRange &first = f(before).as_of, &second = f(i).as_of;
    if (who >= 0 && other >= 0 && !evidence_.same_party(who, other) && first.earliest && second.earliest &&
        std::abs(first.earliest->number - second.earliest->number) > 3)
        near_miss(before, i, Miss::times);
}

void FigureRelations::tell_rate_beside(std::uint32_t i) {
    constexpr std::uint32_t kBeside = 2;
    for (std::uint32_t b = i; b-- > 0 && items_[b].report == items_[i].report && distance(b, i) <= kBeside;) {
        if (q(b).per_time == q(i).per_time || q(b).unit != q(i).unit || q(i).unit.empty() ||
            q(i).unit == "percent" || q(b).vague || q(i).vague || q(b).part || q(i).part || in_title(b) ||
            same_number(f(b), f(i)))
            continue;
        const bool money = f(i).unit.size() == 3 && text::folded(f(i).unit) != f(i).unit;
        if (!money && (!q(i).of_people || look(b, i).heads_fit)) return near_miss(b, i, Miss::rate);
    }
}

void FigureRelations::tell_near_miss(std::uint32_t a, std::uint32_t b) {
    if (ages_[a] || ages_[b]) return;
    if (groups_.of(a) == groups_.of(b) || q(a).unit != q(b).unit || same_number(f(a), f(b)) || q(a).denied ||
        q(b).denied)
        return;
    const Look found = look(a, b);
    if (found.clash) return;
    if (!found.one_mode) {
        const bool asked = q(a).mode == Mode::requested || q(b).mode == Mode::requested;
        const bool given = q(a).mode == Mode::offered || q(b).mode == Mode::offered ||
                           q(a).mode == Mode::delivered || q(b).mode == Mode::delivered;
        const bool one_matter = found.context.containment >= 0.5 && found.context.terms >= 3;
        if (asked && given && (found.heads_fit || found.happenings_fit || one_matter) &&
            items_[a].report != items_[b].report && comparable_size(a, b))
            near_miss(a, b, Miss::asked_and_given);
        return;
    }
    if (q(a).vague || q(b).vague) {
        if (q(a).vague != q(b).vague && found.happenings_fit && found.place == Scope::apart &&
            items_[a].report == items_[b].report)
            near_miss(a, b, Miss::places);
        return;
    }
    const int gap = sure_gap(days_of_[a], days_of_[b]);
    const bool one_source = evidence_.same_source(items_[a].who, items_[b].who);
    if (found.happenings_fit && later_[a] != later_[b] && items_[a].report == items_[b].report &&
        !one_source && items_[a].who >= 0 && items_[b].who >= 0) {
        near_miss(a, b, Miss::times);
    } else if ((found.happenings_fit || (found.heads_fit && confusable(a, b))) && gap > 300 &&
               q(a).unit != "percent") {
        near_miss(a, b, Miss::times);
    } else if (found.happenings_fit && found.place == Scope::apart && gap <= 30 &&
               evidence_.same_story(items_[a].report, items_[b].report)) {
        near_miss(a, b, Miss::places);
    } else if (q(a).unit == "percent" && q(a).head != kNoTerm && q(a).head == q(b).head && gap <= 30 &&
               found.of != Scope::apart && found.of != Scope::equal &&
               !evidence_.same_source(items_[a].who, items_[b].who) && items_[a].report != items_[b].report) {
        near_miss(a, b, Miss::silent_place);
    } else if (found.heads_fit && found.of == Scope::equal && found.place == Scope::unstated) {
        near_miss(a, b, Miss::silent_place);
    } else if (gap > 0 && ((found.heads_fit && found.of == Scope::equal && found.place == Scope::equal) ||
                           (one_level(a, b) && found.of != Scope::apart && found.place != Scope::apart))) {
        // Copied without its day: reads as if it were of the later report's day.
        const std::uint32_t old = wholly_before(days_of_[a], days_of_[b]) ? a : b, fresh = old == a ? b : a;
        if (evidence_.before(items_[fresh].report, items_[old].report) ||
            (!evidence_.before(items_[old].report, items_[fresh].report) &&
             items_[old].report != items_[fresh].report))
            near_miss(old, fresh, Miss::stale);
    }
}

bool FigureRelations::confusable(std::uint32_t a, std::uint32_t b) const {
    constexpr double kAlike = 5.0;
    const double x = middle(a), y = middle(b);
    return items_[a].report == items_[b].report && std::max(x, y) <= kAlike * std::min(x, y);
}

void FigureRelations::near_miss(std::uint32_t a, std::uint32_t b, Miss why) {
    const std::uint32_t x = std::min(groups_.of(a), groups_.of(b)),
                        y = std::max(groups_.of(a), groups_.of(b));
    if (x == y || (why != Miss::stale && related_.contains({x, y}))) return;
    if (near_.emplace(x, y).second || why == Miss::stale) misses_.push_back({a, b, why});
}

void FigureRelations::put_near_misses(const Members& members) {
    std::map<std::pair<Miss, std::uint64_t>, std::vector<NearMiss>> merged;
    for (const NearMiss& miss : misses_) {
        const bool own = miss.why == Miss::part || miss.why == Miss::stale || miss.why == Miss::addition ||
                         miss.why == Miss::same_number || miss.why == Miss::things || miss.why == Miss::rate;
        std::uint64_t subject_key = text::hash64(
            q(miss.a).unit, q(miss.a).happening != kNoTerm ? q(miss.a).happening : q(miss.a).head);
        if (own) subject_key = (static_cast<std::uint64_t>(groups_.of(miss.a)) << 32U) | groups_.of(miss.b);
        merged[{miss.why, subject_key}].push_back(miss);
    }
    for (const auto& [key, list] : merged) {
        std::set<std::uint32_t> all;
        for (const NearMiss& miss : list) {
            for (const std::uint32_t one : {miss.a, miss.b}) {
                if (miss.why == Miss::same_number || miss.why == Miss::things || miss.why == Miss::rate)
                    add_beside(miss, members, all);
                else if (miss.why == Miss::stale || miss.why == Miss::addition)
                    all.insert(one);
                else
                    all.insert(members.at(groups_.of(one)).begin(), members.at(groups_.of(one)).end());
            }
        }
        if (key.first == Miss::silent_place) {  // a part shares the silence of its whole
            std::vector<std::uint32_t> parts;
            for (const std::uint32_t whole : all) {
                for (std::uint32_t i = whole + 1; i < std::min<std::size_t>(items_.size(), whole + 4); ++i) {
                    const bool adjoined = f(i).part_of < 0 && i == whole + 1 && q(i).part &&
                                          items_[i].report == items_[whole].report &&
                                          items_[i].sentence == items_[whole].sentence;
                    if (f(i).place < 0 && (f(i).part_of == static_cast<std::int32_t>(whole) || adjoined))
                        parts.push_back(i);
                }
            }
            all.insert(parts.begin(), parts.end());
        }
        const std::vector<std::uint32_t> items(all.begin(), all.end());
        out_.push_back(relation(RelationKind::not_comparable, subject(items), refs(items), miss_words(list)));
    }
}

void FigureRelations::add_beside(const NearMiss& miss, const Members& members,
                                 std::set<std::uint32_t>& all) const {
    all.insert({miss.a, miss.b});
    if (items_[miss.a].report != items_[miss.b].report) return;
    for (const std::uint32_t i : members.at(name_of(miss.a))) {
        for (const std::uint32_t j : members.at(name_of(miss.b))) {
            if (items_[i].report == items_[j].report) all.insert({i, j});
        }
    }
}

std::string FigureRelations::miss_words(const std::vector<NearMiss>& list) const {
    const NearMiss& first = list.front();
    std::set<std::uint32_t> seen;
    std::string told_all;
    for (const NearMiss& miss : list) {
        for (const std::uint32_t one : {miss.a, miss.b}) {
            if (seen.size() < 5 && seen.insert(one).second)
                told_all += (told_all.empty() ? "" : "; ") + told(one) +
                            (f(one).place >= 0 ? " in " + evidence_.name(f(one).place) : "");
        }
    }
    switch (first.why) {
        case Miss::part:
            return number_words(evidence_, first.b) + " is part of " + number_words(evidence_, first.a) +
                   ", neither an addition nor a rival count";
        case Miss::addition:
            return number_words(evidence_, first.b) + " would come on top of " +
                   number_words(evidence_, first.a);
        case Miss::times:
            return "of other times: " + told_all;
        case Miss::places:
            return "of other places: " + told_all;
        case Miss::silent_place:
            return "scope not stated in one of them: " + told_all;
        case Miss::asked_and_given:
            return "asked for against offered or given, a gap and no contradiction: " + told_all;
        case Miss::same_number:
            return "the same number of other things: " + told_all;
        case Miss::rate:
            return "so many in a span of time against so many in all: " + told_all;
        case Miss::things:
            return "other things, one measure: " + told_all;
        case Miss::stale:
            return told(first.a) + " is copied from an earlier report, " + told(first.b) +
                   " is of another day";
    }
    return {};
}

}  // namespace sitrep::ledger
