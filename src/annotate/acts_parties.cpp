#include "annotate/acts_parties.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

using text::among;

bool counts_sides(std::string_view w) {
    static constexpr std::array<std::string_view, 9> kCounts = {"the",     "both",   "each",  "two", "all",
                                                                "warring", "either", "rival", "of"};
    return among(w, kCounts);
}

}  // namespace

ActParties::ActParties(const ActClauses& clauses, Annotations& marks, const ActLexicon& lexicon,
                       SpeakerResolver& resolver)
    : clauses_(clauses), reading_(clauses.reading()), marks_(marks), lexicon_(lexicon), resolver_(resolver) {
    sides_ = sides_between();
}

void ActParties::note_speakers_before(std::uint32_t token) {
    while (next_quote_ < marks_.quotes.size()) {
        const Quotation& quote = marks_.quotes[next_quote_];
        const TextRange at = reading_.report.text.range(quote.span);
        if (at.begin >= reading_.tokens.tokens[token].range.begin) break;
        const TokenRange where = quote.speaker.span ? reading_.tokens_in(*quote.speaker.span) : TokenRange{};
        if (!where.empty()) resolver_.note_speaker(quote.speaker.entity, where);
        ++next_quote_;
    }
}

/// Index of the innermost quotation whose words hold the token; -1 none.
std::int32_t ActParties::quotation_at(std::uint32_t token) const {
    const std::uint32_t byte = reading_.report.text.source(reading_.tokens.tokens[token].range).begin;
    std::int32_t best = -1;
    // Quotations stand in text order; one that holds the token begins not far before it.
    constexpr std::size_t kReach = 64;
    const auto after = std::partition_point(marks_.quotes.begin(), marks_.quotes.end(),
                                            [&](const Quotation& quote) { return quote.span.begin <= byte; });
    const auto last = static_cast<std::size_t>(after - marks_.quotes.begin());
    for (std::size_t q = last > kReach ? last - kReach : 0; q < last; ++q) {
        const Span span = marks_.quotes[q].span;
        if (span.begin > byte) break;
        if (byte >= span.end) continue;
        if (best < 0 || span.size() <= marks_.quotes[static_cast<std::size_t>(best)].span.size())
            best = static_cast<std::int32_t>(q);
    }
    return best;
}

EntityRef ActParties::speaker_of(std::int32_t quotation) const {
    return quotation < 0 ? kNoEntity : marks_.quotes[static_cast<std::size_t>(quotation)].speaker.entity;
}

EntityRef ActParties::party(TokenRange words, std::int32_t quotation) {
    if (words.empty()) return kNoEntity;
    if (words.size() == 1 && clauses_.first_person(words.first)) return speaker_of(quotation);
    // "Three of the men": some of them are no party.
    if (words.size() > 1 && reading_.classes[words.first] == WordClass::number &&
        word(words.first + 1) == "of")
        return kNoEntity;
    const EntityRef found = resolver_.resolve(words).source.entity;
    if (is_one_more(words, found)) return kNoEntity;
    if (found != kNoEntity || words.size() < 2) return acting_body(found);
    // "Wednesday the Democratic Accord": the mention that ends the words.
    const TokenRange named = resolver_.mention_ending_at(words.last);
    return named.empty() || named.first < words.first ? kNoEntity : acting_body(resolver_.entity_at(named));
}

/// "a rival bank" behind "the central bank": somebody else of the same kind, whom nothing names.
bool ActParties::is_one_more(TokenRange words, EntityRef ref) const {
    if (ref == kNoEntity || (word(words.first) != "a" && word(words.first) != "an")) return false;
    if (words.last < reading_.size() && word(words.last) == ",") return false;
    const Entity& entity = marks_.entities[static_cast<std::size_t>(ref)];
    const std::uint32_t here = reading_.span(words).begin;
    return !entity.named && std::any_of(entity.mentions.begin(), entity.mentions.end(),
                                        [&](const Mention& mention) { return mention.span.begin < here; });
}

/// A capital that stands for its government acts as what it stands for.
EntityRef ActParties::acting_body(EntityRef ref) const {
    if (ref == kNoEntity) return ref;
    const Entity& entity = marks_.entities[static_cast<std::size_t>(ref)];
    if (entity.type != EntityType::geopolitical && entity.type != EntityType::location) return ref;
    if (!entity.stands_for.empty()) return entity.stands_for.front();
    return country_of_capital(entity, ref);
}

