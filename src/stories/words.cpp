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

bool ends_sentence(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (c == '\n') return true;
    return (c == '.' || c == '!' || c == '?') && at + 1 < text.size() &&
           (text[at + 1] == ' ' || text[at + 1] == '\n');
}

void end_sentence(SentenceWords& out) {
    const auto end = static_cast<std::uint32_t>(out.words.size());
    if (end > (out.ends.empty() ? 0 : out.ends.back())) out.ends.push_back(end);
}

/// Byte behind the word that begins at `at`: letters and digits, and marks inside a number.
std::size_t word_end(std::string_view text, std::size_t begin) {
    std::size_t at = begin;
    for (auto point = text::decode(text, at); point.size > 0; point = text::decode(text, at)) {
        const bool inside_number = (point.value == '-' || point.value == '.' || point.value == ',') &&
                                   at + 1 < text.size() && at > begin &&
                                   text::is_digit(static_cast<unsigned char>(text[at - 1])) &&
                                   word_letter(text::decode(text, at + 1).value);
        if (!word_letter(point.value) && !inside_number) break;
        at += point.size;
    }
    return at;
}

}  // namespace

void append_story_sentences(std::string_view given, std::size_t most, SentenceWords& out) {
    const std::string text =
        text::folded(given.substr(0, std::min<std::size_t>(given.size(), most * 16 + 64)));
    for (std::size_t at = 0; at < text.size() && out.words.size() < most;) {
        const auto point = text::decode(text, at);
        if (point.size == 0) break;
        if (!word_letter(point.value)) {
            if (ends_sentence(text, at)) end_sentence(out);
            at += point.size;
            continue;
        }
        if (without_blanks(point.value)) {
            const auto next = text::decode(text, at + point.size);
            if (next.size > 0 && without_blanks(next.value))
                out.words.push_back(text.substr(at, point.size + next.size));
            at += point.size;
            continue;
        }
        const std::size_t begin = at;
        at = word_end(text, begin);
        const std::string word = text.substr(begin, at - begin);
        if (std::binary_search(kSmall.begin(), kSmall.end(), word)) continue;
        out.words.push_back(ledger::stem(word));
    }
    end_sentence(out);
}

std::vector<std::string> story_words(std::string_view text, std::size_t most) {
    SentenceWords found;
    append_story_sentences(text, most, found);
    return std::move(found.words);
}

}  // namespace sitrep::stories
