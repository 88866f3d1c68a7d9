/// @file gap_checks.hpp
/// @brief Whether what is about to be called untold is told after all, somewhere in the reports.
///
/// To be wrong here leaves a gap untold; to be wrong the other way tells a reader that the reports are silent
/// where they are not.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brief/items.hpp"
#include "brief/said.hpp"

namespace sitrep::brief {

/// A sentence of an article, folded, with where it stands.
struct FoldedSentence {
    Place place;
    std::string folded;
};

/// What a process may be said to lack, and the words it is told with.
struct GapOfCase {
    const Case& one;
    Place context;         ///< words shown for its state
    std::string_view gap;  ///< "the other 14 of the 24 boats", "date of the refusal", "who ordered it"
};

/// Whether a sentence other than the one shown may tell what a process lacks: "the other 14" in so many
/// words, a day beside words of asking or answering, a finding, a reason, somebody who ordered or signed it.
[[nodiscard]] bool may_be_told(const Reader& reader, const std::vector<FoldedSentence>& sentences,
                               const GapOfCase& gap);

/// Words that tell whose silence a sentence tells of: the sentence with what it leans on; from the beginning
/// of its paragraph where it names nobody ("The company did not reply", "No decision had come"). Null where
/// that is too long or names nobody either.
[[nodiscard]] std::optional<Place> whose_silence(const Reader& reader, const Place& place);

/// Whether the reports name a speaker who is only described where he is quoted: a name behind the
/// description, "who calls himself Tarro", the body itself ("the owners, Tarro Lines"; "Alta Board
/// observers"), or an office that somebody named holds.
[[nodiscard]] bool is_named_nearby(const Reader& reader, const Speaker& speaker, const Place& quote,
                                   const Place& context);

/// Whether words stand alone in their sentence, and their paragraph gives nobody who may have said them.
[[nodiscard]] bool stands_alone(const Reader& reader, const Utterance& utterance);

/// Those of the utterances whose words stand nowhere else: in another place somebody may say them. One pass
/// over the sentences, whatever the number of utterances.
[[nodiscard]] std::vector<const Utterance*> told_nowhere_else(
    const std::vector<FoldedSentence>& sentences, const std::vector<const Utterance*>& utterances);

}  // namespace sitrep::brief
