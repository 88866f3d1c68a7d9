/// @file quotations_interviews.hpp
/// @brief Turns of an interview or a transcript that labels who speaks: «Q: …», «LOPEZ: …».
#pragma once
#include <vector>

#include "annotate/quotations_reading.hpp"

namespace sitrep::annotate {

struct InterviewTurn {
    TokenRange label;  ///< without the colon
    TokenRange words;
    bool named = false;  ///< the label is a name; "Q", "A", "Question", "Answer" name nobody
};

/// Labelled paragraphs of a report that has at least four of them and few labels, one used again; none
/// otherwise
/// ("Time: 9 a.m." is no turn). A paragraph without a label goes on with nobody's turn.
[[nodiscard]] std::vector<InterviewTurn> find_interview_turns(const Reading& reading);

}  // namespace sitrep::annotate
