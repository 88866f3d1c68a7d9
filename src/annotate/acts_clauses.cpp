#include "annotate/acts_clauses.hpp"

#include <algorithm>
#include <array>

#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

using text::among;

bool is_stop(std::string_view w) { return w == "." || w == "," || w == "!" || w == "?"; }

}  // namespace

bool is_be(std::string_view w) { return among(w, text::kFormsOfBe); }

bool is_first_person(std::string_view w) {
    return w == "we" || w == "i" || w == "our" || w == "my" || w == "us";
}

bool is_negation(std::string_view w) {
    return w == "not" || w == "never" || w == "no" || w.ends_with("n't") || w.ends_with("n’t");
}

bool ActClauses::in_speech(std::uint32_t i) const {
    const std::int32_t s = reading_.segment_of[i];
    return s >= 0 && reading_.segments[static_cast<std::size_t>(s)].role == SegmentRole::speech;
}

bool ActClauses::first_person(std::uint32_t i) const {
    return is_first_person(word(i)) && reading_.original(i) != "US";
}

bool ActClauses::has_finite(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = from; i < to; ++i) {
        if (is_finite(cls(i))) return true;
    }
    return false;
}

TokenRange ActClauses::window(std::uint32_t token) const {
    const Sentence& sentence = reading_.sentence(token);
    std::uint32_t lo = sentence.first;
    std::uint32_t hi = sentence.last;
    if (in_speech(token)) {
        const TokenRange words =
            reading_.segments[static_cast<std::size_t>(reading_.segment_of[token])].words;
        lo = std::max(lo, words.first);
        hi = std::min(hi, words.last);
    } else {
        std::uint32_t i = token;
        while (i > sentence.first && !in_speech(i - 1)) --i;
        lo = i;
        for (i = token; i < sentence.last && !in_speech(i); ++i) continue;
        hi = i;
    }
    for (std::uint32_t i = token; i > lo; --i) {
        if (word(i - 1) == ";" || word(i - 1) == ":") {
            lo = i;
            break;
        }
    }
    for (std::uint32_t i = token; i < hi; ++i) {
        if (word(i) == ";") {
            hi = i;
            break;
        }
    }
    while (hi > lo && is_stop(word(hi - 1))) --hi;
    return {lo, hi};
}

std::uint32_t ActClauses::clause_end(std::uint32_t from, TokenRange reach) const {
    static constexpr std::array<std::string_view, 11> kNextClause = {
        "but", "while", "and", "which", "who", "saying", "citing", "after", "as", "in", "where"};
    for (std::uint32_t i = from; i < reach.last; ++i) {
        if (word(i) == "," && i + 1 < reach.last) {
            if (among(word(i + 1), kNextClause) || cls(i + 1) == WordClass::verb_gerund) return i;
            if (ends_with_attribution(i + 1, reach.last)) return i;
        }
        if (i > from && starts_condition(i, reach)) return i;
        if (i > from && another_clause(i, reach)) return i;
    }
    return reach.last;
}

/// «… and they gave us a calendar»: somebody else acts now.
bool ActClauses::another_clause(std::uint32_t i, TokenRange reach) const {
    if ((word(i) != "and" && word(i) != "but") || i + 2 >= reach.last) return false;
    if (cls(i + 1) == WordClass::auxiliary || cls(i + 1) == WordClass::modal) return true;
    // "… and says it will": told anew.
    if (reading_.cue_of[i + 1] >= 0 && is_finite(cls(i + 1)) && cls(i + 1) != WordClass::verb_base)
        return true;
    return cls(i + 1) == WordClass::pronoun && is_finite(cls(i + 2));
}

bool ActClauses::ends_with_attribution(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = from; i < std::min(to, from + 14); ++i) {
        if (word(i) == "," && i > from + 8) return false;
        if (reading_.cue_of[i] >= 0 && is_verb(cls(i))) return true;
    }
    return false;
}