/// The country in the report whose capital this is; the city itself where the report names no such country.
EntityRef ActParties::country_of_capital(const Entity& city, EntityRef ref) const {
    const std::string* country = lexicon_.country_of_capital(city.name);
    if (country == nullptr) return ref;
    for (std::size_t e = 0; e < marks_.entities.size(); ++e) {
        const Entity& other = marks_.entities[e];
        if (static_cast<EntityRef>(e) != ref && other.type == EntityType::geopolitical &&
            other.name == *country)
            return static_cast<EntityRef>(e);
    }
    return ref;
}

/// «A and B»: both, where each ends or begins at the "and".
std::optional<ActParties::Sides> ActParties::pair_in(TokenRange words) const {
    for (std::uint32_t i = words.first + 1; i + 1 < words.last; ++i) {
        if (word(i) != "and" && word(i) != "&") continue;
        const EntityRef first = acting_body(resolver_.entity_at({words.first, i}));
        const EntityRef second = acting_body(resolver_.entity_at({i + 1, words.last}));
        if (first == kNoEntity || second == kNoEntity || first == second) return std::nullopt;
        return Sides{first, second};
    }
    return std::nullopt;
}

/// «A, B and C»: the names before the pair, each closed by a comma, act with it.
void ActParties::listed_before(TokenRange pair, Act& act) const {
    const std::uint32_t floor = reading_.sentence(pair.first).first;
    std::uint32_t first = pair.first;
    std::vector<EntityRef> earlier;
    while (first > floor + 1 && word(first - 1) == ",") {
        const TokenRange mention = resolver_.mention_ending_at(first - 1);
        if (mention.empty() || mention.first < floor) break;
        const EntityRef ref = acting_body(resolver_.entity_at(mention));
        if (ref == kNoEntity || ref == act.actor) break;
        earlier.push_back(ref);
        first = mention.first;
    }
    // «In Mali, Ghana and Togo agreed …»: a phrase that does not open the clause lists nobody.
    if (earlier.empty() || (first > floor && reading_.classes[first - 1] == WordClass::preposition)) return;
    act.co_actors.insert(act.co_actors.begin(), act.actor);
    act.actor = earlier.back();
    earlier.pop_back();
    act.co_actors.insert(act.co_actors.begin(), earlier.rbegin(), earlier.rend());
}

/// «talks between A and B»: the first in the report.
std::optional<ActParties::Sides> ActParties::sides_between() const {
    for (std::uint32_t i = 0; i + 3 < reading_.size(); ++i) {
        if (word(i) != "between") continue;
        const TokenRange phrase = noun_phrase_after(reading_, i + 1, reading_.sentence(i).last);
        if (const auto pair = pair_in(phrase)) return pair;
    }
    return std::nullopt;
}

/// «the two sides», «both parties», «each side»
bool ActParties::means_sides(TokenRange words) const {
    bool side = false;
    for (std::uint32_t i = words.first; i < words.last; ++i) {
        side = side || clauses_.words().sides.holds(word(i));
        if (!clauses_.words().sides.holds(word(i)) && !counts_sides(word(i))) return false;
    }
    return side || (words.size() == 1 && word(words.first) == "both");
}

/// «a joint letter»
bool ActParties::means_joint_paper(TokenRange words) const {
    for (std::uint32_t i = words.first; i + 1 < words.last; ++i) {
        if (word(i) == "joint" || word(i) == "common")
            return word(words.last - 1) == "letter" || word(words.last - 1) == "note" ||
                   word(words.last - 1) == "statement" || word(words.last - 1) == "petition" ||
                   word(words.last - 1) == "motion";
    }
    return false;
}

void ActParties::settle(const ActDraft& draft, std::vector<Act>& before, Act& act) {
    note_speakers_before(draft.cue.first);
    act.quotation = quotation_at(draft.cue.first);
    settle_actor(draft, before, act);
    settle_recipient(draft, before, act);
    settle_last(draft, before, act);
    if (draft.mutual && act.actor != kNoEntity && act.recipient != kNoEntity)
        sides_ = Sides{act.actor, act.recipient};
}

