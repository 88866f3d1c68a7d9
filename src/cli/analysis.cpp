#include "cli/analysis.hpp"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "cli/decisions.hpp"
#include "cli/files.hpp"
#include "cli/progress.hpp"
#include "ingest/ingest.hpp"
#include "resolve/zone.hpp"
#include "resources.hpp"
#include "sitrep/engine.hpp"
#include "text/analysed.hpp"
#include "text/utf8.hpp"

namespace sitrep::cli {
namespace {

/// `--dates FILE`: CSV with a header `path,date`. A line that cannot be used stops the run: a wrong date is
/// worse than none.
Result<std::vector<GivenDate>> read_dates(const std::string& path) {
    const auto content = read_file(path);
    if (!content) return tl::unexpected(content.error());
    std::vector<GivenDate> dates;
    std::size_t line_number = 0;
    for (std::size_t at = 0; at < content->size();) {
        const std::size_t end = std::min(content->find('\n', at), content->size());
        const std::string_view line = text::trimmed(std::string_view(*content).substr(at, end - at));
        const auto wrong = [&](std::string what) {
            return tl::unexpected(Error{path, at,
                                        "line " + std::to_string(line_number) + ": " + std::move(what),
                                        "write lines 'path,YYYY-MM-DD' under a header 'path,date'"});
        };
        ++line_number;
        if (line_number == 1 && line != "path,date") return wrong("no header 'path,date'");
        if (line_number > 1 && !line.empty()) {
            const std::size_t comma = line.rfind(',');
            const auto day =
                comma == std::string_view::npos ? std::nullopt : Day::parse(line.substr(comma + 1));
            if (!day) return wrong("no date YYYY-MM-DD after the last comma");
            std::string_view name = line.substr(0, comma);
            if (name.size() >= 2 && name.front() == '"' && name.back() == '"')
                name = name.substr(1, name.size() - 2);
            dates.push_back({std::string(name), *day});
        }
        at = end + 1;
    }
    return dates;
}

/// Applies `work(i)` to 0..count-1 on `threads` threads; order of execution is free, results are placed by
/// index.
template <typename Work>
void in_parallel(std::size_t count, unsigned threads, Work work) {
    std::atomic<std::size_t> next{0};
    const auto run = [&] {
        for (std::size_t i = next++; i < count; i = next++) work(i);
    };
    std::vector<std::jthread> pool;
    for (unsigned i = 1; i < std::min<std::size_t>(threads, count); ++i) pool.emplace_back(run);
    run();
}

/// One line on stderr where reports are kept but not analysed, so that no table is silent about them.
void tell_other_languages(const Dossier& dossier) {
    std::set<std::string> languages;
    std::size_t reports = 0;
    for (const AnnotatedReport& entry : dossier.reports) {
        if (is_analysed(entry.report.language)) continue;
        languages.insert(entry.report.language);
        ++reports;
    }
    if (reports == 0) return;
    std::string listed;
    for (const std::string& language : languages) listed += (listed.empty() ? "" : ", ") + language;
    complain(std::to_string(reports) + " of " + std::to_string(dossier.reports.size()) +
             " reports in a language that is not analysed (" + listed +
             "): kept and compared for shared passages; no names, quotations or acts are read from them");
}

}  // namespace

void AnalysisOptions::declare(Arguments& arguments) {
    arguments.positional("PATH", paths, "files or folders of reports; - is standard input");
    arguments.option("--dates", "FILE", dates_file,
                     "days of reports from outside: CSV with the header path,date");
    arguments.option("--as-of", "DATE", as_of, "read the set as it was known on this day (YYYY-MM-DD)");
    arguments.option("--zone", "ZONE", zone,
                     "the zone of clock times whose words give none: Z, +02:00 or a name such as "
                     "Africa/Harare");
    arguments.option("--decisions", "FILE", decisions_file,
                     "your own judgement: CSV with the header decision,first,second and lines such as "
                     "same,a.txt,b.txt; independent,a.txt,c.txt; merge,NAME,NAME; split,NAME,NAME");
    arguments.option(
        "--gazetteer", "FILE", gazetteer_file,
        "your own names: TSV (type, names separated by |, latitude, longitude, country) or JSONL");
    ingest.declare(arguments, "--not-before");
    arguments.option("--threads", "N", threads, "threads to use (default: one per core); changes no output");
}

std::string AnalysisOptions::command_line() const {
    std::vector<std::string> sorted = paths;
    std::sort(sorted.begin(), sorted.end());
    std::string line = "sitrep " + command;
    for (const std::string& path : sorted) line += " " + path;
    if (dates_file) line += " --dates " + *dates_file;
    if (decisions_file) line += " --decisions " + *decisions_file;
    if (gazetteer_file) line += " --gazetteer " + *gazetteer_file;
    if (as_of) line += " --as-of " + *as_of;
    if (zone) {
        const auto parsed = resolve::parse_zone(*zone);
        line += " --zone " + (parsed ? parsed->name() : *zone);
    }
    line += ingest.words();
    return line;
}

Result<Analysis> analyse(const AnalysisOptions& options) {
    AccountOptions account;
    if (options.as_of) {
        account.as_of = Day::parse(*options.as_of);
        if (!account.as_of)
            return tl::unexpected(
                Error{"", std::nullopt, "--as-of '" + *options.as_of + "' is no date", "write YYYY-MM-DD"});
    }
    if (options.zone) {
        const auto zone = resolve::parse_zone(*options.zone);
        if (!zone) return tl::unexpected(zone.error());
        account.zone = zone->name();
    }
    if (options.dates_file) {
        auto dates = read_dates(*options.dates_file);
        if (!dates) return tl::unexpected(dates.error());
        account.dates = std::move(*dates);
    }
    std::optional<Decisions> decisions;
    if (options.decisions_file) {
        auto read = read_decisions(*options.decisions_file);
        if (!read) return tl::unexpected(read.error());
        decisions = std::move(*read);
        account.decisions = decisions->origins;
        account.entity_decisions = decisions->entities;
    }
    const auto taking = options.ingest.resolve();
    if (!taking) return tl::unexpected(taking.error());
    auto resources =
        options.gazetteer_file ? load_with_gazetteer(*options.gazetteer_file) : Resources::load();
    if (!resources) return tl::unexpected(resources.error());
    const Engine engine(*resources);
    account.threads = options.threads == 0
                          ? std::max(1U, std::thread::hardware_concurrency())
                          : static_cast<unsigned>(std::min<std::uint64_t>(options.threads, 256));
    ingest::Intake intake = ingest::read(options.paths, *taking);
    for (const Error& error : intake.errors) complain(error);
    if (decisions) {
        const auto checked = check_decisions(*decisions, intake.documents, intake.left_out);
        if (!checked) return tl::unexpected(checked.error());
    }
    std::vector<AnnotatedReport> reports(intake.documents.size());
    {
        Progress progress("reading", reports.size());
        in_parallel(reports.size(), account.threads, [&](std::size_t i) {
            reports[i] = engine.annotate(engine.extract(intake.documents[i]));
            progress.step();
        });
    }
    Analysis analysis;
    analysis.resources = *resources;
    analysis.partial = intake.tally.lost() > 0;
    intake.documents.clear();
    analysis.dossier = engine.account(std::move(reports), std::move(intake.left_out), account);
    tell_other_languages(analysis.dossier);
    return analysis;
}

std::optional<Analysis> analyse_or_complain(const AnalysisOptions& options) {
    auto analysis = analyse(options);
    if (analysis) return std::move(*analysis);
    complain(analysis.error());
    return std::nullopt;
}

}  // namespace sitrep::cli
