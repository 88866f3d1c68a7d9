/// @file context.hpp
/// @brief Words that can be read alone: the sentence of a place, with what it leans on.
#pragma once
#include <string>
#include <vector>

#include "brief/reader.hpp"

namespace sitrep::brief {

/// The words a reader needs to understand those at `place`: their whole sentence, so that nobody's
/// attribution or condition is cut off; the sentence before where this one begins with a word that stands for
/// something said there ("He said", "Its owner"); and the sentence that names the speaker where the place is
/// a quotation whose speaker is named next door. Always one run of the report's text within its body. `place`
/// itself where no sentence holds it.
[[nodiscard]] Place in_context(const Reader& reader, const Place& place);

/// A place with the sentence that follows it in the same paragraph, if one does and there is room.
[[nodiscard]] Place with_next_sentence(const Reader& reader, const Place& place);
/// An admission with the words right behind it that call what was admitted by another name ("It was a test,
/// not a release"), where the ledger sets them against it; else `place`.
[[nodiscard]] Place with_excuse(const Reader& reader, const Place& place);

/// A place with the sentence that follows it in the same paragraph where that answers it in few words ("He
/// denies it", "They were sent away the same day"): what is claimed or asked is not told without.
[[nodiscard]] Place with_reply(const Reader& reader, const Place& place);

/// Whether a sentence so answers the one before it in its paragraph: it cannot stand without that.
[[nodiscard]] bool replies(const Reader& reader, const Place& place);

/// A place taken apart at the ends of sentences; itself where it lies within one or begins outside any.
[[nodiscard]] std::vector<Place> by_sentence(const Reader& reader, const Place& place);

/// Whether the first word of a place stands for something said before it, outside quotation marks.
[[nodiscard]] bool leans_on_before(const Reader& reader, const Place& place);

/// Whether words in their context still begin with "he", "it" or "their" for somebody or something that is
/// not told there: nothing near names who or what.
[[nodiscard]] bool hangs(const Reader& reader, const Place& context);

/// The words of `whole` as one line, at most about `bytes` of them: cut at word ends around `kept`, with "…"
/// where words are left out. A condition is not cut off (see `shortened`).
[[nodiscard]] std::string words_around(const Reader& reader, const Place& whole, const Place& kept,
                                       std::size_t bytes);

}  // namespace sitrep::brief
