/// @file acts_subjects.hpp
/// @brief Who acts where the words do not say it straight before the verb: appositions, agents, givers.
#pragma once
#include "annotate/acts_clauses.hpp"
#include "annotate/quotations_speakers.hpp"

namespace sitrep::annotate {

/// Every function returns empty words where nobody is found; `reach` is the cue's window.
class ActSubjects {
  public:
    ActSubjects(const ActClauses& clauses, const SpeakerResolver& resolver)
        : clauses_(clauses), reading_(clauses.reading()), resolver_(resolver) {}

    /// «which Ana Lopez, the mayor, denies»: the subject before an apposition.
    [[nodiscard]] TokenRange subject_before_apposition(std::uint32_t group, TokenRange reach) const;
    /// «Chile agreed on Wednesday to send a rig to the mine, where …»: the clause of a main verb ends there.
    /// The verb of "…, he said, asking …" or "…, he told Reuters, asking …" before a gerund; 0 if there is
    /// none.
    [[nodiscard]] std::uint32_t verb_of_saying_before(std::uint32_t at, TokenRange reach) const;
    /// «has written to Niger asking that»: whoever writes asks, and of Niger; not the words straight before
    /// the participle.
    void of_participle(std::uint32_t at, std::uint32_t group, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] std::uint32_t first_comma(std::uint32_t at, TokenRange reach) const;
    /// «Gates were opened by the firm, survivors charge»: who did what is told, by "by" or as its subject.
    [[nodiscard]] TokenRange doer_in(TokenRange words) const;
    /// «delivered 40 of the 90 boats Malta requested»: whoever gives was asked.
    [[nodiscard]] TokenRange giver_before(std::uint32_t at, TokenRange reach, const ActDraft& draft) const;
    /// «the 90 boats Malta requested»: of the words before the verb only the last name is its subject.
    void own_subject(TokenRange& actor) const;
    /// «By weighing a return, the cabinet …»
    [[nodiscard]] TokenRange subject_behind_comma(std::uint32_t from, TokenRange reach) const;
    /// «A joint letter requesting the mission is to reach …»: whoever sends the paper asks; done when it
    /// arrives.
    void by_paper(std::uint32_t at, TokenRange reach, ActDraft& draft) const;
    /// «47 Perish As Zimbabwe Vows …»: a subordinator written large ends the clause before it.
    void drop_clause_before(TokenRange& actor) const;
    /// «the boats Malta requested», «two ships, which Malta requested»: what stands before the subject.
    [[nodiscard]] TokenRange thing_before(TokenRange actor, std::uint32_t floor) const;
    /// "by the chief negotiator": whoever did it.
    [[nodiscard]] TokenRange agent(std::uint32_t from, TokenRange reach) const;

  private:
    [[nodiscard]] std::string_view word(std::uint32_t i) const { return reading_.word(i); }
    [[nodiscard]] WordClass cls(std::uint32_t i) const { return reading_.classes[i]; }

    const ActClauses& clauses_;
    const Reading& reading_;
    const SpeakerResolver& resolver_;
};

}  // namespace sitrep::annotate
