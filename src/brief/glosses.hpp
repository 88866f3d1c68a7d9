/// @file glosses.hpp
/// @brief What a definite name ("the committee") stands for, in the report's own fuller words for it.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "brief/reader.hpp"

namespace sitrep::brief {

/// A bare definite name and the fuller words that the same report has for it before.
struct Gloss {
    std::string name;  ///< "the committee", as it stands, first letter in lower case
    Place full;        ///< "A joint liaison committee"
};

/// Bare definite names of bodies and things inside a place (set "bodies": "the committee", "the dam") with
/// the last fuller name of the same head before the place: with an article and words before the head ("a
/// joint liaison committee"), or proper ("Mtarazi Dam"). At most `most`, in text order. Nothing for a name
/// whose head stands in the place before it, that goes on ("the panel of judges", "the port that"), or for
/// which the report has two different fuller names: which is meant is not guessed. Matching heads, after
/// Vieira and Poesio, An Empirically Based System for Processing Definite Descriptions, 2000.
[[nodiscard]] std::vector<Gloss> glosses_in(const Reader& reader, const Place& place, std::size_t most);

}  // namespace sitrep::brief
