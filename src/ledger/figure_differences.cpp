// Figures that state another number of the same thing: against one another, or one after the other.
#include <algorithm>
#include <array>
#include <cmath>

#include "ledger/figure_relations.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::uint32_t kFacing = 16;  // sentences between two counts of one event

}  // namespace

bool FigureRelations::disputed(std::uint32_t a) const {
    for (std::uint32_t b = a > 6 ? a - 6 : 0; b < std::min<std::size_t>(items_.size(), a + 7); ++b) {
        if (b != a && items_[b].report == items_[a].report && !same_number(f(a), f(b)) && facing(a, b))
            return true;
    }
    return false;
}

bool FigureRelations::one_event(std::uint32_t a, std::uint32_t b) const {
    constexpr double kAlike = 3.0;
    if (f(a).of < 0 || f(a).of != f(b).of || q(a).happening == kNoTerm || q(a).happening != q(b).happening ||
        evidence_.dossier().entities[static_cast<std::size_t>(f(a).of)].type != EntityType::event)
        return false;
    const Scope place = scope(f(a).place, f(b).place, places_meet(f(a).place, f(b).place));
    const double x = middle(a), y = middle(b);
    return (place == Scope::equal || place == Scope::silent) && std::max(x, y) <= kAlike * std::min(x, y);
}

TermSet FigureRelations::teller(std::uint32_t i) const {
    const EntityRef who = items_[i].who >= 0 ? items_[i].who : q(i).counter;
    if (who < 0) return q(i).teller;
    std::vector<Term> terms = evidence_.terms().find(evidence_.name(who));
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return terms;
}

bool FigureRelations::two_tellers(std::uint32_t a, std::uint32_t b) const {
    if (q(a).teller.empty() && q(b).teller.empty()) return false;
    const TermSet first = teller(a), second = teller(b);
    return !first.empty() && !second.empty() && likeness(evidence_.terms(), first, second).terms == 0;
}

bool FigureRelations::like_tellers(std::uint32_t a, std::uint32_t b) const {
    const TermSet first = teller(a), second = teller(b);
    return !first.empty() && !second.empty() &&
           (std::includes(first.begin(), first.end(), second.begin(), second.end()) ||
            std::includes(second.begin(), second.end(), first.begin(), first.end()));
}

bool FigureRelations::stale_beside(std::uint32_t fresh, std::uint32_t old, const Members& members) const {
    if (!later_[fresh]) return false;
    const auto &news = members.at(name_of(fresh)), &others = members.at(name_of(old));
    return std::any_of(others.begin(), others.end(), [&](std::uint32_t i) {
        return evidence_.before(items_[i].report, items_[fresh].report) &&
               std::none_of(news.begin(), news.end(), [&](std::uint32_t n) {
                   return items_[n].report == items_[i].report ||
                          evidence_.before(items_[n].report, items_[i].report);
               });
    });
}

bool FigureRelations::one_teller(std::uint32_t a, std::uint32_t b) const {
    return !(q(a).teller.empty() && q(b).teller.empty()) && like_tellers(a, b);
}

bool FigureRelations::is_place(EntityRef who) const {
    if (who < 0) return false;
    const EntityType type = evidence_.dossier().entities[static_cast<std::size_t>(who)].type;
    return type == EntityType::location || type == EntityType::geopolitical;
}

bool FigureRelations::facing(std::uint32_t a, std::uint32_t b) const {
    if (items_[a].report != items_[b].report || q(a).unit != q(b).unit || q(a).unit == "percent")
        return false;
    const Look found = look(a, b);
    const bool reach =
        found.apart <= (found.happenings_fit ? 2U : 1U) || (found.apart <= kFacing && one_event(a, b));
    if (!reach || found.clash || q(a).part != q(b).part || q(a).change || q(b).change ||
        q(a).mode != q(b).mode)
        return false;
    if (found.place == Scope::apart || found.of == Scope::apart) return false;
    if (q(a).whole_country != q(b).whole_country && (f(a).place >= 0 || f(b).place >= 0)) return false;
    const DateRange &first = f(a).as_of, &second = f(b).as_of;
    if (first.earliest && second.earliest && std::abs(first.earliest->number - second.earliest->number) > 3)
        return false;
    const EntityRef who_a = items_[a].who >= 0 ? items_[a].who : q(a).counter,
                    who_b = items_[b].who >= 0 ? items_[b].who : q(b).counter;
    // "Cavite had 12 dead and Batangas had 31": places count their own.
    if (is_place(who_a) && is_place(who_b)) return false;
    const bool two_sources =
        who_a >= 0 && who_b >= 0 && !evidence_.one_side(who_a, who_b) && !evidence_.same_source(who_a, who_b);
    return (two_sources || two_tellers(a, b)) &&
           (found.heads_fit || found.happenings_fit || q(a).head == kNoTerm || q(b).head == kNoTerm) &&
           comparable_size(a, b);
}

