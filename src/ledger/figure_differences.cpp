// Figures that state another number of the same thing: against one another, or one after the other.
#include <algorithm>
#include <array>
#include <cmath>

#include "ledger/figure_relations.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
const std::vector<std::uint32_t>& FigureRelations::group(std::uint32_t i, const Members& members) {
    return members.at(groups_.of(i));
}

std::span<const std::uint32_t> FigureRelations::some_of(std::uint32_t i, const Members& members) {
    const auto& list = group(i, members);
    return std::span(list).first(std::min(list.size(), kMostCompared));
}

bool FigureRelations::siblings_agree(std::uint32_t a, std::uint32_t b) {
    const auto siblings = [&](std::uint32_t i) {
        std::vector<std::uint32_t> found;
        for (std::uint32_t s = i > 2 ? i - 2 : 0; s < std::min<std::size_t>(items_.size(), i + 3); ++s) {
            if (s != i && items_[s].report == items_[i].report && items_[s].sentence == items_[i].sentence &&
                q(s).unit == q(i).unit)
                found.push_back(s);
        }
        return found;
    };
    for (const std::uint32_t x : siblings(a)) {
        for (const std::uint32_t y : siblings(b)) {
            if (groups_.of(x) == groups_.of(y)) return true;
        }
    }
    return false;
}

Verdict FigureRelations::on_other_days(std::uint32_t a, std::uint32_t b, const Look& found,
                                       const Members& members) {
    const bool earlier = wholly_before(days_of_[a], days_of_[b]);
    if (only_part(a) != only_part(b))
        return Verdict::nothing;  // "13" takes nothing on from "seven of the 11"
    const bool one_holder = shared_holder(a, b);
    const bool mounting =
        found.happenings_fit && mounts(earlier ? a : b, earlier ? b : a) && found.context.dice >= 0.15;
    const bool no_rival = no_holder(a, members) || no_holder(b, members);
    if (falls(earlier ? a : b, earlier ? b : a))
        return q(a).low <= q(b).high && q(b).low <= q(a).high ? Verdict::differ : Verdict::nothing;
    return one_holder || (mounting && no_rival) ? Verdict::update : Verdict::nothing;
}

bool FigureRelations::near_floor(std::uint32_t a, std::uint32_t b, const Look& found,
                                 const Members& members) {
    constexpr double kNear = 1.15;
    const auto floor = [&](std::uint32_t i) {
        return f(i).approximator == Approximator::more_than || f(i).approximator == Approximator::at_least;
    };
    // a count that mounts is above its floor of the day before
    constexpr int kDays = 2;
    if (floor(a) == floor(b) || q(a).part || q(b).part ||
        (days_apart(a, b) && sure_gap(days_of_[a], days_of_[b]) > kDays))
        return false;
    const std::uint32_t low = floor(a) ? a : b, other = low == a ? b : a;
    return found.of != Scope::apart && middle(other) > middle(low) && middle(other) <= kNear * middle(low) &&
           middle(low) >= 100.0 && evidence_.same_episode(items_[a].report, items_[b].report) &&
           !told_apart(a, b, members);
}

bool FigureRelations::barred(std::uint32_t a, std::uint32_t b) const {
    const Quantity &x = q(a), &y = q(b);
    if (x.unit != y.unit || x.vague || y.vague || same_number(f(a), f(b))) return true;
    if (x.change || y.change || x.denied || y.denied || x.conjunct != y.conjunct) return true;
    constexpr int kOtherYear = 200;
    return sure_gap(days_of_[a], days_of_[b]) > kOtherYear || ages_[a] || ages_[b];
}

Verdict FigureRelations::on_one_day(std::uint32_t a, std::uint32_t b, bool one_scope,
                                    const Members& members) {
    if (q(a).part || q(b).part || told_apart(a, b, members)) return Verdict::nothing;
    // Two episodes of one situation have counts of their own.
    if (!evidence_.same_episode(items_[a].report, items_[b].report) &&
        evidence_.copied(items_[a], items_[b]) == Copied::no)
        return Verdict::nothing;
    if (evidence_.same_party(items_[a].who, items_[b].who) || shared_holder(a, b)) return Verdict::nothing;
    // "Now counts 37", and "more than 200" that another put there before: of other days, if not of which.
    if (later_[a] != later_[b] && !(days_of_[a].exact() && days_of_[b].exact())) return Verdict::nothing;
    // Words alike and no more: bounds that meet can be told, numbers that exclude one another cannot.
    const bool meet = q(a).low <= q(b).high && q(b).low <= q(a).high;
    if (!one_scope) return meet ? Verdict::differ : Verdict::nothing;
    return by_bounds(a, b);
}

