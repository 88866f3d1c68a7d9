/// @file names.hpp
/// @brief Entities of one report: names, roles, places; mentions joined inside the report where the words
/// allow it.
///
/// A name is tagged by a small model (names_tagger.hpp), corrected by tables (names_lexicon.hpp), by head
/// words and by the rest of the report (names_spans.hpp); mentions are joined (names_join.hpp), descriptions
/// found (names_roles.hpp) and places put on the map (names_places.hpp).
#pragma once
#include <filesystem>
#include <memory>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

class NameLexicon;
class NameTagger;
class PlaceMap;
class WordClusters;

/// Tagger, gazetteer and alias tables; shared by copies, never changed.
struct NameResources {
    std::shared_ptr<const NameLexicon> lexicon;
    std::shared_ptr<const NameTagger> tagger;
    std::shared_ptr<const PlaceMap> places;
    std::shared_ptr<const WordClusters> clusters;  ///< of words; other taggers read them too
};
/// Reads lexicon/names, models/names.bin, places.bin and word_clusters.bin below `data`. Fails on the first
/// missing or broken file.
[[nodiscard]] Result<NameResources> load_name_resources(const std::filesystem::path& data);

/// Entities of the report with their mentions in text order; furniture is read too (a name in a caption is a
/// name).
[[nodiscard]] std::vector<Entity> find_names(const Report& report, const TokenizedText& tokens,
                                             const NameResources& resources);

}  // namespace sitrep::annotate
