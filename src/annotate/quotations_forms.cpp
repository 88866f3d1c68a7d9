// Forms of words that decide whether and whose an attribution is.
#include "annotate/quotations_forms.hpp"

#include <algorithm>
#include <array>

namespace sitrep::annotate {

TokenRange with_maker(const Reading& reading, TokenRange paper, std::uint32_t ceiling) {
    const auto made_by = [&](std::uint32_t i) {
        return i + 2 < ceiling && reading.word(i + 1) == "by" && reading.words.made_by.holds(reading.word(i));
    };
    if (paper.empty()) return paper;
    const std::uint32_t made = made_by(paper.last - 1) ? paper.last - 1 : paper.last;
    if (!made_by(made)) return paper;
    const TokenRange maker = noun_phrase_after(reading, made + 2, ceiling);
    return maker.empty() ? paper : TokenRange{paper.first, maker.last};
}

TokenRange first_subject(const Reading& reading, std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t i = from + 1; i < to; ++i) {
        if (!is_finite(reading.classes[i]) || reading.segment_of[i] >= 0) continue;
        return reading.classes[i - 1] == WordClass::wh_word ? TokenRange{} : subject_of(reading, i, from);
    }
    return {};
}

bool is_attributive(const Reading& reading, std::uint32_t verb, TokenRange sentence) {
    const WordClass c = reading.classes[verb];
    if (c != WordClass::verb_participle && c != WordClass::verb_past && c != WordClass::adjective)
        return false;
    if (verb == sentence.first || verb + 1 >= sentence.last) return false;
    const WordClass before = reading.classes[verb - 1];
    const WordClass after = reading.classes[verb + 1];
    const bool opens = before == WordClass::determiner || before == WordClass::possessive_pronoun ||
                       before == WordClass::possessive || before == WordClass::preposition;
    return opens && (after == WordClass::noun || after == WordClass::plural_noun ||
                     after == WordClass::adjective || after == WordClass::name);
}

bool describes_the_source(const Reading& reading, std::uint32_t verb, std::uint32_t after,
                          TokenRange sentence) {
    constexpr std::uint32_t kWidest = 8;
    if (verb == sentence.first || !is_nominal(reading.classes[verb - 1]) || after >= sentence.last ||
        reading.classes[after] != WordClass::preposition)
        return false;
    for (std::uint32_t i = after + 1; i < std::min(sentence.last, after + kWidest); ++i) {
        const std::string_view w = reading.word(i);
        if (w == "," || reading.segment_of[i] >= 0 || w == "that" || w == "and") return false;
        if (reading.cue_of[i] >= 0 && is_finite(reading.classes[i]))
            return is_nominal(reading.classes[i - 1]);
    }
    return false;
}

bool is_tell(std::string_view w) {
    return w.starts_with("tol") || w.starts_with("tell") || w.starts_with("inform") || w.starts_with("notif");
}

bool is_writer(std::string_view w) {
    return w == "reporter" || w == "correspondent" || w == "writer" || w == "journalist";
}

bool is_quantity(const Reading& reading, TokenRange words) {
    constexpr std::uint32_t kReach = 5;
    bool number = false;
    for (std::uint32_t i = words.first; i < std::min(words.last, words.first + kReach); ++i) {
        number = number || reading.classes[i] == WordClass::number;
        if (!number) continue;
        const std::string_view w = reading.word(i);
        if (reading.words.units.holds(w)) return true;
    }
    return false;
}

bool is_withheld(const Reading& reading, std::uint32_t verb, std::uint32_t floor) {
    if (verb <= floor || reading.classes[verb] != WordClass::verb_gerund) return false;
    const std::string_view joint = reading.word(verb - 1);
    if (joint == "without" || joint.starts_with("avoid")) return true;
    if (verb < floor + 2) return false;
    const std::string_view before = reading.word(verb - 2);
    if (joint == "of") return before == "short" || before == "instead";
    if (joint == "than") return before == "rather";
    return joint == "from" && reading.words.stopping.holds(before);
}

bool is_singular_person(std::string_view w) {
    return w == "he" || w == "she" || w == "his" || w == "her" || w == "him";
}
bool is_plural_pronoun(std::string_view w) {
    return w == "they" || w == "their" || w == "them" || w == "neither" || w == "both";
}

bool puts_something(const Reading& reading, const Attribution& a) {
    static constexpr std::array<std::string_view, 10> kParticles = {
        "up", "off", "in", "out", "down", "on", "together", "aside", "into", "through"};
    if (!reading.word(a.cue.first).starts_with("put") || a.content.empty()) return false;
    const TokenRange words = a.content.front();
    if (std::find(kParticles.begin(), kParticles.end(), reading.word(words.first)) != kParticles.end())
        return true;
    for (std::uint32_t i = words.first; i < words.last; ++i) {
        if (reading.classes[i] == WordClass::number) return false;
    }
    return true;
}

bool takes_thing(const Reading& reading, const Attribution& a) {
    constexpr std::uint32_t kReach = 4;
    if (a.content.empty()) return false;
    const TokenRange words = a.content.front();
    if (reading.word(a.cue.first).starts_with("answer")) {
        const TokenRange thing = noun_phrase_after(reading, words.first, words.last);
        const std::string_view head = thing.empty() ? "" : reading.word(thing.last - 1);
        return words.first == a.cue.last && (head == "questions" || head == "calls" || head == "question");
    }
    if (!reading.word(a.cue.first).starts_with("claim")) return false;
    for (std::uint32_t i = words.first; i < std::min(words.last, words.first + kReach); ++i) {
        if (reading.words.claimed.holds(reading.word(i))) return true;
    }
    return false;
}

bool names_charge(const Reading& reading, const Attribution& a) {
    if (a.content.size() != 1) return false;
    const TokenRange words = a.content.front();
    const std::string_view head = reading.word(words.last - 1);
    return words.size() <= 2 && (head == "it" || reading.words.charges.holds(head));
}

bool admits_people(const Reading& reading, const SourceNouns& nouns, const Attribution& a) {
    if (!reading.word(a.cue.first).starts_with("admit") || a.content.empty()) return false;
    const TokenRange words = a.content.front();
    const TokenRange object = noun_phrase_after(reading, words.first, words.last);
    if (object.empty() || words.first != a.cue.last) return false;
    const SourceNouns::Entry* head = nouns.find(reading.word(object.last - 1));
    const bool goes_on = object.last < words.last && is_finite(reading.classes[object.last]) &&
                         reading.word(object.last) != "provided";
    return head != nullptr && head->source_class == SourceClass::anonymous && !goes_on;
}

bool takes_things(std::string_view cue) { return cue.starts_with("claim") || cue.starts_with("answer"); }

bool takes_object(const Reading& reading, const Attribution& a) {
    if (a.content.empty() || a.content.front().first != a.cue.last) return false;
    const TokenRange words = a.content.front();
    const TokenRange thing = noun_phrase_after(reading, words.first, words.last);
    if (thing.empty() || thing.last >= words.last) return false;
    const WordClass next = reading.classes[thing.last];
    const std::string_view w = reading.word(thing.last);
    return next == WordClass::wh_word || next == WordClass::preposition || w == "," || w == "to" ||
           w == "who" || w == "which" || w == "that" || w == "with";
}

}  // namespace sitrep::annotate
