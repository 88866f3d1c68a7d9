// Figures that state the same: keys, groups, agreement, retellings that hardened.
#include "ledger/figure_relations.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::uint32_t kMostInKey = 64;
constexpr double kMany = 50.0;

}  // namespace

FigureRelations::FigureRelations(const Evidence& evidence)
    : evidence_(evidence),
      figures_(evidence.dossier().figures),
      items_(evidence.figures()),
      quantities_(quantities(evidence)),
      groups_(items_.size()) {
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
        contexts_.push_back(without_number(i));
        weights_.push_back(weight_of(evidence_.terms(), contexts_.back()));
        ages_.push_back(says_age(i));
        later_.push_back(says_later(i));
        new_offers_.push_back(names_new_offer(i));
        given_up_.push_back(given_up(i));
        scopes_.push_back(takes_in(i));
        quarters_.push_back(quarter_told(i));
        insists_.push_back(insists_in_words(i));
        spoke_before_.push_back(says_it_spoke_before(i));
        told_places_.push_back(places_told(i));
    }
    names_of_report_.resize(evidence.dossier().reports.size());
    for (std::uint32_t i = 0; i < items_.size(); ++i)
        names_of_report_[items_[i].report].insert(told_places_[i].names.begin(), told_places_[i].names.end());
    for (ReportIndex report = 0; report < names_of_report_.size(); ++report) {
        for (const Evidence::Named& one : evidence.named(report))
            names_of_report_[report].insert(text::folded(evidence.name(one.entity)));
    }
    for (std::uint32_t i = 0; i < items_.size(); ++i) past_.push_back(holds_no_more(i));
    for (const Act& act : evidence.dossier().acts) {
        if (act.act == ActKind::accuse && act.actor >= 0) accusers_.insert(act.actor);
    }
}

std::vector<Relation> FigureRelations::relate() {
    const auto pairs = pairs_by_key(keys(), kMostInKey,
                                    [&](std::uint32_t a, std::uint32_t b) { return of_one_situation(a, b); });
    for (const auto& [a, b] : pairs) join_equal(a, b);
    std::map<std::uint32_t, std::vector<std::uint32_t>> members;
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
        names_.push_back(groups_.of(i));
        members[names_.back()].push_back(i);
    }
    list_holders(members);
    for (const auto& [name, list] : members) group_days(list);
    places_ = std::move(group_places_);
    for (const auto& [name, list] : members) tell_equal(list);
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    for (const auto& [a, b] : pairs) {
        if (groups_.of(a) != groups_.of(b)) tell_different(a, b, members, seen);
    }
    tell_denied(members);
    tell_disputed(members);
    tell_announced(members);
    tell_given_otherwise(members);
    tell_wider(members);
    tell_held();
    tell_updates(members);
    tell_standing_conflicts(members);
    tell_conversions(members);
    tell_near_misses(members);
    return std::move(out_);
}

const Quantity& FigureRelations::q(std::uint32_t i) const { return quantities_[i]; }

const Figure& FigureRelations::f(std::uint32_t i) const { return figures_[i]; }

