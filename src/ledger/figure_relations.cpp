// Figures side by side: the same quantity told twice, told differently, or moved on; and near misses.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>
#include <span>

#include "ledger/quantities.hpp"
#include "ledger/rooms.hpp"
#include "text/hash.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::uint32_t kMostInKey = 64;
constexpr std::size_t kMostCompared =
    24;  // members of a group that stand for it where all pairs would be asked

enum class Scope : std::uint8_t { equal, silent, unstated, apart };  // silent: neither side states it

enum class MissKind : std::uint8_t { part, times, places, silent_place, asked_and_given, stale };
struct NearMiss {
    std::uint32_t a = 0, b = 0;
    MissKind why = MissKind::part;
};

struct Look {  // two figures laid side by side
    Scope of = Scope::silent, place = Scope::silent;
    bool heads_fit = false, happenings_fit = false,
         clash = false;  // clash: heads or happenings that exclude one another
    bool one_mode = false;
    Likeness context;
    Copied copied = Copied::no;
    std::uint32_t apart = 0;  // sentences between them, in one report
};

class FigureRelations {
  public:
    explicit FigureRelations(const Evidence& evidence)
        : evidence_(evidence),
          figures_(evidence.dossier().figures),
          items_(evidence.figures()),
          quantities_(quantities(evidence)),
          groups_(items_.size()) {
        for (std::uint32_t i = 0; i < items_.size(); ++i) contexts_.push_back(without_number(i));
    }

    std::vector<Relation> relate() {
        const auto pairs = pairs_by_key(keys(), kMostInKey);
        for (const auto& [a, b] : pairs) join_equal(a, b);
        std::map<std::uint32_t, std::vector<std::uint32_t>> members;
        for (std::uint32_t i = 0; i < items_.size(); ++i) members[groups_.of(i)].push_back(i);
        for (const auto& [name, list] : members) group_days(list);
        places_ = std::move(group_places_);
        for (const auto& [name, list] : members) tell_equal(list);
        std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
        for (const auto& [a, b] : pairs) {
            if (groups_.of(a) != groups_.of(b)) tell_different(a, b, members, seen);
        }
        tell_denied(members);
        tell_updates(members);
        tell_conversions();
        tell_near_misses(members);
        return std::move(out_);
    }

  private:
    [[nodiscard]] const Quantity& q(std::uint32_t i) const { return quantities_[i]; }
    [[nodiscard]] const Figure& f(std::uint32_t i) const { return figures_[i]; }

    [[nodiscard]] std::vector<std::vector<std::uint64_t>> keys() const {
        std::vector<std::vector<std::uint64_t>> keys(items_.size());
        for (std::uint32_t i = 0; i < items_.size(); ++i) {
            const Quantity& quantity = q(i);
            if (quantity.unit == "percent" && f(i).place >= 0)
                keys[i].push_back(text::hash64("percent of a place", static_cast<std::uint64_t>(f(i).place)));
            const auto key = [&](std::string_view what, std::uint64_t detail) {
                keys[i].push_back(text::hash64(quantity.unit + "|" + std::string(what), detail));
            };
            if (quantity.vague && f(i).counted.empty()) continue;
            if (quantity.happening != kNoTerm) key("happening", quantity.happening);
            if (quantity.head != kNoTerm) key("head", quantity.head);
            if (f(i).of >= 0) key("of", static_cast<std::uint64_t>(f(i).of));
            if (f(i).value || f(i).low) {
                const double number = f(i).value ? *f(i).value : *f(i).low;
                std::uint64_t bits = 0;
                std::memcpy(&bits, &number, sizeof bits);
                key("number", bits);
            }
            keys[i].push_back(text::hash64(
                "sentence", (static_cast<std::uint64_t>(items_[i].report) << 32U) | items_[i].sentence));
            keys[i].push_back(text::hash64("sentence", (static_cast<std::uint64_t>(items_[i].report) << 32U) |
                                                           (items_[i].sentence + 1)));
        }
        return keys;
    }

