/// @file told_case.hpp
/// @brief A process as the brief and the page show it: its states in order, each in the words that reach it.
#pragma once
#include <string>
#include <vector>

#include "brief/items.hpp"
#include "brief/standing.hpp"

namespace sitrep::brief {

/// States that one run of words tells.
struct ToldStep {
    std::string states;  ///< "submitted"; "granted and partly met"
    Place place;
    Place context;
    bool later = false;  ///< days or the order of the reports prove that it came after the step before it
};

struct ToldCase {
    std::string process;  ///< "Request and approval"; "Accusation and answer" where nothing was brought
                          ///< before anybody
    std::string label;    ///< the subject, where the words of one step shown hold all of it; may be empty
    bool told_last =
        true;  ///< no step was written after the one that reached the state: else no stage is claimed
    bool proved = true;  ///< the step that reached the state is shown, and its words say so
    bool fresh = true;   ///< told when the newest report was written, within days
    std::string stage;   ///< "stands at: granted", "last told as: granted"; empty where none is claimed
    std::vector<ToldStep> steps;
    std::vector<Place> citations;
    std::vector<std::string> next;  ///< what has to happen next; only of a fresh stage
};

/// At most `most` steps: the first ones, the last and the one that reached the state.
[[nodiscard]] ToldCase told_case(const Reader& reader, const Standing& standing, const Case& one,
                                 std::size_t most);

/// One sentence: "Request and approval: submitted “…” (r1) → granted “…” (r2); stands at: granted."
[[nodiscard]] BriefSentence tell_case(const Reader& reader, const Standing& standing, const Case& one);

/// Cases that have words to show: what stands where the newest reports tell it first, last those whose order
/// is not clear.
[[nodiscard]] std::vector<const Case*> cases_in_order(const Reader& reader, const Standing& standing);

}  // namespace sitrep::brief
