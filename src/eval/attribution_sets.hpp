/// @file attribution_sets.hpp
/// @brief Sets of texts with attributions marked: PolNeAR and GUM lines, and the wire corpus, as plain texts
/// with ranges.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"
#include "sitrep/span.hpp"

namespace sitrep::eval {

struct MarkedAttribution {
    std::vector<TextRange> source;  ///< empty: the words give none
    std::vector<TextRange> cue;
    std::vector<TextRange> content;
    bool orphan = false;  ///< a quotation that nobody is credited with
};

struct AttributionText {
    std::string name;
    std::string text;
    std::vector<MarkedAttribution> attributions;
    bool parts_marked = true;  ///< false: contents only (GUM)
};

/// Reads a `.jsonl` file of PolNeAR or GUM lines (offsets in code points), a wire file or a folder of them.
/// Fails with file and line on broken JSON, offsets outside the text or a broken tag.
[[nodiscard]] Result<std::vector<AttributionText>> read_attribution_texts(const std::string& path);

/// The text as a report of body paragraphs only, one a line: what attribution is trained and measured on.
[[nodiscard]] Report plain_report(std::string_view text);

}  // namespace sitrep::eval