    [[nodiscard]] static Scope scope(EntityRef a, EntityRef b, bool same) {
        if (a < 0 && b < 0) return Scope::silent;
        if (a < 0 || b < 0) return Scope::unstated;
        return same ? Scope::equal : Scope::apart;
    }

    /// What any member of the figure's group states, once groups stand; before, what the figure states.
    [[nodiscard]] Scope place_scope(std::uint32_t a, std::uint32_t b) const {
        if (places_.empty()) return scope(f(a).place, f(b).place, f(a).place == f(b).place);
        const auto &x = places_[a], &y = places_[b];
        if (x.empty() && y.empty()) return Scope::silent;
        if (x.empty() || y.empty()) return Scope::unstated;
        return std::any_of(x.begin(), x.end(), [&](EntityRef place) { return y.contains(place); })
                   ? Scope::equal
                   : Scope::apart;
    }

    [[nodiscard]] Look look(std::uint32_t a, std::uint32_t b) const {
        Look look;
        look.of = scope(f(a).of, f(b).of, evidence_.same_party(f(a).of, f(b).of));
        look.place = place_scope(a, b);
        const Quantity &x = q(a), &y = q(b);
        const TermTable& terms = evidence_.terms();
        const bool plain_x = x.head == kNoTerm || terms.name(x.head) == "person",
                   plain_y = y.head == kNoTerm || terms.name(y.head) == "person";
        look.heads_fit = x.head != kNoTerm && x.head == y.head && !plain_x;
        look.happenings_fit = x.happening != kNoTerm && x.happening == y.happening;
        // A bare "men" beside "fighters" of the same body.
        look.heads_fit =
            look.heads_fit || (x.of_people && y.of_people && look.of == Scope::equal &&
                               (plain_x != plain_y) && x.happening == kNoTerm && y.happening == kNoTerm);
        const bool share_of_one =
            x.unit == "percent" && look.of == Scope::equal && look.place == Scope::equal;
        look.heads_fit = look.heads_fit || (share_of_one && x.happening == y.happening);
        look.clash = (x.happening != y.happening && x.happening != kNoTerm && y.happening != kNoTerm) ||
                     (x.head != y.head && !plain_x && !plain_y && !look.happenings_fit && !share_of_one) ||
                     x.per_time != y.per_time;
        look.one_mode = x.mode == y.mode || (x.mode == Mode::actual && y.mode == Mode::delivered) ||
                        (y.mode == Mode::actual && x.mode == Mode::delivered);
        look.context = likeness(terms, contexts_[a], contexts_[b]);
        look.copied =
            items_[a].report == items_[b].report ? Copied::no : evidence_.copied(items_[a], items_[b]);
        look.apart = items_[a].sentence > items_[b].sentence ? items_[a].sentence - items_[b].sentence
                                                             : items_[b].sentence - items_[a].sentence;
        return look;
    }

    [[nodiscard]] TermSet without_number(std::uint32_t i) const {
        TermSet left;
        for (const Term term : items_[i].context) {
            if (evidence_.terms().kind(term) != TermKind::number) left.push_back(term);
        }
        return left;
    }

    /// Same number of the same thing in two reports.
    void join_equal(std::uint32_t a, std::uint32_t b) {
        if (items_[a].report == items_[b].report || q(a).unit != q(b).unit || q(a).denied != q(b).denied ||
            q(a).change != q(b).change)
            return;
        const bool number = same_number(f(a), f(b));
        if (!number && !(q(a).vague && q(b).vague &&
                         evidence_.words(f(a).report, f(a).span) == evidence_.words(f(b).report, f(b).span)))
            return;
        const Look found = look(a, b);
        const bool placed_alike =
            found.place == Scope::equal && found.heads_fit && found.context.dice >= 0.25;
        if (found.of == Scope::apart && found.context.dice < 0.5 && !placed_alike) return;
        if (found.place == Scope::apart && found.context.dice < 0.5) return;
        if (q(a).per_time != q(b).per_time) return;
        int score = 0;
        if (found.copied != Copied::no) score += found.context.dice > 0.15 ? 3 : 1;
        score += found.context.dice >= 0.5    ? 4
                 : found.context.dice >= 0.3  ? 3
                 : found.context.dice >= 0.18 ? 1
                                              : 0;
        if (found.of == Scope::equal) score += 2;
        if (found.place == Scope::equal) score += 1;
        if (found.heads_fit) score += 1;
        if (same_counted(a, b)) score += 1;
        if (found.happenings_fit) score += 2;
        if (evidence_.same_party(items_[a].who, items_[b].who)) score += 1;
        if (number && f(a).value && telling(*f(a).value)) score += 1;
        if (found.clash && found.context.dice < 0.5) score -= 3;
        if (!found.one_mode && found.context.dice < 0.5) score -= 1;
        if (sure_gap(items_[a].days, items_[b].days) > 200) score -= 3;
        if (score >= 3) groups_.join(a, b);
    }

