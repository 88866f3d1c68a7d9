// Dates and figures: MB/s on one core over the reports of data/wire, growth on hostile texts, and the
// competitors of bench/competitors/dates.mjs (chrono-node and Microsoft's recognizers, from npm) on the same
// text in the same run, if node finds them.
//   bench_dates [--benchmark_filter=NAME …]   with a filter nothing else is run
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>

#include "annotate/figures.hpp"
#include "annotate/times.hpp"
#include "eval/name_sets.hpp"
#include "resources.hpp"

namespace {

using namespace sitrep;

constexpr std::size_t kTextBytes = 4'000'000;
constexpr std::size_t kGrowthBytes = 1'000'000;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

const Resources& resources() {
    static const Resources loaded = [] {
        auto result = Resources::load();
        if (!result) {
            fmt::print(stderr, "{}\n", result.error().line());
            std::exit(2);
        }
        return std::move(*result);
    }();
    return loaded;
}

AnnotatedReport report_of(std::string text) {
    AnnotatedReport result;
    result.report.document.bytes = std::make_shared<const std::string>(std::move(text));
    result.report.text = CleanText::identity(result.report.document.bytes);
    result.report.language = "en";
    const std::string_view words = result.report.text.text();
    for (std::size_t begin = 0; begin < words.size();) {
        const std::size_t end = std::min(words.find('\n', begin), words.size());
        const TextRange range = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
        if (!range.empty())
            result.report.blocks.push_back({range, {range.begin, range.end}, BlockKind::body});
        begin = end + 1;
    }
    result.tokens = tokenize(result.report.text, result.report.blocks);
    return result;
}

/// One paragraph of the given unit again and again.
AnnotatedReport repeated(std::string_view unit, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += unit;
    return report_of(std::move(text));
}

std::string wire_text() {
    const auto texts = eval::read_marked_texts((resources().parts().folder / "data" / "wire").string());
    if (!texts) {
        fmt::print(stderr, "{}\n", texts.error().line());
        std::exit(2);
    }
    std::string once;
    for (const eval::MarkedText& text : *texts) once += text.text + "\n";
    std::string all;
    while (all.size() < kTextBytes) all += once;
    return all;
}

const AnnotatedReport& wire_report() {
    static const AnnotatedReport report = report_of(wire_text());
    return report;
}

std::size_t read_dates(const AnnotatedReport& report) {
    const auto& grammars = resources().parts().grammars;
    const auto pieces = annotate::cut_pieces(report.report, report.tokens, grammars);
    return annotate::find_times(report.report, report.tokens, pieces, {}, grammars).size();
}

std::size_t read_both(const AnnotatedReport& report) {
    const auto& grammars = resources().parts().grammars;
    const auto pieces = annotate::cut_pieces(report.report, report.tokens, grammars);
    Annotations marks;
    marks.times = annotate::find_times(report.report, report.tokens, pieces, {}, grammars);
    marks.figures = annotate::find_figures(report.report, report.tokens, pieces, marks, grammars);
    annotate::find_wholes(report.report, report.tokens, marks, *grammars.of(report.report).wholes);
    return marks.times.size() + marks.figures.size();
}

void count_bytes(benchmark::State& state) {
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(wire_report().report.text.text().size()));
}

void tokens(benchmark::State& state) {
    const AnnotatedReport& report = wire_report();
    for (auto _ : state) benchmark::DoNotOptimize(tokenize(report.report.text, report.report.blocks));
    count_bytes(state);
}
BENCHMARK(tokens)->Unit(benchmark::kMillisecond);

void pieces(benchmark::State& state) {
    const AnnotatedReport& report = wire_report();
    for (auto _ : state)
        benchmark::DoNotOptimize(
            annotate::cut_pieces(report.report, report.tokens, resources().parts().grammars));
    count_bytes(state);
}
BENCHMARK(pieces)->Unit(benchmark::kMillisecond);

void dates(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(read_dates(wire_report()));
    count_bytes(state);
}
BENCHMARK(dates)->Unit(benchmark::kMillisecond);

void dates_and_figures(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(read_both(wire_report()));
    count_bytes(state);
}
BENCHMARK(dates_and_figures)->Unit(benchmark::kMillisecond);

/// Least CPU time of three readings.
double least_time(const AnnotatedReport& report) {
    double least = 1e9;
    for (int turn = 0; turn < 3; ++turn) {
        const double begin = cpu_seconds();
        benchmark::DoNotOptimize(read_both(report));
        least = std::min(least, cpu_seconds() - begin);
    }
    return least;
}

void print_growth() {
    fmt::print("\ngrowth, dates and figures: time of 2 MB over time of 1 MB\n");
    for (const std::string_view unit : {"7", "the last ", "1/1/", "Monday, ", "two hundred ", "$1 "}) {
        const double one = least_time(repeated(unit, kGrowthBytes));
        const double two = least_time(repeated(unit, 2 * kGrowthBytes));
        fmt::print("  {:<14} {:6.1f} ms  x {:.2f}\n", fmt::format("\"{}\"", unit), one * 1000, two / one);
    }
}

/// The competitors read a part of the text: they are slow.
void run_competitors() {
    constexpr std::size_t kPart = 200'000;
    const std::string text = wire_text().substr(0, kPart);
    const AnnotatedReport report = report_of(text);
    const auto rate = [&](auto read) {
        double least = 1e9;
        for (int turn = 0; turn < 5; ++turn) {
            const double begin = cpu_seconds();
            const AnnotatedReport again = report_of(text);  // tokens and all, as the competitors
            benchmark::DoNotOptimize(read(again));
            least = std::min(least, cpu_seconds() - begin);
        }
        return static_cast<double>(text.size()) / 1e6 / least;
    };
    const std::string path = "bench_dates_text.txt";
    std::ofstream(path) << text;
    const std::string script = (resources().parts().folder / "bench" / "competitors" / "dates.mjs").string();
    fmt::print("\nfrom bytes to marks, {} bytes\n", text.size());
    std::fflush(stdout);
    const int status = std::system(
        fmt::format("node '{}' '{}' {:.6f} {:.6f}", script, path, rate(read_dates), rate(read_both)).c_str());
    if (status != 0)
        fmt::print(
            "competitors not run: npm install chrono-node @microsoft/recognizers-text-suite where node finds "
            "them\n");
    std::remove(path.c_str());
}

}  // namespace

int main(int argc, char** argv) {
    const bool filtered = argc > 1;
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    if (filtered) return 0;
    print_growth();
    run_competitors();
    return 0;
}
