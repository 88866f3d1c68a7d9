#include "annotate/names_phrases.hpp"

#include <algorithm>
#include <array>

#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

using text::among;

bool determines(std::string_view folded) { return folded == "one" || among(folded, text::kDeterminers); }

constexpr std::uint32_t kRoleAny =
    kRolePerson | kRolePeople | kRoleBody | kRolePlace | kRoleCountry | kRoleEvent;

}  // namespace

bool is_possessive(std::string_view folded) {
    return among(folded, text::kPossessives) || folded == "my" || folded == "your" || folded == "whose";
}

PhraseReader::PhraseReader(const WordText& text, const std::vector<NameSpan>& spans,
                           const NameLexicon& lexicon)
    : text_(text), words_(text.words), spans_(spans), lexicon_(lexicon), span_at_(text.words.size(), -1) {
    for (std::size_t s = 0; s < spans.size(); ++s) {
        for (std::uint32_t i = spans[s].first; i < spans[s].last; ++i)
            span_at_[i] = static_cast<std::int32_t>(s);
    }
}

std::uint32_t PhraseReader::bits(std::uint32_t i) const {
    return words_[i].kind == TokenKind::word ? lexicon_.bits(words_[i]) : 0;
}

/// Those of `wanted` that word `i` has, in its singular where it is a plural; 0 if it has none.
std::uint32_t PhraseReader::noun_bits(std::uint32_t i, std::uint32_t wanted, std::string& singular,
                                      bool& plural) const {
    singular = words_[i].folded;
    plural = false;
    if (const std::uint32_t own = bits(i) & wanted; own != 0) return own;
    if (!singular.ends_with('s') || singular.size() < 4) return 0;
    std::string stem = singular.substr(0, singular.size() - 1);
    std::uint32_t found = lexicon_.bits(stem) & wanted;
    if (found == 0 && singular.ends_with("ies")) {
        stem = singular.substr(0, singular.size() - 3) + "y";
        found = lexicon_.bits(stem) & wanted;
    }
    if (found == 0) return 0;
    singular = stem;
    plural = true;
    return found;
}

std::uint32_t PhraseReader::role_bits(std::uint32_t i, std::string& singular, bool& plural) const {
    const std::uint32_t found = noun_bits(i, kRoleAny, singular, plural);
    if (found != 0 && !plural)
        plural =
            (found & kRolePeople) != 0 || singular == "troops" || singular == "forces" || singular == "talks";
    return found;
}

/// Reads determiner and owner; returns where the modifiers begin.
std::uint32_t PhraseReader::begin(Phrase& phrase, const WordSentence& sentence) const {
    std::uint32_t at = phrase.first;
    if (!named(at) && determines(words_[at].folded)) {
        phrase.determined = true;
        phrase.indefinite =
            words_[at].folded == "a" || words_[at].folded == "an" || words_[at].folded == "one";
        phrase.definite = !phrase.indefinite;
        ++at;
    }
    // "Zimbabwe's water authority", "Mozambique’s water directorate", "US President Barack Obama's
    // administration"
    std::uint32_t owner = owner_end(at, sentence);
    phrase.holds_name = owner > at;
    for (std::uint32_t head = at; owner == at && phrase.determined && head < at + 3; ++head) {
        if (head + 1 >= sentence.last || named(head) || words_[head].kind != TokenKind::word) break;
        std::string singular;
        bool plural = false;
        const bool owns = words_[head + 1].kind == TokenKind::possessive;
        if (owns && role_bits(head, singular, plural) != 0) {
            owner = head + 2;  // "the country's unity government"
            phrase.owner = head + 1;
        }
        if (owns || (bits(head) & kModifier) == 0) break;
    }
    if (owner == at) return at;
    phrase.determined = phrase.definite = true;
    phrase.indefinite = false;
    return owner;
}

void PhraseReader::owner_alone(Phrase& phrase) const {
    phrase.head = phrase.owner - 1;
    phrase.owner = 0;
    phrase.bits = role_bits(phrase.head, phrase.head_noun, phrase.plural);
}

