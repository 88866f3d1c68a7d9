// Acts that belong together where their own words do not say so: the only one of its kind that a party does,
// a condition behind the act, an offer turned down.
#include <algorithm>
#include <array>
#include <map>
#include <span>

#include "ledger/act_relations.hpp"
#include "ledger/cues.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::size_t kMostOfParty = 32;  // acts of one kind by one party that are looked at

}  // namespace

std::string ActRelations::sentence_words(ReportIndex report, std::uint32_t sentence) const {
    const AnnotatedReport& home = evidence_.dossier().reports[report];
    if (sentence >= home.tokens.sentences.size()) return {};
    return " " + text::folded(home.report.text.words(home.tokens.sentences[sentence].range)) + " ";
}

TermSet ActRelations::around(std::uint32_t i) const {
    TermSet found = items_[i].context;
    const AnnotatedReport& home = evidence_.dossier().reports[act(i).report];
    if (items_[i].sentence == 0 || items_[i].sentence >= home.tokens.sentences.size()) return found;
    const TextRange before = home.tokens.sentences[items_[i].sentence - 1].range;
    const TermSet more = evidence_.terms_of(act(i).report, home.report.text.source(before));
    TermSet all;
    std::set_union(found.begin(), found.end(), more.begin(), more.end(), std::back_inserter(all));
    return all;
}

bool ActRelations::came_true(std::uint32_t a, std::uint32_t b) const {
    constexpr std::size_t kFewest = 2;
    constexpr std::array<std::string_view, 4> kPast = {" was ", " were ", " has ", " have "};
    constexpr std::array<std::string_view, 9> kOpen = {" if ",     " unless ", " until ", " will ", " would ",
                                                       " should ", " could ",  " may ",   " not "};
    if (!act(a).condition) return false;
    const std::string behind = sentence_words(act(b).report, items_[b].sentence + 1);
    if (!has_any(behind, kPast) || has_any(behind, kOpen)) return false;
    const AnnotatedReport& home = evidence_.dossier().reports[act(b).report];
    const TextRange next = home.tokens.sentences[items_[b].sentence + 1].range;
    const TermSet hung_on = evidence_.terms_of(act(a).report, *act(a).condition),
                  happened = evidence_.terms_of(act(b).report, home.report.text.source(next));
    TermSet lost, kept;
    std::set_difference(hung_on.begin(), hung_on.end(), items_[b].own.begin(), items_[b].own.end(),
                        std::back_inserter(lost));
    std::set_intersection(lost.begin(), lost.end(), happened.begin(), happened.end(),
                          std::back_inserter(kept));
    return kept.size() >= kFewest && 2 * kept.size() > lost.size();
}

bool ActRelations::share_a_name(EntityRef a, EntityRef b) const {
    std::vector<Term> x = evidence_.terms().find(evidence_.name(a));
    const std::vector<Term> y = evidence_.terms().find(evidence_.name(b));
    std::erase(x, kNoTerm);
    return std::find_first_of(x.begin(), x.end(), y.begin(), y.end()) != x.end();
}

void ActRelations::find_alone() {
    std::map<std::pair<EntityRef, int>, std::vector<std::uint32_t>> by_party;
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
        // Who agrees agrees to one thing; who promises or plans may do so of several.
        if (named(act(i).actor) && !act(i).negated &&
            (act(i).act == ActKind::agree || act(i).act == ActKind::endorse))
            by_party[{act(i).actor, family(act(i).act)}].push_back(i);
    }
    for (const auto& [party, list] : by_party) {
        if (list.size() > kMostOfParty) continue;
        std::map<ReportIndex, std::set<std::uint32_t>> in_report;
        for (const std::uint32_t i : list) in_report[act(i).report].insert(groups_.of(i));
        for (const std::uint32_t a : list) {
            for (const std::uint32_t b : list) {
                if (!act(a).condition || act(b).condition || act(a).report == act(b).report ||
                    in_report[act(a).report].size() > 1 || in_report[act(b).report].size() > 1 ||
                    !condition_behind(b).empty() || says_when(b) ||
                    !evidence_.made_from(act(b).report, act(a).report))
                    continue;
                constexpr std::uint32_t kFewest = 3;
                if (likeness(evidence_.terms(), around(a), around(b)).terms < kFewest) continue;
                harder_found_[{groups_.of(a), act(b).report}].push_back(
                    {a, b,
                     "its condition (" + cut(evidence_.words(act(a).report, *act(a).condition), 14) + ")"});
            }
        }
    }
}

