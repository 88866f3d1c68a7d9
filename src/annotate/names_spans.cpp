#include "annotate/names_spans.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "annotate/names_aliases.hpp"
#include "annotate/names_places.hpp"
#include "annotate/names_report.hpp"
#include "annotate/names_rules.hpp"
#include "annotate/names_tagged.hpp"
#include "annotate/names_view.hpp"

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
    SpanFinder(const Report& report, const WordText& text, const NameResources& resources)
        : report_(report),
          view_{text, text.words, *resources.lexicon, *resources.places, {}},
          text_(text),
          words_(text.words),
          lexicon_(*resources.lexicon) {
        view_.bits.reserve(words_.size());
        for (const Word& word : words_)
            view_.bits.push_back(word.kind == TokenKind::word ? lexicon_.bits(word) : 0);
        for (const Word& word : words_) {
            if (word.kind == TokenKind::word && !word.capital) small_.insert(word.folded);
        }
        for (const WordSentence& sentence : text.sentences) {
            if (sentence.title_case || sentence.shouting) continue;
            for (std::uint32_t i = sentence.first + 1; i < sentence.last; ++i) {
                if (words_[i].capital) capital_.insert(words_[i].folded);
            }
        }
        if (report.outlet) outlet_ = outlet_places(view_, *report.outlet, report.text);
        const std::vector<TaggedSpan> tagged =
            resources.tagger->tag(text, {lexicon_, *resources.places, *resources.clusters});
        std::size_t next = 0;
        for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
            std::vector<TaggedSpan> here;
            while (next < tagged.size() && tagged[next].first < text.sentences[s].last)
                here.push_back(tagged[next++]);
            sentence(s, here);
        }
    }

    std::vector<NameSpan> finish() {
        std::sort(spans_.begin(), spans_.end(),
                  [](const NameSpan& a, const NameSpan& b) { return a.first < b.first; });
        learn_from_report(view_, outlet_, spans_);
        std::sort(spans_.begin(), spans_.end(),
                  [](const NameSpan& a, const NameSpan& b) { return a.first < b.first; });
        return std::move(spans_);
    }

  private:
    // ---- one sentence
    void sentence(std::uint32_t index, const std::vector<TaggedSpan>& tagged) {
        const WordSentence& sentence = text_.sentences[index];
        const std::vector<KnownMatch> known = known_names(sentence);
        std::vector<NameSpan> found = tagged_names(view_, tagged, known, index);
        // "But Secretary of State Ana Lopez": an office behind a small word is nobody's name.
        std::erase_if(found, [&](const NameSpan& span) {
            return span.type == EntityType::person && span.thing < 0 && span.size() == 2 &&
                   span.first == sentence.first && is(span.first, kFunction) && is(span.first + 1, kTitle) &&
                   !is(span.first + 1, kGivenName);
        });
        std::erase_if(found, [&](const NameSpan& span) {
            return label(span, sentence) || currency(span.first, span.last, sentence) ||
                   only_opens(span.first, span.last, sentence);
        });
        for (const NameSpan& cause : cause_names(view_, sentence)) {
            std::erase_if(found, [&](const NameSpan& other) {
                return other.first < cause.last && cause.first < other.last;
            });
            found.push_back(cause);
            found.back().sentence = index;
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
        for (NameSpan& span : rule_names(text_, view_.bits, lexicon_, sentence, taken)) {
            span.sentence = index;
            std::erase_if(found, [&](const NameSpan& other) {
                return span.first <= other.first && other.last <= span.last;
            });
            found.push_back(span);
        }
        for (NameSpan span : outlet_) {
            if (span.first < sentence.first || span.first >= sentence.last) continue;
            span.sentence = index;
            std::erase_if(found, [&](const NameSpan& other) {
                return other.first < span.last && span.first < other.last;
            });
            found.push_back(span);
        }
        for (NameSpan& span : found) {
            widen(span, sentence, found);
            if (span.first < span.last) spans_.push_back(span);
        }
    }

    [[nodiscard]] bool is(std::uint32_t i, std::uint32_t bit) const { return view_.is(i, bit); }
    [[nodiscard]] const KnownThing& thing(const KnownMatch& match) const { return view_.thing(match); }

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
            if (const KnownMatch owner = owner_of(match); owner.thing >= 0) match = owner;
            const bool opposed =
                i > sentence.first && (words_[i - 1].folded == "anti" || words_[i - 1].text == "-");
            if (opposed && match.last - match.first > 1 && words_[match.last - 1].folded == "group")
                --match.last;  // the group against it
            found.push_back(match);
            i = match.last;
        }
        return found;
    }

    /// "the UN refugee agency" describes a body by what it is; only the "UN" in it is a name.
    [[nodiscard]] KnownMatch owner_of(const KnownMatch& match) const {
        KnownMatch none{match.first, match.first, -1};
        const std::uint32_t head = match.last - 1;
        if (head == match.first || words_[head].capital || !is(head, kRoleBody)) return none;
        const KnownMatch owner = lexicon_.match(words_, match.first, head, false);
        for (std::uint32_t i = std::max(owner.last, match.first + 1); i < head; ++i) {
            if (words_[i].capital) return none;  // "UN Security council" is its name
        }
        return owner.thing >= 0 && owner.thing != match.thing ? owner : none;
    }

    /// "Home | News", "Name * Email *", "LEIA TAMBÉM:": words of the page about itself, outside the article.
    [[nodiscard]] bool label(const NameSpan& span, const WordSentence& sentence) const {
        if (span.thing >= 0 || sentence.block >= report_.blocks.size() ||
            !is_furniture(report_.blocks[sentence.block].kind))
            return false;
        bool shouted = true;
        for (std::uint32_t i = span.first; i < span.last; ++i) {
            if (is(i, kNotName)) return true;
            shouted = shouted && words_[i].all_capitals;
        }
        return shouted && span.first == sentence.first && span.last < sentence.last &&
               words_[span.last].text == ":";
    }

    /// "Pardon is extended to June": a capital that only the sentence's beginning or a title gives, in a
    /// report that has the word in small letters elsewhere and nowhere as a name.
    [[nodiscard]] bool only_opens(std::uint32_t first, std::uint32_t last,
                                  const WordSentence& sentence) const {
        const Word& word = words_[first];
        const bool given = first == sentence.first || sentence.title_case || sentence.shouting;
        const bool letters = word.all_capitals && (!sentence.shouting || word.text.size() < 5);
        return last == first + 1 && given && !letters && small_.contains(word.folded) &&
               !capital_.contains(word.folded);
    }

    /// "US$50 million", "US dollars": part of an amount.
    [[nodiscard]] bool currency(std::uint32_t first, std::uint32_t last, const WordSentence& sentence) const {
        if (last == first + 1 && last < sentence.last && words_[first].all_capitals &&
            (words_[last].folded == "dollar" || words_[last].folded == "dollars"))
            return true;
        return last == first + 1 && last < sentence.last && !words_[last].space_before &&
               words_[last].text.starts_with('$');
    }

    /// Known names that are also plain words need more than a capital.
    [[nodiscard]] bool plausible(const KnownMatch& match, const WordSentence& sentence) const {
        const Word& word = words_[match.first];
        if (match.last - match.first > 1) return true;
        if (currency(match.first, match.last, sentence) || only_opens(match.first, match.last, sentence))
            return false;
        const KnownKind kind = thing(match).kind;
        const bool common = is(match.first, kFunction | kCommon);
        const bool after_preposition =
            match.first > sentence.first && is(match.first - 1, kFunction | kConnector) &&
            words_[match.first - 1].folded != "what" && words_[match.first - 1].folded != "this";
        if (sentence.shouting && common) return after_preposition;
        if (word.folded == "west" || word.folded == "gulf" || word.folded == "east") {
            return match.first > sentence.first && words_[match.first - 1].folded == "the" &&
                   !view_.next_is_capital(match.last, sentence);
        }
        if (common && kind != KnownKind::country && match.first == sentence.first && !word.all_capitals)
            return false;
        // "the Labour Minister", "Interior Minister Carla Ponti": what an office is for
        if (is(match.first, kModifier) && view_.next_is_capital(match.last, sentence) &&
            lexicon_.title_length(words_, match.last, sentence.last) > 0)
            return false;
        const bool place =
            kind == KnownKind::country || kind == KnownKind::region || kind == KnownKind::capital;
        if (place && is(match.first, kGivenName) && !sentence.title_case && !sentence.shouting &&
            view_.next_is_capital(match.last, sentence) &&
            !is(match.last, kOrgLast | kFacLast | kLocLast | kGpeLast | kEventLast | kTitle)) {
            return false;  // "Jordan Pickford"
        }
        return true;
    }

    /// "Yundum airport", "Bristol Hotel", "Mpatsa primary school": takes in the head word that stands behind,
    /// and sets the type.
    void widen(NameSpan& span, const WordSentence& sentence, const std::vector<NameSpan>& others) const {
        std::uint32_t head = span.last;
        while (head < sentence.last && head < span.last + 2 && lexicon_.is_facility_kind(words_[head]))
            ++head;
        if (head >= sentence.last || words_[head].kind != TokenKind::word || sentence.title_case) return;
        const bool kind = head > span.last;  // "primary", "border"
        const bool lower = is(head, kFacLower) || (kind && is(head, kFacLast));
        if (!lower && !(words_[head].capital && is(head, kFacLast))) return;
        const bool plain = span.thing < 0 && !span.sure && span.size() <= 2 && lower;
        const bool misread = plain && span.type == EntityType::person && !is(span.first, kGivenName);
        const bool body = plain && span.type == EntityType::organisation && kind &&
                          !is(span.last - 1, kOrgLast) && !words_[span.last - 1].all_capitals;
        const bool place_name =
            misread || body || span.type == EntityType::geopolitical || span.type == EntityType::location;
        if (!place_name) return;
        if (lower && !words_[head].capital && !lexicon_.is_head_word(words_[head], HeadWord::proper_head)) {
            if (misread || body) span.type = EntityType::geopolitical;
            return;  // "the Korland refinery" is described by where it stands
        }
        const NameSpan wider{span.first, head + 1, EntityType::facility, -1, span.sentence, true};
        const auto clash = [&](const NameSpan& other) {
            return other.first != span.first && other.first < wider.last && wider.first < other.last;
        };
        if (std::any_of(others.begin(), others.end(), clash)) return;
        const bool country = span.thing >= 0;
        const std::string before = span.first > sentence.first ? words_[span.first - 1].folded : "";
        const bool one_of_many = before == "a" || before == "an";
        if (!words_[head].capital && (country || one_of_many))
            return;  // "Libya airport" describes, "Yundum airport" names
        span = wider;
    }

    const Report& report_;
    NameView view_;
    const WordText& text_;
    const std::vector<Word>& words_;
    const NameLexicon& lexicon_;
    std::set<std::string> small_;    ///< words that stand in small letters
    std::set<std::string> capital_;  ///< words that have a capital amid prose
    std::vector<NameSpan> spans_;
    std::vector<NameSpan> outlet_;  ///< where the report names its outlet
};

}  // namespace

std::vector<NameSpan> find_spans(const Report& report, const WordText& text, const NameResources& resources) {
    return SpanFinder(report, text, resources).finish();
}

}  // namespace sitrep::annotate