#include "sitrep/tokens.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "text/utf8.hpp"

namespace sitrep {
namespace {

using text::CodePoint;

bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'’'; }
bool is_inner_hyphen(char32_t c) { return c == U'-' || c == U'‐' || c == U'‑'; }

/// Abbreviations whose full stop does not end a sentence: always before a name or a number.
constexpr std::array<std::string_view, 59> kTitles = {
    "mr",   "mrs", "ms",   "dr",  "prof", "col", "gen", "lt",  "maj",  "capt",   "sgt",  "cpl",
    "brig", "adm", "cmdr", "rev", "hon",  "sen", "rep", "gov", "pres", "st",     "mt",   "ft",
    "jr",   "sr",  "no",   "nos", "vs",   "v",   "fig", "al",  "etc",  "approx", "dept", "est",
    "jan",  "feb", "mar",  "apr", "jun",  "jul", "aug", "sep", "sept", "oct",    "nov",  "dec",
    "art",  "rs",  "tk",   "ksh", "ush",  "tsh", "sh",  "shs", "gs",   "bs",     "fr"};

bool is_title_abbreviation(std::string_view word) {
    const std::string low = text::folded(word);
    return std::find(kTitles.begin(), kTitles.end(), low) != kTitles.end();
}

/// Cuts one block into tokens. Straight quotes are told opening or closing by their neighbours.
class Tokenizer {
  public:
    Tokenizer(std::string_view text, TextRange block, std::vector<Token>& out)
        : text_(text), block_(block), out_(out) {}

    void run() {
        at_ = block_.begin;
        bool space = true;
        while (at_ < block_.end) {
            const CodePoint c = text::decode(text_, at_);
            if (text::is_space(c.value)) {
                at_ += c.size;
                space = true;
                continue;
            }
            space_before_ = space;
            space = false;
            if (text::is_letter(c.value)) {
                word();
            } else if (text::is_digit(c.value)) {
                number();
            } else {
                mark(c);
            }
        }
    }

  private:
    [[nodiscard]] CodePoint peek(std::uint32_t at) const {
        return at < block_.end ? text::decode(text_, at) : CodePoint{};
    }

    void emit(std::uint32_t begin, std::uint32_t end, TokenKind kind) {
        Token token{{begin, end}, kind, space_before_, false, false};
        if (kind == TokenKind::word) describe_case(token);
        out_.push_back(token);
        space_before_ = false;
        at_ = end;
    }

    void describe_case(Token& token) const {
        int letters = 0;
        bool lower = false;
        for (std::uint32_t i = token.range.begin; i < token.range.end;) {
            const CodePoint c = text::decode(text_, i);
            if (text::is_letter(c.value)) {
                const bool upper = text::is_upper(c.value);
                if (letters == 0) token.capital = upper;
                lower = lower || !upper;
                ++letters;
            }
            i += c.size;
        }
        token.all_capitals = letters >= 2 && !lower;
    }

    /// Letters and digits with inner apostrophes, hyphens and the full stops of "U.S."; cuts off a possessive
    /// ending.
    void word() {
        const std::uint32_t begin = at_;
        std::uint32_t end = begin;
        while (end < block_.end) {
            const CodePoint c = peek(end);
            if (text::is_digit(c.value) && sum_follows(begin, end)) break;
            if (text::is_letter(c.value) || text::is_digit(c.value)) {
                end += c.size;
                continue;
            }
            const CodePoint next = peek(end + c.size);
            const bool letter_follows = text::is_letter(next.value) || text::is_digit(next.value);
            if (letter_follows && is_inner_hyphen(c.value)) {
                end += c.size;
                continue;
            }
            if (letter_follows && is_apostrophe(c.value) && !possessive_at(end)) {
                end += c.size;
                continue;
            }
            if (c.value == U'.' && dotted_initial(begin, end)) {
                end += c.size;
                continue;
            }
            break;
        }
        emit(begin, end, TokenKind::word);
        if (const std::uint32_t length = possessive_at(end)) emit(end, end + length, TokenKind::possessive);
    }

