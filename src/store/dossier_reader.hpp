/// @file dossier_reader.hpp
/// @brief A dossier back from its JSON (contract "sitrep/dossier/1"), without the reports' files.
#pragma once
#include <string_view>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep::store {

/// Reads the text of a dossier. Reports come without bytes of their own: each one's blocks, text, sentences
/// and tokens are those that the dossier records. Where it records none (an older one, one made by hand), the
/// text holds the words that stand beside the spans, at their places, and blanks elsewhere, so that
/// `report.words(span)` answers for every recorded span; blocks are the recorded furniture only, and there
/// are no sentences. Fails when the text is no JSON, no dossier of version 1, or names a span, report, item
/// or word of the contract that cannot be, an id twice, or words that do not stand at their span in the
/// recorded text; the error says where.
[[nodiscard]] Result<Dossier> read_dossier(std::string_view file_name, std::string_view json);

}  // namespace sitrep::store
