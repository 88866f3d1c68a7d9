#include "brief/difference.hpp"
#include "cli/command_list.hpp"
#include "cli/files.hpp"
#include "cli/findings.hpp"
#include "resources.hpp"
#include "store/dossier_reader.hpp"

namespace sitrep::cli {
namespace {

Result<Dossier> dossier_in(const std::string& path) {
    const auto json = read_file(path);
    if (!json) return tl::unexpected(json.error());
    return store::read_dossier(path, *json);
}

}  // namespace

int run_diff(Arguments& arguments) {
    std::string before_file;
    std::string now_file;
    Format format = Format::text;
    arguments.positional("OLD", before_file, "the earlier dossier, written by 'sitrep brief --json'");
    arguments.positional("NEW", now_file, "the later one");
    arguments.format(format);
    if (const auto status = arguments.parse()) return *status;
    const auto before = dossier_in(before_file);
    const auto now = dossier_in(now_file);
    if (!before || !now) {
        complain(before ? now.error() : before.error());
        return 2;
    }
    const auto words = load_brief_words();
    if (!words) {
        complain(words.error());
        return 2;
    }
    const auto findings = brief::differences(*before, *now, *words);
    if (findings.empty() && format == Format::text) return print("nothing changed\n") ? 1 : 2;
    if (!print(findings_as(format, findings, *now, *words, &*before))) return 2;
    return findings.empty() ? 1 : 0;
}

}  // namespace sitrep::cli
