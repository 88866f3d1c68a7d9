#include "resolve/dates_weights.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>

#include "text/utf8.hpp"

namespace sitrep::resolve {
namespace {

constexpr double kImpossible = 1e-6;
constexpr double kTenseMisled = 0.01;     // weight of a day that the tense of a dated verb denies
constexpr double kStale = 0.03;           // chance that all the days that two reports share were copied late
constexpr double kStaleLines = 0.3;       // the same where they have hardly more than those lines in common
constexpr double kWholeCopy = 0.4;        // share of a report from which on it is one telling with the other
constexpr double kLastWeeks = 0.6;        // weight of a weekday's name on that weekday for the one a week ago
constexpr double kSaidLastWeek = 0.05;    // the same for the day on which somebody spoke
constexpr double kAgainstCopying = 0.03;  // weight of a day that the direction of a copy speaks against
constexpr double kAgainstShape = 0.3;     // the same where only lengths tell the direction
constexpr double kCopied = 0.05;          // doubt of links inside shared passages, at most
constexpr double kNamedTwice = 0.03;      // chance that one day is called by its date and by its weekday
constexpr double kScale = 30.0;           // days over which reports that share words stand apart
constexpr double kFar = 365.0;
constexpr std::size_t kNamesOfKin = 4;    // names in common that make two reports of one matter
constexpr std::size_t kMostSources = 24;  // reports among which strangers are looked for
constexpr std::size_t kCommonName = 40;   // dated reports that a telling name may stand in
/// Share of weekday mentions that lie 0..6 days back (305 mentions of TimeBank, AQUAINT and the TempEval-3
/// test set, and 3,300 first weekdays of gun-violence news, mixed).
constexpr std::array<double, 7> kLag = {0.46, 0.25, 0.10, 0.08, 0.04, 0.03, 0.015};

/// The same for weekdays of events in sentences that report nobody's words: nearly flat.
constexpr std::array<double, 7> kEventLag = {1.0, 1.0, 1.0, 1.0, 0.9, 0.7, 0.35};

/// And for weekdays to come: from five days ahead on one says "next".
constexpr std::array<double, 7> kAhead = {1.0, 1.0, 1.0, 1.0, 0.9, 0.7, 0.4};

/// A day and month without a year, told as past: near ones are told by their weekday, far ones with a year.
double past_weight(int lag) {
    if (lag < 0) return kTenseMisled;
    if (lag < 6) return 0.3;
    return lag <= 180 ? 1.0 : lag <= 270 ? 0.2 : 0.05;
}

/// The same of a day to come: nobody tells "due on July 15" of the July after next, and who does so later has
/// copied it.
double coming_weight(int ahead) {
    return ahead < 0 ? kTenseMisled : ahead <= 180 ? 1.0 : ahead <= 270 ? 0.2 : 0.02;
}

}  // namespace

DayWeights::DayWeights(std::span<const AnnotatedReport> reports, const lineage::Lineage& lineage)
    : links_(link_times(reports, lineage)),
      table_(reports),
      links_of_(reports.size()),
      sharing_(reports.size()),
      copies_of_(reports.size()),
      kin_(reports.size()) {
    for (const TimeLink& link : links_.links) {
        links_of_[link.a].push_back(&link);
        links_of_[link.b].push_back(&link);
    }
    for (const auto& [pair, share] : links_.shares) {
        sharing_[pair.first].push_back(pair.second);
        sharing_[pair.second].push_back(pair.first);
    }
    for (const CopyOrder& copy : links_.copies) {
        copies_of_[copy.from].push_back(&copy);
        copies_of_[copy.to].push_back(&copy);
    }
    for (const AnnotatedReport& report : reports) own_.push_back(read_own_words(report));
    for (ReportIndex r = 0; r < reports.size(); ++r) put_together_.push_back(put_together(r));
    for (const TimeLink& link : links_.links) {
        if (!link.copied || stale(link.a, link.b) <= kStale) continue;
        for (const CopyOrder* copy : copies_of_[link.a]) {
            if (copy->from == link.a && copy->to == link.b) taken_over_.emplace(link.b, link.time_b);
            if (copy->from == link.b && copy->to == link.a) taken_over_.emplace(link.a, link.time_a);
        }
    }
}

std::set<ReportIndex> DayWeights::neighbours(ReportIndex r) const {
    std::set<ReportIndex> found(sharing_[r].begin(), sharing_[r].end());
    for (const TimeLink* link : links_of_[r]) found.insert(link->a == r ? link->b : link->a);
    return found;
}

void DayWeights::find_kin(std::span<const AnnotatedReport> reports, const std::set<ReportIndex>& dated) {
    const auto names_of = [&](ReportIndex r) {
        std::set<std::string> names;
        for (const Entity& entity : reports[r].marks.entities) {
            if (entity.named) names.insert(text::folded(entity.name));
        }
        return names;
    };
    std::map<std::string, std::vector<ReportIndex>> telling;
    for (const ReportIndex r : dated) {
        for (const std::string& name : names_of(r)) telling[name].push_back(r);
    }
    for (ReportIndex r = 0; r < reports.size(); ++r) {
        const bool asks = own_[r].dateline || !own_[r].past_days.empty();
        const std::set<ReportIndex> near = neighbours(r);
        const bool has_date =
            std::any_of(near.begin(), near.end(), [&](ReportIndex other) { return dated.contains(other); });
        if (!asks || dated.contains(r) || has_date) continue;
        std::map<ReportIndex, std::size_t> common;
        for (const std::string& name : names_of(r)) {
            const auto found = telling.find(name);
            if (found == telling.end() || found->second.size() > kCommonName) continue;
            for (const ReportIndex other : found->second) ++common[other];
        }
        for (const auto& [other, count] : common) {
            if (count >= kNamesOfKin) kin_[r].insert(other);
        }
    }
}

/// What was said last was said when the report was written; events lie behind, but a bare weekday seldom six
/// days.
double DayWeights::weekdays_weight(ReportIndex r, Day day) const {
    const auto lag_of = [&](std::uint32_t t) -> std::optional<std::size_t> {
        const DateRange meant = taken_over(r, t) ? DateRange{} : days(r, t, day);
        if (!meant.earliest) return std::nullopt;
        return static_cast<std::size_t>(std::clamp(day.number - meant.earliest->number, 0, 6));
    };
    double weight = 1.0;
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
    double ahead = 1.0;  // all that lies ahead has one witness: one such day too far is enough
    for (const std::uint32_t t : own_[r].weekdays_ahead) {
        const DateRange meant = days(r, t, day);
        if (!meant.earliest) continue;
        ahead = std::min(
            ahead, kAhead[static_cast<std::size_t>(std::clamp(meant.earliest->number - day.number, 0, 6))]);
    }
    weight *= ahead;
    return weight;
}

/// "A clash on April 18 … officials said on Tuesday": who calls a day by its date and another by its weekday
/// speaks of two days.
bool DayWeights::names_twice(ReportIndex r, std::uint32_t dated, const DateRange& meant, Day day) const {
    if (!meant.exact() || taken_over(r, dated)) return false;
    for (const std::uint32_t t : own_[r].spoken) {
        if (!taken_over(r, t) && days(r, t, day) == meant) return true;
    }
    return false;
}

double DayWeights::own_weight(ReportIndex r, Day day) const {
    double weight = weekdays_weight(r, day);
    if (own_[r].dateline) {  // the day of the report, or the one before it
        const DateRange meant = days(r, *own_[r].dateline, day);
        const int lag = meant.earliest ? day.number - meant.earliest->number : -1;
        weight *= lag == 0 ? 1.0 : lag == 1 ? 0.1 : kImpossible;
    }
    for (std::size_t i = 0; i < own_[r].past_days.size(); ++i) {
        const std::uint32_t t = own_[r].past_days[i];
        const DateRange meant = days(r, t, day);
        if (meant.earliest) weight *= past_weight(day.number - meant.earliest->number);
        // "Began on 5 February and spent 12 days there": told when they were over.
        const int since = own_[r].past_since[i];
        if (since > 0 && meant.earliest && day.number < meant.earliest->number + since) weight *= kImpossible;
        if (names_twice(r, t, meant, day)) weight *= kNamedTwice;
    }
    for (const std::uint32_t t : own_[r].pictured) {  // never after the report, seldom long before
        const DateRange meant = days(r, t, day);
        const int lag = meant.earliest ? day.number - meant.earliest->number : 0;
        weight *= lag < 0 ? kImpossible : lag <= 30 ? 1.0 : 0.2;
    }
    for (const std::uint32_t t : own_[r].coming_days) {
        const DateRange meant = days(r, t, day);
        if (meant.earliest) weight *= coming_weight(meant.earliest->number - day.number);
    }
    return weight;
}

double DayWeights::met(const TimeLink& link, ReportIndex r, Day day, Day other_day) const {
    const bool first = link.a == r;
    const ReportIndex other = first ? link.b : link.a;
    if (link.kind != LinkKind::same_day) {
        const DateRange covered = days(link.b, link.time_b, first ? other_day : day);
        const Day told = first ? day : other_day;
        return covered.bounded() && *covered.earliest <= told && told <= covered.latest->plus(1) ? 1.0 : 0.0;
    }
    const std::uint32_t mine_at = first ? link.time_a : link.time_b;
    const DateRange mine = days(r, mine_at, day);
    const DateRange theirs = days(other, first ? link.time_b : link.time_a, other_day);
    if (!mine.bounded() || !theirs.bounded()) return 0.0;
    if (mine.meets(theirs)) return 1.0;
    // "on Friday" of a report that is written on a Friday: today's, or else last week's
    const bool today =
        link.doubt <= kCopied && names_weekday(r, mine_at) && mine.exact() && *mine.earliest == day;
    if (!today || !DateRange{day.plus(-7), day.plus(-7)}.meets(theirs)) return 0.0;
    return week_between(r, mine_at);
}

double DayWeights::link(const TimeLink& link, ReportIndex r, Day day,
                        std::span<const Published> published) const {
    if (link.kind == LinkKind::same_words) return 1.0;
    double holds = 0.0;
    for (const auto& [other_day, share] : published[link.a == r ? link.b : link.a].days)
        holds += met(link, r, day, other_day) * share;
    return link.doubt + (1.0 - link.doubt) * holds;
}

double DayWeights::week_between(ReportIndex r, std::uint32_t time) const {
    const auto& said = own_[r].spoken;
    return std::find(said.begin(), said.end(), time) != said.end() ? kSaidLastWeek : kLastWeeks;
}

double DayWeights::pair(ReportIndex a, Day day_a, ReportIndex b, Day day_b) const {
    double copied = 1.0, told = 1.0;
    for (const TimeLink* one : links_of_[a]) {
        if ((one->a == a ? one->b : one->a) != b || one->kind == LinkKind::same_words) continue;
        (one->copied ? copied : told) *= one->doubt + (1.0 - one->doubt) * met(*one, a, day_a, day_b);
    }
    double weight = std::max(std::max(copied, stale(a, b)) * told, kStale);
    double against = 1.0;
    for (const CopyOrder* copy : copies_of_[a]) {
        const bool back = (copy->from == a && copy->to == b && day_b < day_a) ||
                          (copy->from == b && copy->to == a && day_a < day_b);
        if (back) against = std::min(against, copy->by_shape ? kAgainstShape : kAgainstCopying);
    }
    return weight * against * std::exp(-std::abs(day_a.number - day_b.number) / kScale);
}

bool DayWeights::taken_over(ReportIndex r, std::uint32_t time) const {
    return taken_over_.contains({r, time});
}

bool DayWeights::names_weekday(ReportIndex r, std::uint32_t time) const {
    const auto& named = own_[r].named_weekdays;
    return std::find(named.begin(), named.end(), time) != named.end();
}

/// A copy of two reports that share nothing with each other: a letter or digest, which takes words of any
/// age.
bool DayWeights::put_together(ReportIndex r) const {
    std::vector<ReportIndex> sources(sharing_[r].begin(), sharing_[r].end());
    for (const CopyOrder* copy : copies_of_[r]) {
        if (copy->from == r) std::erase(sources, copy->to);
    }
    if (sources.size() > kMostSources) sources.resize(kMostSources);
    return std::any_of(sources.begin(), sources.end(), [&](ReportIndex a) {
        return std::any_of(sources.begin(), sources.end(), [&](ReportIndex b) {
            return a != b && !links_.shares.contains(std::minmax(a, b));
        });
    });
}

/// Chance that the days in the words that two reports share are days of the older one alone. A report that
/// is mostly another's is of its day; a few lines of an old report come back in one of weeks later.
double DayWeights::stale(ReportIndex a, ReportIndex b) const {
    if (put_together_[a] || put_together_[b]) return kStaleLines;
    const auto found = links_.shares.find(std::minmax(a, b));
    const double share = found == links_.shares.end() ? 0.0 : std::min(found->second, kWholeCopy);
    return kStaleLines + (kStale - kStaleLines) * share / kWholeCopy;
}

DayWeights::LinkDays DayWeights::days_of(const TimeLink& link, ReportIndex r, const DateRange& window,
                                         const Published& other) const {
    LinkDays result;
    const bool first = link.a == r;
    result.doubt = link.doubt, result.copied = link.copied;
    const auto mine_of = [&](Day day) {
        const bool told = link.kind == LinkKind::holds_day && first;
        return told ? DateRange{day, day} : days(r, first ? link.time_a : link.time_b, day);
    };
    for (Day day = *window.earliest; day <= *window.latest; day = day.plus(1))
        result.mine.push_back(mine_of(day));
    for (const auto& [day, share] : other.days) {
        const bool told = link.kind == LinkKind::holds_day && !first;
        DateRange meant = told ? DateRange{day, day}
                               : days(first ? link.b : link.a, first ? link.time_b : link.time_a, day);
        // who repeats words a day later may still cover the day with them
        if (link.kind == LinkKind::holds_day && !told && meant.latest) meant.latest = meant.latest->plus(1);
        result.theirs.push_back(meant);
    }
    if (link.kind == LinkKind::holds_day && !first) {
        for (DateRange& covered : result.mine) {
            if (covered.latest) covered.latest = covered.latest->plus(1);
        }
    }
    const std::uint32_t mine_at = first ? link.time_a : link.time_b;
    if (link.kind == LinkKind::same_day && link.doubt <= kCopied && names_weekday(r, mine_at))
        result.last_week = week_between(r, mine_at);
    return result;
}

double DayWeights::LinkDays::holds(std::size_t i, std::size_t k, Day day) const {
    if (!mine[i].bounded() || !theirs[k].bounded()) return 0.0;
    if (mine[i].meets(theirs[k])) return 1.0;
    // "on Friday" of a report that is written on a Friday: today's, or else last week's
    const bool today = last_week > 0.0 && mine[i].exact() && *mine[i].earliest == day;
    return today && DateRange{day.plus(-7), day.plus(-7)}.meets(theirs[k]) ? last_week : 0.0;
}

/// All links of two reports together, for each pair of their days: what "Tuesday" and "Sunday" of the other
/// mean hangs on one day of it, so that a day which needs one of them early and one late has nothing for it.
/// Copied words bring their old days along, all at once, so that however many they are they leave a doubt.
std::vector<double> DayWeights::linked(ReportIndex r, const DateRange& window,
                                       std::span<const TimeLink* const> links,
                                       std::span<const Published> published) const {
    const auto count = static_cast<std::size_t>(window.latest->number - window.earliest->number) + 1;
    std::map<ReportIndex, std::vector<LinkDays>> pairs;
    for (const TimeLink* one : links) {
        const ReportIndex other = one->a == r ? one->b : one->a;
        std::vector<LinkDays>& pair = pairs[other];
        if (one->kind != LinkKind::same_words) pair.push_back(days_of(*one, r, window, published[other]));
    }
    std::vector<double> weights(count, 1.0);
    for (const auto& [other, pair] : pairs) {
        const double least = stale(r, other);
        const auto& others_days = published[other].days;
        for (std::size_t i = 0; i < count; ++i) {
            const Day day = window.earliest->plus(static_cast<int>(i));
            double sum = 0.0;
            for (std::size_t k = 0; k < others_days.size(); ++k) {
                double copied = 1.0, told = 1.0;
                for (const LinkDays& one : pair)
                    (one.copied ? copied : told) *= one.doubt + (1.0 - one.doubt) * one.holds(i, k, day);
                sum += others_days[k].second * std::max(std::max(copied, least) * told, kStale);
            }
            weights[i] *= sum;
        }
    }
    return weights;
}

double DayWeights::copied(ReportIndex r, Day day, std::span<const Published> published) const {
    double weight = 1.0;
    for (const CopyOrder* copy : copies_of_[r]) {
        const auto& from = published[copy->from].range.earliest;
        const auto& to = published[copy->to].range.latest;
        if ((copy->to == r && from && day < *from) || (copy->from == r && to && day > *to))
            weight = std::min(weight, copy->by_shape ? kAgainstShape : kAgainstCopying);
    }
    return weight;
}

/// Reports that share words or days stand close together unless words say otherwise: the mean over the
/// days of the other, whichever other is nearest.
std::vector<double> DayWeights::close(ReportIndex r, const DateRange& window,
                                      std::span<const Published> published) const {
    const auto count = static_cast<std::size_t>(window.latest->number - window.earliest->number) + 1;
    std::vector<double> nearest(count, std::exp(-kFar / kScale));
    std::set<ReportIndex> known = neighbours(r);
    known.insert(kin_[r].begin(), kin_[r].end());
    for (const ReportIndex other : known) {
        const std::vector<double> here = nearness(window, published[other].days, kScale);
        for (std::size_t i = 0; i < here.size(); ++i) nearest[i] = std::max(nearest[i], here[i]);
    }
    return nearest;
}

std::vector<double> DayWeights::of(ReportIndex r, const DateRange& window,
                                   std::span<const TimeLink* const> links,
                                   std::span<const Published> published) const {
    std::vector<double> weights = linked(r, window, links, published);
    const std::vector<double> near = close(r, window, published);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Day day = window.earliest->plus(static_cast<int>(i));
        weights[i] *= own_weight(r, day) * copied(r, day, published) * near[i];
    }
    return weights;
}

}  // namespace sitrep::resolve