bool ActClauses::tells_of_meeting(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = from; i < to; ++i) {
        if (words_.meetings.holds(word(i))) return true;
    }
    return false;
}

bool ActClauses::is_relative(TokenRange cue, TokenRange reach) const {
    // An object behind the verb leaves no room for one before it.
    if (cue.last < reach.last) {
        const WordClass after = cls(cue.last);
        if (is_nominal(after) || after == WordClass::determiner || after == WordClass::possessive_pronoun ||
            after == WordClass::adjective || after == WordClass::number || after == WordClass::particle_to ||
            after == WordClass::wh_word || after == WordClass::verb_gerund || word(cue.last) == "that")
            return false;
    }
    const TokenRange subject = subject_of(reading_, cue.first, reach.first);
    if (subject.empty()) return false;
    // A name straight behind a noun makes one phrase with it: its own words are the subject.
    std::uint32_t head = subject.last - 1;
    while (head > subject.first && cls(head) == WordClass::name && cls(head - 1) == WordClass::name) --head;
    const bool one_word =
        cls(subject.last - 1) == WordClass::name || cls(subject.last - 1) == WordClass::pronoun;
    const std::uint32_t first = one_word ? head : subject.first;
    if (first <= reach.first) return false;
    // ", its envoy Ana Lopez has promised": the noun is the name's own.
    if (first > subject.first && subject.first > reach.first && word(subject.first - 1) == ",") return false;
    const WordClass c = cls(first - 1);
    if (is_time_word(word(first - 1))) return false;
    // "the flood maps it has asked for": a plural taken for a verb.
    const bool plural = c == WordClass::verb_present && first > reach.first + 1 &&
                        word(first - 1).ends_with("s") && is_nominal(cls(first - 2));
    return c == WordClass::noun || c == WordClass::plural_noun || c == WordClass::number || plural ||
           word(first - 1) == "what" || word(first - 1) == "which" ||
           (word(first - 1) == "that" && first > reach.first + 1 && is_nominal(cls(first - 2)) &&
            (cue.last >= reach.last || is_finite(cls(cue.last)) || word(cue.last) == ","));
}

bool ActClauses::is_attributive(std::uint32_t at, std::uint32_t group, TokenRange reach) const {
    const WordClass c = cls(at);
    if (group != at || at == reach.first || at + 1 >= reach.last) return false;
    if (c != WordClass::verb_participle && c != WordClass::verb_past) return false;
    const WordClass after = cls(at + 1);
    const bool noun = after == WordClass::noun || after == WordClass::plural_noun ||
                      after == WordClass::adjective || after == WordClass::name;
    const WordClass before = cls(at - 1);
    const bool opens = before == WordClass::determiner || before == WordClass::possessive_pronoun ||
                       before == WordClass::possessive || before == WordClass::preposition;
    if (opens) return noun;
    // "a UN backed plan": the phrase was open before the name.
    return after == WordClass::noun && before == WordClass::name && at >= reach.first + 2 &&
           (cls(at - 2) == WordClass::determiner || cls(at - 2) == WordClass::verb_participle ||
            cls(at - 2) == WordClass::adjective) &&
           has_finite(at + 1, reach.last);
}

std::uint32_t ActClauses::frame_end(const ActFrame& frame, std::uint32_t i, TokenRange reach) const {
    return annotate::frame_end(
        frame, i, reach.last, [&](std::uint32_t k, const std::string& w) { return word(k) == w; },
        [&](std::uint32_t k) {
            return cls(k) != WordClass::punctuation && (!is_finite(cls(k)) || cls(k) == WordClass::verb_base);
        });
}

