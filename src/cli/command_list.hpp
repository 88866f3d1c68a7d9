/// @file command_list.hpp
/// @brief One function per command: declares its arguments, parses them, works, gives the exit status.
#pragma once
#include "cli/arguments.hpp"

namespace sitrep::cli {

int run_brief(Arguments& arguments);
int run_cases(Arguments& arguments);
int run_compare(Arguments& arguments);
int run_diff(Arguments& arguments);
int run_ask(Arguments& arguments);
int run_verify(Arguments& arguments);
int run_lineage(Arguments& arguments);
int run_ingest(Arguments& arguments);
int run_extract(Arguments& arguments);
int run_quotes(Arguments& arguments);
int run_acts(Arguments& arguments);
int run_timeline(Arguments& arguments);
int run_figures(Arguments& arguments);
int run_rules(Arguments& arguments);
int run_eval(Arguments& arguments);
int run_train(Arguments& arguments);
int run_entities(Arguments& arguments);
int run_completions(Arguments& arguments);
int run_manual(Arguments& arguments);

}  // namespace sitrep::cli