std::vector<std::vector<std::uint64_t>> FigureRelations::keys() const {
    std::vector<std::vector<std::uint64_t>> keys(items_.size());
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
        const Quantity& quantity = q(i);
        if (quantity.unit == "percent" && quantity.subject != kNoTerm)
            keys[i].push_back(text::hash64("percent of a thing", quantity.subject));
        if (quantity.unit == "percent" && f(i).place >= 0)
            keys[i].push_back(text::hash64("percent of a place", static_cast<std::uint64_t>(f(i).place)));
        const auto key = [&](std::string_view what, std::uint64_t detail) {
            keys[i].push_back(text::hash64(quantity.unit + "|" + std::string(what), detail));
        };
        if (quantity.vague && f(i).counted.empty()) continue;
        if (quantity.mode == Mode::offered || new_offers_[i]) key("offer", 0);
        if (is_currency(f(i).unit)) key("money", 0);
        if (quantity.unit == "percent" && (quantity.mode == Mode::requested || says_settled(i)))
            key("pay", 0);
        // "70 cubic metres a second", "60 million cubic metres": whatever is measured, and what was asked for
        const bool of_measure =
            !quantity.of_people && !quantity.unit.empty() &&
            (f(i).counted.empty() ? quantity.mode == Mode::requested || quantity.granted
                                  : quantity.unit.back() == '3' || quantity.unit.back() == '2');
        if (quantity.unit.find('/') != std::string::npos || of_measure) key("flow", 0);
        if (quantity.happening != kNoTerm) key("happening", quantity.happening);
        if (quantity.head != kNoTerm) key("head", quantity.head);
        if (const EntityRef of = whose(i); of >= 0 && of != q(i).body)
            key("of", static_cast<std::uint64_t>(of));
        if (q(i).body >= 0) key("of", static_cast<std::uint64_t>(q(i).body));
        if (f(i).of >= 0 && gauged(i)) key("level", text::hash64(text::folded(evidence_.name(f(i).of)), 0));
        if (f(i).value || f(i).low) {
            const double number = f(i).value ? *f(i).value : *f(i).low;
            std::uint64_t bits = 0;
            std::memcpy(&bits, &number, sizeof bits);
            key("number", bits);
        }
        if (quantity.listed && f(i).value)
            keys[i].push_back(text::hash64("on a list", static_cast<std::uint64_t>(*f(i).value)));
        if (quantity.of_people) keys[i].push_back(text::hash64("people of one report", items_[i].report));
        keys[i].push_back(text::hash64(
            "sentence", (static_cast<std::uint64_t>(items_[i].report) << 32U) | items_[i].sentence));
        keys[i].push_back(text::hash64(
            "sentence", (static_cast<std::uint64_t>(items_[i].report) << 32U) | (items_[i].sentence + 1)));
    }
    return keys;
}

Scope FigureRelations::scope(EntityRef a, EntityRef b, bool same) {
    if (a < 0 && b < 0) return Scope::silent;
    if (a < 0 || b < 0) return Scope::unstated;
    return same ? Scope::equal : Scope::apart;
}

Scope FigureRelations::place_scope(std::uint32_t a, std::uint32_t b) const {
    if (places_.empty()) return scope(f(a).place, f(b).place, places_meet(f(a).place, f(b).place));
    const auto &x = places_[a], &y = places_[b];
    if (x.empty() && y.empty()) return Scope::silent;
    if (x.empty() || y.empty()) return Scope::unstated;
    const auto any = [&](auto test) {
        return std::any_of(x.begin(), x.end(), [&](EntityRef one) {
            return std::any_of(y.begin(), y.end(), [&](EntityRef other) { return test(one, other); });
        });
    };
    if (any([&](EntityRef one, EntityRef other) { return places_meet(one, other); })) return Scope::equal;
    // "In Chad", "in Kafia": the one may be told for the other; "the depot" of two reports may be one.
    const bool open = any([&](EntityRef one, EntityRef other) {
        return one_country(one, other) ||
               (described(one) && described(other) &&
                text::folded(evidence_.name(one)) == text::folded(evidence_.name(other)));
    });
    return open ? Scope::unstated : Scope::apart;
}

bool FigureRelations::places_meet(EntityRef a, EntityRef b) const {
    if (a == b) return a >= 0;
    if (a < 0 || b < 0) return false;
    const std::string x = text::folded(evidence_.name(a)), y = text::folded(evidence_.name(b));
    const auto begins = [](const std::string& whole, const std::string& part) {
        return part.size() >= 4 && whole.size() > part.size() && whole.starts_with(part) &&
               whole[part.size()] == ' ';
    };
    // "Santa Ursula tin mine", "Santa Ursula mine"
    const std::size_t ends = static_cast<std::size_t>(
        std::mismatch(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(std::min(x.size(), y.size())),
                      y.begin())
            .first -
        x.begin());
    const bool two_words = std::count(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(ends), ' ') >= 2;
    return begins(x, y) || begins(y, x) || two_words;
}

bool FigureRelations::says_age(std::uint32_t i) const {
    const std::string words = text::folded(evidence_.words(f(i).report, f(i).span));
    // "between the ages of 18 and 22", "59 - year - old", "most in their teens and 20s", "a .45-caliber gun"
    constexpr std::uint32_t kReach = 6;
    for (std::uint32_t back = 1; back <= std::min(kReach, items_[i].first); ++back) {
        const std::string one = word(i, items_[i].first - back);
        if (one == "." || one == ",") break;
        if (one == "ages" || one == "aged" || one == "teens") return true;
    }
    const std::string next = word(i, items_[i].last);
    if (next == "p.m" || next == "a.m" || next == "pm" || next == "am" || next == "p.m." || next == "a.m.")
        return true;
    if (next == "s" || next == "caliber" || next == "calibre" || next.starts_with("-caliber") ||
        (next == "-" && word(i, items_[i].last + 1) == "caliber"))
        return true;
    if (words.find("year - old") != std::string::npos) return true;
    return words.find("year-old") != std::string::npos || words.find("years old") != std::string::npos ||
           text::folded(f(i).counted).find("old") == 0;
}

