#include "annotate/acts_checks.hpp"

#include <algorithm>
#include <array>

#include "annotate/acts_statements.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

/// "I promise nothing"
bool promises_nothing(const ActClauses& clauses, const ActDraft& draft) {
    return draft.what.size() == 1 &&
           (clauses.word(draft.what.first) == "nothing" || clauses.word(draft.what.first) == "none");
}

/// "We have signed papers before": what somebody has been through, not what is done now.
bool tells_habit(const ActClauses& clauses, const ActDraft& draft) {
    if (draft.what.empty() || draft.act != ActKind::agree || !clauses.in_speech(draft.cue.first))
        return false;
    return clauses.word(draft.what.last - 1) == "before";
}

/// "Nobody agrees on it", "Nobody asked me"
bool done_by_nobody(const ActClauses& clauses, const ActDraft& draft) {
    if (draft.frame == nullptr || draft.actor.empty()) return false;
    const std::string_view w = clauses.word(draft.actor.first);
    // "No date has been set for it"
    if (w == "no" && draft.act == ActKind::plan) return true;
    return w == "nobody" || w == "none" || w == "neither" ||
           (w == "no" && clauses.word(draft.actor.last - 1) == "one");
}

/// "confirmed that it fired": an admission only of what one was charged with.
bool confirms_news(const ActClauses& clauses, const ActDraft& draft) {
    static constexpr std::array<std::string_view, 4> kOwn = {"it", "he", "she", "they"};
    return draft.frame != nullptr && draft.act == ActKind::admit && draft.frame->name == "confirm that" &&
           (draft.what.empty() || !text::among(clauses.word(draft.what.first), kOwn));
}

/// "He asks for rice and then he leaves it", in somebody's own words: a tale of people the report does not
/// know.
bool tale_of_strangers(const ActClauses& clauses, const ActDraft& draft) {
    if ((draft.act != ActKind::request && draft.act != ActKind::agree) || draft.frame == nullptr ||
        draft.actor.empty() || !clauses.in_speech(draft.cue.first))
        return false;
    const std::string_view w = clauses.word(draft.actor.last - 1);
    if (draft.act == ActKind::agree) return w == "one" || w == "ones";
    return w == "one" || w == "ones" || (draft.actor.size() == 1 && (w == "he" || w == "she" || w == "they"));
}

/// "The one who signed last", "I wanted a bigger door", "insisting on anonymity": nobody does anything with
/// these words.
bool tells_in_passing(const ActClauses& clauses, const ActDraft& draft) {
    if (draft.frame == nullptr) return false;
    const bool asks = draft.act == ActKind::demand || draft.act == ActKind::request;
    for (const TokenRange part : {draft.actor, draft.what, draft.recipient}) {
        // "requested anonymity for fear of dismissal"
        constexpr std::uint32_t kOpening = 4;
        for (std::uint32_t i = part.first; asks && i < std::min(part.last, part.first + kOpening); ++i) {
            if (clauses.word(i) == "anonymity") return true;
        }
    }
    const bool own =
        clauses.in_speech(draft.cue.first) && !draft.actor.empty() && clauses.first_person(draft.actor.first);
    const std::string_view verb = clauses.word(draft.cue.first);
    // "We asked for 600 because we counted 600": the reason is told, not the request.
    bool because = false;
    for (std::uint32_t i = draft.what.first; i < draft.what.last; ++i)
        because = because || clauses.word(i) == "because";
    return own && (verb == "wanted" || (verb == "asked" && because));
}

/// "fired eleven warning shots", "a warning light": what kind of thing it is.
bool is_of_a_kind(const ActClauses& clauses, const ActDraft& draft) {
    const std::uint32_t at = draft.cue.first;
    if (draft.act != ActKind::warn || clauses.word(at) != "warning" || at == 0 ||
        at + 1 >= clauses.reading().size())
        return false;
    const WordClass before = clauses.cls(at - 1), behind = clauses.cls(at + 1);
    return (before == WordClass::number || before == WordClass::determiner) &&
           (behind == WordClass::noun || behind == WordClass::plural_noun);
}

