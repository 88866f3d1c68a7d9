/// @file acts.hpp
/// @brief Acts of one report: who asks, offers, refuses, warns …, of whom, on what condition, and how far it
/// has come.
#pragma once
#include <filesystem>
#include <memory>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

class ActLexicon;
struct AttributionModel;

/// Cue frames, and the attribution lexicons that acts are read with. Shared and never changed.
struct ActResources {
    std::shared_ptr<const ActLexicon> lexicon;
    std::shared_ptr<const AttributionModel> model;
};
/// Reads lexicon/acts/ below `data`; `model` is that of the quotations, shared. Fails on the first broken
/// line (an unknown act, frame or status), naming file and line.
[[nodiscard]] Result<ActResources> load_act_resources(const std::filesystem::path& data,
                                                      std::shared_ptr<const AttributionModel> model);

/// Acts in text order. All other lists of `marks` are filled already; may append unnamed entities.
/// A denial is a DENY, never the assertion it denies; a warning about somebody else is a WARN, never a
/// THREATEN; what is being considered is a CONSIDER, never a COMMIT.
[[nodiscard]] std::vector<Act> find_acts(const Report& report, const TokenizedText& tokens,
                                         Annotations& marks, const ActResources& resources);

/// In the acts of joined reports, a capital acts as the country whose government it stands for, where the set
/// names that country. `acts` refer to `entities`.
void settle_capitals(std::vector<Act>& acts, const std::vector<Entity>& entities,
                     const ActResources& resources);

}  // namespace sitrep::annotate
