/// @file timeline_clauses.hpp
/// @brief Whether a day belongs to a clause, a condition or a thing that its sentence only mentions.
#pragma once
#include "brief/reader.hpp"

namespace sitrep::brief {

/// Whether the time expression at `time` dates something other than what its sentence tells: a relative or
/// subordinate clause, a condition, what may happen, a noun by its participle, an aside between commas. Where
/// it cannot be told, true: a day left out of the timeline is a gap, a wrong one is not.
[[nodiscard]] bool in_an_aside(const Reader& reader, const Place& sentence, const Place& time);

}  // namespace sitrep::brief
