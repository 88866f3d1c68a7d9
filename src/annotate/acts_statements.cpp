#include "annotate/acts_statements.hpp"

#include <algorithm>
#include <array>

#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

using text::among;

/// What happens to somebody, or is felt or known: neither planned nor denied by saying so.
bool is_experience(std::string_view w) {
    static constexpr std::array<std::string_view, 101> kVerbs = {
        "be",        "been",      "have",     "had",     "has",        "need",    "needed",  "know",
        "known",     "see",       "seen",     "hear",    "heard",      "feel",    "felt",    "think",
        "thought",   "believe",   "believed", "expect",  "expected",   "want",    "wanted",  "get",
        "got",       "receive",   "received", "find",    "found",      "sleep",   "slept",   "eat",
        "eaten",     "remember",  "recall",   "forget",  "understand", "like",    "love",    "die",
        "died",      "lose",      "lost",     "suffer",  "suffered",   "fall",    "rise",    "face",
        "become",    "remain",    "stay",     "cost",    "mean",       "depend",  "require", "seem",
        "appear",    "happen",    "last",     "grow",    "benefit",    "include", "hope",    "fear",
        "regret",    "miss",      "say",      "said",    "look",       "looked",  "live",    "realise",
        "realize",   "notice",    "learn",    "learned", "learnt",     "decided", "replied", "answered",
        "commented", "responded", "spoken",   "met",     "finished",   "come",    "came",    "changed",
        "prove",     "succeed",   "fail",     "survive", "struggle",   "vanish",  "earn",    "exceed",
        "outnumber", "collapse",  "number",   "carry",   "wear"};
    return among(w, kVerbs);
}

/// Done to others: who denies doing it denies a charge, whose fellows did not do it complains.
bool is_care(std::string_view w) {
    static constexpr std::array<std::string_view, 14> kVerbs = {
        "told",   "asked",     "paid",    "helped", "warned",    "informed", "consulted",
        "called", "explained", "visited", "given",  "contacted", "offered",  "invited"};
    return among(w, kVerbs);
}

bool is_concealment(std::string_view w) {
    static constexpr std::array<std::string_view, 16> kVerbs = {
        "hiding",    "concealing", "lying",     "covering",   "pretending",  "forcing",
        "targeting", "blocking",   "stopping",  "preventing", "obstructing", "delaying",
        "ignoring",  "stealing",   "inflating", "misleading"};
    return among(w, kVerbs);
}

std::uint32_t past_adverbs(const ActClauses& clauses, std::uint32_t i, std::uint32_t end) {
    while (i < end && clauses.cls(i) == WordClass::adverb && !is_negation(clauses.word(i)) &&
           clauses.word(i) != "there" && clauses.word(i) != "here")
        ++i;
    return i;
}

/// The auxiliary at `aux` with the "not" or "never" behind it, or in it; where the verb begins, 0 if there is
/// no negation.
std::uint32_t negated_verb(const ActClauses& clauses, std::uint32_t aux, std::uint32_t end) {
    if (aux >= end) return 0;
    if (is_negation(clauses.word(aux)) && clauses.word(aux) != "no")
        return past_adverbs(clauses, aux + 1, end);
    if (clauses.cls(aux) != WordClass::auxiliary) return 0;
    const std::uint32_t next = past_adverbs(clauses, aux + 1, end);
    if (next >= end || (clauses.word(next) != "not" && clauses.word(next) != "never")) return 0;
    return past_adverbs(clauses, next + 1, end);
}

/// «were not there», «was not involved»: where one was or what part one had.
bool tells_absence(const ActClauses& clauses, std::uint32_t at) {
    static constexpr std::array<std::string_view, 11> kWords = {
        "there", "here", "involved", "responsible", "part", "present", "behind", "in", "at", "on", "near"};
    return among(clauses.word(at), kWords);
}