bool FigureRelations::comparable_size(std::uint32_t a, std::uint32_t b) const {
    const double x = f(a).value.value_or(f(a).high.value_or(0.0)),
                 y = f(b).value.value_or(f(b).high.value_or(0.0));
    return x > 0.0 && y > 0.0 && std::max(x, y) / std::min(x, y) <= 10.0;
}

const std::vector<std::uint32_t>& FigureRelations::group(std::uint32_t i, const Members& members) {
    return members.at(groups_.of(i));
}

std::span<const std::uint32_t> FigureRelations::some_of(std::uint32_t i, const Members& members) {
    const auto& list = group(i, members);
    return std::span(list).first(std::min(list.size(), kMostCompared));
}

void FigureRelations::list_holders(const Members& members) {
    holders_.resize(items_.size());
    for (const auto& [name, list] : members) {
        std::vector<EntityRef>& holders = holders_[name];
        for (const std::uint32_t i : std::span(list).first(std::min(list.size(), kMostCompared))) {
            if (items_[i].who >= 0) holders.push_back(items_[i].who);
        }
        std::sort(holders.begin(), holders.end());
        holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
    }
}

bool FigureRelations::shared_holder(std::uint32_t a, std::uint32_t b) {
    if (one_teller(a, b)) return true;
    const auto &first = holders_[groups_.of(a)], &second = holders_[groups_.of(b)];
    return std::any_of(first.begin(), first.end(), [&](EntityRef x) {
        return std::any_of(second.begin(), second.end(),
                           [&](EntityRef y) { return evidence_.same_source(x, y); });
    });
}

