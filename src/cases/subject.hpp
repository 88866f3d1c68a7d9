/// @file subject.hpp
/// @brief What a process is called: a short phrase of what is asked, agreed or disputed, and between whom.
#pragma once
#include <string>
#include <string_view>

#include "cases/matter.hpp"

namespace sitrep::cases {

/// The thing itself out of the reports' words: "approve a vaccination campaign for the camp this week, as …"
/// gives "vaccination campaign for the camp". Words that open a grant, clauses that hang on, trailing days
/// and the leading article go; at most ten words stay.
[[nodiscard]] std::string thing_words(std::string_view words);

/// "four helicopters, asked of South Africa by Mozambique"; "charge of opening the gates, by survivors
/// against ZINWA"; the thing alone where no party is known.
[[nodiscard]] std::string subject_words(const Template& kind, const Matter& matter, EntityRef who_asks,
                                        EntityRef decider, const ledger::Evidence& evidence);

}  // namespace sitrep::cases
