// Any text through the mark automaton, the tagger, the linker and the frames; any bytes as weights or
// lexicon.
#include <cstdint>
#include <string>
#include <string_view>

#include "annotate/lexicon_file.hpp"
#include "annotate/weight_table.hpp"
#include "eval/attribution_sets.hpp"
#include "sitrep/engine.hpp"
#include "text/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sitrep;
    static const Engine engine(Resources::load().value());
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    (void)annotate::parse_weights(bytes, "fuzz", 7);
    (void)annotate::parse_lexicon(bytes, "fuzz", 3);
    if (text::first_invalid_utf8(bytes)) return 0;
    const AnnotatedReport read = engine.annotate(eval::plain_report(bytes));
    for (const Quotation& quote : read.marks.quotes) {
        if (quote.span.end > size || quote.span.begin > quote.span.end) __builtin_trap();
    }
    for (const Act& act : read.marks.acts) {
        if (act.span.end > size || act.span.begin > act.span.end) __builtin_trap();
    }
    return 0;
}
