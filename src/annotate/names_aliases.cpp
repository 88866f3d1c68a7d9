#include "annotate/names_aliases.hpp"

#include <string>

namespace sitrep::annotate {

std::vector<NameSpan> cause_names(const NameView& view, const WordSentence& sentence) {
    std::vector<NameSpan> found;
    if (sentence.shouting || sentence.title_case) return found;
    const std::vector<Word>& words = view.words;
    for (std::uint32_t i = sentence.first; i + 2 < sentence.last; ++i) {
        if (!words[i].capital || !view.next_is_capital(i + 2, sentence) || view.is(i, kFunction)) continue;
        const std::string& link = words[i + 1].folded;
        if (link != "for" && link != "against" && link != "without") continue;
        const bool people = view.is(i, kRolePeople) || words[i].folded.ends_with('s');
        if (people && view.lexicon.sets().causes.holds(words[i + 2].folded) &&
            !view.next_is_capital(i + 3, sentence))
            found.push_back({i, i + 3, EntityType::organisation, -1, 0, true});
    }
    return found;
}

bool led_in_as_alias(const WordText& text, const NameLexicon& lexicon, std::uint32_t& first) {
    const std::vector<Word>& words = text.words;
    const auto mark = [&](std::uint32_t k) {
        return words[k].kind != TokenKind::word && words[k].text != "," && words[k].text != ".";
    };
    std::uint32_t i = first;
    std::uint32_t titled = first;
    if (i > 0 && words[i - 1].capital && (lexicon.bits(words[i - 1]) & kTitle) != 0) titled = --i;
    if (i > 0 && mark(i - 1)) --i;
    if (i > 0 && words[i - 1].folded == "the") --i;
    if (i > 0 && mark(i - 1)) --i;
    if (i == 0) return false;
    const std::string& cue = words[i - 1].folded;
    const bool known = cue == "as" && i > 1 && words[i - 2].folded == "known";
    if (!known && !lexicon.sets().alias_cues.holds(cue)) return false;
    first = titled;
    return true;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> aliases_of(const WordText& text,
                                                                const NameLexicon& lexicon,
                                                                const std::vector<NameSpan>& spans) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
    for (std::uint32_t k = 1; k < spans.size(); ++k) {
        std::uint32_t first = spans[k].first;
        if (!led_in_as_alias(text, lexicon, first)) continue;
        for (std::uint32_t i = k; i > 0; --i) {
            const NameSpan& bearer = spans[i - 1];
            if (bearer.sentence != spans[k].sentence) break;
            if (bearer.type != spans[k].type) continue;
            // «Mayor Ana Lopez and a man known as Storm»: somebody else.
            bool another = false;
            for (std::uint32_t w = bearer.last; w < spans[k].first; ++w)
                another = another || text.words[w].folded == "and" || text.words[w].folded == "who" ||
                          text.words[w].text == ";";
            if (!another) found.emplace_back(i - 1, k);
            break;
        }
    }
    return found;
}

}  // namespace sitrep::annotate
