/// @file short_form.hpp
/// @brief Which sentences of a brief are shown.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "brief/reader.hpp"
#include "brief/render_options.hpp"
#include "sitrep/account.hpp"

namespace sitrep::brief {

/// Sentences in sections that are asked for. With `max_words` the weightiest go in first: head and bottom
/// line, then by turns changes, disagreements, requests, statements and processes; places, gaps, sources and
/// method only if they are asked for by name. A sentence that does not fit whole is left out; headings,
/// bullets and citations count. Order stays that of the brief.
[[nodiscard]] std::vector<const BriefSentence*> selected(const std::vector<BriefSentence>& brief,
                                                         const RenderOptions& options);

/// "Short form: 9 of 96 entries; …": what a number of words leaves out is said; empty where nothing was, or
/// where there is no room for it.
[[nodiscard]] std::string short_form_note(const std::vector<BriefSentence>& brief, std::size_t kept,
                                          const RenderOptions& options);

/// Which of a section's sentences go on one page, in order; all where the section was asked for by name or a
/// number of words was. Sections stand in order of weight; of statements those go first that most reports
/// have, of the timeline what processes, acts and disputes stand on.
[[nodiscard]] std::vector<const BriefSentence*> on_one_page(const Reader& reader,
                                                            const std::vector<const BriefSentence*>& section,
                                                            const RenderOptions& options);

[[nodiscard]] bool shown(std::string_view section, const RenderOptions& options);

/// Blank-separated words of `text`.
[[nodiscard]] std::size_t words_in(std::string_view text);

/// `text` for a Markdown code span in single backquotes: one line, backquotes as apostrophes.
[[nodiscard]] std::string code_words(std::string_view text);

}  // namespace sitrep::brief
