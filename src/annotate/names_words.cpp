#include "annotate/names_words.hpp"

#include <algorithm>
#include <array>

#include "annotate/names_lexicon.hpp"
#include "text/hash.hpp"
#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

using text::among;

constexpr std::array<std::string_view, 22> kArticles = {
    "al",  "el",  "an",  "ar",   "as", "ash", "at", "az", "ad", "abd",   "abu",
    "ben", "bin", "umm", "ould", "ed", "es",  "de", "la", "le", "saint", "st"};
constexpr std::array<std::string_view, 14> kPrefixes = {"anti",  "pro",  "ex",    "non",   "post",
                                                        "pre",   "mid",  "trans", "inter", "intra",
                                                        "cross", "then", "neo",   "all"};

struct Part {
    std::uint32_t begin, end;
    bool capital;
};

bool is_hyphen(char32_t c) { return c == U'-' || c == U'‐' || c == U'‑'; }

std::vector<Part> hyphen_parts(std::string_view text, TextRange range) {
    std::vector<Part> parts;
    std::uint32_t begin = range.begin;
    for (std::uint32_t at = range.begin; at <= range.end;) {
        const text::CodePoint c = at < range.end ? text::decode(text, at) : text::CodePoint{U'-', 1};
        if (is_hyphen(c.value)) {
            parts.push_back({begin, at, begin < at && text::is_upper(text::decode(text, begin).value)});
            begin = at + c.size;
        }
        at += c.size;
    }
    return parts;
}

/// Whether the token is cut between two neighbouring parts.
bool cut_between(std::string_view text, const Part& left, const Part& right, const NameLexicon* lexicon) {
    const std::string a = text::folded(text.substr(left.begin, left.end - left.begin));
    if (left.capital && !right.capital) return left.end - left.begin >= 2 && !among(a, kArticles);
    if (!left.capital && right.capital) return among(a, kPrefixes);
    if (!left.capital || lexicon == nullptr) return false;
    const std::string b = text::folded(text.substr(right.begin, right.end - right.begin));
    return lexicon->is_place_or_people(a) && lexicon->is_place_or_people(b);
}

class Cutter {
  public:
    Cutter(std::string_view text, const NameLexicon* lexicon, std::vector<Word>& out)
        : text_(text), lexicon_(lexicon), out_(out) {}

