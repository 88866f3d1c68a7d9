/// @file words.hpp
/// @brief Words of a text as stories compare them.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep::stories {

/// Folded words, small words left out, plural and verb endings cut; at most `most`. Scripts without blanks
/// between words give pairs of letters.
[[nodiscard]] std::vector<std::string> story_words(std::string_view text, std::size_t most);

/// Words of running text with the places where its sentences end.
struct SentenceWords {
    std::vector<std::string> words;
    std::vector<std::uint32_t> ends;  ///< index behind the last word of each sentence, rising; the last is
                                      ///< words.size()
};
/// Appends the words of `text`, until `out` has `most`. A sentence ends at . ! ? before a blank and at the
/// end of a line: cuts at abbreviations do no harm, as long as the same text is always cut the same way.
void append_story_sentences(std::string_view text, std::size_t most, SentenceWords& out);

}  // namespace sitrep::stories