Verdict FigureRelations::verdict(std::uint32_t a, std::uint32_t b, const Members& members) {
    const Quantity &x = q(a), &y = q(b);
    // "80 euros more a month" demanded, 45 more accepted: of pay, what is more is what is settled
    if (x.unit == y.unit && (x.change || y.change) && !same_number(f(a), f(b)) && settled(a, b))
        return Verdict::update;
    if (barred(a, b) || second_event(a, b) || part_of_country(a, b)) return Verdict::nothing;
    const Look found = look(a, b);
    if (granted_after(a, b, found) || offered_anew(a, b) || settled(a, b)) return Verdict::update;
    if (behind_its_part(a) != behind_its_part(b)) return Verdict::nothing;  // "six of the 17" and six
    // What its own source no longer holds is nobody's rival.
    if (given_up_[a] || given_up_[b]) return Verdict::nothing;
    const bool beside_equal = found.place == Scope::equal && siblings_agree(a, b);
    // Two amounts asked for are two requests.
    if (x.mode == Mode::requested && y.mode == Mode::requested && items_[a].report != items_[b].report &&
        !days_apart(a, b))
        return Verdict::nothing;
    if (found.clash || !found.one_mode || (found.of == Scope::apart && !beside_equal) ||
        found.place == Scope::apart)
        return Verdict::nothing;
    // "The service has four missing, the guild five": side by side, whatever the service counted before.
    if (items_[a].report == items_[b].report && facing(a, b) && by_bounds(a, b) == Verdict::conflict)
        return Verdict::conflict;
    if (moved_on(a, b, found, members)) return Verdict::update;
    if (only_part(a) != only_part(b) && !found.happenings_fit) return Verdict::nothing;
    // What became of the people is said on one side only: the other may count those it did not befall.
    if (x.of_people && (x.happening == kNoTerm) != (y.happening == kNoTerm) &&
        !(items_[a].report == items_[b].report && facing(a, b)))
        return Verdict::nothing;
    // "The lake stood at 91 percent", "the lake is down to 88 percent": one source, one lake, two days.
    if (one_level(a, b) && items_[a].report != items_[b].report && found.of != Scope::apart &&
        days_apart(a, b) && shared_holder(a, b))
        return Verdict::update;
    // "More than 200 missing", copied from before, beside "now counts 37".
    if (two_kinds(a, b) && !days_apart(a, b)) return Verdict::nothing;
    if (stale_beside(a, b, members) || stale_beside(b, a, members)) return Verdict::nothing;
    if (!found.heads_fit && !found.happenings_fit) {
        return facing(a, b) ? by_bounds(a, b) : Verdict::nothing;
    }
    const bool one_report = items_[a].report == items_[b].report;
    if (one_report) return facing(a, b) ? by_bounds(a, b) : Verdict::nothing;
    if (!comparable_size(a, b) || no_rivals(a, b, found)) return Verdict::nothing;
    if (near_floor(a, b, found, members)) return Verdict::differ;
    // A toll mounts: of two reports whose days are not known it cannot be said that they count one day.
    const bool known = days_of_[a].bounded() && days_of_[b].bounded();
    if (!known && x.of_people && x.happening != kNoTerm && found.copied == Copied::no && !days_apart(a, b))
        return Verdict::nothing;
    const bool whole =
        found.of == Scope::equal && (found.place == Scope::equal || found.place == Scope::silent);
    const bool placed = found.place == Scope::equal && (found.happenings_fit || found.heads_fit) &&
                        (found.of != Scope::apart || beside_equal);
    const bool retold =
        found.context.dice >= 0.45 && found.of != Scope::unstated && found.place != Scope::unstated;
    if (!whole && !placed && !retold) return Verdict::nothing;
    if (mounted(a, b))
        return shared_holder(a, b) || no_holder(a, members) || no_holder(b, members) ? Verdict::update
                                                                                     : Verdict::nothing;
    if (days_apart(a, b)) return on_other_days(a, b, found, members);
    return on_one_day(a, b, whole || placed, members);
}

