#include "annotate/names_tagged.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "annotate/names_tagged_people.hpp"
#include "annotate/names_tagged_trim.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

class TagReader {
  public:
    TagReader(const NameView& view, const std::vector<KnownMatch>& known, std::uint32_t index)
        : view_(view),
          text_(view.text),
          words_(view.words),
          lexicon_(view.lexicon),
          known_(known),
          index_(index) {}

    std::vector<NameSpan> read(const std::vector<TaggedSpan>& tagged) {
        std::vector<NameSpan> found;
        for (const TaggedSpan& tag : tagged) {
            for (const TaggedSpan& piece : split(tag)) take_tagged(piece, known_, index_, found);
        }
        return found;
    }

  private:
    [[nodiscard]] bool is(std::uint32_t i, std::uint32_t bit) const { return view_.is(i, bit); }
    [[nodiscard]] const KnownThing& thing(const KnownMatch& match) const { return view_.thing(match); }
    [[nodiscard]] double prominence(std::uint32_t first, std::uint32_t last) const {
        return view_.prominence(first, last);
    }

    /// "Zimbabwe's Honde Valley" is two names, "Jibidione and Kanyaru" too; "Lord's Resistance Army" is one.
    std::vector<TaggedSpan> split(const TaggedSpan& tag) const {
        for (std::uint32_t i = tag.first + 1; i + 1 < tag.last; ++i) {
            if (parts_names(tag, i)) {
                TaggedSpan left = tag, right = tag;
                left.last = i;
                right.first = i + 1;
                if (words_[i].folded == "of" && tag.type == TagType::organisation && of_place(tag, i))
                    right.type = TagType::location;
                std::vector<TaggedSpan> pieces = split(left);
                for (const TaggedSpan& piece : split(right)) pieces.push_back(piece);
                return pieces;
            }
            if (two_places(tag, i)) {
                TaggedSpan left = tag, right = tag;
                left.last = i;
                right.first = i + 1;
                left.type = right.type = TagType::location;
                return {left, right};
            }
            if (new_paragraph(i)) {
                TaggedSpan left = tag, right = tag;
                left.last = right.first = i;
                return {left, right};
            }
            if (words_[i].kind != TokenKind::possessive) continue;
            const bool owned = tag.type == TagType::location && !is(tag.last - 1, kFacLast | kLocLast);
            const KnownMatch match = lexicon_.match(words_, tag.first, i, false);
            const bool person = is(tag.first, kGivenName) && i - tag.first >= 2;
            // "the valley families of Anba's Korland": what is owned is a place by itself.
            const KnownMatch right_side = lexicon_.match(words_, i + 1, tag.last, false);
            const bool owns_place = right_side.thing >= 0 && right_side.last == tag.last &&
                                    (thing(right_side).type == EntityType::geopolitical ||
                                     thing(right_side).type == EntityType::location);
            if (match.thing < 0 && !person && !owned && !owns_place) continue;
            TaggedSpan left = tag, right = tag;
            left.last = i;
            left.type = person ? TagType::person : TagType::location;
            right.first = i + 1;
            return {left, right};
        }
        return {tag};
    }

    /// An empty line stands before the word.
    [[nodiscard]] bool new_paragraph(std::uint32_t i) const {
        const char* from = words_[i - 1].text.data() + words_[i - 1].text.size();
        const std::string_view between(from, static_cast<std::size_t>(words_[i].text.data() - from));
        return std::count(between.begin(), between.end(), '\n') >= 2;
    }

    /// "at Jarinje and Brnjak": two lone capitals behind a preposition of place.
    [[nodiscard]] bool two_places(const TaggedSpan& tag, std::uint32_t i) const {
        if (words_[i].folded != "and" || i != tag.first + 1 || tag.last != i + 2 || tag.first == 0)
            return false;
        static constexpr std::array<std::string_view, 6> kBefore = {"at",      "in",     "near",
                                                                    "between", "around", "outside"};
        const std::uint32_t heads = kOrgLast | kOrgFirst | kTitle | kGivenName;
        return text::among(words_[tag.first - 1].folded, kBefore) && !is(tag.first, heads) &&
               !is(i + 1, heads) && !words_[tag.first].all_capitals && words_[tag.first].capital &&
               words_[i + 1].capital;
    }

