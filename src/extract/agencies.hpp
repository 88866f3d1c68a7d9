/// @file agencies.hpp
/// @brief News agencies that the words credit: "told AFP", "(Reuters)", "© Agence France-Presse", "AFP/Lusa".
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "extract/lexicon.hpp"
#include "sitrep/report.hpp"

namespace sitrep::extract {

/// The agency form that stands exactly at `at`; none if there is none. Whole words only.
[[nodiscard]] const AgencyForm* agency_at(std::string_view text, std::size_t at, const Lexicon& lexicon);

/// Credits in text order. In media credits, datelines and captions every name counts; in the body only with a
/// cue beside it. An abbreviation that the text itself spells out as something else ("Armed Forces of the
/// Philippines (AFP)") is no agency.
[[nodiscard]] std::vector<AgencyCredit> agency_credits(const CleanText& text, std::span<const Block> blocks,
                                                       const Lexicon& lexicon);

}  // namespace sitrep::extract
