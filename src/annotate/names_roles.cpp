#include "annotate/names_roles.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace sitrep::annotate {
namespace {

constexpr std::array<std::string_view, 13> kDeterminers = {
    "the", "a", "an", "its", "his", "her", "their", "our", "this", "that", "these", "those", "one"};
constexpr std::array<std::string_view, 8> kPossessives = {"its", "his", "her",  "their",
                                                          "our", "my",  "your", "whose"};
constexpr std::uint32_t kRoleAny =
    kRolePerson | kRolePeople | kRoleBody | kRolePlace | kRoleCountry | kRoleEvent;

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// A description: words `[first,last)`, its head word, and what it is a description of.
struct Phrase {
    std::uint32_t first = 0, head = 0, last = 0;
    std::uint32_t bits = 0;  ///< of the head
    std::string head_noun;   ///< singular, folded
    bool determined = false;
    bool definite = false;    ///< the, this, that, a possessive
    bool indefinite = false;  ///< a, an, one
    bool plural = false;
    bool holds_name = false;  ///< a name stands in it
    bool apposed = false;     ///< behind "NAME," without an article
    std::uint32_t sentence = 0;
};

class RoleFinder {
  public:
    RoleFinder(const WordText& text, const std::vector<NameSpan>& spans, const NameLexicon& lexicon,
               std::vector<Draft>& drafts)
        : text_(text),
          words_(text.words),
          spans_(spans),
          lexicon_(lexicon),
          drafts_(drafts),
          span_at_(text.words.size(), -1),
          draft_of_(spans.size(), -1) {
        for (std::size_t s = 0; s < spans.size(); ++s) {
            for (std::uint32_t i = spans[s].first; i < spans[s].last; ++i)
                span_at_[i] = static_cast<std::int32_t>(s);
        }
        std::map<std::uint32_t, std::int32_t> at;
        for (std::size_t d = 0; d < drafts.size(); ++d) {
            for (const Draft::Said& said : drafts[d].mentions) at[said.first] = static_cast<std::int32_t>(d);
        }
        for (std::size_t s = 0; s < spans.size(); ++s) draft_of_[s] = at.at(spans[s].first);
    }

    void run() {
        for (std::size_t s = 0; s < spans_.size(); ++s) keep_title(s);
        for (std::uint32_t s = 0; s < text_.sentences.size(); ++s) {
            const WordSentence& sentence = text_.sentences[s];
            if (sentence.shouting || sentence.title_case) continue;
            for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
                if (built_thing(i, sentence)) continue;
                const std::optional<Phrase> phrase = phrase_at(i, sentence, s);
                if (!phrase) continue;
                place(*phrase, sentence);
                i = phrase->last - 1;
            }
        }
    }

  private:
    /// "Finance Minister John Carter": the words before a person's name that are a title, kept as one of his
    /// roles.
    void keep_title(std::size_t s) {
        const NameSpan& span = spans_[s];
        if (span.type != EntityType::person) return;
        const std::uint32_t start = text_.sentences[span.sentence].first;
        std::uint32_t first = span.first;
        bool title = false;
        while (first > start && first + 7 > span.first && words_[first - 1].kind == TokenKind::word) {
            const std::uint32_t here = bits(first - 1);
            const bool people =
                span_at_[first - 1] >= 0 &&
                spans_[static_cast<std::size_t>(span_at_[first - 1])].type != EntityType::person;
            if ((here & (kTitle | kModifier | kRolePerson)) == 0 && !people &&
                words_[first - 1].folded != "of")
                break;
            title = title || (here & (kOffice | kRank | kRolePerson)) != 0;
            --first;
        }
        if (!title || words_[first].folded == "of") return;
        const Word &from = words_[first], &to = words_[span.first - 1];
        std::string words(from.text.data(), static_cast<std::size_t>(to.range.end - from.range.begin));
        auto& roles = drafts_[static_cast<std::size_t>(draft_of_[s])].roles;
        if (std::find(roles.begin(), roles.end(), words) == roles.end()) roles.push_back(std::move(words));
    }

    [[nodiscard]] std::uint32_t bits(std::uint32_t i) const {
        return words_[i].kind == TokenKind::word ? lexicon_.bits(words_[i]) : 0;
    }
    [[nodiscard]] bool named(std::uint32_t i) const { return span_at_[i] >= 0; }

