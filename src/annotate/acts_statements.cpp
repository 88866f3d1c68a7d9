#include "annotate/acts_statements.hpp"

#include <algorithm>
#include <array>

#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

using text::among;

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
    return clauses.words().absence.holds(clauses.word(at));
}

/// The words from the auxiliary on deny a deed: "did not fire", "have never been there", "was not involved".
bool denies_deed(const ActClauses& clauses, std::uint32_t aux, std::uint32_t end) {
    const std::uint32_t verb = negated_verb(clauses, aux, end);
    if (verb == 0 || verb >= end) return false;
    const std::string_view helper = clauses.word(aux);
    const std::string_view w = clauses.word(verb);
    for (std::uint32_t k = verb; k < std::min(end, verb + 8); ++k) {
        const std::string_view next = clauses.word(k);
        // "have not shut the door": a figure of speech.
        if (next == "yet" || next == "enough" || next == "door") return false;
    }
    if (helper.starts_with("was") || helper.starts_with("were")) return tells_absence(clauses, verb);
    if (helper.starts_with("are") || helper == "am" || helper.starts_with("is"))
        return clauses.cls(verb) == WordClass::verb_gerund && clauses.words().concealment.holds(w);
    if (helper.starts_with("did")) return is_verb(clauses.cls(verb)) && !clauses.words().experiences.holds(w);
    if (w == "been" && verb + 1 < end) return tells_absence(clauses, verb + 1);
    const bool perfect = helper.starts_with("ha") || helper == "never";
    const WordClass c = clauses.cls(verb);
    return perfect && (c == WordClass::verb_past || c == WordClass::verb_participle) &&
           !clauses.words().experiences.holds(w) && !clauses.words().care.holds(w);
}

/// «That is false», «It's a lie»
bool denies_truth(const ActClauses& clauses, std::uint32_t i, std::uint32_t end) {
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
        } else if (negated ? w == "true" : clauses.words().false_words.holds(w)) {
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

namespace {

/// What one may be charged with: blasting, a leak, a deal.
bool is_deed(std::string_view w, const ActWords& words) {
    return words.deeds.holds(w) || (w.size() > 5 && w.ends_with("ing") && w != "evening" && w != "morning" &&
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
    if (!is_deed(clauses.word(head), clauses.words())) return false;
    if (!there) {
        const std::string_view next = event.last < reach.last ? clauses.word(event.last) : std::string_view();
        if (next != "took" && next != "happened" && next != "occurred") return false;
    }
    tell_denial(clauses, i, reach, draft);
    draft.needs_charge = true;
    return true;
}

/// "says it fired no charge", "said it had no plan of that kind"
bool did_none(const ActClauses& clauses, std::uint32_t verb, TokenRange reach) {
    const bool has = verb + 2 < reach.last && (clauses.word(verb) == "had" || clauses.word(verb) == "has") &&
                     clauses.word(verb + 1) == "no";
    if (has) return clauses.words().disowned.holds(clauses.word(verb + 2));
    return verb + 2 < reach.last && clauses.cls(verb) == WordClass::verb_past &&
           clauses.word(verb + 1) == "no" && !clauses.words().experiences.holds(clauses.word(verb)) &&
           is_nominal(clauses.cls(verb + 2));
}

}  // namespace

/// "Nobody ever gave such an order": a deed that nobody did; "nobody gave them land" complains of others.
static bool did_nothing(const ActClauses& clauses, std::uint32_t at, TokenRange reach) {
    const std::uint32_t verb = at + 1;
    if (clauses.word(at) != "ever" || verb + 1 >= reach.last || clauses.cls(verb) != WordClass::verb_past)
        return false;
    const std::string_view w = clauses.word(verb), whom = clauses.word(verb + 1);
    return !is_be(w) && w != "had" && w != "did" && !clauses.words().experiences.holds(w) &&
           !clauses.words().care.holds(w) && !clauses.words().telling.holds(w) && whom != "us" &&
           whom != "me";
}

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
    const bool of_some = w == "none" && aux < reach.last && clauses.word(aux) == "of";
    if ((w != "nobody" && !of_some && aux == i + 1) || aux + 1 >= reach.last) return false;
    // "Nobody in uniform", "None of our drivers"
    if (clauses.cls(aux) == WordClass::preposition) {
        const TokenRange where = noun_phrase_after(reading, aux + 1, reach.last);
        if (where.empty() || where.last + 1 >= reach.last) return false;
        aux = where.last;
    }
    if (did_nothing(clauses, aux, reach)) {
        tell_denial(clauses, i, reach, draft);
        return true;
    }
    const std::string_view helper = clauses.word(aux);
    if (helper != "has" && helper != "was" && helper != "had" && helper != "is") return false;
    const std::uint32_t verb = past_adverbs(clauses, aux + 1, reach.last);
    if (verb >= reach.last) return false;
    const WordClass c = clauses.cls(verb);
    const bool done = c == WordClass::verb_past || c == WordClass::verb_participle ||
                      (helper == "is" && c == WordClass::verb_gerund);
    if (!done || clauses.words().experiences.holds(clauses.word(verb)) ||
        clauses.words().care.holds(clauses.word(verb)))
        return false;
    if (verb + 1 < reach.last && (clauses.word(verb + 1) == "us" || clauses.word(verb + 1) == "me"))
        return false;
    for (std::uint32_t k = aux; k < reach.last; ++k) {
        if (clauses.word(k) == "yet") return false;
    }
    tell_denial(clauses, i, reach, draft);
    return true;
}

bool is_anybody(std::string_view w) {
    return w == "somebody" || w == "someone" || w == "anybody" || w == "anyone" || w == "one" ||
           w == "nobody";
}

bool read_obligation(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft) {
    if (clauses.word(i) != "must" || clauses.in_speech(i) || i == reach.first) return false;
    draft = ActDraft{};
    const TokenRange subject = subject_of(clauses.reading(), i, reach.first);
    const std::uint32_t verb = past_adverbs(clauses, i + 1, reach.last);
    if (subject.empty() || verb >= reach.last || !is_verb(clauses.cls(verb)) ||
        is_anybody(clauses.word(subject.first)))
        return false;
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
