// Acts that are one, told by several reports, and retellings that hardened.
#include "ledger/act_relations.hpp"

#include <algorithm>

#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::uint32_t kMostInKey = 48;
constexpr std::uint32_t kRare = 10;

}  // namespace

int family(ActKind kind) {
    switch (kind) {
        case ActKind::request:
        case ActKind::demand:
            return 1;
        case ActKind::agree:
        case ActKind::endorse:
            return 2;
        case ActKind::commit:
        case ActKind::plan:
            return 3;
        case ActKind::refuse:
        case ActKind::deny:
            return 4;
        default:
            return 10 + static_cast<int>(kind);
    }
}

int progress(const Act& act) {
    if (act.status == ActStatus::contemplated || act.act == ActKind::consider) return 1;
    if (act.status == ActStatus::announced || act.act == ActKind::plan) return 2;
    switch (act.act) {
        case ActKind::request:
        case ActKind::demand:
        case ActKind::offer:
            return 3;
        case ActKind::agree:
        case ActKind::commit:
        case ActKind::endorse:
            return act.status == ActStatus::conditional ? 3 : 4;
        case ActKind::refuse:
            return 4;
        default:
            return 0;
    }
}

int strength(const Act& act) {
    switch (act.act) {
        case ActKind::consider:
            return 1;
        case ActKind::plan:
            return 2;
        case ActKind::offer:
            return 2;
        case ActKind::agree:
            return 3;
        case ActKind::commit:
            return 4;
        default:
            return 0;
    }
}

std::vector<Relation> ActRelations::relate() {
    const auto pairs = pairs_by_key(keys(), kMostInKey, [&](std::uint32_t a, std::uint32_t b) {
        return evidence_.same_situation(act(a).report, act(b).report);
    });
    for (const auto& [a, b] : pairs) {
        if (one_act(a, b)) groups_.join(a, b);
    }
    for (std::uint32_t i = 0; i < items_.size(); ++i) members_[groups_.of(i)].push_back(i);
    for (const auto& [name, list] : members_) {
        if (list.size() > 1 && !one_copied_quotation(list)) tell_agree(list);
    }
    for (const auto& [a, b] : pairs) find_harder(a, b);
    find_alone();
    tell_found_harder();
    tell_condition_behind();
    tell_denials();
    tell_countered();
    tell_admissions();
    tell_owned_later();
    tell_excuses();
    tell_headlines();
    tell_turned_down();
    for (const auto& [a, b] : pairs) {
        tell_refused(a, b);
        tell_turned(a, b);
        tell_other_terms(a, b);
        tell_other_amount(a, b);
        tell_progress(a, b);
        tell_less(a, b);
    }
    tell_decided();
    return std::move(out_);
}

std::vector<std::vector<std::uint64_t>> ActRelations::keys() const {
    const TermTable& terms = evidence_.terms();
    std::vector<std::vector<std::uint64_t>> keys(items_.size());
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
        for (const Term term : items_[i].own) {
            if (terms.kind(term) == TermKind::number) continue;
            if (terms.frequency(term) <= kRare) keys[i].push_back(text::hash64("term", term));
            if (acts_[i].actor >= 0)
                keys[i].push_back(
                    text::hash64("actor", (static_cast<std::uint64_t>(acts_[i].actor) << 32U) | term));
        }
        for (const Term term : whats_[i]) keys[i].push_back(text::hash64("what", term));
    }
    return keys;
}

std::int32_t ActRelations::quote_around(std::uint32_t i) const {
    const auto& quotes = evidence_.quotes();
    const auto first =
        std::lower_bound(quotes.begin(), quotes.end(), act(i).report,
                         [](const Item& item, ReportIndex report) { return item.report < report; });
    std::int32_t best = -1;
    std::uint32_t most = 0;
    for (auto at = first; at != quotes.end() && at->report == act(i).report; ++at) {
        if (!at->span.overlaps(act(i).span)) continue;
        const std::uint32_t shared =
            std::min(at->span.end, act(i).span.end) - std::max(at->span.begin, act(i).span.begin);
        if (shared > most) {
            most = shared;
            best = static_cast<std::int32_t>(at - quotes.begin());
        }
    }
    return best;
}

Copied ActRelations::copied(std::uint32_t a, std::uint32_t b) const {
    const Copied passage = evidence_.copied(items_[a], items_[b]);
    if (passage != Copied::no || quotes_[a] < 0 || quotes_[b] < 0) return passage;
    if (act(a).report == act(b).report ||
        utterance_[static_cast<std::size_t>(quotes_[a])] != utterance_[static_cast<std::size_t>(quotes_[b])])
        return Copied::no;
    if (evidence_.before(act(a).report, act(b).report)) return Copied::second_from_first;
    return evidence_.before(act(b).report, act(a).report) ? Copied::first_from_second : Copied::undecided;
}

