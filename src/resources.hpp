/// @file resources.hpp
/// @brief What every room loads at start.
#pragma once
#include "annotate/acts.hpp"
#include "annotate/figures.hpp"
#include "annotate/names.hpp"
#include "annotate/quotations.hpp"
#include "annotate/times.hpp"
#include "brief/brief_words.hpp"
#include "cases/cases.hpp"
#include "extract/extract.hpp"
#include "ledger/terms.hpp"
#include "lineage/lineage.hpp"
#include "resolve/order_words.hpp"
#include "sitrep/engine.hpp"

namespace sitrep {

struct ResourceParts {
    std::filesystem::path folder;
    extract::ExtractResources extract;
    annotate::NameResources names;
    annotate::GrammarResources grammars;
    resolve::OrderWords order;
    annotate::QuotationResources quotations;
    annotate::ActResources acts;
    lineage::LineageResources lineage;
    ledger::LedgerResources ledger;
    cases::CaseResources cases;
    brief::BriefWords brief;
};

/// The words of the brief alone, from where Resources::load() finds its folder.
[[nodiscard]] Result<brief::BriefWords> load_brief_words();

/// Loads as Resources::load() does, with a reader's own gazetteer (annotate/names_listed.hpp) on top.
[[nodiscard]] Result<Resources> load_with_gazetteer(const std::filesystem::path& gazetteer);

}  // namespace sitrep
