// A reader's own gazetteer: any bytes are read or refused with file, offset and line.
#include <cstdint>
#include <string_view>

#include "annotate/names_listed.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view content{reinterpret_cast<const char*>(data), size};
    (void)sitrep::annotate::read_listed_names(content, "names.tsv");
    return 0;
}
