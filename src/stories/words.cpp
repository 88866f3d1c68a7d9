#include "stories/words.hpp"

#include <algorithm>
#include <array>

#include "ledger/terms.hpp"
#include "text/utf8.hpp"

namespace sitrep::stories {
namespace {

// Words without matter of their own, sorted.
constexpr std::array<std::string_view, 118> kSmall = {
    "a",     "about",  "after",   "again", "all",    "also",  "an",      "and",     "any",  "are",  "as",
    "at",    "be",     "because", "been",  "before", "being", "between", "but",     "by",   "can",  "could",
    "did",   "do",     "does",    "down",  "during", "each",  "for",     "from",    "had",  "has",  "have",
    "he",    "her",    "here",    "him",   "his",    "how",   "i",       "if",      "in",   "into", "is",
    "it",    "its",    "just",    "may",   "me",     "might", "more",    "most",    "mr",   "mrs",  "ms",
    "must",  "my",     "no",      "nor",   "not",    "now",   "of",      "off",     "on",   "one",  "only",
    "or",    "other",  "our",     "out",   "over",   "own",   "s",       "said",    "same", "say",  "says",
    "she",   "should", "since",   "so",    "some",   "such",  "t",       "than",    "that", "the",  "their",
    "them",  "then",   "there",   "these", "they",   "this",  "those",   "through", "to",   "told", "too",
    "under", "until",  "up",      "us",    "very",   "was",   "we",      "were",    "what", "when", "where",
    "which", "while",  "who",     "will",  "with",   "would", "you",     "your"};

bool word_letter(char32_t c) { return text::is_letter(c) || text::is_digit(c); }
bool without_blanks(char32_t c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) ||
           (c >= 0x0E00 && c <= 0x0E7F);
}

}  // namespace

std::vector<std::string> story_words(std::string_view given, std::size_t most) {
    const std::string text =
        text::folded(given.substr(0, std::min<std::size_t>(given.size(), most * 16 + 64)));
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size() && words.size() < most;) {
        auto point = text::decode(text, at);
        if (point.size == 0) break;
        if (!word_letter(point.value)) {
            at += point.size;
            continue;
        }
        const std::size_t begin = at;
        if (without_blanks(point.value)) {
            const auto next = text::decode(text, at + point.size);
            if (next.size > 0 && without_blanks(next.value))
                words.push_back(text.substr(at, point.size + next.size));
            at += point.size;
            continue;
        }
        while (point.size > 0 &&
               (word_letter(point.value) ||
                ((point.value == '-' || point.value == '.' || point.value == ',') && at + 1 < text.size() &&
                 at > begin && text::is_digit(static_cast<unsigned char>(text[at - 1])) &&
                 word_letter(text::decode(text, at + 1).value)))) {
            at += point.size;
            point = text::decode(text, at);
        }
        const std::string word = text.substr(begin, at - begin);
        if (std::binary_search(kSmall.begin(), kSmall.end(), word)) continue;
        words.push_back(ledger::stem(word));
    }
    return words;
}

}  // namespace sitrep::stories