/// «Malawi will get 800 doses, the board said, two thirds of what it asked for»: "it" in a relative clause is
/// the body the sentence began with, not whoever said so between commas.
EntityRef ActParties::subject_told_of(const ActDraft& draft) const {
    if (!draft.relative || draft.actor.size() != 1 || word(draft.actor.first) != "it") return kNoEntity;
    const TokenRange reach = clauses_.window(draft.cue.first);
    for (std::uint32_t i = draft.actor.first; i > reach.first; --i) {
        const std::uint32_t verb = i - 1;
        // Whoever says so between commas is not meant ("the board has said").
        const bool says = reading_.cue_of[verb] >= 0 ||
                          (clauses_.cls(verb) == WordClass::auxiliary && reading_.cue_of[verb + 1] >= 0);
        if (!is_finite(clauses_.cls(verb)) || says) continue;
        const EntityRef ref = acting_body(resolver_.entity_at(subject_of(reading_, verb, reach.first)));
        if (ref == kNoEntity) continue;
        return marks_.entities[static_cast<std::size_t>(ref)].type == EntityType::person ? kNoEntity : ref;
    }
    return kNoEntity;
}

/// «The mill shut its gate, the mayor's office said. It has refused …»: "It" that opens a sentence is the
/// body that the sentence before tells of, not whoever said so.
EntityRef ActParties::body_told_of(const ActDraft& draft) const {
    const std::uint32_t here = reading_.sentence_of[draft.cue.first];
    if (here == 0 || word(draft.actor.first) != "it" ||
        draft.actor.first != reading_.tokens.sentences[here].first)
        return kNoEntity;
    const Sentence& told = reading_.tokens.sentences[here - 1];
    for (std::uint32_t i = told.first + 1; i < told.last; ++i) {
        if (reading_.segment_of[i] >= 0) return kNoEntity;
        if (!is_finite(clauses_.cls(i))) continue;
        const TokenRange subject = subject_of(reading_, i, told.first);
        if (subject.empty() || clauses_.cls(subject.last - 1) == WordClass::plural_noun) return kNoEntity;
        const EntityRef ref = acting_body(resolver_.entity_at(subject));
        if (ref == kNoEntity) return ref;
        const EntityType type = marks_.entities[static_cast<std::size_t>(ref)].type;
        return type == EntityType::organisation || type == EntityType::geopolitical ? ref : kNoEntity;
    }
    return kNoEntity;
}

/// «X asked Y to let it in. He turned it down»: an answer in the next sentence is by whoever was asked, not
/// by the asker; an appeal behind a refusal by whoever was refused.
EntityRef ActParties::turn_taker(const ActDraft& draft, const std::vector<Act>& before,
                                 const Act& act) const {
    if (const EntityRef topic = body_told_of(draft); topic != kNoEntity) return topic;
    if (before.empty()) return act.actor;
    const Act& last = before.back();
    if (last.actor == kNoEntity || last.recipient == kNoEntity || act.actor != last.actor) return act.actor;
    const Entity& asker = marks_.entities[static_cast<std::size_t>(last.actor)];
    const Entity& asked_one = marks_.entities[static_cast<std::size_t>(last.recipient)];
    // "She" is no body: of a minister and the council she asked, the minister.
    const bool of_a_person =
        !draft.actor.empty() && (word(draft.actor.first) == "he" || word(draft.actor.first) == "she");
    if (of_a_person && asker.named && asker.type == EntityType::person &&
        asked_one.type == EntityType::organisation)
        return act.actor;
    const std::uint32_t here = reading_.sentence(draft.cue.first).first;
    const std::uint32_t there = reading_.tokens_in(last.span).first;
    const bool next = there < here && here > 0 && there >= reading_.sentence(here - 1).first;
    const bool asked = last.act == ActKind::request || last.act == ActKind::demand;
    const bool answers = draft.act == ActKind::refuse || draft.act == ActKind::agree;
    const bool appeals =
        last.act == ActKind::refuse && !draft.cue.empty() && word(draft.cue.first).starts_with("appeal");
    return next && ((asked && answers && !draft.relative) || appeals) ? last.recipient : act.actor;
}

/// «Gladwin said it would answer», «Brown said he was ready»: a pronoun behind the verb of saying is whoever
/// says so, a body or a person as the pronoun wants.
EntityRef ActParties::sayer_told_of(const ActDraft& draft) const {
    const std::string_view w = word(draft.actor.first);
    const std::uint32_t floor = reading_.sentence(draft.cue.first).first;
    std::uint32_t said = draft.actor.first;
    if (draft.actor.size() != 1 || said < floor + 2 || (w != "it" && w != "he" && w != "she"))
        return kNoEntity;
    --said;
    if (word(said) == "that") --said;
    if (said <= floor || reading_.cue_of[said] < 0 || !is_verb(reading_.classes[said])) return kNoEntity;
    const TokenRange subject = subject_of(reading_, said, floor);
    if (subject.empty() || subject.last != said || reading_.classes[subject.first] == WordClass::pronoun)
        return kNoEntity;
    const EntityRef ref = acting_body(resolver_.entity_at(subject));
    if (ref == kNoEntity) return ref;
    const bool person = marks_.entities[static_cast<std::size_t>(ref)].type == EntityType::person;
    return person == (w != "it") ? ref : kNoEntity;
}

