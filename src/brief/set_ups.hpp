/// @file set_ups.hpp
/// @brief Bodies that one report has as planned and a later one as there: "the planned unity government",
/// "the recently formed unity government".
#pragma once
#include <string>
#include <vector>

#include "brief/reader.hpp"

namespace sitrep::brief {

struct SetUp {
    std::string body;  ///< the words that both have, folded: "unity government"
    Place planned;     ///< where it is not yet set up
    Place there;       ///< where it is, in a report that was written later
};

/// One for each pair of reports whose order rests on such words; empty where none does.
[[nodiscard]] std::vector<SetUp> set_ups(const Reader& reader);

}  // namespace sitrep::brief