    /// Counted in the same words, two of them or more: "rival governments".
    [[nodiscard]] bool same_counted(std::uint32_t a, std::uint32_t b) const {
        std::vector<Term> x = evidence_.terms().find(f(a).counted), y = evidence_.terms().find(f(b).counted);
        std::sort(x.begin(), x.end());
        std::sort(y.begin(), y.end());
        return x.size() > 1 && x == y;
    }

    /// A number with three digits that count, or more: rarely met twice by chance.
    [[nodiscard]] static bool telling(double value) {
        if (value < 30.0) return false;
        while (value >= 1000.0 && std::fmod(value, 10.0) == 0.0) value /= 10.0;
        return std::fmod(value, 10.0) != 0.0 || value >= 1000.0;
    }

    /// A copied figure is as old as the oldest telling: its weekday is the first reporter's.
    void group_days(const std::vector<std::uint32_t>& list) {
        const DateRange* best = nullptr;
        for (const std::uint32_t i : list) {
            const DateRange& days = items_[i].days;
            if (!days.latest) continue;
            if (best == nullptr || *days.latest < *best->latest) best = &days;
        }
        std::set<EntityRef> places;
        for (const std::uint32_t i : list) {
            if (f(i).place >= 0) places.insert(f(i).place);
        }
        days_of_.resize(items_.size());
        group_places_.resize(items_.size());
        for (const std::uint32_t i : list) {
            days_of_[i] = best != nullptr ? *best : items_[i].days;
            group_places_[i] = places;
        }
    }

    // ---- relations inside a group of equal numbers
    void tell_equal(const std::vector<std::uint32_t>& list) {
        if (list.size() < 2) return;
        out_.push_back(relation(RelationKind::agree, subject(list), refs(list), agreement(list)));
        for (const std::uint32_t b : list) tell_hardened(list, b);
    }

    [[nodiscard]] std::string agreement(const std::vector<std::uint32_t>& list) const {
        std::string reason = "same number of the same thing: ";
        for (std::size_t i = 0; i < list.size() && i < 4; ++i) reason += (i == 0 ? "" : "; ") + told(list[i]);
        if (list.size() > 4) reason += "; and " + std::to_string(list.size() - 4) + " more";
        return reason;
    }

