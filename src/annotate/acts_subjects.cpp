#include "annotate/acts_subjects.hpp"

#include <algorithm>

namespace sitrep::annotate {

TokenRange ActSubjects::subject_before_apposition(std::uint32_t group, TokenRange reach) const {
    constexpr std::uint32_t kWidest = 12;
    if (group <= reach.first + 3 || word(group - 1) != ",") return {};
    for (std::uint32_t i = group - 2; i > reach.first && group - i < kWidest; --i) {
        if (is_verb(cls(i))) return {};
        if (word(i) != ",") continue;
        const TokenRange named = resolver_.mention_ending_at(i);
        if (named.empty()) return {};
        for (std::uint32_t k = named.first; k > reach.first && named.first - k < 4; --k) {
            if (word(k - 1) == "which" || word(k - 1) == "whom") return named;
        }
        return {};
    }
    return {};
}

std::uint32_t ActSubjects::verb_of_saying_before(std::uint32_t at, TokenRange reach) const {
    if (cls(at) != WordClass::verb_gerund || at < reach.first + 2 || word(at - 1) != ",") return 0;
    constexpr std::uint32_t kReach = 4;
    for (std::uint32_t i = at - 1; i-- > reach.first + 1 && at - i <= kReach;) {
        if (reading_.cue_of[i] >= 0 && is_verb(cls(i))) return i;
        // "told AFP, asking to go unnamed"
        if (cls(i) != WordClass::name) return 0;
    }
    return 0;
}

void ActSubjects::of_participle(std::uint32_t at, std::uint32_t group, TokenRange reach,
                                ActDraft& draft) const {
    const TokenRange behind = draft.actor;
    if (cls(at) != WordClass::verb_gerund || group != at || behind.empty() || behind.last != at ||
        behind.first <= reach.first)
        return;
    const std::string_view link = word(behind.first - 1);
    if (link != "to" && link != "in" && link != "at" && link != "with" && link != "on") return;
    const TokenRange subject = clauses_.governing_subject(behind.first - 1, reach, nullptr);
    if (subject.empty()) return;
    draft.actor = subject;
    if (link == "to" && resolver_.may_act(behind)) draft.recipient = behind;
}

std::uint32_t ActSubjects::first_comma(std::uint32_t at, TokenRange reach) const {
    for (std::uint32_t i = at + 1; i < reach.last; ++i) {
        if (word(i) == ",") return i;
    }
    return reach.last;
}

TokenRange ActSubjects::doer_in(TokenRange words) const {
    if (const TokenRange by = agent(words.first, words); !by.empty()) return by;
    for (std::uint32_t i = words.first; i < words.last; ++i) {
        if (is_finite(cls(i)) && !is_be(word(i))) return subject_of(reading_, i, words.first);
    }
    return {};
}

TokenRange ActSubjects::giver_before(std::uint32_t at, TokenRange reach, const ActDraft& draft) const {
    for (std::uint32_t i = reach.first; i < at; ++i) {
        if (!is_finite(cls(i)) || is_be(word(i))) continue;
        const TokenRange subject = subject_of(reading_, i, reach.first);
        // "got the maps it asked for": whoever gets gives nothing.
        const std::string_view verb = cls(i) == WordClass::modal ? word(i + 1) : word(i);
        const bool gets = verb.starts_with("get") || verb == "got" || verb.starts_with("receive");
        if (gets || subject.empty() || subject.overlaps(draft.actor)) return {};
        return resolver_.entity_at(subject) == kNoEntity ? TokenRange{} : subject;
    }
    return {};
}

void ActSubjects::own_subject(TokenRange& actor) const {
    if (actor.empty() || cls(actor.last - 1) != WordClass::name) return;
    const TokenRange mention = resolver_.mention_ending_at(actor.last);
    // "the governor of Lac": the name belongs to the noun.
    const bool own =
        !mention.empty() && mention.first > actor.first && cls(mention.first - 1) != WordClass::preposition;
    if (own) actor = mention;
}

TokenRange ActSubjects::thing_before(TokenRange actor, std::uint32_t floor) const {
    std::uint32_t end = actor.first;
    if (end > floor + 1 && word(end - 1) == "which") end -= word(end - 2) == "," ? 2 : 1;
    const TokenRange thing = noun_phrase_before(reading_, end, floor);
    return thing.empty() ? TokenRange{actor.first - 1, actor.first} : thing;
}

TokenRange ActSubjects::subject_behind_comma(std::uint32_t from, TokenRange reach) const {
    for (std::uint32_t i = from; i + 1 < reach.last; ++i) {
        if (word(i) == ",") return noun_phrase_after(reading_, i + 1, reach.last);
    }
    return {};
}

TokenRange ActSubjects::agent(std::uint32_t from, TokenRange reach) const {
    for (std::uint32_t i = from; i < std::min(reach.last, from + 10); ++i) {
        // "by Friday" tells when.
        if (word(i) == "by" && i + 1 < reach.last && !is_time_word(word(i + 1)))
            return noun_phrase_after(reading_, i + 1, reach.last);
    }
    return {};
}

void ActSubjects::by_paper(std::uint32_t at, TokenRange reach, ActDraft& draft) const {
    const TokenRange paper = noun_phrase_before(reading_, at, reach.first);
    if (paper.empty()) return;
    const std::string_view head = word(paper.last - 1);
    if (head != "letter" && head != "note" && head != "petition" && head != "motion" && head != "statement")
        return;
    draft.actor = {};
    for (std::uint32_t i = paper.first; i < paper.last; ++i) {
        if (word(i) == "joint" || word(i) == "common") draft.actor = paper;
    }
    if (draft.what.empty()) return;
    for (std::uint32_t i = at + 1; i + 1 < std::min(draft.what.last, at + 8); ++i) {
        const bool comes = (is_be(word(i)) && word(i + 1) == "to") || word(i) == "will";
        if (!comes) continue;
        draft.future = true;
        draft.what.last = i;
    }
}

void ActSubjects::drop_clause_before(TokenRange& actor) const {
    for (std::uint32_t i = actor.first; i + 1 < actor.last; ++i) {
        if (word(i) == "as" || word(i) == "while" || word(i) == "after" || word(i) == "amid")
            actor.first = i + 1;
    }
}

}  // namespace sitrep::annotate
