/// @file names_people.hpp
/// @brief Which mentions of persons inside one report are one person: full name, surname, title.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "annotate/names_spans.hpp"

namespace sitrep::annotate {

/// Folded words of a person's name, particles (al-, el-, de …) and hyphens taken apart, initials and titles
/// kept out; "abu" stays where else one word alone would be left.
[[nodiscard]] std::vector<std::string> person_tokens(std::string_view folded_name);

/// What a mention is of: the same number, the same person; -1 for spans that name no person.
struct PersonMention {
    std::int32_t person = -1;
    bool part = false;  ///< part of a fuller name
};

/// One entry a span. A surname that several full names of the report share goes to the one whose title it
/// carries, else to the one named within a sentence before it and nearer than any other; else it stays apart,
/// with the others that leave it open. "General X" and "Minister X", "Mr X" and "Ms X" are two people.
[[nodiscard]] std::vector<PersonMention> join_people(const WordText& text, const std::vector<NameSpan>& spans,
                                                     const NameLexicon& lexicon);

}  // namespace sitrep::annotate
