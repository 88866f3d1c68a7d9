#include "cli/arguments.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "text/utf8.hpp"

namespace sitrep::cli {

struct Arguments::State {
    CLI::App app;
    std::string command;
    std::vector<std::string> arguments;
    std::vector<OptionDescription> options;
    bool describe_only = false;
    Format* format = nullptr;
    std::string format_name = "text";
    bool json = false, jsonl = false, csv = false, markdown = false;
};

Arguments::Arguments(std::string command, std::string summary, std::vector<std::string> arguments,
                     bool describe_only)
    : state_(std::make_unique<State>()) {
    state_->app.name("sitrep " + command);
    state_->app.description(std::move(summary));
    state_->command = std::move(command);
    state_->arguments = std::move(arguments);
    state_->describe_only = describe_only;
}

Arguments::~Arguments() = default;

void Arguments::flag(const std::string& names, bool& target, const std::string& help) {
    state_->app.add_flag(names, target, help);
    state_->options.push_back({names, "", help});
}

namespace {

template <typename Target>
void add_option(CLI::App& app, std::vector<OptionDescription>& options, const std::string& names,
                const std::string& value, Target& target, const std::string& help) {
    app.add_option(names, target, help)->type_name(value);
    options.push_back({names, value, help});
}

}  // namespace

void Arguments::option(const std::string& names, const std::string& value, std::string& target,
                       const std::string& help) {
    add_option(state_->app, state_->options, names, value, target, help);
}
void Arguments::option(const std::string& names, const std::string& value, std::optional<std::string>& target,
                       const std::string& help) {
    add_option(state_->app, state_->options, names, value, target, help);
}
void Arguments::option(const std::string& names, const std::string& value, std::vector<std::string>& target,
                       const std::string& help) {
    state_->app.add_option(names, target, help)
        ->type_name(value)
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    state_->options.push_back({names, value, help});
}
void Arguments::option(const std::string& names, const std::string& value, std::uint64_t& target,
                       const std::string& help) {
    add_option(state_->app, state_->options, names, value, target, help);
}
void Arguments::option(const std::string& names, const std::string& value, double& target,
                       const std::string& help) {
    add_option(state_->app, state_->options, names, value, target, help);
}
void Arguments::positional(const std::string& name, std::vector<std::string>& target, const std::string& help,
                           bool required) {
    state_->app.add_option(name, target, help)->required(required)->type_name("");
    state_->options.push_back({name, "", help});
}
void Arguments::positional(const std::string& name, std::string& target, const std::string& help,
                           bool required) {
    state_->app.add_option(name, target, help)->required(required)->type_name("");
    state_->options.push_back({name, "", help});
}

void Arguments::format(Format& target, bool short_forms) {
    state_->format = &target;
    state_->format_name = target == Format::markdown ? "markdown" : "text";
    option("--format", "FORMAT", state_->format_name, "text, json, jsonl, csv or markdown");
    if (!short_forms) return;
    flag("--json", state_->json, "short for --format json");
    flag("--jsonl", state_->jsonl, "short for --format jsonl");
    flag("--csv", state_->csv, "short for --format csv");
    flag("--markdown", state_->markdown, "short for --format markdown");
}

std::optional<int> Arguments::parse() {
    if (state_->describe_only) return 0;
    try {
        std::vector<std::string> reversed(state_->arguments.rbegin(), state_->arguments.rend());
        state_->app.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        std::fputs(state_->app.help().c_str(), stdout);
        return 0;
    } catch (const CLI::ParseError& error) {
        std::fprintf(stderr, "sitrep %s: %s; see 'sitrep %s --help'\n", state_->command.c_str(),
                     text::printable(error.what()).c_str(), state_->command.c_str());
        return 2;
    }
    if (state_->format == nullptr) return std::nullopt;
    constexpr std::pair<std::string_view, Format> kFormats[] = {{"text", Format::text},
                                                                {"json", Format::json},
                                                                {"jsonl", Format::jsonl},
                                                                {"csv", Format::csv},
                                                                {"markdown", Format::markdown}};
    const std::string_view wanted = state_->json       ? "json"
                                    : state_->jsonl    ? "jsonl"
                                    : state_->csv      ? "csv"
                                    : state_->markdown ? "markdown"
                                                       : std::string_view(state_->format_name);
    for (const auto& [name, format] : kFormats) {
        if (name == wanted) {
            *state_->format = format;
            return std::nullopt;
        }
    }
    std::fprintf(stderr, "sitrep %s: --format is text, json, jsonl, csv or markdown\n",
                 state_->command.c_str());
    return 2;
}

const std::vector<OptionDescription>& Arguments::options() const { return state_->options; }

}  // namespace sitrep::cli
