/// @file vectors.hpp
/// @brief Documents as weighed words: TF-IDF vectors, and the rare words of each.
#pragma once
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "stories/grouping.hpp"

namespace sitrep::stories {

using Component = std::pair<std::uint32_t, float>;  ///< term, weight
using Vector = std::vector<Component>;              ///< sorted by term, length 1 (0 without words)

struct WeighedDocument {
    Vector all;                       ///< title and lead; the terms that weigh most
    Vector title;                     ///< the title alone
    std::vector<std::uint32_t> rare;  ///< terms that few documents of the set have; sorted
};

/// One for each document. Sentences that come back over weeks are left out; so is what a vector of
/// `options.lead_words` has no room for.
[[nodiscard]] std::vector<WeighedDocument> weigh(std::span<const StoryDocument> documents,
                                                 const GroupingOptions& options);
[[nodiscard]] double cosine(const Vector& a, const Vector& b);

/// The day a document was written, to the week; null if that is not known.
[[nodiscard]] std::optional<Day> known_day(const DateRange& days);

/// A word is rare that so many documents of a set have, or fewer; below 2, the set is too small to have any.
[[nodiscard]] std::uint32_t most_documents_of_rare_word(std::size_t documents,
                                                        const GroupingOptions& options);

}  // namespace sitrep::stories