/// The words from the auxiliary on deny a deed: "did not fire", "have never been there", "was not involved".
bool denies_deed(const ActClauses& clauses, std::uint32_t aux, std::uint32_t end) {
    const std::uint32_t verb = negated_verb(clauses, aux, end);
    if (verb == 0 || verb >= end) return false;
    const std::string_view helper = clauses.word(aux);
    const std::string_view w = clauses.word(verb);
    for (std::uint32_t k = verb; k < std::min(end, verb + 8); ++k) {
        if (clauses.word(k) == "yet" || clauses.word(k) == "enough") return false;
    }
    if (helper.starts_with("was") || helper.starts_with("were")) return tells_absence(clauses, verb);
    if (helper.starts_with("are") || helper == "am" || helper.starts_with("is"))
        return clauses.cls(verb) == WordClass::verb_gerund && is_concealment(w);
    if (helper.starts_with("did")) return is_verb(clauses.cls(verb)) && !is_experience(w);
    if (w == "been" && verb + 1 < end) return tells_absence(clauses, verb + 1);
    const bool perfect = helper.starts_with("ha") || helper == "never";
    const WordClass c = clauses.cls(verb);
    return perfect && (c == WordClass::verb_past || c == WordClass::verb_participle) && !is_experience(w) &&
           !is_care(w);
}

/// «That is false», «It's a lie»
bool denies_truth(const ActClauses& clauses, std::uint32_t i, std::uint32_t end) {
    static constexpr std::array<std::string_view, 12> kFalse = {
        "false",    "untrue",     "lie",   "lies",      "nonsense", "rubbish",
        "baseless", "fabricated", "wrong", "invention", "slander",  "fabrication"};
    std::uint32_t k = i + 1;
    const std::string_view first = clauses.word(i);
    const bool joined = first.ends_with("'s") || first.ends_with("’s");
    if (!joined) {
        if (k >= end || (!is_be(clauses.word(k)) && clauses.cls(k) != WordClass::possessive)) return false;
        ++k;
    }
    bool negated = false;
    for (; k < std::min(end, i + 6); ++k) {
        const std::string_view w = clauses.word(k);
        if (w == "not") {
            negated = true;
        } else if (negated ? w == "true" : among(w, kFalse)) {
            return true;
        } else if (clauses.cls(k) != WordClass::adverb && w != "a" && w != "an" && w != "pure") {
            return false;
        }
    }
    return false;
}

bool begins_clause(const ActClauses& clauses, std::uint32_t i, TokenRange reach) {
    if (i == reach.first) return true;
    const std::string_view before = clauses.word(i - 1);
    return before == "," || before == "and" || before == "but" || before == "that" || before == "." ||
           before == "–" || before == "—";
}

void tell_denial(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft) {
    draft = ActDraft{};
    draft.act = ActKind::deny;
    draft.cue = {i, i + 1};
    draft.what = {i, clauses.clause_end(i + 1, reach)};
    draft.told_by_speaker = true;
    draft.needs_speaker = true;
}

}  // namespace

bool opens_statement(std::string_view w) {
    static constexpr std::array<std::string_view, 27> kWords = {
        "you",    "there", "every", "all",  "will",   "would",  "shall", "could", "can",
        "must",   "is",    "are",   "we",   "i",      "it",     "he",    "she",   "they",
        "nobody", "no",    "that",  "this", "that's", "that’s", "it's",  "it’s",  "none"};
    return among(w, kWords);
}

bool is_harmful(std::string_view w) {
    static constexpr std::array<std::string_view, 30> kHarm = {
        "strike",   "strikes",   "walkout", "boycott",  "protest", "protests", "attack",    "attacks",
        "resign",   "retaliate", "sue",     "withdraw", "quit",    "leave",    "close",     "shut",
        "halt",     "stop",      "suspend", "cut",      "expel",   "blockade", "sanctions", "block",
        "stoppage", "down",      "walk",    "punish",   "march",   "picket"};
    return among(w, kHarm);
}