void ActParties::settle_actor(const ActDraft& draft, const std::vector<Act>& before, Act& act) {
    if (draft.unnamed) return;
    if (draft.actor.empty()) {
        act.actor = draft.frame == nullptr || draft.told_by_speaker ? speaker_of(act.quotation) : kNoEntity;
        return;
    }
    if (const EntityRef told = subject_told_of(draft); told != kNoEntity) {
        act.actor = told;
        return;
    }
    if (const EntityRef sayer = sayer_told_of(draft); sayer != kNoEntity) {
        act.actor = sayer;
        return;
    }
    // "They refused" in somebody's own words: whom the speaker means stands outside the report.
    const std::string_view first = word(draft.actor.first);
    const bool pronoun = draft.actor.size() == 1 && (first == "they" || first == "he" || first == "she");
    if (pronoun && clauses_.in_speech(draft.cue.first)) return;
    std::optional<Sides> pair = pair_in(draft.actor);
    const bool sides = means_sides(draft.actor) || means_joint_paper(draft.actor);
    if (!pair && sides_ && sides) pair = sides_;
    if (!pair && draft.act == ActKind::agree) pair = two_parties(draft.actor, act.quotation);
    if (!pair) {
        if (means_joint_paper(draft.actor)) return;
        act.actor = party(draft.actor, act.quotation);
        if (pronoun || (draft.actor.size() == 1 && first == "it")) act.actor = turn_taker(draft, before, act);
        return;
    }
    act.actor = pair->first;
    act.co_actors = {pair->second};
    if (!sides) listed_before(draft.actor, act);
    // "Ferrymen and fishers agreed to share the quay": with one another.
    const bool agree = draft.act == ActKind::agree && draft.recipient.empty() && !draft.passive &&
                       act.co_actors.size() == 1 && asked_nearby(draft, before, act.actor) == nullptr;
    const bool one_another =
        draft.mutual || agree ||
        (means_sides(draft.actor) && draft.recipient.empty() && draft.act != ActKind::request);
    if (one_another) act.recipient = pair->second;
}

/// «ordered 2,000 people out»: a number of people is no party.
bool ActParties::is_crowd(TokenRange words) const {
    if (words.empty() || !clauses_.words().crowds.holds(word(words.last - 1))) return false;
    return words.size() == 1 || (words.size() <= 4 && reading_.classes[words.first] == WordClass::number);
}

