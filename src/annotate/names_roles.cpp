#include "annotate/names_roles.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "annotate/names_phrases.hpp"

namespace sitrep::annotate {
namespace {

constexpr std::uint32_t kRoleAny =
    kRolePerson | kRolePeople | kRoleBody | kRolePlace | kRoleCountry | kRoleEvent;

class RoleFinder {
  public:
    RoleFinder(const WordText& text, const std::vector<NameSpan>& spans, const NameLexicon& lexicon,
               std::vector<Draft>& drafts)
        : text_(text),
          words_(text.words),
          spans_(spans),
          lexicon_(lexicon),
          reader_(text, spans, lexicon),
          drafts_(drafts),
          draft_of_(spans.size(), -1) {
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
            std::uint32_t inside = sentence.first;  // end of the description that words are part of
            for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
                if (const std::optional<Phrase> thing = reader_.thing_at(i, s); thing && built(*thing)) {
                    inside = std::max(inside, thing->last);
                    i = thing->head;
                    continue;
                }
                const std::optional<Phrase> phrase = reader_.phrase_at(i, s);
                if (!phrase || (phrase->known_only && !seen_.contains(phrase->head_noun))) continue;
                if (i < inside && !phrase->determined) continue;
                if (phrase->owner > 0) owner(*phrase);
                place(*phrase, sentence);
                inside = std::max(inside, phrase->last);
                i = phrase->head;  // what hangs on it may hold descriptions of its own
            }
        }
    }

  private:
    [[nodiscard]] const NameSpan& span_of(std::uint32_t word) const {
        return spans_[static_cast<std::size_t>(reader_.span_at(word))];
    }

