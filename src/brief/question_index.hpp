/// @file question_index.hpp
/// @brief Sentences of the reports, laid out for the words of a question.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "brief/question_words.hpp"
#include "brief/reader.hpp"

namespace sitrep::brief {

/// One thing that a question asks after: a name, or a word with all that it may be called.
struct Term {
    std::string words;  ///< as the question has it
    Meaning meaning;
    std::set<EntityRef> entities;  ///< of a name; empty for other words
    std::string adjective;         ///< of a place: how words made from its name begin; may be empty
    bool setting = false;          ///< a day or a number: may stand beside the sentence
    bool light = false;            ///< may be missing from an answer
    double weight = 1.0;           ///< how telling it is among these sentences
    bool told = false;             ///< some sentence has it
    bool throughout = false;       ///< most reports have it: what the situation is about
};

/// How far a sentence answers: `whole` if every term that is not light stands in it or close by, the most
/// telling one in the sentence itself. One of three or more may stand elsewhere in the report.
struct Fit {
    bool whole = false;
    bool all = false;    ///< every term that is not light stands in it or close by
    double score = 0.0;  ///< 0..1
};

/// A sentence of an article.
struct Unit {
    Place place;
    std::uint32_t paragraph = 0;
    std::uint32_t from_start = 0;    ///< position in its report
    std::vector<std::string> words;  ///< base forms, in order
    std::vector<EntityRef> entities;
};

/// The reader and the words outlive it. Of a dossier read back, which holds no whole texts, the words that it
/// records beside its items stand in for sentences.
class QuestionIndex {
  public:
    QuestionIndex(const Reader& reader, const AskWords& words);

    [[nodiscard]] const Reader& reader() const { return reader_; }
    [[nodiscard]] const AskWords& words() const { return words_; }
    [[nodiscard]] const std::vector<Unit>& units() const { return units_; }
    /// The sentence that holds the first byte of a place; none: npos.
    [[nodiscard]] std::size_t unit_at(const Place& place) const;
    static constexpr std::size_t npos = SIZE_MAX;

    /// Fills weight, told and throughout.
    void weigh(Term& term) const;
    /// Whether the sentence itself has the term.
    [[nodiscard]] bool has(const Term& term, std::size_t unit) const;
    /// 1 in the sentence, less close by it or, for what the whole report is about, in the report; else 0.
    [[nodiscard]] double level(const Term& term, std::size_t unit) const;
    [[nodiscard]] Fit fit(const std::vector<Term>& terms, std::size_t unit) const;
    /// Whether the report that holds the sentence has the term anywhere.
    [[nodiscard]] bool in_report(const Term& term, std::size_t unit) const;
    /// Whether words (not of a report) have the term.
    [[nodiscard]] bool has(const Term& term, std::string_view words) const;
    /// Position of the term among the words of a sentence; npos.
    [[nodiscard]] std::size_t position(const Term& term, std::size_t unit) const;

  private:
    [[nodiscard]] bool beside(std::size_t other, std::size_t unit) const;
    void add(const Place& place);
    void read_sentences(ReportIndex report);
    void read_recorded();

    const Reader& reader_;
    const AskWords& words_;
    std::vector<Unit> units_;
    bool whole_ = false;  ///< texts are here, not recorded words alone
};

}  // namespace sitrep::brief
