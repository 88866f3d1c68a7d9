/// @file passages.hpp
/// @brief From linked sentences to passages: extents, kind, direction, and what follows for reports with one
/// parent.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lineage/compare.hpp"
#include "lineage/credits.hpp"
#include "sitrep/passage.hpp"

namespace sitrep::lineage {

/// A report while lineage is traced.
struct TracedReport {
    const AnnotatedReport* source = nullptr;
    FoldedReport folded;
    std::vector<Credit> credits;
    std::size_t mixed_names = 0;  ///< names beyond the first that it gives one body
    std::vector<Told> told;       ///< by sentence, see find_houses
    const Lexicon* lexicon = nullptr;
};

/// A passage while lineage is traced: word ranges `[first,last)` on both sides; `a` < `b` as report numbers.
struct SharedPassage {
    ReportIndex a = 0;
    ReportIndex b = 0;
    std::uint32_t first_a = 0, last_a = 0;
    std::uint32_t first_b = 0, last_b = 0;
    TextRange range_a, range_b;
    std::vector<Run> runs;
    SentenceEvidence evidence;
    bool strong = false;
    bool one_house = false;   ///< words that were said to one house alone
    bool by_parent = false;   ///< found only because both follow one report
    bool one_agency = false;  ///< both reports give the words to one agency
    bool settled = false;     ///< direction as the whole family tells it
    PassageKind kind = PassageKind::verbatim;
    Direction direction = Direction::undecided;
    double lean = 0.0;  ///< evidence for a being the source (log-odds); negative: for b
    std::string why;
    std::optional<ReportIndex> third = std::nullopt;  ///< the report that both follow
};

inline constexpr const char* kFollowThird = "both follow a third report of the set";
inline constexpr double kKeptWhenEdited = 0.5;

/// Passages of one pair of reports from their comparison, in text order of `a`; direction still open.
[[nodiscard]] std::vector<SharedPassage> make_passages(const TracedReport& first, ReportIndex a,
                                                       const TracedReport& second, ReportIndex b,
                                                       const Comparison& comparison);

/// Kind of a passage from its runs and extents. `kept`: share of words kept in order from which it counts as
/// edited, else as reworded.
[[nodiscard]] PassageKind kind_of(const TracedReport& first, const TracedReport& second,
                                  const SharedPassage& passage, double kept = kKeptWhenEdited);

/// Fills extents and kind of a passage from its runs. Words marked in `used_*` belong to some passage of the
/// pair and stop an extent from growing over them; both may be empty.
void shape_passage(const TracedReport& first, const TracedReport& second, SharedPassage& passage,
                   const std::vector<bool>& used_a = {}, const std::vector<bool>& used_b = {});

/// How many names a report gives one body beyond the first: a house keeps to one, a rewriter mixes.
[[nodiscard]] std::size_t count_mixed_names(const FoldedReport& report);

/// Share of a report that must stand in the other before how much of each does says anything.
inline constexpr double kTellingCoverage = 0.45;
/// Log-odds for the second as the source, from the shares of the reports that stand in each other.
[[nodiscard]] double lean_of_coverage(double copy, double source);

/// Decides the direction of all passages of a pair (`passages`: all of one pair).
void direct_pair(const TracedReport& first, const TracedReport& second, std::span<SharedPassage> passages);

}  // namespace sitrep::lineage
