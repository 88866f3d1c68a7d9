/// @file span.hpp
/// @brief Where words stand: half-open byte ranges, and which report they stand in.
#pragma once
#include <algorithm>
#include <compare>
#include <cstdint>

namespace sitrep {

/// Half-open byte range `[begin,end)` into the **source bytes** of one report. The only kind of
/// position that leaves the system. A span in HTML may hold tags.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
    [[nodiscard]] constexpr bool empty() const { return begin >= end; }
    [[nodiscard]] constexpr bool contains(Span other) const {
        return begin <= other.begin && other.end <= end;
    }
    [[nodiscard]] constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
    auto operator<=>(const Span&) const = default;
};

/// Half-open byte range into the **clean text** of one report (see clean_text.hpp). A type of its own so that
/// the two coordinate systems cannot be mixed up; `CleanText::source` turns it into a Span.
struct TextRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
    [[nodiscard]] constexpr bool empty() const { return begin >= end; }
    [[nodiscard]] constexpr bool contains(TextRange other) const {
        return begin <= other.begin && other.end <= end;
    }
    [[nodiscard]] constexpr bool overlaps(TextRange other) const {
        return begin < other.end && other.begin < end;
    }
    auto operator<=>(const TextRange&) const = default;
};

/// Index of a report in its Dossier (or in the list of reports being worked on).
using ReportIndex = std::uint32_t;

/// A span together with the report it stands in: what a citation is made of.
struct Place {
    ReportIndex report = 0;
    Span span;
    auto operator<=>(const Place&) const = default;
};

/// Index of an entity: in `Annotations::entities` while one report is read, in `Dossier::entities` once
/// reports are joined. Negative: none.
using EntityRef = std::int32_t;
inline constexpr EntityRef kNoEntity = -1;

}  // namespace sitrep
