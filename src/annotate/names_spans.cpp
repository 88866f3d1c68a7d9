#include "annotate/names_spans.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "annotate/names_places.hpp"
#include "annotate/names_rules.hpp"

namespace sitrep::annotate {

std::string folded_name(const WordText& text, std::uint32_t first, std::uint32_t last) {
    std::string name;
    for (std::uint32_t i = first; i < last; ++i) {
        if (!name.empty() && text.words[i].kind != TokenKind::possessive) name += ' ';
        name += text.words[i].folded;
    }
    return name;
}

namespace {

class SpanFinder {
  public:
    SpanFinder(const WordText& text, const NameResources& resources)
        : text_(text), words_(text.words), lexicon_(*resources.lexicon), places_(*resources.places) {
        bits_.reserve(words_.size());
        for (const Word& word : words_)
            bits_.push_back(word.kind == TokenKind::word ? lexicon_.bits(word) : 0);
        const std::vector<TaggedSpan> tagged = resources.tagger->tag(text, lexicon_, *resources.places);
        std::size_t next = 0;
        for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
            std::vector<TaggedSpan> here;
            while (next < tagged.size() && tagged[next].first < text.sentences[s].last)
                here.push_back(tagged[next++]);
            sentence(s, here);
        }
    }

    std::vector<NameSpan> finish() {
        learn_from_report();
        add_missed();
        std::sort(spans_.begin(), spans_.end(),
                  [](const NameSpan& a, const NameSpan& b) { return a.first < b.first; });
        return std::move(spans_);
    }

  private:
    // ---- one sentence
    void sentence(std::uint32_t index, const std::vector<TaggedSpan>& tagged) {
        const WordSentence& sentence = text_.sentences[index];
        const std::vector<KnownMatch> known = known_names(sentence);
        std::vector<NameSpan> found;
        for (const TaggedSpan& tag : tagged) {
            for (const TaggedSpan& piece : split(tag)) take_tagged(piece, known, index, found);
        }
        for (const KnownMatch& match : known) {
            NameSpan span{match.first, match.last, thing(match).type, match.thing, index, true};
            if (!overlaps(found, span)) found.push_back(span);
        }
        std::vector<bool> taken(sentence.last - sentence.first, false);
        for (const NameSpan& span : found) {
            std::fill(taken.begin() + (span.first - sentence.first),
                      taken.begin() + (span.last - sentence.first), true);
        }
        for (NameSpan& span : rule_names(text_, bits_, lexicon_, sentence, taken)) {
            span.sentence = index;
            std::erase_if(found, [&](const NameSpan& other) {
                return span.first <= other.first && other.last <= span.last;
            });
            found.push_back(span);
        }
        for (NameSpan& span : found) {
            widen(span, sentence, found);
            if (span.first < span.last) spans_.push_back(span);
        }
    }

    [[nodiscard]] const KnownThing& thing(const KnownMatch& match) const {
        return lexicon_.things()[static_cast<std::size_t>(match.thing)];
    }

    [[nodiscard]] bool is(std::uint32_t i, std::uint32_t bit) const {
        return i < bits_.size() && (bits_[i] & bit) != 0;
    }

    static bool overlaps(const std::vector<NameSpan>& spans, const NameSpan& span) {
        return std::any_of(spans.begin(), spans.end(),
                           [&](const NameSpan& s) { return s.first < span.last && span.first < s.last; });
    }

    std::vector<KnownMatch> known_names(const WordSentence& sentence) const {
        std::vector<KnownMatch> found;
        for (std::uint32_t i = sentence.first; i < sentence.last;) {
            KnownMatch match = lexicon_.match(words_, i, sentence.last, sentence.lower);
            if (match.thing < 0 || !plausible(match, sentence)) {
                ++i;
                continue;
            }
            const bool opposed =
                i > sentence.first && (words_[i - 1].folded == "anti" || words_[i - 1].text == "-");
            if (opposed && match.last - match.first > 1 && words_[match.last - 1].folded == "group")
                --match.last;  // the group against it
            found.push_back(match);
            i = match.last;
        }
        return found;
    }

