/// @file order_words.hpp
/// @brief Words that tell where a report stands in time to a happening: before it, during it, after it.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/result.hpp"

namespace sitrep::resolve {

/// ahead: it is still to come; during: it goes on; over: it has been.
enum class Phase : std::uint8_t { ahead, during, over };

/// Where a cue stands to the noun of the happening. founding: before a body that is being set up ("fledgling
/// government"); verb: the cue is the happening ("met in").
enum class CueSide : std::uint8_t { before, behind, founding, verb };

struct PhaseCue {
    std::vector<std::string> words;  ///< folded
    CueSide side = CueSide::before;
    Phase phase = Phase::ahead;
    std::string kind;  ///< of a verb: what happens
};

/// Nouns of happenings with their kind ("summit": gathering) and the cues of every language.
struct OrderWords {
    std::map<std::string, std::string, std::less<>> nouns;  ///< folded noun to kind
    std::vector<PhaseCue> cues;                             ///< longest first
    /// Cues that are verbs, by their first word: numbers in `cues`, longest first.
    std::map<std::string, std::vector<std::size_t>, std::less<>> verbs;

    [[nodiscard]] const std::string* kind_of(std::string_view folded) const {
        const auto found = nouns.find(folded);
        return found == nouns.end() ? nullptr : &found->second;
    }
};

/// Reads lexicon/time/LANGUAGE/phases.tsv of every language that has one. Fails with file and line on an
/// unknown role or phase, an empty cue, or an example without its words.
[[nodiscard]] Result<OrderWords> load_order_words(const std::filesystem::path& data);

}  // namespace sitrep::resolve
