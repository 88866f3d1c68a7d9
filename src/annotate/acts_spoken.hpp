/// @file acts_spoken.hpp
/// @brief Acts without a cue frame: "we will …", "X must …", "no gate was opened", «Rebels To Give Up
/// Weapons».
#pragma once
#include "annotate/acts_clauses.hpp"

namespace sitrep::annotate {

/// Acts made by speaking the words, inside a quotation: a commitment, refusal, demand or denial whose actor
/// is the speaker. Fills `draft`; false where the word at `i` begins none.
[[nodiscard]] bool read_spoken_act(const ActClauses& clauses, std::uint32_t i, TokenRange reach,
                                   ActDraft& draft);
/// «Rebels To Give Up Weapons»: the plan of a title.
[[nodiscard]] bool read_headline_plan(const ActClauses& clauses, std::uint32_t i, TokenRange reach,
                                      ActDraft& draft);
/// «The board takes it up next Tuesday»: a present tense beside a coming day.
[[nodiscard]] bool read_dated_plan(const ActClauses& clauses, std::uint32_t i, TokenRange reach,
                                   ActDraft& draft);

}  // namespace sitrep::annotate
