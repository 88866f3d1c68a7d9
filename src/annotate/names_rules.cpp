#include "annotate/names_rules.hpp"

#include <algorithm>
#include <array>

#include "annotate/names_vessels.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

using text::among;

constexpr std::array<std::string_view, 20> kPlacePrepositions = {
    "in",  "at",      "near",   "from",   "to",     "around",  "outside", "towards", "toward", "into",
    "via", "between", "beyond", "inside", "across", "through", "below",   "above",   "off",    "for"};

class Rules {
  public:
    Rules(const WordText& text, const std::vector<std::uint32_t>& bits, const NameLexicon& lexicon,
          const WordSentence& sentence, std::vector<bool> taken)
        : words_(text.words), bits_(bits), lexicon_(lexicon), sentence_(sentence), taken_(std::move(taken)) {}

    std::vector<NameSpan> run() {
        byline();
        if (sentence_.shouting || sentence_.title_case) return std::move(found_);
        titled_people();
        described_people();
        after_days();
        vessels();
        built_names();
        civil_wars();
        two_country_bodies();
        national_societies();
        dateline_agencies();
        joined_bodies();
        explained_acronyms();
        long_bodies();
        acronyms();
        places();
        return std::move(found_);
    }

  private:
    [[nodiscard]] bool is(std::uint32_t i, std::uint32_t bit) const {
        return i >= sentence_.first && i < sentence_.last && (bits_[i] & bit) != 0;
    }
    [[nodiscard]] bool taken(std::uint32_t i) const { return taken_[i - sentence_.first]; }
    [[nodiscard]] bool word(std::uint32_t i) const {
        return i >= sentence_.first && i < sentence_.last && words_[i].kind == TokenKind::word;
    }
    [[nodiscard]] bool capital(std::uint32_t i) const { return word(i) && words_[i].capital; }

    [[nodiscard]] bool free(std::uint32_t first, std::uint32_t last) const {
        for (std::uint32_t i = first; i < last; ++i) {
            if (taken(i)) return false;
        }
        return first < last;
    }

    void add(std::uint32_t first, std::uint32_t last, EntityType type, bool sure) {
        found_.push_back({first, last, type, -1, 0, sure});
        std::fill(taken_.begin() + (first - sentence_.first), taken_.begin() + (last - sentence_.first),
                  true);
    }

    /// "By Sofia Lindqvist in Mombasa": two to four capitals behind "By" where that is the whole line.
    void byline() {
        const std::uint32_t first = sentence_.first + 1;
        // A byline may be the last line of its report.
        if (first >= sentence_.last || sentence_.last - sentence_.first > 14 || !word(sentence_.first) ||
            words_[sentence_.first].folded != "by" || !capital(first))
            return;
        std::uint32_t last = first;
        while (last < std::min(sentence_.last, first + 5) && person_word(last) && same_line(last)) ++last;
        static constexpr std::array<std::string_view, 10> kBehind = {"in", "and", "with", "at", ",",
                                                                     "|",  "for", ".",    "-",  "—"};
        const bool closed = last >= sentence_.last || !same_line(last) || among(words_[last].folded, kBehind);
        if (!closed || last < first + 2 || last > first + 4 || is(last - 1, kOffice | kMediaLast)) return;
        const KnownMatch known = lexicon_.match(words_, first, last, false);
        if (known.last == last) return;  // "By Agence France-Presse"
        add(first, last, EntityType::person, true);
    }

    [[nodiscard]] bool same_line(std::uint32_t i) const {
        const char* from = words_[i - 1].text.data() + words_[i - 1].text.size();
        return std::string_view(from, static_cast<std::size_t>(words_[i].text.data() - from)).find('\n') ==
               std::string_view::npos;
    }