/// "A ruling is expected on Friday" tells a plan; "rain is expected on Friday" and "she is expected at noon"
/// do not.
bool awaits_no_activity(const ActClauses& clauses, const ActDraft& draft) {
    if (draft.frame == nullptr || draft.act != ActKind::plan || draft.frame->shape != FrameShape::object ||
        draft.frame->words.size() < 3 ||
        (draft.frame->words[1] != "expected" &&
         (draft.frame->words[1] != "due" || draft.frame->words[2] == "back" ||
          draft.frame->words[2] == "at" || draft.frame->words[2] == "before")))
        return false;
    std::uint32_t head = draft.actor.first;
    while (head + 1 < draft.actor.last && clauses.cls(head + 1) != WordClass::preposition) ++head;
    return draft.actor.empty() || !clauses.words().activities.holds(clauses.word(head));
}

bool is_charged(const std::vector<Act>& before) {
    return std::any_of(before.begin(), before.end(), [](const Act& act) {
        return act.act == ActKind::accuse || act.act == ActKind::admit || act.act == ActKind::deny;
    });
}

}  // namespace

bool tells_no_act(const ActClauses& clauses, const ActDraft& draft, const std::vector<Act>& before) {
    if (promises_nothing(clauses, draft) || tells_habit(clauses, draft) || done_by_nobody(clauses, draft) ||
        confirms_news(clauses, draft) || tale_of_strangers(clauses, draft) ||
        tells_in_passing(clauses, draft) || awaits_no_activity(clauses, draft) ||
        is_of_a_kind(clauses, draft))
        return true;
    const bool confirms = draft.frame != nullptr && draft.frame->name == "confirm that";
    return (draft.needs_charge || confirms) && !is_charged(before);
}

bool lets_pass(const ActClauses& clauses, std::uint32_t at, TokenRange reach) {
    const bool plain = at == reach.first || (clauses.cls(at - 1) != WordClass::modal &&
                                             clauses.cls(at - 1) != WordClass::auxiliary);
    return plain && at + 1 < reach.last && clauses.cls(at + 1) == WordClass::pronoun;
}

bool is_made_to(const ActClauses& clauses, std::uint32_t at, TokenRange reach) {
    if (at == reach.first) return false;
    const std::string_view before = clauses.word(at - 1);
    const bool object =
        before == "him" || before == "her" || before == "them" || before == "us" || before == "me";
    const WordClass c = clauses.cls(at);
    return object &&
           (c == WordClass::verb_base || (c == WordClass::verb_present && !clauses.word(at).ends_with('s')));
}

bool is_asked_of_another(const ActClauses& clauses, const ActDraft& draft,
                         const std::vector<ActDraft>& drafts) {
    if (draft.frame == nullptr || clauses.cls(draft.cue.first) != WordClass::verb_base || draft.actor.empty())
        return false;
    return std::any_of(drafts.begin(), drafts.end(), [&](const ActDraft& other) {
        return other.act == ActKind::demand && other.cue.first < draft.cue.first &&
               other.what.contains(draft.cue.first) && other.recipient.overlaps(draft.actor);
    });
}

bool is_what_is_denied(const ActClauses& clauses, const ActDraft& draft,
                       const std::vector<ActDraft>& drafts) {
    if (draft.frame == nullptr || !draft.frame->verb) return false;
    const std::uint32_t at = draft.cue.first;
    return std::any_of(drafts.begin(), drafts.end(), [&](const ActDraft& other) {
        const bool says_no = other.act == ActKind::deny || other.act == ActKind::refuse;
        if (!says_no || other.cue.last > at || other.cue.first == at) return false;
        // "ruled out opening the gate", "denied having promised a boat"
        const bool gerund = at == other.cue.last && clauses.cls(at) == WordClass::verb_gerund;
        return gerund || (at == other.cue.last + 1 && clauses.word(other.cue.last) == "having");
    });
}

bool rejects_charge(const ActClauses& clauses, const ActDraft& draft, const std::vector<Act>& before) {
    static constexpr std::array<std::string_view, 3> kThat = {"that", "this", "it"};
    return draft.act == ActKind::refuse && draft.what.size() == 1 && !before.empty() &&
           before.back().act == ActKind::accuse && text::among(clauses.word(draft.what.first), kThat);
}