void ActParties::settle_recipient(const ActDraft& draft, const std::vector<Act>& before, Act& act) {
    settle_told_no(draft, before, act);
    if (act.recipient != kNoEntity) return;
    TokenRange words = draft.recipient;
    // "The boilers will be cold. You have my word": nothing is promised to a thing.
    if (draft.frame == nullptr && !words.empty() && reading_.classes[words.first] != WordClass::pronoun &&
        !resolver_.may_act(words))
        words = {};
    const bool bargain = draft.act == ActKind::threaten || draft.act == ActKind::commit ||
                         draft.act == ActKind::offer || draft.act == ActKind::consider;
    if (bargain && words.empty() && !draft.condition.empty()) words = condition_subject(draft.condition);
    // "Will look at it again if the lake allows"
    if (words != draft.recipient && !resolver_.may_act(words)) words = {};
    const bool pronoun = words.size() == 1 && word(words.first) == "them";
    const bool everybody =
        words.size() == 1 && (word(words.first) == "everyone" || word(words.first) == "everybody" ||
                              word(words.first) == "anyone" || word(words.first) == "all");
    // "every lift", "each family": nobody in particular.
    const bool any_one = words.size() > 1 && (word(words.first) == "each" || word(words.first) == "every");
    const bool public_at_large = everybody || (words.size() == 2 && word(words.last - 1) == "public");
    if (!pronoun && !any_one && !public_at_large && !(draft.act == ActKind::demand && is_crowd(words)))
        act.recipient = party(words, act.quotation);
    if (pronoun && draft.frame != nullptr && !clauses_.in_speech(draft.cue.first))
        act.recipient = resolver_.group_before(words.first, act.actor);
    // "allowed the firm to dig and ordered it to pay": not the one who orders.
    const bool object = words.size() == 1 && (word(words.first) == "it" || word(words.first) == "him" ||
                                              word(words.first) == "her");
    const bool told_on =
        object && act.recipient == act.actor && !before.empty() && before.back().actor == act.actor &&
        reading_.tokens_in(before.back().span).first >= reading_.sentence(draft.cue.first).first;
    if (act.recipient == act.actor) act.recipient = told_on ? before.back().recipient : kNoEntity;
    const bool answers = draft.act == ActKind::agree && act.co_actors.empty();
    if (answers && act.recipient == kNoEntity && words.empty() && act.actor != kNoEntity)
        act.recipient = who_asked(before, act.actor);
    if (answers && act.recipient == kNoEntity && words.empty() && act.actor != kNoEntity)
        act.recipient = asked_right_before(draft, before, act.actor);
    // "Growers demand 500. The warden offered 200", "The consulate promised a reply".
    const bool replies =
        draft.act == ActKind::offer || (draft.act == ActKind::commit && promises_reply(draft));
    // "Chad asked Niger for lorries. Niger could send 20, its minister said": to whoever asked it.
    const bool gives = draft.act == ActKind::offer || draft.act == ActKind::commit;
    if (gives && act.recipient == kNoEntity && words.empty() && act.actor != kNoEntity)
        act.recipient = who_asked(before, act.actor);
    if (replies && act.recipient == kNoEntity && words.empty() && act.actor != kNoEntity) {
        if (const Act* asked = asked_nearby(draft, before, act.actor)) act.recipient = asked->actor;
    }
    // "Father Laura urged the club to wait. The club bowed to his wish."
    if ((answers || draft.act == ActKind::refuse) && act.recipient == kNoEntity && !words.empty() &&
        reading_.classes[words.first] == WordClass::possessive_pronoun && act.actor != kNoEntity)
        act.recipient = who_asked(before, act.actor);
    const bool opposes = draft.act == ActKind::refuse || draft.act == ActKind::accuse ||
                         draft.act == ActKind::threaten || draft.act == ActKind::demand;
    if (act.recipient != kNoEntity || !words.empty() || !opposes || act.actor == kNoEntity) return;
    act.recipient = other_side(draft, act.actor);
    if (act.recipient == kNoEntity && draft.act == ActKind::refuse)
        act.recipient = who_asked(before, act.actor);
    if (act.recipient == kNoEntity && draft.act == ActKind::refuse && turns_down(draft))
        act.recipient = who_offered(before, act.actor);
    // "She refused": a pronoun may stand for the asker.
    if (act.recipient == kNoEntity && draft.act == ActKind::refuse && turns_down(draft) &&
        !draft.actor.empty() && reading_.classes[draft.actor.first] != WordClass::pronoun)
        act.recipient = asked_right_before(draft, before, act.actor);
}

/// «… unless the army leaves»: whom the bargain is with.
TokenRange ActParties::condition_subject(TokenRange condition) const {
    const TokenRange subject = noun_phrase_after(reading_, condition.first + 1, condition.last);
    // "unless its owner, Calizas, pays"
    if (!subject.empty() && subject.last + 1 < condition.last && word(subject.last) == ",") {
        const TokenRange named = resolver_.mention_in({subject.last + 1, condition.last});
        if (named.first == subject.last + 1 && named.last + 1 < condition.last && word(named.last) == "," &&
            is_finite(reading_.classes[named.last + 1]))
            return named;
    }
    if (subject.empty() || subject.last >= condition.last || !is_finite(reading_.classes[subject.last]))
        return {};
    if (reading_.classes[subject.first] == WordClass::pronoun) return {};
    // "once the monitors are in place": what has only to be so is asked of nobody.
    const bool is_so = is_be(word(subject.last)) &&
                       (subject.last + 1 >= condition.last || !is_verb(reading_.classes[subject.last + 1]));
    const bool known =
        resolver_.entity_at(subject) != kNoEntity ||
        (word(subject.first) == "the" && !is_be(word(subject.last)) && resolver_.may_act(subject));
    return is_so || !known ? TokenRange{} : subject;
}

