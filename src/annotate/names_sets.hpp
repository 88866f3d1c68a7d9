/// @file names_sets.hpp
/// @brief Sets of words around and inside names that the rules ask for.
#pragma once
#include <filesystem>

#include "annotate/word_sets.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

/// lexicon/names/word_sets.tsv, lower case; what each set is for stands at its head.
struct NameSets {
    WordSet second_halves, group_heads, place_heads, bodies, not_telling, silenced, telling_who, left_behind,
        apart, dotted, sides, channels, civic, of_bodies, bodies_do, also_firms, causes, alias_cues;
};

/// Fails as read_word_sets() does.
[[nodiscard]] Result<NameSets> load_name_sets(const std::filesystem::path& file);

}  // namespace sitrep::annotate
