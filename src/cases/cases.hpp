/// @file cases.hpp
/// @brief Processes and how far the reports' words take them: state machines from lexicon/cases/*.toml.
#pragma once
#include <filesystem>
#include <memory>
#include <vector>

#include "cases/template.hpp"
#include "cases/words.hpp"
#include "ledger/terms.hpp"
#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep::cases {

struct CaseResources {
    std::shared_ptr<const std::vector<Template>> templates;
    ledger::LedgerResources words;
    std::shared_ptr<const std::vector<WordList>> lists;
};
/// Reads lexicon/cases/*.toml, lexicon/cases/words.tsv and lexicon/ledger/concepts.tsv. Errors: see
/// load_templates and load_words.
[[nodiscard]] Result<CaseResources> load_resources(const std::filesystem::path& data);

struct Followed {
    std::vector<Case> cases;
    std::size_t left_out = 0;  ///< of templates with more than are kept: those told by the fewest steps
};

/// Cases of a dossier whose acts are filled; those with most steps first. A state counts as
/// reached only by an act or by words that say it happened: what will, would, may or must happen, or is
/// denied, takes nothing further. `missing` names what no report tells of, what would have to happen next
/// first.
[[nodiscard]] Followed follow(const Dossier& dossier, const CaseResources& resources);

/// What cases add to the relations of a dossier: an update for each case whose figures, acts or quotations,
/// in the order of their reports, take it from one state to a later one. Origins are not counted yet.
[[nodiscard]] std::vector<Relation> moved_on(const Dossier& dossier);

}  // namespace sitrep::cases
