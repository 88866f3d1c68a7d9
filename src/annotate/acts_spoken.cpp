#include "annotate/acts_spoken.hpp"

#include <algorithm>
#include <optional>

#include "annotate/acts_statements.hpp"

namespace sitrep::annotate {
namespace {

bool first_person_will(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft) {
    std::uint32_t verb = i + 1;
    while (verb < reach.last && (clauses.cls(verb) == WordClass::adverb || is_negation(clauses.word(verb)))) {
        draft.negated = draft.negated || is_negation(clauses.word(verb));
        ++verb;
    }
    if (verb >= reach.last || !is_verb(clauses.cls(verb)) || clauses.words().no_act.holds(clauses.word(verb)))
        return false;
    draft.act = draft.negated ? ActKind::refuse : ActKind::commit;
    draft.cue = {i, verb + 1};
    // "Pay, or we will walk out", "we will strike unless …"
    const TokenRange condition = clauses.condition_of(draft);
    const bool or_else = i > reach.first + 1 && clauses.word(i - 2) == "or";
    const bool unless = !condition.empty() && clauses.word(condition.first) == "unless";
    if (!draft.negated && (or_else || unless) && clauses.words().harm.holds(clauses.word(verb)))
        draft.act = ActKind::threaten;
    draft.negated = false;
    draft.actor = {i - 1, i};
    draft.what = {verb, clauses.clause_end(verb + 1, reach)};
    return true;
}

/// "No gate was opened": says that something said to have happened did not.
bool blunt_denial(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft) {
    const TokenRange object = noun_phrase_after(clauses.reading(), i, reach.last);
    if (object.empty() || object.last + 1 >= reach.last) return false;
    const std::string_view be = clauses.word(object.last);
    if (be != "was" && be != "were" && be != "has" && be != "have") return false;
    draft.act = ActKind::deny;
    draft.cue = {i, i + 1};
    draft.what = {i + 1, clauses.clause_end(object.last, reach)};
    return true;
}

/// "Every pump was running": says that nothing was wrong.
bool all_in_order(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft) {
    const TokenRange subject = noun_phrase_after(clauses.reading(), i, reach.last);
    if (subject.empty() || subject.last + 1 >= reach.last) return false;
    const std::string_view be = clauses.word(subject.last);
    const std::string_view state = clauses.word(subject.last + 1);
    const bool in_order =
        state == "in" && subject.last + 2 < reach.last &&
        (clauses.word(subject.last + 2) == "order" || clauses.word(subject.last + 2) == "place" ||
         clauses.word(subject.last + 2) == "service");
    if ((be != "was" && be != "were") || (!in_order && !clauses.words().in_order.holds(state))) return false;
    draft.act = ActKind::deny;
    draft.cue = {i, i + 1};
    draft.what = {i, reach.last};
    draft.needs_speaker = true;
    return true;
}

/// "It was a bill, not a ransom": what was done was something else than one is charged with.
bool rather_than(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft) {
    constexpr std::uint32_t kReach = 10;
    for (std::uint32_t k = i + 2; k + 1 < std::min(reach.last, i + kReach); ++k) {
        if (clauses.word(k) != "," || clauses.word(k + 1) != "not") continue;
        draft.act = ActKind::deny;
        draft.cue = {i, i + 2};
        draft.what = {i, reach.last};
        draft.needs_speaker = true;
        draft.needs_charge = true;
        return true;
    }
    return false;
}

/// What a noun for something said makes of the words before it.
std::optional<ActKind> act_called(std::string_view noun, const ActWords& words) {
    if (words.pledges.holds(noun)) return ActKind::commit;
    if (noun == "threat") return ActKind::threaten;
    if (noun == "warning") return ActKind::warn;
    return std::nullopt;
}

/// "That is a promise", "You have my word", "I give you our word": the noun; 0 where the words are none of
/// these.
std::uint32_t calling_noun(const ActClauses& clauses, std::uint32_t i) {
    std::uint32_t noun = i + 2;
    if (clauses.word(i) != "that" && clauses.word(i) != "this") {
        if (clauses.word(i + 1).starts_with("give") && clauses.word(noun) == "you") ++noun;
        const std::string_view whose = clauses.word(noun);
        return whose == "my" || whose == "our" ? noun + 1 : 0;
    }
    const std::string_view opener = clauses.word(noun);
    return opener == "a" || opener == "our" || opener == "my" ? noun + 1 : noun;
}

/// "X will have two days. That is a promise.": the sentence before is what the speaker calls it.
bool named_before(const ActClauses& clauses, std::uint32_t i, ActDraft& draft) {
    constexpr std::uint32_t kLongest = 4;
    const Reading& reading = clauses.reading();
    const std::uint32_t here = reading.sentence_of[i];
    if (here == 0 || i + kLongest >= reading.size()) return false;
    const Sentence& before = reading.tokens.sentences[here - 1];
    if (before.block != reading.sentence(i).block || !clauses.in_speech(before.last - 1) ||
        reading.segment_of[before.last - 1] != reading.segment_of[i])
        return false;
    const std::uint32_t noun = calling_noun(clauses, i);
    if (noun == 0) return false;
    const bool word_given = clauses.word(noun) == "word" && clauses.word(i) != "that";
    const std::optional<ActKind> called =
        word_given ? std::optional(ActKind::commit) : act_called(clauses.word(noun), clauses.words());
    if (!called) return false;
    draft.act = *called;
    const TokenRange reach = clauses.window(before.last - 1);
    std::uint32_t verb = reach.last;
    for (std::uint32_t k = reach.first; k < reach.last; ++k) {
        if (clauses.cls(k) == WordClass::modal || (verb == reach.last && is_finite(clauses.cls(k)))) verb = k;
    }
    if (verb >= reach.last) return false;
    draft.cue = {verb, verb + 1};
    draft.recipient = subject_of(reading, verb, reach.first);
    draft.what = {reach.first, noun + 1};
    return true;
}

bool demand_by_must(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft) {
    draft.act = ActKind::demand;
    draft.what = {i + 1, clauses.clause_end(i + 1, reach)};
    draft.cue = {i, i + 1};
    const std::uint32_t subject = clauses.word(i - 1) == "else" && i > reach.first + 1 ? i - 2 : i - 1;
    return !draft.what.empty() && is_verb(clauses.cls(draft.what.first)) && !clauses.first_person(i - 1) &&
           !is_anybody(clauses.word(subject));
}

/// "Not one shell left our guns": how it was, and nothing that will be.
bool tells_past(const ActClauses& clauses, TokenRange words) {
    for (std::uint32_t i = words.first; i < words.last; ++i) {
        const WordClass c = clauses.cls(i);
        if (c == WordClass::modal) return false;
        if (c == WordClass::verb_past) return true;
    }
    return false;
}

/// A speaker who tells of what is his denies what he is charged with, whether the report tells of a charge or
/// not.
bool deny_past(const ActClauses& clauses, ActDraft& draft) {
    draft.act = ActKind::deny;
    draft.needs_charge = true;
    for (std::uint32_t i = draft.what.first; i < draft.what.last; ++i) {
        const std::string_view w = clauses.word(i);
        if (w == "our" || w == "my" || w == "its") draft.needs_charge = false;
    }
    return true;
}

/// "Let the minister tell me which": a dare and no demand.
bool dares_to_tell(const ActClauses& clauses, std::uint32_t let, TokenRange reach) {
    constexpr std::uint32_t kReach = 6;
    for (std::uint32_t i = let + 2; i < std::min(reach.last, let + kReach); ++i) {
        if (clauses.words().telling.holds(clauses.word(i))) return true;
    }
    return false;
}

}  // namespace

bool read_spoken_act(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft) {
    const std::string_view w = clauses.word(i);
    draft = ActDraft{};
    const std::string_view before = i > reach.first ? clauses.word(i - 1) : std::string_view();
    if ((w == "will" || w == "shall") && (before == "we" || before == "i"))
        return first_person_will(clauses, i, reach, draft);
    if (w == "must" && i > reach.first) return demand_by_must(clauses, i, reach, draft);
    const bool now =
        before == "now" || before == "so" || before == "please" || before == "just" || before == ".";
    if (w == "let" && now && i + 2 < reach.last && !clauses.first_person(i + 1) &&
        !dares_to_tell(clauses, i, reach)) {
        draft.act = ActKind::demand;
        draft.cue = {i, i + 1};
        draft.what = {i + 1, reach.last};
        return true;
    }
    if (i != reach.first || i + 2 >= reach.last) return false;
    const std::string_view next = clauses.word(i + 1);
    if (w == "no") return blunt_denial(clauses, i, reach, draft);
    const bool gives = (w == "you" && next == "have") || ((w == "i" || w == "we") && next == "give");
    if (gives || ((w == "that" || w == "this") && is_be(next))) return named_before(clauses, i, draft);
    const bool past = next == "was" || next == "were";
    if (past && (w == "it" || w == "he" || w == "she" || w == "they" || w == "those" || w == "these"))
        return rather_than(clauses, i, reach, draft);
    if (w == "every" || w == "all") return all_in_order(clauses, i, reach, draft);
    if (w == "not" && (next == "a" || next == "one")) {
        // "Not one boot before the fifth", "Not a single gate will be opened by us …"
        if (clauses.word(i + 2) == "," || clauses.word(i + 2) == "and") return false;
        draft.act = ActKind::refuse;
        draft.cue = {i, i + 2};
        draft.what = {i, clauses.clause_end(i + 2, reach)};
        return !tells_past(clauses, draft.what) || deny_past(clauses, draft);
    }
    // "Not by a single hour", "There is not one pump there": an answer to a charge.
    const bool there = w == "there" && is_be(next) && clauses.word(i + 2) == "not";
    if (there || (w == "not" && next == "by")) {
        draft.act = ActKind::deny;
        draft.cue = {i, i + 2};
        draft.what = {i, clauses.clause_end(i + 2, reach)};
        draft.answers_charge = true;
        return true;
    }
    if (w == "let" && !clauses.first_person(i + 1) && !dares_to_tell(clauses, i, reach)) {
        draft.act = ActKind::demand;
        draft.cue = {i, i + 1};
        draft.what = {i + 2, reach.last};
        return true;
    }
    return false;
}

bool read_headline_plan(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft) {
    if (clauses.word(i) != "to" || i == reach.first || i + 1 >= reach.last ||
        clauses.has_finite(reach.first, i))
        return false;
    const WordClass c = clauses.cls(i + 1);
    if (c != WordClass::verb_base && c != WordClass::verb_present) return false;
    draft = ActDraft{};
    draft.actor = noun_phrase_before(clauses.reading(), i, reach.first);
    if (draft.actor.empty()) return false;
    draft.act = ActKind::plan;
    draft.future = true;
    draft.cue = {i, i + 1};
    draft.what = {i + 1, reach.last};
    return true;
}

bool read_dated_plan(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft) {
    const bool verb =
        clauses.cls(i) == WordClass::verb_present ||
        (clauses.words().appointed.holds(clauses.word(i)) && reads_as_verb(clauses.reading(), i, reach.last));
    if (!verb || clauses.in_speech(i)) return false;
    std::uint32_t group = i;
    draft = ActDraft{};
    draft.actor = subject_of(clauses.reading(), i, reach.first, &draft.negated, &group);
    if (draft.actor.empty() || group != i || draft.negated) return false;
    const std::uint32_t end = clauses.clause_end(i + 1, reach);
    for (std::uint32_t k = i + 1; k + 1 < std::min(end, i + 10); ++k) {
        if (is_finite(clauses.cls(k))) return false;
        const bool next = clauses.word(k) == "next" && is_time_word(clauses.word(k + 1));
        // "flies to Aden on Tuesday", "starts at the dam on 5 February"
        const bool day = clauses.word(k) == "on" && clauses.words().appointed.holds(clauses.word(i)) &&
                         (is_time_word(clauses.word(k + 1)) || clauses.cls(k + 1) == WordClass::number);
        if (!next && !day) continue;
        draft.act = ActKind::plan;
        draft.future = true;
        draft.cue = {i, i + 1};
        draft.what = {i, end};
        return true;
    }
    return false;
}

}  // namespace sitrep::annotate
