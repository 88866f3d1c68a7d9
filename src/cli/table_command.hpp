/// @file table_command.hpp
/// @brief The end that every analysing command with one table has: read, analyse, print, exit status.
#pragma once
#include <functional>
#include <string>

#include "cli/analysis.hpp"
#include "cli/tables.hpp"

namespace sitrep::cli {

/// Parses `arguments` (all options but those of the analysis and the format are declared by the caller),
/// analyses and prints what `make` gives. `things` names the rows in the line on stderr that an empty table
/// gets ("quotations"). Returns the exit status: 0 printed, 1 no row, 2 error or an input left out.
[[nodiscard]] int run_table(Arguments& arguments, const std::string& command, const std::string& things,
                            const std::function<Table(const Dossier&)>& make);

}  // namespace sitrep::cli