std::uint32_t ActClauses::split_by_time(const ActFrame& frame, std::uint32_t i, TokenRange reach) const {
    constexpr std::uint32_t kReach = 9;
    const std::size_t words = frame.words.size();
    if (!frame.verb || words < 2 || words > 3 || !is_verb(cls(i)) || frame.words[1].starts_with('*'))
        return 0;
    // "owned up on Friday to"
    if (words == 3 && (i + 1 >= reach.last || word(i + 1) != frame.words[1] || frame.words[2] == "*"))
        return 0;
    const bool votes = word(i).starts_with("vot");  // "voted five to two to move"
    bool time = false;
    for (auto k = i + static_cast<std::uint32_t>(words) - 1; k < std::min(reach.last, i + kReach); ++k) {
        const bool score = votes && k + 1 < reach.last && cls(k + 1) == WordClass::number;
        if (word(k) == frame.words.back() && !score) return time ? k + 1 : 0;
        time = time || is_time_word(word(k)) || (votes && cls(k) == WordClass::number);
        const WordClass c = cls(k);
        const bool may_stand = is_time_word(word(k)) || (votes && (score || word(k) == "to")) ||
                               c == WordClass::preposition || c == WordClass::number ||
                               c == WordClass::adjective || c == WordClass::determiner ||
                               c == WordClass::adverb;
        if (!may_stand) return 0;
    }
    return 0;
}

bool ActClauses::is_potential(std::uint32_t verb) const {
    constexpr std::uint32_t kReach = 3;
    for (std::uint32_t i = verb; i > 0 && verb - i < kReach; --i) {
        const std::string_view w = word(i - 1);
        if (w == "could" || w == "can" || w == "may" || w == "might" || w == "would") return true;
    }
    return false;
}

std::uint32_t ActClauses::skip_adverbs(std::uint32_t i, std::uint32_t end) const {
    while (i < end && cls(i) == WordClass::adverb && word(i) != "not" && !reading_.tokens.tokens[i].capital)
        ++i;
    return i;
}

TokenRange ActClauses::governing_subject(std::uint32_t at, TokenRange reach, std::uint32_t* verb) const {
    std::uint32_t nearest = at;
    bool found = false;
    for (std::uint32_t i = at; i > reach.first; --i) {
        const WordClass c = cls(i - 1);
        if (!is_verb(c) || c == WordClass::modal) continue;
        if (c == WordClass::auxiliary && i < at && is_verb(cls(i))) continue;
        if (!found) nearest = i - 1;
        found = true;
        const TokenRange subject = subject_of(reading_, i - 1, reach.first);
        if (subject.empty()) continue;
        if (verb != nullptr) *verb = nearest;
        return subject;
    }
    if (verb != nullptr) *verb = nearest;
    return {};
}

// ------------------------------------------------------------------------------------------- conditions
bool ActClauses::starts_with_once_or_when(std::uint32_t i, TokenRange reach) const {
    const std::string_view w = word(i);
    if (w == "when") {
        if (!has_finite(i + 1, reach.last)) return false;
        if (in_speech(i)) return true;
        // "When there is a decision, the town will …": not yet.
        const bool now = i + 2 < reach.last && (word(i + 1) == "there" || word(i + 1) == "it");
        return now && (word(i + 2) == "is" || word(i + 2) == "are");
    }
    // "until Monday and threatened": a time and no clause.
    if (w == "until" && is_time_word(word(i + 1)) && i + 2 < reach.last && word(i + 2) == "and") return false;
    if (w == "once") {
        if (i + 1 >= reach.last || cls(i + 1) == WordClass::adverb || word(i + 1) == "again") return false;
        const TokenRange subject = noun_phrase_after(reading_, i + 1, reach.last);
        const bool clause = !subject.empty() && subject.last < reach.last && is_finite(cls(subject.last));
        // "follow once the first is back": behind a determiner no verb goes with "once".
        if (!clause && cls(i + 1) != WordClass::determiner && i > reach.first && is_verb(cls(i - 1)))
            return false;
    }
    return i + 2 < reach.last && cls(i + 1) != WordClass::preposition && has_finite(i + 1, reach.last);
}

