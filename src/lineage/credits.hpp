/// @file credits.hpp
/// @brief What the words of a report say about who gathered it: agencies credited or told, reporters of its
/// own.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "lineage/lexicon.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::lineage {

/// whole: the report as such is the agency's ("VIENNA (AFP) –", "© AFP", a credit line). passage: one
/// statement is
/// ("told AFP", "seen by Lusa"). own: the outlet's own gathering ("told this newspaper", "By X in Y"). heard:
/// a statement taken from another outlet that is no agency ("state broadcaster X reported", "told state
/// radio").
enum class CreditKind : std::uint8_t { whole, passage, own, heard };

struct Credit {
    CreditKind kind = CreditKind::passage;
    std::string agency;  ///< empty for own and heard
    TextRange range;     ///< the words
    std::string why;
    std::string outlet;     ///< heard: its name, if the report gives it
    bool of_state = false;  ///< heard: "state", "state-run", "official", "government"
};

/// Why of an `own` credit that makes the whole report the outlet's own; of others only the sentence is.
inline constexpr std::string_view kOnTheSpot = "own reporter on the spot";
/// The same of a line that names the outlet's staff, but nobody sent anywhere.
inline constexpr std::string_view kOwnStaff = "the outlet's own staff";
/// Whether an `own` credit given for that reason is for the whole report.
[[nodiscard]] constexpr bool is_of_report(std::string_view why) {
    return why == kOnTheSpot || why == kOwnStaff;
}
/// Why of an `own` credit of some words.
inline constexpr std::string_view kOwnInterview = "the outlet's own interview";
inline constexpr std::string_view kToldOutlet = "told to the outlet itself";
/// Why of a `whole` credit that a report gives its maker.
inline constexpr std::string_view kMadeBy = "the report names who made it";
/// Why words rest on an agency.
inline constexpr std::string_view kToldAgency = "the words were told to the agency";
inline constexpr std::string_view kSeenByAgency = "what the words tell was seen by the agency";
inline constexpr std::string_view kTakenFromAgency = "the words are given as the agency's";

/// Whether a credit given for that reason is for some words of the report, not for the report.
[[nodiscard]] constexpr bool is_of_words(std::string_view why) {
    return why == kToldAgency || why == kSeenByAgency || why == kTakenFromAgency;
}

/// Credits of a report in text order. Pictures credited to an agency are none.
[[nodiscard]] std::vector<Credit> find_credits(const AnnotatedReport& report, const Lexicon& lexicon);

}  // namespace sitrep::lineage
