#include "annotate/acts_passives.hpp"

#include <array>

#include "text/word_lists.hpp"

namespace sitrep::annotate {

namespace {

bool is_court_matter(std::string_view verb) {
    return verb.starts_with("charge") || verb.starts_with("indict") || verb.starts_with("face") ||
           verb.starts_with("suspect") || verb == "under";
}

}  // namespace

/// "The envoy was denied entry", "The firm has until noon to pay": the act is done to the subject.
bool ActPassives::suffered(std::uint32_t at, TokenRange reach, ActDraft& draft) const {
    std::uint32_t group = at;
    draft.recipient = subject_of(reading_, at, reach.first, &draft.negated, &group);
    // "a clerk who is not cleared to speak"
    if (draft.recipient.empty() || (draft.negated && draft.act == ActKind::agree)) return false;
    const std::string_view first = word(draft.recipient.first);
    const bool pronoun = draft.recipient.size() == 1 && (first == "it" || first == "they");
    if (!pronoun && !resolver_.may_act(draft.recipient)) return false;
    bool be = false;
    for (std::uint32_t i = group; i < at; ++i) {
        be = be || is_be(word(i));
        // "demands that the monitors be let in": wished for, and not done.
        if (word(i) == "be" && i == group) return false;
        if (cls(i) == WordClass::modal || word(i) == "to") return false;
    }
    const bool asks = draft.act == ActKind::demand || draft.act == ActKind::request;
    if (asks && (clauses_.in_speech(at) || free_to_act(reach, draft))) return false;
    // "were told to expect delays"
    const bool befalls = draft.cue.last < reach.last && word(draft.cue.last - 1) == "to" &&
                         clauses_.words().experiences.holds(word(draft.cue.last));
    if (asks && befalls) return false;
    const bool participle = cls(at) == WordClass::verb_participle || cls(at) == WordClass::verb_past;
    // "got a flat no": what is received is done to whoever gets it.
    const bool gets = word(at) == "got" || word(at) == "received";
    if (participle && !be && !gets && word(at) != "had") return false;
    draft.passive = true;
    draft.actor = subjects_.agent(draft.cue.last, reach);
    // "Five men are charged with theft": a case before a court; who accuses them is not told.
    if (draft.act == ActKind::accuse && draft.actor.empty() && is_court_matter(word(at))) return false;
    draft.what = {draft.cue.last, clauses_.clause_end(draft.cue.last, reach)};
    return true;
}

/// "has until Friday to appeal": a right, not a duty.
bool ActPassives::free_to_act(TokenRange reach, const ActDraft& draft) const {
    for (std::uint32_t i = draft.cue.first; i < reach.last; ++i) {
        if (clauses_.words().rights.holds(word(i))) return true;
    }
    return false;
}

/// "the front, accused of the raid, …", "the bank, asked to lend, …"
void ActPassives::reduced(TokenRange reach, ActDraft& draft) const {
    const std::uint32_t at = draft.cue.first;
    const FrameShape shape = draft.frame->shape;
    const bool asks = (shape == FrameShape::request || shape == FrameShape::order) &&
                      (cls(at) == WordClass::verb_participle || cls(at) == WordClass::verb_past);
    if ((!asks && shape != FrameShape::accuse) || draft.passive || at <= reach.first + 1 ||
        word(at - 1) != "," || draft.cue.last >= reach.last || word(draft.cue.last) != (asks ? "to" : "of"))
        return;
    // "Chad protested, asked to be heard and left": a verb of its own, where no comma closes the phrase.
    std::uint32_t close = draft.cue.last;
    while (asks && close < reach.last && word(close) != ",") ++close;
    if (asks &&
        (close + 1 >= reach.last || clauses_.has_finite(reach.first, at - 1) || !is_finite(cls(close + 1))))
        return;
    draft.actor = noun_phrase_before(reading_, at - 1, reach.first);
    draft.passive = !draft.actor.empty();
    draft.relative = draft.passive;
}

/// What stood as subject is asked or accused; "by A and B" acts.
void ActPassives::turn(TokenRange reach, ActDraft& draft) const {
    draft.recipient = draft.actor;
    draft.actor = subjects_.agent(draft.cue.last, reach);
    const std::uint32_t link = draft.actor.last;
    if (draft.actor.empty() || link + 1 >= reach.last || word(link) != "and") return;
    const TokenRange second = noun_phrase_after(reading_, link + 1, reach.last);
    if (resolver_.may_act(second)) draft.actor.last = second.last;
}

/// "Parents were warned not to …", "has been threatened with …": somebody was.
bool ActPassives::told_whom(TokenRange reach, const ActDraft& draft) const {
    static constexpr std::array<std::string_view, 7> kLinks = {"not",     "to",    "that", "of",
                                                               "against", "about", "with"};
    return draft.cue.last + 1 < reach.last && text::among(word(draft.cue.last), kLinks) &&
           resolver_.may_act(draft.actor);
}

/// "an audit offered by Ana Lopez"
bool ActPassives::offered_by(std::uint32_t at, TokenRange reach, ActDraft& draft) const {
    const bool gives = draft.act == ActKind::offer || draft.act == ActKind::commit;
    if (!gives || at + 1 >= reach.last || word(at + 1) != "by") return false;
    draft.actor = noun_phrase_before(reading_, at, reach.first);
    draft.passive = true;
    draft.relative = true;
    return !draft.actor.empty();
}

}  // namespace sitrep::annotate
