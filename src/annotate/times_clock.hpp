/// @file times_clock.hpp
/// @brief One clock told twice with its day behind: "at about 10:00 pm (1900 GMT) on Saturday".
#pragma once
#include <string_view>

#include "annotate/times_form.hpp"

namespace sitrep::annotate {

/// True if `local`, `world` in brackets and `day` are one time: `between` are the words between the clocks,
/// `behind` those between the brackets and the day. `local` then has the day and its zone, which the two
/// clocks tell.
[[nodiscard]] bool joins_clocks(TimeForm& local, const TimeForm& world, const TimeForm& day,
                                std::string_view between, std::string_view behind);

}  // namespace sitrep::annotate
