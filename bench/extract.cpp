// Extraction on a set of real pages: parser alone in MB/s, each step in pages/s, the whole from bytes to
// Report.
//   bench_extract SET [ROUNDS [growth]]      `growth`: 10^2, 10^3 and 10^4 pages, the set's over and over
//   SET: an extraction set, .tar.zst or folder (see sitrep eval extract)
// Peers in the same sitting: bench/competitors/extraction.
#include <fmt/format.h>
#include <sys/resource.h>

#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "eval/extract_pages.hpp"
#include "extract/html_report.hpp"
#include "resources.hpp"
#include "sitrep/engine.hpp"

namespace {

/// Processor time of this process in seconds: what other programs do on the machine stays out.
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Best of some rounds over all pages.
void measure(std::string_view name, std::size_t pages, std::size_t bytes, int rounds,
             const std::function<void()>& work) {
    double best = 1e9;
    for (int round = 0; round < rounds; ++round) {
        const double begin = processor_seconds();
        work();
        best = std::min(best, processor_seconds() - begin);
    }
    fmt::print("{:<34} {:>10.0f} pages/s {:>10.1f} MB/s\n", name, static_cast<double>(pages) / best,
               static_cast<double>(bytes) / best / 1e6);
}

}  // namespace

int main(int count, char** words) {
    using namespace sitrep;
    if (count < 2) {
        fmt::print(stderr, "bench_extract: name an extraction set\n");
        return 2;
    }
    const int rounds = count > 2 ? std::atoi(words[2]) : 5;
    std::vector<Document> documents;
    std::size_t bytes = 0;
    const auto read = eval::for_each_page(words[1], [&](eval::LabelledPage&& page) {
        Document document;
        document.media = MediaType::html;
        bytes += page.html.size();
        document.bytes = std::make_shared<const std::string>(std::move(page.html));
        documents.push_back(std::move(document));
    });
    if (!read || documents.empty()) {
        fmt::print(stderr, "{}\n", read ? "no pages" : read.error().line());
        return 2;
    }
    const auto resources = Resources::load();
    if (!resources) {
        fmt::print(stderr, "{}\n", resources.error().line());
        return 2;
    }
    const Engine engine(*resources);
    const auto& lexicon = *resources->parts().extract.lexicon;
    const auto& model = *resources->parts().extract.body;
    fmt::print("{} pages, {:.1f} MB, best of {} rounds, one core, processor time\n", documents.size(),
               static_cast<double>(bytes) / 1e6, rounds);
    std::size_t sink = 0;
    extract::html::Page page;
    measure("parser: tags, tree, runs", documents.size(), bytes, rounds, [&] {
        for (const Document& document : documents) {
            extract::html::parse(*document.bytes, page);
            sink += page.nodes.size();
        }
    });
    extract::ReadPage one;
    measure("+ charset, text, metadata", documents.size(), bytes, rounds, [&] {
        for (const Document& document : documents) {
            extract::read_page(document, lexicon, one);
            sink += one.text.blocks.size();
        }
    });
    measure("+ features and trees", documents.size(), bytes, rounds, [&] {
        for (const Document& document : documents) {
            extract::read_page(document, lexicon, one);
            sink += extract::score_blocks(one.page, one.text, one.context(), model).first.size();
        }
    });
    measure("bytes to Report", documents.size(), bytes, rounds, [&] {
        for (const Document& document : documents) sink += engine.extract(document).blocks.size();
    });
    if (count > 3 && std::string_view(words[3]) == "growth") {
        for (const std::size_t pages : {100U, 1000U, 10000U}) {
            const double begin = processor_seconds();
            for (std::size_t i = 0; i < pages; ++i)
                sink += engine.extract(documents[i % documents.size()]).blocks.size();
            const double seconds = processor_seconds() - begin;
            rusage used{};
            getrusage(RUSAGE_SELF, &used);
            fmt::print("{:>6} pages {:>8.2f} s {:>8.0f} pages/s  peak memory {:.0f} MiB\n", pages, seconds,
                       static_cast<double>(pages) / seconds, static_cast<double>(used.ru_maxrss) / 1024.0);
        }
    }
    return sink == 1 ? 1 : 0;
}