    /// Singular of a role noun, and its bits; 0 if the word is none.
    [[nodiscard]] std::uint32_t role_bits(std::uint32_t i, std::string& singular, bool& plural) const {
        singular = words_[i].folded;
        plural = false;
        const std::uint32_t own = bits(i) & kRoleAny;
        if (own != 0) {
            plural = (own & kRolePeople) != 0 || singular == "troops" || singular == "forces" ||
                     singular == "talks";
            return own;
        }
        if (!singular.ends_with('s') || singular.size() < 4) return 0;
        std::string stem = singular.substr(0, singular.size() - 1);
        std::uint32_t found = lexicon_.bits(stem) & kRoleAny;
        if (found == 0 && singular.ends_with("ies")) {
            stem = singular.substr(0, singular.size() - 3) + "y";
            found = lexicon_.bits(stem) & kRoleAny;
        }
        if (found == 0) return 0;
        singular = stem;
        plural = true;
        return found;
    }

    /// The description that begins at word `i`: determiner or bare plural or a people's adjective, modifiers,
    /// head, tail.
    std::optional<Phrase> phrase_at(std::uint32_t i, const WordSentence& sentence,
                                    std::uint32_t index) const {
        Phrase phrase;
        phrase.first = i;
        phrase.sentence = index;
        std::uint32_t at = i;
        if (words_[i].kind != TokenKind::word) return std::nullopt;
        if (!named(i) && among(kDeterminers, words_[i].folded)) {
            phrase.determined = true;
            phrase.indefinite =
                words_[i].folded == "a" || words_[i].folded == "an" || words_[i].folded == "one";
            phrase.definite = !phrase.indefinite;
            ++at;
        }
        // "Zimbabwe's water authority", "Mozambique’s water directorate", "US President Barack Obama's
        // administration"
        std::uint32_t owner = owner_end(at, sentence);
        phrase.holds_name = owner > at;
        if (owner == at && phrase.determined && at + 1 < sentence.last &&
            words_[at + 1].kind == TokenKind::possessive) {
            std::string singular;
            bool plural = false;
            if (!named(at) && role_bits(at, singular, plural) != 0)
                owner = at + 2;  // "the country's unity government"
        }
        if (owner > at) {
            phrase.determined = phrase.definite = true;
            phrase.indefinite = false;
            at = owner;
        }
        std::uint32_t head = 0;
        const std::uint32_t end = std::min(sentence.last, at + 8);
        for (; at < end; ++at) {
            if (words_[at].kind == TokenKind::number) continue;
            if (words_[at].kind != TokenKind::word) break;
            if (named(at)) {
                const NameSpan& span = spans_[static_cast<std::size_t>(span_at_[at])];
                if (span.type == EntityType::person || (head != 0 && at > head)) break;
                phrase.holds_name = true;
                at = span.last - 1;
                continue;
            }
            std::string singular;
            bool plural = false;
            const std::uint32_t role = role_bits(at, singular, plural);
            const bool lower_or_first =
                !words_[at].capital || at == sentence.first || (bits(at) & kTitle) != 0;
            if (role != 0 && lower_or_first) {
                head = at;
                phrase.bits = role;
                phrase.head_noun = singular;
                phrase.plural = plural;
                continue;
            }
            if ((bits(at) & (kModifier | kTitle)) != 0 || adjective_like(at)) continue;
            break;
        }
        if (head == 0 && (at == i || phrase.bits == 0)) return std::nullopt;
        phrase.head = head;
        phrase.last = head + 1;
        phrase.apposed = !phrase.determined && behind_person(phrase.first, sentence);
        if (!acceptable(phrase, sentence)) return std::nullopt;
        extend(phrase, sentence);
        if (phrase.apposed && phrase.last == phrase.head + 1 && !closes(phrase.last, sentence))
            return std::nullopt;
        const bool title = phrase.last < sentence.last && named(phrase.last) &&
                           phrase.last > phrase.head + 1 &&
                           spans_[static_cast<std::size_t>(span_at_[phrase.last])].type == EntityType::person;
        if (title) return std::nullopt;  // "the UN's special envoy to Libya Martin Kobler"
        return phrase;
    }

