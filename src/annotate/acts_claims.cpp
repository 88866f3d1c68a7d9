#include "annotate/acts_claims.hpp"

#include <algorithm>
#include <array>

#include "annotate/acts_statements.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

using text::among;

/// "run out", "go under", "top its banks", "give way", "be lost": harm in more than one word.
bool is_harm_phrase(const ActClauses& clauses, std::uint32_t verb, std::uint32_t end) {
    if (verb + 1 >= end) return false;
    const std::string_view w = clauses.word(verb);
    const std::string_view next = clauses.word(verb + 1);
    if (w == "run") return next == "out" || next == "dry" || next == "short" || next == "low";
    if (w == "go") return next == "under" || next == "hungry" || next == "dark";
    if (w == "give") return next == "way";
    if (w == "get" || w == "become") return next == "worse";
    if (w == "break")
        return next == "up" || next == "out" || next == "apart" || next == "its" || next == "her";
    if (w == "top" || w == "breach") return next == "its" || next == "their" || next == "the";
    if (w == "be")
        return clauses.words().overtaken.holds(next) ||
               (next == "too" && verb + 2 < end && clauses.word(verb + 2) == "late");
    return w == "come" && next == "down";
}

/// A cue of somebody who is contradicted: "insisted", "countered".
bool is_insisting(std::string_view w) {
    return w.starts_with("insist") || w.starts_with("maintain") || w.starts_with("counter") ||
           w.starts_with("protest") || w.starts_with("retort");
}

}  // namespace

bool opens_claim(std::string_view w, const ActWords& words) {
    static constexpr std::array<std::string_view, 18> kWords = {
        "may",    "might", "could", "can",  "will",   "would",  "should", "was",   "were",
        "failed", "got",   "had",   "risk", "danger", "untrue", "false",  "truth", "blame"};
    return among(w, kWords) || words.wrongs.holds(w) || is_insisting(w) || words.orders.holds(w);
}

bool ActClaims::is_pronoun(TokenRange words) const {
    return words.size() == 1 && cls(words.first) == WordClass::pronoun;
}

/// "we", "I"; outside marks "it", "he", "she", "they" straight behind a verb of saying.
bool ActClaims::of_speaker(TokenRange words) const {
    if (words.size() != 1) return false;
    if (clauses_.in_speech(words.first)) return word(words.first) == "we" || word(words.first) == "i";
    const std::string_view w = word(words.first);
    if ((w != "it" && w != "he" && w != "she" && w != "they") || words.first == 0) return false;
    std::uint32_t said = words.first - 1;
    if (word(said) == "that" && said > 0) --said;
    return reading_.cue_of[said] >= 0 && is_verb(cls(said));
}

void ActClaims::tell(ActKind act, TokenRange cue, TokenRange what, ActDraft& draft) const {
    draft = ActDraft{};
    draft.act = act;
    draft.cue = cue;
    draft.what = what;
    draft.told_by_speaker = true;
    draft.needs_speaker = true;
}

bool ActClaims::read(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    const std::string_view w = word(i);
    if (order(i, reach, draft)) return true;
    if (w == "blame") return to_blame(i, reach, draft);
    if (w == "risk" || w == "danger") return risk(i, reach, draft);
    if (w == "untrue" || w == "false" || w == "truth") return untrue(i, reach, draft);
    if (is_insisting(w)) return insisted_not(i, reach, draft);
    if (clauses_.words().wrongs.holds(w) || w == "failed" || w == "got")
        return fault(i, reach, draft) || charge(i, reach, draft);
    if (w == "was" || w == "were" || w == "should" || w == "had") return fault(i, reach, draft);
    return nobody_will(i, reach, draft) || whoever_will(i, reach, draft) || could_give(i, reach, draft) ||
           danger(i, reach, draft) || may_do(i, reach, draft);
}

/// "The firm hid the leak, miners say": of somebody else than the speaker.
bool ActClaims::charge(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    const WordClass c = cls(i);
    if (c != WordClass::verb_past && c != WordClass::verb_participle) return false;
    const bool failed = word(i) == "failed";
    if (word(i) == "got" || (failed && (i + 1 >= reach.last || word(i + 1) != "to"))) return false;
    bool negated = false;
    std::uint32_t group = i;
    const TokenRange subject = subject_of(reading_, i, reach.first, &negated, &group);
    if (subject.empty() || negated || clauses_.first_person(subject.first)) return false;
    for (std::uint32_t k = group; k < i; ++k) {
        if (is_be(word(k)) || cls(k) == WordClass::modal) return false;
    }
    if (of_speaker(subject) || (!is_pronoun(subject) && !resolver_.may_act(subject))) return false;
    if ((is_pronoun(subject) && clauses_.in_speech(i)) || cls(subject.first) == WordClass::number)
        return false;
    tell(ActKind::accuse, {i, i + 1}, {subject.first, clauses_.clause_end(i + 1, reach)}, draft);
    draft.recipient = subject;
    draft.needs_recipient = true;
    return true;
}

