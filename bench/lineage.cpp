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
#include "lineage/stream_index.hpp"

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

/// Growth: texts come in lots of 100,000 made anew each, so that memory holds the index and one lot.
void growth(std::uint64_t count, const std::vector<std::string>& base) {
    constexpr std::uint32_t kLot = 100000;
    lineage::StreamIndex index;
    std::vector<lineage::StreamCandidate> candidates;
    std::vector<double> milliseconds;
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
    }
    const auto statistics = index.statistics();
    const double middle = percentile(milliseconds, 0.5), slowest = percentile(milliseconds, 0.99);
    fmt::print(
        "{:>9} texts {:>9.0f} texts/s {:>7.1f} MB/s {:>7.0f} bytes/text {:>3} segments {:>8.3f} ms p50 "
        "{:>8.3f} ms p99 {:>7} capped keys\n",
        count, static_cast<double>(count) / seconds, bytes / seconds / 1e6,
        static_cast<double>(statistics.bytes) / static_cast<double>(count), statistics.segments, middle,
        slowest, statistics.capped_keys);
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
    for (const std::uint64_t count : counts) growth(count, base);
    return 0;
}
