#include "annotate/names_tagged_trim.hpp"

#include <algorithm>

namespace sitrep::annotate {
namespace {

class TagTrimmer {
  public:
    explicit TagTrimmer(const NameView& view)
        : view_(view), words_(view.words), lexicon_(view.lexicon), places_(view.places) {}

    /// Takes off what is no part of the name; whether that was a day of the week before a person.
    bool trim(TaggedSpan& tag, const WordSentence& sentence, bool small) const {
        while (!small && tag.first < tag.last && !starts_name(tag.first, sentence)) ++tag.first;
        const std::uint32_t end = tag.last;
        while (!small && tag.first < tag.last && !ends_name(tag.last - 1, sentence)) --tag.last;
        while (tag.last < end && tag.last > tag.first + 1 && is(tag.last - 1, kModifier) &&
               !words_[tag.last - 1].capital)
            --tag.last;  // "Ziguinchor military zone" says no more than "Ziguinchor"
        trim_article(tag, sentence);
        trim_opening(tag, sentence);
        // "Zara Holm 46.1": no person's name ends in a number.
        while (tag.type == TagType::person && tag.last > tag.first + 1 &&
               words_[tag.last - 1].kind == TokenKind::number)
            --tag.last;
        bool after_day = false;
        // "On Monday Dean said": nobody is called after a day of the week.
        while (tag.type == TagType::person && tag.last > tag.first + 1 && is(tag.first, kCalendar) &&
               words_[tag.first].folded.ends_with("day"))
            ++tag.first, after_day = true;
        take_stop(tag, sentence);
        if (tag.type == TagType::person) trim_titles(tag);
        if (tag.type == TagType::location && tag.last - tag.first > 1 &&
            is(tag.last - 1, kLocLower | kRolePlace | kGpeLast) && !words_[tag.last - 1].capital &&
            words_[tag.last - 1].folded != "islands")  // several have no name but together
            --tag.last;
        if (tag.type == TagType::location && tag.last - tag.first > 1 && is(tag.last - 1, kFacLower) &&
            !words_[tag.last - 1].capital && tag.first > sentence.first &&
            (words_[tag.first - 1].folded == "a" || words_[tag.first - 1].folded == "an"))
            --tag.last;  // "a Bissau hotel" is one of many
        if (tag.type == TagType::location || tag.type == TagType::organisation) trim_description(tag);
        return after_day;
    }

  private:
    [[nodiscard]] bool is(std::uint32_t i, std::uint32_t bit) const { return view_.is(i, bit); }
    [[nodiscard]] const KnownThing& thing(const KnownMatch& match) const { return view_.thing(match); }

    /// "Enron Corp.": the full stop of an abbreviation belongs to the name.
    void take_stop(TaggedSpan& tag, const WordSentence& sentence) const {
        if (tag.first >= tag.last || tag.last >= sentence.last) return;
        const std::string& end = words_[tag.last - 1].folded;
        const bool state = tag.last - tag.first == 1 && end.size() <= 5 && tag.type == TagType::location &&
                           tag.last + 1 < sentence.last && places_.abbreviates(end);
        const bool initial = end.size() == 1 && tag.last - tag.first == 2 && tag.type == TagType::person;
        if (!state && !initial && !lexicon_.sets().dotted.holds(end)) return;
        if (words_[tag.last].text == "." && !words_[tag.last].space_before) ++tag.last;
    }

    /// "The Met Office", "A State Department official": the article is no part of it but in the name of a
    /// paper.
    void trim_article(TaggedSpan& tag, const WordSentence& sentence) const {
        if (tag.last - tag.first < 2) return;
        const std::string& first = words_[tag.first].folded;
        const bool paper =
            is(tag.last - 1, kMediaLast) && tag.last - tag.first <= 3 && tag.first > sentence.first;
        if (first == "a" || first == "an" || (first == "the" && !paper && tag.type != TagType::other))
            ++tag.first;
    }

    /// "Insurer Istmica refused", "Eastern El Salvador gets …": the first word of a sentence has a capital
    /// that it would not have elsewhere.
    void trim_opening(TaggedSpan& tag, const WordSentence& sentence) const {
        if (tag.first != sentence.first || tag.last - tag.first < 2 || !words_[tag.first + 1].capital) return;
        const bool firm = lexicon_.is_head_word(words_[tag.first], HeadWord::apposed) &&
                          !is(tag.first, kOrgFirst) && !is(tag.last - 1, kOrgLast);
        if (firm) {
            ++tag.first;
            return;
        }
        const KnownMatch whole = lexicon_.match(words_, tag.first, tag.last, false);
        const KnownMatch country = lexicon_.match(words_, tag.first + 1, tag.last, false);
        if (lexicon_.sets().sides.holds(words_[tag.first].folded) && whole.thing < 0 && country.thing >= 0 &&
            country.last == tag.last && thing(country).type == EntityType::geopolitical)
            ++tag.first;
    }

