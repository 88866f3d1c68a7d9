/// @file dates_weights.hpp
/// @brief How well each day fits as the day a report was written: by its own words, by what it shares with
/// other reports, by the direction of copies, and by how near the others stand.
#pragma once
#include <set>
#include <span>
#include <vector>

#include "resolve/dates_links.hpp"
#include "resolve/dates_table.hpp"
#include "resolve/dates_words.hpp"

namespace sitrep::resolve {

/// Reads a set once; answers from the days that its reports are known to have, which the caller keeps. Not
/// for several threads.
class DayWeights {
  public:
    DayWeights(std::span<const AnnotatedReport> reports, const lineage::Lineage& lineage);

    [[nodiscard]] const OwnWords& own(ReportIndex r) const { return own_[r]; }
    [[nodiscard]] const TimeLinks& links() const { return links_; }
    [[nodiscard]] std::span<const TimeLink* const> links_of(ReportIndex r) const { return links_of_[r]; }
    /// Reports that have a passage in common with this one.
    [[nodiscard]] std::span<const ReportIndex> sharing(ReportIndex r) const { return sharing_[r]; }
    /// Reports with a date that name the same people, bodies and places, for one that gives its day
    /// without the year and shares no words with any of them.
    [[nodiscard]] const std::set<ReportIndex>& kin(ReportIndex r) const { return kin_[r]; }
    /// Looks for kin among `dated`.
    void find_kin(std::span<const AnnotatedReport> reports, const std::set<ReportIndex>& dated);
    /// Reports that a day of this one says something about.
    [[nodiscard]] std::set<ReportIndex> neighbours(ReportIndex r) const;

    /// Days that expression `time` of report `r` means if the report was written on `day`.
    [[nodiscard]] DateRange days(ReportIndex r, std::uint32_t time, Day day) const {
        return table_.days(r, time, day);
    }
    /// Share of the other report's days on which the link holds, if this one was written on `day`.
    [[nodiscard]] double link(const TimeLink& link, ReportIndex r, Day day,
                              std::span<const Published> published) const;
    /// The same for two reports on two days: all their links, the direction of copies, and how near they
    /// stand.
    [[nodiscard]] double pair(ReportIndex a, Day day_a, ReportIndex b, Day day_b) const;
    /// A weight for every day of `window`, in order; they need not sum to one. `links` are those of this
    /// report whose other side has days.
    [[nodiscard]] std::vector<double> of(ReportIndex r, const DateRange& window,
                                         std::span<const TimeLink* const> links,
                                         std::span<const Published> published) const;

  private:
    /// 1 where the two times of a link name one day, 0 where they do not, less where a week may lie between.
    [[nodiscard]] double met(const TimeLink& link, ReportIndex r, Day day, Day other_day) const;
    /// What the two times of a link mean for each day of a window and each day of the other report.
    struct LinkDays {
        std::vector<DateRange> mine;    ///< one a day of the window
        std::vector<DateRange> theirs;  ///< one a day of the other report
        double doubt = 0.0;
        double last_week = 0.0;  ///< of a weekday on that weekday, for the one a week ago
        bool copied = false;

        /// 1 where both name one day, for day `i` of the window, which is `day`, and day `k` of the other.
        [[nodiscard]] double holds(std::size_t i, std::size_t k, Day day) const;
    };
    [[nodiscard]] LinkDays days_of(const TimeLink& link, ReportIndex r, const DateRange& window,
                                   const Published& other) const;
    /// Weight of a weekday's name on that weekday for the one a week ago.
    [[nodiscard]] double week_between(ReportIndex r, std::uint32_t time) const;
    [[nodiscard]] bool names_twice(ReportIndex r, std::uint32_t dated, const DateRange& meant, Day day) const;
    [[nodiscard]] double own_weight(ReportIndex r, Day day) const;
    [[nodiscard]] double weekdays_weight(ReportIndex r, Day day) const;
    /// The words around this time are another's: its weekday is near the day of those, not of this report.
    [[nodiscard]] bool taken_over(ReportIndex r, std::uint32_t time) const;
    [[nodiscard]] bool names_weekday(ReportIndex r, std::uint32_t time) const;
    [[nodiscard]] double stale(ReportIndex a, ReportIndex b) const;
    [[nodiscard]] bool put_together(ReportIndex r) const;
    [[nodiscard]] std::vector<double> linked(ReportIndex r, const DateRange& window,
                                             std::span<const TimeLink* const> links,
                                             std::span<const Published> published) const;
    [[nodiscard]] double copied(ReportIndex r, Day day, std::span<const Published> published) const;
    [[nodiscard]] std::vector<double> close(ReportIndex r, const DateRange& window,
                                            std::span<const Published> published) const;

    TimeLinks links_;
    mutable DayTable table_;  ///< remembers what it was asked
    std::vector<std::vector<const TimeLink*>> links_of_;
    std::vector<std::vector<ReportIndex>> sharing_;
    std::vector<std::vector<const CopyOrder*>> copies_of_;
    std::vector<OwnWords> own_;
    std::vector<bool> put_together_;
    std::set<std::pair<ReportIndex, std::uint32_t>> taken_over_;
    std::vector<std::set<ReportIndex>> kin_;
};

}  // namespace sitrep::resolve
