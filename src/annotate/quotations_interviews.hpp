/// @file quotations_interviews.hpp
/// @brief Turns of an interview or a transcript: «Q: …», «LOPEZ: …», a question in bold and what answers it.
#pragma once
#include <functional>
#include <vector>

#include "annotate/quotations_reading.hpp"

namespace sitrep::annotate {

/// Whose turn it is. labelled: whoever the label names. question: the interviewer's. answer: the one who is
/// interviewed.
enum class TurnRole : std::uint8_t { labelled, question, answer };

struct InterviewTurn {
    TokenRange label;  ///< without the colon; empty where the question's bold print tells
    TokenRange words;
    TurnRole role = TurnRole::answer;
};

/// Turns in text order; none where the report is no interview. Labelled paragraphs count from four on with
/// few labels, one used again ("Time: 9 a.m." is no turn), or from two on where they are "Q" and "A"; labels
/// other than those must pass `names_speaker`. Questions in bold or as crossheads count from three on where
/// answers speak in the first person (a list of questions that the reporter answers does not). A paragraph
/// without a label goes on with nobody's turn.
[[nodiscard]] std::vector<InterviewTurn> find_interview_turns(
    const Reading& reading, const std::function<bool(TokenRange)>& names_speaker);

/// The words above the first turn tell of an interview ("spoke to", "answered questions").
[[nodiscard]] bool introduces_interview(const Reading& reading, std::uint32_t first_turn);

}  // namespace sitrep::annotate