EntityRef FigureRelations::whose(std::uint32_t i) const {
    // "The institute had 44 dead": who counts the dead is not whose they are.
    if (f(i).of >= 0 && (f(i).of == items_[i].who || f(i).of == q(i).counter) && q(i).happening != kNoTerm)
        return kNoEntity;
    if (q(i).carried_from < i && !q(i).teller.empty()) return whose(q(i).carried_from);
    if (q(i).listed) return kNoEntity;
    if (q(i).unit == "percent" && q(i).body >= 0) return q(i).body;
    // "Dead of cholera": what killed them owns nobody.
    const bool event = f(i).of >= 0 && evidence_.dossier().entities[static_cast<std::size_t>(f(i).of)].type ==
                                           EntityType::event;
    return f(i).of >= 0 && !event ? f(i).of : q(i).body;
}

bool FigureRelations::described(EntityRef whole) const {
    return whole >= 0 && !evidence_.dossier().entities[static_cast<std::size_t>(whole)].named;
}

Look FigureRelations::look(std::uint32_t a, std::uint32_t b) const {
    Look look;
    const EntityRef of_a = whose(a), of_b = whose(b);
    look.of = scope(of_a, of_b, evidence_.same_party(of_a, of_b));
    // what two reports only describe is not known to be apart
    if (look.of != Scope::equal && f(a).report != f(b).report && (described(of_a) || described(of_b)))
        look.of = scope(described(of_a) ? kNoEntity : of_a, described(of_b) ? kNoEntity : of_b, false);
    look.place = place_scope(a, b);
    const Quantity &x = q(a), &y = q(b);
    if (x.whole_country && y.whole_country) look.place = Scope::equal;
    const TermTable& terms = evidence_.terms();
    const bool plain_x = x.head == kNoTerm || terms.name(x.head) == "person",
               plain_y = y.head == kNoTerm || terms.name(y.head) == "person";
    look.heads_fit = x.head != kNoTerm && x.head == y.head && !plain_x;
    look.happenings_fit = x.happening != kNoTerm && x.happening == y.happening;
    // A bare "men" beside "fighters" of the same body.
    look.heads_fit =
        look.heads_fit || (x.of_people && y.of_people && look.of == Scope::equal && (plain_x != plain_y) &&
                           x.happening == kNoTerm && y.happening == kNoTerm);
    const bool share_of_one = x.unit == "percent" && look.of == Scope::equal && look.place == Scope::equal;
    look.heads_fit = look.heads_fit || (share_of_one && x.happening == y.happening);
    look.clash = (x.happening != y.happening && x.happening != kNoTerm && y.happening != kNoTerm) ||
                 (x.head != y.head && !plain_x && !plain_y && !look.happenings_fit && !share_of_one) ||
                 x.per_time != y.per_time;
    look.one_mode = x.mode == y.mode || (x.mode == Mode::actual && y.mode == Mode::delivered) ||
                    (y.mode == Mode::actual && x.mode == Mode::delivered);
    look.context = likeness(terms, contexts_[a], weights_[a], contexts_[b], weights_[b]);
    look.copied = items_[a].report == items_[b].report ? Copied::no : evidence_.copied(items_[a], items_[b]);
    if (look.place != Scope::equal && unknown_apart(a, b)) look.place = Scope::apart;
    look.apart = items_[a].sentence > items_[b].sentence ? items_[a].sentence - items_[b].sentence
                                                         : items_[b].sentence - items_[a].sentence;
    return look;
}

TermSet FigureRelations::without_number(std::uint32_t i) const {
    TermSet left;
    for (const Term term : items_[i].context) {
        if (evidence_.terms().kind(term) != TermKind::number) left.push_back(term);
    }
    return left;
}

