#include "annotate/names_tagged_people.hpp"

#include <algorithm>
#include <string>

namespace sitrep::annotate {
namespace {

bool person_word(const NameView& view, std::uint32_t i) {
    const Word& word = view.words[i];
    const bool particle = word.folded.starts_with("al-") || word.folded.starts_with("el-") ||
                          word.folded == "al" || word.folded == "bin" || word.folded == "ould" ||
                          word.folded == "van" || word.folded == "von" || word.folded == "de" ||
                          word.folded == "ibn";
    return word.kind == TokenKind::word && (word.capital || particle);
}

/// ", plant manager at …": what only a person is, in lower case and of somewhere.
bool role_follows(const NameView& view, std::uint32_t comma, const WordSentence& sentence) {
    if (comma + 2 >= sentence.last || view.words[comma].text != ",") return false;
    constexpr std::uint32_t kReach = 4;
    const std::uint32_t end = std::min(sentence.last - 1, comma + 1 + kReach);
    for (std::uint32_t i = comma + 1; i < end; ++i) {
        if (view.words[i].kind != TokenKind::word || view.words[i].capital) return false;
        const std::string& next = view.words[i + 1].folded;
        const bool somewhere = next == "of" || next == "at" || next == "for" || next == "in";
        if (view.is(i, kRolePerson) && somewhere)
            return !view.lexicon.sets().also_firms.holds(view.words[i].folded);
    }
    return false;
}

/// "of the Korland Board" behind two capitals that name no body themselves.
bool member_follows(const NameView& view, const TaggedSpan& tag, const WordSentence& sentence) {
    return tag.last - tag.first == 2 && tag.last + 3 < sentence.last && view.words[tag.last].folded == "of" &&
           view.words[tag.last + 1].folded == "the" && view.words[tag.last + 2].capital &&
           tag.type == TagType::organisation;
}

}  // namespace

bool like_person(const NameView& view, const TaggedSpan& tag, const WordSentence& sentence) {
    const std::uint32_t size = tag.last - tag.first;
    if (size < 2 || size > 4 || sentence.title_case || sentence.shouting) return false;
    const std::uint32_t heads =
        kOrgLast | kFacLast | kLocLast | kGpeLast | kEventLast | kFacLower | kLocLower;
    if (view.is(tag.last - 1, heads) || view.is(tag.first, kOrgFirst | kFacFirst | kLocFirst | kGpeFirst))
        return false;
    for (std::uint32_t i = tag.first; i < tag.last; ++i) {
        if (view.is(i, kFunction) || !person_word(view, i)) return false;
    }
    const bool article = tag.first > sentence.first && view.words[tag.first - 1].folded == "the";
    if (article) return false;
    const bool given = view.is(tag.first, kGivenName);
    const std::string& second = view.words[tag.first + 1].folded;
    const bool particle = second.starts_with("al-") || second.starts_with("el-") || second == "ould" ||
                          second == "bin" || second == "ibn" || second == "van";
    const bool titled_before =
        tag.first > sentence.first && view.is(tag.first - 1, kTitle) && view.words[tag.first - 1].capital;
    return given || titled_before || (particle && tag.type == TagType::organisation);
}

bool apposed_person(const NameView& view, const TaggedSpan& tag, const WordSentence& sentence) {
    const std::uint32_t size = tag.last - tag.first;
    if (size < 2 || size > 4) return false;
    constexpr std::uint32_t kHeads = kOrgLast | kFacLast | kLocLast | kGpeLast | kEventLast | kFunction;
    for (std::uint32_t i = tag.first; i < tag.last; ++i) {
        if (!person_word(view, i) || view.is(i, kHeads) || view.words[i].all_capitals) return false;
    }
    const bool behind = tag.first >= sentence.first + 2 && view.words[tag.first - 1].text == "," &&
                        view.is(tag.first - 2, kRolePerson) && !view.words[tag.first - 2].capital;
    if (behind) return tag.last >= sentence.last || view.words[tag.last].kind == TokenKind::punctuation;
    return !view.is(tag.first, kOrgFirst) &&
           (role_follows(view, tag.last, sentence) || member_follows(view, tag, sentence));
}

}  // namespace sitrep::annotate
