// From a description to the person or body that the report names beside it or has named before.
#include <algorithm>

#include "annotate/quotations_forms.hpp"
#include "annotate/quotations_speakers.hpp"

namespace sitrep::annotate {
namespace {

/// "president" names the office of "vice-president" where the hyphen is not written.
bool names_office(std::string_view word, std::string_view noun) {
    const std::size_t hyphen = noun.rfind('-');
    return word == noun || (hyphen != std::string_view::npos && word == noun.substr(hyphen + 1));
}

}  // namespace

/// «a spokesman known as Ann Brown», «a spokesman called Ann Brown»: inside the words of the source or behind
/// them.
const SpeakerResolver::Place* SpeakerResolver::called_person(TokenRange source) const {
    const std::uint32_t end = reading_.sentence(source.first).last;
    for (auto p = from_token(source.first + 2); p != places_.end() && p->tokens.first <= source.last + 3;
         ++p) {
        if (p->tokens.last > end) break;
        if (p->form != MentionForm::name || entity(p->entity).type != EntityType::person) continue;
        const std::string_view before = reading_.word(p->tokens.first - 1);
        const std::string_view verb = before == "as" ? reading_.word(p->tokens.first - 2) : before;
        if (verb == "called" || verb == "named" || verb == "known" || verb == "identified" ||
            verb == "nicknamed")
            return &*p;
        return nullptr;
    }
    return nullptr;
}

/// «the chief negotiator, retired general Ann Brown,»: the person named behind the description's comma,
/// closed by another break.
const SpeakerResolver::Place* SpeakerResolver::apposed_person(TokenRange source) const {
    constexpr std::uint32_t kWidest = 8;
    const std::uint32_t end = reading_.sentence(source.first).last;
    if (const Place* called = called_person(source); called != nullptr) return called;
    if (source.last + 1 >= end || reading_.word(source.last) != ",") return nullptr;
    for (auto p = from_token(source.last + 1);
         p != places_.end() && p->tokens.first <= source.last + kWidest && p->tokens.last <= end; ++p) {
        if (p->form != MentionForm::name || entity(p->entity).type != EntityType::person) continue;
        for (std::uint32_t i = source.last + 1; i < p->tokens.first; ++i) {
            const WordClass c = reading_.classes[i];
            const bool breaks = c == WordClass::conjunction || c == WordClass::wh_word ||
                                c == WordClass::modal || c == WordClass::auxiliary ||
                                c == WordClass::verb_present || reading_.word(i) == ",";
            if (breaks) return nullptr;
        }
        const std::string_view next =
            p->tokens.last < end ? reading_.word(p->tokens.last) : std::string_view(".");
        return next == "," || next == "." || next == ";" ? &*p : nullptr;
    }
    return nullptr;
}

/// «its spokesperson, Ann Brown.», where the names were not known as a person's: capitals behind the
/// description's comma, closed by another break.
TokenRange SpeakerResolver::apposed_name(TokenRange source) const {
    constexpr std::uint32_t kMost = 4;
    const std::uint32_t end = reading_.sentence(source.first).last;
    if (source.last + 2 >= end || reading_.word(source.last) != ",") return {};
    const std::uint32_t begin = source.last + 1;
    std::uint32_t last = begin;
    while (last < end && last < begin + kMost && reading_.tokens.tokens[last].capital &&
           reading_.classes[last] == WordClass::name && reading_.segment_of[last] < 0)
        ++last;
    if (last < begin + 2) return {};
    const std::string_view next = last < end ? reading_.word(last) : std::string_view(".");
    if (next != "," && next != "." && next != ";") return {};
    const auto known = from_token(begin);
    const bool other = known != places_.end() && known->tokens.first < last;
    return other ? TokenRange{} : TokenRange{begin, last};
}

/// "The commissioner" after "the health commissioner, Ann Brown,": a short definite description that names
/// nobody by itself, of the one person whose office the report has told.
EntityRef SpeakerResolver::told_before(TokenRange source, std::uint32_t zone_end, const Place* place) const {
    const bool definite = reading_.word(source.first) == "the";
    if (!definite || source.size() > 3 || zone_end <= source.first + 1) return kNoEntity;
    if (place != nullptr && entity(place->entity).named) return kNoEntity;
    const std::string_view noun = reading_.word(zone_end - 1);
    EntityRef found = kNoEntity;
    for (const Place& other : places_) {
        if (other.tokens.first >= source.first) break;
        if (other.form != MentionForm::name || entity(other.entity).type != EntityType::person) continue;
        if (!holds_office(other.tokens, noun)) continue;
        if (found != kNoEntity && found != other.entity) return kNoEntity;
        found = other.entity;
    }
    return found;
}

/// «The panel's report settles it. The gate stood open, it says.»: a document that a sentence begins with.
TokenRange SpeakerResolver::paper_told_of(TokenRange words) const {
    const TokenRange subject = first_subject(reading_, words.first, words.last);
    if (subject.empty() || subject.first > words.first + 1) return {};
    const std::uint32_t end = head_zone_end(subject);
    // A word with a capital ends a name ("the Government of National Accord").
    const bool named = end > subject.first && reading_.tokens.tokens[end - 1].capital;
    const SourceNouns::Entry* noun =
        end > subject.first && !named ? nouns_.find(reading_.word(end - 1)) : nullptr;
    return noun != nullptr && noun->source_class == SourceClass::document ? subject : TokenRange{};
}

/// «health commissioner Ann Brown», «the health commissioner, General Ann Brown,», «Ann Brown, the
/// commissioner»
bool SpeakerResolver::holds_office(TokenRange name, std::string_view noun) const {
    constexpr std::uint32_t kReach = 3;
    const std::uint32_t sentence = reading_.sentence_of[name.first];
    for (std::uint32_t i = name.first; i > 0 && name.first - i < kReach + 1; --i) {
        if (reading_.sentence_of[i - 1] != sentence || is_finite(reading_.classes[i - 1])) break;
        if (names_office(reading_.word(i - 1), noun)) return true;
    }
    if (name.last + 1 >= reading_.size() || reading_.word(name.last) != ",") return false;
    for (std::uint32_t i = name.last + 1; i < std::min(name.last + 6, reading_.size()); ++i) {
        if (reading_.sentence_of[i] != sentence || reading_.word(i) == "," || is_finite(reading_.classes[i]))
            break;
        if (names_office(reading_.word(i), noun)) return true;
    }
    return false;
}

/// «The owner, Altai Minerals, said»: the body named behind the description's comma, closed by another break.
const SpeakerResolver::Place* SpeakerResolver::apposed_body(TokenRange source) const {
    const std::uint32_t end = reading_.sentence(source.first).last;
    const WordClass opener = reading_.classes[source.first];
    if (source.last + 1 >= end || reading_.word(source.last) != "," ||
        (opener != WordClass::determiner && opener != WordClass::possessive_pronoun))
        return nullptr;
    const std::uint32_t begin = source.last + (reading_.word(source.last + 1) == "the" ? 2 : 1);
    for (auto p = from_token(begin); p != places_.end() && p->tokens.first == begin; ++p) {
        if (p->form != MentionForm::name || entity(p->entity).type != EntityType::organisation) continue;
        std::uint32_t next = p->tokens.last;
        if (next + 2 < end && reading_.word(next) == "(" && reading_.word(next + 2) == ")") next += 3;
        if (next + 1 >= end || reading_.word(next) != ",") return nullptr;
        const WordClass after = reading_.classes[next + 1];
        return after == WordClass::conjunction || after == WordClass::name ? nullptr : &*p;
    }
    return nullptr;
}

/// "A third said …" after "two sources said": one more of those who spoke before.
bool SpeakerResolver::is_one_more(TokenRange source) const {
    if (source.size() > 2 || spoken_.empty() || spoken_.back().source_class != SourceClass::anonymous)
        return false;
    static constexpr std::array<std::string_view, 8> kMore = {"second", "third",  "fourth",  "fifth",
                                                              "other",  "others", "another", "two"};
    return std::find(kMore.begin(), kMore.end(), reading_.word(source.last - 1)) != kMore.end();
}

}  // namespace sitrep::annotate
