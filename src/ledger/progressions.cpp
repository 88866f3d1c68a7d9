#include "ledger/progressions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "ledger/cues.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::uint32_t kReach = 2;  // sentences before "since that time" or "dropped the demand"

class Progressions {
  public:
    explicit Progressions(const Evidence& evidence) : evidence_(evidence), dossier_(evidence.dossier()) {}

    std::vector<Relation> relate() {
        tell_set_up();
        for (ReportIndex report = 0; report < dossier_.reports.size(); ++report) {
            tell_since(report);
            tell_dropped(report);
            tell_owned_up(report);
            tell_reversed(report);
            tell_withdrawn(report);
        }
        return std::move(out_);
    }

  private:
    /// Quotations, and acts outside them, of a report that hold all the terms.
    [[nodiscard]] std::vector<const Item*> about(ReportIndex report, const TermSet& terms) const {
        std::vector<const Item*> found;
        for (const std::vector<Item>* list : {&evidence_.quotes(), &evidence_.acts()}) {
            for (const Item* item : of_report(*list, report)) {
                if (!std::includes(item->own.begin(), item->own.end(), terms.begin(), terms.end())) continue;
                if (std::none_of(found.begin(), found.end(),
                                 [&](const Item* other) { return other->span.overlaps(item->span); }))
                    found.push_back(item);
            }
        }
        return found;
    }
    [[nodiscard]] static std::vector<const Item*> of_report(const std::vector<Item>& list,
                                                            ReportIndex report) {
        std::vector<const Item*> found;
        for (auto at = std::lower_bound(list.begin(), list.end(), report,
                                        [](const Item& item, ReportIndex r) { return item.report < r; });
             at != list.end() && at->report == report; ++at)
            found.push_back(&*at);
        return found;
    }
    [[nodiscard]] std::string folded(const Item& item) const {
        return " " + text::folded(evidence_.words(item.report, item.span)) + " ";
    }
    [[nodiscard]] std::string sentence(ReportIndex report, std::uint32_t at) const {
        const AnnotatedReport& home = dossier_.reports[report];
        return text::folded(home.report.text.words(home.tokens.sentences[at].range)) + " ";
    }

