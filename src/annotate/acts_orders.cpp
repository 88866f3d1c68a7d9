// Complements of verbs that make an act in one form only: orders, what is to come, applications without an
// object.
#include <algorithm>

#include "annotate/acts_complements.hpp"

namespace sitrep::annotate {

/// RECIPIENT to …
bool ActComplements::order(std::uint32_t from, std::uint32_t end, TokenRange reach, ActDraft& draft) const {
    if (draft.passive) {
        // "was told to leave": by nobody who is named, unless "by" names one.
        draft.what = {from + 1, end};
        return from + 1 < end && word(from) == "to" && !draft.actor.empty();
    }
    const TokenRange told = noun_phrase_after(reading_, from, reach.last);
    const bool applies = draft.frame->act == ActKind::request;
    // "applied to the port for leave to land": whom, for what.
    for (std::uint32_t i = told.first + 1; i < told.last && applies; ++i) {
        if (word(i) != "for") continue;
        const bool may = draft.actor.size() == 1
                             ? cls(draft.actor.first) == WordClass::pronoun || is_person(draft.actor)
                             : is_person(draft.actor);
        draft.recipient = {told.first, i};
        draft.what = {i + 1, end};
        return may;
    }
    const bool somebody = draft.actor.size() == 1 && cls(draft.actor.first) == WordClass::pronoun &&
                          clauses_.in_speech(draft.cue.first);
    if (told.empty() || somebody) return false;
    const std::uint32_t to = past_time(told.last, end);
    const bool orders = to + 1 < end && word(to) == "to" && is_verb(cls(to + 1));
    if (!orders || !(is_person(told) || cls(told.first) == WordClass::pronoun)) return false;
    draft.recipient = told;
    draft.what = {to + 1, end};
    return true;
}

/// "will provide …": what a party is to do; a thing that will do it plans nothing.
bool ActComplements::later(std::uint32_t from, std::uint32_t end, ActDraft& draft) const {
    if (!draft.future || draft.passive || draft.negated || draft.actor.empty()) return false;
    const std::string_view first = word(draft.actor.first);
    const bool pronoun = draft.actor.size() == 1 && !clauses_.in_speech(draft.cue.first) &&
                         (first == "it" || first == "they" || first == "he" || first == "she");
    if (!pronoun && !is_person(draft.actor)) return false;
    draft.what = {draft.cue.first, std::max(end, draft.cue.last)};
    for (const std::string_view preposition : {"to", "for"}) {
        if (draft.recipient.empty()) with_party(from, end, preposition, draft);
    }
    return from < end || draft.act == ActKind::commit;
}

/// "turned the request down": the words that the phrase leaves room for.
void ActComplements::words_between(ActDraft& draft) const {
    if (draft.frame == nullptr || draft.frame->words.size() != draft.cue.size()) return;
    for (std::uint32_t i = draft.cue.first; i < draft.cue.last; ++i) {
        if (draft.frame->words[i - draft.cue.first] != "*") continue;
        if (draft.what.empty()) draft.what = {i, i};
        draft.what.last = i + 1;
    }
    // "is taking the firm to court": whom, not what.
    const std::string_view last = draft.frame->words.back();
    if (last != "court" && last != "arbitration") return;
    draft.recipient = draft.what;
    draft.what = {draft.what.first, draft.cue.last};
}

}  // namespace sitrep::annotate
