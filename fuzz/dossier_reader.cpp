// A dossier from outside: any bytes are read or refused, and what was read can be compared and rendered.
#include <cstdint>
#include <string_view>

#include "brief/compose.hpp"
#include "brief/difference.hpp"
#include "brief/html.hpp"
#include "brief/markdown.hpp"
#include "store/dossier_json.hpp"
#include "store/dossier_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sitrep;
    auto dossier = store::read_dossier("fuzz", {reinterpret_cast<const char*>(data), size});
    if (!dossier) return 0;
    (void)brief::differences(*dossier, *dossier);
    dossier->timeline = brief::compose_timeline(*dossier);
    dossier->brief = brief::compose(*dossier);
    (void)brief::render_markdown(*dossier, {});
    (void)brief::render_html(*dossier, {});
    return 0;
}