bool FigureRelations::mounted(std::uint32_t a, std::uint32_t b) const {
    constexpr std::array<std::string_view, 3> kMounts = {"killed", "infected", "injured"};
    const std::string& what = evidence_.terms().name(q(a).happening);
    if (q(a).happening != q(b).happening ||
        std::find(kMounts.begin(), kMounts.end(), what) == kMounts.end() || q(a).part || q(b).part)
        return false;
    const bool first = evidence_.before(items_[a].report, items_[b].report);
    if (!first && !evidence_.before(items_[b].report, items_[a].report)) return false;
    const std::uint32_t then = first ? a : b, now = first ? b : a;
    constexpr int kDays = 5;
    const auto day = [&](std::uint32_t i) { return evidence_.dossier().published[items_[i].report].range; };
    return middle(now) > middle(then) && sure_gap(day(then), day(now)) >= kDays;
}

bool FigureRelations::one_level(std::uint32_t a, std::uint32_t b) const {
    return q(a).unit == "percent" && q(b).unit == "percent" && q(a).subject != kNoTerm &&
           q(a).subject == q(b).subject && q(a).happening == q(b).happening && !q(a).part && !q(b).part;
}

Verdict FigureRelations::by_bounds(std::uint32_t a, std::uint32_t b) const {
    // "More than a million" and 1.2 million: the second says no more than the first allows.
    const auto floor_met = [&](std::uint32_t x, std::uint32_t y) {
        const bool floor =
            f(x).approximator == Approximator::more_than || f(x).approximator == Approximator::at_least;
        return floor && middle(y) >= middle(x) && middle(y) <= 1.5 * middle(x) &&
               items_[x].report != items_[y].report;
    };
    if (floor_met(a, b) || floor_met(b, a)) return Verdict::nothing;
    // "At least 27", by the centre, and 64, by the diocese: a floor so far below is another count.
    const auto far_above = [&](std::uint32_t x, std::uint32_t y) {
        const bool floor =
            f(x).approximator == Approximator::more_than || f(x).approximator == Approximator::at_least;
        return floor && middle(y) > 1.5 * middle(x) && items_[x].report == items_[y].report &&
               q(x).of_people && q(x).happening != kNoTerm && q(x).happening == q(y).happening;
    };
    if (far_above(a, b) || far_above(b, a)) return Verdict::conflict;
    if (q(a).low <= q(b).high && q(b).low <= q(a).high) return Verdict::differ;
    const double x = middle(a), y = middle(b);
    const bool loose = f(a).approximator == Approximator::about || f(b).approximator == Approximator::about;
    return loose && std::max(x, y) <= 1.25 * std::min(x, y) ? Verdict::differ : Verdict::conflict;
}

double FigureRelations::middle(std::uint32_t i) const {
    if (f(i).value) return *f(i).value;
    if (f(i).low && f(i).high) return (*f(i).low + *f(i).high) / 2.0;
    return f(i).low.value_or(f(i).high.value_or(0.0));
}

