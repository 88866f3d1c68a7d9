/// @file party_words.hpp
/// @brief Parties of a process as sentences speak of them where they have no name: by the noun for them.
#pragma once
#include <string>

#include "cases/matter.hpp"

namespace sitrep::cases {

/// "nuns", of "the nuns of Tarn Abbey"; "court", of "the county court". "" where the party has a name, none
/// is known, or the noun fits anybody: "officials".
[[nodiscard]] std::string party_noun(EntityRef party, const ledger::Evidence& evidence);
/// Is the party spoken of in the event, by name or by its noun?
[[nodiscard]] bool speaks_of_party(const Event& event, EntityRef party, const ledger::Evidence& evidence);
/// The name that "its owner" stands for, where the reports tell it once: "Its owner, Tarn Lines, said"; else
/// the party itself.
[[nodiscard]] EntityRef who_is_meant(EntityRef party, const ledger::Evidence& evidence);
/// "court", of "a court in Lima hears him": the last body told before the phrase; "" for none.
[[nodiscard]] std::string body_before(const Event& event, const ledger::Evidence& evidence);
/// "Its owner", "their lawyer": words that name nobody outside of their sentence.
[[nodiscard]] bool hangs_on_pronoun(const std::string& name);

}  // namespace sitrep::cases
