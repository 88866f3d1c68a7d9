#include "annotate/figures_things.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

using text::among;

constexpr std::uint32_t kLongestPlace = 8;  // words of "on both sides of the border"

class ThingReader {
  public:
    ThingReader(std::string_view text, const WholeWords& words) : text_(text), words_(words) {
        for (const auto& [noun, whole] : words.nouns) {
            if (noun[0] >= 'a' && noun[0] <= 'z' && noun.size() < 32)
                lengths_[static_cast<std::size_t>(noun[0] - 'a')] |= 1U << noun.size();
        }
    }

    void read(std::span<const Token> tokens) {
        for (std::size_t t = 0; t < tokens.size(); ++t) {
            const std::string_view word = words(tokens[t].range);
            const auto letter = static_cast<unsigned char>((word.empty() ? 0 : word[0]) | 0x20) - 'a';
            if (tokens[t].kind != TokenKind::word || letter < 0 || letter > 25 || word.size() > 31 ||
                (lengths_[static_cast<std::size_t>(letter)] >> word.size() & 1U) == 0)
                continue;
            add(tokens, t);
        }
    }

    std::vector<Thing> take() { return std::move(things_); }

  private:
    [[nodiscard]] std::string_view words(TextRange range) const {
        return text_.substr(range.begin, range.size());
    }

    void add(std::span<const Token> tokens, std::size_t t) {
        const auto noun = words_.nouns.find(text::folded(words(tokens[t].range)));
        if (noun == words_.nouns.end()) return;
        // "Institute of Disaster Management": a part of a name
        if (happens(noun->second.kind) && tokens[t].capital && t > 0) return;
        // "The fire service said": no fire
        if (happens(noun->second.kind) && t + 1 < tokens.size() &&
            words_.against_it.holds(text::folded(words(tokens[t + 1].range))))
            return;
        const Thing thing{&noun->second, tokens[t].range, described(tokens, t, noun->second)};
        // "set on fire", "opened fire": one of several things has an article
        const std::string_view word = words(thing.head);
        const bool bare = noun->second.kind == WholeKind::event && !word.ends_with('s') &&
                          !word.ends_with("ing") && thing.description.begin == thing.head.begin && t > 0 &&
                          tokens[t - 1].kind != TokenKind::possessive;
        if (!bare) things_.push_back(thing);
    }

    /// "floods on the Pungwe river", "a damaged dam", "Monday morning's collapse": the noun with what belongs
    /// to it.
    [[nodiscard]] TextRange described(std::span<const Token> tokens, std::size_t at,
                                      const WholeNoun& noun) const {
        TextRange range = tokens[at].range;
        range.begin = article_before(tokens, at);
        if (!happens(noun.kind)) return range;
        constexpr std::array<std::string_view, 16> kEnds = {
            "have",  "has",  "had", "that",  "which", "who",  "killed", "since",
            "after", "when", "and", "while", "was",   "were", "is",     "are"};
        if (at + 2 >= tokens.size() || !says_where(words(tokens[at + 1].range))) return range;
        for (std::size_t next = at + 1; next < std::min(tokens.size(), at + 2 + kLongestPlace); ++next) {
            const bool word = tokens[next].kind == TokenKind::word || tokens[next].kind == TokenKind::number;
            const std::string_view here = words(tokens[next].range);
            if (!word || among(here, kEnds)) break;
            if (words_.befell_verbs.holds(here) || words_.outcome_verbs.holds(here)) break;
            range.end = tokens[next].range.end;
        }
        return range;
    }

    /// Where the nearest article or owner begins, at most three words before; else where the noun begins.
    [[nodiscard]] std::uint32_t article_before(std::span<const Token> tokens, std::size_t at) const {
        for (std::size_t back = 1; back <= 3 && back <= at; ++back) {
            const Token& token = tokens[at - back];
            if (token.kind != TokenKind::word) break;
            if (among(text::folded(words(token.range)), text::kDeterminers)) return token.range.begin;
        }
        return tokens[at].range.begin;
    }

    std::string_view text_;
    const WholeWords& words_;
    std::array<std::uint32_t, 26> lengths_{};  ///< of the nouns that begin with each letter, as bits
    std::vector<Thing> things_;
};

}  // namespace

std::vector<Thing> things_of(const Report& report, const TokenizedText& tokens, const WholeWords& words) {
    ThingReader reader(report.text.text(), words);
    for (const Sentence& sentence : tokens.sentences) reader.read(tokens.of(sentence));
    return reader.take();
}

}  // namespace sitrep::annotate
