// What stands after a verb of asking: of whom, for what, and a second request in the same breath.
#include <algorithm>
#include <array>

#include "annotate/acts_complements.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

using text::among;

}  // namespace

bool ActComplements::asks_to_be_unnamed(std::uint32_t from, std::uint32_t end) const {
    return from + 1 < end && word(from) == "be" && clauses_.words().unnaming.holds(word(from + 1));
}

bool ActComplements::request_without_object(std::uint32_t from, TokenRange reach, ActDraft& draft) const {
    const std::uint32_t end = clauses_.clause_end(from, reach);
    const std::string_view next = word(from);
    const bool want = draft.frame->shape == FrameShape::want;
    if (want && next == "to") {
        // "wants to be let in"
        static constexpr std::array<std::string_view, 12> kGiven = {
            "let",      "allowed", "given", "admitted", "paid",     "heard",
            "released", "freed",   "told",  "moved",    "included", "consulted"};
        if (!draft.negated && from + 2 < end && word(from + 1) == "be" && among(word(from + 2), kGiven)) {
            draft.act = ActKind::request;
            draft.what = {from + 1, end};
            return true;
        }
        // "does not want to use force": will not.
        if (!draft.negated || asks_to_be_unnamed(from + 1, end)) return false;
        draft.act = ActKind::refuse;
        draft.negated = false;
        draft.what = {from + 1, end};
        return true;
    }
    if (next == "to" && draft.act != ActKind::request) return false;
    draft.what = {from + 1, end};
    return true;
}

/// "asked me over the phone" tells of a question; "wants him for two million" of a charge.
bool ActComplements::asks_question(std::uint32_t from, std::uint32_t end, bool want) const {
    // "asked her on Monday why": a question.
    static constexpr std::array<std::string_view, 7> kOpeners = {"why",  "how",   "whether", "what",
                                                                 "when", "where", "who"};
    for (std::uint32_t i = from; i < std::min(end, from + 5) && !want; ++i) {
        if (word(i) == "for" || word(i) == "to") break;
        if (among(word(i), kOpeners)) return true;
    }
    if (cls(from) != WordClass::pronoun) return false;
    const std::uint32_t next = past_time(from + 1, end);
    if (next >= end) return !want;
    const std::string_view w = word(next);
    if (want) return w == "for";
    return cls(next) == WordClass::preposition && w != "for" && w != "to";
}

/// "pleaded with him not to", "appealed to them to keep it quiet"
bool ActComplements::asked_by_pronoun(std::uint32_t from, std::uint32_t end, bool want,
                                      ActDraft& draft) const {
    const std::string_view w = word(from);
    if (want || from + 1 >= end || (w != "him" && w != "her" && w != "them")) return false;
    const std::uint32_t behind = word(from + 1) == "not" && from + 2 < end ? from + 2 : from + 1;
    if (word(behind) != "to" && word(behind) != "for") return false;
    draft.recipient = {from, from + 1};
    draft.what = {behind + 1, end};
    if (draft.what.empty()) draft.what = {from + 1, end};
    return true;
}

/// "six planes from Chile": a thing and where it comes from, unlike "a man from Chile".
bool ActComplements::thing_from(TokenRange phrase) const {
    for (std::uint32_t i = phrase.first + 1; i + 1 < phrase.last; ++i) {
        if (word(i) == "from")
            return !is_person({phrase.first, i}) && !resolver_.mention_in({i + 1, phrase.last}).empty();
    }
    return false;
}

