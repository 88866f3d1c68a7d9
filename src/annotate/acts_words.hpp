/// @file acts_words.hpp
/// @brief Sets of words that the rules around acts ask for.
#pragma once
#include <filesystem>

#include "annotate/word_sets.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

/// lexicon/acts/word_sets.tsv, lower case; what each set is for stands at its head.
struct ActWords {
    WordSet threatened, wrongs, going_wrong, overtaken, lending, hardships, orders, faults, penalties,
        only_verbs, meetings, charges, request_papers, helping, offers, hospitals, bodies, considering, dealt,
        unanswered, sides, crowds, turning_down, rights, experiences, granted_if, given, violence, permitting,
        attending, befalling, yielding, unnaming, no_act, in_order, pledges, telling, care, concealment,
        absence, false_words, harm, deeds, undergone, granting, arrangements, promised, open_matters,
        undertakings, studied, appointed, hazards, arriving, terms, starting, activities, punishing, sparing,
        spared_from, mercy, replies, giving, passing, disowned, refusable, coming_in;
};

/// Fails as read_word_sets() does.
[[nodiscard]] Result<ActWords> load_act_words(const std::filesystem::path& file);

}  // namespace sitrep::annotate