bool ActClauses::starts_condition(std::uint32_t i, TokenRange reach) const {
    const std::string_view w = word(i);
    const std::string_view before = i > reach.first ? word(i - 1) : std::string_view();
    if (i + 1 >= reach.last) return w == "unless" || w == "provided";
    const std::string_view next = word(i + 1);
    if (w == "if") return before != "as" && before != "ask" && before != "asked" && before != "even";
    if (w == "unless") return true;
    if (w == "provided" || w == "providing")
        return next == "that" || before == "," ||
               (is_nominal(cls(i + 1)) && has_finite(i + 2, std::min(reach.last, i + 8)));
    if (w == "once" || w == "until" || w == "when") return starts_with_once_or_when(i, reach);
    if (w == "only")
        return next == "if" || next == "when" || next == "once" ||
               (next == "after" && has_finite(i + 2, reach.last));
    if (w == "as" || w == "so") {
        if (i + 2 >= reach.last || word(i + 2) != "as") return false;
        return next == "long" || (next == "soon" && has_finite(i + 3, reach.last));
    }
    if (w == "on") return opens_terms(i, reach);
    return false;
}

/// "on condition that …", "on the understanding that …"; "on condition of anonymity" binds nobody.
bool ActClauses::opens_terms(std::uint32_t i, TokenRange reach) const {
    const std::uint32_t noun = i + 1 < reach.last && word(i + 1) == "the" ? i + 2 : i + 1;
    if (noun + 1 >= reach.last || !words_.terms.holds(word(noun))) return false;
    return word(noun) == "condition" ? word(noun + 1) != "of" : word(noun + 1) == "that";
}

/// The window up to ", but", ", while" or ", whereas" on either side of the cue.
TokenRange ActClauses::own_clause(TokenRange reach, std::uint32_t cue) const {
    for (std::uint32_t i = reach.first; i + 1 < reach.last; ++i) {
        if (word(i) != ",") continue;
        const std::string_view next = word(i + 1);
        const TokenRange subject =
            next == "and" && i >= cue ? noun_phrase_after(reading_, i + 2, reach.last) : TokenRange{};
        // ", and the council has agreed …": what somebody else does.
        const bool another = subject.size() > 1 && subject.last < reach.last && is_finite(cls(subject.last));
        if (next != "but" && next != "while" && next != "whereas" && !another) continue;
        if (i >= cue) {
            reach.last = i;
            break;
        }
        reach.first = i + 1;
    }
    return reach;
}

bool ActClauses::is_hypothetical(const ActDraft& draft) const {
    const TokenRange reach = window(draft.cue.first);
    const WordClass c = cls(draft.cue.first);
    const bool past =
        c == WordClass::verb_past || c == WordClass::verb_participle || c == WordClass::verb_gerund;
    for (std::uint32_t i = draft.cue.first; i > reach.first; --i) {
        if (word(i - 1) == "," && i > reach.first + 1 && clause_follows(i, reach.last)) return false;
        if (!starts_condition(i - 1, reach)) continue;
        return !(past && is_relative(draft.cue, reach));
    }
    return false;
}

std::uint32_t ActClauses::condition_end(std::uint32_t begin, std::uint32_t cue, TokenRange reach) const {
    const bool leads = begin <= cue;
    for (std::uint32_t k = begin + 1; k < reach.last; ++k) {
        if (word(k) != ",") continue;
        if ((leads || has_finite(begin + 1, k)) && clause_follows(k + 1, reach.last)) return k;
        const bool next_clause = k + 1 < reach.last && (ends_with_attribution(k + 1, reach.last) ||
                                                        word(k + 1) == "but" || word(k + 1) == "which");
        if (!leads && next_clause) return k;
    }
    return reach.last;
}

/// «has offered beds and will take no money until …»: the condition is the second verb's.
bool ActClauses::of_verb_behind(std::uint32_t from, std::uint32_t condition) const {
    for (std::uint32_t k = from; k + 1 < condition; ++k) {
        if (word(k) != "and" && word(k) != "but") continue;
        if (cls(k + 1) == WordClass::modal) return true;
        // "… and said it might …": told anew.
        if (reading_.cue_of[k + 1] >= 0 && is_finite(cls(k + 1)) && cls(k + 1) != WordClass::verb_base)
            return true;
    }
    return false;
}