    void titled_people() {
        for (std::uint32_t i = sentence_.first; i < sentence_.last; ++i) {
            const std::uint32_t title =
                words_[i].capital ? lexicon_.title_length(words_, i, sentence_.last) : 0;
            if (title == 0) continue;
            const std::uint32_t first = i + title;
            std::uint32_t last = first;
            while (last < sentence_.last && person_word(last) && last - first < 4) ++last;
            const bool strong = is(first - 1, kHonorific | kRank);
            // "Deputy Health Minister Askar": another title follows.
            if (last - first == 1 && last < sentence_.last && words_[last].capital &&
                lexicon_.title_length(words_, last, sentence_.last) > 0)
                continue;
            if (free(first, last) && (strong || last - first >= 2))
                add(first, last, EntityType::person, true);
            i = std::max(i, std::max(first, last) - 1);
        }
    }

    /// "its spokesperson, Mireille Oyo Baran.", "ex-general Maktar Bodji said": two or more capitals behind
    /// what a person is.
    void described_people() {
        for (std::uint32_t i = sentence_.first; i + 2 < sentence_.last; ++i) {
            if (words_[i].capital || taken(i) || !person_noun(i)) continue;
            const bool comma = words_[i + 1].text == ",";
            const std::uint32_t first = comma ? i + 2 : i + 1;
            std::uint32_t last = first;
            // A run that begins free may go on into what the tagger took for the whole name.
            const bool open = first < sentence_.last && !taken(first);
            while (last < sentence_.last && person_word(last) && open && last - first < 5) ++last;
            const bool closed = last >= sentence_.last || words_[last].kind == TokenKind::punctuation;
            if (last < first + 2 || last > first + 4 || !words_[last - 1].capital || (comma && !closed))
                continue;
            const std::uint32_t other = kFacLast | kLocLast | kGpeLast | kEventLast;
            bool person = words_[first].capital && !words_[first].all_capitals &&
                          !(last < sentence_.last && taken(last) && taken(last - 1));
            // "spokeswoman Precious Ncube": a plain word may be a given name.
            for (std::uint32_t k = first; k < last; ++k)
                person = person && !is(k, other) && (!is(k, kCommon) || (k == first && !comma));
            if (person) add(first, last, EntityType::person, true);
        }
    }

    [[nodiscard]] bool person_noun(std::uint32_t i) const {
        if (is(i, kRolePerson)) return true;
        const std::string& w = words_[i].folded;
        return w.starts_with("ex-") && (lexicon_.bits(w.substr(3)) & (kRolePerson | kTitle)) != 0;
    }

    /// "On Monday Dean said": between a day of the week and a verb of saying stands a person.
    void after_days() {
        for (std::uint32_t i = sentence_.first; i + 2 < sentence_.last; ++i) {
            const bool day = is(i, kCalendar) && words_[i].folded.ends_with("day");
            const bool on = i > sentence_.first && words_[i - 1].folded == "on";
            if (!day || !on || !capital(i + 1) || taken(i + 1) || words_[i + 1].all_capitals) continue;
            if (!is(i + 1, kFunction | kOrgLast | kOrgFirst | kNotName) && lexicon_.is_act(words_[i + 2]) &&
                words_[i + 2].kind == TokenKind::word && !words_[i + 2].capital)
                add(i + 1, i + 2, EntityType::person, true);
        }
    }

    void vessels() {
        for (const auto& [first, last] : vessel_names({words_, bits_, lexicon_, sentence_}))
            add(first, last, EntityType::facility, true);
    }

    /// "offered Yundum airport", "at Mwani border post".
    void built_names() {
        for (std::uint32_t i = sentence_.first + 1; i + 1 < sentence_.last; ++i) {
            const bool opens = i - 1 == sentence_.first && is(i - 1, kFunction);  // "The Korda power plant"
            if (!capital(i) || taken(i) || words_[i].all_capitals || (capital(i - 1) && !opens)) continue;
            std::uint32_t name = i + 1;
            while (capital(name) && !taken(name) && name < i + 3) ++name;
            std::uint32_t head = name;
            while (head < name + 2 && head < sentence_.last && lexicon_.is_facility_kind(words_[head]))
                ++head;
            const std::uint32_t plain = kFunction | kCommon | kCalendar | kNotName | kTitle | kModifier;
            const bool built = is(head, kFacLower) || (head > name && is(head, kFacLast));
            if (!word(head) || words_[head].capital || !built || is(i, plain)) continue;
            const std::string& before = words_[i - 1].folded;
            if (before == "a" || before == "an") continue;
            if (lexicon_.is_head_word(words_[head], HeadWord::proper_head)) {
                add(i, head + 1, EntityType::facility, true);
            } else if (before == "the" || before == "at" || before == "in" || before == "of") {
                add(i, name, EntityType::geopolitical, false);
            }
            i = head;
        }
    }