    /// "Rs2,500", "KSh1.5bn": a sign of money in letters, then a number with a mark inside; "M23" is a name.
    [[nodiscard]] bool sum_follows(std::uint32_t begin, std::uint32_t digits) const {
        constexpr std::uint32_t kLongestSign = 4;
        if (digits == begin || digits - begin > kLongestSign || !text::is_upper(peek(begin).value))
            return false;
        std::uint32_t end = digits;
        while (end < block_.end && text_[end] >= '0' && text_[end] <= '9') ++end;
        if (end == digits || end + 1 >= block_.end || (text_[end] != ',' && text_[end] != '.')) return false;
        return text_[end + 1] >= '0' && text_[end + 1] <= '9';
    }

    /// Length of "'s" or of a bare apostrophe after s that stands at `at`; 0 if there is none.
    [[nodiscard]] std::uint32_t possessive_at(std::uint32_t at) const {
        const CodePoint mark = peek(at);
        if (!is_apostrophe(mark.value)) return 0;
        const CodePoint s = peek(at + mark.size);
        const CodePoint after = peek(at + mark.size + s.size);
        const bool ends = !text::is_letter(after.value) && !text::is_digit(after.value);
        if ((s.value == U's' || s.value == U'S') && ends) return mark.size + s.size;
        const CodePoint before = text::decode_before(text_, at);
        const bool plural = before.value == U's' || before.value == U'S';
        const bool bare = plural && text::is_space(s.value) && mark.value == U'’' && !single_quote_open_;
        return bare || (plural && mark.value == U'\'' && text::is_space(s.value) && !single_quote_open_)
                   ? mark.size
                   : 0;
    }

    /// "U.S", "J", "a.m": single letters joined by full stops; the stop at `end` belongs to the word.
    [[nodiscard]] bool dotted_initial(std::uint32_t begin, std::uint32_t end) const {
        const CodePoint last = text::decode_before(text_, end);
        if (!text::is_letter(last.value) || end - last.size < begin) return false;
        const std::uint32_t last_begin = end - last.size;
        const bool single = last_begin == begin || text::decode_before(text_, last_begin).value == U'.';
        if (!single) return false;
        const CodePoint next = peek(end + 1);
        const char32_t after = peek(end + 1 + next.size).value;
        // "U.S" with its last stop lost is still one word.
        const bool stop_lost = text::is_upper(last.value) && text::is_upper(next.value) &&
                               !text::is_letter(after) && !is_apostrophe(after);
        const bool more = text::is_letter(next.value) && (after == U'.' || stop_lost);
        const bool had_stop = last_begin > begin;
        const bool lone_capital = last_begin == begin && text::is_upper(last.value) &&
                                  text::is_space(next.value) && last.value != U'I';
        return more || had_stop || lone_capital;
    }

    void number() {
        const std::uint32_t begin = at_;
        std::uint32_t end = begin;
        while (end < block_.end) {
            const CodePoint c = peek(end);
            const CodePoint next = peek(end + c.size);
            if (text::is_digit(c.value)) {
                end += c.size;
            } else if ((c.value == U'.' || c.value == U',' || c.value == U':' || c.value == U'/') &&
                       text::is_digit(next.value)) {
                end += c.size;
            } else if (text::is_letter(c.value)) {
                // "1st", "06h30", "5km", "24-strong" keeps its hyphen outside
                end += c.size;
            } else {
                break;
            }
        }
        emit(begin, end, TokenKind::number);
        if (const std::uint32_t length = possessive_at(end)) emit(end, end + length, TokenKind::possessive);
    }

