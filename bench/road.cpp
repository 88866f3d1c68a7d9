// The whole road on generated reports, stage by stage: reports a second of processor time and peak memory.
//   bench_road [thin] [COUNT…]      (default 100 1000 10000: the growth table)
//   thin: only reading the text, tokens, and who copied whom, with their sum
//   bench_road write DIR COUNT      writes the reports as files, for `sitrep brief DIR`
#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include "annotate/acts.hpp"
#include "brief/compose.hpp"
#include "generated_reports.hpp"
#include "lineage/lineage.hpp"
#include "resolve/entities.hpp"
#include "resources.hpp"
#include "sitrep/engine.hpp"
#include "store/dossier_json.hpp"
#include "text/hash.hpp"

namespace {

/// Peak resident memory in MiB since the last reset (Linux: VmHWM, reset by writing 5 to clear_refs).
double peak_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) return std::atof(line.c_str() + 6) / 1024.0;
    }
    return 0.0;
}

void reset_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

/// Processor time of this process in seconds: what other programs do on the machine stays out.
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Runs a stage and prints its line.
void stage(std::string_view name, std::size_t count, const std::function<void()>& work) {
    reset_peak();
    const double begin = processor_seconds();
    work();
    const double seconds = processor_seconds() - begin;
    fmt::print("{:>7}  {:<12} {:>9.3f} s {:>12.0f} reports/s {:>9.1f} MiB peak\n", count, name, seconds,
               static_cast<double>(count) / seconds, peak_memory());
}

void all_stages(std::string_view name, std::size_t count, double begin) {
    const double seconds = processor_seconds() - begin;
    fmt::print("{:>7}  {:<12} {:>9.3f} s {:>12.0f} reports/s\n", count, name, seconds,
               static_cast<double>(count) / seconds);
}

void road(const sitrep::Engine& engine, std::size_t count, bool thin) {
    std::vector<sitrep::Document> documents(count);
    {
        const std::vector<std::string> texts = sitrep::bench::generated_reports(count);
        for (std::size_t i = 0; i < count; ++i) {
            documents[i].path = fmt::format("{:06}.txt", i);
            documents[i].sha256 = sitrep::text::sha256_hex(texts[i]);
            documents[i].bytes = std::make_shared<const std::string>(texts[i]);
        }
    }
    const sitrep::ResourceParts& parts = engine.resources().parts();
    std::vector<sitrep::AnnotatedReport> reports(count);
    const auto each = [&](auto work) {
        return [&reports, work] {
            for (auto& report : reports) work(report);
        };
    };
    const double begin = processor_seconds();
    stage("extract", count, [&] {
        for (std::size_t i = 0; i < count; ++i) reports[i].report = engine.extract(documents[i]);
    });
    stage("tokens", count,
          each([](auto& r) { r.tokens = sitrep::tokenize(r.report.text, r.report.blocks); }));
    if (thin) {
        stage("lineage", count, [&] { (void)sitrep::lineage::trace(reports, parts.lineage, 1); });
        all_stages("thin road", count, begin);
        return;
    }
    stage("names", count, each([&](auto& r) {
              r.marks.entities = sitrep::annotate::find_names(r.report, r.tokens, parts.names);
          }));
    stage("times", count, each([&](auto& r) {
              const auto pieces = sitrep::annotate::cut_pieces(r.report, r.tokens, parts.grammars);
              r.marks.times =
                  sitrep::annotate::find_times(r.report, r.tokens, pieces, r.marks.entities, parts.grammars);
          }));
    stage("quotations", count, each([&](auto& r) {
              r.marks.quotes =
                  sitrep::annotate::find_quotations(r.report, r.tokens, r.marks, parts.quotations);
          }));
    stage("figures", count, each([&](auto& r) {
              const auto pieces = sitrep::annotate::cut_pieces(r.report, r.tokens, parts.grammars);
              r.marks.figures =
                  sitrep::annotate::find_figures(r.report, r.tokens, pieces, r.marks, parts.grammars);
              sitrep::annotate::find_wholes(r.report, r.tokens, r.marks, *parts.grammars.of(r.report).wholes);
          }));
    stage("acts", count, each([&](auto& r) {
              r.marks.acts = sitrep::annotate::find_acts(r.report, r.tokens, r.marks, parts.acts);
          }));
    // Two rooms across reports on their own (their work is done again inside "account").
    stage("lineage", count, [&] { (void)sitrep::lineage::trace(reports, parts.lineage, 1); });
    stage("entities", count, [&] { (void)sitrep::resolve::join_entities(reports, parts.names); });
    sitrep::Dossier dossier;
    stage("account", count, [&] { dossier = engine.account(std::move(reports), {}); });
    std::string json;
    stage("json", count, [&] { json = sitrep::store::to_json(dossier); });
    all_stages("all", count, begin);
}

int write(const std::filesystem::path& folder, std::size_t count) {
    std::filesystem::create_directories(folder);
    const std::vector<std::string> texts = sitrep::bench::generated_reports(count);
    for (std::size_t i = 0; i < count; ++i)
        std::ofstream(folder / fmt::format("{:06}.txt", i), std::ios::binary) << texts[i];
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 4 && std::string_view(argv[1]) == "write")
        return write(argv[2], std::strtoull(argv[3], nullptr, 10));
    const auto resources = sitrep::Resources::load();
    if (!resources) {
        fmt::print(stderr, "{}\n", resources.error().line());
        return 2;
    }
    const sitrep::Engine engine(*resources);
    std::vector<std::size_t> counts;
    const bool thin = argc > 1 && std::string_view(argv[1]) == "thin";
    for (int i = thin ? 2 : 1; i < argc; ++i) counts.push_back(std::strtoull(argv[i], nullptr, 10));
    if (counts.empty()) counts = {100, 1000, 10000};
    for (const std::size_t count : counts) road(engine, count, thin);
    return 0;
}