int FigureRelations::sureness(std::uint32_t a, std::uint32_t b, const Look& found) const {
    const bool number = same_number(f(a), f(b));
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
    // "Some 120 observers" in other words: so many of one kind are seldom met twice.
    if (number && found.heads_fit && f(a).value && *f(a).value >= kMany) score += 1;
    if (number && found.of == Scope::equal && f(a).value && *f(a).value >= kMany) score += 1;
    if (number && f(a).value && *f(a).value >= 1000.0 && !telling(*f(a).value) && two_digits(*f(a).value))
        score += q(a).of_people && q(b).of_people ? 2 : 1;
    // "The 30,000 they asked for": a number that points back at a request of so many.
    const auto points_back = [&](std::uint32_t i) {
        return q(i).mode == Mode::requested && f(i).counted.empty() && f(i).value && *f(i).value >= kMany &&
               items_[i].first > 0 && word(i, items_[i].first - 1) == "the";
    };
    if (number && found.one_mode && (points_back(a) || points_back(b))) score += 3;
    if (found.clash && found.context.dice < 0.5) score -= 3;
    if (!found.one_mode && found.context.dice < 0.5) score -= 1;
    if (sure_gap(items_[a].days, items_[b].days) > 200) score -= 3;
    const bool small = f(a).value && *f(a).value < 13.0;
    // A report that was made from the other tells its tolls in other words.
    const bool made = found.happenings_fit && (evidence_.made_from(items_[a].report, items_[b].report) ||
                                               evidence_.made_from(items_[b].report, items_[a].report));
    if (made) score += 1;
    // "140 tonnes" retold as "140 tons have gushed": so many of one measure, in a report made from the other.
    constexpr double kFew = 100.0;
    const bool retold = number && !q(a).of_people && !q(a).unit.empty() && q(a).unit != "percent" &&
                        f(a).value && *f(a).value >= kFew && two_digits(*f(a).value) &&
                        (evidence_.made_from(items_[a].report, items_[b].report) ||
                         evidence_.made_from(items_[b].report, items_[a].report));
    if (retold) score += 2;
    if (small && found.copied == Copied::no && found.context.dice < 0.18 && !found.heads_fit && !made)
        score -= 2;
    // "Four dead", "four of its crew were pulled": what became of them is said on one side only.
    if (small && found.copied == Copied::no && (q(a).happening == kNoTerm) != (q(b).happening == kNoTerm) &&
        !found.heads_fit && found.context.dice < 0.5)
        score -= 2;
    return score;
}

void FigureRelations::join_equal(std::uint32_t a, std::uint32_t b) {
    if (items_[a].report == items_[b].report || q(a).denied != q(b).denied || q(a).change != q(b).change)
        return;
    // "As many as 60" with what is counted left out.
    const bool bare = (q(a).unit.empty() || q(b).unit.empty()) &&
                      evidence_.copied(items_[a], items_[b]) != Copied::no &&
                      items_[a].last > items_[a].first + 1 &&
                      evidence_.words(f(a).report, f(a).span) == evidence_.words(f(b).report, f(b).span);
    // "52 of the 74 detainees on its list", "there are 74 names on our list"
    const auto listed = [&](std::uint32_t i) {
        return q(i).listed && f(i).value && telling(*f(i).value) &&
               (q(i).unit == "name" || q(i).unit == "person");
    };
    const bool one_list = listed(a) && listed(b) && q(a).unit != q(b).unit;
    if (q(a).unit != q(b).unit && !bare && !one_list) return;
    const bool number = same_number(f(a), f(b));
    if (!number && !(q(a).vague && q(b).vague &&
                     evidence_.words(f(a).report, f(a).span) == evidence_.words(f(b).report, f(b).span)))
        return;
    const Look found = look(a, b);
    const bool placed_alike = found.place == Scope::equal && found.heads_fit && found.context.dice >= 0.25;
    if (found.of == Scope::apart && found.context.dice < 0.5 && !placed_alike) return;
    if (unknown_apart(a, b)) return;
    if (found.place == Scope::apart && found.context.dice < 0.5 && !one_country(f(a).place, f(b).place))
        return;
    // A number of another year that no passage brings along is of another event.
    constexpr int kOtherYear = 200;
    if (found.copied == Copied::no && sure_gap(items_[a].days, items_[b].days) > kOtherYear) return;
    if (found.copied == Copied::no && f(a).value && *f(a).value < 13.0 && two_kinds(a, b)) return;
    // Two who count, on two days, and one small number.
    if (found.copied == Copied::no && f(a).value && *f(a).value < 13.0 &&
        sure_gap(items_[a].days, items_[b].days) > 0 && !teller(a).empty() && !teller(b).empty() &&
        likeness(evidence_.terms(), teller(a), teller(b)).terms == 0)
        return;
    if (q(a).per_time != q(b).per_time || (q(a).open && q(b).done) || (q(b).open && q(a).done)) return;
    // Two soldiers and two women: small numbers are met twice by chance.
    const bool small = f(a).value && *f(a).value < 13.0;
    // Four dead and four pulled from the water; six still inside, six pulled out.
    if (small && found.clash && found.copied == Copied::no) return;
    // 31 bodies, and weeks later 31 missing.
    if (rival_pair(a, b) || (one_list && evidence_.same_episode(items_[a].report, items_[b].report)))
        return join(a, b);
    const bool two_fates =
        q(a).happening != q(b).happening && q(a).happening != kNoTerm && q(b).happening != kNoTerm;
    if (two_fates && found.copied == Copied::no) return;
    if (small && found.context.dice < 0.4 && q(a).part && q(b).part &&
        (q(a).happening == kNoTerm) != (q(b).happening == kNoTerm))
        return;
    constexpr int kSure = 3;
    if (sureness(a, b, found) >= kSure) join(a, b);
}

