/// @file leaning.hpp
/// @brief Whether a sentence stands for itself, or a word of it for somebody or something told of before.
#pragma once
#include <cstddef>
#include <cstdint>

#include "brief/reader.hpp"

namespace sitrep::brief {

/// on_somebody: "He said", "On Monday she …", with no person before the pronoun. on_something: "It", "Their
/// leader", "This", "The claim", "The first 150", or too few words to stand alone. Words between quotation
/// marks stand for themselves.
enum class Leaning : std::uint8_t { none, on_something, on_somebody };

/// How sentence `index` of a report leans on what stands before it.
[[nodiscard]] Leaning leaning_of(const Reader& reader, ReportIndex report, std::size_t index);

/// "Its owner", "However, they", "The claim": a word among the first two stands for something told before.
[[nodiscard]] bool begins_with_a_stand_in(const AnnotatedReport& entry, const Sentence& sentence,
                                          const BriefWords& sets);

/// Few words that point back: "Lisbon rejects the claim", "The first ten came on Sunday".
[[nodiscard]] bool points_back(const AnnotatedReport& entry, const Sentence& sentence,
                               const BriefWords& sets);

/// Too few words to say what they are about ("Lisbon rejects the claim", "The first ten came on
/// Sunday").
[[nodiscard]] bool is_elliptic(const AnnotatedReport& entry, const Sentence& sentence,
                               const BriefWords& sets);

/// "Put the toll at seven", "has adopted that figure": whose toll and which figure was told before.
[[nodiscard]] bool leans_on_a_count(const AnnotatedReport& entry, const Sentence& sentence,
                                    const BriefWords& sets);

}  // namespace sitrep::brief