/// RECIPIENT to … | RECIPIENT for … | that … | for WHAT | WHAT [from RECIPIENT]
bool ActComplements::request(std::uint32_t from, TokenRange reach, ActDraft& draft,
                             std::vector<ActDraft>& further) const {
    static constexpr std::array<std::string_view, 13> kQuestions = {
        "about", "if",    "whether", "how",   "what", "why", "when",
        "where", "which", "who",     "whose", "whom", ","};
    const std::uint32_t end = clauses_.clause_end(from, reach);
    const bool want = draft.frame->shape == FrameShape::want;
    // "the move allowed them to": only somebody allows, and "not authorised to speak" is a source's excuse.
    const bool pronoun = draft.actor.size() == 1 && cls(draft.actor.first) == WordClass::pronoun &&
                         !clauses_.in_speech(from) &&
                         is_person(noun_phrase_after(reading_, from, reach.last));
    if (draft.act == ActKind::agree && (draft.passive || (!pronoun && !is_person(draft.actor)))) return false;
    if (draft.passive && word(draft.cue.last - 1) == "for") {
        draft.what = {from, end};  // "was approached for two planes"
        return from < end;
    }
    if (draft.passive) {
        std::uint32_t at = from;
        while (at < end && word(at) != "to" && word(at) != "for" && !among(word(at), kQuestions)) ++at;
        // "was asked by a reader what he saw": a question.
        if (at < end && word(at) != "to" && word(at) != "for" && word(at) != ",") return false;
        if (at < end && word(at) == ",") at = end;
        if (at < end) draft.what = {at + 1, end};
        return at < end || !draft.actor.empty();
    }
    if (from >= end || skip_circumstance(reading_, from, end) >= end)
        return !want && clauses_.is_relative(draft.cue, reach);
    const std::string_view next = word(from);
    const std::uint32_t past = skip_circumstance(reading_, from, end);
    if (past > from && past < end && word(past) == "about") return false;
    // "asked not to be named": a source's wish, not an act of the story.
    if (next == "not" && from + 2 < end && word(from + 1) == "to" && word(from + 2) == "be") return false;
    if (next == "that" || next == "for" || next == "to") return request_without_object(from, reach, draft);
    if (among(next, kQuestions)) return false;
    if ((want || word(draft.cue.first).starts_with("ask")) && asks_question(from, end, want)) return false;
    if (asked_by_pronoun(from, end, want, draft)) return true;
    TokenRange thing = noun_phrase_after(reading_, from, reach.last);
    // "asked Portugal to let it pass": the verb may be taken for a noun.
    for (std::uint32_t i = thing.first + 1; i + 1 < thing.last; ++i) {
        if (word(i) == "to" && resolver_.may_act({thing.first, i})) thing.last = i;
    }
    if (thing.empty()) {
        // "asked Portugal to": a name that the tagger of classes took for no noun.
        const TokenRange named = resolver_.mention_in({from, std::min(end, from + 6)});
        if (!named.empty() && named.first == from) thing = named;
    }
    if (thing.empty()) {
        if (draft.act == ActKind::demand && !want) return false;
        draft.what = {from, end};
        // "want no more than 250 tonnes sent"
        const bool counted =
            cls(from) == WordClass::determiner || cls(from) == WordClass::number || next == "no";
        return (!want || counted) && cls(from) != WordClass::punctuation;
    }
    // "did not want her name printed": a source's wish as well.
    for (std::uint32_t i = thing.first; i < thing.last; ++i) {
        if (word(i) == "name" || word(i) == "names") return false;
    }
    // "asked Chile for a rig of the kind that …": "for" says what is asked, "that" only which.
    bool has_for = false;
    for (std::uint32_t i = thing.first + 1; i < thing.last && !want; ++i)
        has_for = has_for || word(i) == "for";
    // "petition the port this week for leave": the time is no part of the party.
    const TokenRange party{thing.first, past_time_before(thing.first, thing.last)};
    const std::uint32_t after =
        behind_party(party.last < thing.last && thing.last < end ? thing.last : past_time(thing.last, end),
                     reach.last, draft);
    if (after < reach.last && !(has_for && word(after) == "that") &&
        (word(after) == "to" || word(after) == "that" || word(after) == "for") &&
        !(want ? is_amount(party) : thing_from(party))) {
        // "the Speaker, Ana Lopez, to …": the name tells who.
        const TokenRange named =
            word(party.last) == "," ? resolver_.mention_in({party.last + 1, after}) : TokenRange{};
        draft.recipient = !named.empty() && named.first == party.last + 1 ? named : party;
        draft.what = {after + 1, std::max(end, clauses_.clause_end(after, reach))};
        if (word(after) != "for" || is_person(draft.recipient)) return true;
        draft.recipient = {};
    }
    if (after < reach.last && word(after) != "," && among(word(after), kQuestions) && !want) return false;
    // "ordered the dockers back to work"
    if (after < end && (word(after) == "back" || word(after) == "out" || word(after) == "home") &&
        is_person(thing)) {
        draft.recipient = thing;
        draft.what = {after, end};
        return true;
    }
    for (std::uint32_t i = thing.first + 1; i < thing.last && !want; ++i) {
        if (word(i) != "for") continue;
        // "requested a waiver for 140 trucks": nobody is asked by that.
        if (word(draft.cue.first).starts_with("request") && !is_person({thing.first, i})) break;
        draft.recipient = {thing.first, past_time_before(thing.first, i)};
        draft.what = {i + 1, end};
        second_request(i + 1, end, draft, further);
        return true;
    }
    // "ordered a curfew": a decree asks nothing of anybody.
    if (draft.act == ActKind::demand && !want) return false;
    // "who advises the board": an office, no advice.
    if (draft.act == ActKind::endorse && is_person(thing) &&
        (thing.last >= end || is_finite(cls(thing.last))))
        return false;
    draft.what = {from, end};
    owner_of_object(thing, draft);
    with_party(from, end, "from", draft);
    // "summoned the envoy"
    if (draft.recipient.empty() && word(draft.cue.first).starts_with("summon") && is_person(thing))
        draft.recipient = thing;
    second_giver(end, draft, further);
    return !draft.what.empty();
}

