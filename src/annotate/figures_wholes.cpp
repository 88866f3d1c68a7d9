#include "annotate/figures_wholes.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "annotate/figures_whole_entities.hpp"
#include "text/utf8.hpp"

namespace sitrep::annotate {
namespace {

constexpr std::uint32_t kSubjectReach = 110;   // bytes between a thing and the level told of it
constexpr std::uint32_t kOfReach = 60;         // bytes between a length and the thing that it is a length of
constexpr std::uint32_t kSentencesBack = 3;    // in which a body still is what costs are paid for
constexpr std::ptrdiff_t kMentionsBack = 200;  // in which a dam or river is looked for
constexpr std::uint32_t kSiteReach = 70;       // bytes between people and the site that they are at
constexpr std::ptrdiff_t kMentionsAround = 8;  // that may hold one place

bool contains_any(std::string_view words, std::initializer_list<std::string_view> cues) {
    return std::any_of(cues.begin(), cues.end(),
                       [&](std::string_view cue) { return words.find(cue) != std::string_view::npos; });
}

/// Finds the wholes of one report's figures.
class WholeFinder {
  public:
    WholeFinder(const Report& report, const TokenizedText& tokens, Annotations& marks,
                const WholeWords& words)
        : report_(report),
          tokens_(tokens),
          marks_(marks),
          entities_(report, tokens, marks, words),
          nouns_(words),
          text_(report.text.text()) {
        for (const Figure& figure : marks.figures) {
            const TextRange range = report.text.range(figure.span);
            ranges_.push_back(range);
            sentences_.push_back(tokens.sentence_at(range.begin));
        }
    }

    void run() {
        for (std::size_t i = 0; i < ranges_.size(); ++i) {
            if (figure(i).of < 0 && sentences_[i] < tokens_.sentences.size()) figure(i).of = direct(i);
            if (casualty(figure(i)) && figure(i).of >= 0 && entity(figure(i).of).type == EntityType::event &&
                !has_year(entity(figure(i).of).name))
                events_.insert(figure(i).of);
        }
        for (std::size_t i = 0; i < ranges_.size(); ++i) {
            if (figure(i).of < 0 && sentences_[i] < tokens_.sentences.size()) figure(i).of = carried(i);
        }
        const EntityRef facility = only_facility();
        for (std::size_t i = 0; i < ranges_.size(); ++i) {
            Figure& f = figure(i);
            set_place(f, facility);
            if (f.place < 0 && f.part_of >= 0 && f.unit == "person")
                f.place = figure(static_cast<std::size_t>(f.part_of)).place;
            if (f.place < 0 && sentences_[i] < tokens_.sentences.size()) f.place = site_of(i);
        }
    }

  private:
    Figure& figure(std::size_t i) { return marks_.figures[i]; }
    [[nodiscard]] const Entity& entity(EntityRef ref) const { return entities_.at(ref); }
    [[nodiscard]] std::string_view words(TextRange range) const {
        return text_.substr(range.begin, range.size());
    }
    [[nodiscard]] TextRange here(std::size_t i) const { return tokens_.sentences[sentences_[i]].range; }

    /// Things named by a noun in `range` of a sentence, in text order.
    [[nodiscard]] std::vector<Thing> things_in(std::uint32_t sentence, TextRange range) const {
        const TextRange whole = tokens_.sentences[sentence].range;
        const std::vector<Thing>& things = entities_.things();
        auto thing = std::partition_point(things.begin(), things.end(), [&](const Thing& t) {
            return t.head.begin < std::max(range.begin, whole.begin);
        });
        std::vector<Thing> found;
        for (; thing != things.end() && thing->head.end <= std::min(range.end, whole.end); ++thing)
            found.push_back(*thing);
        return found;
    }

    static bool casualty(const Figure& f) {
        return f.status == "killed" || f.status == "injured" || f.status == "displaced" ||
               f.status == "missing" || f.status == "ill";
    }

