/// @file small_dossier.hpp
/// @brief A dossier of two reports made by hand, for tests of what is written from dossiers.
#pragma once
#include <string_view>

#include "support/gold_dossier.hpp"

namespace sitrep::test {

/// The words `words` of a report as a quotation of an entity, or of nobody where `speaker` is kNoEntity.
Quotation quote_of(const Dossier& dossier, ReportIndex report, std::string_view words, EntityRef speaker);

/// Two reports that conflict on a figure and carry one quotation, in one of them without its speaker.
Dossier small_dossier();

}  // namespace sitrep::test
