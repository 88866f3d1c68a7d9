/// @file grouping.hpp
/// @brief Documents into stories by the words, names and days they share; knows nothing of reports.
///
/// Method: TF-IDF vectors over title and lead (G. Salton, C. Buckley 1988) with names of the set folded to
/// one, words weighed by the weeks around a document as well as by the whole set, a factor for the days
/// between, and agglomeration over the nearest neighbours of each document by the mean and the weakest
/// likeness of two groups. Work is about linear in the documents: postings are capped and only the best
/// neighbours of a document are scored.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sitrep/date.hpp"
#include "stories/words.hpp"

namespace sitrep::stories {

/// What of a document is compared. Words are folded already; a name with several forms stands as one word.
struct StoryDocument {
    std::vector<std::string> title;
    SentenceWords lead;                 ///< first words of the body, in order; kLeadWordsRead are enough
    std::vector<std::string> entities;  ///< one word for each name in title and lead, whatever its form there
    DateRange days;                     ///< when it was written; open if not known
    std::vector<std::uint32_t> anchors;  ///< towns and sites that its first sentences name; sorted
    std::vector<std::uint32_t> names;    ///< persons, bodies and towns that few documents name; sorted
    std::vector<std::uint32_t> copies;   ///< documents that share a passage with it; sorted
};
/// Words of a lead worth giving: more than count, as some turn out to be furniture.
constexpr std::size_t kLeadWordsRead = 400;
constexpr std::size_t kTitleWordsRead = 40;

/// The one set of constants, for every kind of set. All were set by hand; none is a trained weight.
struct GroupingOptions {
    std::uint32_t lead_words = 300;  ///< words of the lead that count
    double title_weight = 4.0;       ///< a title's word counts as so many
    double title_share = 0.1;  ///< part of likeness that is between the titles alone, where both have one
    std::uint32_t neighbours = 24;  ///< nearest documents that are scored, for each document
    std::uint32_t most_in_posting = 384;

    double join = 0.12;          ///< likeness of two groups that makes them one
    double join_undated = 0.15;  ///< the same where the days of a member are not known
    double weakest = 0.3;        ///< share of the weakest pair in the likeness of two dated groups; the rest
                                 ///< is their mean

    double fade_days = 1.5;           ///< days after which the part of likeness that fades counts half
    double lasting = 0.1;             ///< part of likeness that no time takes away
    double episode = 0.5;             ///< days' factor of two documents with `episode_words` rare words in
    std::uint32_t episode_words = 5;  ///< common, however many days apart; fewer give their share of it
    double rare_share = 0.004;  ///< a word is rare that so large a share of the set has, or less; a set in
                                ///< which that is one document has no rare words
    std::uint32_t most_of_rare = 12;  ///< … and no more documents than these, however large the set
    double rare_bonus = 0.4;          ///< likeness grows by so much for `rare_enough` rare words in common
    std::uint32_t rare_enough = 3;

    double headline_bonus = 2.0;       ///< likeness of two headlines without a text grows so much: they have
                                       ///< little room to share words in …
    std::uint32_t headline_words = 4;  ///< … where both have so many

    std::uint32_t names_shared = 3;  ///< in a set too small to have rare words, so many names in common …
    int named_days = 3;              ///< … within so many days are one moment: no day counts between them …
    double named_bonus = 1.0;        ///< … and likeness of dated documents grows by up to so much …
    std::uint32_t names_enough = 6;  ///< … for so many names
    std::size_t handful = 24;        ///< reports that somebody chose to read together

    double copied = 2.0;       ///< likeness of undated documents that share a passage grows so much
    double same_place = 1.25;  ///< … or else, that name a town in common
    double other_place = 0.5;  ///< … or else, that name towns, and none in common

    double prior_documents = 100.0;  ///< documents not seen, among which a set is weighed: a few alone say
                                     ///< little of how rare a word is
    double prior_share = 0.02;       ///< share of those that hold any one word
    int season_days = 20;            ///< a word that is common so many days before and after tells no event
    double season_share = 0.8;   ///< part of a word's weight that comes from those days, if they have many
                                 ///< documents
    double season_prior = 50.0;  ///< documents of the whole set that stand beside those of the season
    std::uint32_t furniture_documents = 3;  ///< a sentence in so many documents …
    int furniture_days = 7;                 ///< … over more than so many days is furniture
};

/// For each document, the number of its story: the smallest index of a member. Same documents in the same
/// order give the same stories.
[[nodiscard]] std::vector<std::uint32_t> group_documents(std::span<const StoryDocument> documents,
                                                         const GroupingOptions& options = {});

}  // namespace sitrep::stories
