/// @file names_spans.hpp
/// @brief Which words of a report are names, and of what type: tagger, tables, head words and the report
/// itself put together.
#pragma once
#include <vector>

#include "annotate/names.hpp"
#include "annotate/names_tagger.hpp"

namespace sitrep::annotate {

/// A name in the text: words `[first,last)`.
struct NameSpan {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    EntityType type = EntityType::person;
    std::int32_t thing = -1;     ///< index into NameLexicon::things; -1 if the tables do not know it
    std::uint32_t sentence = 0;  ///< index into WordText::sentences
    bool sure = false;           ///< a table, a title or a head word gave the type
    [[nodiscard]] std::uint32_t size() const { return last - first; }
};

/// Names in text order, none overlapping another.
[[nodiscard]] std::vector<NameSpan> find_spans(const Report& report, const WordText& text,
                                               const NameResources& resources);

/// Folded words of a span joined by blanks.
[[nodiscard]] std::string folded_name(const WordText& text, std::uint32_t first, std::uint32_t last);

}  // namespace sitrep::annotate