namespace {

/// What one may be charged with: blasting, a leak, a deal.
bool is_deed(std::string_view w) {
    static constexpr std::array<std::string_view, 44> kDeeds = {
        "blast",    "blasts",      "explosion", "explosions", "attack",     "attacks",      "raid",
        "raids",    "leak",        "leaks",     "spill",      "spills",     "fraud",        "deal",
        "deals",    "breach",      "breaches",  "violation",  "violations", "negligence",   "mistake",
        "mistakes", "crime",       "crimes",    "abuse",      "abuses",     "torture",      "shot",
        "shots",    "strike",      "strikes",   "collusion",  "cover-up",   "interference", "order",
        "orders",   "massacre",    "contact",   "contacts",   "payment",    "payments",     "bribe",
        "bribes",   "intervention"};
    return among(w, kDeeds) || (w.size() > 5 && w.ends_with("ing") && w != "evening" && w != "morning" &&
                                w != "nothing" && w != "meeting" && w != "warning" && w != "anything");
}

/// "There was no blasting", "No blasting took place": a denial behind a charge, by whoever says so.
bool denies_event(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft) {
    std::uint32_t no = i;
    const bool there = clauses.word(i) == "there";
    if (there) {
        ++no;
        while (no < std::min(reach.last, i + 4) &&
               (is_be(clauses.word(no)) || clauses.word(no) == "had" || clauses.word(no) == "has"))
            ++no;
    }
    if (no + 1 >= reach.last || (there && no == i + 1) || clauses.word(no) != "no") return false;
    const TokenRange event = noun_phrase_after(clauses.reading(), no, reach.last);
    if (event.size() < 2 || clauses.word(no - (there ? 1 : 0)) == "is") return false;
    std::uint32_t head = event.first + 1;
    while (head + 1 < event.last && clauses.cls(head + 1) != WordClass::preposition) ++head;
    if (!is_deed(clauses.word(head))) return false;
    if (!there) {
        const std::string_view next = event.last < reach.last ? clauses.word(event.last) : std::string_view();
        if (next != "took" && next != "happened" && next != "occurred") return false;
    }
    tell_denial(clauses, i, reach, draft);
    draft.needs_charge = true;
    return true;
}

/// "says it fired no charge"
bool did_none(const ActClauses& clauses, std::uint32_t verb, TokenRange reach) {
    return verb + 2 < reach.last && clauses.cls(verb) == WordClass::verb_past &&
           clauses.word(verb + 1) == "no" && !is_experience(clauses.word(verb)) &&
           is_nominal(clauses.cls(verb + 2));
}

}  // namespace

bool read_denial(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft) {
    const std::string_view w = clauses.word(i);
    if ((w == "there" || w == "no") && denies_event(clauses, i, reach, draft)) return true;
    const Reading& reading = clauses.reading();
    const bool personal = w == "it" || w == "he" || w == "she" || w == "they";
    if (!clauses.in_speech(i)) {
        // "says it was not there"
        if (!personal || i <= reach.first) return false;
        const std::uint32_t said = clauses.word(i - 1) == "that" && i > reach.first + 1 ? i - 2 : i - 1;
        if (reading.cue_of[said] < 0 || !is_verb(clauses.cls(said))) return false;
        const bool none = did_none(clauses, i + 1, reach);
        if (!none && !denies_deed(clauses, i + 1, reach.last)) return false;
        tell_denial(clauses, i, reach, draft);
        draft.needs_charge = none;
        draft.actor = {i, i + 1};
        return true;
    }
    if (!begins_clause(clauses, i, reach)) return false;
    std::uint32_t aux = i + 1;
    if (w == "that" || w == "this" || w == "it" || w.ends_with("'s") || w.ends_with("’s")) {
        if (i != reach.first && clauses.word(i - 1) != "." && clauses.word(i - 1) != ",") return false;
        if (!denies_truth(clauses, i, reach.last)) return false;
        tell_denial(clauses, i, reach, draft);
        return true;
    }
    if (clauses.first_person(i) && (w == "we" || w == "i")) {
        if (!denies_deed(clauses, aux, reach.last)) return false;
        tell_denial(clauses, i, reach, draft);
        return true;
    }
    if (w == "no" && aux < reach.last && clauses.word(aux) == "one") ++aux;
    if ((w != "nobody" && aux == i + 1) || aux + 1 >= reach.last) return false;
    const std::string_view helper = clauses.word(aux);
    if (helper != "has" && helper != "was" && helper != "had" && helper != "is") return false;
    const std::uint32_t verb = past_adverbs(clauses, aux + 1, reach.last);
    if (verb >= reach.last) return false;
    const WordClass c = clauses.cls(verb);
    const bool done = c == WordClass::verb_past || c == WordClass::verb_participle ||
                      (helper == "is" && c == WordClass::verb_gerund);
    if (!done || is_experience(clauses.word(verb)) || is_care(clauses.word(verb))) return false;
    if (verb + 1 < reach.last && (clauses.word(verb + 1) == "us" || clauses.word(verb + 1) == "me"))
        return false;
    tell_denial(clauses, i, reach, draft);
    return true;
}

