#include "cli/program.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>

#include "cli/arguments.hpp"
#include "cli/files.hpp"
#include "sitrep/engine.hpp"

namespace sitrep::cli {
namespace {

std::string help() {
    std::string text =
        "sitrep reads overlapping news reports and gives one sourced account.\n"
        "Counts origins, not outlets. Shows the words. Never settles a disagreement for you.\n\n"
        "usage: sitrep COMMAND [ARGUMENTS]     sitrep COMMAND --help     sitrep --version\n\ncommands:\n";
    for (const Command& command : commands()) {
        text += "  " + std::string(command.name) +
                std::string(14 - std::min<std::size_t>(13, command.name.size()), ' ') +
                std::string(command.summary) + "\n";
    }
    return text + "\nexit status: 0 done, 1 nothing found, 2 error (also when only part could be done)\n";
}

int dispatch(const std::vector<std::string>& words) {
    if (words.empty()) {
        complain("no command; see 'sitrep --help'");
        return 2;
    }
    if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") return print(help()) ? 0 : 2;
    if (words[0] == "--version") return print("sitrep " + std::string(version()) + "\n") ? 0 : 2;
    for (const Command& command : commands()) {
        if (command.name != words[0]) continue;
        Arguments arguments(words[0], std::string(command.summary), {words.begin() + 1, words.end()});
        return command.run(arguments);
    }
    complain("no command '" + words[0] + "'; see 'sitrep --help'");
    return 2;
}

}  // namespace

int run(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return dispatch({argv + std::min(1, argc), argv + argc});
    } catch (const std::bad_alloc&) {
        complain("out of memory; give fewer or smaller inputs");
    } catch (const std::exception& error) {
        complain(std::string("internal error: ") + error.what());
    }
    return 2;
}

}  // namespace sitrep::cli