bool ActRelations::one_actor(std::uint32_t a, std::uint32_t b) const {
    if (evidence_.same_party(act(a).actor, act(b).actor)) return true;
    const auto among = [&](std::uint32_t x, std::uint32_t y) {
        return std::any_of(act(x).co_actors.begin(), act(x).co_actors.end(),
                           [&](EntityRef other) { return evidence_.same_party(other, act(y).actor); });
    };
    return among(a, b) || among(b, a);
}

bool ActRelations::one_pact(std::uint32_t a, std::uint32_t b) const {
    const Act &x = act(a), &y = act(b);
    if (x.act != ActKind::agree || y.act != ActKind::agree || x.status != ActStatus::done ||
        y.status != ActStatus::done || x.co_actors.size() != 1 || y.co_actors.size() != 1)
        return false;
    const auto same = [&](EntityRef first, EntityRef second) {
        return evidence_.same_party(first, second) || evidence_.same_source(first, second);
    };
    constexpr int kOtherDays = 60;  // the same two may sign again
    return sure_gap(items_[a].days, items_[b].days) <= kOtherDays &&
           ((same(x.actor, y.actor) && same(x.co_actors.front(), y.co_actors.front())) ||
            (same(x.actor, y.co_actors.front()) && same(x.co_actors.front(), y.actor)));
}

bool ActRelations::actors_exclude(std::uint32_t a, std::uint32_t b) const {
    return act(a).actor >= 0 && act(b).actor >= 0 && !one_actor(a, b);
}

Likeness ActRelations::what(std::uint32_t a, std::uint32_t b) const {
    return likeness(evidence_.terms(), whats_[a], whats_[b]);
}

std::size_t ActRelations::parts(const Act& one) const {
    if (!one.condition_parts.empty()) return one.condition_parts.size();
    if (!one.condition) return 0;
    const std::string words = evidence_.words(one.report, *one.condition);
    std::size_t count = 1;
    for (std::size_t at = words.find(" and "); at != std::string::npos; at = words.find(" and ", at + 1))
        ++count;
    return std::min<std::size_t>(count, 1 + words.size() / 30);
}

int ActRelations::sameness(std::uint32_t a, std::uint32_t b) const {
    const Likeness own = likeness(evidence_.terms(), items_[a].own, items_[b].own), of_what = what(a, b);
    const Copied made = copied(a, b);
    const bool mutual = one_pact(a, b) && of_what.terms > 0;
    if (own.dice < 0.2 && of_what.dice < 0.3 && made == Copied::no && !mutual) return 0;
    int score = own.dice >= 0.6 ? 4 : own.dice >= 0.4 ? 3 : own.dice >= 0.25 ? 1 : 0;
    if (made != Copied::no && (own.dice >= 0.2 || of_what.containment >= 0.5)) score += 2;
    score += of_what.dice >= 0.5 ? 2 : of_what.dice >= 0.3 ? 1 : 0;
    if (one_actor(a, b) || mutual) score += 2;
    if (mutual) score += 2;
    if (evidence_.same_party(act(a).recipient, act(b).recipient)) score += 1;
    if (actors_exclude(a, b) && !mutual) score -= made != Copied::no ? 1 : 3;
    return score;
}

bool ActRelations::one_act(std::uint32_t a, std::uint32_t b) const {
    const Act &x = act(a), &y = act(b);
    if (x.report == y.report || x.negated != y.negated) return false;
    const bool asked_twice = (x.act == ActKind::plan && y.act == ActKind::request) ||
                             (x.act == ActKind::request && y.act == ActKind::plan);
    if (x.act != y.act && family(x.act) != family(y.act) && !asked_twice) return false;
    // What somebody will not do, and what somebody says is not so.
    if (x.act != y.act && family(x.act) == 4 && copied(a, b) == Copied::no) return false;
    if ((x.status == ActStatus::done) != (y.status == ActStatus::done) && copied(a, b) == Copied::no)
        return false;
    return sameness(a, b) >= (x.act == y.act ? 4 : 5);
}

