// Whom a pronoun that speaks stands for.
#include <algorithm>

#include "annotate/quotations_forms.hpp"
#include "annotate/quotations_speakers.hpp"

namespace sitrep::annotate {
namespace {

/// How many sentences back a pronoun may reach.
constexpr std::uint32_t kPronounReach = 6;

}  // namespace

/// "the mayor, Ana Lopez,", "the mayor" after Ana Lopez was called so: whoever the description stands for.
EntityRef SpeakerResolver::meant_by(const Place& place) const {
    const bool unnamed = place.form == MentionForm::role && !entity(place.entity).named;
    if (!unnamed) return place.entity;
    if (const Place* apposed = apposed_person(place.tokens); apposed != nullptr) return apposed->entity;
    const EntityRef known = told_before(place.tokens, place.tokens.last, &place);
    return known != kNoEntity ? known : place.entity;
}

/// Subject of the sentence's first verb where it is a group of people that no mention stands for; empty if it
/// is not.
TokenRange SpeakerResolver::people_told_of(TokenRange sentence) const {
    for (std::uint32_t i = sentence.first + 1; i < sentence.last; ++i) {
        if (reading_.segment_of[i] >= 0) return {};
        if (!is_finite(reading_.classes[i])) continue;
        TokenRange subject = subject_of(reading_, i, sentence.first);
        if (subject.empty()) return {};
        // "In Mutsamudu dockers", "Dockers in Mutsamudu"
        subject.last = std::max(head_zone_end(subject), subject.first + 1);
        if (subject.size() > 3 || !is_plural(subject.last - 1)) return {};
        const SourceNouns::Entry* noun = nouns_.find(reading_.word(subject.last - 1));
        if (noun == nullptr || noun->source_class != SourceClass::anonymous) return {};
        return head_mention(subject, subject.last) == nullptr ? subject : TokenRange{};
    }
    return {};
}

/// "A porter at the gate, who gave no name" at the head of a sentence: somebody whom no mention stands for.
/// Empty if the sentence does not begin so.
TokenRange SpeakerResolver::stranger_told_of(TokenRange sentence) const {
    constexpr std::uint32_t kMostWords = 8;  // before "who"
    std::uint32_t first = sentence.first;
    if (first + 2 >= sentence.last || (reading_.word(first) != "a" && reading_.word(first) != "an"))
        return {};
    const TokenRange phrase{first, std::min(first + 5, sentence.last)};
    const std::uint32_t end = head_zone_end(phrase);
    if (end <= first + 1 || is_plural(end - 1) || head_mention({first, end}, end) != nullptr) return {};
    const SourceNouns::Entry* noun = nouns_.find(reading_.word(end - 1));
    if (noun != nullptr && noun->source_class == SourceClass::anonymous) return {first, end};
    for (std::uint32_t i = end; i < std::min(end + kMostWords, sentence.last); ++i) {
        if (reading_.segment_of[i] >= 0 || is_finite(reading_.classes[i])) return {};
        if (reading_.word(i) == "who" && reading_.word(i - 1) == ",") return {first, end};
    }
    return {};
}

EntityRef SpeakerResolver::group_before(std::uint32_t token, EntityRef actor) {
    const std::uint32_t here = reading_.sentence_of[token];
    // "Police gave them until noon. Ayala asked them to obey": the same ones.
    if (last_group_ != kNoEntity && last_group_ != actor && last_group_token_ < token &&
        reading_.sentence_of[last_group_token_] + 2 >= here)
        return last_group_;
    last_group_ = nearest_group(token, actor);
    last_group_token_ = token;
    return last_group_;
}

EntityRef SpeakerResolver::nearest_group(std::uint32_t token, EntityRef actor) {
    const std::uint32_t here = reading_.sentence_of[token];
    for (std::uint32_t back = 0; back <= 2 && back <= here; ++back) {
        const Sentence& sentence = reading_.tokens.sentences[here - back];
        const TokenRange range{sentence.first, back == 0 ? token : sentence.last};
        EntityRef only = kNoEntity;
        const auto take = [&](EntityRef ref) {
            if (ref == actor || ref == only) return true;
            const bool first = only == kNoEntity;
            only = ref;
            return first;
        };
        for (auto s = spoken_.rbegin(); s != spoken_.rend() && s->token >= range.first; ++s) {
            if (range.contains(s->token) && s->plural && !take(s->entity)) return kNoEntity;
        }
        for (auto p = from_token(range.first); p != places_.end() && p->tokens.first < range.last; ++p) {
            const EntityType type = entity(p->entity).type;
            const bool body = type == EntityType::person || type == EntityType::organisation;
            if (body && p->tokens.last <= range.last && is_plural(head_zone_end(p->tokens) - 1) &&
                !take(p->entity))
                return kNoEntity;
        }
        if (only != kNoEntity) return only;
        if (const TokenRange group = people_told_of(range); !group.empty())
            return by_description(group, head_zone_end(group)).source.entity;
    }
    return kNoEntity;
}

SpeakerResolver::Resolved SpeakerResolver::by_pronoun(TokenRange source, std::string_view pronoun,
                                                      TokenRange told_of) {
    const bool person = is_singular_person(pronoun);
    const bool plural = is_plural_pronoun(pronoun);
    const Gender wanted = pronoun == "he" || pronoun == "his" || pronoun == "him" ? Gender::male
                          : pronoun == "she" || pronoun == "her"                  ? Gender::female
                                                                                  : Gender::unknown;
    const std::uint32_t here = reading_.sentence_of[source.first];
    const auto fits = [&](EntityRef ref, Gender gender, bool is_plural) {
        const EntityType type = entity(ref).type;
        if (person && !told_of.empty() && mentions(ref, told_of)) return false;
        if (person)
            return type == EntityType::person && !is_plural &&
                   (gender == Gender::unknown || gender == wanted);
        if (plural) return is_plural || type != EntityType::person;
        return type != EntityType::person && type != EntityType::event;
    };
    const auto give = [&](EntityRef ref, std::string how) {
        Resolved result;
        result.source.entity = ref;
        result.source.span = reading_.span(source);
        const Entity& found = entity(ref);
        result.source.source_class = found.type != EntityType::person ? SourceClass::institution
                                     : found.named                    ? SourceClass::named
                                                                      : SourceClass::anonymous;
        if (person) genders_[ref] = wanted;
        result.how = "'" + std::string(pronoun) + "' is " + found.name + ", " + std::move(how);
        return result;
    };
    // Nearest sentence first; in a sentence whoever speaks there, then its first person outside quotation
    // marks.
    for (std::uint32_t back = 0; back <= kPronounReach && back <= here; ++back) {
        const Sentence& sentence = reading_.tokens.sentences[here - back];
        const TokenRange range{sentence.first, back == 0 ? source.first : sentence.last};
        if (const TokenRange paper = pronoun == "it" ? paper_told_of(range) : TokenRange{}; !paper.empty()) {
            Resolved result;
            result.source.span = reading_.span(paper);
            result.source.source_class = SourceClass::document;
            result.how = "'it' is the document spoken of before it";
            return result;
        }
        for (auto s = spoken_.rbegin(); s != spoken_.rend(); ++s) {
            if (s->token < range.first) break;
            if (range.contains(s->token) && fits(s->entity, s->gender, s->plural)) {
                return give(s->entity, back == 0 ? "the speaker before it in the sentence"
                                                 : "the last speaker before it");
            }
        }
        if (plural && back > 0 && back <= 2) {
            // "In Tarnov the dockers stopped work. They …": a group that no mention stands for.
            if (const TokenRange group = people_told_of(range); !group.empty()) {
                Resolved found = by_description(group, head_zone_end(group));
                found.source.span = reading_.span(source);
                found.how = "'they' are the people spoken of before it";
                return found;
            }
        }
        if (person && back == 1) {
            if (const TokenRange stranger = stranger_told_of(range); !stranger.empty()) {
                Resolved found = by_description(stranger, stranger.last);
                found.source.span = reading_.span(source);
                found.how = "'" + std::string(pronoun) + "' is whoever the sentence before it begins with";
                return found;
            }
        }
        const auto first =
            std::lower_bound(places_.begin(), places_.end(), range.first,
                             [](const Place& p, std::uint32_t token) { return p.tokens.first < token; });
        const Place* unnamed = nullptr;
        for (auto at = first; at != places_.end() && at->tokens.first < range.last; ++at) {
            const Place& place = *at;
            if (!range.contains(place.tokens.first) || reading_.segment_of[place.tokens.first] >= 0) continue;
            // "This reporter was in the hall when he …": the writer is nobody's he.
            if (reading_.word(place.tokens.first) == "this" &&
                is_writer(reading_.word(place.tokens.last - 1)))
                continue;
            if (place.tokens.first > range.first &&
                reading_.classes[place.tokens.first - 1] == WordClass::preposition &&
                reading_.word(place.tokens.first - 1) != "by")
                continue;
            // "…, he told Reuters. It …": who only listened does nothing next.
            if (pronoun == "it" && place.tokens.first > range.first &&
                reading_.word(place.tokens.first - 1) == "told")
                continue;
            // "Traders in Tarnov": the head, not the last word.
            const bool plural_words = is_plural(head_zone_end(place.tokens) - 1);
            if (!fits(place.entity, gender_of(place.entity, place.tokens), plural_words)) continue;
            // "Would ask a judge to hold Petrov": who is named is spoken of, before who is only somebody.
            const std::string_view article = reading_.word(place.tokens.first);
            const bool somebody = person && place.form == MentionForm::role &&
                                  place.tokens.first > range.first && (article == "a" || article == "an");
            if (!somebody) return give(meant_by(place), "the person spoken of before it");
            if (unnamed == nullptr) unnamed = &place;
        }
        if (unnamed != nullptr) return give(meant_by(*unnamed), "the person spoken of before it");
    }
    Resolved none;
    none.source.span = reading_.span(source);
    none.source.source_class = SourceClass::none;
    none.how = "'" + std::string(pronoun) + "' has nobody before it to stand for";
    return none;
}

}  // namespace sitrep::annotate