/// "a fish trader", "the ports authority": a noun that no list holds before a head that needs one.
bool PhraseReader::names_a_kind(std::uint32_t at, const Phrase& phrase, const WordSentence& sentence) const {
    const Word& word = words_[at];
    if (!phrase.determined || at + 1 >= sentence.last || named(at + 1) || word.capital ||
        word.kind != TokenKind::word || words_[at + 1].capital ||
        (bits(at) & (kFunction | kConnector)) != 0 || lexicon_.is_act(word) || word.folded.ends_with("ly"))
        return false;
    const std::uint32_t next = bits(at + 1);
    return (next & kRolePerson) != 0 || lexicon_.sets().bodies.holds(words_[at + 1].folded);
}

/// Reads modifiers up to the last noun of role.
void PhraseReader::find_head(Phrase& phrase, std::uint32_t at, const WordSentence& sentence) const {
    const std::uint32_t end = std::min(sentence.last, at + 8);
    for (; at < end; ++at) {
        if (words_[at].kind == TokenKind::number) continue;
        if (words_[at].kind != TokenKind::word) break;
        if (named(at)) {
            const NameSpan& span = spans_[static_cast<std::size_t>(span_at_[at])];
            if (span.type == EntityType::person || (phrase.head != 0 && at > phrase.head)) break;
            phrase.holds_name = true;
            at = span.last - 1;
            continue;
        }
        std::string singular;
        bool plural = false;
        const std::uint32_t role = role_bits(at, singular, plural);
        const bool lower_or_first = !words_[at].capital || at == sentence.first || (bits(at) & kTitle) != 0;
        if (role != 0 && lower_or_first) {
            phrase.head = at;
            phrase.bits = role;
            phrase.head_noun = singular;
            phrase.plural = plural;
            continue;
        }
        if ((bits(at) & (kModifier | kTitle)) != 0 || adjective_like(at)) continue;
        if (phrase.head != 0 || !names_a_kind(at, phrase, sentence)) break;
    }
}

std::optional<Phrase> PhraseReader::phrase_at(std::uint32_t i, std::uint32_t index) const {
    const WordSentence& sentence = text_.sentences[index];
    if (words_[i].kind != TokenKind::word) return std::nullopt;
    Phrase phrase;
    phrase.first = i;
    phrase.sentence = index;
    find_head(phrase, begin(phrase, sentence), sentence);
    if (phrase.bits == 0 && phrase.owner > 0) owner_alone(phrase);  // "the charity's clinic"
    if (phrase.bits == 0) return std::nullopt;
    phrase.last = phrase.head + 1;
    phrase.apposed = !phrase.determined && behind_person(phrase.first, sentence);
    if (!acceptable(phrase, sentence)) return std::nullopt;
    extend(phrase, sentence);
    if (phrase.apposed && phrase.last == phrase.head + 1 && !closes(phrase.last, sentence))
        return std::nullopt;
    if (before_person(phrase, sentence)) return std::nullopt;
    return phrase;
}

/// "the UN's special envoy to Mali Ana Lopez", "U.S. Secretary of Energy John Field": a title of the
/// name behind it.
bool PhraseReader::before_person(const Phrase& phrase, const WordSentence& sentence) const {
    const auto person = [&](std::uint32_t at) {
        return at < sentence.last && named(at) &&
               spans_[static_cast<std::size_t>(span_at_[at])].type == EntityType::person;
    };
    if (phrase.last > phrase.head + 1 && person(phrase.last)) return true;
    const std::uint32_t title = lexicon_.title_length(words_, phrase.head, sentence.last);
    return title > 1 && person(phrase.head + title);
}