    /// "Korland border crossing", "the CTP union": small words that say what stands at a place, or what
    /// letters mean.
    void trim_description(TaggedSpan& tag) const {
        const auto small = [&](std::uint32_t i) {
            return words_[i].kind == TokenKind::word && !words_[i].capital && !inner_capital(words_[i]);
        };
        const std::uint32_t head = tag.last - 1;
        if (tag.last - tag.first < 2 || !small(head)) return;
        const bool letters = tag.type == TagType::organisation && tag.last - tag.first == 2 &&
                             words_[tag.first].all_capitals && is(head, kOrgLast | kRoleBody);
        // "the Fena agency": what it is, behind its name
        const bool agency = tag.type == TagType::organisation && tag.last - tag.first == 2 &&
                            words_[head].folded == "agency" && words_[tag.first].capital;
        const bool site = is(head, kFacLower | kFacLast) && !is(head, kOrgLast) &&
                          !lexicon_.is_head_word(words_[head], HeadWord::proper_head);
        bool plain = tag.type == TagType::organisation && tag.last - tag.first >= 3 &&
                     is(head, kOrgLast | kRoleBody) && !words_[tag.first].all_capitals;
        for (std::uint32_t i = tag.first + 1; i < tag.last; ++i)
            plain = plain && small(i) && !is(i, kConnector);
        if (plain) tag.type = TagType::location;  // "the Korda regional court"
        if (!letters && !agency && !site && !plain) return;
        while (tag.last > tag.first + 1 && small(tag.last - 1) && !is(tag.last - 1, kConnector)) --tag.last;
    }

    [[nodiscard]] bool starts_name(std::uint32_t i, const WordSentence& sentence) const {
        const Word& word = words_[i];
        if (word.kind == TokenKind::number) return true;
        if (word.kind != TokenKind::word) return false;
        if (word.capital) return true;
        // "the department of Central", "federation FSTMB": but "al-Nahda", "de Gaulle", "iPhone"
        const bool particle = is(i, kConnector) && word.folded != "of" && word.folded != "for" &&
                              word.folded != "and" && word.folded != "on" && word.folded != "in";
        return sentence.lower ? !is(i, kFunction | kCommon)
                              : (particle && !is(i, kFunction)) || word.folded.starts_with("al-") ||
                                    word.folded.starts_with("el-") || inner_capital(word);
    }

    [[nodiscard]] static bool inner_capital(const Word& word) {
        return std::any_of(word.text.begin(), word.text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    }

    /// "Lac province cholera": a plain word at the end is no part of a name, a head word is.
    [[nodiscard]] bool ends_name(std::uint32_t i, const WordSentence& sentence) const {
        const Word& word = words_[i];
        if (word.kind != TokenKind::word || word.capital || sentence.lower || inner_capital(word))
            return word.kind == TokenKind::word || word.kind == TokenKind::number;
        constexpr std::uint32_t kHeads = kOrgLast | kFacLast | kFacLower | kLocLast | kLocLower | kGpeLast |
                                         kEventLast | kRolePlace | kRoleBody;
        return is(i, kHeads) || word.folded.find('-') != std::string::npos;
    }

    /// "Prime Minister Omar al-Haddad": the office is no part of the name.
    void trim_titles(TaggedSpan& tag) const {
        for (std::uint32_t back = std::min(tag.first, 3U); back > 0; --back) {
            const std::uint32_t end =
                tag.first - back + lexicon_.title_length(words_, tag.first - back, tag.last);
            if (end > tag.first && end < tag.last) tag.first = end;  // "Secretary of" + "State Ann Field"
        }
        while (tag.first + 1 < tag.last) {
            std::uint32_t length = lexicon_.title_length(words_, tag.first, tag.last);
            const KnownMatch match = lexicon_.match(words_, tag.first, tag.last, false);
            const bool people = match.thing >= 0 && match.last < tag.last &&
                                lexicon_.title_length(words_, match.last, tag.last) > 0;
            const bool place = match.thing >= 0 && match.last + 1 < tag.last && is(match.last, kGivenName) &&
                               !is(tag.first, kGivenName);
            const bool of_people = match.thing >= 0 && thing(match).kind == KnownKind::demonym &&
                                   tag.last - match.last >= 2 && !is(tag.first, kGivenName);
            if (people || place || of_people)
                length = match.last - tag.first;            // "envoy to Libya Martin Kobler"
            if (length == 0 && is(tag.first, kModifier)) {  // "Health Secretary Garaina Oa"
                const std::uint32_t behind = lexicon_.title_length(words_, tag.first + 1, tag.last);
                if (behind > 0) length = 1 + behind;
            }
            if (length == 0 || tag.first + length >= tag.last) return;
            tag.first += length;
        }
    }

    const NameView& view_;
    const std::vector<Word>& words_;
    const NameLexicon& lexicon_;
    const PlaceMap& places_;
};

}  // namespace

bool trim_tag(const NameView& view, TaggedSpan& tag, const WordSentence& sentence, bool small) {
    return TagTrimmer(view).trim(tag, sentence, small);
}

}  // namespace sitrep::annotate
