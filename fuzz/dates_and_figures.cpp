// Any text is read for times and figures; every span lies inside it, and every form comes back from its text.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "annotate/figures.hpp"
#include "annotate/times.hpp"
#include "resources.hpp"
#include "text/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sitrep;
    static const auto resources = Resources::load();
    if (!resources) std::abort();
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (text::first_invalid_utf8(bytes)) return 0;
    AnnotatedReport report;
    report.report.document.bytes = std::make_shared<const std::string>(bytes);
    report.report.text = CleanText::identity(report.report.document.bytes);
    report.report.language = size % 2 == 0 ? "en" : "fr";
    const auto end = static_cast<std::uint32_t>(size);
    if (end > 0) report.report.blocks.push_back({{0, end}, {0, end}, BlockKind::body});
    report.tokens = tokenize(report.report.text, report.report.blocks);
    const auto& grammars = resources->parts().grammars;
    const auto pieces = annotate::cut_pieces(report.report, report.tokens, grammars);
    report.marks.times = annotate::find_times(report.report, report.tokens, pieces, {}, grammars);
    for (const TimeExpression& time : report.marks.times) {
        if (time.span.empty() || time.span.end > end) std::abort();
        if (!time.unsolved.empty()) (void)annotate::time_meaning(time.unsolved, *Day::from(2016, 2, 29));
    }
    for (const Figure& figure :
         annotate::find_figures(report.report, report.tokens, pieces, report.marks, grammars)) {
        if (figure.span.empty() || figure.span.end > end) std::abort();
    }
    return 0;
}