namespace {

/// "asked the court to suspend it until growers are heard": how long is part of what is asked for.
void take_in_duration(const ActClauses& clauses, ActDraft& draft) {
    const bool asks = draft.act == ActKind::request || draft.act == ActKind::demand;
    const TokenRange reach = clauses.window(draft.cue.first);
    if (!asks || draft.frame == nullptr || draft.what.empty() || !draft.condition.empty() ||
        draft.what.last >= reach.last || draft.what.first < draft.cue.first ||
        clauses.word(draft.what.last) != "until")
        return;
    draft.what.last = clauses.clause_end(draft.what.last + 1, reach);
}

}  // namespace

void turn_on_terms(const ActClauses& clauses, ActDraft& draft) {
    take_in_duration(clauses, draft);
    const bool later = draft.frame != nullptr && draft.frame->shape == FrameShape::later;
    if (draft.act == ActKind::plan && later && is_for_anybody(clauses, draft.what))
        draft.act = ActKind::offer;
    if (draft.act == ActKind::plan && is_terms(clauses, draft.condition) &&
        !presses(clauses, draft.condition) && draft.frame != nullptr &&
        draft.frame->shape == FrameShape::later &&
        clauses.words().yielding.holds(clauses.word(draft.cue.first)))
        draft.act = ActKind::offer;
    // "warned that whoever sails will be fined": whom it is for, not whether it is said.
    if (!draft.condition.empty() && (draft.act == ActKind::warn || draft.act == ActKind::threaten) &&
        !draft.future) {
        const std::string_view opener = clauses.word(draft.condition.first);
        if (opener == "who" || opener == "whoever") draft.status = ActStatus::done;
    }
    if (!draft.future || !presses(clauses, draft.condition)) return;
    if (draft.act != ActKind::request) return;
    for (const TokenRange part : {draft.recipient, draft.what}) {
        for (std::uint32_t i = part.first; i < part.last; ++i) {
            const std::string_view w = clauses.word(i);
            if (w != "court" && w != "tribunal" && w != "judge" && w != "arbitrators") continue;
            draft.act = ActKind::threaten;
            draft.recipient = {};
            return;
        }
    }
}

bool is_terms(const ActClauses& clauses, TokenRange condition) {
    static constexpr std::array<std::string_view, 4> kOpeners = {"only", "if", "once", "provided"};
    return !condition.empty() && text::among(clauses.word(condition.first), kOpeners);
}

void turn_negated_promise(ActDraft& draft) {
    // "will bar barges from sailing at night": not yet barred.
    if (draft.act == ActKind::demand && draft.future && draft.frame != nullptr &&
        draft.frame->name.starts_with("bar "))
        draft.act = ActKind::plan;
    const bool gives = draft.act == ActKind::agree || draft.act == ActKind::commit ||
                       draft.act == ActKind::endorse || draft.act == ActKind::offer;
    // "never promised ten nights": said to have happened, and denied.
    if (draft.never && !draft.future &&
        (gives || draft.act == ActKind::request || draft.act == ActKind::threaten)) {
        draft.act = ActKind::deny;
        draft.negated = false;
        return;
    }
    // "does not accept the finding", "do not agree to it"
    const bool flatly = draft.flatly && (draft.act == ActKind::agree || draft.act == ActKind::endorse);
    const bool cannot = (draft.potential && draft.act != ActKind::offer) || flatly;
    if (!gives || !draft.negated || (!draft.future && !cannot) || draft.passive) return;
    draft.act = ActKind::refuse;
    draft.negated = draft.future = false;
}

ActStatus status_of(const ActDraft& draft) {
    if (draft.status) return *draft.status;
    if (!draft.condition.empty()) return ActStatus::conditional;
    if (draft.frame != nullptr && draft.frame->status) return *draft.frame->status;
    if (draft.act == ActKind::consider) return ActStatus::contemplated;
    if (draft.act == ActKind::plan || draft.future) return ActStatus::announced;
    return ActStatus::done;
}

}  // namespace sitrep::annotate
