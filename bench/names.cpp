// Names: tokens a second of the tagger and of the whole stage on one core, load time, resident memory of the
// data; and the competitor of bench/competitors/names.mjs (compromise from npm) on the same text in the same
// run, if node finds it.
//   bench_names FOLDER…      folders of marked or plain .txt reports (default: data/wire beside the sources)
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <fstream>

#include "annotate/names_places.hpp"
#include "annotate/names_tagger.hpp"
#include "eval/name_sets.hpp"
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
    std::vector<std::string> folders(argv + 1, argv + argc);
    if (folders.empty()) folders.push_back((resources->parts().folder / "data" / "wire").string());
    std::vector<AnnotatedReport> reports;
    std::string all;
    std::size_t tokens = 0;
    const Engine engine(*resources);
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
            AnnotatedReport report{engine.extract(document), {}, {}};
            report.tokens = tokenize(report.report.text, report.report.blocks);
            tokens += report.tokens.tokens.size();
            reports.push_back(std::move(report));
        }
    }
    std::vector<annotate::WordText> words;
    for (const AnnotatedReport& report : reports)
        words.push_back(annotate::cut_words(report.report.text.text(), report.tokens, names->lexicon.get()));
    double tagger = 1e9, stage = 1e9;
    std::size_t spans = 0, entities = 0;
    for (int turn = 0; turn < 5; ++turn) {
        spans = entities = 0;
        auto start = std::chrono::steady_clock::now();
        for (const annotate::WordText& text : words)
            spans += names->tagger->tag(text, *names->lexicon, *names->places).size();
        tagger = std::min(tagger, seconds_since(start));
        start = std::chrono::steady_clock::now();
        for (const AnnotatedReport& report : reports)
            entities += annotate::find_names(report.report, report.tokens, *names).size();
        stage = std::min(stage, seconds_since(start));
    }
    fmt::print("reports {}, tokens {}\n", reports.size(), tokens);
    fmt::print("load of tables, model and map   {:.1f} ms\n", load * 1000);
    fmt::print("resident, all resources         {:.1f} MiB\n", resident() - before);
    fmt::print("tagger                          {:.0f} tokens/s, {} spans\n",
               static_cast<double>(tokens) / tagger, spans);
    fmt::print("whole stage                     {:.0f} tokens/s, {} entities\n",
               static_cast<double>(tokens) / stage, entities);
    std::fflush(stdout);
    const std::string path = "bench_names_text.txt";
    std::ofstream(path) << all;
    const std::string script = (resources->parts().folder / "bench" / "competitors" / "names.mjs").string();
    const int status = std::system(fmt::format("node '{}' '{}' {}", script, path, tokens).c_str());
    if (status != 0) fmt::print("competitor not run: npm install compromise where node finds it\n");
    std::remove(path.c_str());
    return 0;
}
