/// @file credits_outlet.hpp
/// @brief Words by which a report says that its outlet gathered something itself ("told the Post", "the
/// Herald asked him", "our member Ann Moyo writes"), or who made the whole report ("Source: OCHA").
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lineage/lexicon.hpp"

namespace sitrep::lineage {

/// Half-open range of bytes in a block.
using BytesOfBlock = std::pair<std::size_t, std::size_t>;

/// Where a block says that something was told, shown or answered to the outlet, or that the outlet asked,
/// saw or counted: the outlet's name there. An outlet is called by the last word of its name ("the Post" of
/// "The Neretva Post | Konjic"), with "the" also by the first ("the Meridian" of "Meridian World Service"),
/// a site by its name without the domain.
[[nodiscard]] std::vector<BytesOfBlock> gathered_by_outlet(std::string_view block, std::string_view outlet,
                                                           const Lexicon& lexicon);

/// Where a block says that a reader or member wrote to the outlet; nothing inside quotation marks.
[[nodiscard]] std::vector<BytesOfBlock> written_to_outlet(std::string_view block, const Lexicon& lexicon);

/// Whether a short line credits the outlet's staff beside others: "dpa, CMC and Trumpet staff", "Reuters and
/// staff in Posadas".
[[nodiscard]] bool credits_staff(std::string_view line);

/// Whether an agency at `at` of a line stands beside the outlet's own people: "By Beacon staff and EFE",
/// "Herald newsroom, with Reuters".
[[nodiscard]] bool is_beside_staff(std::string_view line, std::size_t at, const Lexicon& lexicon);

/// Who a line says made the report: "Format: Situation Report | Source: OCHA", "This report is produced by
/// OCHA Philippines in collaboration with …". An acronym stands for the body's offices everywhere. Empty
/// where it does not say so; makers of pictures are none.
struct Maker {
    std::string name;
    BytesOfBlock bytes;
};
[[nodiscard]] Maker maker_of_report(std::string_view line, const Lexicon& lexicon);

}  // namespace sitrep::lineage
