/// @file asked.hpp
/// @brief What an opening act asks for, told short: its object without the clauses that hang on it.
#pragma once
#include <string>

#include "ledger/evidence.hpp"

namespace sitrep::cases {

/// The part of the act's object that says what is asked: up to "after …", "which …", a date, a quotation. The
/// act's own span where it has no object; nullopt where the object says nothing ("what", "it").
[[nodiscard]] std::optional<Span> asked_for(const ledger::Evidence& evidence, const Act& act);

/// Words that begin with a link or a mark say when or how, not what.
[[nodiscard]] bool hangs(const std::string& words);

}  // namespace sitrep::cases
