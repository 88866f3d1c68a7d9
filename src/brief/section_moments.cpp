// What changed between the moments of a story.
#include <algorithm>
#include <cstdint>
#include <set>
#include <tuple>

#include "brief/context.hpp"
#include "brief/items.hpp"
#include "brief/sections.hpp"

namespace sitrep::brief {
namespace {

constexpr std::int32_t kWidestDay = 10;  // days: a report less certain than that starts no moment
constexpr std::int32_t kPause = 2;       // days without a report that part two moments
constexpr std::size_t kStoriesTold = 5;
constexpr std::size_t kMomentsTold = 8;
constexpr std::size_t kThingsTold = 6;
constexpr std::size_t kLongestThing = 440;  // bytes

/// Reports written in days that touch.
struct Moment {
    DateRange days;
    std::vector<ReportIndex> reports;
};

bool overlap(const DateRange& a, const DateRange& b) {
    return *a.earliest <= *b.latest && *b.earliest <= *a.latest;
}

/// Reports of the stories, story by story; stories that an update or shared words join are one situation at
/// two moments.
std::vector<std::vector<ReportIndex>> situations_of(const Reader& reader,
                                                    const std::vector<std::size_t>& updates) {
    const auto& stories = reader.dossier().stories;
    std::vector<std::size_t> story_of(reader.size(), SIZE_MAX);
    std::vector<std::size_t> joined(stories.size());
    for (std::size_t i = 0; i < stories.size(); ++i) {
        joined[i] = i;
        for (const ReportIndex report : stories[i].reports) {
            if (report < reader.size()) story_of[report] = i;
        }
    }
    const auto root = [&](std::size_t story) {
        while (joined[story] != story) story = joined[story] = joined[joined[story]];
        return story;
    };
    const auto join = [&](ReportIndex a, ReportIndex b) {
        if (a >= reader.size() || b >= reader.size()) return;
        if (story_of[a] == SIZE_MAX || story_of[b] == SIZE_MAX) return;
        const std::size_t one = root(story_of[a]), other = root(story_of[b]);
        joined[std::max(one, other)] = std::min(one, other);
    };
    for (const Passage& passage : reader.dossier().passages) join(passage.a.report, passage.b.report);
    for (const std::size_t update : updates) {
        const auto groups = groups_of(reader, reader.dossier().relations[update]);
        for (const ItemGroup& group : groups) {
            for (const Place& place : group.places) join(groups.front().places.front().report, place.report);
        }
    }
    std::vector<std::vector<ReportIndex>> situations(stories.size());
    for (ReportIndex report = 0; report < reader.size(); ++report) {
        if (story_of[report] != SIZE_MAX) situations[root(story_of[report])].push_back(report);
    }
    std::erase_if(situations, [](const auto& reports) { return reports.size() < 2; });
    return situations;
}

std::vector<Moment> moments_of(const Reader& reader, const std::vector<ReportIndex>& reports) {
    std::vector<ReportIndex> sure;
    std::vector<ReportIndex> unsure;
    for (const ReportIndex report : reports) {
        if (report >= reader.size() || !reader.published(report).bounded()) continue;
        const DateRange& range = reader.published(report);
        (range.latest->number - range.earliest->number <= kWidestDay ? sure : unsure).push_back(report);
    }
    std::sort(sure.begin(), sure.end(), [&](ReportIndex a, ReportIndex b) {
        return std::tie(reader.published(a).earliest, a) < std::tie(reader.published(b).earliest, b);
    });
    std::vector<Moment> moments;
    for (const ReportIndex report : sure) {
        const DateRange& range = reader.published(report);
        if (moments.empty() || range.earliest->number > moments.back().days.latest->number + kPause)
            moments.push_back({range, {}});
        Moment& moment = moments.back();
        moment.reports.push_back(report);
        moment.days.latest = std::max(moment.days.latest, range.latest);
    }
    for (const ReportIndex report : unsure) {
        Moment* only = nullptr;
        std::size_t possible = 0;
        for (Moment& moment : moments) {
            if (!overlap(moment.days, reader.published(report))) continue;
            only = &moment;
            ++possible;
        }
        if (possible == 1) only->reports.push_back(report);
    }
    return moments;
}

/// Sentences by which processes move on in the reports of this moment, each once, none that is told already.
void tell_moment(const Reader& reader, const Standing& standing, const std::vector<Moment>& moments,
                 std::size_t index, std::set<Place>& told, Sentences& out) {
    std::set<ReportIndex> before;
    for (std::size_t i = 0; i < index; ++i)
        before.insert(moments[i].reports.begin(), moments[i].reports.end());
    const std::set<ReportIndex> now(moments[index].reports.begin(), moments[index].reports.end());
    std::size_t things = 0;
    for (const Case& one : reader.dossier().cases) {
        std::set<std::string> known;
        for (const CaseStep& step : one.steps) {
            if (before.count(step.place.report) > 0) known.insert(step.state);
        }
        for (const CaseStep* step : steps_of(reader, one)) {
            const ReportIndex report = step->place.report;
            if (now.count(report) == 0 || known.count(step->state) > 0 || things >= kThingsTold) continue;
            const bool news = standing.brings_news(step->place) || standing.overtook(step->place);
            if (!news || standing.hardened(step->place) || standing.overtaken(step->place) ||
                standing.told_softer(step->place) ||
                tells_of_before(reader.words(step->place), reader.sets()))
                continue;
            known.insert(step->state);
            const Place context = with_reply(reader, in_context(reader, step->place));
            if (hangs(reader, context)) continue;
            const bool shown = std::any_of(told.begin(), told.end(), [&](const Place& before_it) {
                return before_it.report == report && before_it.span.overlaps(context.span);
            });
            if (shown) continue;
            told.insert(context);
            out.push_back({"changed",
                           "Written " + date_words(reader.published(report)) + ": " +
                               words_from(words_around(reader, context, step->place, kLongestThing),
                                          reader.label(report)) +
                               ".",
                           {context},
                           -1});
            ++things;
        }
    }
}

}  // namespace

void add_moments(const Reader& reader, const Standing& standing, const std::vector<std::size_t>& updates,
                 Sentences& out) {
    std::set<Place> told;
    for (const std::size_t update : updates) {
        for (const ItemGroup& group : groups_of(reader, reader.dossier().relations[update])) {
            for (const Place& place : group.places) told.insert(reader.sentence(place));
        }
    }
    const auto situations = situations_of(reader, updates);
    for (std::size_t i = 0; i < std::min(situations.size(), kStoriesTold); ++i) {
        const auto moments = moments_of(reader, situations[i]);
        for (std::size_t at = moments.size(), tellings = 0; at-- > 1 && tellings < kMomentsTold; ++tellings)
            tell_moment(reader, standing, moments, at, told, out);
    }
}

}  // namespace sitrep::brief
