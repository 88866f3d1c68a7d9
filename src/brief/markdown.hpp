/// @file markdown.hpp
/// @brief The brief as Markdown (CommonMark with GitHub's tables).
#pragma once
#include <string>
#include <string_view>

#include "brief/brief_words.hpp"
#include "brief/render_options.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::brief {

/// Sections of `dossier.brief` in order, each sentence with its citation labels (`[r4:¶23]`). Without a
/// number of words or sections asked for, a section shows what fits on one page and counts the rest. Words of
/// reports are escaped: they can neither start nor end a construct.
[[nodiscard]] std::string render_markdown(const Dossier& dossier, const BriefWords& words,
                                          const RenderOptions& options);

/// The same as plain text for a terminal or a mail: no escapes, no mark-up.
[[nodiscard]] std::string render_text(const Dossier& dossier, const BriefWords& words,
                                      const RenderOptions& options);

/// `text` as one line of Markdown that reads as that text and nothing else. Control characters are replaced.
[[nodiscard]] std::string escape_markdown(std::string_view text);

}  // namespace sitrep::brief