    /// A retelling that lost the bound or the holder of the figure it was made from.
    void tell_hardened(const std::vector<std::uint32_t>& list, std::uint32_t b) {
        for (std::size_t at = 0; at < std::min(list.size(), kMostCompared); ++at) {
            const std::uint32_t a = list[at];
            if (a == b || items_[a].report == items_[b].report) continue;
            const bool copied =
                evidence_.copied(items_[a], items_[b]) == Copied::second_from_first ||
                (evidence_.before(items_[a].report, items_[b].report) && look(a, b).context.dice >= 0.3);
            if (!copied && !evidence_.before(items_[a].report, items_[b].report)) continue;
            if (f(a).approximator == Approximator::vague) continue;
            const bool bound_lost =
                f(a).approximator != Approximator::none && f(b).approximator == Approximator::none;
            const bool holder_lost =
                items_[a].who_class != SourceClass::none && items_[b].who_class == SourceClass::none;
            const bool upper =
                f(a).approximator == Approximator::at_most || f(a).approximator == Approximator::less_than;
            if (upper && !copied) continue;
            if (bound_lost) {
                out_.push_back(relation(upper ? RelationKind::stronger : RelationKind::differ,
                                        "qualifier: " + subject({a, b}), {items_[a].ref, items_[b].ref},
                                        told(a) + "; retold without its qualifier: " + told(b)));
                return;
            }
            if (copied && other_names(items_[a].who, items_[b].who)) {
                out_.push_back(relation(RelationKind::differ, "source: " + subject({a, b}),
                                        {items_[a].ref, items_[b].ref},
                                        told(a) + "; the same words give another source: " + told(b)));
                return;
            }
            if (copied && holder_lost && q(a).mode == Mode::actual && disputed(a)) {
                out_.push_back(relation(RelationKind::stronger, "source: " + subject({a, b}),
                                        {items_[a].ref, items_[b].ref},
                                        told(a) + "; retold as plain fact: " + told(b)));
                return;
            }
        }
    }

    /// Two names that share no word: "the army" of one report and of another are no two sources.
    [[nodiscard]] bool other_names(EntityRef a, EntityRef b) const {
        if (a < 0 || b < 0 || evidence_.same_party(a, b)) return false;
        const auto& entities = evidence_.dossier().entities;
        if (!entities[static_cast<std::size_t>(a)].named || !entities[static_cast<std::size_t>(b)].named)
            return false;
        std::vector<Term> x = evidence_.terms().find(evidence_.name(a));
        const std::vector<Term> y = evidence_.terms().find(evidence_.name(b));
        return std::none_of(x.begin(), x.end(),
                            [&](Term term) { return std::find(y.begin(), y.end(), term) != y.end(); });
    }

    /// Is another count given in the same report for the same thing? Then losing the holder hides a dispute.
    [[nodiscard]] bool disputed(std::uint32_t a) const {
        for (std::uint32_t b = a > 6 ? a - 6 : 0; b < std::min<std::size_t>(items_.size(), a + 7); ++b) {
            if (b != a && items_[b].report == items_[a].report && !same_number(f(a), f(b)) && facing(a, b))
                return true;
        }
        return false;
    }

    /// Two counts set against one another in one report: neighbouring sentences, two sources, one kind of
    /// thing.
    [[nodiscard]] bool facing(std::uint32_t a, std::uint32_t b) const {
        if (items_[a].report != items_[b].report || q(a).unit != q(b).unit || q(a).unit == "percent")
            return false;
        const Look found = look(a, b);
        if (found.apart > 1 || found.clash || q(a).part != q(b).part || q(a).change || q(b).change ||
            q(a).mode != q(b).mode)
            return false;
        if (found.place == Scope::apart || found.of == Scope::apart) return false;
        const DateRange &first = f(a).as_of, &second = f(b).as_of;
        if (first.earliest && second.earliest &&
            std::abs(first.earliest->number - second.earliest->number) > 3)
            return false;
        const bool two_sources = items_[a].who_class != SourceClass::none &&
                                 items_[b].who_class != SourceClass::none && items_[a].who >= 0 &&
                                 items_[b].who >= 0 && !evidence_.same_party(items_[a].who, items_[b].who);
        return two_sources &&
               (found.heads_fit || found.happenings_fit || q(a).head == kNoTerm || q(b).head == kNoTerm) &&
               comparable_size(a, b);
    }

    [[nodiscard]] bool comparable_size(std::uint32_t a, std::uint32_t b) const {
        const double x = f(a).value.value_or(f(a).high.value_or(0.0)),
                     y = f(b).value.value_or(f(b).high.value_or(0.0));
        return x > 0.0 && y > 0.0 && std::max(x, y) / std::min(x, y) <= 10.0;
    }

    // ---- relations between groups
    enum class Verdict : std::uint8_t { nothing, conflict, differ, update };

