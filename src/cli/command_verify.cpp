#include <filesystem>
#include <map>

#include "cli/command_list.hpp"
#include "cli/files.hpp"
#include "ingest/ingest.hpp"
#include "sitrep/engine.hpp"
#include "store/json_writer.hpp"
#include "store/verify.hpp"

namespace sitrep::cli {
namespace {

namespace fs = std::filesystem;

/// The file a report was read from: its recorded path, else that path under the root, else its name there.
std::string locate(const std::string& path, const std::optional<std::string>& root) {
    std::error_code error;
    if (fs::exists(path, error) || !root) return path;
    const fs::path under = fs::path(*root) / fs::path(path).relative_path();
    if (fs::exists(under, error)) return under.string();
    return (fs::path(*root) / fs::path(path).filename()).string();
}

std::string as_json(const store::Verification& result) {
    store::JsonWriter out;
    out.begin_object()
        .field("reports", result.reports)
        .field("spans", result.spans)
        .key("mismatches")
        .begin_array();
    for (const std::string& line : result.mismatches) out.value(line);
    out.end_array().end_object();
    return std::string(out.text()) + "\n";
}

}  // namespace

int run_verify(Arguments& arguments) {
    std::string file;
    std::optional<std::string> root;
    Format format = Format::text;
    arguments.positional("FILE", file, "a dossier written by 'sitrep brief --json'");
    arguments.option("--root", "DIR", root, "where the reports lie now, if not at their recorded paths");
    arguments.format(format);
    if (const auto status = arguments.parse()) return *status;
    const auto json = read_file(file);
    const auto resources = Resources::load();
    if (!json || !resources) {
        complain(json ? resources.error() : json.error());
        return 2;
    }
    const Engine engine(*resources);
    const auto result =
        store::verify(file, *json, [&](const store::RecordedReport& recorded) -> Result<Report> {
            ingest::Intake intake = ingest::read({locate(recorded.path, root)});
            if (intake.documents.empty())
                return tl::unexpected(intake.errors.empty()
                                          ? Error{recorded.path, std::nullopt, "is not there", ""}
                                          : intake.errors.front());
            return engine.extract(intake.documents.front());
        });
    if (!result) {
        complain(result.error());
        return 2;
    }
    if (format == Format::json || format == Format::jsonl) {
        if (!print(as_json(*result))) return 2;
    } else {
        for (const std::string& line : result->mismatches) complain(file + ": " + line);
        const std::string count =
            std::to_string(result->spans) + " spans in " + std::to_string(result->reports) + " reports: ";
        const std::string verdict = result->mismatches.empty()
                                        ? "all hold\n"
                                        : std::to_string(result->mismatches.size()) + " mismatches\n";
        if (!print(count + verdict)) return 2;
    }
    return result->mismatches.empty() ? 0 : 2;
}

}  // namespace sitrep::cli
