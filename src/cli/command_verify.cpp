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

/// Extracts the recorded reports again, reading each file once.
std::vector<Result<Report>> reopen(const Engine& engine, const std::vector<store::RecordedReport>& recorded,
                                   const std::optional<std::string>& root) {
    std::map<std::string, std::vector<std::size_t>> by_file;
    for (std::size_t i = 0; i < recorded.size(); ++i) by_file[locate(recorded[i].path, root)].push_back(i);
    std::vector<Result<Report>> out(recorded.size(), tl::unexpected(Error{}));
    for (const auto& [path, indices] : by_file) {
        std::vector<ingest::Wanted> wanted;
        for (const std::size_t i : indices) wanted.push_back({recorded[i].member, recorded[i].decoded});
        const std::vector<Result<Document>> documents = ingest::reopen(path, wanted);
        for (std::size_t k = 0; k < indices.size(); ++k) {
            if (documents[k]) {
                out[indices[k]] = engine.extract(*documents[k]);
            } else {
                out[indices[k]] = tl::unexpected(documents[k].error());
            }
        }
    }
    return out;
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
    const auto result = store::verify(file, *json, [&](const std::vector<store::RecordedReport>& recorded) {
        return reopen(engine, recorded, root);
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
