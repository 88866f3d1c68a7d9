// Names: tokens a second of the tagger and of the whole stage on one core, load time, resident memory of the
// data; and the competitor of bench/competitors/compromise.mjs (compromise from npm) on the same text in the
// same run, if node finds it.
//   bench_names FOLDER…      folders of marked or plain .txt reports (default: data/wire beside the sources)
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <fstream>

#include "annotate/names_places.hpp"
#include "annotate/names_tagger.hpp"
#include "marked_reports.hpp"
#include "resources.hpp"
#include "sitrep/engine.hpp"

namespace {

double seconds_since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Resident memory in MiB.
double resident() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:")) return std::atof(line.c_str() + 6) / 1024.0;
    }
    return 0.0;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace sitrep;
    const double before = resident();
    const auto resources = Resources::load();
    if (!resources) {
        fmt::print(stderr, "{}\n", resources.error().line());
        return 2;
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto names = annotate::load_name_resources(resources->parts().folder);
    const double load = seconds_since(begin);
    if (!names) return 2;
    const Engine engine(*resources);
    const auto read = bench::read_marked_reports(engine, resources->parts().folder, {argv + 1, argv + argc});
    if (!read) {
        fmt::print(stderr, "{}\n", read.error().line());
        return 2;
    }
    const std::vector<AnnotatedReport>& reports = read->reports;
    const std::size_t tokens = read->tokens;
    std::vector<annotate::WordText> words;
    for (const AnnotatedReport& report : reports)
        words.push_back(annotate::cut_words(report.report.text.text(), report.tokens, names->lexicon.get()));
    std::size_t spans = 0, entities = 0;
    const double tagger = bench::best_of_five([&] {
        spans = 0;
        for (const annotate::WordText& text : words)
            spans += names->tagger->tag(text, {*names->lexicon, *names->places, *names->clusters}).size();
    });
    const double stage = bench::best_of_five([&] {
        entities = 0;
        for (const AnnotatedReport& report : reports)
            entities += annotate::find_names(report.report, report.tokens, *names).size();
    });
    fmt::print("reports {}, tokens {}\n", reports.size(), tokens);
    fmt::print("load of tables, model and map   {:.1f} ms\n", load * 1000);
    fmt::print("resident, all resources         {:.1f} MiB\n", resident() - before);
    fmt::print("tagger                          {:.0f} tokens/s, {} spans\n",
               static_cast<double>(tokens) / tagger, spans);
    fmt::print("whole stage                     {:.0f} tokens/s, {} entities\n",
               static_cast<double>(tokens) / stage, entities);
    bench::run_compromise(resources->parts().folder, *read, "names");
    return 0;
}
