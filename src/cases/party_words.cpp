#include "cases/party_words.hpp"
#include "cases/words.hpp"

#include <algorithm>
#include <array>

#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;
using text::among;

constexpr std::size_t kMostNameWords = 6;  // longer descriptions say what happened to somebody

}  // namespace

std::string party_noun(EntityRef party, const Evidence& evidence) {
    if (party < 0 || evidence.dossier().entities[static_cast<std::size_t>(party)].named) return {};
    constexpr std::array<std::string_view, 8> kLinks = {"of", "in",  "for",   "from",
                                                        "at", "who", "which", "with"};
    const WordList& anybody_nouns = word_list(evidence, Words::anybody_nouns);
    const std::vector<std::string> words = plain_words(evidence.name(party));
    std::string noun;
    for (std::size_t at = 0; at < words.size() && at < kMostNameWords && !among(words[at], kLinks); ++at)
        noun = words[at];
    return noun.size() < 4 || holds(anybody_nouns, noun) ? std::string() : noun;
}

bool speaks_of_party(const Event& event, EntityRef party, const Evidence& evidence) {
    if (party < 0) return false;
    if (std::any_of(event.named.begin(), event.named.end(),
                    [&](EntityRef other) { return evidence.same_party(party, other); }))
        return true;
    const std::string noun = party_noun(party, evidence);
    if (noun.empty()) return false;
    const std::vector<std::string> words = plain_words(evidence.words(event.place.report, event.place.span));
    return std::find(words.begin(), words.end(), noun) != words.end();
}

EntityRef who_is_meant(EntityRef party, const Evidence& evidence) {
    if (party < 0 || !hangs_on_pronoun(evidence.name(party))) return party;
    const auto& mentions = evidence.dossier().entities[static_cast<std::size_t>(party)].mentions;
    if (mentions.empty()) return party;
    const std::string noun = plain_words(evidence.name(party)).back() + ", ";
    EntityRef found = kNoEntity;
    for (ReportIndex report = 0; report < evidence.dossier().reports.size(); ++report) {
        if (!evidence.same_situation(report, mentions.front().report)) continue;
        const CleanText& text = evidence.dossier().reports[report].report.text;
        for (const Evidence::Named& one : evidence.named(report)) {
            const auto reach = static_cast<std::uint32_t>(noun.size());
            if (one.range.begin < reach || one.entity == party) continue;
            if (!evidence.dossier().entities[static_cast<std::size_t>(one.entity)].named ||
                text::folded(text.words(TextRange{one.range.begin - reach, one.range.begin})) != noun)
                continue;
            if (found >= 0 && found != one.entity) return party;
            found = one.entity;
        }
    }
    return found >= 0 ? found : party;
}

std::string body_before(const Event& event, const Evidence& evidence) {
    const AnnotatedReport& home = evidence.dossier().reports[event.place.report];
    if (event.act >= 0 || event.sentence >= home.tokens.sentences.size()) return {};
    const std::uint32_t begin = home.tokens.sentences[event.sentence].range.begin;
    const WordList& deciding_bodies = word_list(evidence, Words::deciding_bodies);
    std::string found;
    for (const std::string& word :
         plain_words(home.report.text.words(TextRange{begin, std::max(begin, event.at)}))) {
        if (holds(deciding_bodies, word)) found = word;
    }
    return found;
}

bool hangs_on_pronoun(const std::string& name) {
    constexpr std::array<std::string_view, 6> kTheirs = {"its", "his", "her", "their", "our", "my"};
    const std::vector<std::string> words = plain_words(name);
    return words.size() > 1 && among(words.front(), kTheirs);
}

}  // namespace sitrep::cases