    [[nodiscard]] bool person_word(std::uint32_t i) const {
        const Word& w = words_[i];
        if (w.kind != TokenKind::word) return false;
        const bool particle = w.folded == "al" || w.folded == "bin" || w.folded == "van" ||
                              w.folded == "von" || w.folded == "de" || w.folded.starts_with("al-") ||
                              w.folded.starts_with("el-");
        if (!w.capital && !particle) return false;
        return !is(i, kFunction | kTitle | kCalendar | kOrgLast | kOrgFirst | kNotName) || is(i, kGivenName);
    }

    /// "Syrian civil war" is the name of a war, the adjective in it included.
    void civil_wars() {
        for (std::uint32_t i = sentence_.first; i + 2 < sentence_.last; ++i) {
            if (!taken(i) || words_[i + 1].folded != "civil" || words_[i + 2].folded != "war" || !capital(i))
                continue;
            std::uint32_t first = i;
            while (first > sentence_.first && taken(first - 1) && capital(first - 1) && i - first < 2)
                --first;
            add(first, i + 3, EntityType::event, true);
        }
    }

    /// "Zimbabwe-Mozambique Joint Water Commission": two countries joined by a hyphen before a body they
    /// share.
    void two_country_bodies() {
        for (std::uint32_t i = sentence_.first; i + 2 < sentence_.last; ++i) {
            if (words_[i].token != words_[i + 1].token || !capital(i) || !capital(i + 1)) continue;
            std::uint32_t last = i + 2;
            while (capital(last) && !is(last, kFunction)) ++last;
            if (last > i + 2 && is(last - 1, kOrgLast)) add(i, last, EntityType::organisation, true);
        }
    }

    /// "Chadian Red Cross": the people's adjective is part of the society's name.
    void national_societies() {
        for (std::uint32_t i = sentence_.first + 1; i + 1 < sentence_.last; ++i) {
            const bool society = words_[i].folded == "red" && capital(i) &&
                                 (words_[i + 1].folded == "cross" || words_[i + 1].folded == "crescent");
            if (!society) continue;
            std::uint32_t first = i;
            while (first > sentence_.first && capital(first - 1) && !is(first - 1, kFunction | kTitle))
                --first;
            if (first < i && lexicon_.is_place_or_people(words_[first].folded))
                add(first, i + 2, EntityType::organisation, true);
        }
    }

    /// "CHISINAU (Agence Danube) —": whoever stands in brackets between a place and a dash sent the report.
    void dateline_agencies() {
        for (std::uint32_t i = sentence_.first + 1; i + 2 < sentence_.last && i < sentence_.first + 12; ++i) {
            if (words_[i].text != "(" || !capital(i - 1) || !capital(i + 1)) continue;
            std::uint32_t last = i + 1;
            while (word(last) && (words_[last].capital || is(last, kConnector))) ++last;
            const bool closed = last < sentence_.last && words_[last].text == ")" && last - i <= 6;
            if (!closed || last + 1 >= words_.size() || is(i + 1, kCalendar)) continue;
            const std::string_view mark = words_[last + 1].text;  // a sentence may end before the dash
            const bool ends = last + 1 >= sentence_.last && words_[i - 1].all_capitals;
            if (ends || mark == "-" || mark == "--" || mark == "–" || mark == "—")
                add(i + 1, last, EntityType::organisation, true);
        }
    }

