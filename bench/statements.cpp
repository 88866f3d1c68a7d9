// Statements: tokens a second on one core of reading (word classes, cues, marks), of attribution (rules,
// features and decoding), of whole quotations and of acts; and the competitor of
// bench/competitors/compromise.mjs (compromise from npm) on the same text in the same run, if node finds it.
//   bench_statements FOLDER…      folders of marked or plain .txt reports (default: data/wire beside the
//   sources)
#include <fmt/format.h>

#include "annotate/quotations_attribution.hpp"
#include "annotate/quotations_model.hpp"
#include "marked_reports.hpp"
#include "resources.hpp"
#include "sitrep/engine.hpp"

namespace {

void print(std::string_view what, std::size_t tokens, double seconds, std::size_t found) {
    fmt::print("{:<38} {:>10.0f} tokens/s, {} found\n", what, static_cast<double>(tokens) / seconds, found);
}

}  // namespace

int main(int argc, char** argv) {
    using namespace sitrep;
    const auto resources = Resources::load();
    if (!resources) {
        fmt::print(stderr, "{}\n", resources.error().line());
        return 2;
    }
    const Engine engine(*resources);
    auto read_in = bench::read_marked_reports(engine, resources->parts().folder, {argv + 1, argv + argc});
    if (!read_in) {
        fmt::print(stderr, "{}\n", read_in.error().line());
        return 2;
    }
    const ResourceParts& parts = resources->parts();
    const annotate::AttributionModel& model = *parts.quotations.model;
    std::vector<AnnotatedReport> reports;
    for (const AnnotatedReport& report : read_in->reports) reports.push_back(engine.annotate(report.report));
    const std::size_t tokens = read_in->tokens;
    fmt::print("reports {}, tokens {}\n", reports.size(), tokens);
    std::size_t found = 0;
    const auto read = [&](const AnnotatedReport& report) {
        return annotate::read_report(report.report, report.tokens, model.cues, model.word_classes,
                                     model.clusters);
    };
    const double reading = bench::best_of_five([&] {
        found = 0;
        for (const AnnotatedReport& report : reports) found += read(report).segments.size();
    });
    print("word classes, cues and marks", tokens, reading, found);
    const double attribution = bench::best_of_five([&] {
        found = 0;
        for (const AnnotatedReport& report : reports)
            found += annotate::read_attributions(read(report), model).merged.size();
    });
    print("the same, then rules, features, decoding", tokens, attribution, found);
    double without = 0.0;
    const auto with_names = [&](auto work) {
        return bench::best_of_five([&] {
            found = 0;
            for (const AnnotatedReport& report : reports) {
                Annotations marks = report.marks;
                found += work(report, marks);
            }
        });
    };
    without =
        with_names([](const AnnotatedReport&, const Annotations& marks) { return marks.entities.size(); });
    const double quotes = with_names([&](const AnnotatedReport& report, Annotations& marks) {
        return annotate::find_quotations(report.report, report.tokens, marks, parts.quotations).size();
    });
    print("quotations with speakers", tokens, quotes - without, found);
    const double acts = with_names([&](const AnnotatedReport& report, Annotations& marks) {
        return annotate::find_acts(report.report, report.tokens, marks, parts.acts).size();
    });
    print("acts", tokens, acts - without, found);
    bench::run_compromise(parts.folder, *read_in, "quotations");
    return 0;
}