/// "The firm was to blame, the panel said": of a body or person; a thing that is to blame is a cause.
bool ActClaims::to_blame(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    if (i < reach.first + 3 || word(i - 1) != "to" || !is_be(word(i - 2))) return false;
    bool negated = false;
    const TokenRange subject = subject_of(reading_, i - 2, reach.first, &negated);
    if (subject.empty() || negated || is_pronoun(subject) || !resolver_.may_act(subject)) return false;
    // "Lead from the dump was to blame"
    const bool of_stuff = subject.size() > 1 && cls(subject.first) == WordClass::noun &&
                          cls(subject.first + 1) == WordClass::preposition;
    if (of_stuff || (subject.first > reach.first && cls(subject.first - 1) == WordClass::preposition))
        return false;
    tell(ActKind::accuse, {i - 2, i + 1}, {subject.first, clauses_.clause_end(i + 1, reach)}, draft);
    draft.recipient = subject;
    draft.needs_recipient = true;
    return true;
}

/// "The river could top its banks": what may come by itself.
bool ActClaims::danger(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    bool negated = false;
    const TokenRange subject = subject_of(reading_, i, reach.first, &negated);
    if (subject.empty() || clauses_.first_person(subject.first) || word(subject.first) == "no" ||
        word(subject.first) == "nobody" || is_pronoun(subject))
        return false;
    const std::uint32_t verb = past_adverbs(clauses_, i + 1, reach.last);
    if (verb >= reach.last) return false;
    // "The disease will reach the border"
    const bool comes =
        clauses_.words().hazards.holds(word(subject.last - 1)) && clauses_.words().arriving.holds(word(verb));
    if (!comes && !clauses_.words().going_wrong.holds(word(verb)) &&
        !is_harm_phrase(clauses_, verb, reach.last))
        return false;
    tell(ActKind::warn, {i, verb + 1}, {subject.first, clauses_.clause_end(verb + 1, reach)}, draft);
    return true;
}

/// "There is a risk of more slides"
bool ActClaims::risk(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    constexpr std::uint32_t kReach = 6;
    if (i + 1 >= reach.last || (word(i + 1) != "of" && word(i + 1) != "that")) return false;
    for (std::uint32_t k = i; k > reach.first && i - k < kReach; --k) {
        if (word(k - 1) == "no" || clauses_.word(k - 1) == "not") return false;
        if (word(k - 1) != "there" || !is_be(word(k)) || word(k) == "was") continue;
        tell(ActKind::warn, {i, i + 2}, {k - 1, clauses_.clause_end(i + 1, reach)}, draft);
        return true;
    }
    return false;
}

/// "We got it wrong", "I should have called", "said it had failed to", "It was our mistake"
bool ActClaims::fault(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    static constexpr std::array<std::string_view, 5> kOwn = {"our", "my", "his", "her", "their"};
    bool negated = false;
    std::uint32_t group = i;
    const TokenRange subject = subject_of(reading_, i, reach.first, &negated, &group);
    if (subject.empty() || negated) return false;
    const std::uint32_t end = reach.last;
    const auto at = [&](std::uint32_t k) { return k < end ? word(k) : std::string_view(); };
    const std::string_view w = word(i);
    bool owns = false;
    if ((w == "was" || w == "were") && (word(subject.first) == "it" || word(subject.first) == "that") &&
        among(at(i + 1), kOwn)) {
        owns = clauses_.words().faults.holds(at(i + 2));
    } else if (of_speaker(subject)) {
        const bool done =
            i + 2 < end && (cls(i + 2) == WordClass::verb_past || cls(i + 2) == WordClass::verb_participle);
        if (w == "should")
            owns = at(i + 1) == "have" && done && at(i + 2) != "been" && at(i + 2) != "had" &&
                   at(i + 2) != "died";
        if (w == "got")
            owns = (at(i + 1) == "it" || at(i + 1) == "this" || at(i + 1) == "that") && at(i + 2) == "wrong";
        if (w == "was" || w == "were")
            owns = at(i + 1) == "wrong" || at(i + 1) == "mistaken" ||
                   (at(i + 1) == "too" && at(i + 2) == "slow") ||
                   (at(i + 1) == "at" && at(i + 2) == "fault") || (at(i + 1) == "to" && at(i + 2) == "blame");
        if (w == "had")
            owns = at(i + 1) == "erred" || (at(i + 1) == "failed" && at(i + 2) == "to") ||
                   (at(i + 1) == "made" && (at(i + 2) == "mistakes" || at(i + 3) == "mistake"));
        if (w == "failed") owns = true;
    }
    if (!owns) return false;
    tell(ActKind::admit, {i, i + 1}, {subject.first, clauses_.clause_end(i + 1, reach)}, draft);
    return true;
}

