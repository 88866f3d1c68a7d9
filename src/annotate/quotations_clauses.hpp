/// @file quotations_clauses.hpp
/// @brief Attributions by rule: whose words (source), by which words (cue), what (content), from the order of
/// words.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "annotate/quotations_reading.hpp"

namespace sitrep::annotate {

/// How an attribution's parts were found; becomes the `why` of a quotation.
enum class AttributionForm : std::uint8_t {
    subject_before,  ///< "Officials said that …"
    subject_after,   ///< "…, said Rossi"
    trailing,        ///< "…, officials said"
    parenthetical,   ///< "The road, he said, is shut"
    phrase,          ///< "according to …"
    agentless,       ///< "it is estimated that …"
    tagger           ///< found by the trained tagger
};

struct Attribution {
    TokenRange source;  ///< empty: the words give none
    TokenRange cue;
    std::vector<TokenRange> content;  ///< pieces in text order; may be empty (a cue beside a quotation only)
    TokenRange addressee;             ///< "told AFP"; empty if none
    CueKind kind = CueKind::say;
    AttributionForm form = AttributionForm::subject_before;
    bool negated = false;     ///< "did not say"
    bool infinitive = false;  ///< content begins with "to": an act rather than a statement
    bool passive = false;
};

/// Words and phrases around a token. All functions stay inside the token's sentence and outside quotation
/// marks.
[[nodiscard]] TokenRange noun_phrase_before(const Reading& reading, std::uint32_t end, std::uint32_t floor);
[[nodiscard]] TokenRange noun_phrase_after(const Reading& reading, std::uint32_t begin,
                                           std::uint32_t ceiling);
/// A word that the tagger takes for a noun but that stands between a noun and what only a verb governs ("the
/// INGC counts 112").
[[nodiscard]] bool reads_as_verb(const Reading& reading, std::uint32_t token, std::uint32_t ceiling);
/// "on Tuesday", "earlier this year", "in Vienna", "by telephone", "in a statement": tokens from `begin` on
/// that only say when, where or how; the index after them.
[[nodiscard]] std::uint32_t skip_circumstance(const Reading& reading, std::uint32_t begin,
                                              std::uint32_t ceiling);
[[nodiscard]] bool is_time_word(std::string_view lower_word);
/// Subject of the verb at `verb`, across auxiliaries, apposition and relative clause; empty if there is none.
/// `negated` is set when "not", "never" or "no" stands among the auxiliaries.
[[nodiscard]] TokenRange subject_of(const Reading& reading, std::uint32_t verb, std::uint32_t floor,
                                    bool* negated = nullptr, std::uint32_t* verb_group_first = nullptr);

/// Attributions of all sentences in the order of their cues.
[[nodiscard]] std::vector<Attribution> find_attributions(const Reading& reading);

}  // namespace sitrep::annotate
