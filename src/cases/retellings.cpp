#include "cases/retellings.hpp"

#include <algorithm>

namespace sitrep::cases {
namespace {

using ledger::Evidence;
using ledger::TermSet;

constexpr double kRetold = 0.6;        // of a sentence's weight in a source's, where the report is derived
constexpr double kCopied = 0.85;       // elsewhere
constexpr std::uint32_t kDerived = 4;  // one part in four
constexpr std::size_t kFewestTerms = 3;
constexpr std::size_t kMostSources = 24;  // reports that a sentence is looked for in
constexpr int kSureOfDay = 6;             // days between the first and the last that a report may be of

TermSet numbers_of(const TermSet& terms, const Evidence& evidence) {
    TermSet found;
    std::copy_if(terms.begin(), terms.end(), std::back_inserter(found),
                 [&](ledger::Term term) { return evidence.terms().kind(term) == ledger::TermKind::number; });
    return found;
}

}  // namespace

Retellings::Retellings(const Evidence& evidence)
    : evidence_(evidence), derived_(evidence.dossier().reports.size(), false) {
    const Dossier& dossier = evidence.dossier();
    std::vector<std::uint64_t> taken(dossier.reports.size(), 0);
    const auto take = [&](const Place& from, const Place& to) {
        sources_[to.report].insert(from.report);
        taken[to.report] += to.span.size();
        copies_[to.report].push_back({to.span, from});
    };
    for (const Passage& passage : dossier.passages) {
        const bool open = passage.direction == Direction::undecided;
        if (passage.direction == Direction::a_to_b ||
            (open && evidence.before(passage.a.report, passage.b.report)))
            take(passage.a, passage.b);
        else if (passage.direction == Direction::b_to_a ||
                 (open && evidence.before(passage.b.report, passage.a.report)))
            take(passage.b, passage.a);
    }
    for (ReportIndex report = 0; report < derived_.size(); ++report)
        derived_[report] = taken[report] * kDerived > dossier.reports[report].report.text.text().size();
}

std::optional<Retellings::Sentence> Retellings::source_of(const Event& event,
                                                          const std::set<ReportIndex>& reports) const {
    const auto sources = sources_.find(event.place.report);
    if (sources == sources_.end()) return std::nullopt;
    const AnnotatedReport& home = evidence_.dossier().reports[event.place.report];
    const sitrep::Sentence& own = home.tokens.sentences[event.sentence];
    const TermSet terms = ledger::term_set(evidence_.terms().of(event.place.report), own.first, own.last);
    if (terms.size() < kFewestTerms) return std::nullopt;
    const double weight = ledger::weight_of(evidence_.terms(), terms);
    const TermSet numbers = numbers_of(terms, evidence_);
    double most = derived_[event.place.report] ? kRetold : kCopied;
    std::optional<Sentence> found;
    std::size_t looked = 0;
    for (const ReportIndex report : reports) {
        // Two that took from one another tell nothing of who was first.
        if (!sources->second.contains(report)) continue;
        if (++looked > kMostSources) break;
        const auto back = sources_.find(report);
        if (back != sources_.end() && back->second.contains(event.place.report)) continue;
        const AnnotatedReport& there = evidence_.dossier().reports[report];
        for (std::uint32_t at = 0; at < there.tokens.sentences.size(); ++at) {
            const sitrep::Sentence& one = there.tokens.sentences[at];
            if (there.report.blocks[one.block].kind != BlockKind::body) continue;
            const TermSet other = ledger::term_set(evidence_.terms().of(report), one.first, one.last);
            const double shared = ledger::likeness(evidence_.terms(), terms, other).shared;
            if (shared < most * weight ||
                !std::includes(other.begin(), other.end(), numbers.begin(), numbers.end()))
                continue;
            most = shared / weight;
            found = Sentence{report, at};
        }
    }
    return found;
}

/// Two sentences run together are none of them as a whole: the source of the copied words that tell the
/// state.
std::optional<Retellings::Sentence> Retellings::copied_at(const Event& event) const {
    const auto copies = copies_.find(event.place.report);
    if (copies == copies_.end()) return std::nullopt;
    const AnnotatedReport& home = evidence_.dossier().reports[event.place.report];
    for (const Copy& copy : copies->second) {
        const TextRange own = home.report.text.range(copy.own);
        if (event.at < own.begin || event.at >= own.end) continue;
        const AnnotatedReport& there = evidence_.dossier().reports[copy.from.report];
        const std::uint32_t at = there.tokens.sentence_at(there.report.text.range(copy.from.span).begin);
        if (at >= there.tokens.sentences.size()) continue;
        // "Has now freed 61 of the 74": with another number it is news.
        const TermSet numbers = numbers_of(evidence_.terms_of(event.place.report, copy.own), evidence_);
        const sitrep::Sentence& first = there.tokens.sentences[at];
        const TermSet other =
            ledger::term_set(evidence_.terms().of(copy.from.report), first.first, first.last);
        if (std::includes(other.begin(), other.end(), numbers.begin(), numbers.end()))
            return Sentence{copy.from.report, at};
    }
    return std::nullopt;
}

const Event* Retellings::told_in(const Sentence& source, const Event& event,
                                 const std::vector<Event>& events) const {
    const auto first =
        std::lower_bound(events.begin(), events.end(), source.report,
                         [](const Event& one, ReportIndex report) { return one.place.report < report; });
    for (auto at = first; at != events.end() && at->place.report == source.report; ++at) {
        if (at->state == event.state && at->sentence == source.index) return &*at;
    }
    return nullptr;
}

std::vector<Linked> Retellings::told_first(const std::vector<Linked>& linked,
                                           const std::vector<Event>& events) const {
    std::set<ReportIndex> reports;
    for (const Linked& one : linked) reports.insert(one.event->place.report);
    if (reports.size() < 2) return linked;
    std::vector<Linked> kept;
    const auto known = [&](const std::vector<Linked>& list, const Event* event) {
        return std::any_of(list.begin(), list.end(), [&](const Linked& one) { return one.event == event; });
    };
    for (const Linked& one : linked) {
        auto source = source_of(*one.event, reports);
        if (!source) {
            source = copied_at(*one.event);
            if (source &&
                (!reports.contains(source->report) || told_in(*source, *one.event, events) == nullptr))
                source.reset();
        }
        if (!source) {
            if (!known(kept, one.event)) kept.push_back(one);
            continue;
        }
        const Event* first = told_in(*source, *one.event, events);
        if (first != nullptr && !known(kept, first) && !known(linked, first))
            kept.push_back({first, one.answer});
        // Written days later, with the request told over: what became of it is news.
        const auto& published = evidence_.dossier().published;
        const DateRange& own = published[one.event->place.report].range;
        if (first == nullptr && own.bounded() && own.latest->number - own.earliest->number <= kSureOfDay &&
            ledger::wholly_before(published[source->report].range, own))
            kept.push_back(one);
    }
    return kept;
}

}  // namespace sitrep::cases
