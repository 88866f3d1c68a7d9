/// @file acts_passives.hpp
/// @brief Acts told from the side of whoever they are done to: "was denied entry", "were warned not to …".
#pragma once
#include "annotate/acts_clauses.hpp"
#include "annotate/acts_subjects.hpp"

namespace sitrep::annotate {

/// Fills recipient and actor of drafts in the passive; `reach` is the cue's window.
class ActPassives {
  public:
    ActPassives(const ActClauses& clauses, const SpeakerResolver& resolver, const ActSubjects& subjects)
        : clauses_(clauses), reading_(clauses.reading()), resolver_(resolver), subjects_(subjects) {}

    /// A frame of shape `suffered`: the subject is the recipient; false where nobody suffers it.
    [[nodiscard]] bool suffered(std::uint32_t at, TokenRange reach, ActDraft& draft) const;
    /// "the front, accused of the raid, …": a participle without "be".
    void reduced(TokenRange reach, ActDraft& draft) const;
    /// What stood as subject is asked or accused; "by A and B" acts.
    void turn(TokenRange reach, ActDraft& draft) const;
    /// "Parents were warned not to …", "has been threatened with …": somebody was.
    [[nodiscard]] bool told_whom(TokenRange reach, const ActDraft& draft) const;
    /// "an audit offered by Ana Lopez"
    [[nodiscard]] bool offered_by(std::uint32_t at, TokenRange reach, ActDraft& draft) const;

  private:
    [[nodiscard]] std::string_view word(std::uint32_t i) const { return reading_.word(i); }
    [[nodiscard]] WordClass cls(std::uint32_t i) const { return reading_.classes[i]; }
    [[nodiscard]] bool free_to_act(TokenRange reach, const ActDraft& draft) const;

    const ActClauses& clauses_;
    const Reading& reading_;
    const SpeakerResolver& resolver_;
    const ActSubjects& subjects_;
};

}  // namespace sitrep::annotate
