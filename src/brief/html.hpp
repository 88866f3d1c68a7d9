/// @file html.hpp
/// @brief The brief as one self-contained page: reads without script, prints on A4, follows the reader's
/// colour scheme.
#pragma once
#include <string>
#include <string_view>

#include "brief/brief_words.hpp"
#include "brief/render_options.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::brief {

/// The whole page. First screen: what the situation is, what changed, where reports disagree, how many
/// origins, which words. Every citation opens the exact words in their paragraph. Nothing is loaded from
/// anywhere.
[[nodiscard]] std::string render_html(const Dossier& dossier, const BriefWords& words,
                                      const RenderOptions& options);

/// `text` for element content and attribute values. Control characters are replaced.
[[nodiscard]] std::string escape_html(std::string_view text);

}  // namespace sitrep::brief
