// Taking in: crawl archives, dumps and archives made of generated pages, or a file given.
//   bench_ingest [--page-bytes N] [COUNT… | FILE…]   (default 100 1000 10000 pages: the growth table)
// Prints decompressed megabytes a second of processor time on one core, items a second, and peak memory.
#include <fmt/format.h>
#include <libdeflate.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include "generated_reports.hpp"
#include "ingest/ingest.hpp"

namespace {

namespace fs = std::filesystem;
using sitrep::ingest::Tally;

double peak_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) return std::atof(line.c_str() + 6) / 1024.0;
    }
    return 0.0;
}

double processor_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/// A page around a report: navigation, scripts and teasers up to `size` bytes, different on each page.
std::string page(const std::string& report, std::size_t size, std::mt19937_64& random) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" +
                      report.substr(0, report.find('\n')) + "</title>\n";
    const auto filler = [&](std::size_t until) {
        while (out.size() < until) {
            out += fmt::format(
                "<li class=\"nav-item c{:x}\"><a href=\"/section/{}/{}\" data-track=\"{:016x}\">Topic "
                "{}</a></li>\n",
                random() % 997, random() % 50, random() % 100000, random(), random() % 400);
            if (random() % 16 == 0)
                out += fmt::format(
                    "<script>window.q=window.q||[];q.push({{id:{},k:\"{:016x}{:016x}\"}});</script>\n",
                    random() % 100000, random(), random());
        }
    };
    filler(size / 2);
    out += "</head><body><article>\n";
    for (std::size_t at = 0; at < report.size();) {
        const std::size_t end = std::min(report.find("\n\n", at), report.size());
        out += "<p>" + report.substr(at, end - at) + "</p>\n";
        at = end + 2;
    }
    out += "</article>\n";
    filler(size);
    return out + "</body></html>\n";
}

std::string packed(libdeflate_compressor* compressor, const std::string& bytes) {
    std::string out(libdeflate_gzip_compress_bound(compressor, bytes.size()), '\0');
    out.resize(libdeflate_gzip_compress(compressor, bytes.data(), bytes.size(), out.data(), out.size()));
    return out;
}

/// One response record a page, each in a gzip member of its own; returns the bytes before compression.
std::uint64_t write_warc(const std::string& path, std::size_t count, std::size_t page_bytes) {
    std::ofstream file(path, std::ios::binary);
    libdeflate_compressor* compressor = libdeflate_alloc_compressor(6);
    std::mt19937_64 random(11);
    const auto reports = sitrep::bench::generated_reports(std::min<std::size_t>(count, 2000));
    std::uint64_t plain = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string body = page(reports[i % reports.size()], page_bytes, random);
        const std::string http =
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nServer: bench\r\n\r\n" + body;
        const std::string record = fmt::format(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{}\r\nWARC-Date: "
            "2021-03-16T08:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:{:032x}>\r\nContent-Type: application/http; "
            "msgtype=response\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n",
            i, i, http.size(), http);
        plain += record.size();
        file << packed(compressor, record);
    }
    libdeflate_free_compressor(compressor);
    return plain;
}

void measure(const std::string& name, const std::string& path, std::uint64_t plain) {
    std::ofstream("/proc/self/clear_refs") << "5";
    const double begin = processor_seconds();
    std::uint64_t bytes = 0;
    const Tally tally = sitrep::ingest::stream({path}, {},
                                               {[&](const sitrep::Document& document) {
                                                    bytes += document.bytes->size();
                                                    return true;
                                                },
                                                {}});
    const double seconds = processor_seconds() - begin;
    const double decoded = static_cast<double>(plain > 0 ? plain : bytes) / 1e6;
    fmt::print(
        "{:<28} {:>9} items {:>10.1f} MB decoded {:>9.1f} MB read {:>8.2f} s {:>8.0f} MB/s {:>9.0f} items/s "
        "{:>7.1f} MiB peak\n",
        name, tally.handed_over, decoded, static_cast<double>(tally.bytes_read) / 1e6, seconds,
        decoded / seconds, static_cast<double>(tally.handed_over) / seconds, peak_memory());
}

}  // namespace

int main(int argc, char** argv) {
    std::size_t page_bytes = 100'000;
    std::vector<std::string> words(argv + std::min(1, argc), argv + argc);
    if (words.size() >= 2 && words[0] == "--page-bytes") {
        page_bytes = std::strtoull(words[1].c_str(), nullptr, 10);
        words.erase(words.begin(), words.begin() + 2);
    }
    if (words.empty()) words = {"100", "1000", "10000"};
    const std::string path =
        (fs::temp_directory_path() / fmt::format("bench-ingest-{}.warc.gz", getpid())).string();
    for (const std::string& word : words) {
        if (!std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c) != 0; })) {
            measure(fs::path(word).filename().string(), word, 0);
            continue;
        }
        const std::uint64_t plain = write_warc(path, std::strtoull(word.c_str(), nullptr, 10), page_bytes);
        measure(word + " generated pages", path, plain);
    }
    fs::remove(path);
    return 0;
}
