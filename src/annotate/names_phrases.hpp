/// @file names_phrases.hpp
/// @brief Descriptions as the words build them: determiner or owner, modifiers, head noun of a role, what
/// hangs on it ("a senior official at the water ministry").
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/names_spans.hpp"

namespace sitrep::annotate {

/// A description: words `[first,last)`, its head word, and what it is a description of.
struct Phrase {
    std::uint32_t first = 0, head = 0, last = 0;
    std::uint32_t bits = 0;  ///< of the head
    std::string head_noun;   ///< singular, folded
    bool determined = false;
    bool definite = false;    ///< the, this, that, a possessive
    bool indefinite = false;  ///< a, an, one
    bool plural = false;
    bool holds_name = false;  ///< a name stands in it
    bool apposed = false;     ///< behind "NAME," without an article
    bool known_only = false;  ///< a plural that says something only where the report spoke of them before
    std::uint32_t owner =
        0;  ///< end of the owner's description ("the group" of "the group's leader"); 0: none
    std::uint32_t sentence = 0;
};

/// "its", "her" …: the owner is a pronoun.
[[nodiscard]] bool is_possessive(std::string_view folded);

class PhraseReader {
  public:
    PhraseReader(const WordText& text, const std::vector<NameSpan>& spans, const NameLexicon& lexicon);

    /// The description that begins at word `i` of sentence `index`; nothing where none begins there or the
    /// words are a title of the name behind them.
    [[nodiscard]] std::optional<Phrase> phrase_at(std::uint32_t i, std::uint32_t index) const;
    /// "the dam", "two posts": the built or natural thing described from word `i`; bits are those of the
    /// head.
    [[nodiscard]] std::optional<Phrase> thing_at(std::uint32_t i, std::uint32_t index) const;

    [[nodiscard]] std::uint32_t bits(std::uint32_t i) const;
    [[nodiscard]] bool named(std::uint32_t i) const { return span_at_[i] >= 0; }
    /// Index of the name that word `i` belongs to; -1 if none.
    [[nodiscard]] std::int32_t span_at(std::uint32_t i) const { return span_at_[i]; }

  private:
    [[nodiscard]] std::uint32_t noun_bits(std::uint32_t i, std::uint32_t wanted, std::string& singular,
                                          bool& plural) const;
    [[nodiscard]] std::uint32_t role_bits(std::uint32_t i, std::string& singular, bool& plural) const;
    std::uint32_t begin(Phrase& phrase, const WordSentence& sentence) const;
    void find_head(Phrase& phrase, std::uint32_t at, const WordSentence& sentence) const;
    void owner_alone(Phrase& phrase) const;
    [[nodiscard]] bool names_a_kind(std::uint32_t at, const Phrase& phrase,
                                    const WordSentence& sentence) const;
    [[nodiscard]] std::uint32_t place_inside(std::uint32_t at) const;
    void locate(Phrase& thing, const WordSentence& sentence) const;
    void portfolio(Phrase& phrase, const WordSentence& sentence) const;
    [[nodiscard]] bool before_person(const Phrase& phrase, const WordSentence& sentence) const;
    [[nodiscard]] bool behind_person(std::uint32_t first, const WordSentence& sentence) const;
    [[nodiscard]] bool closes(std::uint32_t i, const WordSentence& sentence) const;
    [[nodiscard]] std::uint32_t owner_end(std::uint32_t at, const WordSentence& sentence) const;
    [[nodiscard]] bool adjective_like(std::uint32_t i) const;
    [[nodiscard]] bool acceptable(Phrase& phrase, const WordSentence& sentence) const;
    [[nodiscard]] bool determined_acceptable(Phrase& phrase, const WordSentence& sentence) const;
    [[nodiscard]] std::optional<EntityType> span_type(std::uint32_t i) const;
    [[nodiscard]] bool names_itself(const Phrase& phrase, const WordSentence& sentence) const;
    void extend(Phrase& phrase, const WordSentence& sentence) const;
    void clause(Phrase& phrase, const WordSentence& sentence) const;
    [[nodiscard]] std::uint32_t noun_end(std::uint32_t at, const WordSentence& sentence) const;

    const WordText& text_;
    const std::vector<Word>& words_;
    const std::vector<NameSpan>& spans_;
    const NameLexicon& lexicon_;
    std::vector<std::int32_t> span_at_;
};

}  // namespace sitrep::annotate
