/// @file question_reading.hpp
/// @brief What a question asks: how many, when, where, who, who said what, what somebody wants, how far
/// something has come.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "brief/question_index.hpp"

namespace sitrep::brief {

/// state: "has the request been filed", never answered with yes or no. wants: "what does the union demand".
/// any: none of these, or no question at all.
enum class Asked : std::uint8_t { amount, when, where, who, said, wants, state, any };

struct Question {
    Asked asked = Asked::any;
    std::vector<Term> terms;    ///< what an answer has to hold
    std::vector<Term> counted;  ///< of an amount: what is counted or measured; any of them
    std::vector<Term> places;   ///< of an amount: where
    std::vector<Term> subject;  ///< whose words or wishes are asked for
    bool persons = false;       ///< people of any kind are counted
    bool how_much = false;      ///< an amount with a unit, no count
    bool share = false;         ///< a percentage
    bool done = false;          ///< what was done is asked for, nothing planned
    bool old = false;           ///< a year is asked for
    bool condition = false;     ///< on what condition
    std::vector<ActKind> acts;

    /// Terms, what is counted and where, together.
    [[nodiscard]] std::vector<Term> all() const;
};

[[nodiscard]] Question read_question(const QuestionIndex& index, std::string_view question);

}  // namespace sitrep::brief
