/// @file question.hpp
/// @brief Looks a question up in the ledger. It answers with cited words, or not at all; it never says yes or
/// no.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "brief/brief_words.hpp"
#include "brief/finding.hpp"
#include "brief/question_words.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::brief {

struct Answer {
    std::vector<std::string> looked_for;  ///< content words and names of the question, as it has them
    std::vector<std::string> untold;      ///< those of them that no sentence of the reports holds
    std::vector<Finding> findings;        ///< empty: not in the reports
    std::vector<Finding> near;            ///< fit in part ("place not stated", some of the words): no answers
    std::vector<ReportIndex> not_read;    ///< in languages that are not analysed
};

/// "How many" and "how much" look at figures: what is counted, what became of it, where and whose must fit,
/// and the relations that hold them are told whole. "When" and "where" look at sentences with days and
/// places, "what did … say" at statements by the one asked after, "what does … demand" at acts and their
/// conditions, "has … been" at processes and the state they have reached; what these do not tell is looked up
/// in sentences. Every word that says something must be met: by a form of it, a synonym, or a mention of what
/// it names, in the sentence or beside it. Best fit first.
[[nodiscard]] Answer answer(const Dossier& dossier, std::string_view question, const AskWords& ask,
                            const BriefWords& words);

}  // namespace sitrep::brief
