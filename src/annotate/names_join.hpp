/// @file names_join.hpp
/// @brief Mentions of one thing inside one report: surname and full name, acronym and long form, short and
/// long name.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "annotate/names_spans.hpp"

namespace sitrep::annotate {

/// An entity while a report is read; positions are clean-text ranges and word indices.
struct Draft {
    struct Said {
        std::uint32_t first = 0, last = 0;  ///< words
        MentionForm form = MentionForm::name;
        bool second = false;  ///< a second name ("alias Storm"), by which nobody is called first
    };
    struct Why {
        std::string rule;
        std::vector<TextRange> ranges;
    };
    EntityType type = EntityType::person;
    std::int32_t thing = -1;
    bool named = true;
    std::vector<Said> mentions;
    std::vector<std::string> roles;
    std::vector<Why> evidence;
    std::optional<MapPoint> place;      ///< see names_places.hpp
    std::vector<EntityRef> stands_for;  ///< see names_metonyms.hpp; indices of drafts
};

/// One draft for each thing named, in order of first mention. Two names become one only where the words of
/// this report or the tables say so.
[[nodiscard]] std::vector<Draft> join_names(const WordText& text, const std::vector<NameSpan>& spans,
                                            const NameLexicon& lexicon);

/// First letters of the words of a long name, with and without its small words ("of", "and"); folded.
struct Initials {
    std::string all;
    std::string content;
};
[[nodiscard]] Initials initials(std::string_view folded_name);
/// Key of a place or organisation: folded, without apostrophes, a leading article and a generic head word
/// (river, group, province).
[[nodiscard]] std::string bare_name(std::string_view folded_name, EntityType type,
                                    const NameLexicon& lexicon);
}  // namespace sitrep::annotate
