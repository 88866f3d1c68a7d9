// Whole extraction of any bytes as a page, as text and as Markdown: blocks stand in order inside the bytes.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "sitrep/engine.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sitrep;
    static const Engine engine(Resources::load().value());
    if (size == 0) return 0;
    Document document;
    document.media = static_cast<MediaType>(data[0] % 3);
    document.bytes = std::make_shared<const std::string>(reinterpret_cast<const char*>(data) + 1, size - 1);
    const Report report = engine.extract(document);
    std::uint32_t end = 0;
    for (const Block& block : report.blocks) {
        if (block.range.begin < end || block.range.end > report.text.text().size() ||
            block.span.end > size - 1 || block.span.begin > block.span.end)
            std::abort();
        end = block.range.end;
    }
    for (const AgencyCredit& agency : report.agencies) {
        if (agency.span.end > size - 1) std::abort();
    }
    return 0;
}