bool FigureRelations::no_holder(std::uint32_t a, const Members& members) {
    const auto& list = group(a, members);
    return std::all_of(list.begin(), list.end(), [&](std::uint32_t i) {
        return items_[i].who_class == SourceClass::none && q(i).teller.empty();
    });
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

bool FigureRelations::told_apart(std::uint32_t a, std::uint32_t b, const Members& members) {
    for (const std::uint32_t x : some_of(a, members)) {
        for (const std::uint32_t y : some_of(b, members)) {
            if (items_[x].report == items_[y].report && !facing(x, y)) return true;
        }
    }
    return false;
}

Verdict FigureRelations::verdict(std::uint32_t a, std::uint32_t b, const Members& members) {
    const Quantity &x = q(a), &y = q(b);
    if (x.unit != y.unit || x.vague || y.vague || same_number(f(a), f(b))) return Verdict::nothing;
    if (x.change || y.change || x.denied || y.denied) return Verdict::nothing;
    if (ages_[a] || ages_[b]) return Verdict::nothing;
    const Look found = look(a, b);
    const bool beside_equal = found.place == Scope::equal && siblings_agree(a, b);
    // Two amounts asked for are two requests.
    if (x.mode == Mode::requested && y.mode == Mode::requested && items_[a].report != items_[b].report &&
        !days_apart(a, b))
        return Verdict::nothing;
    if (found.clash || !found.one_mode || (found.of == Scope::apart && !beside_equal) ||
        found.place == Scope::apart)
        return Verdict::nothing;
    if (moved_on(a, b, found, members)) return Verdict::update;
    if (x.part != y.part && !found.happenings_fit) return Verdict::nothing;
    // What became of the people is said on one side only: the other may count those it did not befall.
    if (x.of_people && (x.happening == kNoTerm) != (y.happening == kNoTerm) &&
        !(items_[a].report == items_[b].report && facing(a, b)))
        return Verdict::nothing;
    // "The lake stood at 91 percent", "the lake is down to 88 percent": one source, one lake, two days.
    if (one_level(a, b) && items_[a].report != items_[b].report && found.of != Scope::apart &&
        days_apart(a, b) && shared_holder(a, b))
        return Verdict::update;
    // "More than 200 missing", copied from before, beside "now counts 37".
    if (stale_beside(a, b, members) || stale_beside(b, a, members)) return Verdict::nothing;
    if (!found.heads_fit && !found.happenings_fit) {
        return facing(a, b) ? by_bounds(a, b) : Verdict::nothing;
    }
    const bool one_report = items_[a].report == items_[b].report;
    if (one_report) return facing(a, b) ? by_bounds(a, b) : Verdict::nothing;
    if (!comparable_size(a, b)) return Verdict::nothing;
    const bool whole =
        found.of == Scope::equal && (found.place == Scope::equal || found.place == Scope::silent);
    const bool placed = found.place == Scope::equal && (found.happenings_fit || found.heads_fit) &&
                        (found.of != Scope::apart || beside_equal);
    const bool retold =
        found.context.dice >= 0.45 && found.of != Scope::unstated && found.place != Scope::unstated;
    if (!whole && !placed && !retold) return Verdict::nothing;
    const bool earlier = wholly_before(days_of_[a], days_of_[b]);
    if (days_apart(a, b)) {
        if (x.part != y.part) return Verdict::nothing;  // "13" takes nothing on from "seven of the 11"
        const bool one_holder = shared_holder(a, b);
        const bool mounting =
            found.happenings_fit && mounts(earlier ? a : b, earlier ? b : a) && found.context.dice >= 0.15;
        const bool no_rival = no_holder(a, members) || no_holder(b, members);
        if (falls(earlier ? a : b, earlier ? b : a))
            return q(a).low <= q(b).high && q(b).low <= q(a).high ? Verdict::differ : Verdict::nothing;
        return one_holder || (mounting && no_rival) ? Verdict::update : Verdict::nothing;
    }
    if (x.part || y.part || told_apart(a, b, members)) return Verdict::nothing;
    // Two episodes of one situation have counts of their own.
    if (!evidence_.same_episode(items_[a].report, items_[b].report) &&
        evidence_.copied(items_[a], items_[b]) == Copied::no)
        return Verdict::nothing;
    if (evidence_.same_party(items_[a].who, items_[b].who)) return Verdict::nothing;
    // "Now counts 37", and "more than 200" that another put there before: of other days, if not of which.
    if (later_[a] != later_[b] && !(days_of_[a].exact() && days_of_[b].exact())) return Verdict::nothing;
    // Words alike and no more: bounds that meet can be told, numbers that exclude one another cannot.
    const bool meet = q(a).low <= q(b).high && q(b).low <= q(a).high;
    if (!whole && !placed) return meet ? Verdict::differ : Verdict::nothing;
    return by_bounds(a, b);
}

bool FigureRelations::mounts(std::uint32_t first, std::uint32_t second) const {
    // A headline's "near 100" is nobody's later count.
    return middle(second) > middle(first) &&
           (items_[second].who >= 0 || f(second).approximator != Approximator::about);
}

bool FigureRelations::falls(std::uint32_t first, std::uint32_t second) const {
    // What is done is not undone: the dead and the fallen houses of two sources are two counts.
    constexpr std::array<std::string_view, 4> kDone = {"killed", "destroyed", "injured", "infected"};
    const auto done = [&](std::uint32_t i) {
        return evidence_.terms().name(q(i).head) == "house" ||
               std::find(kDone.begin(), kDone.end(), evidence_.terms().name(q(i).happening)) != kDone.end();
    };
    return (done(first) || done(second)) && middle(second) < middle(first) &&
           items_[first].who != items_[second].who;
}

bool FigureRelations::says_later(std::uint32_t i) const {
    constexpr std::array<std::string_view, 15> kLater = {
        " now counts ", " now lists ", " now puts ",   " still missing", " still being held",

        " risen to ",   " rose to ",   " climbed to ", " climbs to ",    " rises to ",
        " remain ",     " remains ",   " has now ",    " have now ",     " now stands at "};
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return false;
    const std::string words =
        text::folded(home.report.text.words(home.tokens.sentences[items_[i].sentence].range));
    return std::any_of(kLater.begin(), kLater.end(),
                       [&](std::string_view cue) { return words.find(cue) != std::string::npos; });
}

bool FigureRelations::later_by_words(std::uint32_t a, std::uint32_t b, const Look& found) {
    if (items_[a].report == items_[b].report || days_apart(a, b) || later_[a] == later_[b]) return false;
    if (!found.happenings_fit || q(a).part || q(b).part || !comparable_size(a, b)) return false;
    const std::uint32_t second = later_[b] ? b : a, first = second == b ? a : b;
    if (evidence_.before(items_[second].report, items_[first].report)) return false;
    return shared_holder(a, b) || found.place == Scope::equal;
}

bool FigureRelations::moved_on(std::uint32_t a, std::uint32_t b, const Look& found, const Members& members) {
    if (later_by_words(a, b, found)) return true;
    // "Her share of the vote": a share of one party's, told by one source on two days.
    const bool share = q(a).unit == "percent" && found.of == Scope::equal;
    if (!(found.happenings_fit || found.heads_fit || share) || q(a).part || q(b).part || !days_apart(a, b) ||
        !comparable_size(a, b) || q(a).mode == Mode::planned || q(a).mode == Mode::requested)
        return false;
    if (sure_gap(days_of_[a], days_of_[b]) > 200) return false;
    // "Six people are missing", and a week later "Two are still missing".
    const std::uint32_t last = wholly_before(days_of_[a], days_of_[b]) ? b : a;
    if (later_[last] && found.happenings_fit && found.place != Scope::apart &&
        items_[a].report != items_[b].report)
        return shared_holder(a, b) || no_holder(a, members) || no_holder(b, members);
    const bool earlier = wholly_before(days_of_[a], days_of_[b]);
    const std::uint32_t first = earlier ? a : b, second = earlier ? b : a;
    if (falls(first, second)) return false;
    // A count of people moved on where the sentences are alike, of things where they are of one place too.
    const bool one_person = items_[a].who >= 0 && items_[a].who == items_[b].who;
    const double alike = found.happenings_fit          ? (one_person ? 0.1 : 0.2)
                         : found.place == Scope::equal ? 0.3
                                                       : 0.4;
    if (found.context.dice < alike) return false;
    if (shared_holder(a, b)) return true;
    if (share && q(a).body >= 0 && likeness(evidence_.terms(), teller(a), teller(b)).terms >= 1) return true;
    return found.happenings_fit && mounts(first, second) &&
           (no_holder(a, members) || no_holder(b, members)) && found.context.dice >= 0.25 &&
           items_[a].report != items_[b].report;
}

bool FigureRelations::days_apart(std::uint32_t a, std::uint32_t b) const {
    return wholly_before(days_of_[a], days_of_[b]) || wholly_before(days_of_[b], days_of_[a]);
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
    if (!seen.emplace(std::min(x, y), std::max(x, y)).second) return;
    related_.emplace(std::min(x, y), std::max(x, y));
    std::vector<std::uint32_t> both = members.at(x);
    both.insert(both.end(), members.at(y).begin(), members.at(y).end());
    std::sort(both.begin(), both.end());
    const bool conflict = found == Verdict::conflict;
    if (conflict) conflicts_.emplace_back(x, y);
    const std::string how = conflict ? "; the words exclude one another and do not settle it"
                                     : "; the bounds do not exclude one another";
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

void FigureRelations::find_part_updates(const Members& members) {
    const auto parts_of = [&](std::uint32_t group) {
        std::vector<std::uint32_t> found;
        const auto& list = members.at(group);
        for (const std::uint32_t whole : std::span(list).first(std::min(list.size(), kMostCompared))) {
            for (std::uint32_t i = whole + 1; i < std::min<std::size_t>(items_.size(), whole + 4); ++i) {
                if (q(i).part && !q(i).vague && items_[i].report == items_[whole].report &&
                    items_[i].sentence == items_[whole].sentence)
                    found.push_back(i);
            }
        }
        return found;
    };
    const auto whole_updates = updates_;
    for (const auto& [x, y] : whole_updates) {
        for (const std::uint32_t a : parts_of(x)) {
            for (const std::uint32_t b : parts_of(y)) {
                const std::string of_a = text::folded(f(a).counted), of_b = text::folded(f(b).counted);
                const std::uint32_t m = groups_.of(a), n = groups_.of(b);
                if (!of_a.empty() && of_a == of_b && m != n && days_apart(a, b))
                    updates_.emplace(std::min(m, n), std::max(m, n));
            }
        }
    }
}

bool FigureRelations::up_from(std::uint32_t i) const {
    const Item &first = items_[i - 1], &second = items_[i];
    constexpr std::uint32_t kFar = 8;
    if (first.report != second.report || second.first < 2 || second.first > first.last + kFar) return false;
    const AnnotatedReport& home = evidence_.dossier().reports[first.report];
    const auto word = [&](std::uint32_t at) {
        return text::folded(home.report.text.words(home.tokens.tokens[at].range));
    };
    const std::string direction = word(second.first - 2);
    return word(second.first - 1) == "from" && (direction == "up" || direction == "down");
}

void FigureRelations::find_raised() {
    for (std::uint32_t i = 1; i < items_.size(); ++i) {
        const Item &first = items_[i - 1], &second = items_[i];
        if (first.report != second.report || first.sentence != second.sentence ||
            q(i).unit != q(i - 1).unit || q(i).vague || q(i - 1).vague || same_number(f(i - 1), f(i)) ||
            first.first == 0 || (second.first != first.last + 1 && !up_from(i)) ||
            f(i - 1).as_of.open() != f(i).as_of.open())
            continue;
        const AnnotatedReport& home = evidence_.dossier().reports[first.report];
        const auto word = [&](std::uint32_t at) {
            return text::folded(home.report.text.words(home.tokens.tokens[at].range));
        };
        if (up_from(i)) {
            const std::uint32_t now = groups_.of(i - 1), then = groups_.of(i);
            if (now != then) updates_.emplace(std::min(now, then), std::max(now, then));
            continue;
        }
        // "Has raised its appeal from $9.4 million to $13 million"; not "from 9 a.m. to 5", a span of time.
        if (word(first.first - 1) != "from" || word(first.last) != "to") continue;
        constexpr std::array<std::string_view, 12> kMoves = {"raised", "rose",   "risen",   "cut",
                                                             "fell",   "fallen", "grew",    "grown",
                                                             "up",     "down",   "climbed", "lowered"};
        bool moves = false;
        for (std::uint32_t back = 2; back <= 8 && back <= first.first; ++back) {
            const std::string one = word(first.first - back);
            moves = moves || std::find(kMoves.begin(), kMoves.end(), one) != kMoves.end();
        }
        const std::uint32_t m = groups_.of(i - 1), n = groups_.of(i);
        if (moves && m != n) updates_.emplace(std::min(m, n), std::max(m, n));
    }
}

void FigureRelations::tell_updates(const std::map<std::uint32_t, std::vector<std::uint32_t>>& members) {
    find_part_updates(members);
    find_raised();
    Groups chains(items_.size());
    for (const auto& [x, y] : updates_) chains.join(x, y);
    std::map<std::uint32_t, std::set<std::uint32_t>> chained;
    for (const auto& [x, y] : updates_) {
        chained[chains.of(x)].insert(x);
        chained[chains.of(x)].insert(y);
    }
    for (const auto& [name, states] : chained) {
        std::vector<std::uint32_t> ordered(states.begin(), states.end());
        std::stable_sort(ordered.begin(), ordered.end(), [&](std::uint32_t a, std::uint32_t b) {
            return (days_of_[a].latest ? days_of_[a].latest->number : 0) <
                   (days_of_[b].latest ? days_of_[b].latest->number : 0);
        });
        // Where the days do not tell, "has risen to" does.
        for (std::size_t at = 1; at < ordered.size(); ++at) {
            const std::uint32_t before = ordered[at - 1], here = ordered[at];
            if (!days_apart(before, here) && later_[before] && !later_[here])
                std::swap(ordered[at - 1], ordered[at]);
        }
        std::vector<std::uint32_t> all;
        std::string reason;
        for (const std::uint32_t state : ordered) {
            reason += (reason.empty() ? "" : ", then ") + told(state);
            all.insert(all.end(), members.at(state).begin(), members.at(state).end());
        }
        out_.push_back(relation(RelationKind::update, subject(all), refs(all), reason));
    }
    for (const auto& [x, y] : updates_) related_.emplace(x, y);
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
