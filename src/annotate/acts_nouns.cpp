#include "annotate/acts_nouns.hpp"

#include <algorithm>

namespace sitrep::annotate {
namespace {

bool is_third_person(std::string_view w) { return w == "its" || w == "their" || w == "his" || w == "her"; }

}  // namespace

bool ActNouns::read(std::uint32_t at, TokenRange reach, ActDraft& draft) const {
    // "has made no such offer"
    const std::uint32_t such = at > reach.first && word(at - 1) == "such" ? at - 1 : at;
    if (such > reach.first && word(such - 1) == "no") return false;
    if (draft.frame->shape == FrameShape::agent) return by_agent(reach, draft) || comes_from(reach, draft);
    if (at == reach.first) return by_agent(reach, draft) || comes_from(reach, draft);
    if (draft.frame->shape == FrameShape::received) return received(at, reach, draft);
    const std::uint32_t begin = phrase_begin(at, reach);
    if (begin == reach.first) return by_agent(reach, draft) || comes_from(reach, draft);
    if (by_agent(reach, draft)) return true;
    if (!owned(begin, reach, draft) && !carried(at, begin, reach, draft) && !by_modifier(at, reach, draft))
        return comes_from(reach, draft) || to_party(begin, reach, draft) || unowned(begin, reach, draft);
    whom_and_what(reach, draft);
    return true;
}

/// "a request by Ana Lopez to put off the vote", "an offer of escorts by the army", "a warning from the
/// office"
bool ActNouns::by_agent(TokenRange reach, ActDraft& draft) const {
    constexpr std::uint32_t kFarthest = 6;
    // "an appeal for boats from Chad": Chad is asked.
    const bool from_too = draft.act != ActKind::request && draft.act != ActKind::demand;
    for (std::uint32_t i = draft.cue.last; i + 1 < std::min(reach.last, draft.cue.last + kFarthest); ++i) {
        const bool made =
            lexicon_.light(word(i)) == LightVerb::gives || word(i) == "signed" || word(i) == "written";
        if (word(i) == "," || (is_verb(cls(i)) && !(made && word(i + 1) == "by"))) return false;
        const bool from = word(i) == "from" && (from_too || i == draft.cue.last);
        if (word(i) != "by" && !from) continue;
        TokenRange agent = noun_phrase_after(reading_, i + 1, reach.last);
        // "a request from Chad for two boats": what it is for is no part of who asks.
        for (std::uint32_t k = agent.first + 1; k < agent.last; ++k) {
            if (word(k) == "for") agent.last = k;
        }
        if (agent.empty() || !resolver_.may_act(agent)) return false;
        const std::uint32_t end = clauses_.clause_end(agent.last, reach);
        draft.actor = agent;
        draft.what = {draft.cue.last, i};
        const std::string_view next = agent.last + 1 < end ? word(agent.last) : std::string_view();
        const bool goes_on = next == "to" || next == "for" || next == "that" || next == "not" || next == "of";
        if (goes_on) draft.what = {agent.last + (next == "not" ? 0U : 1U), end};
        if (goes_on && next != "that") end_before_verb(draft.what);
        with_determiner(reach, draft);
        who_answers(reach, draft);
        return true;
    }
    return false;
}

/// "Senegal rejected a request from Chad": whoever answers a request was asked.
void ActNouns::who_answers(TokenRange reach, ActDraft& draft) const {
    if (draft.act != ActKind::request || !draft.recipient.empty()) return;
    std::uint32_t verb = draft.cue.first;
    const TokenRange subject = clauses_.governing_subject(draft.cue.first, reach, &verb);
    if (subject.empty() || verb >= draft.cue.first || draft.cue.first - verb > 3 ||
        subject.overlaps(draft.actor))
        return;
    const LightVerb light = lexicon_.light(word(verb));
    if (light != LightVerb::receives && light != LightVerb::handles) return;
    draft.recipient = subject;
    draft.apart = true;
}

/// "… to put off the vote was read": what became of it is no part of it.
void ActNouns::end_before_verb(TokenRange& what) const {
    for (std::uint32_t k = what.first + 1; k < what.last; ++k) {
        if (is_finite(cls(k)) && cls(k) != WordClass::verb_base) what.last = k;
    }
}

/// "a separate plea for": the phrase from its determiner on.
void ActNouns::with_determiner(TokenRange reach, ActDraft& draft) const {
    const std::uint32_t begin = phrase_begin(draft.cue.first, reach);
    draft.cue.first = begin > reach.first && cls(begin - 1) == WordClass::determiner ? begin - 1 : begin;
}

/// "Permission to land came from Lisbon", "A pledge that nobody would go was given by the office"
bool ActNouns::comes_from(TokenRange reach, ActDraft& draft) const {
    constexpr std::uint32_t kFarthest = 20;
    for (std::uint32_t i = draft.cue.last; i + 2 < std::min(reach.last, draft.cue.last + kFarthest); ++i) {
        if (word(i) == "," || word(i) == "and" || word(i) == "who" || word(i) == "which") return false;
        const bool came =
            (word(i) == "came" || word(i) == "comes" || word(i) == "come") && word(i + 1) == "from";
        const bool carried = i > reach.first && lexicon_.light(word(i)) == LightVerb::gives &&
                             (is_be(word(i - 1)) || word(i - 1) == "been") && word(i + 1) == "by";
        if (!came && !carried) continue;
        const TokenRange agent = noun_phrase_after(reading_, i + 2, reach.last);
        if (agent.empty() || !resolver_.may_act(agent)) return false;
        draft.actor = agent;
        draft.what = {draft.cue.last, i};
        while (!draft.what.empty() && cls(draft.what.last - 1) == WordClass::auxiliary) --draft.what.last;
        with_determiner(reach, draft);
        return true;
    }
    return false;
}

/// "has snubbed a plea for boats", "The request to tow it arrived on Monday": asked by somebody who is not
/// told.
bool ActNouns::unowned(std::uint32_t begin, TokenRange reach, ActDraft& draft) const {
    const bool asks =
        draft.act == ActKind::request || draft.act == ActKind::offer || draft.act == ActKind::accuse;
    const WordClass before = cls(begin - 1);
    if (!asks || draft.frame->words.size() < 2 || before != WordClass::determiner) return false;
    whom_and_what(reach, draft);
    if (word(draft.cue.last - 1) != "that") end_before_verb(draft.what);
    const std::uint32_t noun = draft.cue.first;
    with_determiner(reach, draft);
    const bool answered =
        begin > reach.first + 1 && is_verb(cls(begin - 2)) && answered_by_another(begin - 2);
    if (answered && (draft.act == ActKind::accuse || !only_considered(begin - 2))) {
        const TokenRange subject = subject_of(reading_, begin - 2, reach.first);
        draft.apart = true;
        if (resolver_.may_act(subject) && draft.act != ActKind::accuse) draft.recipient = subject;
        return !draft.what.empty();
    }
    if (begin == reach.first + 1 && was_dealt_with(draft.cue.last, reach) && !draft.what.empty()) return true;
    draft.cue.first = noun;
    return false;
}

/// "was considering a request to unload": it may be its own.
bool ActNouns::only_considered(std::uint32_t verb) const {
    return clauses_.words().considering.begins(word(verb));
}

/// "… was turned down", "… reached the board": what became of a paper.
bool ActNouns::was_dealt_with(std::uint32_t from, TokenRange reach) const {
    for (std::uint32_t i = from; i < reach.last; ++i) {
        if (word(i) == ",") return false;
        if (is_verb(cls(i)) && clauses_.words().dealt.holds(word(i))) return true;
    }
    return false;
}

/// "a separate appeal to Chad for two ships has gone unanswered": whoever asked, Chad was asked.
bool ActNouns::to_party(std::uint32_t begin, TokenRange reach, ActDraft& draft) const {
    if (draft.act != ActKind::request || cls(begin - 1) != WordClass::determiner ||
        clauses_.has_finite(reach.first, begin - 1))
        return false;
    const std::uint32_t to = word(draft.cue.last - 1) == "to" ? draft.cue.last - 1 : draft.cue.last;
    if (to + 1 >= reach.last || word(to) != "to") return false;
    TokenRange party = noun_phrase_after(reading_, to + 1, reach.last);
    for (std::uint32_t i = party.first + 1; i < party.last; ++i) {
        if (word(i) == "for") party.last = i;
    }
    if (party.empty() || party.last >= reach.last || resolver_.entity_at(party) == kNoEntity) return false;
    if (word(party.last) != "for" && word(party.last) != "to") return false;
    draft.recipient = party;
    draft.what = {party.last + 1, clauses_.clause_end(party.last + 1, reach)};
    for (std::uint32_t i = draft.what.first + 1; i < draft.what.last; ++i) {
        if (is_finite(cls(i)) && cls(i) != WordClass::verb_base) draft.what.last = i;
    }
    return !draft.what.empty();
}

/// Where the noun's own adjectives begin.
std::uint32_t ActNouns::phrase_begin(std::uint32_t at, TokenRange reach) const {
    while (at > reach.first && (cls(at - 1) == WordClass::adjective || cls(at - 1) == WordClass::noun ||
                                cls(at - 1) == WordClass::verb_gerund || cls(at - 1) == WordClass::number)) {
        --at;
    }
    return at;
}

/// Whoever stands before "'s" or an apostrophe: a mention, else the words back to a preposition.
TokenRange ActNouns::possessor(std::uint32_t end, std::uint32_t floor) const {
    const TokenRange mention = resolver_.mention_ending_at(end);
    if (!mention.empty() && mention.first >= floor) return mention;
    TokenRange phrase = noun_phrase_before(reading_, end, floor);
    for (std::uint32_t i = phrase.first; i + 1 < phrase.last; ++i) {
        if (cls(i) == WordClass::preposition) phrase.first = i + 1;
    }
    return phrase;
}

/// "may yet improve its offer": nothing has been offered by that.
bool ActNouns::may_only(std::uint32_t verb) const {
    constexpr std::uint32_t kReach = 3;
    for (std::uint32_t i = verb; i > 0 && verb - i < kReach; --i) {
        const std::string_view w = word(i - 1);
        if (w == "may" || w == "might" || w == "could" || w == "should") return true;
    }
    return false;
}

/// "Cairo's request": the possessor acts; whoever has it before them, or does it at somebody's request, is
/// asked.
bool ActNouns::owned(std::uint32_t begin, TokenRange reach, ActDraft& draft) const {
    std::uint32_t owner = begin;
    std::uint32_t verb = begin;
    if (cls(begin - 1) == WordClass::possessive_pronoun) {
        owner = begin - 1;
        draft.actor = {owner, begin};
        const TokenRange subject = clauses_.governing_subject(owner, reach, &verb);
        if (verb > reach.first && verb < owner && may_only(verb)) return false;
        if (is_third_person(word(owner)) && verb < owner && answered_by_another(verb)) return false;
        if (is_third_person(word(owner)) && !subject.empty()) draft.actor = subject;
        const bool taken_back = verb < owner && lexicon_.light(word(verb)) == LightVerb::withdraws;
        if (taken_back) draft.status = ActStatus::withdrawn;
        return true;
    }
    if (cls(begin - 1) != WordClass::possessive) return false;
    draft.actor = possessor(begin - 1, reach.first);
    if (draft.actor.empty()) return false;
    owner = draft.actor.first;
    if (owner > reach.first && cls(owner - 1) == WordClass::determiner) --owner;
    const TokenRange subject = clauses_.governing_subject(owner, reach, &verb);
    if (verb > reach.first && verb < owner && may_only(verb)) return false;
    const bool at = owner > reach.first && word(owner - 1) == "at";
    const bool direct = verb < owner && owner - verb <= 3;
    if (subject.empty() || subject.overlaps(draft.actor)) return true;
    const LightVerb light = lexicon_.light(word(verb));
    if (at || (direct && (light == LightVerb::receives || light == LightVerb::handles)))
        draft.recipient = subject;
    return true;
}

/// "had not answered its request", "froze its application": nobody does so to a request of one's own.
bool ActNouns::answered_by_another(std::uint32_t verb) const {
    if (lexicon_.light(word(verb)) == LightVerb::handles) return true;
    return clauses_.words().unanswered.begins(word(verb));
}

/// "an opposition petition to annul the vote": the noun before says whose it is.
bool ActNouns::by_modifier(std::uint32_t at, TokenRange reach, ActDraft& draft) const {
    if (at < reach.first + 2 || draft.frame->words.size() < 2 ||
        (word(at - 2) != "a" && word(at - 2) != "an"))
        return false;
    const WordClass c = cls(at - 1);
    const TokenRange modifier{at - 1, at};
    const bool body = clauses_.words().bodies.holds(word(at - 1)) || resolver_.may_act(modifier);
    if ((c != WordClass::noun && c != WordClass::name && c != WordClass::adjective) || !body) return false;
    draft.actor = modifier;
    return true;
}

/// "issued an appeal for calm": the verb only carries the noun.
bool ActNouns::carried(std::uint32_t at, std::uint32_t begin, TokenRange reach, ActDraft& draft) const {
    std::uint32_t i = begin;
    while (i > reach.first && (cls(i - 1) == WordClass::determiner || cls(i - 1) == WordClass::number)) --i;
    if (i == reach.first) return false;
    // "prepared a list of requests for"
    if (i >= reach.first + 3 && word(i - 1) == "of" && lexicon_.light(word(i - 2)) == LightVerb::none &&
        is_nominal(cls(i - 2))) {
        i = phrase_begin(i - 2, reach);
        while (i > reach.first && cls(i - 1) == WordClass::determiner) --i;
    }
    if (i > reach.first && (word(i - 1) == "out" || word(i - 1) == "up" || word(i - 1) == "in")) --i;
    if (i == reach.first) return false;
    // "has withdrawn an offer": its own, as nothing else can be.
    const bool taken_back = lexicon_.light(word(i - 1)) == LightVerb::withdraws && is_verb(cls(i - 1));
    if (taken_back) draft.status = ActStatus::withdrawn;
    if (!taken_back && lexicon_.light(word(i - 1)) != LightVerb::gives) {
        // "sent Chad a request": whoever stands between.
        const TokenRange party = noun_phrase_before(reading_, i, reach.first);
        if (party.empty() || party.first == reach.first || !resolver_.may_act(party)) return false;
        const std::uint32_t giver = party.first - 1;
        if (lexicon_.light(word(giver)) != LightVerb::gives) return false;
        draft.recipient = party;
        i = party.first;
    }
    const std::uint32_t verb = i - 1;
    if (!is_verb(cls(verb))) return false;
    std::uint32_t group = verb;
    draft.actor = subject_of(reading_, verb, reach.first, &draft.negated, &group);
    for (std::uint32_t k = group; k < verb; ++k) {
        draft.future = draft.future || word(k) == "will" || word(k) == "would" || word(k) == "to";
        if (is_be(word(k)) && cls(verb) != WordClass::verb_gerund) return false;
    }
    if (draft.actor.empty()) draft.actor = clauses_.governing_subject(verb, reach, nullptr);
    draft.cue = {verb, std::max(draft.cue.last, at + 1)};
    return !draft.actor.empty();
}

/// "won the backing of Chad": whoever stands behind "of" or "from" acts, the subject receives.
bool ActNouns::received(std::uint32_t at, TokenRange reach, ActDraft& draft) const {
    std::uint32_t i = phrase_begin(at, reach);
    while (i > reach.first && cls(i - 1) == WordClass::determiner) --i;
    // "support as well as applause from", "support and praise from"
    for (std::uint32_t back = 0; back < 6 && i > reach.first && !is_verb(cls(i - 1)); ++back) --i;
    if (i == reach.first || lexicon_.light(word(i - 1)) != LightVerb::receives) return false;
    const std::uint32_t verb = i - 1;
    const std::uint32_t link = draft.cue.last;
    if (link >= reach.last || (word(link) != "from" && word(link) != "of" && word(link) != "by"))
        return false;
    draft.recipient = subject_of(reading_, verb, reach.first, &draft.negated);
    if (draft.recipient.empty()) draft.recipient = clauses_.governing_subject(verb, reach, nullptr);
    draft.actor = noun_phrase_after(reading_, link + 1, reach.last);
    // "institutions like the central bank": whoever is named behind "like" is meant.
    for (std::uint32_t k = draft.actor.last; k < std::min(reach.last, draft.actor.last + 2); ++k) {
        const bool such =
            word(k) == "like" || (word(k) == "such" && k + 1 < reach.last && word(k + 1) == "as");
        if (such) draft.actor = noun_phrase_after(reading_, word(k) == "like" ? k + 1 : k + 2, reach.last);
    }
    draft.cue = {verb, link};
    return !draft.actor.empty() && !draft.recipient.empty();
}

/// "[request] to A for X", "[call] for A to do X"
void ActNouns::whom_and_what(TokenRange reach, ActDraft& draft) const {
    std::uint32_t from = draft.cue.last;
    const std::uint32_t end = clauses_.clause_end(from, reach);
    // "the request was granted": what became of it is no part of it.
    draft.what = {from, from < end && is_finite(cls(from)) ? from : end};
    if (from + 1 < end && word(from) == "reached") {
        // "Chad's request reached Niger on Tuesday"
        const TokenRange asked = noun_phrase_after(reading_, from + 1, end);
        if (!asked.empty() && resolver_.entity_at(asked) != kNoEntity) draft.recipient = asked;
        return;
    }
    if (from < end && word(from) == "to" && draft.frame->act != ActKind::plan) {
        const TokenRange party = noun_phrase_after(reading_, from + 1, end);
        if (!party.empty() && resolver_.entity_at(party) != kNoEntity) {
            draft.recipient = party;
            from = party.last;
            if (from < end && (word(from) == "for" || word(from) == "to" || word(from) == "that"))
                draft.what = {from + 1, end};
        }
        return;
    }
    const bool asks = draft.act == ActKind::request || draft.act == ActKind::demand;
    const TokenRange party = noun_phrase_after(reading_, from, end);
    if (asks && !party.empty() && party.last < end && word(party.last) == "to") {
        draft.recipient = party;
        draft.what = {party.last + 1, end};
    }
}

}  // namespace sitrep::annotate
