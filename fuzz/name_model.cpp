// A model of names, a map of places and word clusters from outside: any bytes are refused or used without
// harm.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "annotate/names_gazetteer.hpp"
#include "annotate/names_tagger.hpp"
#include "annotate/word_clusters.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sitrep::annotate;
    // The formats are read in place, as they lie in a mapped file: aligned.
    std::vector<std::uint64_t> aligned((size + 7) / 8);
    if (size > 0) std::memcpy(aligned.data(), data, size);
    const std::span bytes(reinterpret_cast<const std::byte*>(aligned.data()), size);
    (void)NameTagger::from(bytes, "fuzz");
    if (const auto places = PlaceGazetteer::from(bytes, "fuzz")) {
        for (std::uint32_t i = 0; i < places->size() && i < 64; ++i)
            (void)places->find(place_key(places->at(i).name));
    }
    if (const auto clusters = WordClusters::from(bytes, "fuzz")) {
        const std::string_view words(reinterpret_cast<const char*>(data), size);
        for (std::size_t at = 0; at < size && at < 64; ++at) (void)clusters->code(words.substr(at, 4));
    }
    return 0;
}
