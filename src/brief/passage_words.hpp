/// @file passage_words.hpp
/// @brief Where the words of a shared passage came from, in words.
#pragma once
#include <string>
#include <vector>

#include "brief/reader.hpp"

namespace sitrep::brief {

/// "from r4 to r1", "likely" where nothing but the likelier way is told, and with the agency whose copy r4
/// carries; "both from r4" where a third report of the set gave the words to both; "from the agency that both
/// cite", else that the source is not told, with the report that handed them on to one side if the passages
/// show it; "direction undecided".
[[nodiscard]] std::string way_of(const Reader& reader, const Passage& passage);

/// The ways of all passages of a pair, counted where they differ: "1 from r1 to r2 and 3 both from r4".
[[nodiscard]] std::string ways_of(const Reader& reader, const std::vector<const Passage*>& passages);

}  // namespace sitrep::brief
