/// @file figures_nouns.hpp
/// @brief Nouns behind a number: plural or not, and the unit they give.
#pragma once
#include <string>
#include <string_view>

#include "annotate/figures_words.hpp"

namespace sitrep::annotate {

/// Does the word look like more than one thing? "countries", "sheep"; not "this", "perhaps".
[[nodiscard]] bool plural(std::string_view word, const FigureWords& words);
/// "Quarrymen", "tribeswomen": people by their trade or kin.
[[nodiscard]] bool men(std::string_view word);
/// "countries" to "country", folded: the unit of what is counted.
[[nodiscard]] std::string singular(std::string_view word);
/// Words for states, whose unit is "country".
[[nodiscard]] bool says_nation(std::string_view word);

}  // namespace sitrep::annotate