    /// "the Mediation and Security Council": one article for both parts, a head of bodies at the end.
    void joined_bodies() {
        for (std::uint32_t i = sentence_.first + 2; i + 2 < sentence_.last; ++i) {
            const bool joins =
                (words_[i].folded == "and" || words_[i].text == "&") && capital(i - 1) && capital(i + 1);
            if (!joins || is(i - 1, kTitle | kOrgLast | kCompanyLast | kFunction) ||
                words_[i - 1].all_capitals)
                continue;
            std::uint32_t first = i - 1;
            while (first > sentence_.first && first + 4 > i &&
                   ((capital(first - 1) && !is(first - 1, kFunction)) ||
                    (words_[first - 1].text == "," && first - 1 > sentence_.first && capital(first - 2))))
                --first;
            if (first == sentence_.first ||
                (words_[first - 1].folded != "the" && words_[first - 1].folded != "its" &&
                 words_[first - 1].folded != "their" && words_[first - 1].kind != TokenKind::possessive) ||
                is(first, kOrgLast | kOrgFirst))
                continue;
            bool place = false;
            for (std::uint32_t k = first; k < i; ++k)
                place = place || lexicon_.is_place_or_people(words_[k].folded);
            std::uint32_t last = i + 1, head = 0;
            for (; capital(last) && !is(last, kFunction | kCalendar); ++last) {
                if (is(last, kOrgLast) && !is(last, kCompanyLast)) head = last + 1;
            }
            const bool known = lexicon_.match(words_, first, i, false).last == i;
            if (!place && !known && head >= i + 2) add(first, head, EntityType::organisation, true);
        }
    }

    /// "Movement for the Concord of Azawad (MCA)": the letters in brackets tell where the long form begins
    /// (A. Schwartz, M. Hearst, PSB 2003, the simple case).
    void explained_acronyms() {
        for (std::uint32_t i = sentence_.first + 2; i + 2 < sentence_.last; ++i) {
            const Word& acronym = words_[i + 1];
            const bool bracketed = words_[i].text == "(" && words_[i + 2].text == ")" &&
                                   acronym.all_capitals && acronym.kind == TokenKind::word &&
                                   acronym.text.size() >= 3 && acronym.text.size() <= 8;
            if (!bracketed || is(i + 1, kNotName | kCalendar)) continue;
            const std::int64_t first = long_form(i, acronym.folded);
            if (first < 0) continue;
            const auto begin = static_cast<std::uint32_t>(first);
            const std::uint32_t end = i - 1;
            if (is(end, kFacLast | kLocLast | kEventLast | kNotName | kGpeLast) && !is(end, kOrgLast))
                continue;
            bool people = false;
            for (std::uint32_t k = begin; k <= end; ++k) people = people || is(k, kGivenName);
            if (people || lexicon_.match(words_, begin, i, false).last == i) continue;
            add(begin, i, EntityType::organisation, true);
            if (lexicon_.match(words_, i + 1, i + 2, false).thing < 0)
                add(i + 1, i + 2, EntityType::organisation, true);
        }
    }

    /// Where the words before `end` begin whose first letters are `letters`; -1 if nowhere.
    [[nodiscard]] std::int64_t long_form(std::uint32_t end, std::string_view letters) const {
        std::size_t content = letters.size(), all = letters.size();
        for (std::uint32_t i = end; i-- > sentence_.first && end - i <= 14;) {
            if (words_[i].kind != TokenKind::word) {
                if (words_[i].text == "," || words_[i].text == "&") continue;
                return -1;
            }
            const bool small = is(i, kFunction | kConnector) && !words_[i].capital;
            if (!words_[i].capital && !small) return -1;
            const char letter = words_[i].folded[0];
            if (all > 0 && all <= letters.size())
                all = letters[all - 1] == letter ? all - 1 : letters.size() + 1;
            if (!small && content > 0 && content <= letters.size())
                content = letters[content - 1] == letter ? content - 1 : letters.size() + 1;
            if (all > letters.size() && content > letters.size()) return -1;
            if ((all == 0 || content == 0) && words_[i].capital) return i;
        }
        return -1;
    }