std::string ActRelations::condition_behind(std::uint32_t i) const {
    constexpr std::array<std::string_view, 9> kIf = {" only if ",    " if ",           " unless ",
                                                     " provided ",   " on condition ", " once ",
                                                     " subject to ", " as long as ",   " so long as "};
    const AnnotatedReport& home = evidence_.dossier().reports[act(i).report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return {};
    const std::uint32_t from = home.report.text.range(act(i).span).end,
                        to = home.tokens.sentences[items_[i].sentence].range.end;
    if (from >= to) return {};
    const std::string behind = evidence_.words(act(i).report, home.report.text.source(TextRange{from, to}));
    const std::string folded = " " + text::folded(behind);
    std::size_t first = std::string::npos;
    for (const std::string_view cue : kIf) first = std::min(first, folded.find(cue));
    // Folding may change the number of bytes; then the folded words are given.
    if (first == std::string::npos) return {};
    return folded.size() == behind.size() + 1 ? behind.substr(first) : folded.substr(first + 1);
}

void ActRelations::tell_condition_behind() {
    constexpr double kKept = 0.5;
    constexpr std::size_t kMostTellings = 64;  // of one act, that each other telling is laid beside
    for (const auto& [name, list] : members_) {
        for (const std::uint32_t a : list) {
            if (act(a).condition || strength(act(a)) < 2 || act(a).negated) continue;
            const std::string condition = condition_behind(a);
            if (condition.empty()) continue;
            std::vector<Term> terms = evidence_.terms().find(condition);
            std::sort(terms.begin(), terms.end());
            terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
            std::erase(terms, kNoTerm);
            for (const std::uint32_t b : std::span(list).first(std::min(list.size(), kMostTellings))) {
                if (act(b).condition || !condition_behind(b).empty() || says_when(b) ||
                    !evidence_.made_from(act(b).report, act(a).report))
                    continue;
                TermSet near = items_[b].context;
                for (std::uint32_t next = 1; next <= 2; ++next) {
                    const auto& sentences = evidence_.dossier().reports[act(b).report].tokens.sentences;
                    if (items_[b].sentence + next >= sentences.size()) break;
                    const TermSet more = evidence_.terms_of(
                        act(b).report, evidence_.dossier().reports[act(b).report].report.text.source(
                                           sentences[items_[b].sentence + next].range));
                    near.insert(near.end(), more.begin(), more.end());
                }
                std::sort(near.begin(), near.end());
                near.erase(std::unique(near.begin(), near.end()), near.end());
                if (terms.size() < 2 || likeness(evidence_.terms(), terms, near).shared >=
                                            kKept * weight_of(evidence_.terms(), terms))
                    continue;
                tell_harder(a, b, "its condition (" + cut(condition, 14) + ")");
            }
        }
    }
}

void ActRelations::tell_decided() {
    // By party: what it weighs or is asked, and what it decides.
    std::map<EntityRef, std::vector<std::uint32_t>> weighs, decides;
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
        const Act& one = act(i);
        if (one.negated) continue;
        const bool asks_time = one.act == ActKind::demand || one.act == ActKind::consider;
        if (asks_time && decides_things(one.actor)) weighs[one.actor].push_back(i);
        const bool decided = (one.act == ActKind::agree || one.act == ActKind::endorse) &&
                             one.status == ActStatus::done && !one.condition;
        if (decided && decides_things(one.actor)) decides[one.actor].push_back(i);
    }
    for (const auto& [party, list] : weighs) {
        const auto found = decides.find(party);
        if (found == decides.end() || list.size() > kMostOfParty || found->second.size() > kMostOfParty)
            continue;
        std::set<std::uint32_t> first, second;
        for (const std::uint32_t i : list) first.insert(groups_.of(i));
        for (const std::uint32_t i : found->second) second.insert(groups_.of(i));
        const std::uint32_t a = list.front(), b = found->second.front();
        // One thing before it and one decision: more of either need not be one matter.
        if (first.size() != 1 || second.size() != 1 || !evidence_.before(act(a).report, act(b).report) ||
            !evidence_.same_situation(act(a).report, act(b).report) ||
            !moved_.emplace(groups_.of(a), groups_.of(b)).second)
            continue;
        std::vector<ItemRef> refs;
        for (const std::uint32_t name : {groups_.of(a), groups_.of(b)}) {
            for (const std::uint32_t i : members_.at(name)) refs.push_back(items_[i].ref);
        }
        out_.push_back(
            relation(RelationKind::update, subject(b), std::move(refs),
                     "«" + words(a, 14) + "»" + when(a) + ", then «" + words(b, 14) + "»" + when(b)));
    }
}

