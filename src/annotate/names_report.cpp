#include "annotate/names_report.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "annotate/names_aliases.hpp"
#include "annotate/names_context.hpp"
#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

class ReportNames {
  public:
    ReportNames(const NameView& view, std::vector<NameSpan>& spans)
        : view_(view), text_(view.text), words_(view.words), spans_(spans) {}

    void run(const std::vector<NameSpan>& outlet) {
        if (!outlet.empty() && outlet.front().size() > 1) outlet_ = words_[outlet.front().last - 1].folded;
        count_vessels();
        widen_vessels();
        vote();
        letters_are_bodies();
        // "alias Captain Storm": the title is part of it.
        for (NameSpan& span : spans_) {
            std::uint32_t first = span.first;
            if (span.type == EntityType::person && led_in_as_alias(text_, view_.lexicon, first))
                span.first = first;
        }
        add_missed();
    }

  private:
    [[nodiscard]] bool is(std::uint32_t i, std::uint32_t bit) const { return view_.is(i, bit); }
    [[nodiscard]] double prominence(std::uint32_t first, std::uint32_t last) const {
        return view_.prominence(first, last);
    }

    /// Types by majority where the report names a thing several times; parts of full names follow the full
    /// name.
    void vote() {
        std::map<std::string, std::map<EntityType, int>> votes;
        std::map<std::string, int> last_names;
        const std::set<std::string> bodies = told_bodies();
        const std::map<std::string, EntityType> wholes = first_words();
        const NameSpan* before = nullptr;
        for (const NameSpan& span : spans_) {
            const std::string name = folded_name(text_, span.first, span.last);
            votes[name][span.type] += span.sure ? 3 : 1;
            if (span.thing < 0 && !span.sure && vessel(span)) votes[name][EntityType::facility] += 3;
            if (span.thing < 0 && !span.sure && camp(span)) votes[name][EntityType::facility] += 100;
            if (span.thing < 0 && !span.sure && (place_context(span) || beside_place(before, span)))
                votes[name][EntityType::geopolitical] += 2;
            vote_by_company(span, votes[name]);
            before = &span;
            if (span.type == EntityType::person && span.size() >= 2 && !bodies.contains(name))
                ++last_names[folded_name(text_, span.last - 1, span.last)];
        }
        for (NameSpan& span : spans_) {
            if (span.thing >= 0) continue;
            const std::string name = folded_name(text_, span.first, span.last);
            if (span.size() == 1 && last_names.contains(name)) {
                span.type = EntityType::person;
                continue;
            }
            const bool guessed = span.type == EntityType::person || (span.type == EntityType::geopolitical &&
                                                                     prominence(span.first, span.last) <= 0);
            if (span.size() == 1 && guessed && !span.sure) {
                if (const auto whole = wholes.find(name); whole != wholes.end()) {
                    span.type = whole->second;
                    continue;
                }
            }
            auto& counted = votes[name];
            const auto best =
                std::max_element(counted.begin(), counted.end(),
                                 [](const auto& a, const auto& b) { return a.second < b.second; });
            if (best->second > counted.at(span.type)) span.type = best->first;
        }
    }

    /// "the water board, IVO, warned": one word in capitals amid prose is a body, though people are called
    /// Ivo; not where the report tells of such a person in small letters, or a name or title stands beside
    /// it.
    void letters_are_bodies() {
        constexpr std::size_t kLongest = 6;
        std::set<std::string> people;
        for (const Word& word : words_) {
            if (word.capital && !word.all_capitals) people.insert(word.folded);
        }
        for (NameSpan& span : spans_) {
            const WordSentence& sentence = text_.sentences[span.sentence];
            const Word& word = words_[span.first];
            const bool letters = span.size() == 1 && word.all_capitals && word.text.size() >= 2 &&
                                 word.text.size() <= kLongest && word.text.find('.') == std::string::npos;
            if (!letters || span.type != EntityType::person || sentence.title_case || sentence.shouting ||
                people.contains(word.folded) || view_.next_is_capital(span.last, sentence))
                continue;
            const bool beside = span.first > sentence.first &&
                                words_[span.first - 1].kind == TokenKind::word &&
                                (words_[span.first - 1].capital || is(span.first - 1, kTitle));
            if (!beside) span.type = EntityType::organisation;
        }
    }