    static bool is_length_or_share(const Figure& f) {
        return f.unit == "percent" || f.unit == "metre" || f.unit == "kilometre" || f.unit == "foot" ||
               f.unit == "mile" || f.unit == "centimetre" || f.unit == "m3" || f.unit == "hectare" ||
               f.unit == "litre";
    }

    static bool is_flow(const Figure& f) { return f.unit.ends_with("/s") || f.unit.ends_with("/second"); }

    static bool is_money(const Figure& f) {
        return f.unit.size() == 3 &&
               std::all_of(f.unit.begin(), f.unit.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    }

    EntityRef direct(std::size_t i) {
        const Figure& f = figure(i);
        if (casualty(f)) return event_of(i);
        if (const EntityRef sent = sent_body(i); sent >= 0) return sent;
        if (is_flow(f)) return flows_from(i);
        if (is_length_or_share(f)) return level_of(i);
        if (is_money(f)) return paid_for(i);
        return kNoEntity;
    }

    /// "floods … have killed at least 38 people", "nine died in the collapse": nearest event of the sentence.
    EntityRef event_of(std::size_t i) {
        std::optional<Thing> best;
        std::uint32_t best_distance = UINT32_MAX;
        for (const Thing& thing : things_in(sentences_[i], here(i))) {
            const bool ill = figure(i).status == "ill";
            if (!happens(thing.noun->kind) || (ill && thing.noun->kind != WholeKind::disease)) continue;
            const bool behind = thing.head.begin >= ranges_[i].end;
            const TextRange gap = behind
                                      ? TextRange{ranges_[i].end, thing.head.begin}
                                      : TextRange{thing.head.end, std::max(ranges_[i].begin, thing.head.end)};
            if (contains_any(words(gap), {"; ", " but ", " while "})) continue;
            if (gap.size() >= best_distance) continue;
            best = thing;
            best_distance = gap.size();
        }
        return best ? entities_.of(*best) : kNoEntity;
    }

    /// "about 120 observers", "The three engineers", "The observers, some 120 of them".
    EntityRef sent_body(std::size_t i) {
        const TextRange range = ranges_[i];
        const auto behind = entities_.first_behind(range.begin);
        for (auto m = behind; m != entities_.mentions().begin() && behind - m < kMentionsAround;) {
            --m;
            if (m->form != MentionForm::role || !m->range.contains(range)) continue;
            const Entity& holder = entity(m->entity);
            const std::string_view described = words(m->range);
            // "52 of the 74 detainees": a whole of persons, not a body
            const bool counted =
                words({m->range.begin > 4 ? m->range.begin - 4 : 0, m->range.begin}).ends_with(" of ");
            const bool definite =
                !counted && (described.starts_with("The ") || described.starts_with("the "));
            if (!holder.named && (holder.type == EntityType::organisation || definite)) return m->entity;
        }
        const Figure& f = figure(i);
        if (f.counted_span) {
            const TextRange counted = report_.text.range(*f.counted_span);
            for (const Thing& thing : things_in(sentences_[i], counted)) {
                if (thing.noun->kind == WholeKind::sent && thing.head.end == counted.end)
                    return entities_.described_as(thing);
            }
        }
        // "The observers, some 120 of them"
        const std::string_view lead = words({here(i).begin, range.begin});
        const std::string_view after = words({range.end, here(i).end});
        if (lead.ends_with(", ") && after.starts_with(" of them")) {
            for (const Thing& thing : things_in(sentences_[i], {here(i).begin, range.begin})) {
                if (thing.noun->kind == WholeKind::sent && thing.head.end + 2 == range.begin)
                    return entities_.of(thing);
            }
        }
        return kNoEntity;
    }

    /// A stream of water comes out of the dam or river told of last.
    EntityRef flows_from(std::size_t i) {
        const auto behind = entities_.first_behind(ranges_[i].begin);
        for (auto m = behind; m != entities_.mentions().begin() && behind - m < kMentionsBack;) {
            --m;
            const Entity& candidate = entity(m->entity);
            if (candidate.type != EntityType::facility && candidate.type != EntityType::location) continue;
            const WholeNoun* noun = entities_.head_noun(candidate.name);
            const bool streams =
                noun != nullptr && noun->kind == WholeKind::water && noun->lemma != "reservoir";
            if (streams) return m->entity;
        }
        return kNoEntity;
    }

    /// "The lake was down to 88 percent of capacity", "undermined 40 metres of the spillway", "the Save stood
    /// at 8.9 metres".
    EntityRef level_of(std::size_t i) {
        const std::string_view after = words({ranges_[i].end, here(i).end});
        if (after.starts_with(" of the ") || after.starts_with(" of its ")) {
            const bool capacity = after.substr(8).starts_with("capacity");
            const TextRange near = {ranges_[i].end, std::min(here(i).end, ranges_[i].end + kOfReach)};
            for (const Thing& thing : things_in(sentences_[i], near)) {
                const bool next = thing.description.begin <= ranges_[i].end + 5;
                if (next && (thing.noun->kind == WholeKind::part || thing.noun->kind == WholeKind::water))
                    return entities_.of(thing);
            }
            if (!capacity) return kNoEntity;
        } else if (after.starts_with(" of ") && !after.substr(4).starts_with("capacity")) {
            return kNoEntity;  // a share of something else
        }
        return subject_of(i);
    }

    EntityRef subject_of(std::size_t i) {
        const std::uint32_t from =
            std::max(here(i).begin, ranges_[i].begin > kSubjectReach ? ranges_[i].begin - kSubjectReach : 0U);
        const auto things = things_in(sentences_[i], {from, ranges_[i].begin});
        for (auto thing = things.rbegin(); thing != things.rend(); ++thing) {
            if (thing->noun->kind != WholeKind::water && thing->noun->kind != WholeKind::part) continue;
            if (stands_before(*thing) && leads_to(thing->head.end, ranges_[i].begin))
                return entities_.of(*thing);
        }
        for (auto m = entities_.first_behind(ranges_[i].begin); m != entities_.mentions().begin();) {
            --m;
            if (m->range.begin < from) break;
            const EntityType type = entity(m->entity).type;
            if (type != EntityType::location && type != EntityType::facility) continue;
            if (m->range.end <= ranges_[i].begin && leads_to(m->range.end, ranges_[i].begin))
                return m->entity;
        }
        return kNoEntity;
    }

    /// The thing is a subject, not where something else happens.
    [[nodiscard]] bool stands_before(const Thing& thing) const {
        const std::string_view lead =
            words({thing.description.begin > 8 ? thing.description.begin - 8 : 0, thing.description.begin});
        return !contains_any(lead,
                             {" in ", " at ", " on ", " near ", " of ", " from ", " below ", " above "});
    }

    /// "stood at", "was down to", "can hold", "with a capacity of": a level follows.
    [[nodiscard]] bool leads_to(std::uint32_t from, std::uint32_t to) const {
        const std::string_view gap = words({from, to});
        return nouns_.levels.stands_in(gap) && !contains_any(gap, {"; ", " said ", " but "});
    }

    /// "5.5 million euros for the mission's first six months".
    EntityRef paid_for(std::size_t i) {
        const std::string_view after = words({ranges_[i].end, here(i).end});
        if (!after.starts_with(" for the ") && !after.starts_with(" for a ")) return kNoEntity;
        const TextRange near = {ranges_[i].end, std::min(here(i).end, ranges_[i].end + 32)};
        for (const Thing& thing : things_in(sentences_[i], near)) {
            if (thing.noun->kind == WholeKind::body && thing.description.begin <= ranges_[i].end + 5)
                return entities_.of(thing);
        }
        return kNoEntity;
    }

    /// What an earlier figure of the report says of this one.
    EntityRef carried(std::size_t i) {
        const Figure& f = figure(i);
        // "31 people, 14 of them children": of the same
        if (f.part_of >= 0 && figure(static_cast<std::size_t>(f.part_of)).of >= 0)
            return figure(static_cast<std::size_t>(f.part_of)).of;
        if (casualty(f)) return of_event_before(i);
        const TextRange range = ranges_[i];
        const std::string_view lead = words({here(i).begin, range.begin});
        if (i > 0 && sentences_[i - 1] == sentences_[i] && figure(i - 1).of >= 0) {
            const std::string_view gap =
                words({ranges_[i - 1].end, std::max(range.begin, ranges_[i - 1].end)});
            const bool level = figure(i - 1).unit == f.unit && is_length_or_share(f) && gap.size() < 40 &&
                               contains_any(gap, {", not ", ", "}) && !contains_any(gap, {" and "});
            const bool share = f.unit == "percent" && gap.ends_with(", ") && gap.size() < 30;
            const bool price = is_money(f) && is_money(figure(i - 1)) && gap == " (";
            if (level || share || price) return figure(i - 1).of;
        }
        if (lead.ends_with(" gives them ") || lead.ends_with(" gave them ")) {
            if (i > 0 && sentences_[i - 1] + 1 >= sentences_[i] && is_sent(figure(i - 1)))
                return figure(i - 1).of;
        }
        if (const EntityRef sent = beside_sent(i); sent >= 0) return sent;
        return costs_of(i);
    }

    [[nodiscard]] bool is_sent(const Figure& f) const {
        if (f.of < 0 || entity(f.of).named) return false;
        const WholeNoun* noun = entities_.head_noun(entity(f.of).name);
        return noun != nullptr && noun->kind == WholeKind::sent;
    }

    /// "Five nations will provide 120 monitors", "120 observers to 14 sites".
    EntityRef beside_sent(std::size_t i) {
        const TextRange sentence = here(i);
        for (const std::size_t other : {i - 1, i + 1}) {
            if (other >= ranges_.size() || sentences_[other] != sentences_[i] || !is_sent(figure(other)))
                continue;
            const bool givers = figure(i).unit == "country" && nouns_.supplying.stands_in(words(sentence));
            const bool places = other + 1 == i && words({sentence.begin, ranges_[i].begin}).ends_with(" to ");
            if (givers || places) return figure(other).of;
        }
        return kNoEntity;
    }

    /// "60 percent of the first year's costs, put at $14 million": of the body told of just before.
    EntityRef costs_of(std::size_t i) {
        const Figure& f = figure(i);
        if (f.unit != "percent" && !is_money(f)) return kNoEntity;
        const auto things = things_in(sentences_[i], here(i));
        const bool costs = std::any_of(things.begin(), things.end(),
                                       [](const Thing& t) { return t.noun->kind == WholeKind::cost; });
        if (!costs) return kNoEntity;
        for (std::size_t back = i; back-- > 0;) {
            if (sentences_[back] + kSentencesBack < sentences_[i]) break;
            const Figure& earlier = figure(back);
            const bool paid = earlier.of >= 0 && sentences_[back] == sentences_[i] &&
                              (earlier.unit == "percent" || is_money(earlier));
            if (paid || is_sent(earlier)) return earlier.of;
        }
        return kNoEntity;
    }

    /// Casualties without a cause in their sentence are of the event that others are of; not where somebody
    /// killed them.
    EntityRef of_event_before(std::size_t i) {
        std::string_view lead = words({here(i).begin, ranges_[i].begin});
        while (!lead.empty() && lead.back() == ' ') lead.remove_suffix(1);
        const auto blank = lead.find_last_of(' ');
        if (blank != std::string_view::npos && nouns_.befell_verbs.holds(lead.substr(blank + 1)))
            return kNoEntity;
        if (nouns_.clashes.stands_in(words(here(i)))) return kNoEntity;
        if (events_.size() != 1) return kNoEntity;
        const WholeNoun* noun = entities_.head_noun(entity(*events_.begin()).name);
        const bool sickens = noun != nullptr && noun->kind == WholeKind::disease;
        const bool fits =
            sickens ? figure(i).status == "ill" || figure(i).status == "killed" : figure(i).status != "ill";
        return fits ? *events_.begin() : kNoEntity;
    }

    static bool has_year(std::string_view name) { return !named_year(name).empty(); }

    /// "have killed 31 people … in a camp on the lake": the camp that the report names, or this one.
    EntityRef site_of(std::size_t i) {
        if (!casualty(figure(i)) && figure(i).unit != "person") return kNoEntity;
        for (const Thing& thing : things_in(sentences_[i], {ranges_[i].end, here(i).end})) {
            if (thing.noun->kind != WholeKind::site || thing.head.begin > ranges_[i].end + kSiteReach)
                continue;
            std::string_view gap = words({ranges_[i].end, thing.description.begin});
            while (!gap.empty() && gap.back() == ' ') gap.remove_suffix(1);
            const bool there = gap.ends_with(" in") || gap.ends_with(" at") || gap.ends_with(" inside");
            if (!there ||
                contains_any(gap, {" who ", " that ", " which ", " after ", ";", " said", " told "}))
                continue;
            const auto [site, fresh] = sites_.emplace(text::folded(words(thing.head)), kNoEntity);
            if (fresh) site->second = named_site(thing);
            const EntityRef named = site->second;
            return named >= 0 ? named : entities_.of(thing);
        }
        return kNoEntity;
    }

    /// "the Kafia camp" elsewhere in the report, if only one is named so.
    [[nodiscard]] EntityRef named_site(const Thing& thing) const {
        EntityRef only = kNoEntity;
        const std::string noun = " " + std::string(words(thing.head));
        for (const Mentioned& mention : entities_.mentions()) {
            const Entity& candidate = entity(mention.entity);
            const bool place = candidate.type == EntityType::facility ||
                               candidate.type == EntityType::location ||
                               candidate.type == EntityType::geopolitical;
            if (!place || mention.form != MentionForm::name) continue;
            const std::string_view behind =
                text_.substr(mention.range.end, std::min<std::size_t>(24, text_.size() - mention.range.end));
            const bool so = words(mention.range).ends_with(noun) || behind.starts_with(noun);
            if (!so || candidate.place) continue;  // "Chad camp": a camp in Chad, not the camp's name
            if (only >= 0 && only != mention.entity) return kNoEntity;
            only = mention.entity;
        }
        return only;
    }

    /// The one facility that the report names, if there is one.
    [[nodiscard]] EntityRef only_facility() const {
        std::set<EntityRef> all, dams;
        for (const Mentioned& mention : entities_.mentions()) {
            const Entity& candidate = entity(mention.entity);
            if (candidate.type != EntityType::facility || !candidate.named) continue;
            all.insert(mention.entity);
            const WholeNoun* noun = entities_.head_noun(candidate.name);
            if (noun != nullptr && noun->kind == WholeKind::water) dams.insert(mention.entity);
        }
        if (dams.size() == 1) return *dams.begin();
        return all.size() == 1 ? *all.begin() : kNoEntity;
    }

    /// What is told of a part or of water holds at that facility.
    void set_place(Figure& f, EntityRef facility) const {
        if (f.place >= 0 || f.of < 0 || !(is_length_or_share(f) || is_flow(f))) return;
        const Entity& whole = entity(f.of);
        if (whole.type != EntityType::facility && whole.type != EntityType::location) return;
        if (!whole.named) f.place = facility;
        if (whole.named && whole.type == EntityType::facility) f.place = f.of;
    }

    const Report& report_;
    const TokenizedText& tokens_;
    Annotations& marks_;
    WholeEntities entities_;
    const WholeWords& nouns_;
    std::string_view text_;
    std::vector<TextRange> ranges_;  ///< of figures
    std::vector<std::uint32_t> sentences_;
    std::map<std::string, EntityRef> sites_;  ///< named ones, by noun
    std::set<EntityRef> events_;              ///< that casualties were told of
};

}  // namespace

void find_wholes(const Report& report, const TokenizedText& tokens, Annotations& marks,
                 const WholeWords& words) {
    if (words.nouns.empty() || marks.figures.empty()) return;
    WholeFinder(report, tokens, marks, words).run();
}

}  // namespace sitrep::annotate
