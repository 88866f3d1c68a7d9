/// @file names_aliases.hpp
/// @brief Names that other words lead in: "known as Captain Storm", "Nurses for Peace".
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "annotate/names_spans.hpp"
#include "annotate/names_view.hpp"

namespace sitrep::annotate {

/// Bodies named after a cause: people, "for", "against" or "without", and what they stand up for. Lawyers for
/// a firm are none. Linear in the sentence; spans without a sentence number.
[[nodiscard]] std::vector<NameSpan> cause_names(const NameView& view, const WordSentence& sentence);

/// The words before `first` say that a second name of somebody follows: "known as", "alias", "nicknamed",
/// with an article, a title or an opening mark between. `first` is moved onto the title ("alias Captain
/// Storm").
[[nodiscard]] bool led_in_as_alias(const WordText& text, const NameLexicon& lexicon, std::uint32_t& first);

/// Pairs of spans, the bearer and the second name, in text order; spans are in text order.
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> aliases_of(
    const WordText& text, const NameLexicon& lexicon, const std::vector<NameSpan>& spans);

}  // namespace sitrep::annotate
