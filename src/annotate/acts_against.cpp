// Complements of verbs that warn, threaten or accuse: of what, whom, with what.
#include <algorithm>

#include "annotate/acts_complements.hpp"

namespace sitrep::annotate {
namespace {}  // namespace

bool ActComplements::warn(std::uint32_t from, std::uint32_t end, TokenRange reach, ActDraft& draft) const {
    if (from >= end) return true;
    const std::string_view next = word(from);
    if (next == "that" || next == "of" || next == "against" || next == "about" || draft.passive) {
        draft.what = {from + (next == "not" ? 0U : 1U), end};
        return true;
    }
    const TokenRange object = noun_phrase_after(reading_, from, reach.last);
    if (!object.empty() && object.last < end &&
        (word(object.last) == "that" || word(object.last) == "to" || word(object.last) == "of" ||
         (word(object.last) == "not" && object.last + 1 < end && word(object.last + 1) == "to") ||
         word(object.last) == "against" || word(object.last) == "about")) {
        draft.recipient = object;
        draft.what = {object.last + 1, end};
        return true;
    }
    draft.what = {from, end};
    return true;
}

/// to … | that … | HARM | RECIPIENT with WHAT; "the flood threatens the town" is a danger and no act.
bool ActComplements::threaten(std::uint32_t from, std::uint32_t end, ActDraft& draft) const {
    if (from >= end) return true;
    const std::string_view next = word(from);
    if (next == "to" || next == "that" || (draft.passive && next == "with")) {
        draft.what = {from + 1, end};
        // "threatened to summon the warden"
        if (next == "to" && from + 2 < end && clauses_.words().punishing.holds(word(from + 1))) {
            const TokenRange whom = noun_phrase_after(reading_, from + 2, end);
            if (is_person(whom)) draft.recipient = whom;
        }
        return !draft.what.empty();
    }
    const TokenRange object = noun_phrase_after(reading_, from, end);
    for (std::uint32_t i = from + 1; i < end && i < from + 12; ++i) {
        if (word(i) != "with") continue;
        draft.recipient = {from, i};
        draft.what = {i + 1, end};
        return true;
    }
    draft.what = {from, end};
    return !object.empty() && clauses_.words().threatened.holds(word(object.last - 1));
}

bool ActComplements::accuse(std::uint32_t from, std::uint32_t end, TokenRange reach, ActDraft& draft) const {
    if (draft.passive) {
        draft.what = {from, end};
        for (std::uint32_t i = from; i < draft.what.last && draft.relative; ++i) {
            if (word(i) == ",") draft.what.last = i;
        }
        return true;
    }
    TokenRange object = noun_phrase_after(reading_, from, reach.last);
    if (object.empty() || !is_person(object)) {
        // "accuses the ruling MRN of": a gerund breaks the phrase.
        const TokenRange named = resolver_.mention_in({from, std::min(end, from + 7)});
        if (!named.empty() && named.last < end && (word(named.last) == "of" || word(named.last) == "for"))
            object = {from, named.last};
    }
    for (std::uint32_t k = from + 1; k < std::min(end, from + 6) && object.empty(); ++k) {
        if (word(k) == "of" && cls(from) == WordClass::determiner) object = {from, k};
    }
    if (object.empty()) return relative_object(draft);
    const bool pronoun = object.size() == 1 && (word(from) == "him" || word(from) == "her");
    if (!pronoun && !is_person(object)) {
        // "blamed a broken pump": nobody is accused.
        const bool thing = object.empty() ? false : cls(object.last - 1) == WordClass::noun;
        if (thing && word(draft.cue.first).starts_with("blam") && word(object.last) != "for") return false;
        draft.what = {from, end};
        return true;
    }
    draft.recipient = object;
    for (std::uint32_t i = object.first + 1; i <= object.last && i < end; ++i) {
        if (word(i) != "of" && word(i) != "for") continue;
        // "accused the chief of staff of lying": the last "of" before a gerund, else the first.
        const bool gerund = i + 1 < end && cls(i + 1) == WordClass::verb_gerund;
        if (!gerund && i < object.last && gerund_link_after(i, end)) continue;
        draft.recipient = {object.first, i};
        draft.what = {i + 1, end};
        return true;
    }
    draft.what = {object.last, end};
    return true;
}

/// «the movement, which the governor blames»: whoever stands before "which".
bool ActComplements::relative_object(ActDraft& draft) const {
    const Sentence& sentence = reading_.sentence(draft.cue.first);
    if (draft.actor.empty() || draft.actor.first <= sentence.first + 1) return false;
    std::uint32_t i = draft.actor.first - 1;
    if (word(i) != "which" && word(i) != "whom" && word(i) != "that") return false;
    if (word(i - 1) == ",") --i;
    draft.recipient = noun_phrase_before(reading_, i, sentence.first);
    return !draft.recipient.empty();
}

bool ActComplements::gerund_link_after(std::uint32_t i, std::uint32_t end) const {
    for (std::uint32_t k = i + 1; k < std::min(end, i + 5); ++k) {
        if ((word(k) == "of" || word(k) == "for") && k + 1 < end && cls(k + 1) == WordClass::verb_gerund)
            return true;
    }
    return false;
}

}  // namespace sitrep::annotate
