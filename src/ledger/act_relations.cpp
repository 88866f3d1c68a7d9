// Acts side by side: the same act told twice, retold harder, taken further; accusation and denial; demand and
// refusal.
#include <algorithm>
#include <set>

#include "ledger/rooms.hpp"
#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::uint32_t kMostInKey = 48;
constexpr std::uint32_t kRare = 10;
constexpr std::uint32_t kAnswerReach = 3;  // sentences within which a denial answers an accusation

/// Acts that reports may tell by one another's name.
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

/// How far an act has come: thought of, announced, asked or offered, answered.
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

/// How much an act binds who does it.
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

class ActRelations {
  public:
    ActRelations(const Evidence& evidence, const std::vector<std::uint32_t>& utterance)
        : evidence_(evidence),
          utterance_(utterance),
          acts_(evidence.dossier().acts),
          items_(evidence.acts()),
          groups_(items_.size()) {
        for (std::uint32_t i = 0; i < items_.size(); ++i) quotes_.push_back(quote_around(i));
        for (std::uint32_t i = 0; i < items_.size(); ++i)
            whats_.push_back(acts_[i].what ? evidence.terms_of(acts_[i].report, *acts_[i].what) : TermSet{});
    }

    std::vector<Relation> relate() {
        auto pairs = pairs_by_key(keys(), kMostInKey);
        std::erase_if(pairs, [&](const auto& pair) {
            return !evidence_.same_situation(act(pair.first).report, act(pair.second).report);
        });
        for (const auto& [a, b] : pairs) {
            if (one_act(a, b)) groups_.join(a, b);
        }
        for (std::uint32_t i = 0; i < items_.size(); ++i) members_[groups_.of(i)].push_back(i);
        for (const auto& [name, list] : members_) {
            if (list.size() > 1 && !one_copied_quotation(list)) tell_agree(list);
        }
        for (const auto& [a, b] : pairs) tell_harder(a, b);
        tell_denials();
        tell_admissions();
        tell_excuses();
        tell_headlines();
        for (const auto& [a, b] : pairs) {
            tell_refused(a, b);
            tell_turned(a, b);
            tell_other_terms(a, b);
            tell_progress(a, b);
        }
        return std::move(out_);
    }

