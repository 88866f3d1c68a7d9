#include "annotate/figures_whole_entities.hpp"

#include <algorithm>
#include <tuple>

namespace sitrep::annotate {
namespace {

constexpr std::size_t kMentionsTold = 12;      // of one happening
constexpr std::ptrdiff_t kMentionsAround = 8;  // that may hold one place

bool before(const Mentioned& a, const Mentioned& b) {
    return std::tie(a.range.begin, a.range.end, a.entity) < std::tie(b.range.begin, b.range.end, b.entity);
}

}  // namespace

WholeEntities::WholeEntities(const Report& report, const TokenizedText& tokens, Annotations& marks,
                             const WholeWords& words)
    : report_(report),
      tokens_(tokens),
      marks_(marks),
      words_(words),
      things_(things_of(report, tokens, words)) {
    for (EntityRef ref = 0; ref < static_cast<EntityRef>(marks.entities.size()); ++ref) {
        for (const Mention& mention : at(ref).mentions)
            mentions_.push_back({report.text.range(mention.span), ref, mention.form});
    }
    std::sort(mentions_.begin(), mentions_.end(), before);
    for (const Mentioned& mention : mentions_) describe(mention);
}

std::string_view WholeEntities::words(TextRange range) const {
    return report_.text.text().substr(range.begin, range.size());
}

EntityRef WholeEntities::of(const Thing& thing) {
    const auto after = first_behind(thing.head.begin);
    for (auto m = after; m != mentions_.begin() && after - m < kMentionsAround;) {
        --m;
        const bool event = at(m->entity).type == EntityType::event;
        if (happens(thing.noun->kind) && !event) continue;  // "Cholera" taken for a name
        if (m->range.contains(thing.head) && fits(*m, thing)) return m->entity;
    }
    const std::string_view description = words(thing.description);
    const std::string key = thing.noun->lemma + named_year(description);
    const Mention mention{0, report_.text.source(thing.description), MentionForm::role, kNoEntity};
    if (const auto made = made_.find(key); made != made_.end()) {
        add_mention(made->second, mention);
        return made->second;
    }
    if (const EntityRef known = described_as(thing); known >= 0 && key == thing.noun->lemma) return known;
    Entity entity;
    entity.name = std::string(description);
    entity.type = thing.noun->type;
    entity.named = false;
    const auto ref = static_cast<EntityRef>(marks_.entities.size());
    marks_.entities.push_back(std::move(entity));
    add_mention(ref, mention);
    made_.emplace(key, ref);
    if (happens(thing.noun->kind) && key == thing.noun->lemma) tell_again(ref, thing);
    return ref;
}

/// "The outbreak" elsewhere in the report: the same happening, where no other year is named.
void WholeEntities::tell_again(EntityRef ref, const Thing& told) {
    std::size_t mentions = 0;
    for (const Thing& thing : things_) {
        if (thing.noun->lemma != told.noun->lemma || thing.head == told.head) continue;
        const std::string_view described = words(thing.description);
        const bool definite = described.starts_with("the ") || described.starts_with("The ");
        const std::uint32_t sentence = tokens_.sentence_at(thing.head.begin);
        if (!definite || !named_year(described).empty() ||
            is_furniture(report_.blocks[tokens_.sentences[sentence].block].kind))
            continue;
        add_mention(ref, {0, report_.text.source(thing.description), MentionForm::role, kNoEntity});
        if (++mentions == kMentionsTold) break;
    }
}

/// A mention stands for the thing if the noun is its head: its last word, or the word before "of".
bool WholeEntities::fits(const Mentioned& mention, const Thing& thing) const {
    if (mention.range.end == thing.head.end) return true;
    const std::string_view behind = words({thing.head.end, std::max(mention.range.end, thing.head.end)});
    return mention.form == MentionForm::role &&
           (behind.starts_with(" of ") || behind.starts_with(" on ") || behind.starts_with(" in "));
}

EntityRef WholeEntities::described_as(const Thing& thing) const {
    const auto found = described_.find(thing.noun->lemma);
    return found == described_.end() ? kNoEntity : found->second;
}

void WholeEntities::describe(const Mentioned& mention) {
    if (mention.form != MentionForm::role || at(mention.entity).named) return;
    if (const WholeNoun* noun = head_noun(words(mention.range)))
        described_.emplace(noun->lemma, mention.entity);
}

std::vector<Mentioned>::const_iterator WholeEntities::first_behind(std::uint32_t place) const {
    return std::partition_point(mentions_.begin(), mentions_.end(),
                                [&](const Mentioned& m) { return m.range.begin <= place; });
}

void WholeEntities::add_mention(EntityRef ref, Mention mention) {
    Entity& target = marks_.entities[static_cast<std::size_t>(ref)];
    mention.entity = ref;
    const bool known = std::any_of(target.mentions.begin(), target.mentions.end(),
                                   [&](const Mention& m) { return m.span.overlaps(mention.span); });
    if (known) return;
    const auto behind =
        std::upper_bound(target.mentions.begin(), target.mentions.end(), mention,
                         [](const Mention& a, const Mention& b) { return a.span.begin < b.span.begin; });
    target.mentions.insert(behind, mention);
    const Mentioned mentioned{report_.text.range(mention.span), ref, mention.form};
    describe(mentioned);
    mentions_.insert(std::upper_bound(mentions_.begin(), mentions_.end(), mentioned, before), mentioned);
}

}  // namespace sitrep::annotate