void ActRelations::tell_agree(const std::vector<std::uint32_t>& list) {
    std::vector<ItemRef> refs;
    for (const std::uint32_t i : list) refs.push_back(items_[i].ref);
    out_.push_back(relation(
        RelationKind::agree, subject(list.front()), std::move(refs),
        "the same act in " + std::to_string(list.size()) + " places: «" + words(list.front(), 18) + "»"));
}

bool ActRelations::says_when(std::uint32_t i) const {
    const std::string said = " " + text::folded(evidence_.words(act(i).report, act(i).span)) + " ";
    for (const std::string_view word : {" if ", " when ", " once ", " unless ", " until ", " provided "}) {
        if (said.find(word) != std::string::npos) return true;
    }
    return false;
}

bool ActRelations::same_condition(std::uint32_t a, std::uint32_t b) const {
    if (!act(a).condition || !act(b).condition) return false;
    const TermSet first = evidence_.terms_of(act(a).report, *act(a).condition),
                  second = evidence_.terms_of(act(b).report, *act(b).condition);
    const Likeness terms = likeness(evidence_.terms(), first, second);
    TermSet both;
    std::set_intersection(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(both));
    const bool number = std::any_of(both.begin(), both.end(), [&](Term term) {
        const std::string& name = evidence_.terms().name(term);
        return !name.empty() && name.front() >= '0' && name.front() <= '9';
    });
    return number && terms.terms >= 2 && terms.containment >= 0.7 && what(a, b).terms >= 1;
}

void ActRelations::find_harder(std::uint32_t a, std::uint32_t b) {
    if (act(a).report == act(b).report) return;
    const Copied made = copied(a, b);
    if (made == Copied::first_from_second ||
        (made != Copied::second_from_first && evidence_.before(act(b).report, act(a).report)))
        std::swap(a, b);
    else if (made != Copied::second_from_first && !evidence_.before(act(a).report, act(b).report))
        return;
    const Act &x = act(a), &y = act(b);
    if (x.negated != y.negated || y.status == ActStatus::withdrawn) return;
    const Likeness own = likeness(evidence_.terms(), items_[a].own, items_[b].own);
    const bool one_term = same_condition(a, b);
    const bool one_side = one_actor(a, b) || evidence_.one_side(x.actor, y.actor);
    const bool retold =
        made != Copied::no || one_term || (own.containment >= 0.5 && own.terms >= 3 && one_side);
    if (!retold || (own.containment < 0.35 && what(a, b).containment < 0.5) || own.terms < 2) return;
    // "Threatened a strike unless …" retold as "will strike".
    const bool unconditional = x.act == ActKind::threaten && x.condition && !y.condition && strength(y) >= 2;
    const bool one_kind = x.act == y.act || family(x.act) == family(y.act) ||
                          (strength(x) > 0 && strength(y) > 0) || unconditional;
    if (!one_kind || (!one_side && actors_exclude(a, b) && made == Copied::no && !one_term)) return;
    // Words that a copy keeps may tell of two parties: "Rhodia brings a list of 40 trucks", "Ulm lends 40".
    constexpr double kSameWords = 0.7;
    if (!one_side && !one_term && actors_exclude(a, b) && named(x.actor) && named(y.actor) &&
        own.dice < kSameWords && !share_a_name(x.actor, y.actor))
        return;
    std::string lost;
    if (parts(x) > parts(y) && (parts(y) > 0 || !says_when(b))) {
        lost = parts(y) == 0 ? "its condition (" + cut(evidence_.words(x.report, *x.condition), 14) + ")"
                             : "a part of its condition (" + part_lost(a, b) + ")";
    } else if (strength(y) > strength(x) && strength(x) > 0 && x.act != ActKind::plan && made != Copied::no) {
        lost = "its reserve: " + std::string(sitrep::name(x.act)) + " became " +
               std::string(sitrep::name(y.act));
    } else {
        return;
    }
    harder_found_[{groups_.of(a), y.report}].push_back({a, b, std::move(lost)});
}

void ActRelations::tell_found_harder() {
    const auto closer = [&](const Harder& x, const Harder& y) {
        const ReportIndex first = act(x.told).report, second = act(y.told).report;
        if (first == second) return false;
        const bool of_first = evidence_.made_from(second, first),
                   of_second = evidence_.made_from(first, second);
        return of_first != of_second ? of_first : evidence_.before(first, second);
    };
    for (const auto& [where, found] : harder_found_) {
        const Harder& best = *std::min_element(found.begin(), found.end(), closer);
        tell_harder(best.told, best.retold, best.lost);
    }
}