    using Members = std::map<std::uint32_t, std::vector<std::uint32_t>>;
    [[nodiscard]] const std::vector<std::uint32_t>& group(std::uint32_t i, const Members& members) {
        return members.at(groups_.of(i));
    }

    [[nodiscard]] std::span<const std::uint32_t> some_of(std::uint32_t i, const Members& members) {
        const auto& list = group(i, members);
        return std::span(list).first(std::min(list.size(), kMostCompared));
    }

    [[nodiscard]] bool shared_holder(std::uint32_t a, std::uint32_t b, const Members& members) {
        for (const std::uint32_t x : some_of(a, members)) {
            for (const std::uint32_t y : some_of(b, members)) {
                if (evidence_.same_party(items_[x].who, items_[y].who)) return true;
            }
        }
        return false;
    }
    [[nodiscard]] bool no_holder(std::uint32_t a, const Members& members) {
        const auto& list = group(a, members);
        return std::all_of(list.begin(), list.end(),
                           [&](std::uint32_t i) { return items_[i].who_class == SourceClass::none; });
    }

    /// Each stands in its sentence beside another figure, and those two are one: "40 percent in Iraq and 5
    /// percent in Syria".
    [[nodiscard]] bool siblings_agree(std::uint32_t a, std::uint32_t b) {
        const auto siblings = [&](std::uint32_t i) {
            std::vector<std::uint32_t> found;
            for (std::uint32_t s = i > 2 ? i - 2 : 0; s < std::min<std::size_t>(items_.size(), i + 3); ++s) {
                if (s != i && items_[s].report == items_[i].report &&
                    items_[s].sentence == items_[i].sentence && q(s).unit == q(i).unit)
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

    /// One report gives both numbers, and not against one another: for it they count different things.
    [[nodiscard]] bool told_apart(std::uint32_t a, std::uint32_t b, const Members& members) {
        for (const std::uint32_t x : some_of(a, members)) {
            for (const std::uint32_t y : some_of(b, members)) {
                if (items_[x].report == items_[y].report && !facing(x, y)) return true;
            }
        }
        return false;
    }

    [[nodiscard]] Verdict verdict(std::uint32_t a, std::uint32_t b, const Members& members) {
        const Quantity &x = q(a), &y = q(b);
        if (x.unit != y.unit || x.vague || y.vague || same_number(f(a), f(b))) return Verdict::nothing;
        if (x.change || y.change || x.denied || y.denied) return Verdict::nothing;
        const Look found = look(a, b);
        const bool beside_equal = found.place == Scope::equal && siblings_agree(a, b);
        if (found.clash || !found.one_mode || (found.of == Scope::apart && !beside_equal) ||
            found.place == Scope::apart)
            return Verdict::nothing;
        if (x.part != y.part && !found.happenings_fit) return Verdict::nothing;
        // What became of the people is said on one side only: the other may count those it did not befall.
        if (x.of_people && (x.happening == kNoTerm) != (y.happening == kNoTerm) &&
            !(items_[a].report == items_[b].report && facing(a, b)))
            return Verdict::nothing;
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
        const bool earlier = wholly_before(days_of_[a], days_of_[b]),
                   later = wholly_before(days_of_[b], days_of_[a]);
        if (earlier || later) {
            const bool one_holder = shared_holder(a, b, members);
            const double first = middle(earlier ? a : b), second = middle(earlier ? b : a);
            const bool mounting = found.happenings_fit && second > first;
            const bool no_rival = no_holder(a, members) || no_holder(b, members);
            return one_holder || (mounting && no_rival) ? Verdict::update : Verdict::nothing;
        }
        if (x.part || y.part || told_apart(a, b, members)) return Verdict::nothing;
        if (evidence_.same_party(items_[a].who, items_[b].who)) return Verdict::nothing;
        if (!whole && !placed) return Verdict::differ;
        return by_bounds(a, b);
    }

    [[nodiscard]] Verdict by_bounds(std::uint32_t a, std::uint32_t b) const {
        if (q(a).low <= q(b).high && q(b).low <= q(a).high) return Verdict::differ;
        const double x = middle(a), y = middle(b);
        const bool loose =
            f(a).approximator == Approximator::about || f(b).approximator == Approximator::about;
        return loose && std::max(x, y) <= 1.25 * std::min(x, y) ? Verdict::differ : Verdict::conflict;
    }

    [[nodiscard]] double middle(std::uint32_t i) const {
        if (f(i).value) return *f(i).value;
        if (f(i).low && f(i).high) return (*f(i).low + *f(i).high) / 2.0;
        return f(i).low.value_or(f(i).high.value_or(0.0));
    }

    void tell_different(std::uint32_t a, std::uint32_t b,
                        const std::map<std::uint32_t, std::vector<std::uint32_t>>& members,
                        std::set<std::pair<std::uint32_t, std::uint32_t>>& seen) {
        const std::uint32_t x = groups_.of(a), y = groups_.of(b);
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
        const std::string how = conflict ? "; the words exclude one another and do not settle it"
                                         : "; the bounds do not exclude one another";
        if (!conflict && tell_range_end(a, b)) return;
        out_.push_back(relation(conflict ? RelationKind::conflict : RelationKind::differ, subject(both),
                                refs(both), told(a) + " against " + told(b) + how));
    }

    /// "Four or five" retold as "five": the upper end of a range as plain fact.
    bool tell_range_end(std::uint32_t a, std::uint32_t b) {
        if (f(a).value) std::swap(a, b);
        if (f(a).value || !f(a).high || !f(a).low || !f(b).value || *f(b).value != *f(a).high ||
            f(b).approximator != Approximator::none)
            return false;
        if (!evidence_.before(items_[a].report, items_[b].report) &&
            evidence_.copied(items_[a], items_[b]) != Copied::second_from_first)
            return false;
        out_.push_back(relation(RelationKind::stronger, "range: " + subject({a, b}),
                                {items_[a].ref, items_[b].ref},
                                told(a) + "; retold as its upper end: " + told(b)));
        return true;
    }

    void tell_updates(const std::map<std::uint32_t, std::vector<std::uint32_t>>& members) {
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

    /// "$14 million (about D860 million)": one amount in two currencies.
    void tell_conversions() {
        for (std::uint32_t i = 1; i < items_.size(); ++i) {
            const auto money = [&](std::uint32_t one) {
                return f(one).unit.size() == 3 && std::all_of(f(one).unit.begin(), f(one).unit.end(),
                                                              [](char c) { return c >= 'A' && c <= 'Z'; });
            };
            if (items_[i - 1].report != items_[i].report || !money(i) || !money(i - 1) ||
                f(i).unit == f(i - 1).unit || f(i).span.begin < f(i - 1).span.end)
                continue;
            const std::string between = evidence_.words(f(i).report, {f(i - 1).span.end, f(i).span.begin});
            if (between != "(") continue;
            out_.push_back(relation(RelationKind::differ, "in other money: " + subject({i - 1, i}),
                                    {items_[i - 1].ref, items_[i].ref},
                                    number_words(evidence_, i) + " is " + number_words(evidence_, i - 1) +
                                        " in other money, no second amount"));
        }
    }

    // ---- conflicts that one sentence states: "97 percent, not 91"
    void tell_denied(const Members& members) {
        std::map<double, std::vector<std::uint32_t>> by_number;
        for (std::uint32_t i = 0; i < items_.size(); ++i) {
            if (f(i).value && !q(i).denied && by_number[*f(i).value].size() < 4 * kMostCompared)
                by_number[*f(i).value].push_back(i);
        }
        for (std::uint32_t d = 0; d < items_.size(); ++d) {
            if (!q(d).denied) continue;
            for (std::uint32_t a = d; a-- > 0 && items_[a].report == items_[d].report &&
                                      items_[a].sentence == items_[d].sentence;) {
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
                    out_.push_back(relation(RelationKind::conflict, subject(both), refs(both),
                                            told(a) + ", not " + number_words(evidence_, d) + ", against " +
                                                told(rivals.front())));
                }
                break;
            }
        }
    }

    // ---- near misses
    using Miss = MissKind;

    void tell_near_misses(const Members& members) {
        for (std::uint32_t i = 1; i < items_.size(); ++i) {
            if (!q(i).part || q(i).vague) continue;
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
            if (q(i).vague || q(i).part) continue;
            if (q(i).happening != kNoTerm && q(i).unit != "percent")
                keys[i].push_back(text::hash64(q(i).unit, q(i).happening));
            if (f(i).of >= 0 && q(i).unit == "percent")
                keys[i].push_back(text::hash64(q(i).unit, static_cast<std::uint64_t>(f(i).of)));
            if (q(i).head != kNoTerm && evidence_.terms().name(q(i).head) != "person" &&
                (f(i).of >= 0 || q(i).mode != Mode::actual))
                keys[i].push_back(text::hash64(q(i).unit + "#", q(i).head));
            if (q(i).happening != kNoTerm && q(i).mode != Mode::actual)
                keys[i].push_back(text::hash64(q(i).unit + "?", q(i).happening));
        }
        for (const auto& [a, b] : pairs_by_key(keys, 16)) tell_near_miss(a, b);
        put_near_misses(members);
    }

    void tell_near_miss(std::uint32_t a, std::uint32_t b) {
        if (groups_.of(a) == groups_.of(b) || q(a).unit != q(b).unit || same_number(f(a), f(b)) ||
            q(a).denied || q(b).denied)
            return;
        const Look found = look(a, b);
        if (found.clash) return;
        if (!found.one_mode) {
            const bool asked = q(a).mode == Mode::requested || q(b).mode == Mode::requested;
            const bool given = q(a).mode == Mode::offered || q(b).mode == Mode::offered ||
                               q(a).mode == Mode::delivered || q(b).mode == Mode::delivered;
            if (asked && given && (found.heads_fit || found.happenings_fit) &&
                items_[a].report != items_[b].report)
                near_miss(a, b, Miss::asked_and_given);
            return;
        }
        const int gap = sure_gap(days_of_[a], days_of_[b]);
        if (found.happenings_fit && gap > 300 && q(a).unit != "percent") {
            near_miss(a, b, Miss::times);
        } else if (found.happenings_fit && found.place == Scope::apart && gap <= 30 &&
                   evidence_.same_story(items_[a].report, items_[b].report)) {
            near_miss(a, b, Miss::places);
        } else if (found.heads_fit && found.of == Scope::equal && found.place == Scope::unstated) {
            near_miss(a, b, Miss::silent_place);
        } else if (found.heads_fit && found.of == Scope::equal && found.place == Scope::equal && gap > 0) {
            // Copied without its day: reads as if it were of the later report's day.
            const std::uint32_t old = wholly_before(days_of_[a], days_of_[b]) ? a : b,
                                fresh = old == a ? b : a;
            if (evidence_.before(items_[fresh].report, items_[old].report) ||
                (!evidence_.before(items_[old].report, items_[fresh].report) &&
                 items_[old].report != items_[fresh].report))
                near_miss(old, fresh, Miss::stale);
        }
    }

    void near_miss(std::uint32_t a, std::uint32_t b, Miss why) {
        const std::uint32_t x = std::min(groups_.of(a), groups_.of(b)),
                            y = std::max(groups_.of(a), groups_.of(b));
        if (x == y || (why != Miss::stale && related_.contains({x, y}))) return;
        if (near_.emplace(x, y).second || why == Miss::stale) misses_.push_back({a, b, why});
    }

    /// One relation for all figures that one reason keeps apart.
    void put_near_misses(const Members& members) {
        std::map<std::pair<Miss, std::uint64_t>, std::vector<NearMiss>> merged;
        for (const NearMiss& miss : misses_) {
            std::uint64_t subject_key = text::hash64(
                q(miss.a).unit, q(miss.a).happening != kNoTerm ? q(miss.a).happening : q(miss.a).head);
            if (miss.why == Miss::part || miss.why == Miss::stale)
                subject_key = (static_cast<std::uint64_t>(groups_.of(miss.a)) << 32U) | groups_.of(miss.b);
            merged[{miss.why, subject_key}].push_back(miss);
        }
        for (const auto& [key, list] : merged) {
            std::set<std::uint32_t> all;
            for (const NearMiss& miss : list) {
                for (const std::uint32_t one : {miss.a, miss.b}) {
                    if (miss.why == Miss::stale || miss.why == Miss::part)
                        all.insert(one);
                    else
                        all.insert(members.at(groups_.of(one)).begin(), members.at(groups_.of(one)).end());
                }
            }
            if (key.first == Miss::silent_place) {  // a part shares the silence of its whole
                for (std::uint32_t i = 0; i < items_.size(); ++i) {
                    if (f(i).part_of >= 0 && all.contains(static_cast<std::uint32_t>(f(i).part_of)) &&
                        f(i).place < 0)
                        all.insert(i);
                }
            }
            const std::vector<std::uint32_t> items(all.begin(), all.end());
            out_.push_back(
                relation(RelationKind::not_comparable, subject(items), refs(items), miss_words(list)));
        }
    }

    [[nodiscard]] std::string miss_words(const std::vector<NearMiss>& list) const {
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
            case Miss::times:
                return "of other times: " + told_all;
            case Miss::places:
                return "of other places: " + told_all;
            case Miss::silent_place:
                return "scope not stated in one of them: " + told_all;
            case Miss::asked_and_given:
                return "asked for against offered or given, a gap and no contradiction: " + told_all;
            case Miss::stale:
                return told(first.a) + " is copied from an earlier report, " + told(first.b) +
                       " is of another day";
        }
        return {};
    }

    // ---- words
    /// "at least 38 (National Institute, 2018-01-23)".
    [[nodiscard]] std::string told(std::uint32_t i) const {
        std::string who = evidence_.name(items_[i].who);
        if (who.empty()) who = "no source named";
        const std::string when = shown(days_of_.size() > i ? days_of_[i] : items_[i].days);
        return evidence_.words(f(i).report, f(i).span) + " (" + cut(who, 8) +
               (when.empty() ? "" : ", " + when) + ")";
    }

    [[nodiscard]] std::string subject(const std::vector<std::uint32_t>& list) const {
        std::string counted, of, place;
        Term happening = kNoTerm;
        for (const std::uint32_t i : list) {
            if (counted.empty()) counted = f(i).counted;
            if (of.empty()) of = evidence_.name(f(i).of);
            if (place.empty()) place = evidence_.name(f(i).place);
            if (happening == kNoTerm) happening = q(i).happening;
        }
        std::string out =
            counted.empty() ? (q(list.front()).unit.empty() ? "figure" : q(list.front()).unit) : counted;
        const std::vector<Term> said = evidence_.terms().find(out);
        if (happening != kNoTerm && std::find(said.begin(), said.end(), happening) == said.end())
            out += " " + evidence_.terms().name(happening);
        if (!of.empty() && of != place) out += ", " + of;
        if (!place.empty()) out += ", " + place;
        return out;
    }

    [[nodiscard]] std::vector<ItemRef> refs(const std::vector<std::uint32_t>& list) const {
        std::vector<ItemRef> found;
        for (const std::uint32_t i : list) found.push_back(items_[i].ref);
        return found;
    }

    const Evidence& evidence_;
    const std::vector<Figure>& figures_;
    const std::vector<Item>& items_;
    const std::vector<Quantity> quantities_;
    Groups groups_;
    std::vector<TermSet> contexts_;  // terms of each figure's sentences, numbers left out
    std::vector<DateRange> days_of_;
    std::vector<std::set<EntityRef>> places_, group_places_;  // by figure, of its whole group
    std::set<std::pair<std::uint32_t, std::uint32_t>> updates_, related_, near_;
    std::vector<NearMiss> misses_;
    std::vector<Relation> out_;
};

}  // namespace

std::vector<Relation> relate_figures(const Evidence& evidence) { return FigureRelations(evidence).relate(); }

}  // namespace sitrep::ledger
