/// @file case_file.hpp
/// @brief Case files (tests/cases/README.md): reading them and holding a dossier against them.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/date.hpp"
#include "sitrep/engine.hpp"

namespace sitrep::test {

struct CaseReport {
    std::string name;
    std::optional<Day> day;
    std::string text;
};

struct Expectation {
    enum class Form { present, absent, none, same, apart };
    Form form = Form::present;
    std::string kind;
    std::vector<std::string> words;
    std::map<std::string, std::string> attributes;
    std::string line;  ///< as written
    std::size_t line_number = 0;
};

struct ReadingCase {
    std::string name;
    std::vector<CaseReport> reports;
    std::vector<Expectation> expectations;
};

/// Cases of a file. An error names the line.
[[nodiscard]] Result<std::vector<ReadingCase>> parse_cases(const std::string& file_name,
                                                           std::string_view content);

/// What does not hold, one message each; empty if all is as expected.
[[nodiscard]] std::vector<std::string> failures(const Engine& engine, const ReadingCase& reading);

}  // namespace sitrep::test
