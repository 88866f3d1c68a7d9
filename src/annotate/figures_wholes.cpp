#include "annotate/figures_wholes.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "text/utf8.hpp"

namespace sitrep::annotate {
namespace {

constexpr std::uint32_t kSubjectReach = 110;   // bytes between a thing and the level told of it
constexpr std::uint32_t kOfReach = 60;         // bytes between a length and the thing that it is a length of
constexpr std::uint32_t kLongestPlace = 8;     // words of "on both sides of the border"
constexpr std::uint32_t kSentencesBack = 3;    // in which a body still is what costs are paid for
constexpr std::ptrdiff_t kMentionsBack = 200;  // in which a dam or river is looked for
constexpr std::uint32_t kSiteReach = 70;       // bytes between people and the site that they are at
constexpr std::size_t kMentionsTold = 12;      // of one happening
constexpr std::ptrdiff_t kMentionsAround = 8;  // that may hold one place

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool contains_any(std::string_view words, std::initializer_list<std::string_view> cues) {
    return std::any_of(cues.begin(), cues.end(),
                       [&](std::string_view cue) { return words.find(cue) != std::string_view::npos; });
}

bool happens(WholeKind kind) { return kind == WholeKind::event || kind == WholeKind::disease; }

/// A noun of a whole where it stands, with its whole description.
struct Thing {
    const WholeNoun* noun = nullptr;
    TextRange head;
    TextRange description;
};

/// Finds the wholes of one report's figures.
class WholeFinder {
  public:
    WholeFinder(const Report& report, const TokenizedText& tokens, Annotations& marks,
                const WholeWords& words)
        : report_(report), tokens_(tokens), marks_(marks), words_(words), text_(report.text.text()) {
        for (EntityRef e = 0; e < static_cast<EntityRef>(marks.entities.size()); ++e) list(e);
        std::sort(mentions_.begin(), mentions_.end(), before);
        for (const Mentioned& mention : mentions_) describe(mention);
        list_things();
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
    struct Mentioned {
        TextRange range;
        EntityRef entity = kNoEntity;
        MentionForm form = MentionForm::name;
    };

    static bool before(const Mentioned& a, const Mentioned& b) {
        return std::tie(a.range.begin, a.range.end, a.entity) <
               std::tie(b.range.begin, b.range.end, b.entity);
    }

    Figure& figure(std::size_t i) { return marks_.figures[i]; }
    const Entity& entity(EntityRef ref) const { return marks_.entities[static_cast<std::size_t>(ref)]; }
    [[nodiscard]] std::string_view words(TextRange range) const {
        return text_.substr(range.begin, range.size());
    }
    [[nodiscard]] TextRange here(std::size_t i) const { return tokens_.sentences[sentences_[i]].range; }

    void list(EntityRef ref) {
        for (const Mention& mention : entity(ref).mentions)
            mentions_.push_back({report_.text.range(mention.span), ref, mention.form});
    }

    /// Things named by a noun in `range` of a sentence, in text order.
    [[nodiscard]] std::vector<Thing> things_in(std::uint32_t sentence, TextRange range) const {
        const TextRange whole = tokens_.sentences[sentence].range;
        auto thing = std::partition_point(things_.begin(), things_.end(), [&](const Thing& t) {
            return t.head.begin < std::max(range.begin, whole.begin);
        });
        std::vector<Thing> found;
        for (; thing != things_.end() && thing->head.end <= std::min(range.end, whole.end); ++thing)
            found.push_back(*thing);
        return found;
    }

    /// All things of the report, in one pass.
    void list_things() {
        std::array<std::uint32_t, 26> lengths{};  // of the nouns that begin with each letter, as bits
        for (const auto& [noun, whole] : words_) {
            if (noun[0] >= 'a' && noun[0] <= 'z' && noun.size() < 32)
                lengths[static_cast<std::size_t>(noun[0] - 'a')] |= 1U << noun.size();
        }
        for (const Sentence& sentence : tokens_.sentences) {
            const auto tokens = tokens_.of(sentence);
            for (std::size_t t = 0; t < tokens.size(); ++t) {
                const std::string_view word = words(tokens[t].range);
                const auto letter = static_cast<unsigned char>((word.empty() ? 0 : word[0]) | 0x20) - 'a';
                if (tokens[t].kind != TokenKind::word || letter < 0 || letter > 25 || word.size() > 31 ||
                    (lengths[static_cast<std::size_t>(letter)] >> word.size() & 1U) == 0)
                    continue;
                add_thing(tokens, t);
            }
        }
    }

    void add_thing(std::span<const Token> tokens, std::size_t t) {
        const auto noun = words_.find(text::folded(words(tokens[t].range)));
        if (noun == words_.end()) return;
        // "Institute of Disaster Management": a part of a name
        if (happens(noun->second.kind) && tokens[t].capital && t > 0) return;
        const Thing thing{&noun->second, tokens[t].range, described(tokens, t, noun->second)};
        // "set on fire", "opened fire": one of several things has an article
        const std::string_view word = words(thing.head);
        const bool bare = noun->second.kind == WholeKind::event && !word.ends_with('s') &&
                          !word.ends_with("ing") && thing.description.begin == thing.head.begin && t > 0 &&
                          tokens[t - 1].kind != TokenKind::possessive;
        if (!bare) things_.push_back(thing);
    }

    /// "floods on the Pungwe river", "a damaged dam", "Monday morning's collapse": the noun with what belongs
    /// to it.
    [[nodiscard]] TextRange described(std::span<const Token> tokens, std::size_t at,
                                      const WholeNoun& noun) const {
        TextRange range = tokens[at].range;
        constexpr std::array<std::string_view, 9> kArticles = {"a",    "an",  "the",   "its",  "this",
                                                               "that", "his", "their", "these"};
        for (std::size_t back = 1; back <= 3 && back <= at; ++back) {
            const Token& token = tokens[at - back];
            if (token.kind != TokenKind::word) break;
            if (!is_one_of(text::folded(words(token.range)), kArticles)) continue;
            range.begin = token.range.begin;
            break;
        }
        if (!happens(noun.kind)) return range;
        constexpr std::array<std::string_view, 7> kWhere = {"on",     "in", "at",  "along",
                                                            "across", "of", "near"};
        constexpr std::array<std::string_view, 16> kEnds = {
            "have",  "has",  "had", "that",  "which", "who",  "killed", "since",
            "after", "when", "and", "while", "was",   "were", "is",     "are"};
        if (at + 2 >= tokens.size() || !is_one_of(words(tokens[at + 1].range), kWhere)) return range;
        for (std::size_t next = at + 1; next < std::min(tokens.size(), at + 2 + kLongestPlace); ++next) {
            const bool word = tokens[next].kind == TokenKind::word || tokens[next].kind == TokenKind::number;
            if (!word || is_one_of(words(tokens[next].range), kEnds)) break;
            if (words_of_status(words(tokens[next].range))) break;
            range.end = tokens[next].range.end;
        }
        return range;
    }

    static bool words_of_status(std::string_view word) {
        constexpr std::array<std::string_view, 8> kStatus = {"killed",  "kills",     "killing", "left",
                                                             "injured", "displaced", "drowned", "claimed"};
        return is_one_of(word, kStatus);
    }

    /// The entity of a thing: one whose mention holds its head, else one made from it before, else a new one.
    EntityRef entity_of(const Thing& thing) {
        const auto after = first_behind(thing.head.begin);
        for (auto m = after; m != mentions_.begin() && after - m < kMentionsAround;) {
            --m;
            const bool event = entity(m->entity).type == EntityType::event;
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
    void tell_again(EntityRef ref, const Thing& told) {
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
    [[nodiscard]] bool fits(const Mentioned& mention, const Thing& thing) const {
        if (mention.range.end == thing.head.end) return true;
        const std::string_view behind = words({thing.head.end, std::max(mention.range.end, thing.head.end)});
        return mention.form == MentionForm::role &&
               (behind.starts_with(" of ") || behind.starts_with(" on ") || behind.starts_with(" in "));
    }

    /// "The lake" after "the lake": another mention of one description.
    [[nodiscard]] EntityRef described_as(const Thing& thing) const {
        const auto found = described_.find(thing.noun->lemma);
        return found == described_.end() ? kNoEntity : found->second;
    }

    void describe(const Mentioned& mention) {
        if (mention.form != MentionForm::role || entity(mention.entity).named) return;
        if (const WholeNoun* noun = head_noun(words(mention.range)))
            described_.emplace(noun->lemma, mention.entity);
    }

    /// The noun that is the last word of a description.
    [[nodiscard]] const WholeNoun* head_noun(std::string_view description) const {
        return whole_noun(description, words_);
    }

    [[nodiscard]] std::vector<Mentioned>::const_iterator first_behind(std::uint32_t at) const {
        return std::partition_point(mentions_.begin(), mentions_.end(),
                                    [&](const Mentioned& m) { return m.range.begin <= at; });
    }

    void add_mention(EntityRef ref, Mention mention) {
        Entity& target = marks_.entities[static_cast<std::size_t>(ref)];
        mention.entity = ref;
        const bool known = std::any_of(target.mentions.begin(), target.mentions.end(),
                                       [&](const Mention& m) { return m.span.overlaps(mention.span); });
        if (known) return;
        const auto at =
            std::upper_bound(target.mentions.begin(), target.mentions.end(), mention,
                             [](const Mention& a, const Mention& b) { return a.span.begin < b.span.begin; });
        target.mentions.insert(at, mention);
        const Mentioned mentioned{report_.text.range(mention.span), ref, mention.form};
        describe(mentioned);
        mentions_.insert(std::upper_bound(mentions_.begin(), mentions_.end(), mentioned, before), mentioned);
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
        return best ? entity_of(*best) : kNoEntity;
    }

    /// "about 120 observers", "The three engineers", "The observers, some 120 of them".
    EntityRef sent_body(std::size_t i) {
        const TextRange range = ranges_[i];
        const auto behind = first_behind(range.begin);
        for (auto m = behind; m != mentions_.begin() && behind - m < kMentionsAround;) {
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
                    return described_as(thing);
            }
        }
        // "The observers, some 120 of them"
        const std::string_view lead = words({here(i).begin, range.begin});
        const std::string_view after = words({range.end, here(i).end});
        if (lead.ends_with(", ") && after.starts_with(" of them")) {
            for (const Thing& thing : things_in(sentences_[i], {here(i).begin, range.begin})) {
                if (thing.noun->kind == WholeKind::sent && thing.head.end + 2 == range.begin)
                    return entity_of(thing);
            }
        }
        return kNoEntity;
    }

    /// A stream of water comes out of the dam or river told of last.
    EntityRef flows_from(std::size_t i) {
        const auto behind = first_behind(ranges_[i].begin);
        for (auto m = behind; m != mentions_.begin() && behind - m < kMentionsBack;) {
            --m;
            const Entity& candidate = entity(m->entity);
            if (candidate.type != EntityType::facility && candidate.type != EntityType::location) continue;
            const WholeNoun* noun = head_noun(candidate.name);
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
                    return entity_of(thing);
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
                return entity_of(*thing);
        }
        for (auto m = first_behind(ranges_[i].begin); m != mentions_.begin();) {
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
        return contains_any(gap, {" stood at ", " stands at ", " was ", " is ", " were ", " are ", " rose ",
                                  " risen ", " fell ", " fallen ", " dropped ", " reached ", " hold ",
                                  " holds ", " capacity of ", " measured ", " swelled ", " remained "}) &&
               !contains_any(gap, {"; ", " said ", " but "});
    }

    /// "5.5 million euros for the mission's first six months".
    EntityRef paid_for(std::size_t i) {
        const std::string_view after = words({ranges_[i].end, here(i).end});
        if (!after.starts_with(" for the ") && !after.starts_with(" for a ")) return kNoEntity;
        const TextRange near = {ranges_[i].end, std::min(here(i).end, ranges_[i].end + 32)};
        for (const Thing& thing : things_in(sentences_[i], near)) {
            if (thing.noun->kind == WholeKind::body && thing.description.begin <= ranges_[i].end + 5)
                return entity_of(thing);
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
        const WholeNoun* noun = head_noun(entity(f.of).name);
        return noun != nullptr && noun->kind == WholeKind::sent;
    }

    /// "Five nations will provide 120 monitors", "120 observers to 14 sites".
    EntityRef beside_sent(std::size_t i) {
        const TextRange sentence = here(i);
        for (const std::size_t other : {i - 1, i + 1}) {
            if (other >= ranges_.size() || sentences_[other] != sentences_[i] || !is_sent(figure(other)))
                continue;
            const bool givers = figure(i).unit == "country" &&
                                contains_any(words(sentence), {" suppl", " provid", " send", " sent ",
                                                               " contribut", " come from "});
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
        constexpr std::array<std::string_view, 6> kDeeds = {"killed",  "killing", "kills",
                                                            "injured", "wounded", "displaced"};
        std::string_view lead = words({here(i).begin, ranges_[i].begin});
        while (!lead.empty() && lead.back() == ' ') lead.remove_suffix(1);
        const auto blank = lead.find_last_of(' ');
        if (blank != std::string_view::npos && is_one_of(lead.substr(blank + 1), kDeeds)) return kNoEntity;
        if (contains_any(words(here(i)),
                         {" shot ", " gunmen", " clash", " fired ", " attack", " mine ", " bomb", " raid",
                          " ambush", " soldiers ", " rebels ", " militia", " massacr", " murder", " executed",
                          " slain", " slaughter", " overran"}))
            return kNoEntity;
        if (events_.size() != 1) return kNoEntity;
        const WholeNoun* noun = head_noun(entity(*events_.begin()).name);
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
            return named >= 0 ? named : entity_of(thing);
        }
        return kNoEntity;
    }

    /// "the Kafia camp" elsewhere in the report, if only one is named so.
    [[nodiscard]] EntityRef named_site(const Thing& thing) const {
        EntityRef only = kNoEntity;
        const std::string noun = " " + std::string(words(thing.head));
        for (const Mentioned& mention : mentions_) {
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
        for (const Mentioned& mention : mentions_) {
            const Entity& candidate = entity(mention.entity);
            if (candidate.type != EntityType::facility || !candidate.named) continue;
            all.insert(mention.entity);
            const WholeNoun* noun = head_noun(candidate.name);
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
    const WholeWords& words_;
    std::string_view text_;
    std::vector<Mentioned> mentions_;  ///< by place
    std::vector<Thing> things_;        ///< by place
    std::vector<TextRange> ranges_;    ///< of figures
    std::vector<std::uint32_t> sentences_;
    std::map<std::string, EntityRef> sites_;      ///< named ones, by noun
    std::map<std::string, EntityRef> made_;       ///< by lemma, and year where one is told
    std::map<std::string, EntityRef> described_;  ///< things that the report described before, by lemma
    std::set<EntityRef> events_;                  ///< that casualties were told of
};

}  // namespace

void find_wholes(const Report& report, const TokenizedText& tokens, Annotations& marks,
                 const WholeWords& words) {
    if (words.empty() || marks.figures.empty()) return;
    WholeFinder(report, tokens, marks, words).run();
}

}  // namespace sitrep::annotate