/// "asked the Speaker, Ana Lopez, to call them", "asked the warden there not to open it": where what is asked
/// begins
/// ("to", "for" …); `at` itself where nothing of the kind stands between.
std::uint32_t ActComplements::behind_party(std::uint32_t at, std::uint32_t end, const ActDraft& draft) const {
    constexpr std::uint32_t kLongest = 10;
    if (draft.frame->shape == FrameShape::want) return at;
    std::uint32_t i = at;
    if (i + 1 < end && (word(i) == "there" || word(i) == "here")) ++i;
    if (i + 2 < end && word(i) == "," && is_nominal(cls(i + 1))) {
        std::uint32_t close = i + 1;
        while (close < std::min(end, i + kLongest) && word(close) != "," && !is_finite(cls(close))) ++close;
        if (close + 1 < end && word(close) == ",") i = close + 1;
    }
    // "appealed to the captors on the radio to free her"
    if (i + 2 < end && (word(i) == "on" || word(i) == "in" || word(i) == "over" || word(i) == "through")) {
        const TokenRange where = noun_phrase_after(reading_, i + 1, end);
        if (!where.empty() && where.size() <= 4 && where.last < end && word(where.last) == "to")
            i = where.last;
    }
    if (i + 1 < end && word(i) == "not" && word(i + 1) == "to") ++i;
    const bool asks = i < end && (word(i) == "to" || word(i) == "for" || word(i) == "about" ||
                                  word(i) == "whether" || word(i) == "why" || word(i) == "how");
    return asks ? i : at;
}

/// «asked A for X and B for Y»: B and Y are another request.
void ActComplements::second_request(std::uint32_t from, std::uint32_t end, ActDraft& draft,
                                    std::vector<ActDraft>& further) const {
    for (std::uint32_t i = from; i + 2 < end; ++i) {
        if (word(i) != "and") continue;
        for (std::uint32_t k = i + 2; k + 1 < std::min(end, i + 14); ++k) {
            if (word(k) != "for") continue;
            const TokenRange other{i + 1, k};
            if (!is_party(other)) continue;
            ActDraft second = draft;
            second.recipient = other;
            second.what = {k + 1, end};
            draft.what.last = i;
            further.push_back(second);
            return;
        }
    }
}

/// «sought X from A and, from B, Y»: another request.
void ActComplements::second_giver(std::uint32_t end, ActDraft& draft, std::vector<ActDraft>& further) const {
    if (draft.act != ActKind::request || draft.recipient.empty() || draft.recipient.first >= end) return;
    std::uint32_t i = draft.recipient.last;
    const std::uint32_t stop = std::min(reading_.sentence(draft.cue.first).last, i + 3);
    bool joined = false;
    while (i < stop && (word(i) == "," || word(i) == "and")) joined = word(i++) == "and" || joined;
    if (!joined || i >= stop || word(i) != "from") return;
    const TokenRange other = noun_phrase_after(reading_, i + 1, reading_.sentence(draft.cue.first).last);
    if (other.empty() || !is_party(other)) return;
    ActDraft second = draft;
    second.recipient = other;
    std::uint32_t begin = other.last;
    if (begin < reading_.size() && word(begin) == ",") ++begin;
    const TokenRange reach = clauses_.window(draft.cue.first);
    second.what = {begin, clauses_.clause_end(begin, reach)};
    if (!second.what.empty()) further.push_back(second);
}

std::uint32_t ActComplements::past_time(std::uint32_t at, std::uint32_t end) const {
    std::uint32_t i = at;
    bool time = false;
    while (i < end && (is_time_word(word(i)) || word(i) == "on" || word(i) == "this" || word(i) == "last" ||
                       word(i) == "next" || word(i) == "again" || word(i) == "the" || word(i) == "same" ||
                       word(i) == "late" || word(i) == "early" || word(i) == "in" ||
                       (time && cls(i) == WordClass::number))) {
        time = time || is_time_word(word(i)) || word(i) == "again";
        ++i;
    }
    if (!time) return at;
    return i < end && (word(i) == "to" || word(i) == "that" || word(i) == "for") ? i : at;
}

/// «asked the port this week for»: where the party ends and the time begins.
std::uint32_t ActComplements::past_time_before(std::uint32_t first, std::uint32_t last) const {
    std::uint32_t i = last;
    while (i > first + 1 && is_time_word(word(i - 1))) --i;
    if (i == last) return last;
    while (i > first + 1 &&
           (word(i - 1) == "this" || word(i - 1) == "next" || word(i - 1) == "last" || word(i - 1) == "on"))
        --i;
    return i;
}

}  // namespace sitrep::annotate
