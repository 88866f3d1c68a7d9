/// @file ingest_options.hpp
/// @brief Options about what is taken in, the same for every command that reads reports.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "cli/arguments.hpp"
#include "ingest/ingest.hpp"
#include "sitrep/result.hpp"

namespace sitrep::cli {

/// What may be named where reports are read, for the help of commands.
inline constexpr const char* kInputs =
    "files, folders, patterns ('2016/**/*.html') or - for standard input: text, Markdown, HTML, MHTML, PDF, "
    "mail "
    "(.eml, mbox), feeds (RSS, Atom, RDF, JSON Feed), lists of local files (OPML, sitemaps), dumps (JSON "
    "lines), crawl archives (WARC), NewsML-G2, ninjs; any of them inside zip, tar, gzip, zstd, xz, bzip2";

struct IngestOptions {
    std::optional<std::string> map;
    std::optional<std::string> since;
    std::uint64_t limit = 0;

    /// `since_name`: what `--since` is called where that name says something else.
    void declare(Arguments& arguments, std::string since_name = "--since");
    /// Fails on a field map or a day that cannot be read. The progress line is set where stderr is a
    /// terminal.
    [[nodiscard]] Result<ingest::Options> resolve() const;
    /// " --limit 10 --map … --since …", as far as given: for the command in normal form.
    [[nodiscard]] std::string words() const;

  private:
    std::string since_name_ = "--since";
};

}  // namespace sitrep::cli