void FigureRelations::tell_different(std::uint32_t a, std::uint32_t b,
                                     const std::map<std::uint32_t, std::vector<std::uint32_t>>& members,
                                     std::set<std::pair<std::uint32_t, std::uint32_t>>& seen) {
    const std::uint32_t x = groups_.of(a), y = groups_.of(b);
    if (tell_range_end(a, b)) return;
    const Verdict found = verdict(a, b, members);
    if (found == Verdict::nothing) return;
    if (found == Verdict::update) {
        updates_.emplace(std::min(x, y), std::max(x, y));
        return;
    }
    if (found == Verdict::conflict && sums_up(a, b, members)) return;
    if (!seen.emplace(std::min(x, y), std::max(x, y)).second) return;
    if (found == Verdict::conflict && !reconciled(a, b, members).empty()) return tell_scopes(a, b, members);
    related_.emplace(std::min(x, y), std::max(x, y));
    std::vector<std::uint32_t> both = members.at(x);
    both.insert(both.end(), members.at(y).begin(), members.at(y).end());
    std::sort(both.begin(), both.end());
    const bool conflict = found == Verdict::conflict;
    if (conflict) conflicts_.emplace_back(x, y);
    const bool floor = q(a).low <= q(b).high && q(b).low <= q(a).high;
    const std::string how = conflict
                                ? (floor ? "; two counts far apart, of which the lower is a floor"
                                         : "; the words exclude one another and do not settle it")
                                : "; not all of them are exact, so that they need not exclude one another";
    out_.push_back(relation(conflict ? RelationKind::conflict : RelationKind::differ, subject(both),
                            refs(both), told(a) + " against " + told(b) + how));
}

bool FigureRelations::tell_range_end(std::uint32_t a, std::uint32_t b) {
    if (f(a).value) std::swap(a, b);
    if (f(a).value || !f(a).high || !f(a).low || !f(b).value || *f(b).value != *f(a).high ||
        f(b).approximator != Approximator::none)
        return false;
    if (items_[a].report == items_[b].report || q(a).unit != q(b).unit) return false;
    if (!evidence_.before(items_[a].report, items_[b].report) &&
        evidence_.copied(items_[a], items_[b]) != Copied::second_from_first &&
        !evidence_.made_from(items_[b].report, items_[a].report))
        return false;
    const Look found = look(a, b);
    if (!found.heads_fit || found.of == Scope::apart || found.place == Scope::apart ||
        (found.context.dice < 0.3 && !siblings_agree(a, b)))
        return false;
    if (!related_.emplace(std::min(groups_.of(a), groups_.of(b)), std::max(groups_.of(a), groups_.of(b)))
             .second)
        return true;
    out_.push_back(relation(RelationKind::stronger, "range: " + subject({a, b}),
                            {items_[a].ref, items_[b].ref},
                            told(a) + "; retold as its upper end: " + told(b)));
    return true;
}

bool FigureRelations::dispute_near(std::uint32_t i) const {
    constexpr std::array<std::string_view, 8> kDisputes = {"disputed",   "disputes",    "rejected",
                                                           "rejects",    "contested",   "challenged",
                                                           "questioned", "contradicted"};
    constexpr std::array<std::string_view, 8> kCounts = {"toll",   "figure",  "figures",  "count",
                                                         "number", "numbers", "estimate", "tally"};
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    const auto& sentences = home.tokens.sentences;
    const std::uint32_t last =
        std::min<std::uint32_t>(items_[i].sentence + 3, static_cast<std::uint32_t>(sentences.size()));
    for (std::uint32_t s = items_[i].sentence > 0 ? items_[i].sentence - 1 : 0; s < last; ++s) {
        bool disputes = false, counts = false;
        for (std::uint32_t t = sentences[s].first; t < sentences[s].last; ++t) {
            const std::string word = text::folded(home.report.text.words(home.tokens.tokens[t].range));
            disputes = disputes || std::find(kDisputes.begin(), kDisputes.end(), word) != kDisputes.end();
            counts = counts || std::find(kCounts.begin(), kCounts.end(), word) != kCounts.end();
        }
        if (disputes && counts) return true;
    }
    return false;
}

void FigureRelations::tell_conflict(std::uint32_t a, std::uint32_t b, const Members& members) {
    const std::uint32_t x = groups_.of(a), y = groups_.of(b);
    if (x == y || !related_.emplace(std::min(x, y), std::max(x, y)).second) return;
    conflicts_.emplace_back(x, y);
    std::vector<std::uint32_t> both = members.at(x);
    both.insert(both.end(), members.at(y).begin(), members.at(y).end());
    std::sort(both.begin(), both.end());
    out_.push_back(relation(RelationKind::conflict, subject(both), refs(both),
                            told(a) + " against " + told(b) + "; one disputes the other"));
}

