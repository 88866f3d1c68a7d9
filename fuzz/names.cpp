// Any text as a report: names are found without harm, inside the text, never cutting a character.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "resources.hpp"
#include "sitrep/engine.hpp"
#include "text/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sitrep;
    static const Resources kResources = [] {
        auto loaded = Resources::load();
        if (!loaded) std::abort();
        return *loaded;
    }();
    const auto bytes = std::make_shared<const std::string>(reinterpret_cast<const char*>(data), size);
    if (text::first_invalid_utf8(*bytes)) return 0;
    Report report;
    report.document.bytes = bytes;
    report.text = CleanText::identity(bytes);
    const TextRange all{0, static_cast<std::uint32_t>(size)};
    report.blocks.push_back({all, report.text.source(all), BlockKind::body});
    const TokenizedText tokens = tokenize(report.text, report.blocks);
    for (const Entity& entity : annotate::find_names(report, tokens, kResources.parts().names)) {
        if (entity.name.empty() && entity.named) std::abort();
        for (const Mention& mention : entity.mentions) {
            const bool inside = mention.span.begin < mention.span.end && mention.span.end <= size;
            if (!inside || text::first_invalid_utf8(report.words(mention.span))) std::abort();
        }
    }
    return 0;
}