    /// A small word that stands between two names of a tagged span, not inside one.
    [[nodiscard]] bool parts_names(const TaggedSpan& tag, std::uint32_t i) const {
        const std::string& word = words_[i].folded;
        // "Martin, Paula": a list of people turned round
        if (word == "," && tag.type == TagType::person && tag.last == tag.first + 3 && i == tag.first + 1 &&
            is(i + 1, kGivenName) && !is(tag.first, kGivenName))
            return false;
        if (word == "," || word == ";")
            return tag.type != TagType::organisation && tag.type != TagType::other;
        if (word == "and" && words_[i + 1].folded == "the") return true;
        if (word == "and") return tag.type == TagType::location || tag.type == TagType::person;
        if (word == "the")
            return (tag.type == TagType::location || tag.type == TagType::person) &&
                   words_[i - 1].folded != "of";
        if (word == "of" && of_place(tag, i)) return true;
        if (word == "of" && tag.type == TagType::location && i - tag.first >= 2 && firm_of_place(tag, i))
            return true;
        if (word == "of" && tag.type == TagType::location)
            return is(i - 1, kLocLast | kFacLast) && !is(i - 1, kLocFirst | kFacFirst);
        if (word == "of" && tag.type == TagType::organisation && words_[i + 1].folded == "the" &&
            i + 2 < tag.last) {
            const KnownMatch body = lexicon_.match(words_, i + 2, tag.last,
                                                   false);  // "Ministerial Committee of the African Union"
            return body.thing >= 0 && body.last == tag.last && body.last - body.first >= 2 &&
                   thing(body).type == EntityType::organisation;
        }
        if (word == "of" && tag.type == TagType::organisation)
            return i + 2 == tag.last && words_[i + 1].all_capitals && i - tag.first >= 2;
        return false;
    }

    /// "Karada Tunel of Ankara", taken for a place as a whole: no head word of places stands before the "of".
    [[nodiscard]] bool firm_of_place(const TaggedSpan& tag, std::uint32_t i) const {
        for (std::uint32_t k = tag.first; k < i; ++k) {
            if (is(k, kOrgLast | kOrgFirst | kFacLast | kLocLast | kLocFirst | kGpeFirst | kGpeLast) ||
                !words_[k].capital)
                return false;
        }
        const KnownMatch known = lexicon_.match(words_, i + 1, tag.last, false);
        return known.last == tag.last && known.thing >= 0 && thing(known).type == EntityType::geopolitical;
    }

    /// "Banque Sidra of Beirut", "Lolita Habla of Barangay Cogon", "Gems Plc of London": no head word of
    /// bodies or places calls for the "of".
    [[nodiscard]] bool of_place(const TaggedSpan& tag, std::uint32_t i) const {
        if (tag.type != TagType::person && tag.type != TagType::organisation) return false;
        const KnownMatch known = lexicon_.match(words_, i + 1, tag.last, false);
        const bool country =
            known.last == tag.last && known.thing >= 0 && thing(known).type == EntityType::geopolitical;
        const bool place = country || prominence(i + 1, tag.last) > 0 || is(i + 1, kGpeFirst | kLocFirst);
        if (!place) return false;
        if (tag.type == TagType::person) return i - tag.first >= 2;
        if (is(i - 1, kCompanyLast) || lexicon_.is_head_word(words_[i - 1], HeadWord::trade)) return true;
        for (std::uint32_t k = tag.first; k < i; ++k) {
            if (is(k, kOrgLast | kOrgFirst | kFacLast | kLocLast | kGpeFirst)) return false;
        }
        return i - tag.first >= 2;
    }