    /// Runs of capitals with small words inside that begin or end in a head word of bodies: "National
    /// Institute of Disaster Management".
    void long_bodies() {
        for (std::uint32_t i = sentence_.first; i < sentence_.last; ++i) {
            const bool people = capital(i) && taken(i) && !is(i, kFunction | kConnector) &&
                                i + 2 < sentence_.last && !taken(i + 1) && capital(i + 1) &&
                                (i == sentence_.first || !taken(i - 1)) &&
                                lexicon_.is_place_or_people(words_[i].folded);
            if (!capital(i) || (taken(i) && !people) || is(i, kFunction | kCalendar | kNotName)) continue;
            std::uint32_t last = i + 1;
            bool head = is(i, kOrgFirst);
            std::uint32_t heads_end = 0;
            while (last < sentence_.last && !taken(last)) {
                const bool small = is(last, kConnector) && !words_[last].capital && capital(last + 1) &&
                                   !taken(last + 1) &&
                                   (words_[last].folded == "of" || words_[last].folded == "for" ||
                                    (words_[last].folded == "and" && head));
                if (!small && (!capital(last) || is(last, kCalendar))) break;
                if (capital(last) && is(last, kOrgLast)) {
                    head = true;
                    heads_end = last + 1;
                }
                last += small ? 2 : 1;
                if (small && is(last - 1, kOrgLast)) heads_end = last;
            }
            const bool starts_sentence = i == sentence_.first && is(i, kCommon | kRolePerson);
            const bool person = is(i, kGivenName | kTitle) && !is(i, kOrgFirst) && heads_end == 0;
            bool of = false;
            for (std::uint32_t k = std::max(heads_end, i); k + 1 < last; ++k)
                of = of || words_[k].folded == "of";
            const bool office = last > heads_end && is(last - 1, kOffice) && !of;  // "Armed Forces Minister"
            const bool byline = i > sentence_.first && words_[i - 1].folded == "by" && is(last - 1, kOffice);
            if (head && !office && !byline && last - i >= 2 && !starts_sentence && !person &&
                (heads_end > 0 || words_[i + 1].folded == "of" || words_[i + 1].folded == "for")) {
                add(i, last, EntityType::organisation, true);
            }
            i = last - 1;
        }
    }

    /// "(INGC)" and other short words in capitals that nothing else explains.
    void acronyms() {
        for (std::uint32_t i = sentence_.first; i < sentence_.last; ++i) {
            const Word& w = words_[i];
            if (taken(i) || !w.all_capitals || w.kind != TokenKind::word || w.text.size() < 3 ||
                w.text.size() > 9)
                continue;
            if (is(i, kFunction | kCommon | kNotName | kCalendar | kTitle)) continue;
            if (i > sentence_.first &&
                (words_[i - 1].all_capitals || words_[i - 1].kind == TokenKind::number))
                continue;
            if (i + 1 < sentence_.last && words_[i + 1].all_capitals) continue;
            const bool bracketed = i > sentence_.first && i + 1 < sentence_.last &&
                                   words_[i - 1].text == "(" && words_[i + 1].text == ")";
            if (i == sentence_.first && !bracketed) continue;
            const std::string& before = words_[i - 1].folded;
            const bool apposed =
                before == "," || before == "by" || before == "told" || before == "from" || before == "with";
            if (!bracketed && !apposed && !again(i) && !introduced(i)) continue;
            add(i, i + 1, EntityType::organisation, bracketed);
        }
    }

    /// "the miners' federation FKTMB", "the MRN said": a body's kind, or the article and nothing it
    /// describes.
    [[nodiscard]] bool introduced(std::uint32_t i) const {
        const std::uint32_t next = i + 1;
        if (is(i - 1, kRoleBody) && !words_[i - 1].capital) return true;
        const bool described = i >= sentence_.first + 2 && is(i - 1, kModifier) && !words_[i - 1].capital;
        if (words_[described ? i - 2 : i - 1].folded != "the" || next >= sentence_.last) return false;
        return words_[next].kind != TokenKind::word || is(next, kFunction | kConnector) ||
               lexicon_.is_act(words_[next]) || words_[next].folded == "said";
    }

