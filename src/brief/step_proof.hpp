/// @file step_proof.hpp
/// @brief What the words of a step prove of the process it is shown in: that they belong to it, and what they
/// may be called.
#pragma once
#include <string>
#include <vector>

#include "brief/told_case.hpp"

namespace sitrep::brief {

/// Takes out steps that are not shown to be of the process (nothing named and nothing said in common with its
/// other steps) and those that only a retelling has which hardened its source; calls what is left no more
/// than its own words say ("answered" for "granted" where something else was agreed to). `all` are the places
/// of all steps, shown or not. A row that nothing holds together keeps the step that has the subject's words,
/// else the first.
void keep_what_is_proved(const Reader& reader, const Standing& standing, const std::string& subject,
                         const std::vector<Place>& all, std::vector<ToldStep>& row);

}  // namespace sitrep::brief