    /// Known names that are also plain words need more than a capital.
    [[nodiscard]] bool plausible(const KnownMatch& match, const WordSentence& sentence) const {
        const Word& word = words_[match.first];
        if (match.last - match.first > 1) return true;
        const KnownKind kind = thing(match).kind;
        const bool common = is(match.first, kFunction | kCommon);
        const bool after_preposition =
            match.first > sentence.first && is(match.first - 1, kFunction | kConnector) &&
            words_[match.first - 1].folded != "what" && words_[match.first - 1].folded != "this";
        if (sentence.shouting && common) return after_preposition;
        if (word.folded == "west" || word.folded == "gulf" || word.folded == "east") {
            return match.first > sentence.first && words_[match.first - 1].folded == "the" &&
                   !next_is_capital(match.last, sentence);
        }
        if (common && kind != KnownKind::country && match.first == sentence.first && !word.all_capitals)
            return false;
        if ((kind == KnownKind::country || kind == KnownKind::region) && is(match.first, kGivenName) &&
            next_is_capital(match.last, sentence) &&
            !is(match.last, kOrgLast | kFacLast | kLocLast | kGpeLast | kEventLast | kTitle)) {
            return false;  // "Jordan Pickford"
        }
        return true;
    }

    [[nodiscard]] bool next_is_capital(std::uint32_t i, const WordSentence& sentence) const {
        return i < sentence.last && words_[i].kind == TokenKind::word && words_[i].capital;
    }

