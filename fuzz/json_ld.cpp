// JSON-LD and written dates from outside.
#include <cstdint>
#include <string_view>

#include "extract/date_words.hpp"
#include "extract/json_ld.hpp"
#include "extract/lexicon.hpp"
#include "resources.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sitrep;
    static const Resources resources = Resources::load().value();
    const std::string_view words(reinterpret_cast<const char*>(data), size);
    bool broken = false;
    (void)extract::read_json_ld(words, broken);
    (void)extract::date_in(words, *resources.parts().extract.lexicon);
    (void)extract::date_in_url(words, *resources.parts().extract.lexicon);
    return 0;
}
