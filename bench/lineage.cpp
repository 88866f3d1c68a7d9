// Streaming lineage on generated texts of known families, beside datasketch (PyPI) in the same run.
//   bench_lineage [--base FOLDER] [--competitor SCRIPT] [COUNT …]     (default 10000 100000 1000000: the
//   growth table)
// CPU seconds of one core; the competitor reads the same 24,000 texts.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "eval/copied_texts.hpp"
#include "eval/input.hpp"
#include "lineage/compare.hpp"
#include "lineage/credits.hpp"
#include "lineage/forms.hpp"
#include "lineage/passages.hpp"
#include "lineage/stream_index.hpp"
#include "resources.hpp"
#include "sitrep/engine.hpp"

namespace {

using namespace sitrep;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double percentile(std::vector<double>& values, double share) {
    if (values.empty()) return 0.0;
    const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
    return values[at];
}

struct Quality {
    double texts_per_second = 0, precision = 0, recall = 0;
};

Quality stream(const std::vector<eval::CopiedText>& texts) {
    lineage::StreamIndex index;
    std::vector<lineage::StreamCandidate> candidates;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
    found.reserve(4U << 20);
    const double begin = cpu_seconds();
    for (std::uint32_t i = 0; i < texts.size(); ++i) {
        index.add(texts[i].text, i, candidates);
        for (const auto& candidate : candidates)
            found.emplace_back(i, static_cast<std::uint32_t>(candidate.text));
    }
    const double seconds = cpu_seconds() - begin;
    std::map<std::uint32_t, double> sizes;
    for (const auto& text : texts) sizes[text.family] += 1.0;
    double all = 0, right = 0;
    for (const auto& [family, size] : sizes) all += size * (size - 1) / 2;
    for (const auto& [a, b] : found) right += texts[a].family == texts[b].family ? 1 : 0;
    return {static_cast<double>(texts.size()) / seconds,
            found.empty() ? 0 : right / static_cast<double>(found.size()), all > 0 ? right / all : 0};
}

/// A text read, cut into words and folded as for comparison.
struct Read {
    AnnotatedReport report;
    lineage::TracedReport traced;
};

void read(const Engine& engine, lineage::WordForms& forms, const std::string& text, Read& read) {
    Document document;
    document.path = "text";
    document.bytes = std::make_shared<const std::string>(text);
    read.report.report = engine.extract(document);
    read.report.tokens = tokenize(read.report.report.text, read.report.report.blocks);
    read.traced = {&read.report,
                   lineage::fold(read.report, forms),
                   lineage::find_credits(read.report, forms.lexicon()),
                   0,
                   {},
                   &forms.lexicon()};
    lineage::FoldedReport* const folded = &read.traced.folded;
    lineage::count_reports(std::span(&folded, 1));
}

/// The passages that text `self` of the lot shares with its best candidates: these are read from their bytes,
/// as they would be from disk. `lot`: texts from number `first` on; older candidates are passed over.
std::size_t find_passages(const Engine& engine, lineage::WordForms& forms, const lineage::StreamIndex& index,
                          const std::vector<eval::CopiedText>& lot, std::uint64_t first, std::size_t self) {
    constexpr std::size_t kBest = 8;
    std::vector<lineage::StreamCandidate> candidates;
    const std::string& text = lot[self].text;
    index.find(text, candidates);
    Read asked;
    read(engine, forms, text, asked);
    std::size_t compared = 0, passages = 0;
    for (const lineage::StreamCandidate& candidate : candidates) {
        if (candidate.text < first || candidate.text == first + self) continue;
        if (++compared > kBest) break;
        Read other;
        read(engine, forms, lot[candidate.text - first].text, other);
        const lineage::PairWeights weights(asked.traced.folded, other.traced.folded, false);
        const auto comparison = lineage::compare(asked.traced.folded, other.traced.folded, weights, {});
        auto found = lineage::make_passages(asked.traced, 0, other.traced, 1, comparison);
        lineage::direct_pair(asked.traced, other.traced, found);
        passages += found.size();
    }
    return passages;
}

/// Growth: texts come in lots of 25,000 made anew each, so that memory holds the index and one lot, and
/// families do not grow with the stream.
void growth(const Engine& engine, std::uint64_t count, const std::vector<std::string>& base) {
    constexpr std::uint32_t kLot = 25000;
    lineage::StreamIndex index;
    lineage::WordForms forms(*engine.resources().parts().lineage.lexicon);
    std::vector<lineage::StreamCandidate> candidates;
    std::vector<double> milliseconds, with_spans;
    std::size_t passages = 0;
    double seconds = 0, bytes = 0;
    for (std::uint64_t done = 0, lot = 0; done < count; ++lot) {
        eval::CopyOptions options;
        options.seed = 100 + lot;
        options.texts = static_cast<std::uint32_t>(std::min<std::uint64_t>(kLot, count - done));
        const auto texts = eval::generate_copied_texts(options, base);
        const double begin = cpu_seconds();
        for (const auto& text : texts) {
            index.add(text.text, static_cast<std::int64_t>(done++), candidates);
            bytes += static_cast<double>(text.text.size());
        }
        seconds += cpu_seconds() - begin;
        if (done < count) continue;
        for (std::size_t i = 0; i < std::min<std::size_t>(2000, texts.size()); ++i) {
            const double at = cpu_seconds();
            index.find(texts[i].text, candidates);
            milliseconds.push_back((cpu_seconds() - at) * 1000.0);
        }
        for (std::size_t i = 0; i < std::min<std::size_t>(500, texts.size()); ++i) {
            const double at = cpu_seconds();
            passages += find_passages(engine, forms, index, texts, count - texts.size(), i);
            with_spans.push_back((cpu_seconds() - at) * 1000.0);
        }
    }
    const auto statistics = index.statistics();
    const double middle = percentile(milliseconds, 0.5), slowest = percentile(milliseconds, 0.99);
    fmt::print(
        "{:>9} texts {:>9.0f} texts/s {:>7.1f} MB/s {:>7.0f} bytes/text {:>3} segments {:>8.3f} ms p50 "
        "{:>8.3f} ms p99 {:>8.3f} ms p99 with spans ({} passages)\n",
        count, static_cast<double>(count) / seconds, bytes / seconds / 1e6,
        static_cast<double>(statistics.bytes) / static_cast<double>(count), statistics.segments, middle,
        slowest, percentile(with_spans, 0.99), passages);
}

void competitor(const std::string& script, const std::vector<eval::CopiedText>& texts, const Quality& ours) {
    const std::string file = (std::filesystem::temp_directory_path() / "sitrep-bench-lineage.txt").string();
    {
        std::ofstream out(file, std::ios::binary);
        for (const auto& text : texts)
            out << text.family << ' ' << text.text.size() << '\n' << text.text << '\n';
    }
    const std::string command = "python3 '" + script + "' '" + file + "'";
    std::FILE* pipe = popen(command.c_str(), "r");
    double speed = 0, precision = 0, recall = 0;
    const bool read = pipe != nullptr && std::fscanf(pipe, "%lf %lf %lf", &speed, &precision, &recall) == 3;
    if (pipe != nullptr) pclose(pipe);
    std::filesystem::remove(file);
    if (!read) {
        fmt::print("datasketch: not run (pip install datasketch; name its script with --competitor)\n");
        return;
    }
    fmt::print("datasketch {:>30.0f} texts/s  P {:.4f}  R {:.4f}\nratio      {:>30.1f} x\n", speed, precision,
               recall, ours.texts_per_second / speed);
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::uint64_t> counts;
    std::string script = "bench/competitors/datasketch_stream.py";
    std::vector<std::string> base;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--competitor" && i + 1 < argc)
            script = argv[++i];
        else if (word == "--base" && i + 1 < argc) {
            for (const std::string& file : eval::files_below(argv[++i], ".txt")) {
                if (auto text = eval::read_file(file)) base.push_back(std::move(*text));
            }
        } else {
            counts.push_back(std::strtoull(word.c_str(), nullptr, 10));
        }
    }
    if (counts.empty()) counts = {10000, 100000, 1000000};
    const auto texts = eval::generate_copied_texts({}, base);
    std::map<std::string, std::size_t> kinds;
    for (const auto& text : texts) ++kinds[std::string(eval::name(text.descent))];
    for (const auto& [kind, count] : kinds) fmt::print("{} {}  ", count, kind);
    const Quality ours = stream(texts);
    fmt::print("\nsitrep     {:>30.0f} texts/s  P {:.4f}  R {:.4f}\n", ours.texts_per_second, ours.precision,
               ours.recall);
    competitor(script, texts, ours);
    const auto resources = Resources::load();
    if (!resources) {
        fmt::print(stderr, "{}\n", resources.error().line());
        return 2;
    }
    const Engine engine(*resources);
    for (const std::uint64_t count : counts) growth(engine, count, base);
    return 0;
}