    void mark(CodePoint c) {
        const std::uint32_t end = at_ + c.size;
        switch (c.value) {
            case U'“':
            case U'„':
            case U'«':
                return emit(at_, end, TokenKind::opening_quote);
            case U'”':
            case U'»':
                return emit(at_, end, TokenKind::closing_quote);
            case U'‘':
                single_quote_open_ = true;
                return emit(at_, end, TokenKind::opening_quote);
            case U'"':
            case U'’':
            case U'\'':
                return straight_quote(c, end);
            default:
                break;
        }
        std::uint32_t stop = end;
        while ((c.value == U'.' || c.value == U'-' || c.value == U'?' || c.value == U'!') &&
               peek(stop).value == c.value)
            ++stop;
        const bool symbol = c.value == U'$' || c.value == U'€' || c.value == U'£' || c.value == U'¥' ||
                            c.value == U'%' || c.value == U'+' || c.value == U'=' || c.value == U'©' ||
                            c.value == U'#' || c.value == U'@';
        emit(at_, stop, symbol ? TokenKind::symbol : TokenKind::punctuation);
    }

    void straight_quote(CodePoint c, std::uint32_t end) {
        const CodePoint next = peek(end);
        const bool word_follows = text::is_letter(next.value) || text::is_digit(next.value) ||
                                  next.value == U'(' || next.value == U'$' || next.value == U'‘' ||
                                  next.value == U'\'' || next.value == U'[' || next.value == U'…';
        const bool bracket_before = !out_.empty() && out_.back().range.end == at_ && at_ > block_.begin &&
                                    (text_[at_ - 1] == '(' || text_[at_ - 1] == '[');
        const bool opens =
            word_follows && (space_before_ || bracket_before || preceded_by_dash()) && c.value != U'’';
        if (c.value == U'\'') single_quote_open_ = opens;
        if (c.value == U'’') single_quote_open_ = false;
        emit(at_, end, opens ? TokenKind::opening_quote : TokenKind::closing_quote);
    }

    [[nodiscard]] bool preceded_by_dash() const {
        if (at_ == block_.begin) return true;
        const char32_t before = text::decode_before(text_, at_).value;
        return before == U'—' || before == U'–' || before == U':';
    }

    std::string_view text_;
    TextRange block_;
    std::vector<Token>& out_;
    std::uint32_t at_ = 0;
    bool space_before_ = true;
    bool single_quote_open_ = false;
};

bool is_terminal(std::string_view mark) {
    return mark == "." || mark == "!" || mark == "?" || mark == "…" || mark.starts_with("..") ||
           mark.starts_with("!") || mark.starts_with("?");
}

/// Tokens of a sentence; a line without stops is cut after so many, so that what is read sentence by sentence
/// stays linear in the text.
constexpr std::uint32_t kLongestSentence = 1000;

/// Cuts the tokens of one block into sentences.
class SentenceCutter {
  public:
    SentenceCutter(std::string_view text, const std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}

    /// Index one past the last token of the sentence that starts at `first`, at most kLongestSentence behind.
    [[nodiscard]] std::uint32_t sentence_end(std::uint32_t first, std::uint32_t block_end) const {
        const std::uint32_t end = std::min(block_end, first + kLongestSentence);
        for (std::uint32_t i = first; i < end; ++i) {
            const Token& token = tokens_[i];
            const bool dotted = token.kind == TokenKind::word && words(i).ends_with('.');
            if (dotted && i + 1 < end && starts_sentence(i + 1, end) && ends_after_dotted(i, end))
                return i + 1;
            if (token.kind != TokenKind::punctuation || !is_terminal(words(i))) continue;
            std::uint32_t stop = i + 1;
            while (stop < end && closes(stop)) ++stop;
            if (stop == end) return end;
            if (words(i) == "." && i > first && keeps_going(i, stop)) continue;
            if (starts_sentence(stop, end)) return stop;
        }
        return end;
    }

  private:
    [[nodiscard]] std::string_view words(std::uint32_t i) const {
        return text_.substr(tokens_[i].range.begin, tokens_[i].range.size());
    }

    [[nodiscard]] bool closes(std::uint32_t i) const {
        const std::string_view word = words(i);
        return (tokens_[i].kind == TokenKind::closing_quote || word == ")" || word == "]") &&
               !tokens_[i].space_before;
    }