    /// "Finance Minister John Carter": the words before a person's name that are a title, kept as one of his
    /// roles.
    void keep_title(std::size_t s) {
        const NameSpan& span = spans_[s];
        if (span.type != EntityType::person) return;
        const std::uint32_t start = text_.sentences[span.sentence].first;
        std::uint32_t first = span.first;
        bool title = false;
        while (first > start && first + 7 > span.first && words_[first - 1].kind == TokenKind::word) {
            const std::uint32_t here = reader_.bits(first - 1);
            const bool people = reader_.named(first - 1) && span_of(first - 1).type != EntityType::person;
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

    // ---- whose description it is
    void place(const Phrase& phrase, const WordSentence& sentence) {
        if (const std::int32_t owner = apposition(phrase, sentence); owner >= 0) return attach(phrase, owner);
        if (const std::int32_t thing = known_body(phrase); thing >= 0) return stand_for(phrase, thing);
        if (const std::int32_t earlier = anaphor(phrase); earlier >= 0) return attach(phrase, earlier);
        const bool place_only = (phrase.bits & (kRolePerson | kRolePeople | kRoleBody | kRoleEvent)) == 0;
        if (place_only) return;  // a place that the report does not name says nothing
        start(phrase);
    }

    /// "the UN refugee agency": a description that the tables know; the thing's index, -1 if they do not.
    [[nodiscard]] std::int32_t known_body(const Phrase& phrase) const {
        if ((phrase.bits & kRoleBody) == 0 || !phrase.holds_name) return -1;
        const std::uint32_t first = phrase.first + (reader_.named(phrase.first) ? 0 : 1);
        const std::int32_t thing = lexicon_.find(folded_name(text_, first, phrase.last));
        const bool body =
            thing >= 0 && lexicon_.things()[static_cast<std::size_t>(thing)].type == EntityType::organisation;
        return body ? thing : -1;
    }

    void stand_for(const Phrase& phrase, std::int32_t thing) {
        for (std::size_t d = 0; d < drafts_.size(); ++d) {
            if (drafts_[d].thing == thing) return attach(phrase, static_cast<std::int32_t>(d));
        }
        start(phrase);
        drafts_.back().thing = thing;
    }

    /// "the group's military commander": the group is spoken of too.
    void owner(const Phrase& phrase) {
        Phrase own = phrase;
        own.last = phrase.owner;
        own.head = phrase.owner - 1;
        own.bits = reader_.bits(own.head);
        own.head_noun = words_[own.head].folded;
        own.plural = false;
        own.holds_name = false;
        if ((own.bits & kRoleAny) == 0) return;
        const std::int32_t earlier = anaphor(own);
        if (earlier >= 0) return attach(own, earlier);
        if ((own.bits & (kRolePerson | kRoleBody)) != 0 && (own.bits & (kRolePlace | kRoleCountry)) == 0)
            start(own);
    }

    /// "the dam", "the river", "the posts": the last one named, the one spoken of before, or one that the
    /// report never names. False if the words may mean any.
    bool built(const Phrase& thing) {
        if (!thing.indefinite && !thing.holds_name) {
            if (const std::int32_t named = named_thing(thing); named >= 0) {
                note(thing, named);
                return true;
            }
        }
        const auto seen = seen_.find(thing.head_noun);
        const bool again = seen != seen_.end() && seen->second.second == thing.plural;
        if (again && thing.definite) {
            note(thing, seen->second.first);
            return true;
        }
        if (again || !(thing.definite || thing.holds_name || taken_up(thing))) return false;
        const bool one_of_a_kind = (thing.bits & kFacLower) != 0 || thing.head_noun == "lake" ||
                                   thing.head_noun == "river" || thing.head_noun == "island";
        if (!one_of_a_kind || (thing.plural && thing.last - thing.first < 3)) return false;
        start(thing);
        return true;
    }

    void note(const Phrase& thing, std::int32_t draft) {
        drafts_[static_cast<std::size_t>(draft)].mentions.push_back(
            {thing.first, thing.last, MentionForm::role});
        seen_[thing.head_noun] = {draft, thing.plural};
    }

    /// "a damaged dam" where "the dam" follows.
    [[nodiscard]] bool taken_up(const Phrase& thing) const {
        for (std::uint32_t i = thing.last; i + 1 < words_.size(); ++i) {
            if (words_[i].folded == "the" && words_[i + 1].hash == words_[thing.head].hash) return true;
        }
        return false;
    }

    [[nodiscard]] std::int32_t named_thing(const Phrase& thing) const {
        if (thing.plural) return -1;
        const std::string& head = words_[thing.head].folded;
        std::int32_t only = -1;
        bool several = false;
        for (std::size_t s = spans_.size(); s-- > 0;) {
            const NameSpan& span = spans_[s];
            if (span.type != EntityType::facility && span.type != EntityType::location) continue;
            const bool inside = words_[span.last - 1].folded == head || words_[span.first].folded == head;
            const bool behind = span.last < words_.size() && words_[span.last].folded == head &&
                                (span.type == EntityType::facility ||
                                 (reader_.bits(span.last) & kLocLower) != 0);  // "the Limpopo river"
            if (span.first < thing.first && (inside || behind)) return draft_of_[s];
            // "the river" for the only unknown water of the report, named without its kind
            const bool bare = span.type == EntityType::location && span.thing < 0 && span.size() == 1 &&
                              head == "river" && span.last < words_.size() &&
                              (reader_.bits(span.last) & (kLocLower | kFacLower)) == 0;
            if (!bare) continue;
            several = several || (only >= 0 && only != draft_of_[s]);
            only = draft_of_[s];
        }
        return several ? -1 : only;
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
        draft.type = (phrase.bits & (kRolePerson | kRolePeople)) != 0                  ? EntityType::person
                     : (phrase.bits & kRoleAny) == 0 && (phrase.bits & kFacLower) != 0 ? EntityType::facility
                     : (phrase.bits & kRoleAny) == 0                                   ? EntityType::location
                     : (phrase.bits & kRoleEvent) != 0 && (phrase.bits & kRoleBody) == 0
                         ? EntityType::event
                         : EntityType::organisation;
        draft.mentions.push_back({phrase.first, phrase.last, MentionForm::role});
        drafts_.push_back(std::move(draft));
        if (!left_behind(phrase))
            seen_[phrase.head_noun] = {static_cast<std::int32_t>(drafts_.size() - 1), phrase.plural};
    }

    /// "A faction that split from a larger group": "the group" behind it is the faction.
    [[nodiscard]] bool left_behind(const Phrase& phrase) const {
        return phrase.indefinite && phrase.first >= 2 && words_[phrase.first - 1].folded == "from" &&
               lexicon_.sets().left_behind.holds(words_[phrase.first - 2].folded);
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
            if (reader_.named(before) &&
                spans_[static_cast<std::size_t>(reader_.span_at(before))].last == before + 1 &&
                fits(reader_.span_at(before)) && !listed(phrase, sentence)) {
                return draft_of_[static_cast<std::size_t>(reader_.span_at(before))];
            }
        }
        if (!body && !person) return -1;
        std::uint32_t next = phrase.last;
        const bool comma = next < sentence.last && words_[next].text == ",";
        if (comma) ++next;
        if (next >= sentence.last || !reader_.named(next) || !fits(reader_.span_at(next))) return -1;
        const NameSpan& span = spans_[static_cast<std::size_t>(reader_.span_at(next))];
        if (span.first != next || (!comma && person)) return -1;
        std::uint32_t end = span.last;  // "the owners, Ardent Shipping of Piraeus,"
        if (end + 1 < sentence.last && words_[end].folded == "of" && reader_.named(end + 1))
            end = spans_[static_cast<std::size_t>(reader_.span_at(end + 1))].last;
        const bool closed = end >= sentence.last || words_[end].kind != TokenKind::word || !comma;
        return closed && phrase.definite ? draft_of_[static_cast<std::size_t>(reader_.span_at(next))] : -1;
    }

    /// "Brown, the president and …": in a list the comma joins different people.
    [[nodiscard]] bool listed(const Phrase& phrase, const WordSentence& sentence) const {
        return phrase.last < sentence.last && words_[phrase.last].folded == "and" &&
               phrase.last + 1 < sentence.last && reader_.named(phrase.last + 1) &&
               spans_[static_cast<std::size_t>(reader_.span_at(phrase.last + 1))].type == EntityType::person;
    }

    /// An earlier thing that a definite description takes up again; -1 if the words leave it open.
    [[nodiscard]] std::int32_t anaphor(const Phrase& phrase) const {
        if (!phrase.definite) return -1;
        const bool bare = phrase.last - phrase.first <= 2 && !phrase.holds_name;
        const bool place = (phrase.bits & (kRolePlace | kRoleCountry)) != 0 &&
                           (phrase.bits & (kRoleBody | kRolePerson)) == 0;
        if (place) return place_before(phrase);
        if (phrase.holds_name) return -1;
        const bool possessive = is_possessive(words_[phrase.first].folded);
        const auto seen = seen_.find(phrase.head_noun);
        if (seen != seen_.end() && !possessive && seen->second.second == phrase.plural)
            return told_apart(phrase, seen->second.first) ? -1 : seen->second.first;
        if (!bare || possessive) return -1;
        if ((phrase.bits & kRolePerson) != 0 && !phrase.plural) return titled_before(phrase);
        if (phrase.head_noun == "group" || phrase.head_noun == "movement" || phrase.head_noun == "bloc" ||
            phrase.head_noun == "organisation" || phrase.head_noun == "agency" ||
            phrase.head_noun == "company" || phrase.head_noun == "party" || phrase.head_noun == "newspaper") {
            return organisation_before(phrase);
        }
        return -1;
    }

    /// "The finance ministry", where "its agriculture ministry" was spoken of: offices that the word before
    /// them tells apart are two.
    [[nodiscard]] bool told_apart(const Phrase& phrase, std::int32_t draft) const {
        if (!lexicon_.sets().apart.holds(phrase.head_noun)) return false;
        const auto before = [&](std::uint32_t first, std::uint32_t head) {
            return head > first + 1 ? std::string_view(words_[head - 1].folded) : std::string_view();
        };
        const std::string_view own = before(phrase.first, phrase.head);
        if (own.empty()) return false;
        bool other = false;
        for (const Draft::Said& said : drafts_[static_cast<std::size_t>(draft)].mentions) {
            if (said.form != MentionForm::role) continue;
            for (std::uint32_t i = said.first; i < said.last; ++i) {
                if (words_[i].folded != words_[phrase.head].folded) continue;
                if (before(said.first, i) == own) return false;
                other = other || !before(said.first, i).empty();
            }
        }
        return other;
    }

    /// "the minister" for the last person who stood behind that title.
    [[nodiscard]] std::int32_t titled_before(const Phrase& phrase) const {
        for (std::size_t s = spans_.size(); s-- > 0;) {
            const NameSpan& span = spans_[s];
            if (span.first >= phrase.first || span.type != EntityType::person || span.first == 0) continue;
            for (std::uint32_t k = span.first; k-- > 0 && k + 3 >= span.first;) {
                if (words_[k].folded == phrase.head_noun) return draft_of_[s];
                if ((reader_.bits(k) & (kTitle | kModifier | kRoleAny)) == 0 && !reader_.named(k)) break;
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
            if (phrase.head_noun == "newspaper" && detail != "media" &&
                (reader_.bits(span.last - 1) & kOrgLast) == 0)
                continue;
            return draft_of_[s];
        }
        return -1;
    }

    /// "the country": the country named most so far; "the city": the last place named that is no country.
    [[nodiscard]] std::int32_t place_before(const Phrase& phrase) const {
        const bool country = (phrase.bits & kRoleCountry) != 0;
        const bool city = phrase.head_noun == "city" || phrase.head_noun == "town" ||
                          phrase.head_noun == "village" || phrase.head_noun == "port" ||
                          phrase.head_noun == "district" || phrase.head_noun == "county";
        if (phrase.head_noun == "capital") return only_capital();
        if (!country && !city && phrase.head_noun != "continent" && phrase.head_noun != "province" &&
            phrase.head_noun != "island") {
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
        if (country && best < 0) return only_country();
        return country ? best : last;
    }

    /// "the capital": the only capital of a country that the report names.
    [[nodiscard]] std::int32_t only_capital() const { return only_of(KnownKind::capital); }
    /// "the country" before any is named: the only one of the report.
    [[nodiscard]] std::int32_t only_country() const { return only_of(KnownKind::country); }

    [[nodiscard]] std::int32_t only_of(KnownKind kind) const {
        std::int32_t only = -1;
        for (std::size_t s = 0; s < spans_.size(); ++s) {
            const std::int32_t thing = spans_[s].thing;
            if (thing < 0 || lexicon_.things()[static_cast<std::size_t>(thing)].kind != kind) continue;
            if (only >= 0 && only != draft_of_[s]) return -1;
            only = draft_of_[s];
        }
        return only;
    }

    const WordText& text_;
    const std::vector<Word>& words_;
    const std::vector<NameSpan>& spans_;
    const NameLexicon& lexicon_;
    PhraseReader reader_;
    std::vector<Draft>& drafts_;
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
