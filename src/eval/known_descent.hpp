/// @file known_descent.hpp
/// @brief Texts whose descent is known, held against what lineage finds in them.
#pragma once
#include <string>
#include <vector>

#include "eval/topics.hpp"
#include "sitrep/dossier.hpp"
#include "sitrep/engine.hpp"

namespace sitrep::eval {

/// A text of known descent.
struct KnownText {
    std::string id, text, descent, date;
    std::vector<std::string> parents;
    struct Part {
        Span here, there;
        std::string parent, edit;
    };
    std::vector<Part> parts;
};

/// A report of some text. Tokens and blocks only: lineage reads no marks that a text without names would
/// miss.
[[nodiscard]] AnnotatedReport read_report(const Engine& engine, const std::string& path, std::string text);

/// Parent edges, pairs, direction and bytes of texts of known descent; `errors`: also prints what went wrong.
[[nodiscard]] std::vector<Row> measure_descent(const Engine& engine, const std::string& set,
                                               const std::vector<KnownText>& texts, bool errors);

}  // namespace sitrep::eval
