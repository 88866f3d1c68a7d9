/// @file passage.hpp
/// @brief Who copied whom: shared passages, their direction, and the origins that follow.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/span.hpp"

namespace sitrep {

enum class PassageKind : std::uint8_t { verbatim, edited, reworded, quote_reduced };
[[nodiscard]] std::string_view name(PassageKind kind);

/// common_source: both follow a third text, which is not in the set unless Passage::third names it.
/// undecided: the words do not tell.
enum class Direction : std::uint8_t { a_to_b, b_to_a, common_source, undecided };
[[nodiscard]] std::string_view name(Direction direction);

/// Words that two reports share because one was made from the other or both from a third.
struct Passage {
    Place a;
    Place b;
    PassageKind kind = PassageKind::verbatim;
    Direction direction = Direction::undecided;
    std::string why;                                  ///< one clause: the evidence for the direction
    std::optional<ReportIndex> third = std::nullopt;  ///< the report of the set that both follow, if one is
};

/// `why` of a passage whose two reports the reader's own decision holds apart; its direction is undecided.
inline constexpr std::string_view kDecidedIndependent = "decided by the reader: independent";

/// Words that prove something, and what they prove.
struct Evidence {
    Place place;
    std::string why;
};

/// Reports that stand on one gathering of the news, over the set. `agency` only where the words name it.
struct Origin {
    std::vector<ReportIndex> reports;
    std::optional<std::string> agency;
    std::vector<Evidence> basis;
};

/// How many independent reporting lines stand behind something: at least `min` (proved distinct by the
/// words), at most `max` (all that could be).
struct OriginInterval {
    std::uint32_t min = 1;
    std::uint32_t max = 1;
    std::string reason;
    bool operator==(const OriginInterval&) const = default;
};

}  // namespace sitrep