    /// What a name's own company says of it; a table or a title says more.
    void vote_by_company(const NameSpan& span, std::map<EntityType, int>& votes) const {
        if (span.thing >= 0 || span.sure) return;
        if (told_as_place(view_, span) && !is(span.last - 1, kOrgLast | kFacLast))
            votes[EntityType::geopolitical] += 3;
        if (on_island(view_, span)) votes[EntityType::location] += 4;
        if (titled_behind(view_, span) && !is(span.last - 1, kOrgLast | kFacLast | kLocLast) &&
            span.size() >= 2 && prominence(span.first, span.last) <= 0)
            votes[EntityType::person] += 3;
        // "called on the Palace": the seat of a head of state speaks and answers
        if (span.size() == 1 && words_[span.first].text == "Palace" && span.first > 0 &&
            words_[span.first - 1].folded == "the")
            votes[EntityType::organisation] += 3;
        const bool unknown = prominence(span.first, span.last) <= 0;
        const bool place = span.type == EntityType::geopolitical || span.type == EntityType::location;
        const bool person =
            span.type == EntityType::person && !is(span.first, kGivenName | kMaybeGiven | kTitle);
        if (unknown && (place || person) && span.size() >= 2 &&
            !is(span.last - 1, kLocLast | kFacLast | kGpeLast) && acts_as_body(view_, span, place))
            votes[EntityType::organisation] += 3;
    }

    /// Names that a noun beside them tells to be bodies; their spans are set so.
    std::set<std::string> told_bodies() {
        std::set<std::string> bodies;
        for (NameSpan& span : spans_) {
            if (span.thing >= 0 || span.sure || span.type == EntityType::facility ||
                is(span.first, kGivenName | kTitle) || !told_as_body(view_, span))
                continue;
            if (prominence(span.first, span.last) > 0 && span.type == EntityType::geopolitical) continue;
            bodies.insert(folded_name(text_, span.first, span.last));
        }
        for (NameSpan& span : spans_) {
            if (span.thing < 0 && !span.sure && bodies.contains(folded_name(text_, span.first, span.last)))
                span.type = EntityType::organisation;
        }
        return bodies;
    }

    /// First words of longer names of bodies and places, with their type: "Torrin" where the report has
    /// "Torrin Copper", "Vila" where it has "Vila do Norte". Plain words are left out.
    [[nodiscard]] std::map<std::string, EntityType> first_words() const {
        std::map<std::string, EntityType> found;
        constexpr std::uint32_t kPlain = kFunction | kCommon | kModifier | kGivenName | kTitle | kCalendar |
                                         kOrgFirst | kOrgLast | kLocFirst | kGpeFirst | kNotName | kRoleBody;
        for (const NameSpan& span : spans_) {
            const bool body = span.type == EntityType::organisation && span.thing < 0 &&
                              prominence(span.first, span.first + 1) <= 0;
            const bool place = span.type == EntityType::geopolitical && span.size() >= 3;
            if ((!body && !place) || span.size() < 2 || is(span.first, kPlain)) continue;
            found.emplace(words_[span.first].folded, span.type);
        }
        return found;
    }

