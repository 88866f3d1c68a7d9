/// @file question_answers.hpp
/// @brief What the ledger has for a question, one kind of item at a time; inside `answer()` only.
#pragma once
#include <vector>

#include "brief/finding.hpp"
#include "brief/question_reading.hpp"
#include "brief/standing.hpp"

namespace sitrep::brief {

/// A line that may answer.
struct Candidate {
    Finding finding;
    double score = 0.0;
    bool whole = false;  ///< answers; else it is near: fits in part
    bool noted = false;  ///< says what it lacks: stands beside answers too
};
using Candidates = std::vector<Candidate>;

/// Everything that the search for answers reads; all of it outlives the search.
struct Search {
    const Reader& reader;
    const Standing& standing;
    const QuestionIndex& index;
    const Question& question;
};

/// Relations of figures that count or measure what is asked, whole, and figures that stand in none.
void find_amounts(const Search& search, Candidates& out);
/// Statements by the one asked after; of "who said", statements that hold the words.
void find_statements(const Search& search, Candidates& out);
/// What the one asked after demands, offers, refuses …, with its condition.
void find_wishes(const Search& search, Candidates& out);
/// Processes with the state that they have reached.
void find_cases(const Search& search, Candidates& out);
/// Sentences with a day (`when`), a place (`where`) or none of these.
void find_sentences(const Search& search, Candidates& out);

/// Sentence of a place with what it leans on, in marks, not too long.
[[nodiscard]] std::string told_words(const Reader& reader, const Place& place);
/// Less for what was hardened in the retelling or copied.
[[nodiscard]] double trust(const Standing& standing, const Place& place);
/// Whether one entity is meant: the same, or a place that stands for a government and the government.
[[nodiscard]] bool is_meant(const Dossier& dossier, const Term& term, EntityRef entity);
/// Whether a source is the one that all of `subject` name.
[[nodiscard]] bool is_source(const Search& search, const std::vector<Term>& subject, ReportIndex report,
                             const Source& source);

}  // namespace sitrep::brief
