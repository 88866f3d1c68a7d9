/// @file quotations_blocks.hpp
/// @brief Quotations without marks that the layout or the line before them gives away.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "annotate/quotations_reading.hpp"

namespace sitrep::annotate {

/// Adds to the quoted segments of a report, which stay in text order, the paragraphs that are set in as a
/// quotation (HTML blockquote, "> ", indented behind a colon), and paragraphs behind «The statement read:»
/// or, where they speak in the first person, behind «Brown wrote:». Marks inside such a paragraph are part of
/// it; one that opens with a mark of its own, tells who speaks, is an item of a list, or repeats words of the
/// article (a pull quote) is left as it was. Where most of the article is set in, layout tells nothing.
void add_block_quotations(const Report& report, const TokenizedText& tokens, std::string_view lower,
                          const std::vector<std::int32_t>& cue_of, const std::vector<Cue>& cues,
                          const QuotationWords& words, std::vector<QuotedSegment>& segments);

/// Where a signature ("— Ann Brown") at the end of a paragraph begins; `last` if it has none.
[[nodiscard]] std::uint32_t signature_begin(const TokenizedText& tokens, std::string_view lower,
                                            std::uint32_t first, std::uint32_t last);

/// I, we and their forms; not "us", which small letters cannot tell from the USA.
[[nodiscard]] bool is_own_voice(std::string_view lower_word);

/// A dash of any length.
[[nodiscard]] bool is_dash(std::string_view word);

}  // namespace sitrep::annotate
