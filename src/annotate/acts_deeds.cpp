// Acts told as what will be done to somebody or something, what somebody will be given, and what is being
// done.
#include <algorithm>
#include <array>

#include "annotate/acts_claims.hpp"
#include "annotate/acts_statements.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
using text::among;

bool opens_deed(std::string_view w) {
    static constexpr std::array<std::string_view, 11> kWords = {"will", "would", "is",  "are",  "was", "were",
                                                                "has",  "have",  "did", "been", "get"};
    return among(w, kWords);
}

bool ActClaims::read_deed(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    if (clauses_.in_speech(i)) return false;
    const std::string_view w = word(i);
    if (w == "did") return did_happen(i, reach, draft);
    if (w == "has" || w == "have") return been_granted(i, reach, draft);
    const bool to_be = (w == "is" || w == "are") && i + 1 < reach.last && word(i + 1) == "to";
    if (w == "will" || w == "would" || to_be) {
        const std::uint32_t verb = past_adverbs(clauses_, to_be ? i + 2 : i + 1, reach.last);
        return will_be_done(i, verb, reach, draft) || will_receive(i, verb, reach, draft) ||
               will_stay_out(i, verb, reach, draft) || will_have_done(i, verb, reach, draft) ||
               will_be_spared(i, verb, reach, draft);
    }
    if (w == "get") return will_be_spared(i, i, reach, draft);
    if (w == "was" || w == "were") return being_studied(i, reach, draft) && (draft.needs_speaker = true);
    return (w == "is" || w == "are") && (being_studied(i, reach, draft) || is_doing(i, reach, draft));
}

/// "The settlement will be razed on 1 May", "Medics are to be admitted": by whom is not said.
bool ActClaims::will_be_done(std::uint32_t i, std::uint32_t verb, TokenRange reach, ActDraft& draft) const {
    if (verb + 1 >= reach.last || word(verb) != "be") return false;
    const std::uint32_t done = past_adverbs(clauses_, verb + 1, reach.last);
    if (done >= reach.last) return false;
    const std::string_view w = word(done);
    const bool participle = cls(done) == WordClass::verb_participle || cls(done) == WordClass::verb_past;
    bool negated = false;
    const TokenRange subject = subject_of(reading_, i, reach.first, &negated);
    if (subject.empty() || negated || clauses_.first_person(subject.first) || word(subject.first) == "no")
        return false;
    if (is_anybody(word(subject.first))) return false;
    for (std::uint32_t k = reach.first; k < i; ++k) {
        if (word(k) == "whether") return false;
    }
    const bool grants = clauses_.words().granting.holds(w);
    // "will be taken up again", not "will be taken ill"
    const bool taken =
        w == "taken" && (done + 1 >= reach.last || (word(done + 1) != "up" && word(done + 1) != "over"));
    if (!grants && (!participle || taken || clauses_.words().undergone.holds(w) ||
                    clauses_.words().experiences.holds(w) || clauses_.words().going_wrong.holds(w)))
        return false;
    draft = ActDraft{};
    draft.act = grants                               ? ActKind::agree
                : clauses_.words().promised.holds(w) ? ActKind::commit
                                                     : ActKind::plan;
    draft.cue = {i, done + 1};
    draft.what = {subject.first, clauses_.clause_end(done + 1, reach)};
    if (resolver_.may_act(subject)) draft.recipient = subject;
    draft.future = true;
    draft.unnamed = true;
    draft.needs_speaker = word(i) == "would";
    return true;
}

