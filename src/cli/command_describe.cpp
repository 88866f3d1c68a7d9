// Completions and the man page, made from what the commands declare.
#include <algorithm>

#include "cli/command_list.hpp"
#include "cli/files.hpp"
#include "sitrep/engine.hpp"

namespace sitrep::cli {
namespace {

std::vector<OptionDescription> options_of(const Command& command) {
    Arguments described(std::string(command.name), std::string(command.summary), {}, true);
    (void)command.run(described);
    return described.options();
}

/// "-o,--output" to {"-o", "--output"}; a positional gives nothing.
std::vector<std::string> switches(const OptionDescription& option) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < option.names.size();) {
        const std::size_t end = std::min(option.names.find(',', at), option.names.size());
        if (option.names[at] == '-') out.push_back(option.names.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

std::string bash() {
    std::string text =
        "_sitrep() {\n  local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} words\n  case $command "
        "in\n";
    std::string names;
    for (const Command& command : commands()) {
        names += " " + std::string(command.name);
        text += "    " + std::string(command.name) + ") words=\"--help";
        for (const OptionDescription& option : options_of(command)) {
            for (const std::string& name : switches(option)) text += " " + name;
        }
        text += "\" ;;\n";
    }
    text += "  esac\n  if [ \"$COMP_CWORD\" -eq 1 ]; then words=\"--help --version" + names + "\"; fi\n";
    return text +
           "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n  [ ${#COMPREPLY[@]} -eq 0 ] && "
           "COMPREPLY=($(compgen -f -- \"$word\"))\n}\ncomplete -o filenames -F _sitrep sitrep\n";
}

std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? "'\\''" : std::string(1, c);
    return out + "'";
}

std::string fish() {
    std::string text;
    for (const Command& command : commands()) {
        const std::string name(command.name);
        text += "complete -c sitrep -n __fish_use_subcommand -a " + name + " -d " +
                quoted(std::string(command.summary)) + "\n";
        for (const OptionDescription& option : options_of(command)) {
            for (const std::string& word : switches(option)) {
                const bool is_long = word.starts_with("--");
                text += "complete -c sitrep -n '__fish_seen_subcommand_from " + name + "' " +
                        (is_long ? "-l " + word.substr(2) : "-s " + word.substr(1));
                if (!option.value.empty()) text += " -r";
                text += " -d " + quoted(option.help) + "\n";
            }
        }
    }
    return text;
}

std::string zsh() { return "#compdef sitrep\nautoload -U +X bashcompinit && bashcompinit\n" + bash(); }

std::string roff(std::string_view text) {
    std::string out;
    for (const char c : text) out += c == '\\' ? "\\e" : c == '-' ? "\\-" : std::string(1, c);
    return out;
}

}  // namespace

int run_completions(Arguments& arguments) {
    std::string shell;
    arguments.positional("SHELL", shell, "bash, zsh or fish");
    if (const auto status = arguments.parse()) return *status;
    if (shell == "bash") return print(bash()) ? 0 : 2;
    if (shell == "zsh") return print(zsh()) ? 0 : 2;
    if (shell == "fish") return print(fish()) ? 0 : 2;
    complain("completions for '" + shell + "' are not known; bash, zsh or fish");
    return 2;
}

int run_manual(Arguments& arguments) {
    if (const auto status = arguments.parse()) return *status;
    std::string text = ".TH SITREP 1 \"\" \"sitrep " + std::string(version()) +
                       "\"\n.SH NAME\nsitrep \\- one sourced account of many news reports\n";
    text +=
        ".SH SYNOPSIS\n.B sitrep\n.I COMMAND\n[\\fIARGUMENTS\\fR]\n.SH DESCRIPTION\nReads overlapping news "
        "reports about a situation and gives one sourced account of it: "
        "who copied whom and how many independent origins stand behind a claim, who, where, when, how many, "
        "who said what, and where reports "
        "agree, conflict or moved on. Every sentence is cited by bytes. It works offline; the same bytes in "
        "give the same brief out.\n";
    for (const Command& command : commands()) {
        text += ".SH SITREP " + roff(command.name) + "\n" + roff(command.summary) + ".\n";
        for (const OptionDescription& option : options_of(command)) {
            text += ".TP\n.B " + roff(option.names) +
                    (option.value.empty() ? "" : " \\fI" + roff(option.value) + "\\fR") + "\n" +
                    roff(option.help) + "\n";
        }
    }
    text +=
        ".SH EXIT STATUS\n0 done, 1 nothing found, 2 error (also when only part could be done).\n.SH "
        "ENVIRONMENT\n.TP\n.B SITREP_DATA\nfolder that holds lexicon/ and models/\n";
    return print(text) ? 0 : 2;
}

}  // namespace sitrep::cli
