#include "cli/ingest_options.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <memory>

#include "text/utf8.hpp"

namespace sitrep::cli {
namespace {

/// Redraws one line at most ten times a second; the line goes when the last copy of this goes.
class ReadingLine {
  public:
    ReadingLine() : started_(Clock::now()) {}
    ~ReadingLine() {
        if (drawn_) std::fputs("\r\x1b[K", stderr);
    }
    ReadingLine(const ReadingLine&) = delete;
    ReadingLine& operator=(const ReadingLine&) = delete;

    void show(const ingest::Progress& progress) {
        const auto now = Clock::now();
        if (drawn_ && now - last_ < std::chrono::milliseconds(100)) return;
        last_ = now;
        drawn_ = true;
        const double seconds = std::max(0.001, std::chrono::duration<double>(now - started_).count());
        const double megabytes = static_cast<double>(progress.bytes_read) / 1e6;
        std::string path = text::printable(progress.path);
        if (path.size() > 40) path = path.substr(path.size() - 40);
        const std::string line = fmt::format("\r\x1b[Kreading {:.0f} MB, {:.0f} MB/s, {} items  {}",
                                             megabytes, megabytes / seconds, progress.items_seen, path);
        std::fputs(line.c_str(), stderr);
    }

  private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point started_;
    Clock::time_point last_;
    bool drawn_ = false;
};

}  // namespace

void IngestOptions::declare(Arguments& arguments, std::string since_name) {
    since_name_ = std::move(since_name);
    arguments.option(
        "--map", "OURS=THEIRS,…", map,
        "fields of JSON records: ours are text html title outlet author published modified language url");
    arguments.option(since_name_, "DATE", since, "pass over reports that claim an earlier day (YYYY-MM-DD)");
    arguments.option("--limit", "N", limit, "stop after N reports");
}

Result<ingest::Options> IngestOptions::resolve() const {
    ingest::Options options;
    options.limit = limit;
    if (map) {
        auto fields = ingest::FieldMap::parse(*map);
        if (!fields) return tl::unexpected(fields.error());
        options.fields = std::move(*fields);
    }
    if (since) {
        options.since = Day::parse(*since);
        if (!options.since) {
            return tl::unexpected(
                Error{"", std::nullopt, since_name_ + " '" + *since + "' is no date", "write YYYY-MM-DD"});
        }
    }
    if (isatty(STDERR_FILENO) == 1) {
        options.progress = [line = std::make_shared<ReadingLine>()](const ingest::Progress& progress) {
            line->show(progress);
        };
    }
    return options;
}

std::string IngestOptions::words() const {
    std::string out;
    if (limit > 0) out += " --limit " + std::to_string(limit);
    if (map) out += " --map " + *map;
    if (since) out += " " + since_name_ + " " + *since;
    return out;
}

}  // namespace sitrep::cli