/// "Residents will get 240 flats", "is to receive 3 million from the state"
bool ActClaims::will_receive(std::uint32_t i, std::uint32_t verb, TokenRange reach, ActDraft& draft) const {
    if (verb + 1 >= reach.last || (word(verb) != "get" && word(verb) != "receive")) return false;
    const std::string_view next = word(verb + 1);
    const bool counted = cls(verb + 1) == WordClass::number || next == "$" || next == "€" || next == "£" ||
                         (next.size() > 1 && next[1] >= '0' && next[1] <= '9');
    // "will get their money back"
    bool back = false;
    for (std::uint32_t k = verb + 2; k < std::min(reach.last, verb + 5); ++k)
        back = back || word(k) == "back";
    back = back && cls(verb + 1) == WordClass::possessive_pronoun;
    bool negated = false;
    const TokenRange subject = subject_of(reading_, i, reach.first, &negated);
    if ((!counted && !back) || negated || subject.empty() || clauses_.first_person(subject.first))
        return false;
    draft = ActDraft{};
    draft.act = ActKind::commit;
    draft.cue = {i, verb + 1};
    draft.recipient = subject;
    draft.what = {verb, clauses_.clause_end(verb + 1, reach)};
    draft.future = true;
    for (std::uint32_t k = verb + 1; k + 1 < draft.what.last; ++k) {
        if (word(k) != "from") continue;
        const TokenRange giver = noun_phrase_after(reading_, k + 1, reach.last);
        if (!giver.empty() && resolver_.may_act(giver)) draft.actor = giver;
    }
    draft.unnamed = draft.actor.empty();
    draft.needs_speaker = word(i) == "would";
    return true;
}

/// "Men who come in will escape trial", "get an amnesty", "will face no charges": offered by whoever says so.
bool ActClaims::will_be_spared(std::uint32_t i, std::uint32_t verb, TokenRange reach, ActDraft& draft) const {
    if (!is_spared(clauses_, verb, reach)) return false;
    bool negated = false;
    const TokenRange subject = subject_of(reading_, i, reach.first, &negated);
    if (subject.empty() || negated || clauses_.first_person(subject.first) || is_pronoun(subject))
        return false;
    draft = ActDraft{};
    draft.act = ActKind::offer;
    draft.cue = {i, verb + 1};
    if (resolver_.may_act(subject)) draft.recipient = subject;
    draft.what = {subject.first, clauses_.clause_end(verb + 1, reach)};
    draft.future = true;
    draft.told_by_speaker = true;
    draft.needs_speaker = word(i) == "would";
    return true;
}

/// "will stay out until the minister meets them"
bool ActClaims::will_stay_out(std::uint32_t i, std::uint32_t verb, TokenRange reach, ActDraft& draft) const {
    static constexpr std::array<std::string_view, 6> kAway = {"out", "away", "off", "home", "shut", "closed"};
    if (verb + 2 >= reach.last || (word(verb) != "stay" && word(verb) != "remain")) return false;
    if (!among(word(verb + 1), kAway)) return false;
    draft = ActDraft{};
    draft.act = ActKind::threaten;
    draft.cue = {i, verb + 2};
    draft.condition = clauses_.condition_of(draft);
    if (draft.condition.empty()) return false;
    const std::string_view opener = word(draft.condition.first);
    if (opener != "until" && opener != "unless") return false;
    draft.actor = subject_of(reading_, i, reach.first);
    if (draft.actor.empty()) draft.actor = clauses_.governing_subject(i, reach, nullptr);
    draft.what = {verb, clauses_.clause_end(verb + 2, reach)};
    return !draft.actor.empty() && (is_pronoun(draft.actor) || resolver_.may_act(draft.actor));
}

/// "would have the town pulled down if they did not leave"
bool ActClaims::will_have_done(std::uint32_t i, std::uint32_t verb, TokenRange reach, ActDraft& draft) const {
    if (verb + 2 >= reach.last || word(verb) != "have") return false;
    draft = ActDraft{};
    draft.cue = {i, verb + 1};
    draft.condition = clauses_.condition_of(draft);
    if (!presses(clauses_, draft.condition)) return false;
    const std::uint32_t end = std::max(verb + 1, std::min(reach.last, draft.condition.first));
    for (std::uint32_t k = verb + 1; k < end; ++k) {
        if (!clauses_.words().penalties.holds(word(k))) continue;
        draft.act = ActKind::threaten;
        draft.actor = subject_of(reading_, i, reach.first);
        draft.what = {verb, end};
        return !draft.actor.empty();
    }
    return false;
}

