// How surely an event speaks of a matter.
#include <algorithm>
#include <array>

#include "cases/matter.hpp"
#include "cases/opening_words.hpp"
#include "cases/party_words.hpp"
#include "cases/remainders.hpp"
#include "cases/words.hpp"
#include "text/utf8.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;
using ledger::Term;
using ledger::TermSet;

constexpr double kAboutMatter = 0.5;
constexpr std::size_t kNamePrefix = 4;
constexpr double kTellingWeight = 1.5;

/// Are all terms of what the act is about among the matter's own, one of them telling?
bool about_matter(const Matter& matter, const Act& act, const Evidence& evidence) {
    if (!act.what) return false;
    bool telling = false;
    for (const Term term : evidence.terms_of(act.report, *act.what)) {
        if (evidence.terms().kind(term) == ledger::TermKind::number) continue;
        const auto own = std::find_if(matter.core.begin(), matter.core.end(),
                                      [&](const auto& one) { return one.first == term; });
        if (own == matter.core.end() || evidence.terms().name(term) == "request-x") return false;
        telling = telling || static_cast<double>(evidence.terms().weight(term)) >= kTellingWeight;
    }
    return telling;
}

enum class Sums : std::uint8_t { none, own, other };
/// Does the event's sentence name a sum of money, and is it the matter's?
Sums sums_in(const Event& event, const Matter& matter, const Evidence& evidence) {
    Sums found = Sums::none;
    for (const std::uint32_t index : figures_in(sentence_of(event, evidence), evidence)) {
        const Figure& figure = evidence.dossier().figures[index];
        if (!is_money(figure) || !figure.value) continue;
        if (std::find(matter.sums.begin(), matter.sums.end(), std::pair(figure.unit, *figure.value)) !=
            matter.sums.end())
            return Sums::own;
        found = Sums::other;
    }
    return found;
}

/// "Threatened to pull out unless the army leaves the posts", where that was demanded.
bool threatens_over(const Matter& matter, const Act& act, const Evidence& evidence) {
    if (act.act != ActKind::threaten || !act.condition) return false;
    const TermSet terms = evidence.terms_of(act.report, *act.condition);
    const auto held = [&](Term term) { return std::binary_search(terms.begin(), terms.end(), term); };
    const auto shared = std::count_if(matter.core.begin(), matter.core.end(),
                                      [&](const auto& one) { return held(one.first); });
    const std::vector<Term> decider = evidence.terms().find(evidence.name(matter.decider));
    return shared >= 2 || (shared == 1 && std::any_of(decider.begin(), decider.end(), held));
}

bool is_on_hold(const Event& event, const Evidence& evidence) {
    const Place sentence = sentence_of(event, evidence);
    return text::folded(evidence.words(sentence.report, sentence.span)).find(" on hold") != std::string::npos;
}

/// "Hold him for eight days": the deed's object is a pronoun, and nothing else tells it from another.
bool hangs_on_pronoun_deed(const std::string& words) {
    constexpr std::array<std::string_view, 4> kWhom = {"him", "her", "them", "it"};
    const std::vector<std::string> list = plain_words(words);
    return list.size() > 1 && std::find(kWhom.begin(), kWhom.end(), list[1]) != kWhom.end();
}

/// "Indonesian", where Indonesia is the party.
bool named_alike(EntityRef party, const Event& event, const Evidence& evidence) {
    const std::string name = text::folded(evidence.name(party));
    if (name.size() < 4) return false;
    return std::any_of(event.named.begin(), event.named.end(), [&](EntityRef one) {
        const std::string other = text::folded(evidence.name(one));
        if (evidence.dossier().entities[static_cast<std::size_t>(one)].type != EntityType::group)
            return other.size() >= kNamePrefix && (other.starts_with(name) || name.starts_with(other));
        // "Norwegian", "Norway"
        std::size_t shared = 0;
        while (shared < std::min(name.size(), other.size()) && name[shared] == other[shared]) ++shared;
        return shared >= kNamePrefix && shared + 2 >= std::min(name.size(), other.size());
    });
}

}  // namespace

bool leaves_office(const Matter& matter, const Evidence& evidence) {
    const WordList& leaving = word_list(evidence, Words::office_leaving);
    const WordList& stepping = word_list(evidence, Words::stepping_verbs);
    const std::vector<std::string> words = plain_words(matter.words);
    for (std::size_t at = 0; at < words.size(); ++at) {
        const bool away = at + 1 < words.size() && (words[at + 1] == "down" || words[at + 1] == "aside");
        if (holds(leaving, words[at]) || (away && holds(stepping, words[at]))) return true;
    }
    return false;
}