/// Whom somebody of one side opposes: the other. The side is the actor, or stands in the words about the
/// actor.
EntityRef ActParties::other_side(const ActDraft& draft, EntityRef actor) const {
    if (!sides_) return kNoEntity;
    if (actor == sides_->first) return sides_->second;
    if (actor == sides_->second) return sides_->first;
    const std::uint32_t first =
        std::max(reading_.sentence(draft.cue.first).first, draft.actor.first > 8 ? draft.actor.first - 8 : 0);
    const TokenRange about{draft.actor.empty() ? first : std::min(first, draft.actor.first), draft.cue.first};
    const bool of_first = speaks_of(sides_->first, about);
    const bool of_second = speaks_of(sides_->second, about);
    if (of_first == of_second) return kNoEntity;
    return of_first ? sides_->second : sides_->first;
}

/// A mention of the entity, or the common noun that its name ends with («the government's negotiator»).
bool ActParties::speaks_of(EntityRef ref, TokenRange about) const {
    if (resolver_.mentions(ref, about)) return true;
    const std::string_view name = marks_.entities[static_cast<std::size_t>(ref)].name;
    const std::string_view head =
        name.substr(name.rfind(' ') == std::string_view::npos ? 0 : name.rfind(' ') + 1);
    if (head.empty() || head.front() < 'a' || head.front() > 'z') return false;
    for (std::uint32_t i = about.first; i < about.last; ++i) {
        if (word(i) == head) return true;
    }
    return false;
}

/// A refusal answers whoever asked this actor for something before, or made something depend on it.
EntityRef ActParties::who_asked(const std::vector<Act>& before, EntityRef actor) const {
    constexpr std::size_t kReach = 6;
    for (std::size_t k = before.size(); k > 0 && before.size() - k < kReach; --k) {
        const Act& act = before[k - 1];
        if (act.actor == kNoEntity || act.actor == actor) continue;
        const bool asks = act.act == ActKind::request || act.act == ActKind::demand;
        if (asks && act.recipient == actor) return act.actor;
        if (act.condition && resolver_.mentions(actor, reading_.tokens_in(*act.condition))) return act.actor;
    }
    return kNoEntity;
}

/// «The priest appealed for a truce. The company consented»: an answer in the same or the next sentence of
/// the paragraph is to whoever asked or offered, though it is not said whom.
EntityRef ActParties::asked_right_before(const ActDraft& draft, const std::vector<Act>& before,
                                         EntityRef actor) const {
    if (before.empty() || clauses_.in_speech(draft.cue.first)) return kNoEntity;
    const Act& last = before.back();
    const bool opens =
        last.act == ActKind::request || last.act == ActKind::demand || last.act == ActKind::offer;
    if (!opens || last.actor == kNoEntity || last.actor == actor || last.recipient != kNoEntity)
        return kNoEntity;
    const std::uint32_t here = reading_.sentence_of[draft.cue.first];
    const std::uint32_t there = reading_.sentence_of[reading_.tokens_in(last.span).first];
    const bool near = there <= here && here - there <= 1;
    const bool together = reading_.tokens.sentences[here].block == reading_.tokens.sentences[there].block;
    return near && together ? last.actor : kNoEntity;
}

/// «turned the money down», «spurned the sum»: what somebody has offered.
bool ActParties::turns_down(const ActDraft& draft) const {
    return clauses_.words().turning_down.begins(word(draft.cue.first));
}

/// Whose offer stands just before.
EntityRef ActParties::who_offered(const std::vector<Act>& before, EntityRef actor) const {
    if (before.empty() || before.back().act != ActKind::offer || before.back().actor == actor)
        return kNoEntity;
    return before.back().actor;
}

void settle_capitals(std::vector<Act>& acts, const std::vector<Entity>& entities, const ActLexicon& lexicon) {
    std::unordered_map<std::string_view, EntityRef> countries;
    for (std::size_t e = 0; e < entities.size(); ++e) {
        if (entities[e].type == EntityType::geopolitical)
            countries.emplace(entities[e].name, static_cast<EntityRef>(e));
    }
    const auto acting = [&](EntityRef ref) {
        if (ref == kNoEntity) return ref;
        const Entity& city = entities[static_cast<std::size_t>(ref)];
        if (city.type != EntityType::geopolitical && city.type != EntityType::location) return ref;
        const std::string* country = lexicon.country_of_capital(city.name);
        if (country == nullptr) return ref;
        const auto found = countries.find(*country);
        return found == countries.end() ? ref : found->second;
    };
    for (Act& act : acts) {
        act.actor = acting(act.actor);
        act.recipient = acting(act.recipient);
        for (EntityRef& other : act.co_actors) other = acting(other);
    }
}

}  // namespace sitrep::annotate
