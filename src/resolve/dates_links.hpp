/// @file dates_links.hpp
/// @brief Where two reports speak of one moment: what lets a dated report date another.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "lineage/lineage.hpp"
#include "resolve/shared_words.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::resolve {

/// same_day: two time expressions name the same moment. holds_day: the expression in report `b` covers the
/// day on which report `a` was written ("told AFP last month", of words that `a` has first). same_words: both
/// times stand in one utterance; the reports belong together, their days need not.
enum class LinkKind : std::uint8_t { same_day, holds_day, same_words };

struct TimeLink {
    LinkKind kind = LinkKind::same_day;
    ReportIndex a = 0, b = 0;
    std::uint32_t time_a = 0, time_b = 0;  ///< indices into marks.times; time_a unused for holds_day
    double doubt = 0.0;                    ///< 0..1: chance that they do not speak of one moment
    bool copied = false;                   ///< the words around them are shared: the days may be old ones
};

/// A report that was made from words of another cannot be older.
struct CopyOrder {
    ReportIndex from = 0, to = 0;
    bool by_shape = false;  ///< known from lengths alone, not from words
};

/// One event with its year in report `dated` and "five years ago" in report `told`: told was written in one
/// of these years.
struct YearLink {
    ReportIndex dated = 0, told = 0;
    std::uint32_t time_dated = 0, time_told = 0;
    int first_year = 0, last_year = 0;
};

struct TimeLinks {
    std::vector<TimeLink> links;  ///< sorted
    std::vector<CopyOrder> copies;
    SharedParts shares;
    std::vector<YearLink> years;
};

/// Links through shared passages (times inside them, or in the sentence beside a shared quotation; "on
/// Sunday" and "the day after tomorrow" where the words around them are the same) and through sentences that
/// are alike (cosine of stems weighted by rarity, best of both sides). Bounded: rare stems only, so large
/// sets cost what they share. Years are compared only where both stand in, or right beside, one shared
/// passage and their sentences share a word.
[[nodiscard]] TimeLinks link_times(std::span<const AnnotatedReport> reports, const lineage::Lineage& lineage);

}  // namespace sitrep::resolve