namespace {

/// "no vaccinator", "nobody", "not a single boat"
bool is_negative_subject(const ActClauses& clauses, TokenRange subject) {
    if (subject.empty()) return false;
    const std::string_view w = clauses.word(subject.first);
    if (w == "no" || w == "nobody" || w == "not" || w == "neither") return true;
    return subject.first > 0 && clauses.word(subject.first - 1) == "no";
}

/// "the others", "some", "the rest": nobody in particular.
bool is_unnamed(const ActClauses& clauses, TokenRange subject) {
    static constexpr std::array<std::string_view, 10> kWords = {"others", "some", "rest", "first",  "few",
                                                                "many",   "most", "all",  "second", "last"};
    if (clauses.cls(subject.first) == WordClass::number) return true;
    for (std::uint32_t i = subject.first; i < std::min(subject.last, subject.first + 2); ++i) {
        if (among(clauses.word(i), kWords)) return true;
    }
    return false;
}

bool holds_back(std::string_view opener) {
    return opener == "until" || opener == "unless" || opener == "before" || opener == "without" ||
           opener == "if" || opener == "once" || opener == "only";
}

/// The condition behind a modal that holds the act back: its first word; empty if there is none.
std::string_view condition_behind(const ActClauses& clauses, std::uint32_t modal, ActDraft& draft) {
    draft.condition = clauses.condition_of(draft);
    if (draft.condition.empty() || draft.condition.first < modal) return {};
    const std::string_view opener = clauses.word(draft.condition.first);
    return holds_back(opener) ? opener : std::string_view();
}

/// "permission would be given only if …": whoever says so agrees on a condition.
bool granted_if(const ActClauses& clauses, std::uint32_t modal, std::uint32_t be, TokenRange reach,
                ActDraft& draft) {
    static constexpr std::array<std::string_view, 12> kGrants = {
        "given", "granted", "allowed", "approved", "accepted", "released",
        "freed", "lifted",  "opened",  "reopened", "paid",     "returned"};
    const std::uint32_t verb = past_adverbs(clauses, be + 1, reach.last);
    if (verb >= reach.last || !among(clauses.word(verb), kGrants)) return false;
    draft.cue = {modal, verb + 1};
    draft.act = draft.negated ? ActKind::refuse : ActKind::agree;
    const std::string_view opener = condition_behind(clauses, modal, draft);
    if (opener.empty()) return false;
    // "The others would be freed if the army left": a bargain of the captors' own.
    const std::string_view given = clauses.word(verb);
    if (opener == "if" && !draft.negated && (given == "freed" || given == "released" || given == "returned"))
        draft.act = ActKind::offer;
    draft.what = {draft.actor.first, clauses.clause_end(verb + 1, reach)};
    draft.actor = {};
    draft.negated = false;
    draft.told_by_speaker = true;
    draft.needs_speaker = true;
    return true;
}

/// "If she withdraws, her party will have three seats", "will be given three seats": whoever says so promises
/// it.
bool bargain(const ActClauses& clauses, std::uint32_t modal, std::uint32_t verb, TokenRange reach,
             ActDraft& draft) {
    static constexpr std::array<std::string_view, 5> kGiven = {"given", "paid", "granted", "offered",
                                                               "handed"};
    std::uint32_t last = verb;
    const std::string_view w = clauses.word(verb);
    if (w == "be") {
        last = past_adverbs(clauses, verb + 1, reach.last);
        if (last >= reach.last || !among(clauses.word(last), kGiven)) return false;
    } else if (w != "have" && w != "get" && w != "receive") {
        return false;
    }
    // Something has to be given: "permission would be given" is an answer.
    const std::uint32_t thing = last + 1;
    const bool given = thing < reach.last && (clauses.cls(thing) == WordClass::determiner ||
                                              clauses.cls(thing) == WordClass::number);
    if (!given || draft.negated) return false;
    draft.cue = {modal, last + 1};
    draft.act = ActKind::commit;
    draft.condition = clauses.condition_of(draft);
    if (draft.condition.empty()) return false;
    const std::string_view opener = clauses.word(draft.condition.first);
    if (opener != "if" && opener != "when" && opener != "once" && opener != "only") return false;
    draft.recipient = draft.actor;
    draft.what = {draft.actor.first, clauses.clause_end(last + 1, reach)};
    draft.actor = {};
    draft.told_by_speaker = true;
    draft.needs_speaker = true;
    return true;
}

}  // namespace

