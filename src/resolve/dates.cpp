#include "resolve/dates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "annotate/times_form.hpp"
#include "resolve/dates_links.hpp"
#include "resolve/dates_table.hpp"
#include "resolve/dates_words.hpp"
#include "resolve/order.hpp"

namespace sitrep::resolve {
namespace {

using FormDirection = annotate::Direction;

constexpr int kDaysBefore = 150;  // window of candidate days around the dated reports of a set
constexpr int kDaysAfter = 300;
constexpr int kMonthReach = 240;  // days back to a month of another year that is named without it
constexpr double kImpossible = 1e-6;
constexpr double kKept = 0.12;            // candidates under this share of the best day's weight are left out
constexpr double kStale = 0.03;           // chance that all the days that two reports share were copied late
constexpr double kLastWeeks = 0.6;        // weight of a weekday's name on that weekday for the one a week ago
constexpr double kSaidLastWeek = 0.05;    // the same for the day on which somebody spoke
constexpr double kAgainstCopying = 0.03;  // weight of a day that the direction of a copy speaks against
constexpr double kWithoutWords = 0.01;    // a day on which no words of the report's own rest comes last
constexpr double kCopied = 0.05;          // doubt of links inside shared passages, at most
/// Share of weekday mentions that lie 0..6 days back (305 mentions of TimeBank, AQUAINT and the TempEval-3
/// test set, and 3,300 first weekdays of gun-violence news, mixed).
constexpr std::array<double, 7> kLag = {0.46, 0.25, 0.10, 0.08, 0.04, 0.03, 0.015};

/// The same for weekdays of events in sentences that report nobody's words: nearly flat.
constexpr std::array<double, 7> kEventLag = {1.0, 1.0, 1.0, 1.0, 0.9, 0.7, 0.35};

std::string file_name(const std::string& path) {
    const auto slash = path.find_last_of("/\\");
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

/// A day given from outside for this report, by path or by file name.
std::optional<Day> given_day(const AnnotatedReport& report, const AccountOptions& options) {
    for (const GivenDate& given : options.dates) {
        if (given.path == report.report.document.path) return given.day;
    }
    for (const GivenDate& given : options.dates) {
        if (file_name(given.path) == file_name(report.report.document.path)) return given.day;
    }
    return std::nullopt;
}

Published exact(Day day, double confidence) {
    Published published;
    published.range = {day, day};
    published.best = day;
    published.confidence = confidence;
    published.days = {{day, 1.0}};
    return published;
}

/// A situation report goes out on the day it tells of, or within the days after.
Published soon_after(Day day) {
    Published published;
    published.range = {day, day.plus(3)};
    published.best = day;
    published.confidence = 0.6;
    published.days = {{day, 0.6}, {day.plus(1), 0.25}, {day.plus(2), 0.1}, {day.plus(3), 0.05}};
    return published;
}

Place place_of(std::span<const AnnotatedReport> reports, ReportIndex report, std::uint32_t time) {
    return {report, reports[report].marks.times[time].span};
}

/// Dates a set: exact days first, then day by day what the links and a report's own words allow.
class Calendar {
  public:
    Calendar(std::span<const AnnotatedReport> reports, const lineage::Lineage& lineage)
        : reports_(reports), links_(link_times(reports, lineage)), table_(reports) {
        published_.resize(reports.size());
        links_of_.resize(reports.size()), shares_of_.resize(reports.size()),
            copies_of_.resize(reports.size());
        for (const TimeLink& link : links_.links) {
            links_of_[link.a].push_back(&link);
            links_of_[link.b].push_back(&link);
        }
        for (const auto& [a, b] : links_.shares) {
            shares_of_[a].push_back(b);
            shares_of_[b].push_back(a);
        }
        for (const CopyOrder& copy : links_.copies) {
            copies_of_[copy.from].push_back(&copy);
            copies_of_[copy.to].push_back(&copy);
        }
        for (const AnnotatedReport& report : reports) own_.push_back(read_own_words(report));
    }

    std::vector<Published> run(const AccountOptions& options) {
        for (ReportIndex r = 0; r < reports_.size(); ++r) fix(r, options);
        count_years();
        settle();
        for (ReportIndex r = 0; r < reports_.size(); ++r) floors(r);
        for (std::size_t round = 0; round < 3; ++round) spread_floors();
        return std::move(published_);
    }

  private:
    /// Report after report, the surest first; a day found so dates others, never itself through them.
    void settle() {
        std::set<ReportIndex> open;
        for (ReportIndex r = 0; r < reports_.size(); ++r) {
            if (!fixed_.contains(r)) open.insert(r);
        }
        std::map<ReportIndex, Published> known;
        std::set<std::pair<double, ReportIndex>> queue;  // the surest first
        std::vector<ReportIndex> order;
        std::set<ReportIndex> stale = open;
        while (!open.empty()) {
            for (const ReportIndex r : stale) {
                Published& here = known[r];
                queue.erase({-sureness(here), r});
                here = weigh(r);
                if (!here.days.empty()) queue.emplace(-sureness(here), r);
            }
            if (queue.empty()) break;
            const ReportIndex surest = queue.begin()->second;
            queue.erase(queue.begin());
            order.push_back(surest);
            published_[surest] = std::move(known[surest]);
            open.erase(surest);
            stale.clear();
            for (const ReportIndex other : neighbours(surest)) {
                if (open.contains(other)) stale.insert(other);
            }
        }
        // once more, the least sure first, now that all neighbours are known
        for (auto r = order.rbegin(); r != order.rend(); ++r) {
            Published again = weigh(*r);
            if (!again.days.empty()) published_[*r] = std::move(again);
        }
        // where no words stand behind them, days help to date others but are told of no report
        for (const ReportIndex r : order) {
            if (published_[r].basis.empty()) published_[r] = {};
        }
    }

    /// Reports that a day of this one says something about.
    [[nodiscard]] std::set<ReportIndex> neighbours(ReportIndex r) const {
        std::set<ReportIndex> found(shares_of_[r].begin(), shares_of_[r].end());
        for (const TimeLink* link : links_of_[r]) found.insert(link->a == r ? link->b : link->a);
        return found;
    }

    [[nodiscard]] static double sureness(const Published& published) {
        if (published.days.empty()) return 0.0;
        const int width = published.range.latest->number - published.range.earliest->number;
        return published.confidence / (1.0 + width) * (published.basis.empty() ? kWithoutWords : 1.0);
    }

    void fix(ReportIndex r, const AccountOptions& options) {
        if (const auto day = given_day(reports_[r], options)) {
            published_[r] = exact(*day, 1.0);
            fixed_.insert(r);
            return;
        }
        if (const auto told = as_of_date(reports_[r])) {
            published_[r] = soon_after(told->first);
            published_[r].basis.push_back({place_of(reports_, r, told->second), "tells of this day"});
            fixed_.insert(r);
            return;
        }
        if (const auto head = head_date(reports_[r])) {
            published_[r] = exact(head->first, 0.95);
            published_[r].basis.push_back({place_of(reports_, r, head->second), "date line"});
            fixed_.insert(r);
            return;
        }
        for (const Claim& claim : reports_[r].report.claims) {
            if (claim.kind != ClaimKind::published || claim.confidence < 0.5) continue;
            const auto day = Day::parse(std::string_view(claim.value).substr(0, 10));
            if (!day) continue;
            published_[r] = exact(*day, claim.confidence);
            if (claim.span) published_[r].basis.push_back({{r, *claim.span}, claim.provenance});
            fixed_.insert(r);
            return;
        }
    }

    /// "imposed five years ago" beside "introduced in 2011" of the same embargo: a report written in 2016.
    /// What two such counts do not agree on is left open.
    void count_years() {
        std::map<ReportIndex, std::vector<const YearLink*>> told;
        for (const YearLink& link : links_.years) {
            if (!fixed_.contains(link.told)) told[link.told].push_back(&link);
        }
        for (const auto& [r, counts] : told) {
            int first = counts.front()->first_year, last = counts.front()->last_year;
            for (const YearLink* link : counts)
                first = std::max(first, link->first_year), last = std::min(last, link->last_year);
            auto begin = Day::from(first, 1, 1);
            const auto end = Day::from(last, 12, 31);
            if (first > last || !begin || !end) continue;
            if (own_[r].floor && *own_[r].floor > *begin) begin = own_[r].floor;
            if (*begin > *end) continue;
            Published& made = published_[r];
            std::vector<Day> days;
            for (Day day = *begin; day <= *end; day = day.plus(1)) {
                if (months_allow(r, day)) days.push_back(day);
            }
            if (days.empty()) continue;
            made.range = {days.front(), days.back()};
            for (const Day day : days) made.days.emplace_back(day, 1.0 / static_cast<double>(days.size()));
            made.basis.push_back({place_of(reports_, r, counts.front()->time_told),
                                  "counted from the year that another report gives"});
            made.basis.push_back(
                {place_of(reports_, counts.front()->dated, counts.front()->time_dated), "dated there"});
            in_years_[r] = made.range;
        }
    }

    /// "Formed in late March": a month of another year so far back would have been told with its year.
    [[nodiscard]] bool months_allow(ReportIndex r, Day day) const {
        return std::all_of(own_[r].past_months.begin(), own_[r].past_months.end(), [&](std::uint32_t t) {
            const DateRange meant = days(r, t, day);
            if (!meant.bounded()) return true;
            const int lag = day.number - meant.earliest->number;
            return lag >= 0 && (meant.earliest->year() == day.year() || lag <= kMonthReach);
        });
    }

    /// Candidate days: around the dated reports that this one is linked to, or follows by copying.
    [[nodiscard]] std::optional<DateRange> candidates(ReportIndex r) const {
        DateRange range;
        const auto add = [&](ReportIndex other) {
            const DateRange& known = published_[other].range;
            if (other == r || !known.bounded()) return;
            const Day first = known.earliest->plus(-kDaysBefore), last = known.latest->plus(kDaysAfter);
            range.earliest = range.earliest ? std::min(*range.earliest, first) : first;
            range.latest = range.latest ? std::max(*range.latest, last) : last;
        };
        for (const TimeLink* link : links_of_[r]) add(link->a == r ? link->b : link->a);
        if (!own_[r].past_days.empty()) {
            for (const ReportIndex other : shares_of_[r]) add(other);
        }
        if (!range.bounded()) return std::nullopt;
        if (own_[r].floor && *own_[r].floor > *range.earliest) range.earliest = own_[r].floor;
        if (const auto years = in_years_.find(r); years != in_years_.end()) {
            range.earliest = std::max(*range.earliest, *years->second.earliest);
            range.latest = std::min(*range.latest, *years->second.latest);
        }
        if (*range.earliest > *range.latest) return std::nullopt;
        return range;
    }

    [[nodiscard]] const TimeExpression& time(ReportIndex r, std::uint32_t t) const {
        return reports_[r].marks.times[t];
    }

    /// Days that expression `t` of report `r` means if the report was written on `day`.
    [[nodiscard]] DateRange days(ReportIndex r, std::uint32_t t, Day day) const {
        return table_.days(r, t, day);
    }

    [[nodiscard]] double own_weight(ReportIndex r, Day day) const {
        double weight = 1.0;
        const auto lag_of = [&](std::uint32_t t) -> std::optional<std::size_t> {
            const DateRange meant = days(r, t, day);
            if (!meant.earliest) return std::nullopt;
            return static_cast<std::size_t>(std::clamp(day.number - meant.earliest->number, 0, 6));
        };
        // what was said last was said when the report was written; events lie behind, but a bare weekday
        // seldom six days
        std::optional<std::size_t> nearest;
        for (const std::uint32_t t : own_[r].spoken) {
            const auto lag = lag_of(t);
            if (!lag) continue;
            weight *= kEventLag[*lag];
            nearest = std::min(nearest.value_or(6), *lag);
        }
        if (nearest) weight *= kLag[*nearest] / kEventLag[*nearest];
        for (const std::uint32_t t : own_[r].weekdays) {
            const auto lag = lag_of(t);
            if (lag)
                weight *= !nearest && t == own_[r].weekdays.front() ? std::sqrt(kLag[*lag]) : kEventLag[*lag];
        }
        if (own_[r].dateline) {  // the day of the report, or the one before it
            const DateRange meant = days(r, *own_[r].dateline, day);
            const int lag = meant.earliest ? day.number - meant.earliest->number : -1;
            weight *= lag == 0 ? 1.0 : lag == 1 ? 0.1 : kImpossible;
        }
        for (const std::uint32_t t : own_[r].past_days) {
            const DateRange meant = days(r, t, day);
            if (!meant.earliest) continue;
            const int lag = day.number - meant.earliest->number;
            if (lag < 0) weight *= kImpossible;
            if (lag >= 0 && lag < 6) weight *= 0.3;  // a weekday would have been named
            if (lag > 180) weight *= 0.2;            // a year would have been named
        }
        for (const std::uint32_t t : own_[r].coming_days) {
            const DateRange meant = days(r, t, day);
            if (meant.earliest && meant.earliest->number - day.number > 180) weight *= 0.2;
        }
        return weight;
    }

    /// Share of the other report's days on which the link holds, if this one was written on `day`.
    [[nodiscard]] double link_weight(const TimeLink& link, ReportIndex r, Day day) const {
        if (link.kind == LinkKind::same_words) return 1.0;
        const bool first = link.a == r;
        const ReportIndex other = first ? link.b : link.a;
        const auto& said = own_[r].spoken;
        const bool spoken =
            std::find(said.begin(), said.end(), first ? link.time_a : link.time_b) != said.end();
        const std::uint32_t mine_at = first ? link.time_a : link.time_b;
        const std::uint32_t theirs_at = first ? link.time_b : link.time_a;
        const bool weekday =
            link.kind == LinkKind::same_day && link.doubt <= kCopied && names_weekday(r, mine_at);
        const DateRange mine = link.kind == LinkKind::same_day ? days(r, mine_at, day) : DateRange{};
        // "on Friday" of a report that is written on a Friday: today's, or else last week's
        const bool today = weekday && mine.exact() && *mine.earliest == day;
        double holds = 0.0;
        for (const auto& [other_day, share] : published_[other].days) {
            bool meets = false;
            if (link.kind == LinkKind::same_day) {
                const DateRange theirs = days(other, theirs_at, other_day);
                meets = mine.bounded() && theirs.bounded() && mine.meets(theirs);
                if (!meets && today && theirs.bounded() &&
                    DateRange{day.plus(-7), day.plus(-7)}.meets(theirs))
                    holds += (spoken ? kSaidLastWeek : kLastWeeks) * share;
            } else {
                const DateRange covered = days(link.b, link.time_b, first ? other_day : day);
                const Day told = first ? day : other_day;
                meets = covered.bounded() && *covered.earliest <= told && told <= covered.latest->plus(1);
            }
            if (meets) holds += share;
        }
        return link.doubt + (1.0 - link.doubt) * holds;
    }

    [[nodiscard]] bool names_weekday(ReportIndex r, std::uint32_t t) const {
        const auto found = std::find(own_[r].named_weekdays.begin(), own_[r].named_weekdays.end(), t);
        return found != own_[r].named_weekdays.end();
    }

    /// All links of two reports together, day by day: copied words bring their old days along, all at once,
    /// so that however many they are they leave a doubt.
    [[nodiscard]] std::vector<double> links_weights(const std::vector<const TimeLink*>& mine, ReportIndex r,
                                                    const DateRange& window) const {
        const auto count = static_cast<std::size_t>(window.latest->number - window.earliest->number) + 1;
        std::map<ReportIndex, std::vector<double>> pairs;
        for (const TimeLink* link : mine) {
            auto& pair = pairs.emplace(link->a == r ? link->b : link->a, std::vector<double>(count, 1.0))
                             .first->second;
            for (std::size_t i = 0; i < count; ++i)
                pair[i] *= link_weight(*link, r, window.earliest->plus(static_cast<int>(i)));
        }
        std::vector<double> weights(count, 1.0);
        for (const auto& [other, pair] : pairs) {
            for (std::size_t i = 0; i < count; ++i) weights[i] *= std::max(pair[i], kStale);
        }
        return weights;
    }

    [[nodiscard]] double copy_weight(ReportIndex r, Day day) const {
        double weight = 1.0;
        for (const CopyOrder* copy : copies_of_[r]) {
            const auto& from = published_[copy->from].range.earliest;
            const auto& to = published_[copy->to].range.latest;
            if ((copy->to == r && from && day < *from) || (copy->from == r && to && day > *to))
                weight = kAgainstCopying;
        }
        return weight;
    }

    Published weigh(ReportIndex r) const {
        const auto window = candidates(r);
        if (!window) return {};
        std::vector<const TimeLink*> mine;
        for (const TimeLink* link : links_of_[r]) {
            if (!published_[link->a == r ? link->b : link->a].days.empty()) mine.push_back(link);
        }
        std::vector<std::pair<Day, double>> weights;
        const std::vector<double> linked = links_weights(mine, r, *window);
        const std::vector<double> close = closeness(r, *window);
        double best = 0.0;
        for (Day day = *window->earliest; day <= *window->latest; day = day.plus(1)) {
            const auto i = static_cast<std::size_t>(day.number - window->earliest->number);
            const double weight = own_weight(r, day) * copy_weight(r, day) * close[i] * linked[i];
            weights.emplace_back(day, weight);
            best = std::max(best, weight);
        }
        return conclude(r, weights, best, mine);
    }

    /// Reports that share words or days stand close together unless words say otherwise: the mean over the
    /// days of the other, whichever other is nearest.
    [[nodiscard]] std::vector<double> closeness(ReportIndex r, const DateRange& window) const {
        constexpr double kScale = 30.0, kFar = 365.0;
        const auto count = static_cast<std::size_t>(window.latest->number - window.earliest->number) + 1;
        std::vector<double> nearest(count, std::exp(-kFar / kScale));
        for (const ReportIndex other : neighbours(r)) {
            const std::vector<double> here = nearness(window, published_[other].days, kScale);
            for (std::size_t i = 0; i < here.size(); ++i) nearest[i] = std::max(nearest[i], here[i]);
        }
        return nearest;
    }

    [[nodiscard]] Published conclude(ReportIndex r, const std::vector<std::pair<Day, double>>& weights,
                                     double best, const std::vector<const TimeLink*>& mine) const {
        Published result;
        if (best <= 0.0) return result;
        double sum = 0.0;
        for (const auto& [day, weight] : weights) {
            if (weight < kKept * best) continue;
            result.days.emplace_back(day, weight);
            sum += weight;
        }
        for (auto& [day, weight] : result.days) {
            weight /= sum;
            if (weight > result.confidence) {
                result.confidence = weight;
                result.best = day;
            }
        }
        result.range = {result.days.front().first, result.days.back().first};
        explain(r, mine, result);
        return result;
    }

    /// The links that hold on the best day are what it rests on.
    void explain(ReportIndex r, const std::vector<const TimeLink*>& mine, Published& result) const {
        for (const TimeLink* link : mine) {
            if (link->kind == LinkKind::same_words || link_weight(*link, r, *result.best) < 0.5) continue;
            const bool first = link->a == r;
            const ReportIndex other = first ? link->b : link->a;
            const std::string told =
                published_[other].range.exact() ? " of " + published_[other].range.earliest->iso() : "";
            if (link->kind == LinkKind::same_day) {
                result.basis.push_back({place_of(reports_, r, first ? link->time_a : link->time_b),
                                        "the same day as in another report" + told});
                result.basis.push_back(
                    {place_of(reports_, other, first ? link->time_b : link->time_a), "dated there"});
            } else {
                result.basis.push_back({place_of(reports_, link->b, link->time_b),
                                        "covers the day of a report whose words it repeats"});
            }
            if (result.basis.size() >= 8) break;
        }
        if (result.basis.empty() && own_[r].dateline)
            result.basis.push_back(
                {place_of(reports_, r, *own_[r].dateline), "date line, in the year of the other reports"});
        if (result.basis.empty() && !own_[r].past_days.empty())
            result.basis.push_back({place_of(reports_, r, own_[r].past_days.back()),
                                    "told as past, in the year of a report whose words it shares"});
    }

    /// Without any link: not before the last date that the report tells as past.
    void floors(ReportIndex r) {
        if (!published_[r].range.open() || !own_[r].floor) return;
        published_[r].range.earliest = own_[r].floor;
        published_[r].basis.push_back(
            {place_of(reports_, r, own_[r].floor_time), "told as past: not written before"});
    }

    /// Two reports that name one weekday's event stand at most a week apart: a floor of one is nearly one of
    /// the other.
    void spread_floors() {
        for (const TimeLink& link : links_.links) {
            if (link.kind != LinkKind::same_day) continue;
            spread(link.a, link.b, link.time_b);
            spread(link.b, link.a, link.time_a);
        }
    }

    void spread(ReportIndex from, ReportIndex to, std::uint32_t time_to) {
        const auto floor = published_[from].range.earliest;
        if (!floor || published_[to].range.bounded() || fixed_.contains(to)) return;
        const auto form = outer_form(time(to, time_to));
        if (!form || form->weekday == 0) return;
        const Day moved = floor->plus(-7);
        if (published_[to].range.earliest && *published_[to].range.earliest >= moved) return;
        published_[to].range.earliest = moved;
        published_[to].basis.push_back(
            {place_of(reports_, to, time_to),
             "the same day as in a report that was not written before " + floor->iso()});
    }

    std::span<const AnnotatedReport> reports_;
    TimeLinks links_;
    mutable DayTable table_;  ///< remembers what it was asked
    std::vector<std::vector<const TimeLink*>> links_of_;
    std::vector<std::vector<ReportIndex>> shares_of_;
    std::vector<std::vector<const CopyOrder*>> copies_of_;
    std::vector<OwnWords> own_;
    std::vector<Published> published_;
    std::set<ReportIndex> fixed_;
    std::map<ReportIndex, DateRange> in_years_;  ///< reports that count back to a year known from another
};

}  // namespace

std::vector<Published> date_reports(std::span<const AnnotatedReport> reports, const lineage::Lineage& lineage,
                                    std::span<const WrittenBefore> order, const AccountOptions& options) {
    std::vector<Published> published = Calendar(reports, lineage).run(options);
    narrow_by_order(order, published);
    return published;
}

}  // namespace sitrep::resolve
