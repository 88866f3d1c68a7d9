// HTML from outside: the reader accepts any bytes, and every run, node and block stays inside them.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "extract/charset.hpp"
#include "extract/html.hpp"
#include "extract/html_blocks.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sitrep;
    Document document;
    document.bytes = std::make_shared<const std::string>(reinterpret_cast<const char*>(data), size);
    const extract::DecodedText decoded = extract::decode_text(document);
    extract::html::Page page;
    extract::html::parse(decoded.text.text(), page);
    for (const auto& run : page.runs) {
        if (run.begin > run.end || run.end > decoded.text.text().size()) std::abort();
    }
    for (extract::html::NodeIndex node = 0; node < page.nodes.size(); ++node) {
        if (page.nodes[node].parent != extract::html::kNoNode && page.nodes[node].parent >= node)
            std::abort();
    }
    const extract::PageText text = extract::page_text(page, decoded.text, decoded.identity);
    std::uint32_t end = 0;
    for (const auto& block : text.blocks) {
        if (block.range.begin < end || block.range.end > text.text.text().size() ||
            text.text.source(block.range).end > size)
            std::abort();
        end = block.range.end;
    }
    return 0;
}
