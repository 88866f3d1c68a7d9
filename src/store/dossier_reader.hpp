/// @file dossier_reader.hpp
/// @brief A dossier back from its JSON (contract "sitrep/dossier/1"), without the reports' files.
#pragma once
#include <string_view>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep::store {

/// Reads the text of a dossier. Reports come without bytes of their own: each one's text holds the words that
/// the dossier records beside its spans, at their places, and blanks elsewhere, so that `report.words(span)`
/// answers for every recorded span. Blocks are the recorded furniture only; there are no sentences and no
/// tokens. Fails when the text is no JSON, no dossier of version 1, or names a span, report, item or word of
/// the contract that cannot be; the error says where.
[[nodiscard]] Result<Dossier> read_dossier(std::string_view file_name, std::string_view json);

}  // namespace sitrep::store
