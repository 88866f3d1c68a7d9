#include <fmt/format.h>

#include "annotate/rules_check.hpp"
#include "cli/command_list.hpp"
#include "cli/files.hpp"
#include "resources.hpp"

namespace sitrep::cli {

int run_rules(Arguments& arguments) {
    std::string action;
    std::optional<std::string> folder;
    arguments.positional("check", action, "what to do with the rules: check");
    arguments.option("--data", "FOLDER", folder, "folder that holds lexicon/ (default: the installed one)");
    if (const auto status = arguments.parse()) return *status;
    if (action != "check") {
        complain("'" + action + "' is nothing that can be done with rules; write: sitrep rules check");
        return 2;
    }
    const auto resources =
        Resources::load(folder ? std::optional<std::filesystem::path>(*folder) : std::nullopt);
    if (!resources) {
        complain(resources.error());
        return 2;
    }
    const annotate::RulesReport report = annotate::check_rules(resources->parts().grammars);
    for (const Error& error : report.faults) complain(error);
    if (!print(fmt::format("{} rule files, {} rules, {} examples, {} faults\n", report.files, report.rules,
                           report.examples, report.faults.size())))
        return 2;
    return report.faults.empty() ? 0 : 2;
}

}  // namespace sitrep::cli