    /// "NAME, director of …": a person's name and a comma stand before.
    [[nodiscard]] bool behind_person(std::uint32_t first, const WordSentence& sentence) const {
        if (first < sentence.first + 2 || words_[first - 1].text != "," || !named(first - 2)) return false;
        return spans_[static_cast<std::size_t>(span_at_[first - 2])].type == EntityType::person;
    }

    [[nodiscard]] bool closes(std::uint32_t i, const WordSentence& sentence) const {
        return i >= sentence.last || words_[i].text == "," || words_[i].text == "." || words_[i].text == ";";
    }

    /// End of "NAME's" that starts at `at`; `at` if there is none.
    [[nodiscard]] std::uint32_t owner_end(std::uint32_t at, const WordSentence& sentence) const {
        if (at >= sentence.last || !named(at)) return at;
        const std::uint32_t end = spans_[static_cast<std::size_t>(span_at_[at])].last;
        return end < sentence.last && words_[end].kind == TokenKind::possessive ? end + 1 : at;
    }

    [[nodiscard]] bool adjective_like(std::uint32_t i) const {
        const Word& word = words_[i];
        if (word.capital || (bits(i) & (kFunction | kConnector)) != 0 || word.text.size() < 5) return false;
        static constexpr std::array<std::string_view, 9> kEndings = {"al",  "ary", "ive",  "ous", "ern",
                                                                     "ish", "est", "ical", "led"};
        const bool ending = std::any_of(kEndings.begin(), kEndings.end(),
                                        [&](std::string_view e) { return word.folded.ends_with(e); });
        return ending || word.folded.find('-') != std::string::npos;
    }

    [[nodiscard]] bool acceptable(const Phrase& phrase, const WordSentence& sentence) const {
        const bool person = (phrase.bits & kRolePerson) != 0;
        const bool people = (phrase.bits & kRolePeople) != 0;
        const bool office = (bits(phrase.head) & kTitle) != 0 && words_[phrase.head].capital;
        // A title directly before a name belongs to the name.
        if (phrase.last < sentence.last && named(phrase.last)) {
            const NameSpan& next = spans_[static_cast<std::size_t>(span_at_[phrase.last])];
            if (next.type == EntityType::person) return false;
        }
        if (phrase.last < sentence.last && !named(phrase.last) && words_[phrase.last].capital &&
            words_[phrase.last].kind == TokenKind::word && (person || office)) {
            return false;  // a name the tagger missed
        }
        if (!phrase.determined) {
            if (phrase.apposed && person && !phrase.plural) return true;
            if (people) return true;
            if (phrase.head_noun == "parliament" || phrase.head_noun == "broadcaster")
                return phrase.head + 1 < sentence.last;
            if (phrase.plural && (phrase.bits & kRoleBody) != 0) return phrase.holds_name;
            return office && phrase.holds_name;  // "Libyan Prime Minister"
        }
        const bool possessive = among(kPossessives, words_[phrase.first].folded);
        if (possessive && (phrase.plural || phrase.head_noun == "authority")) {
            return phrase.head_noun == "allies" || phrase.head_noun == "partners";
        }
        if (phrase.plural && person && !people) return phrase.holds_name || seen_.contains(phrase.head_noun);
        if (phrase.head_noun == "authority" && phrase.head < phrase.first + 2) return false;
        if ((phrase.bits & (kRolePlace | kRoleCountry)) != 0 &&
            (phrase.bits & (kRolePerson | kRoleBody)) == 0)
            return phrase.definite && !phrase.plural && !names_itself(phrase, sentence);
        if ((phrase.bits & kRoleEvent) != 0 && (phrase.bits & kRoleBody) == 0)
            return phrase.definite && phrase.holds_name;
        return true;
    }

    /// "the city of Sirte", "the village Kafr": the name stands beside its kind.
    [[nodiscard]] bool names_itself(const Phrase& phrase, const WordSentence& sentence) const {
        std::uint32_t next = phrase.last;
        if (next < sentence.last && words_[next].folded == "of") ++next;
        return next < sentence.last && named(next);
    }