    /// A full stop after a title or an initial, or before a small letter, does not end the sentence.
    [[nodiscard]] bool keeps_going(std::uint32_t stop_mark, std::uint32_t next) const {
        const Token& before = tokens_[stop_mark - 1];
        if (before.kind != TokenKind::word || tokens_[stop_mark].space_before) return false;
        if (next != stop_mark + 1) return false;
        const std::string_view word = words(stop_mark - 1);
        if (!is_title_abbreviation(word)) return false;
        const Token& after = tokens_[next];
        if (after.kind == TokenKind::number) return true;
        return before.capital && after.kind == TokenKind::word && after.capital;
    }

    /// "U.S. officials" goes on; "from the U.S. The group" ends. A dotted word ends a sentence only before a
    /// word that is commonly small, so is capital because it starts one.
    [[nodiscard]] bool ends_after_dotted(std::uint32_t i, std::uint32_t end) const {
        static constexpr std::array<std::string_view, 33> kStarters = {
            "The",   "A",  "An", "In",   "On",   "At",    "But",   "And",  "It",    "He",      "She",
            "They",  "We", "I",  "This", "That", "These", "There", "For",  "After", "Before",  "When",
            "While", "If", "As", "Its",  "His",  "Her",   "Their", "Many", "Some",  "However", "Meanwhile"};
        const std::string_view dotted = words(i);
        if (dotted.size() <= 2) return false;
        const std::uint32_t next = i + 1;
        if (tokens_[next].kind == TokenKind::opening_quote) return next + 1 < end;
        return std::find(kStarters.begin(), kStarters.end(), words(next)) != kStarters.end();
    }

    /// A token that can open a sentence: capital word, number, opening mark; without white space only a
    /// capital word after a stop that was glued by accident ("Europe.IS has").
    [[nodiscard]] bool starts_sentence(std::uint32_t i, std::uint32_t end) const {
        const Token& token = tokens_[i];
        if (token.kind == TokenKind::opening_quote) {
            return i + 1 >= end || tokens_[i + 1].kind != TokenKind::word || tokens_[i + 1].capital;
        }
        if (token.kind == TokenKind::word) return token.capital;
        if (token.kind == TokenKind::number) return token.space_before;
        const std::string_view word = words(i);
        const bool opens =
            word == "(" || word == "[" || word == "•" || word == "-" || word == "–" || word == "—";
        return (opens || token.kind == TokenKind::symbol) && token.space_before;
    }

    std::string_view text_;
    const std::vector<Token>& tokens_;
};

}  // namespace

std::uint32_t TokenizedText::token_at(std::uint32_t offset) const {
    const auto found = std::partition_point(tokens.begin(), tokens.end(),
                                            [&](const Token& t) { return t.range.end <= offset; });
    return static_cast<std::uint32_t>(found - tokens.begin());
}

std::uint32_t TokenizedText::sentence_at(std::uint32_t offset) const {
    const auto found = std::partition_point(sentences.begin(), sentences.end(),
                                            [&](const Sentence& s) { return s.range.end <= offset; });
    return static_cast<std::uint32_t>(found - sentences.begin());
}

TokenizedText tokenize(const CleanText& clean, std::span<const Block> blocks) {
    TokenizedText result;
    const std::string_view all = clean.text();
    result.tokens.reserve(all.size() / 5);
    for (std::uint32_t block = 0; block < blocks.size(); ++block) {
        const auto first = static_cast<std::uint32_t>(result.tokens.size());
        Tokenizer(all, blocks[block].range, result.tokens).run();
        const auto last = static_cast<std::uint32_t>(result.tokens.size());
        const SentenceCutter cutter(all, result.tokens);
        for (std::uint32_t at = first; at < last;) {
            const std::uint32_t end = cutter.sentence_end(at, last);
            result.sentences.push_back(
                {at, end, block, {result.tokens[at].range.begin, result.tokens[end - 1].range.end}});
            at = end;
        }
    }
    return result;
}

}  // namespace sitrep
