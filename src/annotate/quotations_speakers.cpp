#include "annotate/quotations_speakers.hpp"

#include <algorithm>

#include "annotate/lexicon_file.hpp"
#include "annotate/quotations_forms.hpp"

namespace sitrep::annotate {
Result<SourceNouns> SourceNouns::load(const std::filesystem::path& file) {
    const auto lines = read_lexicon(file, 3);
    if (!lines) return tl::unexpected(lines.error());
    SourceNouns nouns;
    for (const LexiconLine& line : *lines) {
        Entry entry;
        if (line.cells[1] == "anonymous")
            entry.source_class = SourceClass::anonymous;
        else if (line.cells[1] == "institution")
            entry.source_class = SourceClass::institution;
        else if (line.cells[1] == "document")
            entry.source_class = SourceClass::document;
        else
            return line.error("has the unknown class '" + line.cells[1] + "'");
        if (line.cells[2] == "m")
            entry.gender = Gender::male;
        else if (line.cells[2] == "f")
            entry.gender = Gender::female;
        else if (line.cells[2] != "-")
            return line.error("has the unknown gender '" + line.cells[2] + "'");
        for (std::string& word : words_of(line.cells[0])) nouns.entries.emplace(std::move(word), entry);
    }
    return nouns;
}

const SourceNouns::Entry* SourceNouns::find(std::string_view lower_word) const {
    const auto found = entries.find(std::string(lower_word));
    return found == entries.end() ? nullptr : &found->second;
}

SpeakerResolver::SpeakerResolver(const Reading& reading, Annotations& marks, const SourceNouns& nouns)
    : reading_(reading), marks_(marks), nouns_(nouns) {
    for (std::size_t e = 0; e < marks.entities.size(); ++e) {
        for (const Mention& mention : marks.entities[e].mentions) {
            const TokenRange tokens = reading.tokens_in(mention.span);
            if (!tokens.empty()) places_.push_back({tokens, static_cast<EntityRef>(e), mention.form});
        }
    }
    std::stable_sort(places_.begin(), places_.end(),
                     [](const Place& a, const Place& b) { return a.tokens.first < b.tokens.first; });
}

/// The head of "a spokesman for the army" ends before "for"; a preposition inside a name ends nothing.
std::uint32_t SpeakerResolver::head_zone_end(TokenRange source) const {
    for (std::uint32_t i = source.first; i < source.last; ++i) {
        const bool called = i > source.first && i + 1 < source.last && reading_.word(i + 1) == "as" &&
                            is_verb(reading_.classes[i]);  // "a spokesman known as …"
        const bool ends = called || reading_.classes[i] == WordClass::preposition ||
                          reading_.classes[i] == WordClass::subordinator ||
                          reading_.classes[i] == WordClass::wh_word || reading_.word(i) == "to" ||
                          reading_.word(i) == "," || reading_.word(i) == "(" ||
                          (i > source.first && reading_.classes[i] == WordClass::verb_gerund &&
                           reading_.classes[i - 1] != WordClass::conjunction);
        if (!ends || i == source.first) continue;
        const bool inside_name = std::any_of(places_.begin(), places_.end(), [&](const Place& p) {
            return p.form == MentionForm::name && p.tokens.first < i && i < p.tokens.last &&
                   p.tokens.first >= source.first;
        });
        if (!inside_name) return i;
    }
    return source.last;
}

/// "Brown's lawyer", "the council and Brown's forces": whoever owns the head does not speak; a paper speaks
/// for whoever owns it ("Brown's letter said").
bool SpeakerResolver::owns_head(const Place& place, std::uint32_t zone_end) const {
    if (place.tokens.last >= zone_end || reading_.classes[place.tokens.last] != WordClass::possessive)
        return false;
    const SourceNouns::Entry* head = nouns_.find(reading_.word(zone_end - 1));
    return head == nullptr || head->source_class != SourceClass::document;
}

/// A person named in the head zone; else the mention that ends it.
const SpeakerResolver::Place* SpeakerResolver::head_mention(TokenRange source, std::uint32_t zone_end) const {
    const Place* best = nullptr;
    const TokenRange zone{source.first, zone_end};
    // "Secretary of State Ann Brown": a person named at the end, with no preposition before the name.
    for (auto p = std::lower_bound(
             places_.begin(), places_.end(), source.first,
             [](const Place& place, std::uint32_t token) { return place.tokens.first < token; });
         p != places_.end() && p->tokens.first < source.last; ++p) {
        const bool person = p->form == MentionForm::name && entity(p->entity).type == EntityType::person;
        if (!person || p->tokens.last != source.last) continue;
        const WordClass before =
            p->tokens.first > source.first ? reading_.classes[p->tokens.first - 1] : WordClass::noun;
        if (before == WordClass::noun || before == WordClass::name || before == WordClass::adjective)
            return &*p;
    }
    const auto from =
        std::lower_bound(places_.begin(), places_.end(), source.first >= 12 ? source.first - 12 : 0,
                         [](const Place& p, std::uint32_t token) { return p.tokens.first < token; });
    for (auto p = from; p != places_.end() && p->tokens.first < source.last; ++p) {
        if (!p->tokens.overlaps(zone)) continue;
        const bool person = entity(p->entity).type == EntityType::person;
        if (owns_head(*p, zone_end)) continue;
        if (person && p->form == MentionForm::name) return &*p;
        if (p->form == MentionForm::role && p->tokens.first <= source.first + 1 && p->tokens.last >= zone_end)
            best = &*p;
        if (p->form == MentionForm::role && person && p->tokens.last >= zone_end)
            best = best == nullptr ? &*p : best;
        if (p->form == MentionForm::name && p->tokens.last >= zone_end && best == nullptr) best = &*p;
    }
    return best;
}

EntityRef SpeakerResolver::entity_at(TokenRange range) const {
    if (range.empty()) return kNoEntity;
    const Place* place = head_mention(range, head_zone_end(range));
    return place == nullptr ? kNoEntity : place->entity;
}

TokenRange SpeakerResolver::mention_in(TokenRange range) const {
    TokenRange best;
    for (auto p = from_token(range.first); p != places_.end() && p->tokens.first < range.last; ++p) {
        if (!best.empty() && p->tokens.first > best.first) break;
        if (p->tokens.last <= range.last && p->tokens.last > best.last) best = p->tokens;
    }
    return best;
}

TokenRange SpeakerResolver::mention_ending_at(std::uint32_t token) const {
    constexpr std::uint32_t kLongest = 12;
    for (auto p = from_token(token > kLongest ? token - kLongest : 0);
         p != places_.end() && p->tokens.first < token; ++p) {
        if (p->tokens.last == token) return p->tokens;
    }
    return {};
}

bool SpeakerResolver::may_act(TokenRange phrase) const {
    if (phrase.empty()) return false;
    const std::uint32_t end = head_zone_end(phrase);
    if (head_mention(phrase, end) != nullptr) return true;
    const SourceNouns::Entry* noun = end > phrase.first ? nouns_.find(reading_.word(end - 1)) : nullptr;
    return noun != nullptr && noun->source_class != SourceClass::document;
}

EntityRef SpeakerResolver::labelled(TokenRange label) const {
    const Place* place = head_mention(label, label.last);
    if (place != nullptr) {
        const EntityType type = entity(place->entity).type;
        return type == EntityType::person || type == EntityType::organisation ? place->entity : kNoEntity;
    }
    // "LOPEZ:" where the report names Ana Lopez
    const std::string_view word = reading_.word(label.last - 1);
    EntityRef only = kNoEntity;
    for (const Place& p : places_) {
        if (p.form != MentionForm::name || entity(p.entity).type != EntityType::person ||
            reading_.word(p.tokens.last - 1) != word)
            continue;
        if (only != kNoEntity && only != p.entity) return kNoEntity;
        only = p.entity;
    }
    return only;
}

EntityRef SpeakerResolver::only_person_before(std::uint32_t token) const {
    EntityRef only = kNoEntity;
    for (const Place& p : places_) {
        if (p.tokens.first >= token) break;
        if (p.form != MentionForm::name || entity(p.entity).type != EntityType::person) continue;
        if (only != kNoEntity && only != p.entity) return kNoEntity;
        only = p.entity;
    }
    return only;
}

bool SpeakerResolver::mentions(EntityRef ref, TokenRange range) const {
    for (auto p = from_token(range.first); p != places_.end() && p->tokens.first < range.last; ++p) {
        if (p->entity == ref) return true;
    }
    return false;
}

/// "Prosecutor Ana Lopez said she would ask": whoever speaks speaks of himself or herself first.
Gender SpeakerResolver::own_pronoun(std::uint32_t verb) const {
    if (reading_.cue_of[verb] < 0 || verb + 2 >= reading_.size()) return Gender::unknown;
    const std::uint32_t at = reading_.word(verb + 1) == "that" ? verb + 2 : verb + 1;
    if (reading_.sentence_of[at] != reading_.sentence_of[verb]) return Gender::unknown;
    if (reading_.word(at) == "she") return Gender::female;
    return reading_.word(at) == "he" ? Gender::male : Gender::unknown;
}

Gender SpeakerResolver::gender_of(EntityRef ref, TokenRange around) const {
    if (const auto known = genders_.find(ref); known != genders_.end()) return known->second;
    const std::uint32_t from = around.first >= 3 ? around.first - 3 : 0;
    const std::uint32_t to = std::min(around.last + 8, reading_.size());
    const std::uint32_t sentence = reading_.sentence_of[around.first];
    for (std::uint32_t i = from; i < to; ++i) {
        if (reading_.sentence_of[i] != sentence || reading_.segment_of[i] >= 0) continue;
        if (i >= around.last && is_verb(reading_.classes[i]) && !reading_.tokens.tokens[i].capital)
            return own_pronoun(i);
        if (reading_.words.female_titles.holds(reading_.word(i))) return Gender::female;
        if (reading_.word(i) == "mr") return Gender::male;
        const SourceNouns::Entry* noun = nouns_.find(reading_.word(i));
        if (noun != nullptr && noun->gender != Gender::unknown) return noun->gender;
    }
    return Gender::unknown;
}

EntityRef SpeakerResolver::append(TokenRange source, bool named, EntityType type) {
    Entity fresh;
    fresh.name = std::string(reading_.report.text.words(reading_.text(source)));
    fresh.type = type;
    fresh.named = named;
    const auto ref = static_cast<EntityRef>(marks_.entities.size());
    fresh.mentions.push_back({0, reading_.span(source), named ? MentionForm::name : MentionForm::role, ref});
    if (!named) fresh.roles.push_back(fresh.name);
    marks_.entities.push_back(std::move(fresh));
    const Place place{source, ref, named ? MentionForm::name : MentionForm::role};
    places_.insert(
        std::upper_bound(places_.begin(), places_.end(), place,
                         [](const Place& a, const Place& b) { return a.tokens.first < b.tokens.first; }),
        place);
    return ref;
}

SpeakerResolver::Resolved SpeakerResolver::by_mention(TokenRange source, const Place& place,
                                                      std::uint32_t zone_end) {
    const Entity& found = entity(place.entity);
    Resolved result;
    result.source.entity = place.entity;
    result.source.span =
        place.form == MentionForm::name ? reading_.span(place.tokens) : reading_.span(source);
    const SourceNouns::Entry* noun =
        zone_end > source.first ? nouns_.find(reading_.word(zone_end - 1)) : nullptr;
    if (found.type == EntityType::person) {
        result.source.source_class = found.named ? SourceClass::named : SourceClass::anonymous;
    } else if (place.form == MentionForm::role && !found.named && noun != nullptr) {
        result.source.source_class = noun->source_class;
    } else {
        result.source.source_class = SourceClass::institution;
    }
    result.how = place.form == MentionForm::name ? "named" : "a description of " + found.name;
    return result;
}

/// "the official" after "a senior official told AFP": the same one, if the head noun is the same and the
/// first was one person.
EntityRef SpeakerResolver::earlier_description(TokenRange source, std::uint32_t head) const {
    const std::string_view noun = reading_.word(head);
    constexpr std::size_t kRemembered = 200;
    std::size_t looked = 0;
    for (auto s = spoken_.rbegin(); s != spoken_.rend() && looked < kRemembered; ++s, ++looked) {
        const Entity& earlier = entity(s->entity);
        for (const std::string& role : earlier.roles) {
            const std::string small = lowered(role);
            for (const std::string& word : words_of(small)) {
                if (word == noun) return s->entity;
            }
        }
    }
    const Place* nearest = nullptr;
    bool several = false;
    const std::uint32_t reach = source.first > 4000 ? source.first - 4000 : 0;
    for (auto at =
             std::lower_bound(places_.begin(), places_.end(), reach,
                              [](const Place& p, std::uint32_t token) { return p.tokens.first < token; });
         at != places_.end(); ++at) {
        const Place& place = *at;
        if (place.tokens.first >= source.first) break;
        if (place.form != MentionForm::name || entity(place.entity).type != EntityType::person) continue;
        const std::uint32_t from = place.tokens.first >= 5 ? place.tokens.first - 5 : 0;
        for (std::uint32_t i = from; i < std::min(place.tokens.last + 6, source.first); ++i) {
            if (reading_.sentence_of[i] != reading_.sentence_of[place.tokens.first] ||
                reading_.word(i) != noun)
                continue;
            several = several || (nearest != nullptr && nearest->entity != place.entity);
            nearest = &place;
        }
    }
    // Of several who bear the title, whoever spoke last is meant, and otherwise nobody knows.
    if (nearest == nullptr || (several && (spoken_.empty() || spoken_.back().entity != nearest->entity)))
        return kNoEntity;
    return nearest->entity;
}

SpeakerResolver::Resolved SpeakerResolver::by_description(TokenRange source, std::uint32_t zone_end) {
    std::uint32_t head = zone_end - 1;
    while (head > source.first && nouns_.find(reading_.word(head)) == nullptr &&
           reading_.classes[head] != WordClass::noun && reading_.classes[head] != WordClass::plural_noun &&
           reading_.classes[head] != WordClass::name) {
        --head;
    }
    static constexpr SourceNouns::Entry kPerson{SourceClass::anonymous, Gender::unknown};
    // A surname may be an office's word ("Dean said"): one word with a capital inside a sentence names
    // somebody.
    while (source.size() > 1 && is_time_word(reading_.word(source.first)))
        ++source.first;  // "On Monday Dean"
    const bool surname = source.size() == 1 && reading_.classes[head] == WordClass::name &&
                         reading_.tokens.tokens[head].capital && reading_.sentence(head).first != head;
    const SourceNouns::Entry* noun = is_one_more(source) ? &kPerson
                                     : surname           ? nullptr
                                                         : nouns_.find(reading_.word(head));
    // "The Accord accuses": a paper's word with a capital is a body's name.
    const bool body = noun != nullptr && noun->source_class == SourceClass::document && source.size() == 2 &&
                      reading_.word(source.first) == "the" && reading_.tokens.tokens[head].capital;
    if (body) noun = nullptr;
    const std::string_view first = reading_.word(source.first);
    const bool definite = first == "the" || first == "this" || first == "that";
    Resolved result;
    result.source.span = reading_.span(source);
    result.source.source_class = noun != nullptr ? noun->source_class : SourceClass::institution;
    if (definite && source.size() <= 3 && noun != nullptr && noun->source_class == SourceClass::anonymous) {
        if (const EntityRef earlier = earlier_description(source, head); earlier != kNoEntity) {
            result.source.entity = earlier;
            result.source.source_class = entity(earlier).named ? SourceClass::named : SourceClass::anonymous;
            result.how = "'" + std::string(reading_.report.text.words(reading_.text(source))) + "' is " +
                         entity(earlier).name + ", met before";
            return result;
        }
    }
    if (result.source.source_class == SourceClass::document &&
        reading_.words.makers_papers.holds(reading_.word(head)) && zone_end + 1 < source.last &&
        (reading_.word(zone_end) == "from" || reading_.word(zone_end) == "of" ||
         reading_.word(zone_end) == "by")) {
        // "estimates from the army", "figures of the ministry": whose paper it is.
        const TokenRange owner{zone_end + 1, source.last};
        const std::uint32_t owner_end = head_zone_end(owner);
        if (const Place* place = head_mention(owner, owner_end); place != nullptr)
            return by_mention(owner, *place, owner_end);
    }
    if (result.source.source_class == SourceClass::document) {
        result.how = "a document";
        return result;
    }
    const bool name = reading_.classes[head] == WordClass::name && noun == nullptr && !body;
    // "a stall keeper": whoever is told of with an "a" and known as no body is somebody.
    const bool somebody = noun == nullptr && !name && (first == "a" || first == "an") &&
                          reading_.classes[head] == WordClass::noun;
    if (somebody) result.source.source_class = SourceClass::anonymous;
    const bool person = result.source.source_class == SourceClass::anonymous;
    if (name) return by_unknown_name(source, head, zone_end, std::move(result));
    result.source.entity = append(source, false, person ? EntityType::person : EntityType::organisation);
    result.how = person ? "not named" : "a body";
    return result;
}

SpeakerResolver::Resolved SpeakerResolver::by_unknown_name(TokenRange source, std::uint32_t head,
                                                           std::uint32_t zone_end, Resolved result) {
    std::uint32_t begin = head;
    while (begin > source.first && reading_.classes[begin - 1] == WordClass::name) --begin;
    // "Zimbabwe Vows To Shut It": in a headline any word may pass for a name.
    for (auto p = from_token(begin); p != places_.end() && p->tokens.first <= head; ++p) {
        if (p->form == MentionForm::name) return by_mention(source, *p, zone_end);
    }
    if (reading_.report.blocks[reading_.sentence(head).block].kind == BlockKind::title) {
        result.source = Source{};
        result.how = "no name that the report tells";
        return result;
    }
    // "a statement of October", "Amnesty is open to all": no name.
    if (is_time_word(reading_.word(head)) || only_opens_sentence(head)) {
        result.source = Source{};
        result.how = "no name";
        return result;
    }
    // "the Speaker": an office and no name.
    const bool office = begin == head && begin > 0 && reading_.word(begin - 1) == "the";
    const bool body = called_body({begin, head + 1});
    const EntityRef ref =
        append({begin, head + 1}, !office, body ? EntityType::organisation : EntityType::person);
    result.source = {ref, reading_.span({begin, head + 1}),
                     body ? SourceClass::institution : SourceClass::named};
    result.how = "named";
    return result;
}

bool SpeakerResolver::called_body(TokenRange name) const {
    const std::uint32_t end = reading_.sentence(name.first).last;
    if (name.last + 2 >= end || reading_.word(name.last) != ",") return false;
    const TokenRange described = noun_phrase_after(reading_, name.last + 1, end);
    if (described.size() < 2 || reading_.classes[described.first] == WordClass::name) return false;
    const SourceNouns::Entry* noun = nouns_.find(reading_.word(described.last - 1));
    return noun != nullptr && noun->source_class == SourceClass::institution;
}

/// A capital that only the sentence's beginning gives: the report has the word in small letters too.
bool SpeakerResolver::only_opens_sentence(std::uint32_t word) const {
    if (reading_.sentence(word).first != word) return false;
    for (std::uint32_t i = 0; i < reading_.size(); ++i) {
        if (!reading_.tokens.tokens[i].capital && reading_.word(i) == reading_.word(word)) return true;
    }
    return false;
}

/// A phrase that begins inside a name begins where the name does.
TokenRange SpeakerResolver::whole_mentions(TokenRange source) const {
    const std::uint32_t reach = source.first >= 8 ? source.first - 8 : 0;
    for (auto p = std::lower_bound(
             places_.begin(), places_.end(), reach,
             [](const Place& place, std::uint32_t token) { return place.tokens.first < token; });
         p != places_.end() && p->tokens.first < source.first; ++p) {
        if (p->form == MentionForm::name && p->tokens.contains(source.first)) source.first = p->tokens.first;
    }
    return source;
}

SpeakerResolver::Resolved SpeakerResolver::resolve(TokenRange source, TokenRange told_of) {
    Resolved result;
    if (source.empty()) {
        result.how = "the words give nobody";
        return result;
    }
    source = whole_mentions(source);
    const std::string_view first = reading_.word(source.first);
    const bool pronoun = reading_.classes[source.first] == WordClass::pronoun ||
                         reading_.classes[source.first] == WordClass::possessive_pronoun;
    if (source.size() == 1 &&
        (pronoun || is_singular_person(first) || is_plural_pronoun(first) || first == "it")) {
        if (first == "i" || first == "we" || first == "you" || first == "there" || first == "us") {
            result.source.span = reading_.span(source);
            result.how = "'" + std::string(first) + "' names nobody here";
            return result;
        }
        result = by_pronoun(source, first, told_of);
    } else {
        const std::uint32_t zone_end = head_zone_end(source);
        const Place* place = head_mention(source, zone_end);
        const bool described = place == nullptr || (place->form == MentionForm::role);
        const SourceNouns::Entry* noun =
            described && zone_end > source.first ? nouns_.find(reading_.word(zone_end - 1)) : nullptr;
        if (noun != nullptr && noun->source_class == SourceClass::anonymous) {
            if (const Place* named = apposed_person(source); named != nullptr) {
                place = named;
            } else if (const TokenRange name = apposed_name(source); !name.empty()) {
                const EntityRef ref = append(name, true, EntityType::person);
                result.source = {ref, reading_.span(name), SourceClass::named};
                result.how = "named";
                remember(result, source);
                return result;
            } else if (const EntityRef known = told_before(source, zone_end, place); known != kNoEntity) {
                result.source = {known, reading_.span(source), SourceClass::named};
                result.how = "a description of " + entity(known).name;
                remember(result, source);
                return result;
            }
        }
        if (described && (place == nullptr || !entity(place->entity).named)) {
            if (const Place* named = apposed_body(source); named != nullptr) place = named;
        }
        result = place != nullptr ? by_mention(source, *place, zone_end) : by_description(source, zone_end);
    }
    remember(result, source);
    return result;
}

void SpeakerResolver::note_speaker(EntityRef ref, TokenRange words) {
    if (ref == kNoEntity) return;
    spoken_.push_back({ref, SourceClass::named, Gender::unknown, is_plural(words.last - 1), words.first});
}

/// "Prosecutors" at a sentence's start is taken for a name.
bool SpeakerResolver::is_plural(std::uint32_t token) const {
    const std::string_view w = reading_.word(token);
    return reading_.classes[token] == WordClass::plural_noun ||
           (w.ends_with('s') && !w.ends_with("ss") && nouns_.find(w) != nullptr &&
            nouns_.find(w.substr(0, w.size() - 1)) != nullptr);
}

void SpeakerResolver::remember(const Resolved& resolved, TokenRange source) {
    if (resolved.source.entity == kNoEntity) return;
    const std::uint32_t zone_end = head_zone_end(source);
    const bool plural = is_plural(zone_end - 1) || is_plural_pronoun(reading_.word(source.first));
    const Gender gender = gender_of(resolved.source.entity, source);
    if (gender != Gender::unknown) genders_[resolved.source.entity] = gender;
    spoken_.push_back({resolved.source.entity, resolved.source.source_class, gender, plural, source.first});
}

}  // namespace sitrep::annotate