bool holds_thing(const Matter& matter, const Event& event, const Evidence& evidence) {
    if (matter.deed || matter.clause || matter.charge) return false;
    Term thing = ledger::kNoTerm;
    constexpr std::array<std::string_view, 12> kStops = {"of", "for", "in",   "to",   "from",  "at",
                                                         "on", "by",  "with", "that", "based", "near"};
    for (const std::string& word : plain_words(matter.words)) {
        if (thing != ledger::kNoTerm && std::find(kStops.begin(), kStops.end(), word) != kStops.end()) break;
        const std::vector<Term> found = evidence.terms().find(word);
        if (!found.empty() && evidence.terms().kind(found.front()) != ledger::TermKind::number)
            thing = found.front();
    }
    return thing != ledger::kNoTerm && std::binary_search(event.terms.begin(), event.terms.end(), thing);
}

double relevance(const Matter& matter, const Event& event, const Evidence& evidence) {
    double shared = 0.0, total = 0.0;
    std::size_t terms = 0;
    for (const auto& [term, weight] : matter.core) {
        total += weight;
        const std::string& name = evidence.terms().name(term);
        // "A permit" and "agreed" are one concept of the ledger; here they are not.
        if (name == "request-x" || (name == "consent" && !event.process_word)) continue;
        // "Plans were put on hold" holds nothing.
        if (name == "held" && is_on_hold(event, evidence)) continue;
        if (!std::binary_search(event.terms.begin(), event.terms.end(), term)) continue;
        shared += weight;
        ++terms;
    }
    if (event.act >= 0 && !matter.by_words &&
        std::find(matter.openings.begin(), matter.openings.end(), static_cast<std::uint32_t>(event.act)) !=
            matter.openings.end())
        return 2.0;
    const auto party = [&](EntityRef one) { return speaks_of_party(event, one, evidence); };
    const bool asker = party(matter.asker),
               decider = std::any_of(matter.deciders.begin(), matter.deciders.end(), party);
    if (event.act < 0 && terms < std::min<std::size_t>(2, matter.core.size()) &&
        !holds_thing(matter, event, evidence) && !(event.process_word && (asker || decider)) &&
        !(terms == 1 && shared >= 0.4 * total) && !(terms == 1 && asker && decider))
        return 0.0;
    // "To hold him": a lone verb is in too many mouths, "on hold", "held out", to speak of it.
    if (matter.deed && matter.core.size() == 1 && hangs_on_pronoun_deed(matter.words) && !asker && !decider)
        return 0.0;
    double score = total > 0.0 ? shared / total : 0.0;
    // An appeal for money is spoken of by its sum; a sentence on sums is on no other request.
    const Sums sums = matter.charge ? Sums::none : sums_in(event, matter, evidence);
    if (event.act < 0 && sums == Sums::own) return 1.0;
    // Of an agreement it may be: "5 million euros, to be paid once the agreement is ratified".
    if (event.act < 0 && event.process_word && sums == Sums::other && !matter.asks_money && !matter.by_words)
        return 0.0;
    // Money given by somebody else to somebody else.
    if (matter.asks_money && sums != Sums::own && !asker && !decider && !event.process_word) return 0.0;
    // "Papua New Guinea's Cabinet will decide whether Indonesian helicopters may cross": the thing itself,
    // beside who offers it or whom it is asked of.
    if (event.act < 0 && terms > 0 && holds_thing(matter, event, evidence) &&
        (asker || decider || named_alike(matter.asker, event, evidence)))
        score = std::max(score, kAboutMatter);
    // "Iceland lifted its ban on cod from Norway": who asked, who was asked, and a word of what.
    if (event.act < 0 && terms > 0 && asker && decider) score = std::max(score, kAboutMatter);
    // "… will vote for a release": what the act is about is the matter, however much else its words say.
    if (event.act >= 0 &&
        about_matter(matter, evidence.dossier().acts[static_cast<std::size_t>(event.act)], evidence))
        score = std::max(score, kAboutMatter);
    if (event.act >= 0 &&
        threatens_over(matter, evidence.dossier().acts[static_cast<std::size_t>(event.act)], evidence))
        score = std::max(score, kAboutMatter);
    if (score > 0.0) score += 0.15 * (asker ? 1 : 0) + 0.2 * (decider ? 1 : 0) + (terms >= 2 ? 0.1 : 0.0);
    if (event.process_word && (asker || decider) && matter.formal)
        score += 0.35 + (asker && decider ? 0.2 : 0.0);
    return score;
}

}  // namespace sitrep::cases
