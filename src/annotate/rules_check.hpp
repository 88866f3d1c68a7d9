/// @file rules_check.hpp
/// @brief Runs the examples that every rule of times and figures carries, and looks for rules that quarrel.
#pragma once
#include <string>
#include <vector>

#include "annotate/grammars.hpp"

namespace sitrep::annotate {

struct RulesReport {
    std::size_t files = 0;
    std::size_t rules = 0;
    std::size_t examples = 0;
    std::vector<Error>
        faults;  ///< an example read otherwise than told, a rule that no text reaches; with file and line
};

/// Examples of times are read on Wednesday 2016-05-18.
[[nodiscard]] RulesReport check_rules(const GrammarResources& resources);

}  // namespace sitrep::annotate
