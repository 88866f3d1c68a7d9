/// @file grouping.hpp
/// @brief Documents into stories by the words, names and days they share; knows nothing of reports.
///
/// Method: TF-IDF vectors over title and lead (G. Salton, C. Buckley 1988) with names of the set folded to
/// one, a factor for the days between, average-link agglomeration over the nearest neighbours of each
/// document. Work is about linear in the documents: postings are capped and only the best neighbours of a
/// document are scored.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sitrep/date.hpp"

namespace sitrep::stories {

/// What of a document is compared. Words are folded already; a name with several forms stands as one word.
struct StoryDocument {
    std::vector<std::string> title;
    std::vector<std::string> lead;       ///< first words of the body, in order
    DateRange days;                      ///< when it was written; open if not known
    std::vector<std::uint32_t> anchors;  ///< towns and sites that its first sentences name; sorted
    std::vector<std::uint32_t> names;    ///< persons, bodies and towns that few documents name; sorted
    std::vector<std::uint32_t> copies;   ///< documents that share a passage with it; sorted
};

/// The one set of constants, for every kind of set.
struct GroupingOptions {
    std::uint32_t lead_words = 300;  ///< words of the lead that count
    double title_weight = 4.0;       ///< a title's word counts as so many
    std::uint32_t neighbours = 24;   ///< nearest documents that are scored, for each document
    std::uint32_t most_in_posting = 384;
    double join = 0.10;              ///< mean likeness between two groups that makes them one
    double join_undated = 0.15;      ///< the same where days are not known
    double fade_days = 1.5;          ///< days after which the part of likeness that fades counts half
    double lasting = 0.15;           ///< part of likeness that no time takes away
    std::uint32_t names_shared = 3;  ///< so many rare names in common, and a story goes on over days
    double going_on = 0.9;           ///< the days' factor is then at least this …
    int going_days = 14;             ///< … up to so many days; after that it is another episode
    double copied = 1.5;             ///< likeness of undated documents that share a passage grows so much
    double same_place = 1.25;        ///< … that name a town in common
    double other_place = 0.6;        ///< … that name towns, and none in common
    double prior_documents = 100.0;  ///< documents not seen, among which a set is weighed: a few alone say
                                     ///< little of how rare a word is
    double prior_share = 0.02;       ///< share of those that hold any one word
};

/// For each document, the number of its story: the smallest index of a member. Same documents in the same
/// order give the same stories.
[[nodiscard]] std::vector<std::uint32_t> group_documents(std::span<const StoryDocument> documents,
                                                         const GroupingOptions& options = {});

}  // namespace sitrep::stories
