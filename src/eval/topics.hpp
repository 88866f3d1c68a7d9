/// @file topics.hpp
/// @brief What can be measured: `sitrep eval TOPIC FILE…`. One function a topic, in a file of its own.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "eval/measure.hpp"
#include "sitrep/engine.hpp"
#include "sitrep/result.hpp"

namespace sitrep::eval {

struct EvalOptions {
    std::vector<std::string> files;  ///< files or folders in the formats of the shared data, as they lie
    bool errors = false;  ///< list what went wrong, item by item, on standard output before the rows
};

struct Topic {
    std::string_view name;
    std::string_view summary;
    /// Rows to print; fails on a file it cannot read or whose format it does not know.
    Result<std::vector<Row>> (*run)(const Engine& engine, const EvalOptions& options);
};

[[nodiscard]] Result<std::vector<Row>> eval_extract(const Engine& engine, const EvalOptions& options);
[[nodiscard]] Result<std::vector<Row>> eval_dates(const Engine& engine, const EvalOptions& options);
[[nodiscard]] Result<std::vector<Row>> eval_figures(const Engine& engine, const EvalOptions& options);
/// CoNLL files, wire folders: exact names of three types; LGL: toponyms on the map.
[[nodiscard]] Result<std::vector<Row>> eval_names(const Engine& engine, const EvalOptions& options);

/// JSONL sets with `title`, `text`, `date`, `story`: B-cubed beside every document alone.
[[nodiscard]] Result<std::vector<Row>> eval_stories(const Engine& engine, const EvalOptions& options);

/// Stories, relations and cases on given annotations; writes the dossier to the third path.
[[nodiscard]] Result<std::vector<Row>> eval_account_oracle(const Engine& engine, const EvalOptions& options);

/// PolNeAR and GUM lines, wire folders: quoted speakers, content with source, exact parts, orphans.
[[nodiscard]] Result<std::vector<Row>> eval_quotes(const Engine& engine, const EvalOptions& options);
/// Folders of docs.jsonl and truth.jsonl, of pairs.jsonl and claims.jsonl with their texts,
/// "generated:COUNT[:FOLDER]".
[[nodiscard]] Result<std::vector<Row>> eval_lineage(const Engine& engine, const EvalOptions& options);

/// PLV and PLOVER lines: four acts and what is none of them; lines of PLOVER markup.
[[nodiscard]] Result<std::vector<Row>> eval_acts(const Engine& engine, const EvalOptions& options);

/// Tables of questions with the paragraphs that answer them (data/questions): told among the first, or not at
/// all.
[[nodiscard]] Result<std::vector<Row>> eval_ask(const Engine& engine, const EvalOptions& options);

/// Every topic, in the order the stages run.
[[nodiscard]] const std::vector<Topic>& topics();

}  // namespace sitrep::eval
