// A table of names from outside: any bytes are read or refused with file and line.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "annotate/names_lexicon.hpp"
#include "annotate/names_places.hpp"
#include "resources.hpp"
#include "sitrep/engine.hpp"

namespace {

/// A folder of our own tables, one of them replaced by the bytes.
const std::filesystem::path& folder() {
    static const std::filesystem::path kFolder = [] {
        const auto resources = sitrep::Resources::load();
        if (!resources) std::abort();
        auto to = std::filesystem::temp_directory_path() /
                  ("sitrep-fuzz-" + std::to_string(std::random_device()()));
        std::filesystem::create_directories(to / "lexicon");
        std::filesystem::copy(resources->parts().folder / "lexicon" / "names", to / "lexicon" / "names");
        std::filesystem::create_directories(to / "models");
        std::filesystem::copy_file(resources->parts().folder / "models" / "places.bin",
                                   to / "models" / "places.bin");
        return to;
    }();
    return kFolder;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static constexpr const char* kTables[] = {"countries.tsv",     "regions.tsv",         "groups.tsv",
                                              "organisations.tsv", "titles.tsv",          "heads.tsv",
                                              "roles.tsv",         "place_spellings.tsv", "acts.tsv",
                                              "country_cues.tsv",  "country_ids.tsv",     "person_words.tsv"};
    if (size == 0) return 0;
    const std::filesystem::path path = folder() / "lexicon" / "names" / kTables[data[0] % std::size(kTables)];
    static std::string kept;
    std::ifstream in(path, std::ios::binary);
    kept.assign(std::istreambuf_iterator<char>(in), {});
    in.close();
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(data + 1), static_cast<std::streamsize>(size - 1));
    (void)sitrep::annotate::NameLexicon::load(folder() / "lexicon" / "names");
    (void)sitrep::annotate::PlaceMap::load(folder());
    std::ofstream(path, std::ios::binary) << kept;
    return 0;
}