/// "the dam", "its two new posts", "the broken bridge": no name beside it that tells which.
std::optional<Phrase> PhraseReader::thing_at(std::uint32_t i, std::uint32_t index) const {
    const WordSentence& sentence = text_.sentences[index];
    if (named(i) || !determines(words_[i].folded)) return std::nullopt;
    Phrase phrase;
    phrase.first = i;
    phrase.sentence = index;
    phrase.determined = true;
    phrase.indefinite = words_[i].folded == "a" || words_[i].folded == "an" || words_[i].folded == "one";
    phrase.definite = !phrase.indefinite;
    std::uint32_t reach = i + 4;
    for (std::uint32_t head = i + 1; head < sentence.last && head < reach; ++head) {
        if (const std::uint32_t place = place_inside(head); place > head) {  // "the burning Tolmak refinery"
            phrase.holds_name = true;
            reach = place + 3;
            head = place - 1;
            continue;
        }
        const bool word = words_[head].kind == TokenKind::word && !words_[head].capital && !named(head);
        const bool counted = words_[head].kind == TokenKind::number || words_[head].folded == "two" ||
                             words_[head].folded == "three";
        if (counted) continue;
        if (!word || (bits(head) & kFunction) != 0) return std::nullopt;
        std::string singular;
        bool plural = false;
        const std::uint32_t found = noun_bits(head, kFacLower | kLocLower, singular, plural);
        if (found == 0) continue;
        const bool part = head + 1 < sentence.last && words_[head + 1].kind == TokenKind::word &&
                          (bits(head + 1) & (kFacLower | kLocLower | kRoleAny)) != 0;
        if (part) continue;  // "the dam operator", "the river port"
        if (head + 1 < sentence.last && (named(head + 1) || words_[head + 1].folded == "of"))
            return std::nullopt;
        phrase.head = head;
        phrase.last = head + 1;
        phrase.bits = found;
        phrase.head_noun = singular;
        phrase.plural = plural;
        locate(phrase, sentence);
        return phrase;
    }
    return std::nullopt;
}

/// End of a place's name that begins at `at`; `at` if there is none.
std::uint32_t PhraseReader::place_inside(std::uint32_t at) const {
    if (!named(at)) return at;
    const NameSpan& span = spans_[static_cast<std::size_t>(span_at_[at])];
    const bool place = span.type == EntityType::geopolitical || span.type == EntityType::location;
    const bool owns = span.last < words_.size() && words_[span.last].kind == TokenKind::possessive;
    return place && !owns && span.first == at ? span.last : at;
}

/// "a camp on Lake Chad", "the gaol in Ziguinchor".
void PhraseReader::locate(Phrase& thing, const WordSentence& sentence) const {
    static constexpr std::array<std::string_view, 6> kWhere = {"in", "on", "at", "near", "by", "outside"};
    if (thing.last + 1 >= sentence.last || !among(words_[thing.last].folded, kWhere)) return;
    const std::uint32_t at = thing.last + 1;
    std::uint32_t name = words_[at].folded == "the" ? at + 1 : at;
    if (name < sentence.last && !named(name) && (bits(name) & kModifier) != 0) ++name;  // "in western Chad"
    if (name >= sentence.last || !named(name)) return;
    const NameSpan& span = spans_[static_cast<std::size_t>(span_at_[name])];
    if (span.type != EntityType::geopolitical && span.type != EntityType::location) return;
    thing.last = span.last;
    thing.holds_name = true;
}

/// "NAME, director of …": a person's name and a comma stand before.
bool PhraseReader::behind_person(std::uint32_t first, const WordSentence& sentence) const {
    if (first < sentence.first + 2 || words_[first - 1].text != "," || !named(first - 2)) return false;
    return spans_[static_cast<std::size_t>(span_at_[first - 2])].type == EntityType::person;
}

bool PhraseReader::closes(std::uint32_t i, const WordSentence& sentence) const {
    return i >= sentence.last || words_[i].text == "," || words_[i].text == "." || words_[i].text == ";";
}

/// End of "NAME's" that starts at `at`; `at` if there is none.
std::uint32_t PhraseReader::owner_end(std::uint32_t at, const WordSentence& sentence) const {
    if (at >= sentence.last || !named(at)) return at;
    const std::uint32_t end = spans_[static_cast<std::size_t>(span_at_[at])].last;
    return end < sentence.last && words_[end].kind == TokenKind::possessive ? end + 1 : at;
}

bool PhraseReader::adjective_like(std::uint32_t i) const {
    const Word& word = words_[i];
    if (word.capital || (bits(i) & (kFunction | kConnector)) != 0 || word.text.size() < 5) return false;
    static constexpr std::array<std::string_view, 9> kEndings = {"al",  "ary", "ive",  "ous", "ern",
                                                                 "ish", "est", "ical", "led"};
    const bool ending = std::any_of(kEndings.begin(), kEndings.end(),
                                    [&](std::string_view e) { return word.folded.ends_with(e); });
    return ending || word.folded.find('-') != std::string::npos;
}