void FigureRelations::tell_standing_conflicts(const Members& members) {
    const auto held_up = [&](std::uint32_t old, std::uint32_t fresh, std::uint32_t rival) {
        if (fresh == rival || !days_apart(old, fresh) || !wholly_before(days_of_[old], days_of_[fresh]))
            return;
        const auto& rivals = members.at(rival);
        const auto again = std::find_if(rivals.begin(), rivals.end(), [&](std::uint32_t i) {
            return items_[i].who >= 0 && evidence_.before(items_[old].report, items_[i].report) &&
                   !evidence_.before(items_[i].report, items_[fresh].report) &&
                   !wholly_before(items_[i].days, days_of_[fresh]) &&
                   std::none_of(rivals.begin(), rivals.end(), [&](std::uint32_t other) {
                       return items_[other].report != items_[i].report &&
                              evidence_.copied(items_[other], items_[i]) != Copied::no;
                   });
        });
        if (again != rivals.end() && !same_number(f(*again), f(fresh))) tell_conflict(fresh, *again, members);
    };
    const auto before = conflicts_;
    for (const auto& [x, y] : before) {
        for (const auto& [a, b] : updates_) {
            for (const auto& [old, fresh] : {std::pair(a, b), std::pair(b, a)}) {
                if (old == x) held_up(old, fresh, y);
                if (old == y) held_up(old, fresh, x);
            }
        }
    }
}

void FigureRelations::tell_disputed(const Members& members) {
    for (std::uint32_t b = 1; b < items_.size(); ++b) {
        if (q(b).happening == kNoTerm || q(b).part || q(b).change || q(b).vague || q(b).denied) continue;
        bool near = false, asked = false;
        for (std::uint32_t a = b; a-- > 0 && items_[a].report == items_[b].report && b - a <= 8;) {
            if (q(a).happening != q(b).happening || q(a).unit != q(b).unit || q(a).part || q(a).change ||
                q(a).vague || same_number(f(a), f(b)))
                continue;
            if (!asked) near = dispute_near(b);
            asked = true;
            const bool placed = f(a).place >= 0 && f(b).place >= 0 && f(a).place != f(b).place;
            const bool apart = q(a).low > q(b).high || q(b).low > q(a).high;
            const bool one = items_[a].who >= 0 && evidence_.one_side(items_[a].who, items_[b].who);
            if (!near || placed || !apart || one || !comparable_size(a, b)) break;
            tell_conflict(a, b, members);
            break;
        }
    }
}

void FigureRelations::tell_denied(const Members& members) {
    std::map<double, std::vector<std::uint32_t>> by_number;
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
        if (f(i).value && !q(i).denied && by_number[*f(i).value].size() < 4 * kMostCompared)
            by_number[*f(i).value].push_back(i);
    }
    for (std::uint32_t d = 0; d < items_.size(); ++d) {
        if (!q(d).denied) continue;
        for (std::uint32_t a = d;
             a-- > 0 && items_[a].report == items_[d].report && items_[a].sentence == items_[d].sentence;) {
            if (q(a).denied) continue;
            std::vector<std::uint32_t> rivals;
            for (const std::uint32_t b : by_number[*f(d).value]) {
                if (q(b).denied || items_[b].report == items_[d].report || !same_number(f(b), f(d)) ||
                    q(b).unit != q(a).unit)
                    continue;
                const Look found = look(a, b);
                if (found.of != Scope::apart && found.place != Scope::apart &&
                    (found.of == Scope::equal || found.context.dice >= 0.2))
                    rivals.push_back(b);
            }
            if (rivals.empty()) break;
            const std::uint32_t x = groups_.of(a), y = groups_.of(rivals.front());
            if (related_.emplace(std::min(x, y), std::max(x, y)).second) {
                std::vector<std::uint32_t> both = members.at(x);
                both.insert(both.end(), rivals.begin(), rivals.end());
                std::sort(both.begin(), both.end());
                both.erase(std::unique(both.begin(), both.end()), both.end());
                out_.push_back(relation(
                    RelationKind::conflict, subject(both), refs(both),
                    told(a) + ", not " + number_words(evidence_, d) + ", against " + told(rivals.front())));
            }
            break;
        }
    }
}

}  // namespace sitrep::ledger
