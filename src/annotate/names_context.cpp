#include "annotate/names_context.hpp"

#include <array>

#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

bool small_word(const Word& word) { return word.kind == TokenKind::word && !word.capital; }

bool apposed_head(const NameView& view, std::uint32_t i) {
    return small_word(view.words[i]) && view.lexicon.is_head_word(view.words[i], HeadWord::apposed);
}

bool determines(const Word& word) {
    static constexpr std::array<std::string_view, 10> kWords = {"the", "a",   "an",    "its", "his",
                                                                "her", "our", "their", "one", "another"};
    return word.kind == TokenKind::possessive || text::among(word.folded, kWords);
}

/// "its contractor, Karada Tunel": whose it is stands near before the noun. "A spokeswoman for the agency,
/// Ann Field" tells of a person.
bool owned(const NameView& view, std::uint32_t head, std::uint32_t first) {
    for (std::uint32_t i = head; i > first && head - i < 4; --i) {
        const Word& before = view.words[i - 1];
        if (text::among(before.folded, text::kPossessives)) return true;
        if (!small_word(before) || determines(before)) return false;
    }
    return false;
}

/// Right behind the comma a determiner or owner, then words up to a noun of bodies before the next mark or
/// "of", "that", "which".
bool apposed_behind(const NameView& view, std::uint32_t comma, std::uint32_t last) {
    constexpr std::uint32_t kReach = 8;
    static constexpr std::array<std::string_view, 7> kEnds = {"which", "that", "of",  "in",
                                                              "based", "for",  "with"};
    if (comma + 2 >= last) return false;
    const bool opened =
        determines(view.words[comma + 1]) ||
        (view.words[comma + 1].capital && view.words[comma + 2].kind == TokenKind::possessive);
    if (!opened) return false;
    for (std::uint32_t i = comma + 1; i < last && i <= comma + kReach; ++i) {
        const Word& word = view.words[i];
        const bool ends =
            i + 1 >= last ||
            (view.words[i + 1].kind != TokenKind::word && view.words[i + 1].kind != TokenKind::possessive) ||
            text::among(view.words[i + 1].folded, kEnds);
        if (ends) return apposed_head(view, i);
        if (word.kind != TokenKind::word && word.kind != TokenKind::possessive) return false;
    }
    return false;
}

}  // namespace

bool told_as_body(const NameView& view, const NameSpan& span) {
    const WordSentence& sentence = view.text.sentences[span.sentence];
    if (sentence.title_case || sentence.shouting) return false;
    if (span.first > sentence.first) {
        const std::uint32_t before = span.first - 1;
        const bool opens = before == sentence.first && !view.is(before, kOrgFirst) &&
                           view.lexicon.is_head_word(view.words[before], HeadWord::apposed);
        if (apposed_head(view, before) || opens) return true;
        if (view.words[before].text == "," && before > sentence.first + 1 && apposed_head(view, before - 1) &&
            owned(view, before - 1, sentence.first))
            return true;
    }
    // "the Fenka agency": no place has one so
    if (span.last < sentence.last && span.first > sentence.first && span.size() == 1 &&
        view.words[span.last].text == "agency" && view.words[span.first - 1].folded == "the")
        return true;
    return span.last < sentence.last && view.words[span.last].text == "," &&
           apposed_behind(view, span.last, sentence.last);
}

bool told_as_place(const NameView& view, const NameSpan& span) {
    const WordSentence& sentence = view.text.sentences[span.sentence];
    if (span.first < sentence.first + 2 || view.words[span.first - 1].folded != "of") return false;
    const Word& owner = view.words[span.first - 2];
    return small_word(owner) && view.lexicon.sets().civic.holds(owner.folded);
}

bool on_island(const NameView& view, const NameSpan& span) {
    const WordSentence& sentence = view.text.sentences[span.sentence];
    if (span.first < sentence.first + 2 || view.words[span.first - 1].folded != "of") return false;
    const std::string& kind = view.words[span.first - 2].folded;
    return kind == "island" || kind == "isle" || kind == "islet" || kind == "atoll" || kind == "peninsula";
}

bool titled_behind(const NameView& view, const NameSpan& span) {
    const WordSentence& sentence = view.text.sentences[span.sentence];
    if (span.last + 3 >= sentence.last || view.words[span.last].text != ",") return false;
    const Word& office = view.words[span.last + 1];
    const std::string& joint = view.words[span.last + 2].folded;
    return small_word(office) && joint == "of" &&
           (view.is(span.last + 1, kRolePerson) || office.folded == "master" || office.folded == "skipper" ||
            office.folded == "captain");
}

bool acts_as_body(const NameView& view, const NameSpan& span, bool speaks) {
    const WordSentence& sentence = view.text.sentences[span.sentence];
    if (speaks && span.last < sentence.last &&
        view.lexicon.sets().bodies_do.holds(view.words[span.last].folded))
        return true;
    return span.first >= sentence.first + 2 && view.words[span.first - 1].folded == "of" &&
           view.lexicon.sets().of_bodies.holds(view.words[span.first - 2].folded);
}

}  // namespace sitrep::annotate
