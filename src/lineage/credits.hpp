/// @file credits.hpp
/// @brief What the words of a report say about who gathered it: agencies credited or told, reporters of its
/// own.
#pragma once
#include <string>
#include <vector>

#include "lineage/lexicon.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::lineage {

/// whole: the report as such is the agency's ("VIENNA (AFP) –", "© AFP", a credit line). passage: one
/// statement is
/// ("told AFP", "seen by Lusa"). own: the outlet's own gathering ("told this newspaper", "By X in Y").
enum class CreditKind : std::uint8_t { whole, passage, own };

struct Credit {
    CreditKind kind = CreditKind::passage;
    std::string agency;  ///< empty for own
    TextRange range;     ///< the words
    std::string why;
};

/// Credits of a report in text order. Pictures credited to an agency are none.
[[nodiscard]] std::vector<Credit> find_credits(const AnnotatedReport& report, const Lexicon& lexicon);

}  // namespace sitrep::lineage