    void take_tagged(TaggedSpan tag, const std::vector<KnownMatch>& known, std::uint32_t index,
                     std::vector<NameSpan>& found) const {
        const WordSentence& sentence = text_.sentences[index];
        const bool small = small_name(tag, sentence);
        const bool after_day = trim_tag(view_, tag, sentence, small);
        take_plain_words_before(tag, sentence);
        if (tag.type == TagType::organisation && tag.last - tag.first > 1 && is(tag.last - 1, kOffice) &&
            !is(tag.last - 1, kOrgLast) && !is(tag.first, kOrgFirst) && !body_of(tag))
            return;  // "Armed Forces Minister" is an office
        if (tag.first >= tag.last || covered(tag, known) || anonymous_byline(tag, sentence) ||
            portfolio(tag, sentence) || head_alone(tag, sentence) || no_name(tag, sentence))
            return;
        for (const KnownMatch& match : known) {
            if (match.last <= tag.first || match.first >= tag.last) continue;
            const bool inside = tag.first <= match.first && match.last <= tag.last;
            if (!inside || match.last - match.first == tag.last - tag.first)
                return;  // the table's span stands
            if (tag.type == TagType::other && !event_like(tag)) return;
            if (only_lower_outside(tag, match)) return;
            if (people_then_title(tag, match)) return;
            if (headline_verb(tag, match, sentence)) return;
        }
        std::optional<EntityType> type = type_of(tag, sentence);
        if (!type || (!small && !after_day && nameless(tag, sentence))) return;
        if (tag.type != TagType::person &&
            (like_person(view_, tag, sentence) || apposed_person(view_, tag, sentence)))
            type = EntityType::person;
        if ((sentence.shouting || sentence.title_case) && !trusted_in_headline(tag, sentence)) return;
        const bool sure = tag.type == TagType::person ? titled(tag.first, sentence) : false;
        found.push_back({tag.first, tag.last, *type, -1, index, sure});
    }

    /// "A rights group, Consumer Shield, urged": a plain word with a capital right before a body's name,
    /// inside a sentence, is part of it.
    void take_plain_words_before(TaggedSpan& tag, const WordSentence& sentence) const {
        if (tag.type != TagType::organisation || sentence.title_case || sentence.shouting) return;
        constexpr std::uint32_t kOther = kTitle | kFunction | kCalendar | kGivenName | kNotName;
        while (tag.first > sentence.first + 1 && tag.first < tag.last && words_[tag.first].capital &&
               words_[tag.first - 1].capital && words_[tag.first - 1].kind == TokenKind::word &&
               !words_[tag.first - 1].all_capitals && is(tag.first - 1, kCommon | kRolePerson) &&
               !is(tag.first - 1, kOther) && !words_[tag.first].all_capitals)
            --tag.first;
    }

    /// "Superior Tribunal of Electoral Justice": the head stands before "of".
    [[nodiscard]] bool body_of(const TaggedSpan& tag) const {
        for (std::uint32_t i = tag.first + 1; i + 1 < tag.last; ++i) {
            if (words_[i].folded == "of" && is(i - 1, kOrgLast) && words_[i - 1].capital) return true;
        }
        return false;
    }

    /// "By Ledger Reporter", "By Our Correspondent": nobody's name.
    [[nodiscard]] bool anonymous_byline(const TaggedSpan& tag, const WordSentence& sentence) const {
        return tag.first > sentence.first && words_[tag.first - 1].folded == "by" &&
               tag.last - tag.first <= 3 && is(tag.last - 1, kOffice) && !is(tag.first, kGivenName);
    }