    /// "Zimbabwe's Honde Valley" is two names, "Jibidione and Kanyaru" too; "Lord's Resistance Army" is one.
    std::vector<TaggedSpan> split(const TaggedSpan& tag) const {
        for (std::uint32_t i = tag.first + 1; i + 1 < tag.last; ++i) {
            if (parts_names(tag, i)) {
                TaggedSpan left = tag, right = tag;
                left.last = i;
                right.first = i + 1;
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
            if (words_[i].kind != TokenKind::possessive) continue;
            const bool owned = tag.type == TagType::location && !is(tag.last - 1, kFacLast | kLocLast);
            const KnownMatch match = lexicon_.match(words_, tag.first, i, false);
            const bool person = is(tag.first, kGivenName) && i - tag.first >= 2;
            if (match.thing < 0 && !person && !owned) continue;
            TaggedSpan left = tag, right = tag;
            left.last = i;
            left.type = person ? TagType::person : TagType::location;
            right.first = i + 1;
            return {left, right};
        }
        return {tag};
    }

    /// "at Jarinje and Brnjak": two lone capitals behind a preposition of place.
    [[nodiscard]] bool two_places(const TaggedSpan& tag, std::uint32_t i) const {
        if (words_[i].folded != "and" || i != tag.first + 1 || tag.last != i + 2 || tag.first == 0)
            return false;
        static const std::set<std::string, std::less<>> kBefore = {"at",      "in",     "near",
                                                                   "between", "around", "outside"};
        const std::uint32_t heads = kOrgLast | kOrgFirst | kTitle | kGivenName;
        return kBefore.contains(words_[tag.first - 1].folded) && !is(tag.first, heads) && !is(i + 1, heads) &&
               !words_[tag.first].all_capitals && words_[tag.first].capital && words_[i + 1].capital;
    }

    /// "Enron Corp.": the full stop of an abbreviation belongs to the name.
    void take_stop(TaggedSpan& tag, const WordSentence& sentence) const {
        static const std::set<std::string, std::less<>> kAbbreviations = {"inc", "corp", "ltd",
                                                                          "jr",  "sr",   "bros"};
        if (tag.first >= tag.last || tag.last >= sentence.last) return;
        const std::string& end = words_[tag.last - 1].folded;
        const bool state = tag.last - tag.first == 1 && end.size() <= 5 && tag.type == TagType::location &&
                           tag.last + 1 < sentence.last && places_.abbreviates(end);
        const bool initial = end.size() == 1 && tag.last - tag.first == 2 && tag.type == TagType::person;
        if (!state && !initial && !kAbbreviations.contains(end)) return;
        if (words_[tag.last].text == "." && !words_[tag.last].space_before) ++tag.last;
    }

    /// A small word that stands between two names of a tagged span, not inside one.
    [[nodiscard]] bool parts_names(const TaggedSpan& tag, std::uint32_t i) const {
        const std::string& word = words_[i].folded;
        if (word == "," || word == ";")
            return tag.type != TagType::organisation && tag.type != TagType::other;
        if (word == "and" && words_[i + 1].folded == "the") return true;
        if (word == "and") return tag.type == TagType::location || tag.type == TagType::person;
        if (word == "the")
            return (tag.type == TagType::location || tag.type == TagType::person) &&
                   words_[i - 1].folded != "of";
        if (word == "of" && of_place(tag, i)) return true;
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
        if (is(i - 1, kCompanyLast)) return true;
        for (std::uint32_t k = tag.first; k < i; ++k) {
            if (is(k, kOrgLast | kOrgFirst | kFacLast | kLocLast | kGpeFirst)) return false;
        }
        return i - tag.first >= 2;
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

    void take_tagged(TaggedSpan tag, const std::vector<KnownMatch>& known, std::uint32_t index,
                     std::vector<NameSpan>& found) const {
        const WordSentence& sentence = text_.sentences[index];
        while (tag.first < tag.last && !starts_name(tag.first)) ++tag.first;
        while (tag.first < tag.last && !ends_name(tag.last - 1)) --tag.last;
        trim_article(tag, sentence);
        take_stop(tag, sentence);
        if (tag.type == TagType::person) trim_titles(tag);
        if (tag.type == TagType::location && tag.last - tag.first > 1 &&
            is(tag.last - 1, kLocLower | kRolePlace | kGpeLast) && !words_[tag.last - 1].capital)
            --tag.last;
        if (tag.type == TagType::location && tag.last - tag.first > 1 && is(tag.last - 1, kFacLower) &&
            !words_[tag.last - 1].capital && tag.first > sentence.first &&
            (words_[tag.first - 1].folded == "a" || words_[tag.first - 1].folded == "an"))
            --tag.last;  // "a Bissau hotel" is one of many
        if (tag.type == TagType::organisation && tag.last - tag.first > 1 && is(tag.last - 1, kOffice) &&
            !is(tag.last - 1, kOrgLast) && !is(tag.first, kOrgFirst))
            return;  // "Armed Forces Minister" is an office
        if (tag.first >= tag.last || covered(tag, known)) return;
        for (const KnownMatch& match : known) {
            if (match.last <= tag.first || match.first >= tag.last) continue;
            const bool inside = tag.first <= match.first && match.last <= tag.last;
            if (!inside || match.last - match.first == tag.last - tag.first)
                return;  // the table's span stands
            if (tag.type == TagType::other && !event_like(tag)) return;
            if (only_lower_outside(tag, match)) return;
            if (people_then_title(tag, match)) return;
        }
        std::optional<EntityType> type = type_of(tag, sentence);
        if (!type || nameless(tag, sentence)) return;
        if (tag.type != TagType::person && like_person(tag, sentence)) type = EntityType::person;
        if ((sentence.shouting || sentence.title_case) && !trusted_in_headline(tag, sentence)) return;
        const bool sure = tag.type == TagType::person ? titled(tag.first, sentence) : false;
        found.push_back({tag.first, tag.last, *type, -1, index, sure});
    }

    /// Known names side by side ("Libyan" + "Government of National Accord") stand for themselves.
    [[nodiscard]] bool covered(const TaggedSpan& tag, const std::vector<KnownMatch>& known) const {
        std::uint32_t at = tag.first;
        for (const KnownMatch& match : known) {
            if (match.first == at && match.last <= tag.last) at = match.last;
        }
        return at == tag.last;
    }

    [[nodiscard]] bool starts_name(std::uint32_t i) const {
        const Word& word = words_[i];
        if (word.kind == TokenKind::number) return true;
        if (word.kind != TokenKind::word) return false;
        return word.capital || !is(i, kFunction | kCommon);
    }

    [[nodiscard]] bool ends_name(std::uint32_t i) const {
        const Word& word = words_[i];
        return word.kind == TokenKind::word || word.kind == TokenKind::number;
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
                plain_words && !words_[i].all_capitals &&
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

    /// "Aissata Guindo", "Fawwaz al-Khasawneh": built as a person's name, whatever the tagger thought.
    [[nodiscard]] bool like_person(const TaggedSpan& tag, const WordSentence& sentence) const {
        const std::uint32_t size = tag.last - tag.first;
        if (size < 2 || size > 4 || sentence.title_case || sentence.shouting) return false;
        const std::uint32_t heads =
            kOrgLast | kFacLast | kLocLast | kGpeLast | kEventLast | kFacLower | kLocLower;
        if (is(tag.last - 1, heads) || is(tag.first, kOrgFirst | kFacFirst | kLocFirst | kGpeFirst))
            return false;
        for (std::uint32_t i = tag.first; i < tag.last; ++i) {
            if (is(i, kFunction) || !person_word(i)) return false;
        }
        const bool article = tag.first > sentence.first && words_[tag.first - 1].folded == "the";
        if (article) return false;
        const bool given = is(tag.first, kGivenName);
        const std::string& second = words_[tag.first + 1].folded;
        const bool particle = second.starts_with("al-") || second.starts_with("el-") || second == "ould" ||
                              second == "bin" || second == "ibn" || second == "van";
        const bool titled_before =
            tag.first > sentence.first && is(tag.first - 1, kTitle) && words_[tag.first - 1].capital;
        return given || titled_before || (particle && tag.type == TagType::organisation);
    }

    [[nodiscard]] bool person_word(std::uint32_t i) const {
        const Word& word = words_[i];
        const bool particle = word.folded.starts_with("al-") || word.folded.starts_with("el-") ||
                              word.folded == "al" || word.folded == "bin" || word.folded == "ould" ||
                              word.folded == "van" || word.folded == "von" || word.folded == "de" ||
                              word.folded == "ibn";
        return word.kind == TokenKind::word && (word.capital || particle);
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
                return body && !is(tag.first, kGivenName) ? EntityType::organisation : EntityType::person;
            case TagType::organisation:
                if (several && is(end, kFacLast) && !is(end, kOrgLast)) return EntityType::facility;
                return EntityType::organisation;
            case TagType::location:
                if (body && !is(tag.first, kGpeFirst | kLocFirst | kFacFirst))
                    return EntityType::organisation;
                if (several && bracketed(tag) && prominence(tag.first, tag.last) <= 0)
                    return EntityType::organisation;  // "HAMBURG (Hansa Dienst) –"
                if (!several && words_[end].all_capitals && words_[end].text.size() >= 3 &&
                    !sentence.shouting && end > sentence.first) {
                    return EntityType::organisation;  // no place is written so but in a dateline
                }
                return place_type(tag.first, tag.last, sentence);
            case TagType::other:
                if (event_like(tag) && several) return EntityType::event;
                return std::nullopt;
        }
        return std::nullopt;
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
            if (is(end, kLocLast | kLocLower) || is(first, kLocFirst)) return EntityType::location;
            if (is(first, kFacFirst) && !is(first, kGpeFirst)) return EntityType::facility;
            return EntityType::geopolitical;
        }
        if (last < sentence.last && is(last, kLocLower)) return EntityType::location;
        if (prominence(first, last) > 3.5) return EntityType::geopolitical;
        if (first > sentence.first && is(first - 1, kLocLower)) return EntityType::location;
        const bool article = first > sentence.first && words_[first - 1].folded == "the";
        return article && !is(last, kRolePlace) ? EntityType::location : EntityType::geopolitical;
    }

    /// "Yundum airport", "Bristol Hotel": takes in the head word that stands behind, and sets the type.
    void widen(NameSpan& span, const WordSentence& sentence, const std::vector<NameSpan>& others) const {
        if (span.last >= sentence.last) return;
        const bool misread = span.type == EntityType::person && span.size() == 1 && !span.sure &&
                             !is(span.first, kGivenName | kFamilyName) && is(span.last, kFacLower);
        const bool place_name =
            misread || span.type == EntityType::geopolitical || span.type == EntityType::location;
        if (!place_name || words_[span.last].kind != TokenKind::word) return;
        const bool facility =
            is(span.last, kFacLower) || (words_[span.last].capital && is(span.last, kFacLast));
        const NameSpan wider{span.first, span.last + 1, EntityType::facility, -1, span.sentence, true};
        const auto clash = [&](const NameSpan& other) {
            return other.first != span.first && other.first < wider.last && wider.first < other.last;
        };
        if (!facility || sentence.title_case || std::any_of(others.begin(), others.end(), clash)) return;
        const bool country = span.thing >= 0;
        const std::string before = span.first > sentence.first ? words_[span.first - 1].folded : "";
        const bool one_of_many = before == "a" || before == "an";
        if (!words_[span.last].capital && (country || one_of_many))
            return;  // "Libya airport" describes, "Yundum airport" names
        span = wider;
    }

    // ---- the whole report
    /// Types by majority where the report names a thing several times; parts of full names follow the full
    /// name.
    void learn_from_report() {
        std::map<std::string, std::map<EntityType, int>> votes;
        std::map<std::string, int> last_names;
        for (const NameSpan& span : spans_) {
            const std::string name = folded_name(text_, span.first, span.last);
            votes[name][span.type] += span.sure ? 3 : 1;
            if (span.thing < 0 && !span.sure && place_context(span))
                votes[name][EntityType::geopolitical] += 2;
            if (span.type == EntityType::person && span.size() >= 2)
                ++last_names[folded_name(text_, span.last - 1, span.last)];
        }
        for (NameSpan& span : spans_) {
            if (span.thing >= 0) continue;
            const std::string name = folded_name(text_, span.first, span.last);
            if (span.size() == 1 && last_names.contains(name)) {
                span.type = EntityType::person;
                continue;
            }
            auto& counted = votes[name];
            const auto best =
                std::max_element(counted.begin(), counted.end(),
                                 [](const auto& a, const auto& b) { return a.second < b.second; });
            if (best->second > counted.at(span.type)) span.type = best->first;
        }
    }

    /// log10 of the people of the largest place so named.
    [[nodiscard]] double prominence(std::uint32_t first, std::uint32_t last) const {
        std::string key;
        for (std::uint32_t i = first; i < last; ++i) {
            if (!key.empty()) key += ' ';
            append_place_key(key, words_[i].folded);
        }
        return places_.prominence(key);
    }

    /// A town of the gazetteer behind "in", "near", "from": whatever the tagger took it for.
    [[nodiscard]] bool place_context(const NameSpan& span) const {
        const WordSentence& sentence = text_.sentences[span.sentence];
        if (span.size() > 3 || span.first == sentence.first || is(span.last - 1, kOrgLast | kFacLast))
            return false;
        const std::string& before = words_[span.first - 1].folded;
        static const std::set<std::string, std::less<>> kBefore = {
            "in",   "near", "at",      "from",    "outside", "around", "to",
            "into", "off",  "towards", "between", "reached", "reach",  "reaches"};
        const bool preposition = kBefore.contains(before);
        const bool described = before == "of" && span.first >= 2 && is(span.first - 2, kRolePlace);
        if ((preposition || described) && prominence(span.first, span.last) > 0) return true;
        const bool inside = before == "in" || before == "near";
        return inside && span.size() == 1 && !is(span.first, kGivenName | kOrgLast);
    }

    /// A name found once is a name wherever it stands with a capital.
    void add_missed() {
        std::map<std::string, std::pair<EntityType, std::int32_t>> names;
        std::size_t longest = 1;
        for (const NameSpan& span : spans_) {
            names.try_emplace(folded_name(text_, span.first, span.last), span.type, span.thing);
            longest = std::max<std::size_t>(longest, span.size());
            if (span.size() < 2 || (span.type != EntityType::person && span.type != EntityType::organisation))
                continue;
            const std::string last = folded_name(text_, span.last - 1, span.last);
            if (span.type == EntityType::organisation) {
                if (is(span.last - 1, kOrgLast) && words_[span.last - 1].capital) short_names_.insert(last);
                continue;
            }
            if (!is(span.last - 1, kCommon | kFunction)) names.try_emplace(last, EntityType::person, -1);
        }
        std::vector<bool> taken(words_.size(), false);
        for (const NameSpan& span : spans_)
            std::fill(taken.begin() + span.first, taken.begin() + span.last, true);
        longest = std::min<std::size_t>(longest, 8);
        for (std::uint32_t s = 0; s < text_.sentences.size(); ++s) {
            const WordSentence& sentence = text_.sentences[s];
            for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
                if (taken[i] || !words_[i].capital || words_[i].kind != TokenKind::word) continue;
                if (add_short_name(i, s, taken) || is(i, kFunction | kCommon | kCalendar | kNotName))
                    continue;
                for (std::uint32_t last =
                         std::min<std::uint32_t>(sentence.last, i + static_cast<std::uint32_t>(longest));
                     last > i; --last) {
                    if (std::any_of(taken.begin() + i, taken.begin() + last, [](bool t) { return t; }))
                        continue;
                    const auto found = names.find(folded_name(text_, i, last));
                    if (found == names.end() || inside_longer_name(i, last, sentence)) continue;
                    spans_.push_back({i, last, found->second.first, found->second.second, s, false});
                    std::fill(taken.begin() + i, taken.begin() + last, true);
                    i = last - 1;
                    break;
                }
            }
        }
    }

