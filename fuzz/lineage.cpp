// Two texts cut from the input, one an edited copy of the other: spans must hold on both sides, whatever the
// bytes.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "lineage/lineage.hpp"
#include "lineage/stream_index.hpp"
#include "resources.hpp"
#include "text/utf8.hpp"

using namespace sitrep;

namespace {

const Engine& engine() {
    static const Engine kEngine(Resources::load().value());
    return kEngine;
}

AnnotatedReport report_of(const std::string& path, std::string text) {
    Document document;
    document.path = path;
    document.bytes = std::make_shared<const std::string>(std::move(text));
    AnnotatedReport report{engine().extract(document), {}, {}};
    report.tokens = tokenize(report.report.text, report.report.blocks);
    return report;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 4 || size > 20000) return 0;
    const std::string input(reinterpret_cast<const char*>(data) + 3, size - 3);
    if (text::first_invalid_utf8(input)) return 0;
    // The copy: a stretch is cut out and a word put in, at places the input names.
    std::string copy = input;
    std::size_t from = data[0] * copy.size() / 256, to = std::min(copy.size(), from + data[1]);
    while (from > 0 && (static_cast<unsigned char>(copy[from]) & 0xC0U) == 0x80U) --from;
    while (to < copy.size() && (static_cast<unsigned char>(copy[to]) & 0xC0U) == 0x80U) ++to;
    copy.replace(from, to - from, " put in ");
    std::vector<AnnotatedReport> reports;
    reports.push_back(report_of("a", input));
    reports.push_back(report_of("b", copy));
    if (data[2] % 2 == 1) reports.push_back(report_of("c", copy.substr(0, from)));
    const lineage::Lineage found = lineage::trace(reports, engine().resources().parts().lineage, 1);
    std::vector<Place> places;
    for (const Passage& passage : found.passages) {
        for (const Place& place : {passage.a, passage.b}) {
            const std::string& bytes = *reports[place.report].report.document.bytes;
            if (place.span.begin >= place.span.end || place.span.end > bytes.size()) std::abort();
            if (text::first_invalid_utf8(std::string_view(bytes).substr(place.span.begin, place.span.size())))
                std::abort();
            places.push_back(place);
        }
    }
    if (!places.empty()) {
        const OriginInterval interval = lineage::independent_origins(reports, found, places);
        if (interval.min < 1 || interval.max < interval.min) std::abort();
    }
    lineage::StreamIndex index({.window = 1U + data[0] % 20U,
                                .texts_in_segment = 2,
                                .places_of_key = 2,
                                .keys_of_text = 1U + data[1]});
    std::vector<lineage::StreamCandidate> candidates;
    for (int i = 0; i < 5; ++i) index.add(i % 2 == 0 ? input : copy, i, candidates);
    index.expire_before(2);
    return 0;
}