bool ActRelations::decides_things(EntityRef party) const {
    constexpr std::array<std::string_view, 9> kBodies = {
        "committee", "commission", "board", "court", "panel", "council", "tribunal", "bank", "assembly"};
    if (party < 0) return false;
    return has_any(text::folded(evidence_.name(party)), kBodies);
}

void ActRelations::tell_turned_down() {
    const auto& quotes = evidence_.quotes();
    const auto offers = [&](const std::string& words) {
        const auto& phrases = evidence_.terms().cues(Cue::offering);
        return std::any_of(phrases.begin(), phrases.end(), [&](const std::vector<std::string>& phrase) {
            std::string one;
            for (const std::string& word : phrase) one += " " + word;
            return words.find(one) != std::string::npos;
        });
    };
    // "A sum that their chairman turned down": no news in the later report.
    constexpr std::array<std::string_view, 5> kTurnedDown = {" turned down", " declined", " refused",
                                                             " rejected", " turns down"};
    const auto no_answer = [&](const Item& offer, std::uint32_t no) {
        if (!evidence_.before(offer.report, act(no).report) ||
            !evidence_.same_situation(offer.report, act(no).report) ||
            evidence_.same_party(offer.who, act(no).actor) ||
            has_any(sentence_words(offer.report, offer.sentence), kTurnedDown))
            return true;
        const Likeness alike = likeness(evidence_.terms(), items_[no].own, offer.own);
        constexpr double kMost = 0.5, kShared = 3.0;
        constexpr std::uint32_t kTerms = 3;
        return alike.terms < kTerms || alike.shared < kShared || alike.containment < kMost;
    };
    // Offers by situation, so that refusals meet those of their own only.
    std::map<std::uint32_t, std::vector<const Item*>> offered;
    for (std::uint32_t a = 0; a < items_.size(); ++a) {
        if (act(a).act == ActKind::offer && !act(a).negated)
            offered[evidence_.situation(items_[a].report)].push_back(&items_[a]);
    }
    for (const Item& quote : quotes) {
        if (evidence_.dossier().quotes[quote.ref.index].kind == QuotationKind::indirect &&
            offers(" " + text::folded(evidence_.words(quote.report, quote.span)) + " "))
            offered[evidence_.situation(quote.report)].push_back(&quote);
    }
    for (std::uint32_t no = 0; no < items_.size(); ++no) {
        if (act(no).act != ActKind::refuse || act(no).negated) continue;
        std::vector<ItemRef> refs;
        std::string words_of;
        const auto found = offered.find(evidence_.situation(items_[no].report));
        if (found == offered.end()) continue;
        for (const Item* offer : found->second) {
            if (no_answer(*offer, no)) continue;
            if (refs.empty()) words_of = cut(evidence_.words(offer->report, offer->span), 14);
            refs.push_back(offer->ref);
        }
        if (refs.empty()) continue;
        refs.push_back(items_[no].ref);
        out_.push_back(
            relation(RelationKind::update, subject(no), std::move(refs),
                     "offered: «" + words_of + "», then declined: «" + words(no, 14) + "»" + when(no)));
    }
}

}  // namespace sitrep::ledger
