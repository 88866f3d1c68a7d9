#include "brief/glosses.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kLongestName = 6;  // words before the head
constexpr std::array<std::string_view, 26> kGoesOn{
    "of",    "for",   "that", "which", "who",  "whose",  "between", "against", "on",
    "over",  "about", "with", "by",    "from", "where",  "when",    "named",   "called",
    "known", "to",    "in",   "at",    "near", "behind", "into",    "as"};
constexpr std::array<std::string_view, 19> kNoName{
    "larger", "smaller", "rival", "second", "other", "another", "new",  "same",  "similar", "such",
    "next",   "whole",   "own",   "entire", "main",  "only",    "last", "first", "old"};

std::string folded_word(const AnnotatedReport& entry, const Token& token) {
    return text::folded(entry.report.text.words(token.range));
}

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// A fuller name that ends with token `head`; none where the words before it are no name.
std::optional<TextRange> fuller_name(const AnnotatedReport& entry, const Sentence& sentence, std::size_t head,
                                     const BriefWords& sets) {
    const auto& tokens = entry.tokens.tokens;
    std::size_t begin = head;
    bool proper = tokens[head].capital;
    while (begin > sentence.first && head - begin <= kLongestName) {
        const Token& before = tokens[begin - 1];
        if (before.kind != TokenKind::word) break;
        const std::string word = folded_word(entry, before);
        if (is_one_of(kNoName, word)) return std::nullopt;
        if (word == "a" || word == "an" || word == "the") {
            // "The committee" names no more than is asked for.
            if (begin == head) return std::nullopt;
            return TextRange{word == "the" ? tokens[begin].range.begin : before.range.begin,
                             tokens[head].range.end};
        }
        if (sets.ends_a_name.holds(word)) break;
        if (proper && !before.capital) break;
        --begin;
    }
    if (!proper || begin == head || !tokens[begin].capital) return std::nullopt;
    // A capital that only begins the sentence makes no name of two words.
    if (begin == sentence.first && begin + 1 == head) return std::nullopt;
    return TextRange{tokens[begin].range.begin, tokens[head].range.end};
}

/// The one fuller name of a head before byte `end` of the text; none where there are two.
std::optional<TextRange> only_fuller_name(const Reader& reader, ReportIndex report, std::string_view head,
                                          std::uint32_t end) {
    const AnnotatedReport& entry = reader.dossier().reports[report];
    std::optional<TextRange> found;
    std::string found_words;
    for (const Sentence& sentence : entry.tokens.sentences) {
        if (sentence.range.begin >= end) break;
        if (entry.report.blocks[sentence.block].kind != BlockKind::body) continue;
        bool quoted = false;
        for (std::size_t i = sentence.first; i < sentence.last; ++i) {
            if (entry.tokens.tokens[i].range.begin >= end) break;
            // What somebody says of a harbour need not be this one.
            if (entry.tokens.tokens[i].kind == TokenKind::opening_quote) quoted = true;
            if (entry.tokens.tokens[i].kind == TokenKind::closing_quote) quoted = false;
            if (quoted || entry.tokens.tokens[i].kind != TokenKind::word ||
                folded_word(entry, entry.tokens.tokens[i]) != head)
                continue;
            // "The bridge company": a head that goes on is another's.
            const auto name = fuller_name(entry, sentence, i, reader.sets());
            if (!name) continue;
            std::string words = text::folded(entry.report.text.words(*name));
            for (const std::string_view article : {"a ", "an "})
                if (words.starts_with(article)) words.erase(0, article.size());
            if (found && !words.ends_with(found_words) && !found_words.ends_with(words)) return std::nullopt;
            if (found && words.size() <= found_words.size()) continue;
            found = name;
            found_words = std::move(words);
        }
    }
    return found;
}

}  // namespace

std::vector<Gloss> glosses_in(const Reader& reader, const Place& place, std::size_t most) {
    std::vector<Gloss> out;
    if (place.report >= reader.size() || place.span.empty()) return out;
    const AnnotatedReport& entry = reader.dossier().reports[place.report];
    const auto& tokens = entry.tokens.tokens;
    const TextRange range = entry.report.text.range(place.span);
    std::set<std::string> before;  // words of the place so far
    for (std::size_t i = entry.tokens.token_at(range.begin);
         i + 1 < tokens.size() && tokens[i].range.begin < range.end && out.size() < most; ++i) {
        const std::string word = folded_word(entry, tokens[i]);
        before.insert(word);
        if (word != "the" || tokens[i + 1].kind != TokenKind::word || tokens[i + 1].capital) continue;
        const std::string head = folded_word(entry, tokens[i + 1]);
        if (!reader.sets().bodies.holds(head) || !before.insert(head).second) continue;
        if (i + 2 < tokens.size() && tokens[i + 2].kind == TokenKind::word) {
            const std::string next = folded_word(entry, tokens[i + 2]);
            if (is_one_of(kGoesOn, next) || !reader.sets().ends_a_name.holds(next)) continue;
        }
        const auto full = only_fuller_name(reader, place.report, head, range.begin);
        if (!full) continue;
        out.push_back({"the " + std::string(entry.report.text.words(tokens[i + 1].range)),
                       {place.report, entry.report.text.source(*full)}});
    }
    return out;
}

}  // namespace sitrep::brief