    /// The same letters stand elsewhere in the report.
    [[nodiscard]] bool again(std::uint32_t i) const {
        const auto same = [&](const Word& w) { return w.hash == words_[i].hash && w.all_capitals; };
        const auto first = std::find_if(words_.begin(), words_.end(), same);
        return first != words_.end() && std::find_if(first + 1, words_.end(), same) != words_.end();
    }

    /// A capital behind "in", "near", "at": a place; behind "the" with a place preposition before it: a
    /// region or river.
    void places() {
        for (std::uint32_t i = sentence_.first + 1; i < sentence_.last; ++i) {
            if (!capital(i) || taken(i) || words_[i].all_capitals || words_[i].text.size() < 3) continue;
            if (letters_then_digits(words_[i].text)) continue;
            if (is(i, kFunction | kCommon | kCalendar | kNotName | kTitle | kRolePerson | kRoleBody |
                          kRoleEvent | kOrgLast | kFacLast | kEventLast))
                continue;
            const std::string& before = words_[i - 1].folded;
            const bool article = before == "the" && i >= sentence_.first + 2;
            const std::string& preposition = article ? words_[i - 2].folded : before;
            const bool along =
                article && (preposition == "on" || preposition == "along" || preposition == "of" ||
                            preposition == "down" || preposition == "up");
            const bool described = before == "of" && i >= sentence_.first + 2 && is(i - 2, kRolePlace) &&
                                   !words_[i - 2].capital;  // "the town of Sindian"
            if (!among(preposition, kPlacePrepositions) && !along && !described) continue;
            std::uint32_t last = i + 1;
            while (capital(last) && !taken(last) && !is(last, kFunction | kCalendar | kTitle) && last - i < 3)
                ++last;
            if (last < sentence_.last && taken(last) && capital(last)) continue;
            if (preposition == "for" || preposition == "from" || preposition == "to") {
                if (is(i, kGivenName) || last - i > 1) continue;  // as likely a person or a body
            }
            const bool river = last - i == 1 && (article || is(last, kLocLower));
            if (is(last - 1, kOrgLast | kFacLast)) continue;
            add(i, last,
                river || is(last - 1, kLocLast) || is(i, kLocFirst) ? EntityType::location
                                                                    : EntityType::geopolitical,
                false);
            second_place(last, last - i == 1 && !article);
        }
    }

    /// "at Jarinje and Brnjak": what "and" joins to a lone place is one too.
    void second_place(std::uint32_t at, bool lone) {
        const std::uint32_t second = at + 1;
        if (!lone || second >= sentence_.last || words_[at].folded != "and" || !capital(second) ||
            taken(second))
            return;
        const std::uint32_t others = kFunction | kCommon | kCalendar | kNotName | kTitle | kGivenName |
                                     kRolePerson | kRoleBody | kOrgLast | kOrgFirst | kEventLast;
        if (is(second, others) || words_[second].all_capitals || words_[second].text.size() < 3) return;
        if (second + 1 < sentence_.last && (capital(second + 1) || is(second + 1, kConnector))) return;
        add(second, second + 1, EntityType::geopolitical, false);
    }

    const std::vector<Word>& words_;
    const std::vector<std::uint32_t>& bits_;
    const NameLexicon& lexicon_;
    const WordSentence& sentence_;
    std::vector<bool> taken_;
    std::vector<NameSpan> found_;
};

}  // namespace

std::vector<NameSpan> rule_names(const WordText& text, const std::vector<std::uint32_t>& bits,
                                 const NameLexicon& lexicon, const WordSentence& sentence,
                                 std::vector<bool> taken) {
    return Rules(text, bits, lexicon, sentence, std::move(taken)).run();
}

}  // namespace sitrep::annotate
