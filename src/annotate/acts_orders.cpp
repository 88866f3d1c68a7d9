// Complements of verbs that make an act in one form only: orders, what is to come, applications without an
// object.
#include <algorithm>

#include "annotate/acts_complements.hpp"

namespace sitrep::annotate {

/// "applied to the regulator, Norpet, for leave to dig": whom, with the name beside it, for what.
bool ActComplements::applied_to_named(TokenRange told, TokenRange reach, std::uint32_t end,
                                      ActDraft& draft) const {
    constexpr std::uint32_t kLongest = 6;  // words of a name
    if (told.empty() || told.last + 2 >= reach.last || word(told.last) != "," || !is_person(told))
        return false;
    std::uint32_t comma = told.last + 1;
    while (comma < std::min(reach.last, told.last + kLongest) && word(comma) != ",") ++comma;
    if (comma + 2 >= reach.last || word(comma) != ",") return false;
    const std::string_view next = word(comma + 1);
    if (next != "for" && (next != "to" || !is_verb(cls(comma + 2)))) return false;
    draft.recipient = told;
    draft.what = {comma + 2, std::max(end, clauses_.clause_end(comma + 2, reach))};
    return true;
}

/// RECIPIENT to …
bool ActComplements::order(std::uint32_t from, std::uint32_t end, TokenRange reach, ActDraft& draft) const {
    if (draft.passive) {
        // "was told to leave": by nobody who is named, unless "by" names one.
        draft.what = {from + 1, end};
        const bool told = !draft.actor.empty() || (from + 1 < end && is_verb(cls(from + 1)) &&
                                                   !clauses_.words().experiences.holds(word(from + 1)) &&
                                                   !clauses_.in_speech(from) && is_person(draft.recipient));
        return from + 1 < end && word(from) == "to" && told;
    }
    const TokenRange told = noun_phrase_after(reading_, from, reach.last);
    const bool applies = draft.frame->act == ActKind::request;
    if (applies && applied_to_named(told, reach, end, draft)) return true;
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
    std::uint32_t to = past_time(told.last, end);
    if (to + 2 < end && word(to) == "not" && word(to + 1) == "to") ++to;
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

/// The words that a frame's "*" or "**" leave room for; empty where it has none.
TokenRange ActComplements::gap_of(const ActDraft& draft) {
    const std::vector<std::string>& words = draft.frame->words;
    const auto open = [](const std::string& w) { return w.starts_with('*'); };
    const auto first = std::find_if(words.begin(), words.end(), open);
    if (first == words.end()) return {};
    const auto behind = std::find_if(words.rbegin(), words.rend(), open) - words.rbegin();
    return {draft.cue.first + static_cast<std::uint32_t>(first - words.begin()),
            draft.cue.last - static_cast<std::uint32_t>(behind)};
}

/// "turned the request down"
void ActComplements::words_between(ActDraft& draft) const {
    const TokenRange gap = gap_of(draft);
    if (!gap.empty()) draft.what = gap;
    // "let the crews land": to whom leave is given.
    if (draft.act == ActKind::agree && !gap.empty() && cls(gap.first) != WordClass::number && is_person(gap))
        draft.recipient = gap;
}

/// "told the firm no", "is taking the firm to court": whoever stands in the gap.
bool ActComplements::whom(std::uint32_t end, ActDraft& draft) const {
    TokenRange gap = gap_of(draft);
    // "gave the firm 60 days to": how long is no part of whom.
    while (gap.size() > 1 && cls(gap.last - 1) == WordClass::number) --gap.last;
    // "wrote to the port on Wednesday for fuel": when is none either.
    if (gap.size() > 2 && is_time_word(word(gap.last - 1))) {
        --gap.last;
        if (word(gap.last - 1) == "on") --gap.last;
    }
    // "wrote to the barracks twice in July for a shed": nor is how often.
    for (std::uint32_t i = gap.first + 1; i < gap.last; ++i)
        if (cls(i) == WordClass::adverb || word(i) == "twice" || word(i) == "once") gap.last = i;
    const bool pronoun = gap.size() == 1 && cls(gap.first) == WordClass::pronoun;
    // "has gone to the high court for": the frame's own noun is the head of whom.
    const bool headed = !gap.empty() && gap.last < draft.cue.last && is_nominal(cls(gap.last)) &&
                        cls(gap.first) != WordClass::number && !is_time_word(word(gap.last));
    if (gap.empty() || (!pronoun && !headed && !is_person(gap))) return false;
    if (headed) ++gap.last;
    draft.recipient = gap;
    draft.what = {draft.cue.last, end};
    if (draft.what.empty()) draft.what = {gap.first, draft.cue.last};
    return true;
}

/// "fear that measles will spread": of what is to come.
bool ActComplements::fears(std::uint32_t from, std::uint32_t end, ActDraft& draft) const {
    draft.what = {from < end && word(from) == "that" ? from + 1 : from, end};
    return std::any_of(reading_.classes.begin() + draft.what.first,
                       reading_.classes.begin() + draft.what.last,
                       [](WordClass c) { return c == WordClass::modal; }) &&
           is_person(draft.actor);
}

/// "A ban is under review at the ministry": whoever stands behind handles the subject.
bool ActComplements::handled(std::uint32_t from, std::uint32_t end, TokenRange reach, ActDraft& draft) const {
    const TokenRange who = noun_phrase_after(reading_, from, std::min(end, reach.last));
    if (who.empty() || !is_person(who) || draft.actor.empty()) return false;
    draft.what = draft.actor;
    const std::uint32_t link = draft.what.first > reach.first ? draft.what.first - 1 : draft.what.first;
    if (cls(link) == WordClass::preposition) {
        // "a ban on night fishing"
        const TokenRange head = noun_phrase_before(reading_, link, reach.first);
        if (!head.empty()) draft.what.first = head.first;
    }
    draft.actor = who;
    return true;
}

/// "The meter is not to blame": no thing denies.
bool ActComplements::denied_by_thing(const ActDraft& draft) const {
    return draft.act == ActKind::deny && !draft.frame->verb && !draft.actor.empty() &&
           cls(draft.actor.first) != WordClass::pronoun && !is_person(draft.actor);
}

/// "denied", "Chad accepted", "would not be drawn", "are in two minds": whole without an object.
bool ActComplements::stands_alone(bool at_end, const ActDraft& draft) const {
    if (draft.act == ActKind::deny) return true;
    if (draft.frame->name == "accept") return at_end && is_person(draft.actor);
    return !draft.frame->verb && (draft.act == ActKind::refuse || draft.act == ActKind::consider);
}

/// "a petition", "an application"
bool ActComplements::names_paper(TokenRange thing) const {
    for (std::uint32_t i = thing.first; i < thing.last; ++i) {
        if (clauses_.cls(i) == WordClass::preposition) return false;
        if (word(i) == "petition" || word(i) == "petitions" || word(i) == "appeal") return true;
    }
    return false;
}

/// What is refused: a charge is denied, a person turned down; false where a minister is dismissed from his
/// post.
bool ActComplements::refuses_thing(TokenRange thing, ActDraft& draft) const {
    std::uint32_t head = thing.last - 1;
    for (std::uint32_t i = thing.first + 1; i < thing.last; ++i) {
        if (cls(i) == WordClass::preposition) {
            head = i - 1;
            break;
        }
    }
    if (clauses_.words().charges.holds(word(head))) draft.act = ActKind::deny;
    // "dismissed the minister": from his post.
    if (word(draft.cue.first).starts_with("dismiss") && is_party({thing.first, head + 1})) return false;
    // "turned down the growers": whom.
    if (cls(thing.first) != WordClass::possessive_pronoun && is_person({thing.first, head + 1}))
        draft.recipient = {thing.first, head + 1};
    return true;
}

/// "an offer of escorts", "the proposal"
bool ActComplements::names_offer(TokenRange thing) const {
    for (std::uint32_t i = thing.first; i < thing.last; ++i) {
        if (clauses_.words().offers.holds(word(i))) return true;
    }
    return false;
}

/// "a petition", "a plea for boats": what somebody asks for.
bool ActComplements::names_plea(TokenRange thing) const {
    for (std::uint32_t i = thing.first; i < thing.last; ++i) {
        if (clauses_.words().request_papers.holds(word(i))) return true;
    }
    return false;
}

/// "$1.2 million", "15 million pesos", "250,000 doses"
bool ActComplements::is_amount(TokenRange thing) const {
    if (!thing.empty() && cls(thing.first) == WordClass::number) return true;
    for (std::uint32_t i = thing.first; i < std::min(thing.last, thing.first + 3); ++i) {
        const std::string_view w = word(i);
        if (w == "$" || w == "€" || w == "£" || w == "million" || w == "billion") return true;
    }
    return false;
}

/// "claimed 40 lives", "claims 7,000 members": only money, or what is claimed from somebody, is asked for.
bool ActComplements::claims_money(std::uint32_t from, const ActDraft& draft) const {
    constexpr std::uint32_t kOpening = 2;
    if (!draft.recipient.empty()) return true;
    for (std::uint32_t i = from; i < std::min(draft.what.last, from + kOpening); ++i) {
        const std::string_view w = word(i);
        if (w.find('$') != std::string_view::npos || w == "€" || w == "£" || w == "¥") return true;
    }
    return false;
}

}  // namespace sitrep::annotate