    /// "the Ana Mar" in a report that speaks of vessels: neither a person nor a body is called so.
    [[nodiscard]] bool vessel(const NameSpan& span) const {
        constexpr std::uint32_t kHeads =
            kOrgLast | kOrgFirst | kFacLast | kLocLast | kGpeLast | kEventLast | kTitle;
        if (vessels_ == 0 || span.size() < 2 || span.size() > 3 || span.first == 0) return false;
        const bool guessed =
            span.type == EntityType::person || span.type == EntityType::organisation ||
            (span.type == EntityType::geopolitical && prominence(span.first, span.last) <= 0);
        if (!guessed) return false;
        // "Djoumbe II plunged": a numeral, and no pope
        const std::string_view numeral = words_[span.last - 1].text;
        if ((numeral == "II" || numeral == "III" || numeral == "IV") &&
            !is(span.first, kGivenName | kTitle) && !is(span.first - 1, kTitle))
            return true;
        const bool article = words_[span.first - 1].folded == "the";
        const bool prose =
            !text_.sentences[span.sentence].title_case && !text_.sentences[span.sentence].shouting;
        // "the Blue Helmets" are people
        const bool plain = span.type == EntityType::organisation &&
                           (is(span.first, kCommon | kModifier) || is(span.last - 1, kCommon | kModifier) ||
                            (span.size() == 2 && words_[span.last - 1].folded.ends_with('s')));
        return article && prose && !plain && !is(span.last - 1, kHeads) && !is(span.first, kHeads) &&
               (span.last >= words_.size() || !is(span.last, kRoleBody | kRolePeople | kRolePerson));
    }

    /// "the Kafra camp": camps that no map knows have names of their own.
    [[nodiscard]] bool camp(const NameSpan& span) const {
        const bool place = span.type == EntityType::geopolitical || span.type == EntityType::location;
        return place && span.last < words_.size() && words_[span.last].text == "camp" &&
               prominence(span.first, span.last) <= 0;
    }

    /// "the Lady Amina" where the report has told of the ferry Lady Amina: no lady.
    void widen_vessels() {
        std::set<std::string> names;
        for (const NameSpan& span : spans_) {
            if (span.type == EntityType::facility && span.sure && span.size() == 2 &&
                is(span.first, kHonorific))
                names.insert(folded_name(text_, span.first, span.last));
        }
        for (NameSpan& span : spans_) {
            if (names.empty() || span.size() != 1 || span.first == text_.sentences[span.sentence].first)
                continue;
            if (!names.contains(folded_name(text_, span.first - 1, span.last))) continue;
            --span.first;
            span.type = EntityType::facility;
        }
    }

    void count_vessels() {
        for (const Word& word : words_)
            vessels_ += !word.capital && view_.lexicon.is_head_word(word, HeadWord::vessel);
    }

    /// "clinics at Baga and Kukawa": joined by "and" to a place behind a preposition.
    [[nodiscard]] bool beside_place(const NameSpan* left, const NameSpan& span) const {
        if (left == nullptr || span.size() != 1 || left->last + 1 != span.first || left->first == 0 ||
            words_[left->last].folded != "and" || is(span.first, kGivenName | kOrgLast | kOrgFirst))
            return false;
        const bool place = left->type == EntityType::geopolitical || left->type == EntityType::location;
        const std::string& preposition = words_[left->first - 1].folded;
        return place && (preposition == "in" || preposition == "at" || preposition == "near" ||
                         preposition == "between" || preposition == "outside");
    }