bool PhraseReader::acceptable(Phrase& phrase, const WordSentence& sentence) const {
    const bool person = (phrase.bits & kRolePerson) != 0;
    const bool people = (phrase.bits & kRolePeople) != 0;
    const bool office = (bits(phrase.head) & kTitle) != 0 && words_[phrase.head].capital;
    const std::uint32_t next = phrase.last;
    // A title directly before a name belongs to the name.
    if (next < sentence.last && named(next) &&
        spans_[static_cast<std::size_t>(span_at_[next])].type == EntityType::person)
        return false;
    if (next < sentence.last && !named(next) && words_[next].capital &&
        words_[next].kind == TokenKind::word && (person || office))
        return false;  // a name the tagger missed
    if (phrase.determined) return determined_acceptable(phrase, sentence);
    if (phrase.apposed && person && !phrase.plural) return true;
    if (people) return true;
    if (phrase.head_noun == "parliament" || phrase.head_noun == "broadcaster")
        return phrase.head + 1 < sentence.last;
    if (phrase.plural && (phrase.bits & kRoleBody) != 0) return phrase.holds_name;
    return office && phrase.holds_name;  // "Libyan Prime Minister"
}

bool PhraseReader::determined_acceptable(Phrase& phrase, const WordSentence& sentence) const {
    const bool person = (phrase.bits & kRolePerson) != 0;
    const bool people = (phrase.bits & kRolePeople) != 0;
    if (is_possessive(words_[phrase.first].folded) && (phrase.plural || phrase.head_noun == "authority"))
        return phrase.head_noun == "allies" || phrase.head_noun == "partners";
    if (phrase.plural && person && !people) {
        // "The drivers tell it differently" speaks of some; "with the soldiers" of any.
        const bool subject = phrase.first == sentence.first && phrase.last == phrase.first + 2;
        phrase.known_only = !phrase.holds_name && !subject;
        return true;
    }
    if (phrase.head_noun == "authority" && phrase.head < phrase.first + 2) return false;
    if (phrase.head_noun == "department" && names_itself(phrase, sentence) &&
        span_type(phrase.last + 1) == EntityType::geopolitical)
        return false;  // "the department of Cauca"
    // "a military base": the noun only describes what follows.
    if (phrase.indefinite && (bits(phrase.head) & kModifier) != 0 && phrase.last < sentence.last &&
        words_[phrase.last].kind == TokenKind::word && (bits(phrase.last) & (kFunction | kConnector)) == 0)
        return false;
    if ((phrase.bits & (kRolePlace | kRoleCountry)) != 0 && (phrase.bits & (kRolePerson | kRoleBody)) == 0)
        return phrase.definite && !phrase.plural && !names_itself(phrase, sentence);
    if ((phrase.bits & kRoleEvent) != 0 && (phrase.bits & kRoleBody) == 0)
        return phrase.definite && phrase.holds_name;
    return true;
}

std::optional<EntityType> PhraseReader::span_type(std::uint32_t i) const {
    if (i >= words_.size() || !named(i)) return std::nullopt;
    return spans_[static_cast<std::size_t>(span_at_[i])].type;
}

/// "the city of Sirte", "the village Kafr": the name stands beside its kind.
bool PhraseReader::names_itself(const Phrase& phrase, const WordSentence& sentence) const {
    std::uint32_t next = phrase.last;
    if (next < sentence.last && words_[next].folded == "of") ++next;
    return next < sentence.last && named(next);
}