  private:
    [[nodiscard]] std::vector<std::vector<std::uint64_t>> keys() const {
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

    [[nodiscard]] const Act& act(std::uint32_t i) const { return acts_[i]; }

    /// The quotation that holds most of the act; -1 for none.
    [[nodiscard]] std::int32_t quote_around(std::uint32_t i) const {
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

    /// A shared passage, or words of one utterance in the order of the reports.
    [[nodiscard]] Copied copied(std::uint32_t a, std::uint32_t b) const {
        const Copied passage = evidence_.copied(items_[a], items_[b]);
        if (passage != Copied::no || quotes_[a] < 0 || quotes_[b] < 0) return passage;
        if (act(a).report == act(b).report || utterance_[static_cast<std::size_t>(quotes_[a])] !=
                                                  utterance_[static_cast<std::size_t>(quotes_[b])])
            return Copied::no;
        if (evidence_.before(act(a).report, act(b).report)) return Copied::second_from_first;
        return evidence_.before(act(b).report, act(a).report) ? Copied::first_from_second : Copied::undecided;
    }
    [[nodiscard]] bool one_actor(std::uint32_t a, std::uint32_t b) const {
        if (evidence_.same_party(act(a).actor, act(b).actor)) return true;
        const auto among = [&](std::uint32_t x, std::uint32_t y) {
            return std::any_of(act(x).co_actors.begin(), act(x).co_actors.end(),
                               [&](EntityRef other) { return evidence_.same_party(other, act(y).actor); });
        };
        return among(a, b) || among(b, a);
    }
    [[nodiscard]] bool actors_exclude(std::uint32_t a, std::uint32_t b) const {
        return act(a).actor >= 0 && act(b).actor >= 0 && !one_actor(a, b);
    }
    [[nodiscard]] Likeness what(std::uint32_t a, std::uint32_t b) const {
        return likeness(evidence_.terms(), whats_[a], whats_[b]);
    }
    /// How many things an act hangs on: the parts found, else the clauses that "and" joins in its condition.
    [[nodiscard]] std::size_t parts(const Act& one) const {
        if (!one.condition_parts.empty()) return one.condition_parts.size();
        if (!one.condition) return 0;
        const std::string words = evidence_.words(one.report, *one.condition);
        std::size_t count = 1;
        for (std::size_t at = words.find(" and "); at != std::string::npos; at = words.find(" and ", at + 1))
            ++count;
        return std::min<std::size_t>(count, 1 + words.size() / 30);
    }

    /// How surely two acts are one, told by two reports: 4 and more is sure.
    [[nodiscard]] int sameness(std::uint32_t a, std::uint32_t b) const {
        const Likeness own = likeness(evidence_.terms(), items_[a].own, items_[b].own), of_what = what(a, b);
        const Copied made = copied(a, b);
        if (own.dice < 0.2 && of_what.dice < 0.3 && made == Copied::no) return 0;
        int score = own.dice >= 0.6 ? 4 : own.dice >= 0.4 ? 3 : own.dice >= 0.25 ? 1 : 0;
        if (made != Copied::no && (own.dice >= 0.2 || of_what.containment >= 0.5)) score += 2;
        score += of_what.dice >= 0.5 ? 2 : of_what.dice >= 0.3 ? 1 : 0;
        if (one_actor(a, b)) score += 2;
        if (evidence_.same_party(act(a).recipient, act(b).recipient)) score += 1;
        if (actors_exclude(a, b)) score -= made != Copied::no ? 1 : 3;
        return score;
    }

    [[nodiscard]] bool one_act(std::uint32_t a, std::uint32_t b) const {
        const Act &x = act(a), &y = act(b);
        if (x.report == y.report || x.negated != y.negated) return false;
        const bool asked_twice = (x.act == ActKind::plan && y.act == ActKind::request) ||
                                 (x.act == ActKind::request && y.act == ActKind::plan);
        if (x.act != y.act && family(x.act) != family(y.act) && !asked_twice) return false;
        if ((x.status == ActStatus::done) != (y.status == ActStatus::done) && copied(a, b) == Copied::no)
            return false;
        return sameness(a, b) >= (x.act == y.act ? 4 : 5);
    }

    void tell_agree(const std::vector<std::uint32_t>& list) {
        std::vector<ItemRef> refs;
        for (const std::uint32_t i : list) refs.push_back(items_[i].ref);
        out_.push_back(relation(
            RelationKind::agree, subject(list.front()), std::move(refs),
            "the same act in " + std::to_string(list.size()) + " places: «" + words(list.front(), 18) + "»"));
    }

    /// The act's own words hold a condition that was not marked as one.
    [[nodiscard]] bool says_when(std::uint32_t i) const {
        const std::string said = " " + text::folded(evidence_.words(act(i).report, act(i).span)) + " ";
        for (const std::string_view word :
             {" if ", " when ", " once ", " unless ", " until ", " provided "}) {
            if (said.find(word) != std::string::npos) return true;
        }
        return false;
    }

    /// A retelling in which a condition, a doubt or the smaller promise got lost.
    void tell_harder(std::uint32_t a, std::uint32_t b) {
        if (act(a).report == act(b).report) return;
        const Copied made = copied(a, b);
        if (made == Copied::first_from_second ||
            (made != Copied::second_from_first && evidence_.before(act(b).report, act(a).report)))
            std::swap(a, b);
        else if (made != Copied::second_from_first && !evidence_.before(act(a).report, act(b).report))
            return;
        const Act &x = act(a), &y = act(b);
        if (x.negated != y.negated) return;
        const Likeness own = likeness(evidence_.terms(), items_[a].own, items_[b].own);
        const bool retold =
            made != Copied::no || (own.containment >= 0.5 && own.terms >= 3 && one_actor(a, b));
        if (!retold || (own.containment < 0.35 && what(a, b).containment < 0.5) || own.terms < 2) return;
        const bool one_kind =
            x.act == y.act || family(x.act) == family(y.act) || (strength(x) > 0 && strength(y) > 0);
        if (!one_kind || (actors_exclude(a, b) && made == Copied::no)) return;
        std::string lost;
        if (parts(x) > parts(y) && (parts(y) > 0 || !says_when(b))) {
            lost = parts(y) == 0
                       ? "its condition (" + cut(evidence_.words(x.report, *x.condition), 14) + ")"
                       : "a part of its condition (" + cut(evidence_.words(x.report, *x.condition), 14) + ")";
        } else if (strength(y) > strength(x) && strength(x) > 0 && x.act != ActKind::plan &&
                   made != Copied::no) {
            lost = "its reserve: " + std::string(sitrep::name(x.act)) + " became " +
                   std::string(sitrep::name(y.act));
        } else {
            return;
        }
        // Each retelling report once, also where all tell one act.
        if (!harder_.emplace(groups_.of(a), act(b).report).second) return;
        out_.push_back(relation(RelationKind::stronger, subject(a), {items_[a].ref, items_[b].ref},
                                "«" + words(b, 16) + "» lost " + lost));
        tell_harder_quotes(a, b, lost);
    }

    /// The same of the quotations that hold the two acts.
    void tell_harder_quotes(std::uint32_t a, std::uint32_t b, const std::string& lost) {
        if (quotes_[a] < 0 || quotes_[b] < 0 || !harder_quotes_.emplace(quotes_[a], quotes_[b]).second)
            return;
        const Item *first = &evidence_.quotes()[static_cast<std::size_t>(quotes_[a])],
                   *second = &evidence_.quotes()[static_cast<std::size_t>(quotes_[b])];
        out_.push_back(relation(RelationKind::stronger, subject(a) + ", in words", {first->ref, second->ref},
                                "retold without " + lost));
    }

    /// An accusation and the denial that answers it in the same report.
    void tell_denials() {
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::pair<std::uint32_t, std::uint32_t>> answered;
        for (std::uint32_t d = 0; d < items_.size(); ++d) {
            if (act(d).act != ActKind::deny || act(d).negated) continue;
            for (std::uint32_t a = d; a-- > 0 && items_[a].report == items_[d].report;) {
                if (act(a).act != ActKind::accuse || items_[a].sentence + kAnswerReach < items_[d].sentence)
                    continue;
                if (evidence_.same_party(act(a).actor, act(d).actor)) continue;
                answered.emplace(std::pair{groups_.of(a), groups_.of(d)}, std::pair{a, d});
                break;
            }
        }
        Groups disputes(items_.size());
        for (const auto& [names, pair] : answered) disputes.join(names.first, names.second);
        std::map<std::uint32_t, std::vector<std::uint32_t>> all;
        for (const auto& [names, pair] : answered) {
            auto& list = all[disputes.of(names.first)];
            for (const std::uint32_t name : {names.first, names.second})
                list.insert(list.end(), members_.at(name).begin(), members_.at(name).end());
        }
        for (auto& [name, list] : all) {
            std::sort(list.begin(), list.end());
            list.erase(std::unique(list.begin(), list.end()), list.end());
            std::vector<ItemRef> refs;
            std::uint32_t accusation = list.front(), denial = list.front();
            for (const std::uint32_t i : list) {
                refs.push_back(items_[i].ref);
                if (act(i).act == ActKind::accuse && act(accusation).act != ActKind::accuse) accusation = i;
                if (act(i).act == ActKind::deny && act(denial).act != ActKind::deny) denial = i;
            }
            out_.push_back(
                relation(RelationKind::conflict, subject(accusation), std::move(refs),
                         "accused: «" + words(accusation, 14) + "»; denied: «" + words(denial, 14) + "»"));
        }
    }

    /// A denial taken back by who made it; where one sentence has both, or the later report is of the same
    /// matter.
    void tell_admissions() {
        for (std::uint32_t b = 0; b < items_.size(); ++b) {
            if (act(b).act != ActKind::admit || act(b).negated) continue;
            for (std::uint32_t a = b > 12 ? b - 12 : 0; a < std::min<std::size_t>(items_.size(), b + 4);
                 ++a) {
                if (act(a).act != ActKind::deny || act(a).report != act(b).report ||
                    items_[a].sentence != items_[b].sentence || !one_actor(a, b))
                    continue;
                std::vector<ItemRef> refs;
                for (const std::uint32_t i : members_.at(groups_.of(a))) refs.push_back(items_[i].ref);
                for (const std::uint32_t i : members_.at(groups_.of(b))) refs.push_back(items_[i].ref);
                out_.push_back(
                    relation(RelationKind::update, subject(b), std::move(refs),
                             "denied: «" + words(a, 14) + "»; then admitted: «" + words(b, 14) + "»"));
                break;
            }
        }
    }

    /// The same marked words copied: one utterance, told as such, and not two acts that agree.
    [[nodiscard]] bool one_copied_quotation(const std::vector<std::uint32_t>& list) const {
        return std::all_of(list.begin(), list.end(), [&](std::uint32_t i) {
            if (quotes_[i] < 0) return false;
            const auto quote = static_cast<std::size_t>(quotes_[i]);
            return evidence_.dossier().quotes[quote].kind == QuotationKind::direct &&
                   utterance_[quote] == utterance_[static_cast<std::size_t>(quotes_[list.front()])] &&
                   (i == list.front() || copied_passage(list.front(), i));
        });
    }
    [[nodiscard]] bool copied_passage(std::uint32_t a, std::uint32_t b) const {
        return evidence_.copied(items_[a], items_[b]) != Copied::no;
    }

    /// Admitted, and called by another name in the same breath: "one had been open. It was a test, not a
    /// release."
    void tell_excuses() {
        const auto& quotes = evidence_.quotes();
        for (std::uint32_t i = 0; i < items_.size(); ++i) {
            if (act(i).act != ActKind::admit || act(i).negated) continue;
            auto next = std::lower_bound(
                quotes.begin(), quotes.end(), items_[i].span.end, [&](const Item& quote, std::uint32_t end) {
                    return std::pair(quote.report, quote.span.begin) < std::pair(items_[i].report, end);
                });
            if (next == quotes.end() || next->report != items_[i].report ||
                next->sentence > items_[i].sentence + 1)
                continue;
            const Quotation& quote = evidence_.dossier().quotes[next->ref.index];
            if (quote.kind == QuotationKind::indirect) continue;
            const std::string said = " " + text::folded(evidence_.words(quote.report, quote.span));
            const bool renames =
                said.find(", not ") != std::string::npos || said.find(" but ") != std::string::npos;
            if (!renames) continue;
            std::vector<ItemRef> refs = {items_[i].ref, next->ref};
            if (quotes_[i] >= 0)
                refs.insert(refs.begin() + 1, evidence_.quotes()[static_cast<std::size_t>(quotes_[i])].ref);
            out_.push_back(relation(RelationKind::tension, subject(i), std::move(refs),
                                    "admitted: «" + words(i, 14) + "»; explained: «" +
                                        cut(evidence_.words(quote.report, quote.span), 14) + "»"));
        }
    }

    [[nodiscard]] bool in_title(std::uint32_t i) const {
        const Report& report = evidence_.dossier().reports[act(i).report].report;
        const std::uint32_t at = report.text.range(act(i).span).begin;
        return std::any_of(report.blocks.begin(), report.blocks.end(), [&](const Block& block) {
            return block.kind == BlockKind::title && block.range.begin <= at && at < block.range.end;
        });
    }

    /// A headline that promises flatly what its own report ties to a condition.
    void tell_headlines() {
        for (std::uint32_t y = 0; y < items_.size(); ++y) {
            const bool flat = act(y).act == ActKind::plan || strength(act(y)) >= 2;
            if (!flat || act(y).condition || act(y).negated || !in_title(y)) continue;
            for (std::uint32_t x = y + 1; x < items_.size() && act(x).report == act(y).report; ++x) {
                if (!act(x).condition || strength(act(x)) < 2 || act(x).negated) continue;
                const Likeness of_what = what(x, y);
                const bool one_thing =
                    of_what.terms >= 1 && of_what.shared >= 2.0 && of_what.containment >= 0.3;
                const bool others = named(act(x).actor) && named(act(y).actor) && actors_exclude(x, y);
                if (others || !one_thing) continue;
                out_.push_back(relation(RelationKind::stronger, subject(x), {items_[x].ref, items_[y].ref},
                                        "the headline «" + words(y, 12) + "» leaves out the condition (" +
                                            cut(evidence_.words(act(x).report, *act(x).condition), 14) +
                                            ")"));
                break;
            }
        }
    }
    [[nodiscard]] bool named(EntityRef entity) const {
        return entity >= 0 && evidence_.dossier().entities[static_cast<std::size_t>(entity)].named;
    }

    /// One party says no to a thing and yes to it: moved on where the order is sure, else hard to hold
    /// together.
    void tell_turned(std::uint32_t a, std::uint32_t b) {
        const auto says_no = [&](std::uint32_t i) {
            return (act(i).act == ActKind::refuse && !act(i).negated) ||
                   ((act(i).act == ActKind::request || strength(act(i)) >= 2) && act(i).negated);
        };
        const auto says_yes = [&](std::uint32_t i) {
            return !act(i).negated && !act(i).condition && act(i).status != ActStatus::contemplated &&
                   (act(i).act == ActKind::request || strength(act(i)) >= 2);
        };
        if (says_no(b)) std::swap(a, b);
        if (!says_no(a) || !says_yes(b) || act(a).condition || act(a).report == act(b).report) return;
        if (!evidence_.same_party(act(a).actor, act(b).actor)) return;
        const Likeness of_what = what(a, b);
        if (of_what.containment < 0.6 || of_what.terms < 2 || of_what.shared < 3.0) return;
        if (!turned_.emplace(groups_.of(a), groups_.of(b)).second) return;
        const bool moved = evidence_.before(act(a).report, act(b).report);
        out_.push_back(relation(
            moved ? RelationKind::update : RelationKind::tension, subject(a), {items_[a].ref, items_[b].ref},
            "said no: «" + words(a, 14) + "»" + when(a) + (moved ? ", then yes: «" : "; said yes: «") +
                words(b, 14) + "»" + when(b)));
    }

    /// One party names other terms for the same thing.
    void tell_other_terms(std::uint32_t a, std::uint32_t b) {
        const Act &x = act(a), &y = act(b);
        if (!x.condition || !y.condition || x.negated || y.negated || strength(x) < 2 || strength(y) < 2)
            return;
        if (family(x.act) != family(y.act) || !evidence_.same_party(x.actor, y.actor)) return;
        if (copied(a, b) != Copied::no || what(a, b).containment < 0.6 || what(a, b).shared < 1.5) return;
        const Likeness terms = likeness(evidence_.terms(), evidence_.terms_of(x.report, *x.condition),
                                        evidence_.terms_of(y.report, *y.condition));
        if (terms.dice > 0.15) return;
        if (!terms_told_.insert(x.actor).second) return;
        std::vector<ItemRef> refs = {items_[a].ref, items_[b].ref};
        for (const std::uint32_t i : {a, b}) {
            const TermSet own = evidence_.terms_of(act(i).report, *act(i).condition);
            for (const std::uint32_t other : members_.at(groups_.of(i))) {
                if (act(other).condition &&
                    likeness(evidence_.terms(), own,
                             evidence_.terms_of(act(other).report, *act(other).condition))
                            .dice >= 0.25)
                    refs.push_back(items_[other].ref);
            }
        }
        std::sort(refs.begin(), refs.end());
        refs.erase(std::unique(refs.begin(), refs.end()), refs.end());
        out_.push_back(relation(
            RelationKind::differ, subject(a), std::move(refs),
            "other terms for the same: «" + cut(evidence_.words(x.report, *x.condition), 16) + "»" + when(a) +
                " and «" + cut(evidence_.words(y.report, *y.condition), 16) + "»" + when(b)));
    }
    /// What one side asks of another and that other refuses.
    void tell_refused(std::uint32_t a, std::uint32_t b) {
        if (act(a).act == ActKind::refuse) std::swap(a, b);
        const Act &ask = act(a), &no = act(b);
        if ((ask.act != ActKind::demand && ask.act != ActKind::request) || no.act != ActKind::refuse ||
            ask.negated || no.negated)
            return;
        if (!evidence_.same_party(ask.recipient, no.actor) || evidence_.same_party(ask.actor, no.actor))
            return;
        const Likeness of_what = what(a, b);
        if (of_what.containment < 0.5 || (of_what.terms < 2 && of_what.containment < 0.9)) return;
        if (!refused_.emplace(groups_.of(a), groups_.of(b)).second) return;
        out_.push_back(relation(RelationKind::tension, subject(a), {items_[a].ref, items_[b].ref},
                                "asked: «" + words(a, 14) + "»; refused: «" + words(b, 14) + "»"));
    }

    /// Later words that take an act further, or take a denial back.
    void tell_progress(std::uint32_t a, std::uint32_t b) {
        if (act(a).report == act(b).report || groups_.of(a) == groups_.of(b)) return;
        if (evidence_.before(act(b).report, act(a).report))
            std::swap(a, b);
        else if (!evidence_.before(act(a).report, act(b).report))
            return;
        const Act &x = act(a), &y = act(b);
        if (copied(a, b) != Copied::no) return;
        const Likeness own = likeness(evidence_.terms(), items_[a].own, items_[b].own), of_what = what(a, b);
        if (x.act == ActKind::deny || y.act == ActKind::admit) return;  // tell_admissions
        const int from = progress(x), to = progress(y);
        if (from == 0 || to <= from || x.negated) return;
        const bool crossed = evidence_.same_party(x.recipient, y.actor);
        const bool open = (x.actor < 0 || y.actor < 0) && own.containment >= 0.6;
        if (!one_actor(a, b) && !crossed && !open) return;
        const bool one_matter = of_what.containment >= 0.5 && of_what.terms >= 2 && of_what.shared >= 3.0;
        if (!one_matter && !(own.containment >= 0.6 && own.terms >= 2 && x.act == y.act)) return;
        if (!moved_.emplace(groups_.of(a), groups_.of(b)).second) return;
        out_.push_back(
            relation(RelationKind::update, subject(a), {items_[a].ref, items_[b].ref},
                     "«" + words(a, 14) + "»" + when(a) + ", then «" + words(b, 14) + "»" + when(b)));
    }

    [[nodiscard]] std::string when(std::uint32_t i) const {
        const std::string days = shown(items_[i].days);
        return days.empty() ? "" : " (" + days + ")";
    }
    [[nodiscard]] std::string words(std::uint32_t i, std::size_t most) const {
        return cut(evidence_.words(act(i).report, act(i).span), most);
    }
    /// Without marks and punctuation that hang on where a span was cut.
    static std::string bare(const std::string& words) {
        constexpr std::string_view kHanging = " ,;:\"'";
        const std::size_t begin = words.find_first_not_of(kHanging);
        if (begin == std::string::npos) return {};
        return words.substr(begin, words.find_last_not_of(kHanging) - begin + 1);
    }
    [[nodiscard]] std::string subject(std::uint32_t i) const {
        const std::string out = bare(cut(evidence_.name(act(i).actor), 8));
        const std::string of_what =
            bare(act(i).what ? cut(evidence_.words(act(i).report, *act(i).what), 10) : words(i, 10));
        return out.empty() ? of_what : out + ": " + of_what;
    }

    const Evidence& evidence_;
    const std::vector<std::uint32_t>& utterance_;
    const std::vector<Act>& acts_;
    const std::vector<Item>& items_;
    Groups groups_;
    std::vector<TermSet> whats_;
    std::vector<std::int32_t> quotes_;  // for each act, the quotation around it
    std::set<std::pair<std::int32_t, std::int32_t>> harder_quotes_;
    std::map<std::uint32_t, std::vector<std::uint32_t>> members_;
    std::set<std::pair<std::uint32_t, std::uint32_t>> harder_, refused_, moved_, turned_;
    std::set<EntityRef> terms_told_;
    std::vector<Relation> out_;
};

}  // namespace

std::vector<Relation> relate_acts(const Evidence& evidence, const std::vector<std::uint32_t>& utterance) {
    return ActRelations(evidence, utterance).relate();
}

}  // namespace sitrep::ledger
