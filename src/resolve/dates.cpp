#include "resolve/dates.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "annotate/times_form.hpp"
#include "resolve/dates_weights.hpp"
#include "resolve/order.hpp"

namespace sitrep::resolve {
namespace {

using FormDirection = annotate::Direction;

constexpr int kDaysBefore = 150;  // window of candidate days around the dated reports of a set
constexpr int kDaysAfter = 300;
constexpr int kMonthReach = 240;         // days back to a month of another year that is named without it
constexpr double kKept = 0.07;           // candidates under this share of the best day's weight are left out
constexpr std::size_t kDaysOfPair = 48;  // likeliest days of either report of a pair that are tried
constexpr std::size_t kMostPairs = 400;  // pairs of reports whose days are weighed together
constexpr double kWithoutWords = 0.01;   // a day on which no words of the report's own rest comes last
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
        : reports_(reports), weights_(reports, lineage), published_(reports.size()) {}

    std::vector<Published> run(const AccountOptions& options) {
        for (ReportIndex r = 0; r < reports_.size(); ++r) fix(r, options);
        weights_.find_kin(reports_, fixed_);
        count_years();
        settle();
        for (ReportIndex r = 0; r < reports_.size(); ++r) floors(r);
        for (std::size_t round = 0; round < 3; ++round) spread_floors();
        for (ReportIndex r = 0; r < reports_.size(); ++r)
            published_[r].worked_out = !fixed_.contains(r) && !weights_.own(r).dateline;
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
            for (const ReportIndex other : weights_.neighbours(surest)) {
                if (open.contains(other)) stale.insert(other);
            }
        }
        // once more, the least sure first, now that all neighbours are known
        for (auto r = order.rbegin(); r != order.rend(); ++r) {
            Published again = weigh(*r);
            if (!again.days.empty()) published_[*r] = std::move(again);
        }
        settle_pairs();
        // where no words stand behind them, days help to date others but are told of no report
        for (const ReportIndex r : order) {
            if (published_[r].basis.empty()) published_[r] = {};
        }
    }

    /// What one report of a pair is sure of may rest on the other's mistake: the days of both are weighed
    /// together once more.
    void settle_pairs() {
        std::set<std::pair<ReportIndex, ReportIndex>> pairs;
        for (const TimeLink& link : weights_.links().links) {
            const bool open = !fixed_.contains(link.a) && !fixed_.contains(link.b) &&
                              !published_[link.a].days.empty() && !published_[link.b].days.empty();
            if (open && link.kind == LinkKind::same_day) pairs.insert(std::minmax(link.a, link.b));
        }
        if (pairs.size() > kMostPairs) return;
        for (const auto& [a, b] : pairs) weigh_pair(a, b);
    }

    /// Days of a report with their weights where `hidden` tells nothing.
    struct Alone {
        DateRange window;
        std::vector<double> weights;
    };
    Alone alone(ReportIndex r, ReportIndex hidden) {
        Alone result;
        const auto window = candidates(r);
        if (!window) return result;
        Published kept;
        std::swap(kept, published_[hidden]);
        result.window = *window;
        result.weights = weights_.of(r, *window, links_to_dated(r), published_);
        std::swap(kept, published_[hidden]);
        return result;
    }

    /// Places in the window of the days likeliest without the other report, and of those known with it: of a
    /// report that names only weekdays, one weekday of every week is as likely as the true day.
    [[nodiscard]] std::vector<std::size_t> days_to_pair(ReportIndex r, const Alone& known) const {
        std::vector<std::size_t> days;
        for (std::size_t i = 0; i < known.weights.size(); ++i) {
            if (known.weights[i] > 0.0) days.push_back(i);
        }
        if (days.size() <= kDaysOfPair) return days;
        const auto better = [&](std::size_t x, std::size_t y) {
            return known.weights[x] > known.weights[y] || (known.weights[x] == known.weights[y] && x < y);
        };
        std::partial_sort(days.begin(), days.begin() + kDaysOfPair, days.end(), better);
        days.resize(kDaysOfPair);
        for (const auto& [day, share] : published_[r].days) {
            const int at = day.number - known.window.earliest->number;
            if (at >= 0 && static_cast<std::size_t>(at) < known.weights.size())
                days.push_back(static_cast<std::size_t>(at));
        }
        std::sort(days.begin(), days.end());
        days.erase(std::unique(days.begin(), days.end()), days.end());
        return days;
    }