/// What holds only this kind of act: "would not sail while …", "refused to pay before …", "without …", "will
/// go back when …"; until when something is asked for is no condition of the asking.
bool ActClauses::binds(std::uint32_t i, TokenRange reach, const ActDraft& draft) const {
    const std::string_view w = word(i);
    const bool asks = draft.act == ActKind::request || draft.act == ActKind::demand;
    if (w == "until")
        return starts_condition(i, reach) &&
               !((asks && draft.frame != nullptr) || draft.act == ActKind::admit || is_day(i + 1, reach));
    if (starts_condition(i, reach)) return true;
    const bool refuses = draft.act == ActKind::refuse;
    if (w == "without")
        return (refuses || draft.act == ActKind::warn) && i + 1 < reach.last &&
               cls(i + 1) != WordClass::verb_gerund;
    if (i <= draft.cue.first || word(i - 1) == "," || is_time_word(word(i - 1)) || is_day(i + 1, reach))
        return refuses && w == "before" && in_speech(i);
    const bool denied = refuses || draft.negated;
    if (w == "while") return denied && !noun_phrase_after(reading_, i + 1, reach.last).empty();
    if (!clause_follows(i + 1, reach.last)) return refuses && w == "before" && in_speech(i);
    if (w == "before") return denied || is_denied(draft.actor.last, i);
    const bool open = draft.future || draft.act == ActKind::consider || draft.act == ActKind::plan;
    return w == "when" && open && comes_to_pass(i + 1, reach);
}

/// "until 4 May and not a day longer"
bool ActClauses::is_day(std::uint32_t i, TokenRange reach) const {
    return i < reach.last && (is_time_word(word(i)) || (cls(i) == WordClass::number && i + 1 < reach.last &&
                                                        is_time_word(word(i + 1))));
}

bool ActClauses::is_denied(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = from; i < to; ++i) {
        if (is_negation(word(i))) return true;
    }
    return false;
}

/// Behind "when": a present, and no day on which it is sure to come.
bool ActClauses::comes_to_pass(std::uint32_t from, TokenRange reach) const {
    bool present = false;
    bool past = false;
    for (std::uint32_t i = from; i < reach.last && word(i) != ","; ++i) {
        if (is_time_word(word(i))) return false;
        const std::string_view w = word(i);
        if (present || past || !is_finite(cls(i))) continue;
        present = cls(i) == WordClass::verb_present || w == "is" || w == "are" || w == "has" || w == "have" ||
                  (cls(i) == WordClass::verb_base && i > from && !is_verb(cls(i - 1)));
        past = !present;
    }
    return present;
}

/// «warned that anyone who sails will be fined», "whoever …", «crews who are not back will lose their pay»:
/// whom a threat is for.
TokenRange ActClauses::whom_it_threatens(const ActDraft& draft, TokenRange reach) const {
    if (draft.act != ActKind::warn && draft.act != ActKind::threaten && draft.act != ActKind::offer)
        return {};
    for (std::uint32_t i = draft.what.first; i + 1 < std::min(draft.what.last, reach.last); ++i) {
        const bool who = word(i) == "who" && i > draft.what.first;
        if (!who && word(i) != "whoever") continue;
        const std::string_view before = who ? word(i - 1) : std::string_view();
        const bool anyone =
            !who || before == "anyone" || before == "anybody" || before == "those" || before == "all";
        std::uint32_t last = i + 1;
        while (last < reach.last && cls(last) != WordClass::modal && word(last) != ",") ++last;
        const bool crews = who && cls(i - 1) == WordClass::plural_noun && last < reach.last &&
                           (word(last) == "will" || word(last) == "would");
        if (draft.act == ActKind::offer && !crews) continue;
        if (last > i + 1 && (anyone || crews)) return {crews ? i - 1 : i, last};
    }
    return {};
}

