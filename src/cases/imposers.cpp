#include "cases/imposers.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "cases/words.hpp"
#include "text/utf8.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr std::size_t kMostReportsRead = 64;
constexpr std::uint32_t kMostBetween = 6;  // words between "embargo" and "imposed"

/// The restriction that the matter's words ask to be freed from: "embargo" of "exempted from UN arms
/// embargoes".
std::optional<std::string> restriction(const Matter& matter, const Evidence& evidence) {
    const WordList &easing = word_list(evidence, Words::easing_words),
                   &restrictions = word_list(evidence, Words::restrictions);
    bool eased = false;
    std::optional<std::string> found;
    for (const std::string& word : plain_words(matter.words)) {
        eased = eased || holds(easing, word);
        if (eased && !found && holds(restrictions, word)) found = ledger::stem(word);
    }
    return found;
}

/// Who stands behind "embargo … imposed by" in a sentence.
EntityRef imposed_in(const Sentence& sentence, ReportIndex report, const std::string& what,
                     const Evidence& evidence) {
    const AnnotatedReport& home = evidence.dossier().reports[report];
    const auto word = [&](std::uint32_t at) {
        return text::folded(home.report.text.words(home.tokens.tokens[at].range));
    };
    const WordList &imposing = word_list(evidence, Words::imposing_verbs),
                   &restrictions = word_list(evidence, Words::restrictions);
    for (std::uint32_t at = sentence.first; at + 3 < sentence.last; ++at) {
        const std::string thing = word(at);
        if (!holds(restrictions, thing) || ledger::stem(thing) != what) continue;
        for (std::uint32_t verb = at + 1; verb + 2 < sentence.last && verb <= at + 1 + kMostBetween; ++verb) {
            if (!holds(imposing, word(verb)) || word(verb + 1) != "by") continue;
            const std::uint32_t next = word(verb + 2) == "the" ? verb + 3 : verb + 2;
            if (next >= sentence.last) continue;
            const std::uint32_t begin = home.tokens.tokens[next].range.begin;
            for (const Evidence::Named& name : evidence.named(report)) {
                if (name.range.begin <= begin && begin < name.range.end) return name.entity;
            }
        }
    }
    return kNoEntity;
}

}  // namespace

Imposer imposer(const Matter& matter, const Evidence& evidence) {
    const std::optional<std::string> what = restriction(matter, evidence);
    if (!what || matter.reports.empty()) return {};
    EntityRef found = kNoEntity;
    std::size_t read = 0;
    for (ReportIndex report = 0; report < evidence.dossier().reports.size() && read < kMostReportsRead;
         ++report) {
        if (!evidence.same_situation(report, matter.reports.front())) continue;
        ++read;
        for (const Sentence& sentence : evidence.dossier().reports[report].tokens.sentences) {
            const EntityRef one = imposed_in(sentence, report, *what, evidence);
            if (one < 0) continue;
            if (found >= 0 && !evidence.same_party(found, one)) return {};
            found = one;
        }
    }
    const bool is_asked =
        found >= 0 && std::any_of(matter.deciders.begin(), matter.deciders.end(),
                                  [&](EntityRef one) { return evidence.same_party(one, found); });
    return {found, is_asked};
}

}  // namespace sitrep::cases
