/// @file names_places.hpp
/// @brief Where a place named in a report lies: candidates from the gazetteer, weighed by size, by the
/// countries and regions the report speaks of, and by what stands beside the name ("Benton, Arkansas").
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "annotate/names_gazetteer.hpp"
#include "annotate/names_join.hpp"

namespace sitrep::annotate {

/// The gazetteer and the spellings it lacks.
class PlaceMap {
  public:
    /// Reads models/places.bin, lexicon/names/place_spellings.tsv and country_cues.tsv below `data`.
    [[nodiscard]] static Result<PlaceMap> load(const std::filesystem::path& data);

    /// Records that carry the name (as of place_key), largest first.
    [[nodiscard]] std::vector<std::uint32_t> find(std::string_view key) const;
    [[nodiscard]] GazetteerPlace at(std::uint32_t index) const { return gazetteer_.at(index); }
    /// log10 of the population of the largest place of that name; 0 if there is none.
    [[nodiscard]] double prominence(std::string_view key) const;
    /// Whether a folded word shortens the name of a state or province ("Fla", "Conn").
    [[nodiscard]] bool abbreviates(std::string_view word) const;
    /// The country whose papers use a folded word (word_hash of it); empty if there is none.
    [[nodiscard]] std::string_view cue(std::uint64_t word) const;

  private:
    std::optional<Error> read_spellings(const std::filesystem::path& path);
    std::optional<Error> read_cues(const std::filesystem::path& path);
    PlaceGazetteer gazetteer_;
    std::unordered_map<std::uint64_t, std::string> cues_;  // looked up only, never walked
    std::map<std::string, std::vector<std::uint32_t>, std::less<>> spellings_;
};

/// Gives drafts of places a point where the report's words and the gazetteer agree on one; others keep none.
/// Countries have theirs from the table already.
void resolve_places(const WordText& text, const NameLexicon& lexicon, const PlaceMap& map,
                    std::vector<Draft>& drafts);

}  // namespace sitrep::annotate
