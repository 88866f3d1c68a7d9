/// @file gold_dossier.hpp
/// @brief A hand-made dossier (a folder with gold.json and its texts) as a value, to test what is made from
/// one.
#pragma once
#include <filesystem>
#include <optional>

#include "brief/brief_words.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::test {

/// Dossier of `folder`/gold.json, with the texts that lie in `texts`, a block a line, sentences and tokens.
/// None if a file is missing.
[[nodiscard]] std::optional<Dossier> gold_dossier(const std::filesystem::path& folder,
                                                  const std::filesystem::path& texts);

/// A report of plain text: blank lines part paragraphs; the first `furniture` lines are no article. For small
/// tests.
[[nodiscard]] AnnotatedReport report_of(std::string path, std::string text);

/// Where `words` stand first in such a report; fails the test where they do not.
[[nodiscard]] Span span_of(const AnnotatedReport& entry, std::string_view words);

/// A figure of those words: its value, nothing else.
[[nodiscard]] Figure figure_of(const Dossier& dossier, ReportIndex report, std::string_view words,
                               double value);

/// The words of the brief, as the program reads them.
[[nodiscard]] const brief::BriefWords& words();

}  // namespace sitrep::test
