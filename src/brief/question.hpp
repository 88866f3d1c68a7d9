/// @file question.hpp
/// @brief Looks a question up in the ledger. It answers with cited words, or not at all; it never says yes or
/// no.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "brief/brief_words.hpp"
#include "brief/finding.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::brief {

/// Words that stand for one thing; each set in lower case; forms of a word meet.
using Synonyms = std::vector<std::vector<std::string>>;

struct Answer {
    std::vector<std::string> looked_for;  ///< content words of the question, and entities for the names in it
    std::vector<Finding> findings;        ///< empty: not in the reports
};

/// "how many …" and "how much …" look at figures, whose counted words must match; "when …" at the timeline,
/// else at sentences; "who said" and "what did … say" at quotations; everything else at sentences of the
/// articles. All content words of the question must be met, by a form of the same word, a synonym, or a
/// mention of the entity that the question names.
[[nodiscard]] Answer answer(const Dossier& dossier, std::string_view question, const Synonyms& synonyms,
                            const BriefWords& words);

}  // namespace sitrep::brief