namespace {

/// "Three ships will be stationed there by Norway": whoever stands behind "by" plans it.
bool done_by(const ActClauses& clauses, std::uint32_t be, TokenRange reach, ActDraft& draft) {
    const std::uint32_t verb = past_adverbs(clauses, be + 1, reach.last);
    if (verb >= reach.last || draft.negated || clauses.in_speech(be) ||
        (clauses.cls(verb) != WordClass::verb_participle && clauses.cls(verb) != WordClass::verb_past))
        return false;
    const std::uint32_t end = clauses.clause_end(verb + 1, reach);
    for (std::uint32_t k = verb + 1; k + 1 < end; ++k) {
        if (clauses.word(k) != "by" || is_time_word(clauses.word(k + 1)) ||
            clauses.cls(k + 1) == WordClass::verb_gerund)
            continue;
        const TokenRange agent = noun_phrase_after(clauses.reading(), k + 1, reach.last);
        if (agent.empty() || is_time_word(clauses.word(agent.last - 1))) continue;
        draft.act = ActKind::plan;
        draft.future = true;
        draft.cue = {be - 1, verb + 1};
        draft.what = {draft.actor.first, end};
        draft.actor = agent;
        return true;
    }
    return false;
}

}  // namespace

bool read_will(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft) {
    const std::string_view w = clauses.word(i);
    const bool could = w == "could" || w == "can";
    const bool arranged = (w == "is" || w == "are") && i + 2 < reach.last && clauses.word(i + 1) == "to";
    if ((w != "will" && w != "would" && w != "shall" && !could && !arranged) || i == reach.first)
        return false;
    draft = ActDraft{};
    TokenRange subject = subject_of(clauses.reading(), i, reach.first);
    // "met on Monday and will meet again": the subject of the verb before.
    const bool joined = clauses.word(i - 1) == "and" || clauses.word(i - 1) == "but";
    if (subject.empty() && joined && !clauses.in_speech(i) && (w == "will" || arranged))
        subject = clauses.governing_subject(i - 1, reach, nullptr);
    if (subject.empty() || clauses.cls(i - 1) == WordClass::wh_word) return false;
    const bool first_person = subject.size() == 1 && clauses.first_person(subject.first);
    const bool speech = clauses.in_speech(i);
    draft.actor = subject;
    std::uint32_t verb = arranged ? i + 2 : i + 1;
    while (verb < reach.last && (clauses.cls(verb) == WordClass::adverb || is_negation(clauses.word(verb)))) {
        draft.negated = draft.negated || is_negation(clauses.word(verb));
        ++verb;
    }
    const bool down_tools = verb + 1 < reach.last && clauses.word(verb) == "down" &&
                            (clauses.word(verb + 1) == "tools" || clauses.word(verb + 1) == "arms");
    if (verb >= reach.last || (!is_verb(clauses.cls(verb)) && !down_tools)) return false;
    const bool nobody = is_negative_subject(clauses, subject);
    draft.negated = draft.negated || nobody || clauses.word(subject.first) == "none";
    if (!arranged && !could && bargain(clauses, i, verb, reach, draft)) return true;
    if (clauses.word(verb) == "be")
        return !arranged && !could &&
               (granted_if(clauses, i, verb, reach, draft) || done_by(clauses, verb, reach, draft));
    if (is_experience(clauses.word(verb))) return false;
    draft.cue = {i, verb + 1};
    draft.what = {verb, clauses.clause_end(verb + 1, reach)};
    draft.act = draft.negated ? ActKind::refuse : ActKind::plan;
    const std::string_view opener = condition_behind(clauses, i, draft);
    if (could) {
        // "we could start if …"
        draft.future = true;
        draft.needs_speaker = true;
        const bool pronoun = clauses.cls(subject.first) == WordClass::pronoun;
        if (opener == "only" && !draft.negated && !speech && !pronoun) {
            // "Convoys could move only if …": whoever says so allows it on terms.
            draft.act = ActKind::agree;
            draft.actor = {};
            draft.what.first = subject.first;
            draft.future = false;
            draft.told_by_speaker = true;
            return true;
        }
        const bool bound = !draft.condition.empty() && clauses.word(draft.condition.first) != "until";
        return bound && !draft.negated && (!speech || first_person);
    }
    draft.needs_speaker = w == "would" || nobody || speech;
    if (draft.negated) {
        draft.negated = false;
        if (!nobody && !speech) return true;
        // "No boat will sail until …", "They will not leave until …": whoever says so holds it back.
        draft.actor = {};
        draft.what.first = subject.first;
        draft.told_by_speaker = true;
        return !opener.empty() && opener != "if";
    }
    if (speech) return false;
    if (opener == "unless" &&
        (is_harmful(clauses.word(verb)) || is_harmful(clauses.word(subject.last - 1)))) {
        draft.act = ActKind::threaten;
        draft.told_by_speaker = !is_harmful(clauses.word(verb));
        if (draft.told_by_speaker) draft.actor = {};
        if (draft.told_by_speaker) draft.what.first = subject.first;
    }
    draft.future = true;
    draft.unnamed = is_unnamed(clauses, subject);
    return true;
}