/// "of the National Institute … (INGC)", "at Mozambique's water directorate", "in Nhamatanda", "who led
/// the panel".
void PhraseReader::extend(Phrase& phrase, const WordSentence& sentence) const {
    const bool person = (phrase.bits & (kRolePerson | kRolePeople)) != 0;
    if ((bits(phrase.head) & kOffice) != 0) portfolio(phrase, sentence);
    for (int turn = 0; turn < 3 && phrase.last + 1 < sentence.last; ++turn) {
        const std::string& word = words_[phrase.last].folded;
        const bool joins = word == "of" || (person && (word == "for" || word == "at" || word == "in" ||
                                                       word == "from" || word == "with" || word == "to"));
        if (!joins || (phrase.bits & (kRolePlace | kRoleCountry | kRoleEvent)) == phrase.bits) break;
        if (phrase.plural && !person) return;
        const std::uint32_t end = noun_end(phrase.last + 1, sentence);
        if (end == phrase.last + 1) break;
        phrase.last = end;
        phrase.holds_name = true;
    }
    if (person) clause(phrase, sentence);
}

/// "the minister of the interior", "the secretary of state for health".
void PhraseReader::portfolio(Phrase& phrase, const WordSentence& sentence) const {
    std::uint32_t at = phrase.last;
    if (at >= sentence.last || words_[at].folded != "of") return;
    ++at;
    if (at < sentence.last && words_[at].folded == "the") ++at;
    std::uint32_t end = at;
    while (end < sentence.last && end < at + 3 && !named(end) && (bits(end) & kModifier) != 0) ++end;
    if (end > at) phrase.last = end;
}

/// "an engineer who worked on it", "a diplomat following the talks": not where the words only say why he has
/// no name.
void PhraseReader::clause(Phrase& phrase, const WordSentence& sentence) const {
    constexpr std::uint32_t kLongest = 12;  // words
    const NameSets& sets = lexicon_.sets();
    if (phrase.plural || phrase.last + 2 >= sentence.last ||
        !sets.telling_who.holds(words_[phrase.last].folded))
        return;
    if (words_[phrase.last].folded == "who") {
        if (sets.not_telling.holds(words_[phrase.last + 1].folded)) return;
        const std::string& verb = words_[phrase.last + 1].folded;
        if ((among(verb, text::kFormsOfBe) || among(verb, text::kFormsOfHave)) &&
            sets.silenced.holds(words_[phrase.last + 2].folded))
            return;
    }
    std::uint32_t end = phrase.last + 1;
    while (end < sentence.last && end < phrase.last + kLongest &&
           words_[end].kind != TokenKind::punctuation && words_[end].kind != TokenKind::closing_quote &&
           words_[end].kind != TokenKind::opening_quote && !lexicon_.is_act(words_[end]) &&
           words_[end].folded != "said" && words_[end].folded != "told") {
        ++end;
    }
    // A clause that runs to the end of a sentence it began holds the sentence's own verb too.
    const bool whole = phrase.first == sentence.first && end < sentence.last && words_[end].text == ".";
    if (!whole && end < sentence.last && end < phrase.last + kLongest) phrase.last = end;
}

/// End of a name or a body's description that starts at `at`; `at` if neither starts there.
std::uint32_t PhraseReader::noun_end(std::uint32_t at, const WordSentence& sentence) const {
    std::uint32_t i = at;
    if (i < sentence.last && determines(words_[i].folded)) ++i;
    i = owner_end(i, sentence);
    bool head = false;
    std::uint32_t end = i;
    for (; i < sentence.last && i < at + 7; ++i) {
        if (named(i)) {
            i = spans_[static_cast<std::size_t>(span_at_[i])].last - 1;
            end = i + 1;
            head = true;
            // The short name in brackets belongs to the long one.
            if (end + 2 < sentence.last && words_[end].text == "(" && named(end + 1) &&
                words_[end + 2].text == ")")
                return end + 3;
            continue;
        }
        if (words_[i].kind == TokenKind::number) continue;  // "from 23 countries"
        if (words_[i].kind != TokenKind::word || words_[i].capital) break;
        std::string singular;
        bool plural = false;
        const std::uint32_t role = role_bits(i, singular, plural);
        const bool several = plural && (role & (kRoleCountry | kRolePeople | kRolePerson)) != 0;
        if ((role & (kRoleBody | kRolePlace)) != 0 || several || (head && (role & kRoleCountry) != 0)) {
            head = true;
            end = i + 1;
            continue;
        }
        if ((bits(i) & kModifier) == 0 && !adjective_like(i)) break;
    }
    return head ? end : at;
}

}  // namespace sitrep::annotate
