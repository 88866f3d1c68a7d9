/// @file quotations.hpp
/// @brief Quotations of one report and the speaker the words give each, or none.
#pragma once
#include <filesystem>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

/// Cue lexicon and attribution weights.
struct QuotationResources {};
[[nodiscard]] Result<QuotationResources> load_quotation_resources(const std::filesystem::path& data);

/// Quotations in text order. `marks.entities` and `marks.times` are filled already; speakers that no entity stands for
/// yet ("a diplomat") are appended to `marks.entities` as unnamed ones.
[[nodiscard]] std::vector<Quotation> find_quotations(const Report& report, const TokenizedText& tokens, Annotations& marks,
                                                     const QuotationResources& resources);

}  // namespace sitrep::annotate