    void cut(const Token& token, std::uint32_t index) {
        const std::string_view whole = text_.substr(token.range.begin, token.range.size());
        const bool plain =
            token.kind != TokenKind::word || whole.find_first_of("-\xE2") == std::string_view::npos;
        if (plain || (lexicon_ != nullptr && lexicon_->knows(text::folded(whole))))
            return emit(token, index, token.range, token.space_before);
        const std::vector<Part> parts = hyphen_parts(text_, token.range);
        std::uint32_t begin = parts.front().begin;
        bool space = token.space_before;
        for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
            const bool rejoins =
                !parts[i + 1].capital && i + 2 < parts.size() && parts[i + 2].capital;  // "Port-au-Prince"
            if (rejoins || !cut_between(text_, parts[i], parts[i + 1], lexicon_)) continue;
            if (parts.size() == 2 && given_name(token, parts[0], parts[1])) continue;
            emit(token, index, {begin, parts[i].end}, space);
            begin = parts[i + 1].begin;
            space = false;
        }
        emit(token, index, {begin, parts.back().end}, space);
    }

  private:
    /// "Lai Kun-hung", "Mr Seung-woo": a given name of two syllables behind another capital.
    [[nodiscard]] bool given_name(const Token& token, const Part& left, const Part& right) const {
        if (out_.empty() || !token.space_before || left.end - left.begin > 6 || right.end - right.begin > 6 ||
            right.end - right.begin < 2)
            return false;
        const Word& before = out_.back();
        if (before.kind != TokenKind::word || !before.capital || before.all_capitals ||
            before.folded == "the")
            return false;
        const std::string_view first = text_.substr(left.begin, left.end - left.begin),
                               second = text_.substr(right.begin, right.end - right.begin);
        if (lexicon_ == nullptr || lexicon_->knows(text::folded(first))) return false;
        const bool plain =
            std::all_of(second.begin(), second.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
            std::any_of(first.begin(), first.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        return plain && !second.ends_with("ed") && !second.ends_with("ing") &&
               !lexicon_->sets().second_halves.holds(second) && (lexicon_->bits(second) & kFunction) == 0;
    }

    void emit(const Token& token, std::uint32_t index, TextRange range, bool space) {
        if (range.empty()) return;
        Word word;
        word.range = range;
        word.text = text_.substr(range.begin, range.size());
        word.folded = text::folded(word.text);
        word.hash = word_hash(word.folded);
        word.kind = token.kind;
        word.space_before = space;
        word.token = index;
        if (range == token.range) {
            word.capital = token.capital;
            word.all_capitals = token.all_capitals;
        } else {
            describe_case(word);
        }
        out_.push_back(std::move(word));
    }

    static void describe_case(Word& word) {
        int letters = 0;
        bool lower = false;
        for (std::size_t at = 0; at < word.text.size();) {
            const text::CodePoint c = text::decode(word.text, at);
            at += c.size;
            if (!text::is_letter(c.value)) continue;
            const bool upper = text::is_upper(c.value);
            if (letters++ == 0) word.capital = upper;
            lower = lower || !upper;
        }
        word.all_capitals = letters >= 2 && !lower;
    }

    std::string_view text_;
    const NameLexicon* lexicon_;
    std::vector<Word>& out_;
};

void describe_case(WordSentence& sentence, const std::vector<Word>& words) {
    int letters = 0, shouting = 0, longer = 0, capital = 0;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        const Word& word = words[i];
        if (word.kind != TokenKind::word) continue;
        ++letters;
        shouting += word.all_capitals || (word.capital && word.text.size() == 1);
        if (word.text.size() < 4) continue;
        ++longer;
        capital += word.capital;
    }
    sentence.shouting = letters >= 3 && shouting * 10 >= letters * 8;
    const auto capitals = std::count_if(words.begin() + sentence.first, words.begin() + sentence.last,
                                        [](const Word& w) { return w.capital && w.folded != "i"; });
    sentence.lower = letters >= 4 && capitals == 0;
    const bool stopped = words[sentence.last - 1].text == ".";  // a headline has no full stop
    sentence.title_case = !sentence.shouting && !stopped && longer >= 4 && capital * 10 >= longer * 8;
}

/// "U" "." "S", written with one full stop: a slip for "U.S."
bool dotted_pair(std::string_view text, const std::vector<Token>& tokens, std::uint32_t i) {
    const auto letter = [&](const Token& token) {
        return token.kind == TokenKind::word && token.capital && token.range.size() == 1;
    };
    const Token &left = tokens[i], &stop = tokens[i + 1], &right = tokens[i + 2];
    return letter(left) && letter(right) && left.range.end == stop.range.begin &&
           stop.range.end == right.range.begin && text.substr(stop.range.begin, stop.range.size()) == ".";
}

}  // namespace

std::uint64_t word_hash(std::string_view folded) { return text::hash64(folded, 1); }

WordText cut_words(std::string_view text, const TokenizedText& tokens, const NameLexicon* lexicon) {
    WordText result;
    result.words.reserve(tokens.tokens.size() + tokens.tokens.size() / 16);
    Cutter cutter(text, lexicon, result.words);
    for (const Sentence& sentence : tokens.sentences) {
        WordSentence cut{
            static_cast<std::uint32_t>(result.words.size()), 0, sentence.block, false, false, false};
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            if (i + 2 < sentence.last && dotted_pair(text, tokens.tokens, i)) {
                Token pair = tokens.tokens[i];
                pair.range.end = tokens.tokens[i + 2].range.end;
                pair.all_capitals = true;
                cutter.cut(pair, i);
                i += 2;
                continue;
            }
            cutter.cut(tokens.tokens[i], i);
        }
        cut.last = static_cast<std::uint32_t>(result.words.size());
        describe_case(cut, result.words);
        if (cut.first < cut.last) result.sentences.push_back(cut);
    }
    return result;
}

bool letters_then_digits(std::string_view word) {
    std::size_t at = 0;
    while (at < word.size() && ((word[at] >= 'A' && word[at] <= 'Z') || (word[at] >= 'a' && word[at] <= 'z')))
        ++at;
    const bool digits = word.find_first_not_of("0123456789", at) == std::string_view::npos;
    return at > 0 && at < word.size() && digits;
}

}  // namespace sitrep::annotate