void ActRelations::tell_harder(std::uint32_t a, std::uint32_t b, const std::string& lost) {
    if (came_true(a, b)) return;
    // Each retelling report once, also where all tell one act.
    if (!harder_.emplace(groups_.of(a), act(b).report).second) return;
    out_.push_back(relation(RelationKind::stronger, subject(a), {items_[a].ref, items_[b].ref},
                            "«" + words(b, 16) + "» lost " + lost));
    tell_harder_quotes(a, b, lost);
}

std::string ActRelations::part_lost(std::uint32_t a, std::uint32_t b) const {
    constexpr double kKept = 0.5;
    constexpr std::size_t kFewWords = 14;
    const std::string condition = evidence_.words(act(a).report, *act(a).condition);
    std::string lost;
    for (std::size_t at = 0; at < condition.size();) {
        const std::size_t end = std::min(condition.find(" and ", at), condition.size());
        const std::string one = condition.substr(at, end - at);
        std::vector<Term> terms = evidence_.terms().find(one);
        std::sort(terms.begin(), terms.end());
        terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
        std::erase(terms, kNoTerm);
        if (!terms.empty() && likeness(evidence_.terms(), terms, items_[b].context).shared <
                                  kKept * likeness(evidence_.terms(), terms, terms).shared)
            lost += (lost.empty() ? "" : " and ") + one;
        at = end + std::string_view(" and ").size();
    }
    return cut(lost.empty() ? condition : lost, kFewWords);
}

void ActRelations::tell_harder_quotes(std::uint32_t a, std::uint32_t b, const std::string& lost) {
    if (quotes_[a] < 0 || quotes_[b] < 0 || !harder_quotes_.emplace(quotes_[a], quotes_[b]).second) return;
    const Item *first = &evidence_.quotes()[static_cast<std::size_t>(quotes_[a])],
               *second = &evidence_.quotes()[static_cast<std::size_t>(quotes_[b])];
    out_.push_back(relation(RelationKind::stronger, subject(a) + ", in words", {first->ref, second->ref},
                            "retold without " + lost));
}

bool ActRelations::one_copied_quotation(const std::vector<std::uint32_t>& list) const {
    return std::all_of(list.begin(), list.end(), [&](std::uint32_t i) {
        // A promise tied to a condition is an act by itself, whoever copies it.
        if (quotes_[i] < 0 || (act(i).condition && strength(act(i)) >= 2)) return false;
        const auto quote = static_cast<std::size_t>(quotes_[i]);
        return evidence_.dossier().quotes[quote].kind == QuotationKind::direct &&
               utterance_[quote] == utterance_[static_cast<std::size_t>(quotes_[list.front()])] &&
               (i == list.front() || copied_passage(list.front(), i));
    });
}

bool ActRelations::copied_passage(std::uint32_t a, std::uint32_t b) const {
    return evidence_.copied(items_[a], items_[b]) != Copied::no;
}

bool ActRelations::in_title(std::uint32_t i) const {
    const Report& report = evidence_.dossier().reports[act(i).report].report;
    const std::uint32_t at = report.text.range(act(i).span).begin;
    return std::any_of(report.blocks.begin(), report.blocks.end(), [&](const Block& block) {
        return block.kind == BlockKind::title && block.range.begin <= at && at < block.range.end;
    });
}

bool ActRelations::named(EntityRef entity) const {
    return entity >= 0 && evidence_.dossier().entities[static_cast<std::size_t>(entity)].named;
}

std::string ActRelations::when(std::uint32_t i) const {
    const std::string days = shown(items_[i].days);
    return days.empty() ? "" : " (" + days + ")";
}

std::string ActRelations::words(std::uint32_t i, std::size_t most) const {
    return cut(evidence_.words(act(i).report, act(i).span), most);
}

std::string ActRelations::bare(const std::string& words) {
    constexpr std::string_view kHanging = " ,;:\"'";
    const std::size_t begin = words.find_first_not_of(kHanging);
    if (begin == std::string::npos) return {};
    return words.substr(begin, words.find_last_not_of(kHanging) - begin + 1);
}

std::string ActRelations::subject(std::uint32_t i) const {
    const std::string out = bare(cut(evidence_.name(act(i).actor), 8));
    const std::string of_what =
        bare(act(i).what ? cut(evidence_.words(act(i).report, *act(i).what), 10) : words(i, 10));
    return out.empty() ? of_what : out + ": " + of_what;
}

std::vector<Relation> relate_acts(const Evidence& evidence, const std::vector<std::uint32_t>& utterance) {
    return ActRelations(evidence, utterance).relate();
}

}  // namespace sitrep::ledger
