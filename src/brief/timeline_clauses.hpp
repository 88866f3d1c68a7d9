/// @file timeline_clauses.hpp
/// @brief Whether a day belongs to a clause, a condition or a thing that its sentence only mentions.
#pragma once
#include <string_view>

#include "brief/reader.hpp"

namespace sitrep::brief {

/// Whether the time expression at `time` dates something other than what its sentence tells: a relative or
/// subordinate clause, a condition, what may happen, a noun by its participle, an aside between commas. Where
/// it cannot be told, true: a day left out of the timeline is a gap, a wrong one is not.
[[nodiscard]] bool in_an_aside(const Reader& reader, const Place& sentence, const Place& time);

/// Whether a day is that of a thing named: "the vote of 20 August", "a clash on May 2", "Sunday's vote".
/// Words of its sentence before and behind it as printed, `day` folded.
[[nodiscard]] bool is_of_a_thing_named(std::string_view before, std::string_view day,
                                       std::string_view behind);

/// Whether nothing is told to have been done on a day: it is compared with, excepted, of a call or of words
/// to the reader, or what was to be did not come. `quoted`: in somebody's own words.
[[nodiscard]] bool dates_no_deed(std::string_view before, std::string_view day, std::string_view behind,
                                 bool quoted);

/// Whether the clause of a day tells of what was still to come; `ahead`: "will", "is to".
[[nodiscard]] bool is_told_as_coming(std::string_view before, std::string_view day, std::string_view behind,
                                     const annotate::WordSet& ahead);

}  // namespace sitrep::brief
