#include "cli/command_list.hpp"
#include "cli/files.hpp"
#include "train/topics.hpp"

namespace sitrep::cli {

int run_train(Arguments& arguments) {
    std::string topic;
    train::TrainOptions options;
    options.resources = ".";
    std::string known;
    for (const train::Topic& candidate : train::topics())
        known += (known.empty() ? "" : ", ") + std::string(candidate.name);
    arguments.positional("TOPIC", topic, "what to train: " + known);
    arguments.positional("DATA", options.data, "labelled files or folders");
    arguments.option("--resources", "FOLDER", options.resources,
                     "folder that holds lexicon/ and models/ (default: this one)");
    arguments.option("-o,--out", "FILE", options.out,
                     "model file to write (default: its place below models/)");
    arguments.option("--report", "FILE", options.report,
                     "write what each page scored and where it went wrong (extract)");
    arguments.flag("--all", options.all, "train on held-out parts too");
    if (const auto status = arguments.parse()) return *status;
    for (const train::Topic& candidate : train::topics()) {
        if (candidate.name != topic) continue;
        const auto line = candidate.run(options);
        if (!line) {
            complain(line.error());
            return 2;
        }
        return print(*line + "\n") ? 0 : 2;
    }
    complain("no topic '" + topic + "'; there are: " + known);
    return 2;
}

}  // namespace sitrep::cli
