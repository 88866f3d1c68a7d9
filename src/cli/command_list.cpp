#include "cli/command_list.hpp"

namespace sitrep::cli {

const std::vector<Command>& commands() {
    static const std::vector<Command> kCommands = {
        {"brief", "one sourced account of many reports", run_brief},
        {"compare", "two reports side by side", run_compare},
        {"diff", "what changed between two dossiers", run_diff},
        {"ask", "look a question up in the ledger", run_ask},
        {"verify", "re-open every citation of a dossier", run_verify},
        {"lineage", "who copied whom: shared passages, directions, origins (no translated copies)",
         run_lineage},
        {"ingest", "count what is in files, folders and archives", run_ingest},
        {"extract", "the article of each file: title, outlet, text, what is furniture", run_extract},
        {"quotes", "who said what: quotations and their speakers, or none", run_quotes},
        {"acts", "who asks, offers, refuses, warns …, of whom, on what condition", run_acts},
        {"entities", "who and where: people, bodies, places, their names and points on the map",
         run_entities},
        {"timeline", "every time expression with the days it can mean, in order", run_timeline},
        {"figures", "every figure with bound, unit, what is counted, where, whose and as of when",
         run_figures},
        {"cases", "processes: the state each has reached, by which words, what is missing", run_cases},
        {"rules", "run the examples of the rules for times and figures", run_rules},
        {"eval", "measure a stage against labelled files", run_eval},
        {"train", "make a model again from its data", run_train},
        {"completions", "completions for bash, zsh or fish", run_completions},
        {"manual", "the man page, in roff", run_manual},
    };
    return kCommands;
}

}  // namespace sitrep::cli
