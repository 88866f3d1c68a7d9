// What somebody will or would do: plans, refusals, bargains, threats and promises that no cue tells.
#include <algorithm>
#include <array>

#include "annotate/acts_statements.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {

using text::among;

std::uint32_t past_adverbs(const ActClauses& clauses, std::uint32_t i, std::uint32_t end) {
    while (i < end && clauses.cls(i) == WordClass::adverb && !is_negation(clauses.word(i)) &&
           clauses.word(i) != "there" && clauses.word(i) != "here")
        ++i;
    return i;
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
           opener == "if" || opener == "once" || opener == "only" || opener == "provided" || opener == "so" ||
           opener == "as";
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
    const std::uint32_t verb = past_adverbs(clauses, be + 1, reach.last);
    if (verb >= reach.last || !clauses.words().granted_if.holds(clauses.word(verb))) return false;
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
    std::uint32_t last = verb;
    const std::string_view w = clauses.word(verb);
    if (w == "be") {
        last = past_adverbs(clauses, verb + 1, reach.last);
        if (last >= reach.last || !clauses.words().given.holds(clauses.word(last))) return false;
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

namespace {

/// "lay off drivers", "go to court", "turn to arbitrators", "take the firm to court"
bool is_harmful_phrase(const ActClauses& clauses, std::uint32_t verb, TokenRange reach) {
    constexpr std::uint32_t kReach = 7;
    const std::string_view w = clauses.word(verb);
    if (verb + 1 >= reach.last) return false;
    if (w == "lay" || w == "call" || w == "cut" || w == "pull")
        return clauses.word(verb + 1) == "off" || (w == "pull" && clauses.word(verb + 1) == "out");
    if (w != "go" && w != "turn" && w != "take" && w != "appeal") return false;
    for (std::uint32_t i = verb + 1; i < std::min(reach.last, verb + kReach); ++i) {
        const std::string_view to = clauses.word(i);
        if (to == "court" || to == "arbitration" || to == "arbitrators" || to == "judges" || to == "tribunal")
            return true;
    }
    return false;
}

/// What happens with nobody's will: "run out", "burn".
bool happens(const ActClauses& clauses, std::uint32_t verb, TokenRange reach) {
    if (clauses.words().befalling.holds(clauses.word(verb))) return true;
    if (clauses.word(verb) != "run" || verb + 1 >= reach.last) return false;
    const std::string_view next = clauses.word(verb + 1);
    return next == "out" || next == "dry" || next == "short" || next == "low";
}

}  // namespace

bool is_spared(const ActClauses& clauses, std::uint32_t verb, TokenRange reach) {
    if (verb + 1 >= reach.last || !clauses.words().sparing.holds(clauses.word(verb))) return false;
    const std::string_view w = clauses.word(verb);
    const bool faces = w == "face" && clauses.word(verb + 1) == "no";
    const WordSet& from =
        w == "escape" || w == "avoid" || faces ? clauses.words().spared_from : clauses.words().mercy;
    if (w == "face" && !faces) return false;
    for (std::uint32_t k = verb + 1; k < std::min(reach.last, verb + 4); ++k) {
        if (from.holds(clauses.word(k))) return true;
    }
    return false;
}

bool is_for_anybody(const ActClauses& clauses, TokenRange what) {
    constexpr std::uint32_t kReach = 8;
    for (std::uint32_t i = what.first + 1; i < std::min(what.last, what.first + kReach); ++i) {
        const std::string_view w = clauses.word(i);
        if (w == "anyone" || w == "anybody" || w == "whoever") return true;
        // "against any release", "not any": what, not whom.
        const std::string_view before = clauses.word(i - 1);
        const bool whom = clauses.cls(i - 1) != WordClass::preposition || before == "to" || before == "for";
        if (w == "any" && whom && before != "not") return true;
    }
    return false;
}

bool is_for_nothing(const ActClauses& clauses, TokenRange what) {
    for (std::uint32_t i = what.first; i + 1 < what.last; ++i) {
        const std::string_view w = clauses.word(i);
        const std::string_view next = clauses.word(i + 1);
        if (w == "for" && (next == "nothing" || next == "free")) return true;
        if ((w == "free" || w == "without") && (next == "of" || next == "charge"))
            return next == "charge" || (i + 2 < what.last && clauses.word(i + 2) == "charge");
        if (w == "at" && next == "no" && i + 2 < what.last && clauses.word(i + 2) == "cost") return true;
    }
    return false;
}

/// "unless …", "if … not …": what is to be averted.
bool presses(const ActClauses& clauses, TokenRange condition) {
    if (condition.empty()) return false;
    const std::string_view opener = clauses.word(condition.first);
    if (opener == "unless") return true;
    if (opener != "if") return false;
    for (std::uint32_t i = condition.first + 1; i < condition.last && clauses.word(i) != "that"; ++i) {
        const bool none = clauses.word(i) == "no" && is_be(clauses.word(i - 1));  // "if there is no offer"
        if (none || (is_negation(clauses.word(i)) && clauses.word(i) != "no")) return true;
    }
    return false;
}

bool tells_unless(const ActClauses& clauses, std::uint32_t will, TokenRange reach, ActDraft& draft) {
    bool unless = false;
    for (std::uint32_t k = will + 1; k < reach.last; ++k) unless = unless || clauses.word(k) == "unless";
    const std::uint32_t verb = past_adverbs(clauses, will + 1, reach.last);
    if (!unless || verb >= reach.last || !is_verb(clauses.cls(verb)) || clauses.in_speech(will)) return false;
    draft = ActDraft{};
    draft.actor = subject_of(clauses.reading(), will, reach.first);
    if (draft.actor.empty() || clauses.words().harm.holds(clauses.word(draft.actor.last - 1))) return false;
    draft.act = ActKind::warn;
    draft.cue = {will, verb + 1};
    draft.what = {draft.actor.first, clauses.clause_end(verb + 1, reach)};
    draft.told_by_speaker = true;
    draft.needs_speaker = true;
    return true;
}

namespace {

/// A modal with its subject and verb.
struct Will {
    std::uint32_t modal = 0;
    std::uint32_t verb = 0;
    TokenRange subject;
    std::string_view word;    ///< the modal
    std::string_view opener;  ///< of a condition behind it; empty if there is none
    bool could = false;
    bool arranged = false;  ///< "is to open"
    bool otherwise = false;
    bool failing = false;  ///< "…, failing which" it will do harm
    bool nobody = false;
    bool speech = false;
    bool first_person = false;
    bool on_terms = false;
};

/// "will hear the claim", "is to hear both sides"
bool is_heard_in_court(const ActClauses& clauses, TokenRange what) {
    static constexpr std::array<std::string_view, 9> kHeard = {
        "case", "claim", "appeal", "petition", "sides", "arguments", "witnesses", "evidence", "suit"};
    constexpr std::uint32_t kReach = 6;
    for (std::uint32_t i = what.first; i < std::min(what.last, what.first + kReach); ++i) {
        if (among(clauses.word(i), kHeard)) return true;
    }
    return false;
}

/// "The court will hear her on Friday": whoever sits as judge hears by plan.
bool sits_as_judge(const ActClauses& clauses, TokenRange subject) {
    static constexpr std::array<std::string_view, 8> kJudges = {
        "court", "tribunal", "judge", "judges", "parliament", "committee", "panel", "magistrate"};
    return !subject.empty() && among(clauses.word(subject.last - 1), kJudges);
}

/// "will hammer the gate", "is to free 20 men": taken for a noun or an adjective, but what a modal is
/// followed by is a verb.
bool noun_like(const ActClauses& clauses, std::uint32_t modal, std::uint32_t verb, TokenRange reach) {
    const std::string_view w = clauses.word(modal);
    if (verb + 1 >= reach.last || (w != "will" && w != "would" && w != "is" && w != "are")) return false;
    const WordClass next = clauses.cls(verb + 1);
    return (clauses.cls(verb) == WordClass::noun || clauses.cls(verb) == WordClass::adjective) &&
           (next == WordClass::determiner || next == WordClass::possessive_pronoun ||
            next == WordClass::number);
}

/// "will take no money", not "will pay no more than nine"
bool takes_nothing(const ActClauses& clauses, std::uint32_t verb, TokenRange reach) {
    static constexpr std::array<std::string_view, 7> kNotLess = {"more",   "longer", "fewer", "less",
                                                                 "sooner", "later",  "such"};
    return verb + 2 < reach.last && clauses.word(verb + 1) == "no" && !is_be(clauses.word(verb)) &&
           (is_nominal(clauses.cls(verb + 2)) || clauses.cls(verb + 2) == WordClass::adjective) &&
           !among(clauses.word(verb + 2), kNotLess);
}

/// Subject and verb of the modal at `i`; false where it has none.
bool find_will(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft, Will& will) {
    const std::string_view w = clauses.word(i);
    will.modal = i;
    will.word = w;
    will.could = w == "could" || w == "can";
    will.arranged = (w == "is" || w == "are") && i + 2 < reach.last && clauses.word(i + 1) == "to";
    if ((w != "will" && w != "would" && w != "shall" && !will.could && !will.arranged) || i == reach.first)
        return false;
    will.speech = clauses.in_speech(i);
    will.subject = subject_of(clauses.reading(), i, reach.first);
    // "met on Monday and will meet again": the subject of the verb before.
    const bool joined = clauses.word(i - 1) == "and" || clauses.word(i - 1) == "but";
    if (will.subject.empty() && joined && !will.speech && (w == "will" || will.arranged))
        will.subject = clauses.governing_subject(i - 1, reach, nullptr);
    if (will.subject.empty() || clauses.cls(i - 1) == WordClass::wh_word) return false;
    will.first_person = will.subject.size() == 1 && clauses.first_person(will.subject.first);
    std::uint32_t& verb = will.verb;
    verb = will.arranged ? i + 2 : i + 1;
    while (verb < reach.last && (clauses.cls(verb) == WordClass::adverb || is_negation(clauses.word(verb)))) {
        draft.negated = draft.negated || is_negation(clauses.word(verb));
        will.otherwise = will.otherwise || clauses.word(verb) == "otherwise";
        ++verb;
    }
    const bool down_tools = verb + 1 < reach.last && clauses.word(verb) == "down" &&
                            (clauses.word(verb + 1) == "tools" || clauses.word(verb + 1) == "arms");
    if (verb >= reach.last ||
        (!is_verb(clauses.cls(verb)) && !down_tools && !noun_like(clauses, i, verb, reach)))
        return false;
    will.failing = will.subject.first > reach.first + 1 && clauses.word(will.subject.first - 1) == "which" &&
                   clauses.word(will.subject.first - 2) == "failing";
    will.nobody = is_negative_subject(clauses, will.subject);
    const bool no_thing = (w == "will" || w == "would") && takes_nothing(clauses, verb, reach);
    draft.negated = draft.negated || will.nobody || no_thing || clauses.word(will.subject.first) == "none";
    return true;
}

/// "we could start if …"
bool could_if(const ActClauses& clauses, const Will& will, ActDraft& draft) {
    draft.future = true;
    draft.needs_speaker = true;
    const bool pronoun = clauses.cls(will.subject.first) == WordClass::pronoun;
    if (will.opener == "only" && !draft.negated && !will.speech && !pronoun) {
        // "Convoys could move only if …": whoever says so allows it on terms.
        draft.act = ActKind::agree;
        draft.actor = {};
        draft.what.first = will.subject.first;
        draft.future = false;
        draft.told_by_speaker = true;
        return true;
    }
    const bool bound = !draft.condition.empty() && clauses.word(draft.condition.first) != "until";
    if (will.on_terms && !draft.negated && clauses.words().permitting.holds(clauses.word(will.verb))) {
        draft.act = ActKind::agree;
        draft.future = false;
    }
    return bound && !draft.negated && (!will.speech || will.first_person);
}

/// "will not …": a refusal, of violence a promise; "No boat will sail until …": whoever says so holds it
/// back.
bool will_not(const ActClauses& clauses, const Will& will, ActDraft& draft) {
    draft.negated = false;
    const bool own = !will.nobody && !will.speech;
    if (own && draft.condition.empty() && clauses.words().violence.holds(clauses.word(will.verb))) {
        // "will not attack the trucks"
        draft.act = ActKind::commit;
        draft.what.first = will.modal + 1;
        return true;
    }
    if (own) return true;
    draft.actor = {};
    draft.what.first = will.subject.first;
    draft.told_by_speaker = true;
    return !will.opener.empty() && will.opener != "if";
}

/// Harm unless, or something given up if.
void weigh_condition(const ActClauses& clauses, const Will& will, TokenRange reach, ActDraft& draft) {
    const std::string_view verb = clauses.word(will.verb);
    const bool pressing = presses(clauses, draft.condition);
    const bool harmful = clauses.words().harm.holds(verb) || is_harmful_phrase(clauses, will.verb, reach);
    const bool harm_comes =
        will.opener == "unless" &&
        clauses.words().harm.holds(clauses.word(will.subject.last - 1));  // "a strike will follow"
    if ((pressing || will.otherwise) && (harmful || harm_comes)) {
        draft.act = ActKind::threaten;
        draft.told_by_speaker = !harmful;
        if (draft.told_by_speaker) draft.actor = {};
        if (draft.told_by_speaker) draft.what.first = will.subject.first;
    } else if (will.on_terms && (verb == "let" || verb == "allow" || verb == "admit" || verb == "permit")) {
        draft.act = ActKind::offer;  // "would let tankers in so long as they travel by day"
    } else if (will.failing) {
        draft.act = ActKind::threaten;
        draft.needs_speaker = false;
    } else if (will.opener == "if" && clauses.words().violence.holds(verb)) {
        draft.act = ActKind::threaten;  // "would shell the port if the ships came back"
    } else if (will.on_terms && !pressing && clauses.words().yielding.holds(verb)) {
        draft.act = ActKind::offer;
    }
}

}  // namespace

namespace {

/// "Digging will resume", "The talks will begin on Monday": planned by nobody who is named.
bool is_activity(const ActClauses& clauses, const Will& will) {
    if ((will.word != "will" && !will.arranged) || !clauses.words().starting.holds(clauses.word(will.verb)))
        return false;
    const std::uint32_t head = will.subject.last - 1;
    const std::string_view w = clauses.word(head);
    const bool gerund = w.size() > 5 && w.ends_with("ing") && clauses.cls(head) != WordClass::name;
    return gerund || clauses.words().activities.holds(w);
}

/// "Under the ministry's draft plans, the council would …": the plan tells it, and no speaker has to.
bool under_plan(const ActClauses& clauses, const Will& will, TokenRange reach) {
    constexpr std::uint32_t kLongest = 8;
    std::uint32_t at = will.subject.first;
    if (at > reach.first && clauses.word(at - 1) == ",") --at;
    if (at <= reach.first + 1 || at - reach.first > kLongest || clauses.word(reach.first) != "under")
        return false;
    return clauses.words().arrangements.holds(clauses.word(at - 1));
}

}  // namespace

bool read_will(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft) {
    draft = ActDraft{};
    Will will;
    if (!find_will(clauses, i, reach, draft, will)) return false;
    draft.actor = will.subject;
    const std::uint32_t verb = will.verb;
    const bool surely = !will.arranged && !will.could;
    if (surely && bargain(clauses, i, verb, reach, draft)) return true;
    if (clauses.word(verb) == "be")
        return surely && (granted_if(clauses, i, verb, reach, draft) || done_by(clauses, verb, reach, draft));
    draft.cue = {i, verb + 1};
    draft.what = {verb, clauses.clause_end(verb + 1, reach)};
    draft.act = draft.negated ? ActKind::refuse : ActKind::plan;
    will.opener = condition_behind(clauses, i, draft);
    will.on_terms = will.opener == "if" || will.opener == "once" || will.opener == "only" ||
                    will.opener == "provided" || will.opener == "so" || will.opener == "as";
    if (!draft.negated && !will.speech && !will.could && will.on_terms &&
        !presses(clauses, draft.condition) && clauses.words().attending.holds(clauses.word(verb))) {
        draft.act = ActKind::agree;
        draft.needs_speaker = will.word == "would";
        return true;
    }
    const bool befalls = clauses.words().experiences.holds(clauses.word(verb)) &&
                         !(clauses.word(verb) == "hear" &&
                           (is_heard_in_court(clauses, draft.what) || sits_as_judge(clauses, will.subject)));
    if (befalls || happens(clauses, verb, reach) || is_spared(clauses, verb, reach)) return false;
    if (will.could) return could_if(clauses, will, draft);
    // "The board would not extend it": refused, whoever tells of it; "would not last if …" is a guess.
    const bool refused = will.word == "would" && draft.negated && draft.condition.empty();
    draft.needs_speaker =
        (will.word == "would" && !refused && !under_plan(clauses, will, reach)) || will.nobody || will.speech;
    if (draft.negated) return will_not(clauses, will, draft);
    if (will.speech) return false;
    weigh_condition(clauses, will, reach, draft);
    draft.future = true;
    draft.unnamed = is_unnamed(clauses, will.subject) || is_activity(clauses, will);
    if (draft.act == ActKind::plan && is_for_anybody(clauses, draft.what)) draft.act = ActKind::offer;
    return true;
}

}  // namespace sitrep::annotate
