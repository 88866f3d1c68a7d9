/// @file acts_clauses.hpp
/// @brief How far an act reaches: the window of a cue, the end of its clause, its condition.
#pragma once
#include <string_view>
#include <vector>

#include "annotate/acts_draft.hpp"
#include "annotate/quotations_clauses.hpp"

namespace sitrep::annotate {

[[nodiscard]] bool is_be(std::string_view lower_word);
/// "we", "I", "our" …; "US" in capitals is a country.
[[nodiscard]] bool is_first_person(std::string_view lower_word);
[[nodiscard]] bool is_negation(std::string_view lower_word);

/// Reads clauses of one report. The reading and the words must outlive the value; every function is linear in
/// its sentence.
class ActClauses {
  public:
    ActClauses(const Reading& reading, const ActWords& words) : reading_(reading), words_(words) {}

    [[nodiscard]] const Reading& reading() const { return reading_; }
    [[nodiscard]] const ActWords& words() const { return words_; }
    [[nodiscard]] std::string_view word(std::uint32_t i) const { return reading_.word(i); }
    [[nodiscard]] WordClass cls(std::uint32_t i) const { return reading_.classes[i]; }
    [[nodiscard]] bool in_speech(std::uint32_t i) const;
    [[nodiscard]] bool first_person(std::uint32_t i) const;
    [[nodiscard]] bool has_finite(std::uint32_t from, std::uint32_t to) const;

    /// The part of the sentence a cue may reach: the quotation it stands in, or the words outside full
    /// quotations.
    [[nodiscard]] TokenRange window(std::uint32_t token) const;
    /// End of what an act is about: a comma before another clause, a condition, the window's end.
    [[nodiscard]] std::uint32_t clause_end(std::uint32_t from, TokenRange reach) const;
    /// A source and its cue stand within a few words of `from`.
    [[nodiscard]] bool ends_with_attribution(std::uint32_t from, std::uint32_t to) const;
    [[nodiscard]] bool another_clause(std::uint32_t i, TokenRange reach) const;
    /// "a summit on Thursday to …", "will meet to …"
    [[nodiscard]] bool tells_of_meeting(std::uint32_t from, std::uint32_t to) const;
    /// "the boats Malta requested", "what Malta requested": the object stands before the verb's subject.
    [[nodiscard]] bool is_relative(TokenRange cue, TokenRange reach) const;
    /// "the agreed plan", "the agreed UN backed plan": a participle before its noun.
    [[nodiscard]] bool is_attributive(std::uint32_t at, std::uint32_t group, TokenRange reach) const;
    /// Where the frame's words end that begin at `i`; 0 where they do not stand there.
    [[nodiscard]] std::uint32_t frame_end(const ActFrame& frame, std::uint32_t i, TokenRange reach) const;
    /// "applied in March for", "voted five to two to": where a verb of two words ends whose halves a time or
    /// a score stands between; 0 elsewhere.
    [[nodiscard]] std::uint32_t split_by_time(const ActFrame& frame, std::uint32_t i, TokenRange reach) const;
    /// "could admit", "can offer": a modal of what is possible stands before the verb.
    [[nodiscard]] bool is_potential(std::uint32_t verb) const;
    [[nodiscard]] std::uint32_t skip_adverbs(std::uint32_t i, std::uint32_t end) const;
    /// Subject of the nearest verb before `at` in reach, and that verb; both empty or `at` where there is
    /// none.
    [[nodiscard]] TokenRange governing_subject(std::uint32_t at, TokenRange reach, std::uint32_t* verb) const;

    /// The cue stands in an if-clause: what it tells has not been done. What was asked for before stays done
    /// ("if we get the maps we asked for").
    [[nodiscard]] bool is_hypothetical(const ActDraft& draft) const;
    /// The condition in the act's window that does not hold the act itself; empty if there is none.
    [[nodiscard]] TokenRange condition_of(const ActDraft& draft) const;
    /// "if A and B": the clauses beside "and", each with a verb of its own; empty if there is one part only.
    [[nodiscard]] std::vector<TokenRange> condition_parts(TokenRange condition) const;

  private:
    [[nodiscard]] bool starts_condition(std::uint32_t i, TokenRange reach) const;
    [[nodiscard]] bool opens_terms(std::uint32_t i, TokenRange reach) const;
    [[nodiscard]] bool binds(std::uint32_t i, TokenRange reach, const ActDraft& draft) const;
    [[nodiscard]] bool is_day(std::uint32_t i, TokenRange reach) const;
    [[nodiscard]] bool is_denied(std::uint32_t from, std::uint32_t to) const;
    [[nodiscard]] bool comes_to_pass(std::uint32_t from, TokenRange reach) const;
    [[nodiscard]] TokenRange whom_it_threatens(const ActDraft& draft, TokenRange reach) const;
    [[nodiscard]] TokenRange condition_in_marks(TokenRange reach) const;
    [[nodiscard]] bool describes_actor(const ActDraft& draft, std::uint32_t i) const;
    [[nodiscard]] bool starts_with_once_or_when(std::uint32_t i, TokenRange reach) const;
    [[nodiscard]] std::uint32_t condition_end(std::uint32_t begin, std::uint32_t cue, TokenRange reach) const;
    [[nodiscard]] bool of_verb_behind(std::uint32_t from, std::uint32_t condition) const;
    [[nodiscard]] TokenRange own_clause(TokenRange reach, std::uint32_t cue) const;
    [[nodiscard]] bool clause_follows(std::uint32_t from, std::uint32_t to) const;

    const Reading& reading_;
    const ActWords& words_;
};

}  // namespace sitrep::annotate
