// Statements: tokens a second on one core of reading (word classes, cues, marks), of attribution (rules,
// features and decoding), of whole quotations and of acts; and the competitor of bench/competitors/quotes.mjs
// (compromise from npm) on the same text in the same run, if node finds it.
//   bench_statements FOLDER…      folders of marked or plain .txt reports (default: data/wire beside the
//   sources)
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <fstream>

#include "annotate/quotations_attribution.hpp"
#include "annotate/quotations_model.hpp"
#include "eval/name_sets.hpp"
#include "resources.hpp"
#include "sitrep/engine.hpp"

namespace {

using Clock = std::chrono::steady_clock;

/// Best of five turns, in seconds.
template <typename Work>
double best_of_five(Work work) {
    double best = 1e9;
    for (int turn = 0; turn < 5; ++turn) {
        const auto begin = Clock::now();
        work();
        best = std::min(best, std::chrono::duration<double>(Clock::now() - begin).count());
    }
    return best;
}

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
    std::vector<std::string> folders(argv + 1, argv + argc);
    if (folders.empty()) folders.push_back((resources->parts().folder / "data" / "wire").string());
    const Engine engine(*resources);
    const ResourceParts& parts = resources->parts();
    const annotate::AttributionModel& model = *parts.quotations.model;
    std::vector<AnnotatedReport> reports;
    std::string all;
    std::size_t tokens = 0;
    for (const std::string& folder : folders) {
        const auto texts = eval::read_marked_texts(folder);
        if (!texts) {
            fmt::print(stderr, "{}\n", texts.error().line());
            return 2;
        }
        for (const eval::MarkedText& text : *texts) {
            Document document;
            document.path = text.name;
            document.bytes = std::make_shared<const std::string>(text.text);
            all += text.text + "\n";
            reports.push_back(engine.annotate(engine.extract(document)));
            tokens += reports.back().tokens.tokens.size();
        }
    }
    fmt::print("reports {}, tokens {}\n", reports.size(), tokens);
    std::size_t found = 0;
    const auto read = [&](const AnnotatedReport& report) {
        return annotate::read_report(report.report, report.tokens, model.cues, model.word_classes);
    };
    const double reading = best_of_five([&] {
        found = 0;
        for (const AnnotatedReport& report : reports) found += read(report).segments.size();
    });
    print("word classes, cues and marks", tokens, reading, found);
    const double attribution = best_of_five([&] {
        found = 0;
        for (const AnnotatedReport& report : reports)
            found += annotate::read_attributions(read(report), model).merged.size();
    });
    print("the same, then rules, features, decoding", tokens, attribution, found);
    double without = 0.0;
    const auto with_names = [&](auto work) {
        return best_of_five([&] {
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
    std::fflush(stdout);
    const std::string path = "bench_statements_text.txt";
    std::ofstream(path) << all;
    const std::string script = (parts.folder / "bench" / "competitors" / "quotes.mjs").string();
    const int status = std::system(fmt::format("node '{}' '{}' {}", script, path, tokens).c_str());
    if (status != 0) fmt::print("competitor not run: npm install compromise where node finds it\n");
    std::remove(path.c_str());
    return 0;
}