/// "said it was untrue that guards had left", "There is no truth in the reports"
bool ActClaims::untrue(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    constexpr std::uint32_t kReach = 4;
    if (clauses_.in_speech(i)) return false;
    for (std::uint32_t k = i; k > reach.first && i - k < kReach; --k) {
        if (word(k - 1) == "not") return false;
        const bool truth = word(i) == "truth" && word(k - 1) == "no";
        const bool false_is = word(i) != "truth" && is_be(word(k - 1)) && k - 1 > reach.first;
        if (!truth && !false_is) continue;
        std::uint32_t first = k - 1;
        if (false_is) {
            const std::string_view subject = word(k - 2);
            if (subject != "it" && subject != "that" && subject != "this") return false;
            first = k - 2;
        }
        TokenRange what{first, clauses_.clause_end(i + 1, reach)};
        for (std::uint32_t end = i + 1; end + 1 < what.last; ++end) {
            if (word(end) == "and" && word(end + 1) == "that") what.last = end;
        }
        tell(ActKind::deny, {i, i + 1}, what, draft);
        // "Her lawyer says that is false": the words tell who.
        if (false_is && first > reach.first && reading_.cue_of[first - 1] >= 0 && is_verb(cls(first - 1)))
            draft.actor = subject_of(reading_, first - 1, reach.first);
        return true;
    }
    return false;
}

/// "Nobody was mistreated, the warden insisted", "insisted that it had not been switched off"
bool ActClaims::insisted_not(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    if (!is_verb(cls(i)) || clauses_.in_speech(i)) return false;
    std::uint32_t group = i;
    const TokenRange subject = subject_of(reading_, i, reach.first, nullptr, &group);
    TokenRange what{i + 1, reach.last};
    if (i + 1 >= reach.last) {
        const std::uint32_t head = subject.empty() ? group : std::min(subject.first, group);
        if (head < reach.first + 3) return false;
        what = {reach.first, head};
        for (std::uint32_t k = reach.first + 1; k < head; ++k) {
            if (word(k) != ",") continue;
            what.last = k;
            break;
        }
    }
    if (word(what.first) == "that") ++what.first;
    for (std::uint32_t k = what.first + 1; k + 1 < what.last; ++k) {
        if (word(k) == "and" && word(k + 1) == "that") what.last = k;
    }
    std::uint32_t verb = what.first;
    while (verb < what.last && !is_finite(cls(verb))) ++verb;
    if (verb >= what.last) return false;
    // "insisted there was no order"
    const bool there =
        word(what.first) == "there" && verb + 1 < what.last && is_be(word(verb)) && word(verb + 1) == "no";
    bool denies = there || word(what.first) == "nobody" || word(what.first) == "nothing" ||
                  word(what.first) == "none" || word(what.first) == "no";
    const std::string_view helper = word(verb);
    const bool past = there || helper.starts_with("was") || helper.starts_with("were") ||
                      helper.starts_with("had") || helper.starts_with("did") || helper.starts_with("has") ||
                      helper.starts_with("have");
    for (std::uint32_t k = verb; k < std::min(what.last, verb + 3); ++k)
        denies = denies || is_negation(word(k));
    if (!denies || !past) return false;
    tell(ActKind::deny, {verb, verb + 1}, what, draft);
    draft.actor = subject;
    draft.needs_speaker = false;
    return !subject.empty() && resolver_.may_act(subject);
}

/// "Nobody will lose a day's pay": a promise of whoever says so.
bool ActClaims::nobody_will(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    const std::string_view w = word(i);
    if (w != "will" && w != "would") return false;
    const TokenRange subject = subject_of(reading_, i, reach.first);
    if (subject.empty()) return false;
    const std::string_view first = word(subject.first);
    if (first != "nobody" && first != "no" && first != "none") return false;
    const std::uint32_t verb = past_adverbs(clauses_, i + 1, reach.last);
    if (verb + 1 >= reach.last) return false;
    const bool spared = word(verb) == "lose" ||
                        (word(verb) == "be" &&
                         (clauses_.words().hardships.holds(word(verb + 1)) || word(verb + 1) == "left"));
    if (!spared) return false;
    tell(ActKind::commit, {i, verb + 1}, {subject.first, clauses_.clause_end(verb + 1, reach)}, draft);
    return true;
}

