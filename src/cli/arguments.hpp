/// @file arguments.hpp
/// @brief Arguments of one command: declared once, then parsed, or listed for completions and the man page.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep::cli {

/// How a command that prints lays out its result.
enum class Format : std::uint8_t { text, json, jsonl, csv, markdown };

/// One declared option, for completions and the man page.
struct OptionDescription {
    std::string names;  ///< "-o,--output"
    std::string value;  ///< "FILE"; empty for a flag
    std::string help;
};

class Arguments {
  public:
    /// With `describe_only`, parse() does nothing but end the command: options() then lists what it declared.
    Arguments(std::string command, std::string summary, std::vector<std::string> arguments,
              bool describe_only = false);
    ~Arguments();
    Arguments(const Arguments&) = delete;
    Arguments& operator=(const Arguments&) = delete;

    void flag(const std::string& names, bool& target, const std::string& help);
    void option(const std::string& names, const std::string& value, std::string& target,
                const std::string& help);
    void option(const std::string& names, const std::string& value, std::optional<std::string>& target,
                const std::string& help);
    void option(const std::string& names, const std::string& value, std::vector<std::string>& target,
                const std::string& help);
    void option(const std::string& names, const std::string& value, std::uint64_t& target,
                const std::string& help);
    void option(const std::string& names, const std::string& value, double& target, const std::string& help);
    void positional(const std::string& name, std::vector<std::string>& target, const std::string& help,
                    bool required = true);
    void positional(const std::string& name, std::string& target, const std::string& help,
                    bool required = true);
    /// --format text|json|jsonl|csv|markdown and the short forms --json, --jsonl, --csv, --markdown.
    /// Without short forms where --json names a file.
    void format(Format& target, bool short_forms = true);

    /// Parses. A value is the exit status to end with (--help: 0, a wrong argument: 2 and a line on stderr).
    [[nodiscard]] std::optional<int> parse();
    [[nodiscard]] const std::vector<OptionDescription>& options() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// A command: its name, its line in --help, and what it does.
struct Command {
    std::string_view name;
    std::string_view summary;
    int (*run)(Arguments& arguments);
};

/// Every command, in the order --help lists them.
[[nodiscard]] const std::vector<Command>& commands();

}  // namespace sitrep::cli
