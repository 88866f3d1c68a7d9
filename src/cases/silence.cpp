#include "cases/silence.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "cases/link_checks.hpp"
#include "text/word_lists.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr std::size_t kMostReportsRead = 64;
constexpr double kTelling = 1.5;   // weight of a term that tells one matter from another
constexpr double kSpokenOf = 0.5;  // of a matter's weight in a sentence that speaks of it

double shared_weight(const Matter& matter, const ledger::TermSet& terms, const Evidence& evidence,
                     std::size_t& count) {
    double shared = 0.0;
    for (const auto& [term, weight] : matter.core) {
        if (evidence.terms().name(term) == "request-x" ||
            !std::binary_search(terms.begin(), terms.end(), term))
            continue;
        shared += weight;
        count += static_cast<double>(evidence.terms().weight(term)) >= kTelling ? 1 : 0;
    }
    return shared;
}

/// Asked, wanted, applied: the sentence tells the request once more.
bool asks(const std::vector<std::string>& words) {
    constexpr std::array<std::string_view, 24> kAsks = {
        "ask",   "asks",   "asked",  "asking",  "request",  "requested", "requests", "seek",
        "seeks", "sought", "apply",  "applied", "applies",  "appeal",    "appealed", "want",
        "wants", "wanted", "demand", "demands", "demanded", "petition",  "urged",    "called"};
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return text::among(word, kAsks); });
}

/// Does it name who asks or who is asked?
bool names_party(const Matter& matter, ReportIndex report, const Sentence& sentence,
                 const Evidence& evidence) {
    const auto& names = evidence.named(report);
    const auto party = [&](EntityRef one) {
        return evidence.same_party(one, matter.asker) ||
               std::any_of(matter.deciders.begin(), matter.deciders.end(),
                           [&](EntityRef decider) { return evidence.same_party(one, decider); });
    };
    return std::any_of(names.begin(), names.end(), [&](const Evidence::Named& one) {
        return sentence.range.begin <= one.range.begin && one.range.end <= sentence.range.end &&
               party(one.entity);
    });
}

/// A sentence of a later report than all that are linked that speaks of the matter and does not ask.
bool spoken_of_later(const Matter& matter, const std::set<std::pair<ReportIndex, std::uint32_t>>& told,
                     const std::set<ReportIndex>& reports, const Evidence& evidence) {
    double total = 0.0;
    std::size_t telling = 0;
    for (const auto& [term, weight] : matter.core) {
        total += weight;
        telling += static_cast<double>(evidence.terms().weight(term)) >= kTelling ? 1 : 0;
    }
    std::size_t read = 0;
    for (ReportIndex report = 0; report < evidence.dossier().reports.size() && read < kMostReportsRead;
         ++report) {
        if (!evidence.same_situation(report, *reports.begin()) ||
            std::any_of(reports.begin(), reports.end(),
                        [&](ReportIndex one) { return one == report || !evidence.before(one, report); }))
            continue;
        ++read;
        const AnnotatedReport& home = evidence.dossier().reports[report];
        for (std::uint32_t at = 0; at < home.tokens.sentences.size(); ++at) {
            const Sentence& one = home.tokens.sentences[at];
            if (told.contains({report, at}) || home.report.blocks[one.block].kind != BlockKind::body)
                continue;
            std::size_t count = 0;
            const ledger::TermSet terms = ledger::term_set(evidence.terms().of(report), one.first, one.last);
            if (shared_weight(matter, terms, evidence, count) < kSpokenOf * total ||
                count < std::min<std::size_t>(2, telling))
                continue;
            const std::vector<std::string> words = plain_words(home.report.text.words(one.range));
            if ((matter.core.size() == 1 || names_party(matter, report, one, evidence)) && !asks(words))
                return true;
        }
    }
    return false;
}

}  // namespace

bool perhaps_answered(const Template& kind, const Matter& matter, const std::vector<Linked>& linked,
                      const std::vector<Event>& events, const Evidence& evidence) {
    if (matter.charge || kind.opened_by_phrases || linked.empty()) return false;
    const LinkChecks checks(kind, evidence);
    std::set<std::pair<ReportIndex, std::uint32_t>> told;
    std::set<ReportIndex> reports;
    for (const Linked& one : linked) {
        told.insert({one.event->place.report, one.event->sentence});
        reports.insert(one.event->place.report);
    }
    for (const Event& event : events) {
        const Stage stage = kind.states[event.state].stage;
        if (rank(stage) < rank(Stage::granted) && stage != Stage::refused) continue;
        if (told.contains({event.place.report, event.sentence}) || !checks.in_situation(matter, event) ||
            checks.before_all(event, matter))
            continue;
        std::size_t count = 0;
        (void)shared_weight(matter, event.terms, evidence, count);
        const bool party = checks.asked(matter, event.by) || checks.of_askers(matter, event.by);
        const bool decides = stage == Stage::granted || stage == Stage::refused;
        if (count >= 2 || (count == 1 && party && decides)) return true;
    }
    // Told again that it is still examined, or that consent is held back: that is no answer either.
    for (const Event& event : events) {
        const Stage stage = kind.states[event.state].stage;
        if (rank(stage) < rank(Stage::granted) && stage != Stage::refused)
            told.insert({event.place.report, event.sentence});
    }
    return spoken_of_later(matter, told, reports, evidence);
}

void drop_answers_due(Case& process) {
    std::erase_if(process.missing, [](const std::string& words) {
        constexpr std::array<std::string_view, 7> kDue = {
            "next: ",     "answer of ",       "decision of ",        "examination by",
            "any answer", "who is to decide", "of whom it was asked"};
        return std::any_of(kDue.begin(), kDue.end(),
                           [&](std::string_view due) { return words.starts_with(due); });
    });
}

}  // namespace sitrep::cases