/// "Nurses who are not back by Monday will lose their pay", "Anyone who comes near will be shot"
bool ActClaims::whoever_will(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    if (word(i) != "will" || i + 2 >= reach.last) return false;
    const std::uint32_t verb = i + 1;
    const bool loses =
        word(verb) == "lose" || (word(verb) == "be" && clauses_.words().penalties.holds(word(verb + 1)));
    std::uint32_t who = reach.first;
    while (who < i && word(who) != "who") ++who;
    if (!loses || who >= i || who == reach.first) return false;
    tell(ActKind::threaten, {i, verb + 1}, {reach.first, clauses_.clause_end(verb + 1, reach)}, draft);
    draft.recipient = noun_phrase_before(reading_, word(who - 1) == "," ? who - 1 : who, reach.first);
    draft.needs_speaker = false;
    return true;
}

/// "said it could raise 4 million", "The programme can feed 18,000 people"
bool ActClaims::could_give(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    const std::string_view w = word(i);
    if (w != "can" && w != "could") return false;
    bool negated = false;
    const TokenRange subject = subject_of(reading_, i, reach.first, &negated);
    const std::uint32_t verb = past_adverbs(clauses_, i + 1, reach.last);
    if (subject.empty() || negated || verb + 1 >= reach.last) return false;
    bool gives = clauses_.words().lending.holds(word(verb));
    gives = gives || (word(verb) == "take" && word(verb + 1) == "in");
    gives = gives || (word(verb) == "put" && word(verb + 1) == "up");
    // "can take 40 of them", not "can take 40 days"
    bool lasts = false;
    for (std::uint32_t k = verb + 2; k < std::min(reach.last, verb + 5); ++k)
        lasts = lasts || is_time_word(word(k));
    gives = gives || (word(verb) == "take" && cls(verb + 1) == WordClass::number && !lasts);
    // "could go up to 90"
    const bool goes = word(verb) == "go" && verb + 2 < reach.last && cls(verb + 2) == WordClass::number &&
                      (word(verb + 1) == "to" || word(verb + 1) == "up");
    if (!gives && !goes) return false;
    const bool own = of_speaker(subject);
    if (!own && (is_pronoun(subject) || !resolver_.may_act(subject))) return false;
    bool counted = goes;
    for (std::uint32_t k = verb + 1; k < std::min(reach.last, verb + 4); ++k)
        counted = counted || cls(k) == WordClass::number || word(k) == "$" || word(k) == "€";
    if (!counted) return false;
    draft = ActDraft{};
    draft.act = ActKind::offer;
    draft.cue = {i, verb + 1};
    draft.actor = subject;
    draft.what = {verb, clauses_.clause_end(verb + 1, reach)};
    return !clauses_.in_speech(i) || own;
}

/// "The board may sell the northern line"
bool ActClaims::may_do(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    if (word(i) != "may" && word(i) != "might") return false;
    bool negated = false;
    const TokenRange subject = subject_of(reading_, i, reach.first, &negated);
    const std::uint32_t verb = past_adverbs(clauses_, i + 1, reach.last);
    if (subject.empty() || negated || verb + 1 >= reach.last || cls(verb) != WordClass::verb_base)
        return false;
    if (clauses_.words().experiences.holds(word(verb)) || clauses_.words().going_wrong.holds(word(verb)) ||
        is_harm_phrase(clauses_, verb, reach.last))
        return false;
    const bool own = of_speaker(subject);
    if (clauses_.in_speech(i) ? !own : (!own && (is_pronoun(subject) || !resolver_.may_act(subject))))
        return false;
    draft = ActDraft{};
    draft.act = ActKind::consider;
    draft.cue = {i, verb + 1};
    draft.actor = subject;
    draft.what = {verb, clauses_.clause_end(verb + 1, reach)};
    // "may fish again provided …", "may fish until June if …": leave is given.
    for (std::uint32_t k = draft.what.first; k < draft.what.last; ++k) {
        if (word(k) == "until") return false;
    }
    const TokenRange condition = clauses_.condition_of(draft);
    const std::string_view opener = condition.empty() ? std::string_view() : word(condition.first);
    return condition.empty() || opener == "if" || opener == "unless" || opener == "when";
}

/// «"Give us back our boats,"»: spoken to somebody who has to do it.
bool ActClaims::order(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    if (i != reach.first || !clauses_.in_speech(i) || !clauses_.words().orders.holds(word(i)) ||
        i + 2 >= reach.last)
        return false;
    const std::string_view next = word(i + 1);
    const bool ours =
        next == "us" || next == "our" || next == "the" || next == "them" || next == "these" || next == "back";
    if (!ours) return false;
    tell(ActKind::demand, {i, i + 1}, {i, reach.last}, draft);
    return true;
}

}  // namespace sitrep::annotate