    /// A town of the gazetteer behind "in", "near", "from": whatever the tagger took it for.
    [[nodiscard]] bool place_context(const NameSpan& span) const {
        const WordSentence& sentence = text_.sentences[span.sentence];
        if (span.size() > 3 || span.first == sentence.first) return false;
        const std::string& before = words_[span.first - 1].folded;
        // "in La Unión": a town of the map, though unions are bodies
        if (is(span.last - 1, kOrgLast | kFacLast) &&
            (span.size() != 2 || words_[span.first].text.size() > 3 || before == "the"))
            return false;
        static constexpr std::array<std::string_view, 14> kBefore = {
            "in",   "near", "at",      "from",    "outside", "around", "to",
            "into", "off",  "towards", "between", "reached", "reach",  "reaches"};
        const bool preposition = text::among(before, kBefore);
        const bool described =
            before == "of" && span.first >= 2 &&
            (is(span.first - 2, kRolePlace) || words_[span.first - 2].text == "department");
        if ((preposition || described) && prominence(span.first, span.last) > 0) return true;
        static constexpr std::array<std::string_view, 6> kInside = {"in",      "near", "outside",
                                                                    "through", "via",  "into"};
        if (is(span.first, kGivenName | kOrgLast | kOrgFirst)) return false;
        if (before == "off" && span.type == EntityType::person) return true;
        if (text::among(before, kInside)) return span.size() == 1;
        return before == "at" && span.type == EntityType::person &&
               !view_.next_is_capital(span.last, sentence) &&
               (span.last >= sentence.last || words_[span.last].kind != TokenKind::possessive);
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
                if (words_[span.last - 1].capital && !words_[span.last - 1].all_capitals && span.thing < 0)
                    after_article_.insert(last);
                continue;
            }
            if (!is(span.last - 1, kCommon | kFunction)) names.try_emplace(last, EntityType::person, -1);
        }
        std::vector<bool> taken(words_.size(), false);
        for (const NameSpan& span : spans_)
            std::fill(taken.begin() + span.first, taken.begin() + span.last, true);
        for (NameSpan& span : spans_) {
            if (span.type == EntityType::person && is_outlet(span)) span.type = EntityType::organisation;
        }
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

    /// "The Ledger asked her", in The Northern Ledger: nobody has that for a surname behind an article.
    [[nodiscard]] bool is_outlet(const NameSpan& span) const {
        return span.size() == 1 && span.first > 0 && words_[span.first - 1].folded == "the" &&
               words_[span.first].folded == outlet_;
    }

    /// "Council members" where the report has named the Security Council.
    bool add_short_name(std::uint32_t i, std::uint32_t sentence, std::vector<bool>& taken) {
        const WordSentence& where = text_.sentences[sentence];
        if (i == where.first || where.shouting || where.title_case) return false;
        const bool paper = words_[i - 1].folded == "the" &&
                           (words_[i].folded == outlet_ || after_article_.contains(words_[i].folded));
        if (!paper && !short_names_.contains(words_[i].folded)) return false;
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
        return before || (view_.next_is_capital(last, sentence) && !is(last, kFunction | kTitle));
    }

    const NameView& view_;
    const WordText& text_;
    const std::vector<Word>& words_;
    std::vector<NameSpan>& spans_;
    int vessels_ = 0;                      ///< words of the report for vessels
    std::string outlet_;                   ///< last word of the outlet's name
    std::set<std::string> short_names_;    ///< last words of organisations' long names
    std::set<std::string> after_article_;  ///< the same of any: "the Accord" for the Democratic Accord
};

/// End of the words from `first` whose letters are `letters`; `first` if they are others.
std::uint32_t spells(const NameView& view, std::uint32_t first, std::string_view letters) {
    for (std::uint32_t i = first; i < view.words.size() && i < first + 12; ++i) {
        const std::string& word = view.words[i].folded;
        if (!letters.starts_with(word)) return first;
        letters.remove_prefix(word.size());
        if (letters.empty()) return i + 1;
    }
    return first;
}

}  // namespace

std::vector<NameSpan> outlet_places(const NameView& view, const LabelledText& outlet, const CleanText& text) {
    std::vector<NameSpan> found;
    std::string letters = text::folded(outlet.text);
    const bool article = letters.starts_with("the ");
    std::erase(letters, ' ');
    if (letters.size() < 3 || letters.size() > 60) return found;
    const TextRange own = outlet.span ? text.range(*outlet.span) : TextRange{};
    for (std::uint32_t i = 0; i < view.words.size(); ++i) {
        if (!view.words[i].capital && view.words[i].kind == TokenKind::word) continue;
        std::uint32_t last = spells(view, i, letters);
        if (last == i && article) last = spells(view, i, std::string_view(letters).substr(3));
        if (last == i) continue;
        const bool plain =
            last == i + 1 && view.is(i, kCommon | kFunction | kNotName | kGivenName | kCalendar);
        if (plain && !own.overlaps(view.words[i].range)) continue;
        if (view.lexicon.match(view.words, i, last, false).last == last) continue;  // the tables know it
        found.push_back({i, last, EntityType::organisation, -1, 0, true});
        i = last - 1;
    }
    return found;
}

void learn_from_report(const NameView& view, const std::vector<NameSpan>& outlet,
                       std::vector<NameSpan>& spans) {
    ReportNames(view, spans).run(outlet);
}

}  // namespace sitrep::annotate