    /// "Council members" where the report has named the Security Council.
    bool add_short_name(std::uint32_t i, std::uint32_t sentence, std::vector<bool>& taken) {
        const WordSentence& where = text_.sentences[sentence];
        if (i == where.first || where.shouting || where.title_case ||
            !short_names_.contains(words_[i].folded))
            return false;
        if (inside_longer_name(i, i + 1, where) || words_[i - 1].kind != TokenKind::word) return false;
        spans_.push_back({i, i + 1, EntityType::organisation, -1, sentence, false});
        taken[i] = true;
        return true;
    }

    /// A capitalised neighbour that is no name of its own hints at another, longer name.
    [[nodiscard]] bool inside_longer_name(std::uint32_t first, std::uint32_t last,
                                          const WordSentence& sentence) const {
        if (sentence.shouting || sentence.title_case) return false;
        const bool before = first > sentence.first && words_[first - 1].kind == TokenKind::word &&
                            words_[first - 1].capital && !is(first - 1, kTitle | kFunction) &&
                            first - 1 > sentence.first;
        return before || (next_is_capital(last, sentence) && !is(last, kFunction | kTitle));
    }

    const WordText& text_;
    const std::vector<Word>& words_;
    const NameLexicon& lexicon_;
    const PlaceMap& places_;
    std::vector<std::uint32_t> bits_;
    std::vector<NameSpan> spans_;
    std::set<std::string> short_names_;  ///< last words of organisations' long names
};

}  // namespace

std::vector<NameSpan> find_spans(const WordText& text, const NameResources& resources) {
    return SpanFinder(text, resources).finish();
}

}  // namespace sitrep::annotate
