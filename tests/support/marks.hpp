/// @file marks.hpp
/// @brief A dossier as a flat list of marks, so that one runner can compare any of them with a case file.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "sitrep/dossier.hpp"

namespace sitrep::test {

struct Mark {
    std::string kind;
    std::vector<std::string> words;
    std::map<std::string, std::string> attributes;  ///< unknown fields are "null"
    int entity = -1;                                ///< for names and roles
};

[[nodiscard]] std::vector<Mark> marks_of(const Dossier& dossier);
/// One line for messages.
[[nodiscard]] std::string shown(const Mark& mark);

}  // namespace sitrep::test