    /// "the Labour Minister", "Deputy Health Minister": what an office is for, no name; nor is the month of
    /// "on April 24".
    [[nodiscard]] bool portfolio(const TaggedSpan& tag, const WordSentence& sentence) const {
        if (tag.last - tag.first != 1 || tag.last >= sentence.last) return false;
        if (is(tag.first, kCalendar) && words_[tag.last].kind == TokenKind::number) return true;
        return is(tag.first, kModifier | kCommon) && !is(tag.first, kGivenName) &&
               view_.next_is_capital(tag.last, sentence) &&
               lexicon_.title_length(words_, tag.last, sentence.last) > 0;
    }

    /// "Standard gauge railway", "Police said": a head word that begins a sentence names nothing alone.
    [[nodiscard]] bool head_alone(const TaggedSpan& tag, const WordSentence& sentence) const {
        const bool head = (tag.type == TagType::organisation && is(tag.first, kOrgLast)) ||
                          is(tag.first, kGpeLast);  // "County prefect"
        return tag.last - tag.first == 1 && head && tag.first == sentence.first &&
               !words_[tag.first].all_capitals && tag.last < sentence.last &&
               words_[tag.last].kind == TokenKind::word && !words_[tag.last].capital;
    }

    /// "two Canadairs": things that are counted; "over Skype": how somebody spoke.
    [[nodiscard]] bool no_name(const TaggedSpan& tag, const WordSentence& sentence) const {
        static constexpr std::array<std::string_view, 9> kCounts = {"two",   "three", "four", "five", "six",
                                                                    "seven", "eight", "nine", "ten"};
        static constexpr std::array<std::string_view, 4> kBy = {"over", "via", "by", "through"};
        if (tag.last - tag.first != 1 || tag.first == sentence.first) return false;
        const Word& word = words_[tag.first];
        const Word& before = words_[tag.first - 1];
        const bool counted = before.kind == TokenKind::number || text::among(before.folded, kCounts);
        if (counted && word.folded.size() > 4 && word.folded.ends_with('s') && !word.all_capitals &&
            !is(tag.first, kGivenName) && lexicon_.match(words_, tag.first, tag.last, false).thing < 0)
            return true;
        return text::among(before.folded, kBy) && lexicon_.sets().channels.holds(word.folded);
    }

    /// Known names side by side ("Libyan" + "Government of National Accord") stand for themselves.
    [[nodiscard]] bool covered(const TaggedSpan& tag, const std::vector<KnownMatch>& known) const {
        std::uint32_t at = tag.first;
        for (const KnownMatch& match : known) {
            if (match.first == at && match.last <= tag.last) at = match.last;
        }
        return at == tag.last;
    }

    /// "in auckland", "from malaysia": a name written small, of words that are nothing else.
    [[nodiscard]] bool small_name(const TaggedSpan& tag, const WordSentence& sentence) const {
        for (std::uint32_t i = tag.first; i < tag.last; ++i) {
            constexpr std::uint32_t kPlain = kFunction | kCommon | kTitle | kModifier | kRolePerson |
                                             kRolePeople | kRoleBody | kRolePlace | kRoleEvent | kCalendar |
                                             kNotName;
            if (words_[i].kind != TokenKind::word || words_[i].capital ||
                is(i, kPlain | kLocLower | kFacLower) || words_[i].folded.size() < 3)
                return false;
        }
        // Whoever begins a sentence small writes names small too.
        if (!words_[sentence.first].capital) return tag.type != TagType::other;
        if (tag.first > sentence.first && is(tag.first - 1, kFunction)) {
            const std::string& before = words_[tag.first - 1].folded;
            if (before == "the" || before == "a" || before == "an") return false;  // "the marsh"
        }
        const bool known = lexicon_.match(words_, tag.first, tag.last, true).last == tag.last;
        return tag.type == TagType::location && (known || prominence(tag.first, tag.last) > 4.5);
    }

    [[nodiscard]] bool titled(std::uint32_t first, const WordSentence& sentence) const {
        return first > sentence.first && is(first - 1, kTitle) && words_[first - 1].capital;
    }

    [[nodiscard]] bool event_like(const TaggedSpan& tag) const {
        return is(tag.last - 1, kEventLast) || is(tag.first, kEventFirst);
    }

