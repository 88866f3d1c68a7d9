/// @file acts_nouns.hpp
/// @brief Acts told by a noun: "Cairo's request for …", "issued an appeal for …", "won the backing of …".
#pragma once
#include "annotate/acts_clauses.hpp"
#include "annotate/quotations_speakers.hpp"

namespace sitrep::annotate {

class ActNouns {
  public:
    ActNouns(const ActClauses& clauses, const SpeakerResolver& resolver, const ActLexicon& lexicon)
        : clauses_(clauses), reading_(clauses.reading()), resolver_(resolver), lexicon_(lexicon) {}

    /// Fills actor, recipient and content of a draft that has its frame (shape owned or received) and cue;
    /// false where nobody's act is told.
    [[nodiscard]] bool read(std::uint32_t at, TokenRange reach, ActDraft& draft) const;

  private:
    [[nodiscard]] std::string_view word(std::uint32_t i) const { return reading_.word(i); }
    [[nodiscard]] WordClass cls(std::uint32_t i) const { return reading_.classes[i]; }
    [[nodiscard]] std::uint32_t phrase_begin(std::uint32_t at, TokenRange reach) const;
    [[nodiscard]] bool owned(std::uint32_t begin, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool carried(std::uint32_t at, std::uint32_t begin, TokenRange reach,
                               ActDraft& draft) const;
    [[nodiscard]] bool received(std::uint32_t at, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool by_agent(TokenRange reach, ActDraft& draft) const;
    void who_answers(TokenRange reach, ActDraft& draft) const;
    void end_before_verb(TokenRange& what) const;
    void with_determiner(TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool comes_from(TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool unowned(std::uint32_t begin, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool only_considered(std::uint32_t verb) const;
    [[nodiscard]] bool was_dealt_with(std::uint32_t from, TokenRange reach) const;
    [[nodiscard]] bool to_party(std::uint32_t begin, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool by_modifier(std::uint32_t at, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] TokenRange possessor(std::uint32_t end, std::uint32_t floor) const;
    [[nodiscard]] bool answered_by_another(std::uint32_t verb) const;
    [[nodiscard]] bool may_only(std::uint32_t verb) const;
    void whom_and_what(TokenRange reach, ActDraft& draft) const;

    const ActClauses& clauses_;
    const Reading& reading_;
    const SpeakerResolver& resolver_;
    const ActLexicon& lexicon_;
};

}  // namespace sitrep::annotate