/// "400 courses have been cleared": leave for a number of things.
bool ActClaims::been_granted(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    if (i + 2 >= reach.last || word(i + 1) != "been") return false;
    const std::uint32_t done = past_adverbs(clauses_, i + 2, reach.last);
    if (done >= reach.last || !clauses_.words().granting.holds(word(done)) || word(done) == "let")
        return false;
    bool negated = false;
    const TokenRange subject = subject_of(reading_, i, reach.first, &negated);
    if (subject.empty() || negated || cls(subject.first) != WordClass::number) return false;
    draft = ActDraft{};
    draft.act = ActKind::agree;
    draft.cue = {i, done + 1};
    draft.what = {subject.first, clauses_.clause_end(done + 1, reach)};
    draft.unnamed = true;
    return true;
}

/// "The request is being studied"
bool ActClaims::being_studied(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    if (i + 2 >= reach.last || word(i + 1) != "being") return false;
    const std::uint32_t done = past_adverbs(clauses_, i + 2, reach.last);
    if (done >= reach.last || !clauses_.words().studied.holds(word(done))) return false;
    const TokenRange subject = subject_of(reading_, i, reach.first);
    const bool open =
        std::any_of(reading_.tokens.tokens.begin() + subject.first,
                    reading_.tokens.tokens.begin() + subject.last, [&](const auto& token) {
                        return clauses_.words().open_matters.holds(
                            word(static_cast<std::uint32_t>(&token - reading_.tokens.tokens.data())));
                    });
    if (subject.empty() || !open) return false;
    draft = ActDraft{};
    draft.act = ActKind::consider;
    draft.cue = {i, done + 1};
    draft.what = {subject.first, clauses_.clause_end(done + 1, reach)};
    draft.told_by_speaker = true;
    return true;
}

/// "is taking over the site on Sept. 15", "The families are suing"
bool ActClaims::is_doing(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    const std::uint32_t verb = past_adverbs(clauses_, i + 1, reach.last);
    if (verb + 1 >= reach.last || cls(verb) != WordClass::verb_gerund || is_negation(word(i + 1)))
        return false;
    bool negated = false;
    const TokenRange subject = subject_of(reading_, i, reach.first, &negated);
    const bool pronoun = is_pronoun(subject);
    if (subject.empty() || negated || clauses_.first_person(subject.first) ||
        (!pronoun && !resolver_.may_act(subject)))
        return false;
    // "is taking part", "is taking stock", "are taking photographs"
    const std::string_view next = word(verb + 1);
    const bool takes = word(verb) == "taking" && next != "over" && next != "back";
    const bool pulls =
        (word(verb) == "pulling" && next != "out") || (word(verb) == "closing" && next == "in");
    const bool brings = word(verb) == "bringing" && next != "in";
    const bool hands = word(verb) == "handing" && next != "over" && next != "back";
    if (!clauses_.words().undertakings.holds(word(verb)) || takes || pulls || brings || hands) return false;
    draft = ActDraft{};
    draft.act = ActKind::plan;
    draft.cue = {i, verb + 1};
    draft.actor = subject;
    draft.what = {verb, clauses_.clause_end(verb + 1, reach)};
    draft.future = true;
    return true;
}

/// "said sludge did escape": what had been denied.
bool ActClaims::did_happen(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    if (i + 1 >= reach.last || cls(i + 1) != WordClass::verb_base || reading_.cue_of[i + 1] >= 0)
        return false;
    bool negated = false;
    const TokenRange subject = subject_of(reading_, i, reach.first, &negated);
    if (subject.empty() || negated || word(subject.first) == "what" || word(subject.first) == "who")
        return false;
    for (std::uint32_t k = reach.first; k < i; ++k) {
        if (cls(k) == WordClass::wh_word || word(k) == "as" || word(k) == "than" || word(k) == "but")
            return false;
    }
    tell(ActKind::admit, {i, i + 2}, {subject.first, clauses_.clause_end(i + 2, reach)}, draft);
    return true;
}

}  // namespace sitrep::annotate
