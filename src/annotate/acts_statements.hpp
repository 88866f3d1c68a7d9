/// @file acts_statements.hpp
/// @brief Acts told by no cue verb: what somebody will do, will not do, must do, or did not do.
#pragma once
#include <vector>

#include "annotate/acts_clauses.hpp"

namespace sitrep::annotate {

/// Index behind adverbs that deny nothing and tell no place.
[[nodiscard]] std::uint32_t past_adverbs(const ActClauses& clauses, std::uint32_t i, std::uint32_t end);
/// "X will stop unless …": a warning of whoever says so, with X as its actor, which the caller must find to
/// be no party.
[[nodiscard]] bool tells_unless(const ActClauses& clauses, std::uint32_t will, TokenRange reach,
                                ActDraft& draft);

/// Cheap test: a statement may begin at the word.
[[nodiscard]] bool opens_statement(std::string_view lower_word);

/// "We were not in the town", "Nobody has stopped it", "says it was not there", "That is a lie": a DENY.
/// Of what is told in somebody's words the draft asks that the words have a speaker (`needs_speaker`).
[[nodiscard]] bool read_denial(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft);

/// "The port will open on Friday", "is to open": a PLAN; "will not open": a REFUSE; "no boat will sail until
/// …": a REFUSE of whoever says so; "could sail if …": a PLAN on a condition.
[[nodiscard]] bool read_will(const ActClauses& clauses, std::uint32_t i, TokenRange reach, ActDraft& draft);

/// "unless …", "if … not …": what is to be averted.
[[nodiscard]] bool presses(const ActClauses& clauses, TokenRange condition);
/// "if …", "once …", "provided …", "as long as …": what has to come first, and is not to be averted.
[[nodiscard]] bool sets_terms(const ActClauses& clauses, TokenRange condition);
/// The same without a plain "if": who "will sail once …" promises it.
[[nodiscard]] bool promises_on_terms(const ActClauses& clauses, TokenRange condition);
/// "[will] teach any reader to fix a chain", "pay for anybody who asks": open to all, an offer.
[[nodiscard]] bool is_for_anybody(const ActClauses& clauses, TokenRange what);

/// "[will] carry them free of charge", "at no cost"
[[nodiscard]] bool is_for_nothing(const ActClauses& clauses, TokenRange what);

/// "escape prosecution", "face no charges", "get a pardon"
[[nodiscard]] bool is_spared(const ActClauses& clauses, std::uint32_t verb, TokenRange reach);

/// "somebody", "one": nobody in particular.
[[nodiscard]] bool is_anybody(std::string_view lower_word);

/// "said the army must leave": a DEMAND of whoever says so.
[[nodiscard]] bool read_obligation(const ActClauses& clauses, std::uint32_t i, TokenRange reach,
                                   ActDraft& draft);

/// "The front will sign", "The front will lock its weapons away, its leader promised": the cue tells more
/// than the statement.
[[nodiscard]] bool told_by_a_cue(const ActDraft& draft, const std::vector<ActDraft>& drafts);

}  // namespace sitrep::annotate