    /// "of the National Institute … (INGC)", "at Mozambique's water directorate", "in Nhamatanda", "who led
    /// the panel".
    void extend(Phrase& phrase, const WordSentence& sentence) const {
        const bool person = (phrase.bits & (kRolePerson | kRolePeople)) != 0;
        for (int turn = 0; turn < 3 && phrase.last + 1 < sentence.last; ++turn) {
            const std::string& word = words_[phrase.last].folded;
            const bool joins = word == "of" || (person && (word == "for" || word == "at" || word == "in" ||
                                                           word == "from" || word == "with" || word == "to"));
            if (!joins || (phrase.bits & (kRolePlace | kRoleCountry | kRoleEvent)) == phrase.bits) return;
            if (phrase.plural && !person) return;
            const std::uint32_t end = noun_end(phrase.last + 1, sentence);
            if (end == phrase.last + 1) return;
            phrase.last = end;
            phrase.holds_name = true;
        }
        if (person) relative_clause(phrase, sentence);
    }

    /// "an engineer who worked on it": not where the words only say why he has no name.
    void relative_clause(Phrase& phrase, const WordSentence& sentence) const {
        static constexpr std::array<std::string_view, 10> kNotTelling = {
            "asked", "spoke", "declined", "did", "was", "is", "wished", "requested", "has", "had"};
        if (phrase.plural || phrase.last + 2 >= sentence.last || words_[phrase.last].folded != "who") return;
        if (among(kNotTelling, words_[phrase.last + 1].folded)) return;
        std::uint32_t end = phrase.last + 1;
        while (end < sentence.last && end < phrase.last + 8 && words_[end].kind != TokenKind::punctuation &&
               words_[end].kind != TokenKind::closing_quote && words_[end].kind != TokenKind::opening_quote) {
            ++end;
        }
        if (end < sentence.last && end < phrase.last + 8) phrase.last = end;
    }

