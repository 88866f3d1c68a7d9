// Lines that read like the text under a photograph, and the credits that they end in.
#include <algorithm>
#include <array>

#include "extract/cues.hpp"
#include "extract/line_scan.hpp"
#include "text/utf8.hpp"

namespace sitrep::extract {

/// Words after which a verb form is an infinitive, a progressive, has a pronoun for its subject or is a noun:
/// not the way captions speak.
static bool binds_verb(std::string_view word) {
    static constexpr std::array<std::string_view, 19> kWords = {
        "to",  "is",  "are",  "be",  "been", "it",  "he", "she", "they", "we",
        "you", "who", "that", "not", "can",  "and", "a",  "an",  "the"};
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

/// "2 March", "March 2025", "in March": the month, not what soldiers do.
static bool month_named(std::string_view before, std::string_view after) {
    static constexpr std::array<std::string_view, 14> kWords = {"in",    "of",   "on",   "since", "until",
                                                                "by",    "from", "last", "this",  "next",
                                                                "early", "late", "mid",  "for"};
    const auto numbered = [](std::string_view word) { return !word.empty() && digit(word.front()); };
    return numbered(before) || numbered(after) ||
           std::find(kWords.begin(), kWords.end(), before) != kWords.end();
}

bool caption_like(const Line& line, bool inside, const Lexicon& lexicon) {
    constexpr std::uint32_t kMostWords = 35, kMostWithVerb = 26;
    if (line.words < 3 || line.words > kMostWords || line.quotes || line.bullet) return false;
    const std::string_view folded = line.folded;
    const auto word_at = [&](std::size_t at) { return folded.substr(at, folded.find(' ', at) - at); };
    bool verb = false, time = false;
    std::string_view before;
    for (std::size_t at = 0; at < folded.size();) {
        std::string_view word = word_at(at);
        const std::size_t next = at + word.size() + 1;
        while (!word.empty() && std::string_view(".,:;!?)\"'").find(word.back()) != std::string_view::npos)
            word.remove_suffix(1);
        const std::uint64_t known = lexicon.caption_words[word];
        if ((known & kCaptionEnemy) != 0) return false;
        if ((known & kTimeWord) != 0) time = true;
        if (at > 0 && (known & kCaptionVerb) != 0) {
            const std::string_view after = next < folded.size() ? word_at(next) : std::string_view();
            const bool month = (known & kTimeWord) != 0 && month_named(before, after);
            // "a new wave of …": a noun.
            if (!month && after != "of" && !binds_verb(before)) verb = true;
        }
        before = word;
        at = next;
    }
    const auto opens = [&](const std::string& words) { return folded.starts_with(words); };
    if (lexicon.caption_phrases.holds_any(folded) ||
        std::any_of(lexicon.caption_openings.begin(), lexicon.caption_openings.end(), opens))
        return true;
    const std::string_view inner = folded.substr(0, folded.size() - std::min<std::size_t>(folded.size(), 2));
    if (line.words > kMostWithVerb || !verb || inner.find(". ") != std::string_view::npos) return false;
    return inside ? time && line.ends_sentence : line.ends_sentence || time;
}

/// "(File photo)", "(AP Photo/Jane Example)", "(Jane Example via AP)", "(Reuters/Jane Example)".
static bool ends_in_bracket(const Line& line) {
    const std::size_t open = line.folded.rfind('(');
    if (!line.folded.ends_with(')') || open == std::string::npos || line.folded.size() - open > 60)
        return false;
    const std::string_view inner = std::string_view(line.folded).substr(open);
    for (const std::string_view word : {"photo", " image", "picture", " via ", "/"}) {
        if (inner.find(word) != std::string_view::npos) return inner.find("http") == std::string_view::npos;
    }
    return false;
}

bool ends_in_credit(const Line& line, const Lexicon& lexicon) {
    if (line.words < 4 || line.words > 60 || line.quotes) return false;
    if (ends_in_bracket(line)) return true;
    const std::size_t colon = line.folded.rfind(':');
    if (colon == std::string::npos || line.folded.size() - colon > 60) return false;
    const std::string_view lead = std::string_view(line.folded).substr(0, colon);
    const std::size_t sentence = lead.find_last_of(".!?)|([");
    if (sentence == std::string_view::npos) return false;
    const std::string_view word = text::trimmed(lead.substr(sentence + 1));
    return std::any_of(lexicon.cues.begin(), lexicon.cues.end(), [&](const FurnitureCue& cue) {
        return cue.kind == BlockKind::media_credit && cue.place == CuePlace::lead && cue.phrase == word;
    });
}

std::uint32_t credit_begin(std::string_view text, TextRange caption) {
    const std::string_view words = text.substr(caption.begin, caption.size());
    const std::size_t bracket = words.rfind('(');
    if (words.ends_with(')') && bracket != std::string_view::npos && bracket > 0)
        return caption.begin + static_cast<std::uint32_t>(bracket);
    const std::size_t colon = words.rfind(':');
    if (colon == std::string_view::npos) return caption.end;
    const std::size_t stop = words.substr(0, colon).find_last_of(".!?)|([");
    if (stop == std::string_view::npos) return caption.end;
    const bool opens = words[stop] == '(' || words[stop] == '[';
    return static_cast<std::uint32_t>(skip_spaces(text, caption.begin + stop + (opens ? 0 : 1), caption.end));
}

}  // namespace sitrep::extract
