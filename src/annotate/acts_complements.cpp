#include "annotate/acts_complements.hpp"

#include <algorithm>

#include "annotate/acts_statements.hpp"

namespace sitrep::annotate {

bool ActComplements::fill(TokenRange reach, ActDraft& draft, std::vector<ActDraft>& further) const {
    const std::uint32_t from =
        past_day(past_time(clauses_.skip_adverbs(draft.cue.last, reach.last), reach.last), reach.last, draft);
    const std::string_view next = from < reach.last ? word(from) : std::string_view();
    const std::uint32_t end = clauses_.clause_end(from, reach);
    switch (draft.frame->shape) {
        case FrameShape::request:
        case FrameShape::want:
            return request(from, reach, draft, further);
        case FrameShape::document:
            return document(from, reach, draft);
        case FrameShape::clause:
            // "five men charged with theft", "charged in May"
            if (draft.act == ActKind::accuse && from < reach.last && cls(from) == WordClass::preposition)
                return false;
            draft.what = {next == "that" ? from + 1 : from, end};
            if (draft.act == ActKind::demand && is_indicative(draft.what)) return false;
            if (draft.act == ActKind::demand || draft.act == ActKind::accuse)
                subject_of_clause(draft.what.first, end, draft);
            return draft.what.size() > 1;
        case FrameShape::infinitive:
            return infinitive(from, end, draft);
        case FrameShape::to:
            draft.what = {next == "to" ? from + 1 : from, end};
            who_is_helped(from, end, draft);
            return (next == "to" || plans_thing(from, draft)) && !draft.what.empty();
        case FrameShape::base:
            return base(from, reach, draft, further);
        case FrameShape::give:
            return give(from, end, draft);
        case FrameShape::mutual:
            return mutual(from, end, draft);
        case FrameShape::warn:
            return warn(from, end, reach, draft);
        case FrameShape::accuse:
        case FrameShape::charged:
            return accuse(from, end, reach, draft);
        case FrameShape::object:
            return object(from, reach, draft) && (second_giver(end, draft, further), true);
        case FrameShape::order:
            return order(from, end, reach, draft);
        case FrameShape::later:
            return later(from, end, draft);
        case FrameShape::bare:
            // "had applied on Monday"; "the rule applied to boats" asks for nothing.
            return !draft.passive && tells_only_when(from, end) && (from >= end || next != "to");
        case FrameShape::none:
            words_between(draft);
            own_object(end, draft);
            deadline(reach, draft);
            return true;
        default:
            return fill_gap(from, end, reach, draft);
    }
}

/// to … | WHAT
bool ActComplements::infinitive(std::uint32_t from, std::uint32_t end, ActDraft& draft) const {
    const std::string_view next = from < end ? word(from) : std::string_view();
    if (draft.act == ActKind::threaten) return threaten(from, end, draft);
    // "A request was declined": the paper is no party.
    if (draft.passive && !is_person(draft.recipient)) {
        draft.what = draft.recipient;
        draft.recipient = {};
        owner_of_object(draft.what, draft);
        return !draft.what.empty();
    }
    // "a clerk who declined to be identified" hides a name and refuses nobody
    if (next == "to" && asks_to_be_unnamed(from + 1, end)) return false;
    draft.what = {next == "to" ? from + 1 : from, end};
    who_is_helped(from, end, draft);
    // "refused the church's plea", "declined a plea by the church"
    const TokenRange thing = next == "to" ? TokenRange{} : noun_phrase_after(reading_, from, end);
    if (draft.act == ActKind::refuse && draft.recipient.empty() && !thing.empty() && names_plea(thing)) {
        owner_of_object(thing, draft);
        for (const std::string_view preposition : {"by", "from"})
            if (draft.recipient.empty()) with_party(from, end, preposition, draft);
    }
    return !draft.what.empty() || draft.act == ActKind::refuse;
}

/// "called off the loan of 30 statues": a phrase that ends with what it is about.
void ActComplements::own_object(std::uint32_t end, ActDraft& draft) const {
    const std::uint32_t last = draft.cue.last;
    if (!draft.what.empty() || draft.cue.size() < 3 || !is_nominal(cls(last - 1)) ||
        (cls(last - 2) != WordClass::determiner && cls(last - 2) != WordClass::possessive_pronoun))
        return;
    draft.what = {last - 2, std::max(last, end)};
}

/// "turned down on Monday a plea", "offered Tuesday two boats": the object stands behind the day.
std::uint32_t ActComplements::past_day(std::uint32_t at, std::uint32_t end, const ActDraft& draft) const {
    if (draft.passive || draft.frame->shape == FrameShape::bare) return at;
    std::uint32_t day = at < end && word(at) == "on" ? at + 1 : at;
    if (day + 1 >= end || !is_time_word(word(day))) return at;
    while (day < end && is_time_word(word(day))) ++day;
    const bool object = day < end && (cls(day) == WordClass::determiner || cls(day) == WordClass::number ||
                                      cls(day) == WordClass::possessive_pronoun);
    return object ? day : at;
}

/// Shapes of fixed phrases; nouns are read around, not behind.
bool ActComplements::fill_gap(std::uint32_t from, std::uint32_t end, TokenRange reach,
                              ActDraft& draft) const {
    switch (draft.frame->shape) {
        case FrameShape::whom:
            return whom(end, draft);
        case FrameShape::amount:
            return !draft.passive && is_amount(noun_phrase_after(reading_, from, reach.last)) &&
                   object(from, reach, draft) &&
                   (draft.frame->name != "have claimed" || claims_money(from, draft));
        case FrameShape::fear:
            return !draft.passive && fears(from, end, draft);
        case FrameShape::handled:
            return handled(from, end, reach, draft);
        default:
            return true;
    }
}

/// "on Monday", "the same evening", "within a day", or nothing
bool ActComplements::tells_only_when(std::uint32_t from, std::uint32_t end) const {
    if (from < end && (word(from) == "within" || word(from) == "after")) return true;
    if (skip_circumstance(reading_, from, end) >= end) return true;
    const TokenRange time = noun_phrase_after(reading_, from, end);
    return time.last == end && is_time_word(word(end - 1));
}

/// "insists that 19 men are inside": how it is, not how it shall be.
bool ActComplements::is_indicative(TokenRange clause) const {
    for (std::uint32_t i = clause.first; i < clause.last; ++i) {
        const std::string_view w = word(i);
        if (w == "be" || w == "must" || w == "should" || w == "not") return false;
        if (!is_finite(cls(i))) continue;
        const bool told = is_be(w) || w.ends_with('s') || w.ends_with("ed") || w.starts_with("ha") ||
                          cls(i) == WordClass::modal || cls(i) == WordClass::auxiliary;
        return told && i > clause.first;
    }
    return false;
}

/// WHAT [with RECIPIENT]
bool ActComplements::mutual(std::uint32_t from, std::uint32_t end, ActDraft& draft) const {
    draft.mutual = true;
    if (draft.passive) {
        draft.what = draft.recipient;
        draft.recipient = {};
        return !draft.what.empty();
    }
    draft.what = {from, end};
    // "signed a petition": asked for, and not agreed.
    if (word(draft.cue.first).starts_with("sign") && names_paper(noun_phrase_after(reading_, from, end)))
        draft.act = ActKind::request;
    draft.mutual = draft.act != ActKind::request;
    with_party(from, end, "with", draft);
    if (from < end && word(from) == "to") who_is_helped(from, end, draft);
    // "signed last", "signed with one hand": nothing that two sides put their names to.
    const bool manner =
        from < end && (cls(from) == WordClass::adverb || word(from) == "last" || word(from) == "first" ||
                       (word(from) == "with" && draft.recipient.empty()));
    return !draft.what.empty() && !manner;
}

bool ActComplements::object(std::uint32_t from, TokenRange reach, ActDraft& draft) const {
    const std::string_view next = from < reach.last ? word(from) : std::string_view();
    const std::uint32_t end = clauses_.clause_end(from, reach);
    const bool joins = (next == "that" || next == "to") && from + 1 < end;
    draft.what = {joins ? from + 1 : from, end};
    if (draft.passive) {
        draft.what = draft.recipient;
        draft.recipient = {};
        owner_of_object(draft.what, draft);
        if (draft.act == ActKind::request) with_party(from, end, "from", draft);
        return !draft.what.empty() && (!draft.actor.empty() || answers_paper(draft));
    }
    if (draft.act == ActKind::admit && goes_to_hospital(from, end)) return false;
    // "The clinic admitted nine people", "could admit doctors": let in.
    if (draft.act == ActKind::admit && draft.frame->name == "admit" && from < end &&
        ((cls(from) == WordClass::number && !clauses_.has_finite(from + 1, end)) ||
         clauses_.is_potential(draft.cue.first)))
        return false;
    // "insisting on anonymity": a source's wish.
    if (draft.act == ActKind::demand && next == "anonymity") return false;
    const TokenRange thing = noun_phrase_after(reading_, from, reach.last);
    // "stood by its statement", "settled on it": nobody's cause but one's own, nothing named.
    const bool own_words = draft.frame->name.starts_with("stand") &&
                           (next == "its" || next == "his" || next == "her" || next == "their");
    const bool perched =
        draft.frame->name == "settle on" && from < reach.last && cls(from) == WordClass::pronoun;
    // "slept on a watchtower"
    const bool in_bed = draft.frame->name == "sleep on" && next != "it" && !names_offer(thing) &&
                        !names_plea(thing) && (thing.empty() || word(thing.last - 1) != "matter");
    if (own_words || perched || in_bed) return false;
    // "sought to calm them"
    if (draft.act == ActKind::request && next == "to") return false;
    if (draft.act == ActKind::refuse && !thing.empty() && !refuses_thing(thing, draft)) return false;
    // "did not rule out a strike"
    if (draft.act == ActKind::refuse && draft.negated && word(draft.cue.last - 1) == "out") {
        draft.act = ActKind::consider;
        draft.negated = false;
    }
    const bool answers =
        draft.act == ActKind::refuse || draft.act == ActKind::agree || draft.act == ActKind::endorse;
    if (draft.act == ActKind::demand && next == "that") {
        subject_of_clause(from + 1, end, draft);
    } else if (draft.act == ActKind::demand || answers) {
        owner_of_object(thing, draft);
    }
    if (draft.act == ActKind::commit || draft.act == ActKind::offer) who_is_helped(from, end, draft);
    // "denied having hired workers from Peru": what is denied or considered names no receiver.
    const bool asks = draft.act == ActKind::request || draft.act == ActKind::demand;
    if (asks || answers) with_party(from, end, "from", draft);
    // "declined an offer of escorts by the army"
    if (answers && draft.recipient.empty() && (names_offer(thing) || names_plea(thing)))
        with_party(from, end, "by", draft);
    if (!turns_on_object(thing, draft)) return false;
    if (denied_by_thing(draft)) return false;
    return !draft.what.empty() || stands_alone(from >= end, draft) || clauses_.is_relative(draft.cue, reach);
}

/// Acts that what stands behind the verb makes others, or none.
bool ActComplements::turns_on_object(TokenRange thing, ActDraft& draft) const {
    if (draft.act == ActKind::offer && draft.frame->words.size() > 3 && is_person(thing))
        draft.recipient = thing;  // "put at the disposal of the guard"
    // "barred the crews from landing"
    const TokenRange gap = draft.act == ActKind::demand ? gap_of(draft) : TokenRange{};
    if (!gap.empty() && draft.recipient.empty() && cls(gap.first) != WordClass::number && is_person(gap))
        draft.recipient = gap;
    // "apologised to the families"
    if (draft.act == ActKind::admit && draft.frame->words.back() == "to" && is_person(thing))
        draft.recipient = thing;
    // "laid the blame on the firm", "found fault with the firm": a party, or nobody is accused.
    if (draft.act == ActKind::accuse && draft.frame->words.size() > 2) {
        if (thing.empty() || !is_person(thing)) return false;
        draft.recipient = thing;
    }
    // "approved on condition that …": an answer to whoever asked.
    const bool terms = draft.frame->name == "approve" && !clauses_.condition_of(draft).empty();
    if (terms) draft.act = ActKind::agree;
    // "approved $1 million": it is given.
    if (draft.act == ActKind::endorse && is_amount(thing)) draft.act = ActKind::agree;
    return true;
}

/// "promised the Fund (IMF) to pay", "promised Chad to pay": whom, and what behind the "to".
bool ActComplements::told_to(TokenRange mention, std::uint32_t end, ActDraft& draft) const {
    constexpr std::uint32_t kLongest = 4;
    std::uint32_t at = mention.last;
    if (at < end && word(at) == "(") {
        while (at < std::min(end, mention.last + kLongest) && word(at) != ")") ++at;
        ++at;
    }
    if (at + 1 >= end || word(at) != "to" || !is_verb(cls(at + 1))) return false;
    draft.recipient = mention;
    draft.what.first = at + 1;
    return true;
}

/// "admitted on Monday to a hospital": nobody admits anything by that.
bool ActComplements::goes_to_hospital(std::uint32_t from, std::uint32_t end) const {
    constexpr std::uint32_t kReach = 10;
    for (std::uint32_t i = from; i < std::min(end, from + kReach); ++i) {
        if (clauses_.words().hospitals.holds(word(i))) return true;
    }
    return false;
}

/// "is planning a strike"
bool ActComplements::plans_thing(std::uint32_t from, const ActDraft& draft) const {
    return draft.act == ActKind::plan && from < reading_.size() && cls(from) == WordClass::determiner &&
           (cls(draft.cue.first) == WordClass::verb_gerund || is_party(draft.actor));
}

/// "gave the firm until noon": whoever stands between.
void ActComplements::deadline(TokenRange reach, ActDraft& draft) {
    if (draft.frame->words.back() != "until") return;
    draft.recipient = {draft.cue.first + 1, draft.cue.last - 1};
    draft.what = {draft.cue.last - 1, reach.last};
}

/// «The request was granted»: an answer to a paper, though nobody is said to give it.
bool ActComplements::answers_paper(const ActDraft& draft) const {
    const bool answer = draft.act == ActKind::agree || draft.act == ActKind::endorse ||
                        draft.act == ActKind::refuse || draft.act == ActKind::deny;
    for (std::uint32_t i = draft.what.first; i < draft.what.last && answer; ++i) {
        if (clauses_.words().request_papers.holds(word(i))) return true;
    }
    return false;
}

/// "filed an application with the court"
bool ActComplements::document(std::uint32_t from, TokenRange reach, ActDraft& draft) const {
    const TokenRange paper = noun_phrase_after(reading_, from, reach.last);
    const std::uint32_t end = clauses_.clause_end(from, reach);
    const TokenRange asked = draft.passive ? draft.recipient : paper;
    bool is_paper = false;
    for (std::uint32_t i = asked.first; i < asked.last; ++i)
        is_paper = is_paper || clauses_.words().request_papers.holds(word(i));
    if (!is_paper) return false;
    draft.recipient = {};
    draft.what = asked;
    if (!draft.passive) draft.what.last = std::max(asked.last, end);
    for (const std::string_view preposition : {"with", "to", "before", "at"}) {
        if (draft.recipient.empty()) with_party(from, end, preposition, draft);
    }
    // "… for a release of water", "… to be exempted": what the paper asks.
    for (std::uint32_t i = paper.first; i + 1 < end && !draft.passive; ++i) {
        const bool asks = word(i) == "for" || (word(i) == "to" && is_verb(cls(i + 1)));
        if (!asks) continue;
        draft.what.first = i + 1;
        break;
    }
    return true;
}

bool ActComplements::base(std::uint32_t from, TokenRange reach, ActDraft& draft,
                          std::vector<ActDraft>& further) const {
    const std::uint32_t end = clauses_.clause_end(from, reach);
    draft.what = {from, end};
    if (draft.act == ActKind::plan && becomes_act(from, reach, draft, further)) return true;
    who_is_helped(from, end, draft);
    // "is happy to see it", "is expected to rise"
    const bool wills = draft.act != ActKind::offer || !clauses_.words().experiences.holds(word(from));
    const bool party = draft.frame->name != "expected to" && draft.frame->name != "about to" &&
                       draft.frame->name != "on track to";
    return from < reach.last && is_verb(cls(from)) && wills &&
           (party || (is_person(draft.actor) && !clauses_.words().experiences.holds(word(from))));
}

/// "is set to petition": the act that is planned, announced.
bool ActComplements::becomes_act(std::uint32_t from, TokenRange reach, ActDraft& draft,
                                 std::vector<ActDraft>& further) const {
    if (from >= reach.last) return false;
    for (const ActFrame& frame : lexicon_.at(word(from))) {
        if (!frame.verb || frame.words.size() > 1 || frame.shape == FrameShape::to) continue;
        ActDraft inner = draft;
        inner.frame = &frame;
        inner.act = frame.act;
        inner.cue = {draft.cue.first, from + 1};
        inner.what = {};
        if (!fill(reach, inner, further)) continue;
        inner.future = true;
        draft = inner;
        return true;
    }
    return false;
}

/// «demanded Sudan's maps», «rejected a request from Sudan»: of whom it is asked, whom it answers.
void ActComplements::owner_of_object(TokenRange object, ActDraft& draft) const {
    for (std::uint32_t i = object.first + 1; i < object.last; ++i) {
        if (cls(i) != WordClass::possessive) continue;
        if (is_party({object.first, i})) draft.recipient = {object.first, i};
        return;
    }
}

/// «demanded that the army leave»: the one who is to do it.
void ActComplements::subject_of_clause(std::uint32_t from, std::uint32_t end, ActDraft& draft) const {
    const TokenRange subject = noun_phrase_after(reading_, from, end);
    if (subject.empty() || subject.last >= end || cls(subject.first) == WordClass::pronoun) return;
    // A subjunctive looks like one more noun ("that the army quit the posts"): the mention ends before it.
    const TokenRange mention = resolver_.mention_in(subject);
    if (!mention.empty() && mention.first <= subject.first + 1) {
        draft.recipient = {subject.first, mention.last};
    } else if (resolver_.may_act(subject)) {
        draft.recipient = subject;
    } else if (subject.size() > 1 && resolver_.may_act({subject.first, subject.last - 1})) {
        draft.recipient = {subject.first, subject.last - 1};
    }
}

/// «… from the mine», «… with Khartoum»: the party behind a preposition.
void ActComplements::with_party(std::uint32_t from, std::uint32_t end, std::string_view preposition,
                                ActDraft& draft) const {
    for (std::uint32_t i = from; i + 1 < end; ++i) {
        if (word(i) != preposition) continue;
        TokenRange party = noun_phrase_after(reading_, i + 1, end);
        if (party.empty()) continue;
        party.last = past_time_before(party.first, party.last);
        for (std::uint32_t k = party.first + 1; k < party.last; ++k) {
            if (reading_.tokens.tokens[k].kind == TokenKind::opening_quote) party.last = k;
        }
        if (!resolver_.may_act(party)) continue;
        draft.recipient = party;
        if (draft.what.last > i && draft.what.first < i && preposition == "from") draft.what.last = i;
        return;
    }
}

/// «will help Chad», «will provide Chad with …»: whoever gains by what is offered or promised.
void ActComplements::who_is_helped(std::uint32_t from, std::uint32_t end, ActDraft& draft) const {
    const bool given = draft.act == ActKind::offer || draft.act == ActKind::commit ||
                       draft.act == ActKind::plan || draft.act == ActKind::agree ||
                       draft.act == ActKind::refuse;
    if (!given || !draft.recipient.empty()) return;
    for (std::uint32_t i = from; i + 1 < std::min(end, from + 6); ++i) {
        if (!clauses_.words().helping.holds(word(i)) || !is_verb(cls(i))) continue;
        const TokenRange helped = noun_phrase_after(reading_, i + 1, end);
        const TokenRange mention = resolver_.mention_in(helped);
        // "lend two Canadairs": what is lent.
        if (!helped.empty() && cls(helped.first) == WordClass::number) return;
        // "lend the ministry 12 nurses": the party ends where the number begins.
        for (std::uint32_t k = helped.first + 1; k < helped.last && mention.empty(); ++k) {
            if (cls(k) == WordClass::number && is_person({helped.first, k}))
                draft.recipient = {helped.first, k};
        }
        if (!draft.recipient.empty()) return;
        if (!mention.empty() && mention.last < helped.last && cls(mention.last) == WordClass::possessive) {
            draft.recipient = helped;
            for (std::uint32_t k = helped.first; k < helped.last; ++k) {
                if (word(k) == "with") draft.recipient.last = k;
            }
            return;
        }
        if (!mention.empty() && mention.first <= helped.first + 2 &&
            (mention.last >= end || cls(mention.last) != WordClass::possessive))
            draft.recipient = {helped.first, mention.last};
        return;
    }
}

/// "granted the Chadian crews a permit", "promised the families 5,000 rand", "assured growers that …":
/// whoever stands before another phrase or a clause.
TokenRange ActComplements::party_before_thing(std::uint32_t from, std::uint32_t end) const {
    TokenRange party = noun_phrase_after(reading_, from, end);
    // "each family", "12 men": nobody in particular.
    if (cls(from) == WordClass::number || word(from) == "each" || word(from) == "every") return {};
    for (std::uint32_t k = party.first + 1; k < party.last; ++k) {
        const bool thing = cls(k) == WordClass::number || cls(k) == WordClass::determiner || word(k) == "$";
        if (thing && cls(k - 1) != WordClass::preposition) party.last = k;
        if (cls(k) == WordClass::preposition) break;
    }
    if (party.empty() || party.last + 1 >= end) return {};
    const bool another = cls(party.last) == WordClass::determiner || cls(party.last) == WordClass::number ||
                         word(party.last) == "that" || word(party.last) == "$";
    return another && resolver_.may_act(party) ? party : TokenRange{};
}

/// to … | that … | RECIPIENT WHAT | WHAT [to RECIPIENT]
bool ActComplements::give(std::uint32_t from, std::uint32_t end, ActDraft& draft) const {
    const bool told_before = draft.recipient.size() == 1 && cls(draft.recipient.first) == WordClass::pronoun;
    if (draft.passive && from < end && word(from) != "by" && word(from) != "to" &&
        !noun_phrase_after(reading_, from, end).empty() && (told_before || is_person(draft.recipient))) {
        // "had been offered his life": whom it was offered, and what.
        draft.what = {from, end};
        return true;
    }
    if (draft.passive) {
        draft.what = draft.recipient;
        draft.recipient = {};
        owner_of_object(draft.what, draft);
        return !draft.what.empty() && (!draft.actor.empty() || answers_paper(draft));
    }
    // "…, its chief has promised": what was promised stands before.
    if (from >= end) return draft.act == ActKind::commit;
    const std::string_view next = word(from);
    if (next == "to" || next == "that") {
        draft.what = {from + 1, end};
        who_is_helped(from + 1, end, draft);
        return true;
    }
    draft.what = {from, end};
    if (cls(from) == WordClass::pronoun && from + 1 < end) {
        draft.recipient = {from, from + 1};
        draft.what.first = from + 1;
        return true;
    }
    if (const TokenRange party = party_before_thing(from, end); !party.empty()) {
        draft.recipient = party;
        draft.what.first = party.last;
        return true;
    }
    // "promised Chad two ships": a party straight after the verb and before another phrase.
    const TokenRange mention = resolver_.mention_in({from, std::min(end, from + 8)});
    const bool counted = cls(from) == WordClass::number;  // "two Oryx helicopters"
    if (!mention.empty() && !counted && mention.first <= from + 1 && told_to(mention, end, draft))
        return true;
    if (!mention.empty() && !counted && mention.first <= from + 1 && mention.last < end &&
        (cls(mention.last) == WordClass::number || cls(mention.last) == WordClass::determiner ||
         cls(mention.last) == WordClass::adjective || word(mention.last) == "that" ||
         cls(mention.last) == WordClass::plural_noun)) {
        draft.recipient = {from, mention.last};
        draft.what.first = word(mention.last) == "that" ? mention.last + 1 : mention.last;
        return true;
    }
    with_party(from, end, "to", draft);
    return true;
}

}  // namespace sitrep::annotate