    /// "The planned unity government", "the fledgling unity government": what the order of the reports rests
    /// on.
    void tell_set_up() {
        std::map<TermSet, std::set<ReportIndex>> bodies;
        for (const WrittenBefore& pair : dossier_.order) {
            if (pair.basis.size() < 2 || pair.basis[0].why != "not yet set up") continue;
            const TermSet a = evidence_.terms_of(pair.earlier, pair.basis[0].place.span),
                          b = evidence_.terms_of(pair.later, pair.basis[1].place.span);
            TermSet body;
            std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(body));
            if (!body.empty()) bodies[body].insert({pair.earlier, pair.later});
        }
        for (const auto& [body, reports] : bodies) {
            std::vector<ReportIndex> ordered(reports.begin(), reports.end());
            std::stable_sort(ordered.begin(), ordered.end(),
                             [&](ReportIndex a, ReportIndex b) { return evidence_.before(a, b); });
            std::vector<const Item*> items;
            std::set<ReportIndex> having;
            for (const ReportIndex report : ordered) {
                for (const Item* item : about(report, body)) {
                    items.push_back(item);
                    having.insert(report);
                }
            }
            if (having.size() < 2) continue;
            put(subject_of(body, *items.front()), items, "not yet set up", "set up");
        }
    }
    /// The words of the report for the terms: "unity government".
    [[nodiscard]] std::string subject_of(const TermSet& body, const Item& item) const {
        const auto& row = evidence_.terms().of(item.report);
        const AnnotatedReport& home = dossier_.reports[item.report];
        std::string subject;
        TermSet told;
        for (std::uint32_t at = item.first; at < item.last; ++at) {
            if (!std::binary_search(body.begin(), body.end(), row[at]) ||
                std::find(told.begin(), told.end(), row[at]) != told.end())
                continue;
            told.push_back(row[at]);
            subject += (subject.empty() ? "" : " ") +
                       std::string(home.report.text.words(home.tokens.tokens[at].range));
        }
        return subject;
    }

    /// "Ramadi had just fallen", and behind it "Since that time … has lost the city".
    void tell_since(ReportIndex report) {
        constexpr std::array<std::string_view, 3> kSince = {"since that time", "since then",
                                                            "that has changed"};
        const auto& sentences = dossier_.reports[report].tokens.sentences;
        for (std::uint32_t s = 1; s < sentences.size(); ++s) {
            const std::string words = sentence(report, s);
            if (std::none_of(kSince.begin(), kSince.end(),
                             [&](std::string_view cue) { return words.starts_with(cue); }))
                continue;
            const Item *now = nullptr, *then = nullptr;
            for (const std::vector<Item>* list : {&evidence_.quotes(), &evidence_.acts()}) {
                for (const Item* item : of_report(*list, report)) {
                    if (item->sentence == s && now == nullptr) now = item;
                    if (item->sentence < s && item->sentence + kReach >= s &&
                        folded(*item).find(" had ") != std::string::npos)
                        then = item;
                }
            }
            if (now == nullptr || then == nullptr) continue;
            put(cut(evidence_.words(then->report, then->span), 9), {then, now}, "before", "since then");
        }
    }

    /// A demand that its maker no longer makes, with the reports that told it before.
    void tell_dropped(ReportIndex report) {
        constexpr std::array<std::string_view, 7> kDrops = {" dropped ",   " withdrew ", " withdrawn ",
                                                            " abandoned ", " gave up ",  " scrapped ",
                                                            " renounced "};
        constexpr std::array<std::string_view, 8> kWhat = {" demand",    " condition", " threat",
                                                           " objection", " veto",      " ultimatum",
                                                           " refusal",   " insistence"};
        std::set<std::uint32_t> told;
        for (const std::vector<Item>* list : {&evidence_.quotes(), &evidence_.acts()}) {
            for (const Item* item : of_report(*list, report)) {
                const std::string words = folded(*item);
                if (!has_any(words, kDrops) || !has_any(words, kWhat) ||
                    words.find(" not ") != std::string::npos || !told.insert(item->sentence).second)
                    continue;
                std::vector<const Item*> items = demanded(*item);
                if (items.empty()) continue;
                items.push_back(item);
                put(cut(evidence_.words(items.front()->report, items.front()->span), 9), items, "demanded",
                    "dropped");
            }
        }
    }
    [[nodiscard]] static bool demands(const Act& act) {
        return !act.negated && (act.act == ActKind::demand || act.act == ActKind::threaten ||
                                (act.act == ActKind::refuse && act.condition));
    }
    /// The demand right before, and how earlier reports told it.
    [[nodiscard]] std::vector<const Item*> demanded(const Item& drop) const {
        const Item* own = nullptr;
        for (const Item* item : of_report(evidence_.acts(), drop.report)) {
            if (item->sentence <= drop.sentence && item->sentence + kReach >= drop.sentence &&
                !item->span.overlaps(drop.span) && demands(dossier_.acts[item->ref.index]))
                own = item;
        }
        if (own == nullptr) return {};
        std::vector<const Item*> items;
        for (const Item& item : evidence_.acts()) {
            if (!evidence_.same_situation(item.report, drop.report) ||
                !demands(dossier_.acts[item.ref.index]) || !evidence_.before(item.report, drop.report))
                continue;
            const Likeness alike = likeness(evidence_.terms(), item.own, own->own);
            if (alike.terms >= 3 && alike.containment >= 0.4) items.push_back(&item);
        }
        items.push_back(own);
        return items;
    }

    /// "… which earlier said there had been no blasting, confirmed that it fired two charges".
    void tell_owned_up(ReportIndex report) {
        constexpr std::array<std::string_view, 5> kOwns = {"confirm", "acknowledg", "admit", "conced", "own"};
        constexpr std::array<std::string_view, 4> kNot = {" no ", " not ", " never ", " none "};
        constexpr std::array<std::string_view, 3> kPast = {" had ", " was ", " were "};
        const std::vector<const Item*> quotes = of_report(evidence_.quotes(), report);
        for (const Item* now : quotes) {
            const std::string cue = text::folded(dossier_.quotes[now->ref.index].cue);
            if (std::none_of(kOwns.begin(), kOwns.end(),
                             [&](std::string_view word) { return cue.starts_with(word); }) ||
                has_any(before_recall(folded(*now)), kNot))
                continue;
            for (const Item* then : quotes) {
                const std::string words = folded(*then);
                const bool recalled = said_before(*now, *then);
                if (then == now || then->sentence != now->sentence ||
                    (then->span.overlaps(now->span) && !recalled) || !has_any(words, kNot) ||
                    !has_any(words, kPast) || !(evidence_.one_side(then->who, now->who) || recalled))
                    continue;
                std::vector<const Item*> items;
                for (const Item& item : evidence_.quotes()) {
                    if (item.report == report || !evidence_.same_situation(item.report, report) ||
                        evidence_.before(report, item.report) || !has_any(folded(item), kNot))
                        continue;
                    const Likeness alike = likeness(evidence_.terms(), item.own, then->own);
                    if (alike.terms >= 2 && alike.containment >= 0.6) items.push_back(&item);
                }
                items.push_back(then);
                items.push_back(now);
                put(cut(evidence_.name(now->who), 8) + ": " + cut(evidence_.words(now->report, now->span), 9),
                    items, "denied", "owned");
                return;
            }
        }
    }

    /// "The company, which had denied any discharge, said that sludge did escape."
    void tell_reversed(ReportIndex report) {
        constexpr std::array<std::string_view, 5> kHad = {" had denied ", " had insisted ", " had rejected ",
                                                          " had ruled out ", " had dismissed "};
        const std::vector<const Item*> quotes = of_report(evidence_.quotes(), report);
        for (const Item* then : of_report(evidence_.acts(), report)) {
            const Act& act = dossier_.acts[then->ref.index];
            if ((act.act != ActKind::deny && act.act != ActKind::refuse) || act.negated ||
                !has_any(folded(*then), kHad))
                continue;
            for (const Item* now : quotes) {
                if (now->sentence != then->sentence || now->span.begin < then->span.end ||
                    !evidence_.one_side(now->who, then->who) || denies_something(folded(*now)))
                    continue;
                std::vector<const Item*> items;
                for (const Item& item : evidence_.acts()) {
                    const Act& other = dossier_.acts[item.ref.index];
                    if (other.act == ActKind::deny && !other.negated &&
                        evidence_.before(item.report, report) &&
                        evidence_.same_situation(item.report, report) &&
                        evidence_.one_side(item.who, then->who))
                        items.push_back(&item);
                }
                items.push_back(then);
                items.push_back(now);
                put(cut(evidence_.name(then->who), 8) + ": " +
                        cut(evidence_.words(now->report, now->span), 9),
                    items, "denied", "said");
                break;
            }
        }
    }

    /// "Dropped his plan to demolish the settlement", with what earlier reports tell of the plan.
    void tell_withdrawn(ReportIndex report) {
        for (const Item* drop : of_report(evidence_.acts(), report)) {
            const Act& act = dossier_.acts[drop->ref.index];
            if (act.status != ActStatus::withdrawn || act.negated || drop->who < 0) continue;
            std::vector<const Item*> items;
            for (const Item& item : evidence_.acts()) {
                if (coming(dossier_.acts[item.ref.index]) && told_before(item, *drop)) items.push_back(&item);
            }
            for (const Item& item : evidence_.quotes()) {
                if (dossier_.quotes[item.ref.index].kind == QuotationKind::indirect &&
                    told_before(item, *drop))
                    items.push_back(&item);
            }
            if (items.empty()) continue;
            items.push_back(drop);
            put(cut(evidence_.words(drop->report, drop->span), 9), items, "planned", "dropped");
        }
    }
    [[nodiscard]] static bool coming(const Act& act) {
        return !act.negated && act.status != ActStatus::withdrawn &&
               (act.act == ActKind::plan || act.act == ActKind::commit || act.act == ActKind::threaten ||
                act.act == ActKind::demand || act.act == ActKind::warn);
    }
    [[nodiscard]] bool told_before(const Item& item, const Item& later) const {
        if (!evidence_.before(item.report, later.report) ||
            !evidence_.same_situation(item.report, later.report) || !evidence_.one_side(item.who, later.who))
            return false;
        // The party's own name says nothing of the plan.
        const std::vector<Term> party = evidence_.terms().find(evidence_.name(later.who));
        TermSet own = item.own;
        std::erase_if(own,
                      [&](Term term) { return std::find(party.begin(), party.end(), term) != party.end(); });
        const Likeness alike = likeness(evidence_.terms(), own, later.own);
        if (alike.terms >= 2 && alike.shared >= 2.0) return true;
        // "Threatened to march", "has called off its march": of one party one rare word is enough.
        constexpr std::uint32_t kRareWord = 6;  // sentences
        TermSet both;
        std::set_intersection(own.begin(), own.end(), later.own.begin(), later.own.end(),
                              std::back_inserter(both));
        return evidence_.same_party(item.who, later.who) &&
               std::any_of(both.begin(), both.end(), [&](Term term) {
                   return evidence_.terms().kind(term) == TermKind::plain &&
                          evidence_.terms().frequency(term) <= kRareWord;
               });
    }

    /// Without what it takes back: "… for 11 hours, after insisting that no one had".
    [[nodiscard]] static std::string before_recall(const std::string& words) {
        return words.substr(0, words.find(", after "));
    }
    /// ", after insisting that", ", after denying that" between the admission's first words and the denial.
    [[nodiscard]] bool said_before(const Item& now, const Item& then) const {
        constexpr std::array<std::string_view, 5> kAfter = {", after insisting ", ", after saying ",
                                                            ", after denying ", ", after claiming ",
                                                            ", after maintaining "};
        if (then.report != now.report || then.span.begin <= now.span.begin) return false;
        return has_any(text::folded(evidence_.words(now.report, {now.span.begin, then.span.begin})) + " ",
                       kAfter);
    }

    void put(const std::string& subject, const std::vector<const Item*>& items, std::string_view first,
             std::string_view last) {
        std::vector<ItemRef> refs;
        for (const Item* item : items) refs.push_back(item->ref);
        const auto words = [&](const Item& item) { return cut(evidence_.words(item.report, item.span), 14); };
        out_.push_back(relation(RelationKind::update, subject, std::move(refs),
                                std::string(first) + ": «" + words(*items.front()) + "», then " +
                                    std::string(last) + ": «" + words(*items.back()) + "»"));
    }

    const Evidence& evidence_;
    const Dossier& dossier_;
    std::vector<Relation> out_;
};

}  // namespace

std::vector<Relation> relate_progressions(const Evidence& evidence) {
    return Progressions(evidence).relate();
}

}  // namespace sitrep::ledger
