/// @file quotations.hpp
/// @brief Quotations of one report and the speaker the words give each, or none.
#pragma once
#include <filesystem>
#include <memory>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

struct AttributionModel;  // cue lexicon, source nouns and weights; see quotations_model.hpp

/// Cue lexicon and attribution weights. Shared and never changed.
struct QuotationResources {
    std::shared_ptr<const AttributionModel> model;
};
/// Reads lexicon/quotes/ and models/ below `data`. Fails on the first broken file, naming file and line.
[[nodiscard]] Result<QuotationResources> load_quotation_resources(const std::filesystem::path& data);

/// Quotations in text order. `marks.entities` and `marks.times` are filled already; speakers that no entity
/// stands for yet ("a diplomat") are appended to `marks.entities` as unnamed ones. direct: the words between
/// the marks. mixed, indirect: the reported clause, marks inside it included. A quotation whose speaker the
/// words do not give has class none; `why` then says what was missing.
[[nodiscard]] std::vector<Quotation> find_quotations(const Report& report, const TokenizedText& tokens,
                                                     Annotations& marks, const QuotationResources& resources);

}  // namespace sitrep::annotate