    [[nodiscard]] bool only_lower_outside(const TaggedSpan& tag, const KnownMatch& match) const {
        for (std::uint32_t i = tag.first; i < tag.last; ++i) {
            if (i >= match.first && i < match.last) continue;
            const bool head = is(i, kFacLower | kLocLower) && i + 1 == tag.last;
            if (words_[i].capital || head) return false;
        }
        return true;
    }

    /// No capital anywhere ("foreign ministry"), or a lone title or abbreviation.
    [[nodiscard]] bool nameless(const TaggedSpan& tag, const WordSentence& sentence) const {
        bool capital = false, plain_words = true;
        for (std::uint32_t i = tag.first; i < tag.last; ++i) {
            capital = capital || words_[i].capital;
            plain_words =
                plain_words && (!words_[i].all_capitals || words_[i].folded == "i") &&
                (is(i, kFunction) || words_[i].folded.starts_with('\'') || words_[i].folded == "n't");
        }
        if (plain_words) return true;
        if (sentence.lower) {
            for (std::uint32_t i = tag.first; i < tag.last; ++i) {
                if (!is(i, kCommon | kFunction | kTitle | kCalendar)) capital = true;
            }
        }
        const bool lone = tag.last - tag.first == 1 &&
                          (is(tag.first, kTitle | kNotName | kCalendar) && !is(tag.first, kGivenName));
        const std::string& first = words_[tag.first].folded;
        const bool pronoun = first.starts_with("i'") || first.starts_with("you'") ||
                             first.starts_with("we'") || first.starts_with("they'") ||
                             first.starts_with("it'") || first.starts_with("don'") ||
                             first.starts_with("he'") || first.starts_with("she'");
        const bool plain = tag.last - tag.first == 1 && is(tag.first, kCommon | kFunction) &&
                           !is(tag.first, kGivenName) && !words_[tag.first].all_capitals;
        const bool title = lexicon_.title_length(words_, tag.first, tag.last) == tag.last - tag.first &&
                           tag.type == TagType::person;
        return !capital || lone || pronoun || title ||
               (plain && tag.first > 0 && words_[tag.first - 1].kind != TokenKind::word);
    }

    /// "Zimbabwe Vows": a headline sets a capital on what a country does.
    [[nodiscard]] bool headline_verb(const TaggedSpan& tag, const KnownMatch& match,
                                     const WordSentence& sentence) const {
        return sentence.title_case && tag.type == TagType::person && match.first == tag.first &&
               thing(match).type == EntityType::geopolitical && !is(tag.first, kGivenName | kFamilyName);
    }

    /// "Libyan Prime Minister": no name but the people's.
    [[nodiscard]] bool people_then_title(const TaggedSpan& tag, const KnownMatch& match) const {
        return match.first == tag.first &&
               match.last + lexicon_.title_length(words_, match.last, tag.last) == tag.last;
    }

    [[nodiscard]] bool trusted_in_headline(const TaggedSpan& tag, const WordSentence&) const {
        for (std::uint32_t i = tag.first; i < tag.last; ++i) {
            if (is(i, kCommon) && !is(i, kConnector)) return false;
        }
        return true;
    }

