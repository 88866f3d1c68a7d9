/// @file credits_words.hpp
/// @brief Turns of phrase by which reports credit agencies and their own people.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lineage/lexicon.hpp"

namespace sitrep::lineage {

[[nodiscard]] bool is_word_byte(char c);

/// Lower-case ASCII words before `at`, nearest first, at most four, not past a full stop or line end.
[[nodiscard]] std::vector<std::string> words_before(std::string_view text, std::size_t at, std::size_t limit);

[[nodiscard]] bool holds(const std::vector<std::string>& words, std::size_t at, std::string_view word);

/// Why the words around an agency's name rest on it: "told AFP", "seen by AFP", "according to AFP", "reported
/// by Reuters"; empty if they do not.
[[nodiscard]] std::string_view passage_credit(const std::vector<std::string>& before, const Lexicon& lexicon);

/// "… reported on Thursday" behind an agency's name.
[[nodiscard]] bool reports_itself(std::string_view behind, const Lexicon& lexicon);

/// Where `wanted` stands first in `text`; npos if nowhere.
[[nodiscard]] std::size_t find(std::string_view text, std::string_view wanted);

/// Whether a printed word is `word` (lower case ASCII) once folded.
[[nodiscard]] bool is_word(std::string_view printed, std::string_view word);

/// ASCII letters made small, every byte in its place.
[[nodiscard]] std::string plain_lower(std::string_view text);

[[nodiscard]] bool is_picture(std::string_view block, const Lexicon& lexicon);

/// "By Courier staff and …", "Mercury staff and agencies": a line that names the outlet's own people beside
/// others. A desk alone may have put the report together from others. `low`: plain_lower of `all`.
[[nodiscard]] bool is_staff_line(std::string_view all, std::string_view low);

/// How often `mark` stands in `text`.
[[nodiscard]] std::size_t count_of(std::string_view text, std::string_view mark);

/// Size of "this newspaper" at `at` of text in small letters, where it was told or has found something out;
/// else 0. `whose`: size of "this " or "our ".
[[nodiscard]] std::size_t own_voice(const std::string& low, std::size_t at, std::size_t whose,
                                    const Lexicon& lexicon);

/// "EMTV", "KBC-TV": capitals that end as channels end.
[[nodiscard]] bool names_channel(std::string_view word);

}  // namespace sitrep::lineage
