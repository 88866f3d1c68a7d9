// A dossier from outside: any bytes are read or refused, and what was read can be compared and rendered.
#include <cstdint>
#include <string_view>

#include "brief/compose.hpp"
#include "brief/difference.hpp"
#include "brief/html.hpp"
#include "brief/markdown.hpp"
#include "resources.hpp"
#include "store/dossier_json.hpp"
#include "store/dossier_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sitrep;
    auto dossier = store::read_dossier("fuzz", {reinterpret_cast<const char*>(data), size});
    if (!dossier) return 0;
    static const brief::BriefWords words = load_brief_words().value();
    (void)brief::differences(*dossier, *dossier, words);
    dossier->timeline = brief::compose_timeline(*dossier, words);
    dossier->brief = brief::compose(*dossier, words);
    (void)brief::render_markdown(*dossier, words, {});
    (void)brief::render_html(*dossier, words, {});
    return 0;
}