    [[nodiscard]] std::optional<EntityType> type_of(const TaggedSpan& tag,
                                                    const WordSentence& sentence) const {
        const std::uint32_t end = tag.last - 1;
        const bool several = tag.last - tag.first > 1;
        const bool body = several && (is(end, kOrgLast) || is(tag.first, kOrgFirst)) &&
                          !is(end, kLocLast | kFacLast | kGpeLast) && words_[end].capital;
        switch (tag.type) {
            case TagType::person:
                if (several && is(tag.first, kEventFirst) && !is(tag.first, kGivenName | kFamilyName))
                    return EntityType::event;  // "Cyclone Kenneth"
                if (!several && words_[end].all_capitals && words_[end].text.size() >= 3 &&
                    !sentence.shouting && !is(end, kGivenName | kFamilyName) && !titled(tag.first, sentence))
                    return EntityType::organisation;  // "the miners' federation FSTMB"
                return body && !is(tag.first, kGivenName) ? EntityType::organisation : EntityType::person;
            case TagType::organisation:
                if (several && is(end, kFacLast) && !is(end, kOrgLast)) return EntityType::facility;
                return EntityType::organisation;
            case TagType::location:
                if (!several && letters_then_digits(words_[end].text)) return std::nullopt;
                if (body && !is(tag.first, kGpeFirst | kLocFirst | kFacFirst))
                    return EntityType::organisation;
                if (several && bracketed(tag) && prominence(tag.first, tag.last) <= 0)
                    return EntityType::organisation;  // "HAMBURG (Hansa Dienst) –"
                // No place is written so but in a dateline, which a comma and a name or a dash follow.
                if (!several && words_[end].all_capitals && words_[end].text.size() >= 3 &&
                    !sentence.shouting && (end > sentence.first || opens_told_body(end)))
                    return EntityType::organisation;
                return place_type(tag.first, tag.last, sentence);
            case TagType::other:
                if (event_like(tag) && several) return EntityType::event;
                return std::nullopt;
        }
        return std::nullopt;
    }

    /// "MERA, the regulator, expects", "MERA dismissed this": a little known word in capitals that a sentence
    /// begins with and goes on from.
    [[nodiscard]] bool opens_told_body(std::uint32_t i) const {
        constexpr double kCity = 5;  // decimal logarithm of the people who live there
        if (i + 2 >= words_.size() || prominence(i, i + 1) > kCity) return false;
        if (words_[i + 1].text == ",") return words_[i + 2].text == "the" || words_[i + 2].text == "a";
        return words_[i + 1].kind == TokenKind::word && !words_[i + 1].capital;
    }

    [[nodiscard]] bool bracketed(const TaggedSpan& tag) const {
        return tag.first > 0 && tag.last < words_.size() && words_[tag.first - 1].text == "(" &&
               words_[tag.last].text == ")";
    }

    [[nodiscard]] EntityType place_type(std::uint32_t first, std::uint32_t last,
                                        const WordSentence& sentence) const {
        const std::uint32_t end = last - 1;
        if (last - first > 1) {
            if (is(end, kFacLast | kFacLower)) return EntityType::facility;
            if (last - first > 2 && !words_[end].capital && lexicon_.is_facility_kind(words_[end - 1]))
                return EntityType::facility;  // "Mpatsa primary school"
            if (is(end, kLocLast | kLocLower) || is(first, kLocFirst)) return EntityType::location;
            if (is(first, kFacFirst) && !is(first, kGpeFirst)) return EntityType::facility;
            return EntityType::geopolitical;
        }
        if (last < sentence.last && is(last, kLocLower)) return EntityType::location;
        if (prominence(first, last) > 3.5) return EntityType::geopolitical;
        if (first > sentence.first && is(first - 1, kLocLower)) return EntityType::location;
        const bool article = first > sentence.first && words_[first - 1].folded == "the";
        const bool site = last < sentence.last && !words_[last].capital &&
                          (is(last, kFacLower | kFacLast) || lexicon_.is_facility_kind(words_[last]));
        return article && !site && !is(last, kRolePlace) ? EntityType::location : EntityType::geopolitical;
    }

    const NameView& view_;
    const WordText& text_;
    const std::vector<Word>& words_;
    const NameLexicon& lexicon_;
    const std::vector<KnownMatch>& known_;
    std::uint32_t index_;
};

}  // namespace

std::vector<NameSpan> tagged_names(const NameView& view, const std::vector<TaggedSpan>& tagged,
                                   const std::vector<KnownMatch>& known, std::uint32_t index) {
    return TagReader(view, known, index).read(tagged);
}

}  // namespace sitrep::annotate