    /// End of a name or a body's description that starts at `at`; `at` if neither starts there.
    [[nodiscard]] std::uint32_t noun_end(std::uint32_t at, const WordSentence& sentence) const {
        std::uint32_t i = at;
        if (i < sentence.last && among(kDeterminers, words_[i].folded)) ++i;
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
            if ((role & (kRoleBody | kRolePlace)) != 0 || several) {
                head = true;
                end = i + 1;
                continue;
            }
            if ((bits(i) & kModifier) == 0 && !adjective_like(i)) break;
        }
        return head ? end : at;
    }

    // ---- whose description it is
    void place(const Phrase& phrase, const WordSentence& sentence) {
        if (const std::int32_t owner = apposition(phrase, sentence); owner >= 0) return attach(phrase, owner);
        if (const std::int32_t earlier = anaphor(phrase); earlier >= 0) return attach(phrase, earlier);
        const bool place_only = (phrase.bits & (kRolePerson | kRolePeople | kRoleBody | kRoleEvent)) == 0;
        if (place_only) return;  // a place that the report does not name says nothing
        start(phrase);
    }

    /// "the dam", "the river" for the last dam or river named. True if the words at `i` are such a mention.
    bool built_thing(std::uint32_t i, const WordSentence& sentence) {
        if (words_[i].folded != "the" || i + 1 >= sentence.last) return false;
        std::uint32_t head = i + 1;
        while (head < sentence.last && head < i + 3 && !named(head) &&
               (bits(head) & (kFacLower | kLocLower)) == 0 && words_[head].kind == TokenKind::word &&
               (bits(head) & kFunction) == 0) {
            ++head;
        }
        if (head >= sentence.last || named(head) || words_[head].capital ||
            (bits(head) & (kFacLower | kLocLower)) == 0)
            return false;
        if (head + 1 < sentence.last && (named(head + 1) || words_[head + 1].folded == "of")) return false;
        for (std::size_t s = spans_.size(); s-- > 0;) {
            const NameSpan& span = spans_[s];
            if (span.first >= i || (span.type != EntityType::facility && span.type != EntityType::location))
                continue;
            const bool inside = words_[span.last - 1].folded == words_[head].folded;
            const bool behind = span.last < words_.size() && words_[span.last].folded == words_[head].folded;
            if (!inside && !behind) continue;
            drafts_[static_cast<std::size_t>(draft_of_[s])].mentions.push_back(
                {i, head + 1, MentionForm::role});
            return true;
        }
        return false;
    }

    void attach(const Phrase& phrase, std::int32_t draft) {
        Draft& to = drafts_[static_cast<std::size_t>(draft)];
        to.mentions.push_back({phrase.first, phrase.last, MentionForm::role});
        std::string words = said(phrase);
        if (phrase.head != phrase.first + 1 &&
            std::find(to.roles.begin(), to.roles.end(), words) == to.roles.end())
            to.roles.push_back(std::move(words));
        seen_[phrase.head_noun] = {draft, phrase.plural};
    }

    void start(const Phrase& phrase) {
        Draft draft;
        draft.named = false;
        draft.type = (phrase.bits & (kRolePerson | kRolePeople)) != 0 ? EntityType::person
                     : (phrase.bits & kRoleEvent) != 0 && (phrase.bits & kRoleBody) == 0
                         ? EntityType::event
                         : EntityType::organisation;
        draft.mentions.push_back({phrase.first, phrase.last, MentionForm::role});
        drafts_.push_back(std::move(draft));
        seen_[phrase.head_noun] = {static_cast<std::int32_t>(drafts_.size() - 1), phrase.plural};
    }

    [[nodiscard]] std::string said(const Phrase& phrase) const {
        const Word& last = words_[phrase.last - 1];
        return std::string(words_[phrase.first].text.data(),
                           static_cast<std::size_t>(last.range.end - words_[phrase.first].range.begin));
    }

    /// "NAME, ROLE", "ROLE, NAME", "ROLE NAME" for bodies.
    [[nodiscard]] std::int32_t apposition(const Phrase& phrase, const WordSentence& sentence) const {
        const bool person = (phrase.bits & kRolePerson) != 0 && !phrase.plural;
        const bool body = (phrase.bits & kRoleBody) != 0;
        const auto fits = [&](std::int32_t span) {
            const EntityType type = spans_[static_cast<std::size_t>(span)].type;
            if (type == EntityType::person) return person;
            return body && type == EntityType::organisation;
        };
        if (phrase.first >= sentence.first + 2 && words_[phrase.first - 1].text == ",") {
            const std::uint32_t before = phrase.first - 2;
            if (named(before) && spans_[static_cast<std::size_t>(span_at_[before])].last == before + 1 &&
                fits(span_at_[before]) && !listed(phrase, sentence)) {
                return draft_of_[static_cast<std::size_t>(span_at_[before])];
            }
        }
        if (!body && !person) return -1;
        std::uint32_t next = phrase.last;
        const bool comma = next < sentence.last && words_[next].text == ",";
        if (comma) ++next;
        if (next >= sentence.last || !named(next) || !fits(span_at_[next])) return -1;
        const NameSpan& span = spans_[static_cast<std::size_t>(span_at_[next])];
        if (span.first != next || (!comma && person)) return -1;
        const bool closed = span.last >= sentence.last || words_[span.last].kind != TokenKind::word || !comma;
        return closed && phrase.definite ? draft_of_[static_cast<std::size_t>(span_at_[next])] : -1;
    }

    /// "Brown, the president and …": in a list the comma joins different people.
    [[nodiscard]] bool listed(const Phrase& phrase, const WordSentence& sentence) const {
        return phrase.last < sentence.last && words_[phrase.last].folded == "and" &&
               phrase.last + 1 < sentence.last && named(phrase.last + 1) &&
               spans_[static_cast<std::size_t>(span_at_[phrase.last + 1])].type == EntityType::person;
    }

    /// An earlier thing that a definite description takes up again; -1 if the words leave it open.
    [[nodiscard]] std::int32_t anaphor(const Phrase& phrase) const {
        if (!phrase.definite) return -1;
        const bool bare = phrase.last - phrase.first <= 2 && !phrase.holds_name;
        const bool place = (phrase.bits & (kRolePlace | kRoleCountry)) != 0 &&
                           (phrase.bits & (kRoleBody | kRolePerson)) == 0;
        if (place) return place_before(phrase);
        if (phrase.holds_name) return -1;
        const bool possessive = among(kPossessives, words_[phrase.first].folded);
        const auto seen = seen_.find(phrase.head_noun);
        if (seen != seen_.end() && !possessive && seen->second.second == phrase.plural)
            return seen->second.first;
        if (!bare || possessive) return -1;
        if ((phrase.bits & kRolePerson) != 0 && !phrase.plural) return titled_before(phrase);
        if (phrase.head_noun == "group" || phrase.head_noun == "movement" || phrase.head_noun == "bloc" ||
            phrase.head_noun == "organisation" || phrase.head_noun == "agency" ||
            phrase.head_noun == "company" || phrase.head_noun == "party" || phrase.head_noun == "newspaper") {
            return organisation_before(phrase);
        }
        return -1;
    }

    /// "the minister" for the last person who stood behind that title.
    [[nodiscard]] std::int32_t titled_before(const Phrase& phrase) const {
        for (std::size_t s = spans_.size(); s-- > 0;) {
            const NameSpan& span = spans_[s];
            if (span.first >= phrase.first || span.type != EntityType::person || span.first == 0) continue;
            for (std::uint32_t k = span.first; k-- > 0 && k + 3 >= span.first;) {
                if (words_[k].folded == phrase.head_noun) return draft_of_[s];
                if ((bits(k) & (kTitle | kModifier | kRoleAny)) == 0 && !named(k)) break;
            }
        }
        return -1;
    }

    [[nodiscard]] std::int32_t organisation_before(const Phrase& phrase) const {
        for (std::size_t s = spans_.size(); s-- > 0;) {
            const NameSpan& span = spans_[s];
            if (span.first >= phrase.first || span.type != EntityType::organisation ||
                span.sentence + 2 < phrase.sentence)
                continue;
            const std::string detail =
                span.thing >= 0 ? lexicon_.things()[static_cast<std::size_t>(span.thing)].detail : "";
            if (detail == "media" && phrase.head_noun != "newspaper" && phrase.head_noun != "agency")
                continue;
            if (phrase.head_noun == "newspaper" && detail != "media" && (bits(span.last - 1) & kOrgLast) == 0)
                continue;
            return draft_of_[s];
        }
        return -1;
    }

    /// "the country": the country named most so far; "the city": the last place named that is no country.
    [[nodiscard]] std::int32_t place_before(const Phrase& phrase) const {
        const bool country = (phrase.bits & kRoleCountry) != 0;
        const bool city = phrase.head_noun == "city" || phrase.head_noun == "town" ||
                          phrase.head_noun == "village" || phrase.head_noun == "port";
        if (!country && !city && phrase.head_noun != "region" && phrase.head_noun != "continent" &&
            phrase.head_noun != "province" && phrase.head_noun != "island") {
            return -1;
        }
        if (phrase.last - phrase.first > 4) return -1;
        std::map<std::int32_t, int> counts;
        std::int32_t last = -1, best = -1;
        for (std::size_t s = 0; s < spans_.size(); ++s) {
            const NameSpan& span = spans_[s];
            if (span.first >= phrase.first) break;
            const bool known = span.thing >= 0;
            const KnownKind kind =
                known ? lexicon_.things()[static_cast<std::size_t>(span.thing)].kind : KnownKind::group;
            const bool is_country = known && kind == KnownKind::country;
            const bool wanted = country ? is_country
                                : city  ? span.type == EntityType::geopolitical && !is_country
                                        : span.type == EntityType::location;
            if (!wanted) continue;
            last = draft_of_[s];
            const int count = ++counts[last];
            if (best < 0 || count >= counts[best]) best = last;
        }
        return country ? best : last;
    }

    const WordText& text_;
    const std::vector<Word>& words_;
    const std::vector<NameSpan>& spans_;
    const NameLexicon& lexicon_;
    std::vector<Draft>& drafts_;
    std::vector<std::int32_t> span_at_;
    std::vector<std::int32_t> draft_of_;
    std::map<std::string, std::pair<std::int32_t, bool>>
        seen_;  ///< head noun -> draft it last stood for, plural
};

}  // namespace

void find_roles(const WordText& text, const std::vector<NameSpan>& spans, const NameLexicon& lexicon,
                std::vector<Draft>& drafts) {
    RoleFinder(text, spans, lexicon, drafts).run();
}

}  // namespace sitrep::annotate