    void weigh_pair(ReportIndex a, ReportIndex b) {
        const Alone one = alone(a, b), two = alone(b, a);
        if (one.weights.empty() || two.weights.empty()) return;
        const std::vector<std::size_t> days_a = days_to_pair(a, one), days_b = days_to_pair(b, two);
        std::vector<double> both_a(one.weights.size(), 0.0), both_b(two.weights.size(), 0.0);
        double best = 0.0;
        std::pair<Day, Day> likeliest;
        for (const std::size_t i : days_a) {
            for (const std::size_t k : days_b) {
                const Day day_a = one.window.earliest->plus(static_cast<int>(i));
                const Day day_b = two.window.earliest->plus(static_cast<int>(k));
                const double weight = one.weights[i] * two.weights[k] * weights_.pair(a, day_a, b, day_b);
                both_a[i] += weight, both_b[k] += weight;
                if (weight > best) best = weight, likeliest = {day_a, day_b};
            }
        }
        // where the likeliest days of both are in keeping with what is known of each, that stands
        const auto holds = [&](ReportIndex r, Day day) {
            return *published_[r].range.earliest <= day && day <= *published_[r].range.latest;
        };
        if (best <= 0.0 || (holds(a, likeliest.first) && holds(b, likeliest.second))) return;
        Published first = conclude(a, one.window, both_a, links_to_dated(a));
        if (first.days.empty()) return;
        published_[a] = std::move(first);
        Published second = conclude(b, two.window, both_b, links_to_dated(b));
        if (!second.days.empty()) published_[b] = std::move(second);
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
        for (const YearLink& link : weights_.links().years) {
            if (!fixed_.contains(link.told)) told[link.told].push_back(&link);
        }
        for (const auto& [r, counts] : told) {
            int first = counts.front()->first_year, last = counts.front()->last_year;
            for (const YearLink* link : counts)
                first = std::max(first, link->first_year), last = std::min(last, link->last_year);
            auto begin = Day::from(first, 1, 1);
            const auto end = Day::from(last, 12, 31);
            if (first > last || !begin || !end) continue;
            if (weights_.own(r).floor && *weights_.own(r).floor > *begin) begin = weights_.own(r).floor;
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
        return std::all_of(
            weights_.own(r).past_months.begin(), weights_.own(r).past_months.end(), [&](std::uint32_t t) {
                const DateRange meant = weights_.days(r, t, day);
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
        for (const TimeLink* link : weights_.links_of(r)) add(link->a == r ? link->b : link->a);
        const OwnWords& own = weights_.own(r);
        if (!own.past_days.empty() || !own.pictured.empty() || own.dateline) {
            for (const ReportIndex other : weights_.sharing(r)) add(other);
        }
        for (const ReportIndex other : weights_.kin(r)) add(other);
        if (!range.bounded()) return std::nullopt;
        if (weights_.own(r).floor && *weights_.own(r).floor > *range.earliest)
            range.earliest = weights_.own(r).floor;
        if (const auto years = in_years_.find(r); years != in_years_.end()) {
            range.earliest = std::max(*range.earliest, *years->second.earliest);
            range.latest = std::min(*range.latest, *years->second.latest);
        }
        if (*range.earliest > *range.latest) return std::nullopt;
        return range;
    }

    [[nodiscard]] std::vector<const TimeLink*> links_to_dated(ReportIndex r) const {
        std::vector<const TimeLink*> mine;
        for (const TimeLink* link : weights_.links_of(r)) {
            if (!published_[link->a == r ? link->b : link->a].days.empty()) mine.push_back(link);
        }
        return mine;
    }

    Published weigh(ReportIndex r) const {
        const auto window = candidates(r);
        if (!window) return {};
        const std::vector<const TimeLink*> mine = links_to_dated(r);
        return conclude(r, *window, weights_.of(r, *window, mine, published_), mine);
    }

    [[nodiscard]] Published conclude(ReportIndex r, const DateRange& window,
                                     const std::vector<double>& weights,
                                     const std::vector<const TimeLink*>& mine) const {
        Published result;
        const double best = *std::max_element(weights.begin(), weights.end());
        if (best <= 0.0) return result;
        double sum = 0.0;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            if (weights[i] < kKept * best) continue;
            result.days.emplace_back(window.earliest->plus(static_cast<int>(i)), weights[i]);
            sum += weights[i];
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
            if (link->kind == LinkKind::same_words || weights_.link(*link, r, *result.best, published_) < 0.5)
                continue;
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
        if (result.basis.empty() && weights_.own(r).dateline)
            result.basis.push_back({place_of(reports_, r, *weights_.own(r).dateline),
                                    "date line, in the year of the other reports"});
        const auto rest_on = [&](const std::vector<std::uint32_t>& times, const char* why) {
            if (result.basis.empty() && !times.empty())
                result.basis.push_back({place_of(reports_, r, times.back()), why});
        };
        rest_on(weights_.own(r).past_days, "told as past, in the year of a report whose words it shares");
        rest_on(weights_.own(r).pictured, "day of a picture, in the year of a report whose words it shares");
    }

    /// Without any link: not before the last date that the report tells as past.
    void floors(ReportIndex r) {
        if (!published_[r].range.open() || !weights_.own(r).floor) return;
        published_[r].range.earliest = weights_.own(r).floor;
        published_[r].basis.push_back(
            {place_of(reports_, r, weights_.own(r).floor_time), std::string(kFloorReason)});
    }

    /// Two reports that name one weekday's event stand at most a week apart: a floor of one is nearly one of
    /// the other.
    void spread_floors() {
        for (const TimeLink& link : weights_.links().links) {
            if (link.kind != LinkKind::same_day) continue;
            spread(link.a, link.b, link.time_b);
            spread(link.b, link.a, link.time_a);
        }
    }

    void spread(ReportIndex from, ReportIndex to, std::uint32_t time_to) {
        const auto floor = published_[from].range.earliest;
        if (!floor || published_[to].range.bounded() || fixed_.contains(to)) return;
        const auto form = outer_form(reports_[to].marks.times[time_to]);
        if (!form || form->weekday == 0) return;
        const Day moved = floor->plus(-7);
        if (published_[to].range.earliest && *published_[to].range.earliest >= moved) return;
        published_[to].range.earliest = moved;
        published_[to].basis.push_back(
            {place_of(reports_, to, time_to),
             "the same day as in a report that was not written before " + floor->iso()});
    }

    std::span<const AnnotatedReport> reports_;
    DayWeights weights_;
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
