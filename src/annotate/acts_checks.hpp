/// @file acts_checks.hpp
/// @brief What a draft needs besides its own words to be an act of the report.
#pragma once
#include <vector>

#include "annotate/acts_clauses.hpp"
#include "annotate/acts_draft.hpp"
#include "sitrep/act.hpp"

namespace sitrep::annotate {

/// The words are no act: "I promise nothing", "nobody agrees", "we have signed papers before", or a denial of
/// something nobody was charged with. `before` are the report's acts so far.
[[nodiscard]] bool tells_no_act(const ActClauses& clauses, const ActDraft& draft,
                                const std::vector<Act>& before);

/// "the firm let me in", "engineers let it go": told in passing, an answer to nobody.
[[nodiscard]] bool lets_pass(const ActClauses& clauses, std::uint32_t at, TokenRange reach);

/// "made her say no": an infinitive of what somebody else does to one.
[[nodiscard]] bool is_made_to(const ActClauses& clauses, std::uint32_t at, TokenRange reach);

/// "demanded that the board throw it out": what is asked of somebody is not done by them.
[[nodiscard]] bool is_asked_of_another(const ActClauses& clauses, const ActDraft& draft,
                                       const std::vector<ActDraft>& drafts);

/// "denied having promised a boat", "ruled out opening the gate": what is denied or ruled out is not done.
[[nodiscard]] bool is_what_is_denied(const ActClauses& clauses, const ActDraft& draft,
                                     const std::vector<ActDraft>& drafts);

/// "The company rejects that" behind an accusation: it denies it.
[[nodiscard]] bool rejects_charge(const ActClauses& clauses, const ActDraft& draft,
                                  const std::vector<Act>& before);

/// "only if …", "once …": a condition on which somebody who was asked consents.
/// "will petition the court unless the board gives way" is a threat and no request; "will withdraw its claim
/// if the port pays" an offer and more than a plan.
void turn_on_terms(const ActClauses& clauses, ActDraft& draft);

[[nodiscard]] bool is_terms(const ActClauses& clauses, TokenRange condition);

/// "will never sign": refuses to.
void turn_negated_promise(ActDraft& draft);

/// The frame's own status, that of the words around the cue, or what tense and condition make of it.
[[nodiscard]] ActStatus status_of(const ActDraft& draft);

}  // namespace sitrep::annotate
