/// @file report_text.hpp
/// @brief The text of a report in a dossier: its blocks with their words, so that whoever has the dossier
/// alone reads the sentences and paragraphs that the citations stand in.
#pragma once
#include "sitrep/dossier.hpp"
#include "store/json_fields.hpp"
#include "store/json_writer.hpp"

namespace sitrep::store {

/// Writes `"blocks": [{"kind","span","lines","runs":[{"span","text"}]}]`: `lines` are the ends of lines
/// between the block and the one before; `runs` are its words in pieces, each either the bytes at its span or
/// what stands for them (`&amp;` as `&`).
void write_blocks(JsonWriter& out, const Report& report);

/// Puts what `write_blocks` wrote into a report: blocks, text, and the sentences and tokens cut anew. False,
/// and nothing done, where the object has no blocks. Throws Broken where they overlap or run backwards.
[[nodiscard]] bool read_blocks(json::object item, AnnotatedReport& entry);

/// The span [begin,end) of a JSON pair. Throws Broken where it is none.
[[nodiscard]] Span span_of(json::element element);

}  // namespace sitrep::store
