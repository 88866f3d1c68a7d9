/// @file figures_things.hpp
/// @brief What a report only describes and figures may measure: "floods on the Pungwe river", "the lake", "a
/// damaged dam", where each stands.
#pragma once
#include <vector>

#include "annotate/figures_wholes.hpp"
#include "sitrep/report.hpp"
#include "sitrep/tokens.hpp"

namespace sitrep::annotate {

/// A noun of a whole where it stands, with its whole description.
struct Thing {
    const WholeNoun* noun = nullptr;  ///< of the words that it was found with
    TextRange head;
    TextRange description;
};

/// True of events and diseases, which kill, injure or drive people out.
[[nodiscard]] inline bool happens(WholeKind kind) {
    return kind == WholeKind::event || kind == WholeKind::disease;
}

/// All things of the report, in text order, in one pass. No part of a name ("Institute of Disaster
/// Management"), and no noun that is one of a fixed phrase ("set on fire"). `words` must outlive them.
[[nodiscard]] std::vector<Thing> things_of(const Report& report, const TokenizedText& tokens,
                                           const WholeWords& words);

}  // namespace sitrep::annotate