/// «They will go back “when somebody has looked at it”»: the condition stands in marks of its own behind the
/// act.
TokenRange ActClauses::condition_in_marks(TokenRange reach) const {
    std::uint32_t i = reach.last;
    const std::uint32_t end = reading_.sentence(reach.first).last;
    while (i < end && i < reach.last + 2 && !in_speech(i)) ++i;
    if (i >= end || !in_speech(i)) return {};
    const TokenRange words = reading_.segments[static_cast<std::size_t>(reading_.segment_of[i])].words;
    if (words.first != i || words.last > end || !starts_condition(i, words)) return {};
    return words;
}

TokenRange ActClauses::condition_of(const ActDraft& draft) const {
    if (draft.relative) return {};
    const TokenRange whole = window(draft.cue.first);
    const TokenRange reach = own_clause(whole, draft.cue.first);
    for (std::uint32_t i = reach.first; i < reach.last; ++i) {
        if (!binds(i, reach, draft) || describes_actor(draft, i)) continue;
        TokenRange found{i, condition_end(i, draft.cue.first, reach)};
        // A condition in marks of its own ends before they close.
        const auto is_mark = [&](std::uint32_t k) {
            return word(k) == "\"" || word(k) == "“" || word(k) == "”";
        };
        if (i > reach.first && is_mark(i - 1) && is_mark(found.last - 1)) --found.last;
        // «offers boats if they are back by June, and promises nets»: the condition is the first verb's.
        const bool of_verb_before = i > reach.first && found.last <= draft.cue.first &&
                                    draft.cue.first > reach.first && word(draft.cue.first - 1) == "and";
        if (of_verb_before || of_verb_behind(draft.cue.last, i)) continue;
        if (!found.contains(draft.cue.first)) return found;
    }
    if (draft.act == ActKind::threaten && draft.future) {
        for (std::uint32_t i = draft.cue.first; i < draft.cue.last; ++i) {
            if (word(i) == "otherwise") return {i, i + 1};
        }
    }
    if (const TokenRange whom = whom_it_threatens(draft, reach); !whom.empty()) return whom;
    if (reach.last == whole.last && (draft.future || draft.act == ActKind::plan) &&
        !in_speech(draft.cue.first))
        return condition_in_marks(reach);
    return {};
}

/// «An officer who would lose his post if named conceded …»: what stands in a clause about the actor.
bool ActClauses::describes_actor(const ActDraft& draft, std::uint32_t i) const {
    if (i >= draft.cue.first || draft.actor.empty() || draft.actor.last > i) return false;
    for (std::uint32_t k = draft.actor.last; k < i; ++k) {
        if (word(k) == "who" || word(k) == "which") return true;
    }
    return false;
}

bool ActClauses::clause_follows(std::uint32_t from, std::uint32_t to) const {
    const TokenRange subject = noun_phrase_after(reading_, from, to);
    const std::uint32_t verb = subject.empty() ? from : subject.last;
    return has_finite(verb, std::min(to, verb + 4));
}

std::vector<TokenRange> ActClauses::condition_parts(TokenRange condition) const {
    std::uint32_t begin = condition.first + 1;
    while (begin < condition.last &&
           (word(begin) == "if" || word(begin) == "when" || word(begin) == "once" || word(begin) == "that"))
        ++begin;
    for (std::uint32_t i = begin + 1; i + 1 < condition.last; ++i) {
        if (word(i) != "and") continue;
        const bool right = has_finite(i + 1, condition.last);
        const bool both_verbs = has_finite(begin, i) && right;
        const bool both_things = !right && cls(i + 1) == WordClass::determiner;
        if (both_verbs || both_things) return {{begin, i}, {i + 1, condition.last}};
    }
    return {};
}

}  // namespace sitrep::annotate