bool FigureRelations::two_kinds(std::uint32_t a, std::uint32_t b) const {
    const auto kind = [&](std::uint32_t i) {
        return q(i).of_people && q(i).head != kNoTerm && evidence_.terms().name(q(i).head) != "person";
    };
    return kind(a) && kind(b) && q(a).head != q(b).head;
}

bool FigureRelations::one_country(EntityRef a, EntityRef b) const {
    if (a < 0 || b < 0) return false;
    const Entity &x = evidence_.dossier().entities[static_cast<std::size_t>(a)],
                 &y = evidence_.dossier().entities[static_cast<std::size_t>(b)];
    if (!x.place || !y.place || x.place->country.empty() || x.place->country != y.place->country)
        return false;
    const auto state = [](const Entity& entity) { return entity.type == EntityType::geopolitical; };
    return state(x) != state(y) || x.place->geonames_id == y.place->geonames_id;
}

bool FigureRelations::party_to_a_dispute(EntityRef who) const {
    if (who < 0) return false;
    return std::any_of(accusers_.begin(), accusers_.end(),
                       [&](EntityRef party) { return evidence_.same_party(party, who); });
}

bool FigureRelations::same_counted(std::uint32_t a, std::uint32_t b) const {
    std::vector<Term> x = evidence_.terms().find(f(a).counted), y = evidence_.terms().find(f(b).counted);
    std::sort(x.begin(), x.end());
    std::sort(y.begin(), y.end());
    return x.size() > 1 && x == y;
}

void FigureRelations::join(std::uint32_t a, std::uint32_t b) {
    const auto members = [&](std::uint32_t i) -> std::vector<std::uint32_t>& {
        std::vector<std::uint32_t>& list = joined_[groups_.of(i)];
        if (list.empty()) list.push_back(i);
        return list;
    };
    std::vector<std::uint32_t>&first = members(a), &second = members(b);
    if (&first == &second) return;
    // "Four dead and four missing" are two counts, whatever other reports make alike.
    const bool told_apart = std::any_of(first.begin(), first.end(), [&](std::uint32_t x) {
        return std::any_of(second.begin(), second.end(), [&](std::uint32_t y) {
            return items_[x].report == items_[y].report && items_[x].sentence == items_[y].sentence &&
                   q(x).happening != q(y).happening;
        });
    });
    if (told_apart) return;
    std::vector<std::uint32_t> all = first;
    all.insert(all.end(), second.begin(), second.end());
    groups_.join(a, b);
    joined_[groups_.of(a)] = std::move(all);
}

bool FigureRelations::two_digits(double value) {
    while (value >= 100.0) value /= 10.0;
    return std::fmod(value, 10.0) > 0.5;
}

bool FigureRelations::telling(double value) {
    if (value < 30.0) return false;
    while (value >= 1000.0 && std::fmod(value, 10.0) == 0.0) value /= 10.0;
    return std::fmod(value, 10.0) != 0.0 || value >= 1000.0;
}

void FigureRelations::group_days(const std::vector<std::uint32_t>& list) {
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

void FigureRelations::tell_equal(const std::vector<std::uint32_t>& list) {
    if (list.size() < 2) return;
    if (only_quoted(list)) return;
    out_.push_back(relation(RelationKind::agree, subject(list), refs(list), agreement(list)));
    for (const std::uint32_t b : list) tell_hardened(list, b);
    tell_qualifier_lost(list);
}

std::vector<Relation> relate_figures(const Evidence& evidence) { return FigureRelations(evidence).relate(); }

}  // namespace sitrep::ledger
