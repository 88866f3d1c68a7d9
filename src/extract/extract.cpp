#include "extract/extract.hpp"

#include "text/utf8.hpp"

namespace sitrep::extract {

Result<ExtractResources> load_resources(const std::filesystem::path&) { return ExtractResources{}; }

Report extract(const Document& document, const ExtractResources&) {
    Report report;
    report.document = document;
    report.text = CleanText::identity(document.bytes);
    const std::string_view all = report.text.text();
    for (std::size_t line = 0; line < all.size();) {
        const std::size_t end = std::min(all.find('\n', line), all.size());
        const std::string_view words = text::trimmed(all.substr(line, end - line));
        if (!words.empty()) {
            const auto begin = static_cast<std::uint32_t>(words.data() - all.data());
            const TextRange range{begin, begin + static_cast<std::uint32_t>(words.size())};
            report.blocks.push_back({range, report.text.source(range), BlockKind::body});
        }
        line = end + 1;
    }
    return report;
}

}  // namespace sitrep::extract