bool read_obligation(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft) {
    if (clauses.word(i) != "must" || clauses.in_speech(i) || i == reach.first) return false;
    draft = ActDraft{};
    const TokenRange subject = subject_of(clauses.reading(), i, reach.first);
    const std::uint32_t verb = past_adverbs(clauses, i + 1, reach.last);
    if (subject.empty() || verb >= reach.last || !is_verb(clauses.cls(verb))) return false;
    draft.act = ActKind::demand;
    draft.cue = {i, verb + 1};
    draft.recipient = is_be(clauses.word(verb)) ? TokenRange{} : subject;
    draft.what = {subject.first, clauses.clause_end(verb + 1, reach)};
    draft.told_by_speaker = true;
    draft.needs_speaker = true;
    return draft.what.size() > 2;
}

bool told_by_a_cue(const ActDraft& draft, const std::vector<ActDraft>& drafts) {
    const bool later = draft.frame != nullptr && draft.frame->shape == FrameShape::later;
    if (!later && (draft.frame != nullptr || draft.act == ActKind::deny || draft.cue.size() == 1))
        return false;
    return std::any_of(drafts.begin(), drafts.end(), [&](const ActDraft& other) {
        const bool stronger = other.frame != nullptr && !(later && other.frame->shape == FrameShape::later);
        return stronger && (other.cue.overlaps(draft.cue) || other.what.contains(draft.cue.first) ||
                            (!draft.actor.empty() && other.what.overlaps(draft.actor) &&
                             other.cue.first < draft.cue.first));
    });
}

}  // namespace sitrep::annotate
