/// @file short_form.hpp
/// @brief Which sentences of a brief are shown.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "brief/render_options.hpp"
#include "sitrep/account.hpp"

namespace sitrep::brief {

/// Sentences in sections that are asked for. With `max_words` the sections are filled in order of importance
/// (head and bottom line first, method last) and a sentence that does not fit whole is left out; order stays
/// that of the brief.
[[nodiscard]] std::vector<const BriefSentence*> selected(const std::vector<BriefSentence>& brief,
                                                         const RenderOptions& options);

[[nodiscard]] bool shown(std::string_view section, const RenderOptions& options);

/// Blank-separated words of `text`.
[[nodiscard]] std::size_t words_in(std::string_view text);

/// `text` for a Markdown code span in single backquotes: one line, backquotes as apostrophes.
[[nodiscard]] std::string code_words(std::string_view text);

}  // namespace sitrep::brief
