/// @file names_listed.hpp
/// @brief A reader's own gazetteer: names to find, with their type and perhaps a point on the map, as TSV or
/// JSONL.
///
///     ORG<TAB>Blue Shield Front|BSF
///     GPE<TAB>Tel Aqrab<TAB>34.5<TAB>38.1<TAB>SY
///     {"type": "PER", "names": ["Amal Haddad", "Umm Karim"]}
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/names_lexicon.hpp"

namespace sitrep::annotate {

struct ListedName {
    KnownThing thing;
    std::vector<std::string> names;
};

/// Rows of a gazetteer. A line is blank, a comment (#), a JSON object or columns: type (PER ORG GPE LOC FAC
/// NORP EVENT), names separated by "|", and optionally latitude, longitude, ISO country code and GeoNames id;
/// JSON has the keys type, names, latitude, longitude, country, geonames_id. Fails on the first broken line
/// with file, byte offset and line. Limits: 60,000 bytes a line, 64 names a line, 200 bytes a name, 1,000,000
/// lines.
[[nodiscard]] Result<std::vector<ListedName>> read_listed_names(std::string_view content,
                                                                const std::string& file);

/// The lexicon and the names of a gazetteer file, which go before its own.
[[nodiscard]] Result<NameLexicon> with_listed_names(const NameLexicon& lexicon,
                                                    const std::filesystem::path& file);

}  // namespace sitrep::annotate
