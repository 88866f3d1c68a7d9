/// @file names_tagged_people.hpp
/// @brief Whether a tagged span is a person by its build or by what stands beside it, whatever the tagger
/// thought.
#pragma once
#include "annotate/names_tagger.hpp"
#include "annotate/names_view.hpp"

namespace sitrep::annotate {

/// "Aissata Guindo", "Fawwaz al-Khasawneh": built as a person's name.
[[nodiscard]] bool like_person(const NameView& view, const TaggedSpan& tag, const WordSentence& sentence);

/// "its spokesperson, Mireille Oyo Baran.": behind what a person is, and closed. "Ruud Vanner, plant manager
/// at …", "Ines Falk of the Korland Board": before it.
[[nodiscard]] bool apposed_person(const NameView& view, const TaggedSpan& tag, const WordSentence& sentence);

}  // namespace sitrep::annotate
