#include "cli/command_list.hpp"
#include "cli/files.hpp"
#include "eval/topics.hpp"

namespace sitrep::cli {

int run_eval(Arguments& arguments) {
    std::string topic;
    eval::EvalOptions options;
    Format format = Format::text;
    std::string known;
    for (const eval::Topic& candidate : eval::topics())
        known += (known.empty() ? "" : ", ") + std::string(candidate.name);
    arguments.positional("TOPIC", topic, "what to measure: " + known);
    arguments.positional("FILE", options.files, "labelled files or folders");
    arguments.flag("--errors", options.errors, "list what went wrong, item by item");
    arguments.format(format);
    if (const auto status = arguments.parse()) return *status;
    for (const eval::Topic& candidate : eval::topics()) {
        if (candidate.name != topic) continue;
        const auto resources = Resources::load();
        if (!resources) {
            complain(resources.error());
            return 2;
        }
        const auto rows = candidate.run(Engine(*resources), options);
        if (!rows) {
            complain(rows.error());
            return 2;
        }
        const bool json = format == Format::json || format == Format::jsonl;
        if (!print(json ? eval::as_json(*rows) : eval::as_table(*rows))) return 2;
        return rows->empty() ? 1 : 0;
    }
    complain("no topic '" + topic + "'; there are: " + known);
    return 2;
}

}  // namespace sitrep::cli
