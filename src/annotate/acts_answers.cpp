// Who is answered, and by whom what was asked is decided, where only the sentences beside it tell.
#include <algorithm>

#include "annotate/acts_parties.hpp"

namespace sitrep::annotate {
namespace {

bool asks(const Act& act) { return act.act == ActKind::request || act.act == ActKind::demand; }

bool decides(ActKind act) {
    return act == ActKind::agree || act == ActKind::refuse || act == ActKind::commit || act == ActKind::offer;
}

}  // namespace

/// In the same sentence or the one right before, of one paragraph.
bool ActParties::stands_near(const ActDraft& draft, const Act& act) const {
    const std::uint32_t here = reading_.sentence_of[draft.cue.first];
    const std::uint32_t there = reading_.sentence_of[reading_.tokens_in(act.span).first];
    return there <= here && here - there <= 1 &&
           reading_.tokens.sentences[here].block == reading_.tokens.sentences[there].block;
}

bool ActParties::stands_behind_charge(const ActDraft& draft, const std::vector<Act>& before) const {
    if (before.empty() || before.back().act != ActKind::accuse) return false;
    const std::uint32_t here = reading_.sentence_of[draft.cue.first];
    const std::uint32_t there = reading_.sentence_of[reading_.tokens_in(before.back().span).first];
    return there <= here && here - there <= 1;
}

/// What somebody else asked for right before, of this actor or of nobody that is told: what the actor now
/// offers or promises as a reply goes to whoever asked.
const Act* ActParties::asked_nearby(const ActDraft& draft, const std::vector<Act>& before,
                                    EntityRef actor) const {
    if (clauses_.in_speech(draft.cue.first)) return nullptr;
    for (std::size_t k = before.size(); k > 0; --k) {
        const Act& act = before[k - 1];
        if (!stands_near(draft, act)) return nullptr;
        if (act.actor == actor) continue;
        const bool of_actor = act.recipient == kNoEntity || act.recipient == actor || promises_reply(draft);
        return asks(act) && act.actor != kNoEntity && of_actor ? &act : nullptr;
    }
    return nullptr;
}

/// «Ferrymen and fishers», «Moyo and the union Tarro»: two that are described or told with their kind.
std::optional<ActParties::Sides> ActParties::two_parties(TokenRange words, std::int32_t quotation) {
    const auto is_and = [&](std::uint32_t i) { return word(i) == "and"; };
    for (std::uint32_t i = words.first + 1; i + 1 < words.last; ++i) {
        if (!is_and(i)) continue;
        const TokenRange one{words.first, i}, other{i + 1, words.last};
        // "the towns of Tarro and Mulla", "a pilot, a diver and a cook": not two.
        for (std::uint32_t k = words.first; k < words.last; ++k) {
            if (k != i && (is_and(k) || word(k) == "," || word(k) == "of")) return std::nullopt;
        }
        if (!resolver_.may_act(one) || !resolver_.may_act(other)) return std::nullopt;
        const EntityRef first = party(one, quotation), second = party(other, quotation);
        if (first == kNoEntity || second == kNoEntity || first == second) return std::nullopt;
        return Sides{first, second};
    }
    return std::nullopt;
}

/// "undertook to answer within a week", "promised a ruling"
bool ActParties::promises_reply(const ActDraft& draft) const {
    constexpr std::uint32_t kReach = 4;  // words: what is promised at once
    if (draft.act != ActKind::commit) return false;
    for (std::uint32_t i = draft.what.first; i < std::min(draft.what.last, draft.what.first + kReach); ++i) {
        if (clauses_.words().replies.holds(word(i))) return true;
    }
    return false;
}

/// "turned him down", "turned the pilots down", "rejected it within a day", "consented if …": of nothing that
/// these words tell anew.
bool ActParties::points_back(const ActDraft& draft) const {
    return !draft.recipient.empty() || draft.what.empty() || draft.what.first == draft.condition.first ||
           reading_.classes[draft.what.first] == WordClass::pronoun;
}

/// «The pilots asked the port for a berth. They were told no»: whoever asked is told so, by whoever was
/// asked.
void ActParties::settle_told_no(const ActDraft& draft, const std::vector<Act>& before, Act& act) const {
    const bool answer = draft.act == ActKind::refuse || draft.act == ActKind::agree;
    if (!answer || !draft.passive || draft.recipient.size() != 1 || before.empty() ||
        act.recipient != kNoEntity || clauses_.in_speech(draft.cue.first))
        return;
    const std::string_view pronoun = word(draft.recipient.first);
    const bool person = pronoun == "he" || pronoun == "she";
    if (!person && pronoun != "it" && pronoun != "they") return;
    const Act& last = before.back();
    if (!asks(last) || last.actor == kNoEntity || !stands_near(draft, last)) return;
    const EntityType type = marks_.entities[static_cast<std::size_t>(last.actor)].type;
    const bool one_man =
        type == EntityType::person && marks_.entities[static_cast<std::size_t>(last.actor)].named;
    if ((person && type != EntityType::person) || (pronoun == "it" && type == EntityType::person) ||
        (pronoun == "they" && one_man))
        return;
    act.recipient = last.actor;
    if (draft.actor.empty() && act.actor == kNoEntity) act.actor = last.recipient;
}

/// «…; the club had applied for 24», «fewer than half of those Chad had sought»: what was asked before what
/// the sentence before, or this one, tells as decided.
bool ActParties::tells_what_was_asked(const ActDraft& draft, const Act& decided) const {
    const bool within =
        draft.relative && decided.what && reading_.tokens_in(*decided.what).contains(draft.cue.first);
    std::uint32_t had = draft.cue.first;
    while (had > draft.actor.last && reading_.classes[had - 1] == WordClass::adverb) --had;
    const bool before = word(draft.cue.first) == "had" || (had > 0 && word(had - 1) == "had") ||
                        (had > 1 && word(had - 1) == "been" && word(had - 2) == "had");
    return within || (before && stands_near(draft, decided));
}

/// A request and its answer that stand side by side settle one another's parties.
void ActParties::settle_last(const ActDraft& draft, std::vector<Act>& before, Act& act) const {
    if (before.empty() || act.actor == kNoEntity || clauses_.in_speech(draft.cue.first)) return;
    Act& last = before.back();
    if (last.actor == kNoEntity || last.actor == act.actor) return;
    // «A painter applied for a permit. The council turned him down»: the council was asked.
    const bool answer = draft.act == ActKind::agree || draft.act == ActKind::refuse;
    if (answer && asks(last) && last.recipient == kNoEntity && act.recipient == last.actor &&
        stands_near(draft, last) && points_back(draft)) {
        last.recipient = act.actor;
        return;
    }
    if (!asks(act) || act.recipient != kNoEntity || !decides(last.act) || !tells_what_was_asked(draft, last))
        return;
    if (last.recipient != kNoEntity && last.recipient != act.actor) return;
    last.recipient = act.actor;
    act.recipient = last.actor;
}

}  // namespace sitrep::annotate
