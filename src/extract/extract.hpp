/// @file extract.hpp
/// @brief Finds the article in a document's bytes; marks everything else; never deletes, never reads another
/// report.
#pragma once
#include <filesystem>
#include <memory>

#include "sitrep/report.hpp"
#include "sitrep/result.hpp"

namespace sitrep::extract {

struct BodyModel;
struct Lexicon;

/// Word lists and models for this room.
struct ExtractResources {
    std::shared_ptr<const Lexicon> lexicon;
    std::shared_ptr<const BodyModel> body;
};
[[nodiscard]] Result<ExtractResources> load_resources(const std::filesystem::path& data);

/// The report in `document`. Text that is not valid UTF-8 is decoded from the likeliest legacy charset, and a
/// notice says so. A document without an article yields a report without body blocks.
[[nodiscard]] Report extract(const Document& document, const ExtractResources& resources);

}  // namespace sitrep::extract
