// What changed between the moments of a story.
#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <tuple>

#include "brief/items.hpp"
#include "brief/sections.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::int32_t kWidestDay = 10;  // days: a report less certain than that starts no moment
constexpr std::int32_t kPause = 2;       // days without a report that part two moments
constexpr std::size_t kStoriesTold = 5;
constexpr std::size_t kMomentsTold = 8;
constexpr std::size_t kThingsTold = 6;

/// Reports written in days that touch.
struct Moment {
    DateRange days;
    std::vector<ReportIndex> reports;
};

bool overlap(const DateRange& a, const DateRange& b) {
    return *a.earliest <= *b.latest && *b.earliest <= *a.latest;
}

/// Reports of the stories, story by story; stories that an update joins are one situation at two moments.
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
    for (const std::size_t update : updates) {
        std::size_t first = SIZE_MAX;
        for (const ItemGroup& group : groups_of(reader, reader.dossier().relations[update])) {
            for (const Place& place : group.places) {
                if (place.report >= reader.size() || story_of[place.report] == SIZE_MAX) continue;
                const std::size_t story = root(story_of[place.report]);
                if (first == SIZE_MAX) first = story;
                joined[std::max(first, story)] = first = std::min(first, story);
            }
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

/// What a moment brings: words for it and where they stand.
struct Thing {
    std::string words;
    std::vector<Place> places;
};

bool within(const std::vector<Place>& places, const std::set<ReportIndex>& reports) {
    return std::any_of(places.begin(), places.end(),
                       [&](const Place& place) { return reports.count(place.report) > 0; });
}

/// Updates whose newest state is first told in this moment; none in sentences that one before has told.
std::vector<Thing> updates_in(const Reader& reader, const std::vector<std::size_t>& updates,
                              const std::set<ReportIndex>& now, const std::set<ReportIndex>& before) {
    std::vector<Thing> things;
    std::set<Place> told;
    for (const std::size_t index : updates) {
        const Relation& relation = reader.dossier().relations[index];
        const auto groups = groups_of(reader, relation);
        if (groups.size() < 2) continue;
        // Where several states fall into this moment and their order is not proved, all are told.
        Thing thing;
        for (std::size_t i = 1; i < groups.size(); ++i) {
            const auto& places = groups[i].places;
            if (!within(places, now) || within(places, before)) continue;
            // "which last month denied it, admitted on Wednesday …": of one sentence the last state is the
            // new one.
            const Place sentence = reader.sentence(places.front());
            const bool told_on = std::any_of(
                groups.begin() + static_cast<std::ptrdiff_t>(i) + 1, groups.end(),
                [&](const ItemGroup& later) { return reader.sentence(later.places.front()) == sentence; });
            if (told_on) continue;
            for (const ItemGroup& wording : wordings_of(reader, groups[i]))
                thing.words += (thing.words.empty() ? "" : " and ") +
                               words_from(shortened(wording.words, 160), labels_of(reader, wording.places));
            thing.places.insert(thing.places.end(), places.begin(), places.end());
        }
        std::size_t fresh = 0;
        for (const Place& place : thing.places) fresh += told.insert(reader.sentence(place)).second ? 1U : 0U;
        if (fresh == 0) continue;
        thing.words.insert(0, one_line(relation.subject) + ": now ");
        things.push_back(std::move(thing));
    }
    return things;
}

/// "The union had sought 22 percent at first": what lay before the report's own days is no change.
bool tells_of_before(std::string_view words) {
    constexpr std::array<std::string_view, 6> kBefore = {" had asked",   " had sought",  " had demanded",
                                                         " had applied", " had offered", " at first"};
    const std::string folded = " " + text::folded(words) + " ";
    return std::any_of(kBefore.begin(), kBefore.end(),
                       [&](std::string_view cue) { return folded.find(cue) != std::string::npos; });
}

/// Steps of processes that the reports of this moment tell first; none that the updates tell already.
std::vector<Thing> steps_in(const Reader& reader, const std::set<ReportIndex>& now,
                            const std::set<ReportIndex>& before, const std::vector<Thing>& updates) {
    std::set<Place> told;
    for (const Thing& update : updates) {
        for (const Place& place : update.places) told.insert(reader.sentence(place));
    }
    std::vector<Thing> things;
    for (const Case& one : reader.dossier().cases) {
        std::set<std::string> known;
        for (const CaseStep& step : one.steps) {
            if (before.count(step.place.report) > 0) known.insert(step.state);
        }
        for (const CaseStep& step : one.steps) {
            if (now.count(step.place.report) == 0 || step.place.span.empty()) continue;
            if (!known.insert(step.state).second || tells_of_before(reader.words(step.place)) ||
                !told.insert(reader.sentence(step.place)).second)
                continue;
            things.push_back(
                {case_subject(one) + ", " + one_line(spaced(step.state)) + ": " +
                     words_from(shortened(reader.words(step.place), 160), reader.label(step.place.report)),
                 {step.place}});
        }
    }
    return things;
}

std::string moment_words(const Reader& reader, const Moment& moment) {
    std::vector<Place> places;
    for (const ReportIndex report : moment.reports) places.push_back({report, {}});
    return date_words(moment.days) + " (" + labels_of(reader, places) + ")";
}

void tell_moment(const Reader& reader, const std::vector<std::size_t>& updates,
                 const std::vector<Moment>& moments, std::size_t index, Sentences& out) {
    std::set<ReportIndex> before;
    for (std::size_t i = 0; i < index; ++i)
        before.insert(moments[i].reports.begin(), moments[i].reports.end());
    const std::set<ReportIndex> now(moments[index].reports.begin(), moments[index].reports.end());
    auto things = updates_in(reader, updates, now, before);
    const auto steps = steps_in(reader, now, before, things);
    things.insert(things.end(), steps.begin(), steps.end());
    BriefSentence sentence{"changed",
                           "From " + moment_words(reader, moments[index - 1]) + " to " +
                               moment_words(reader, moments[index]) + ": ",
                           {},
                           -1};
    for (std::size_t i = 0; i < std::min(things.size(), kThingsTold); ++i) {
        sentence.text += (i == 0 ? "" : "; ") + things[i].words;
        sentence.citations.insert(sentence.citations.end(), things[i].places.begin(), things[i].places.end());
    }
    if (things.size() > kThingsTold)
        sentence.text += "; and " + counted(things.size() - kThingsTold, "change", "changes") + " more";
    if (things.empty()) {
        sentence.text += "no change that the words prove";
        for (const ReportIndex report : moments[index].reports)
            sentence.citations.push_back(reader.head_of(report));
    }
    sentence.text = with_stop(std::move(sentence.text));
    out.push_back(std::move(sentence));
}

}  // namespace

void add_moments(const Reader& reader, const std::vector<std::size_t>& updates, Sentences& out) {
    const auto situations = situations_of(reader, updates);
    for (std::size_t i = 0; i < std::min(situations.size(), kStoriesTold); ++i) {
        const auto moments = moments_of(reader, situations[i]);
        for (std::size_t at = 1; at < std::min(moments.size(), kMomentsTold); ++at)
            tell_moment(reader, updates, moments, at, out);
    }
}

}  // namespace sitrep::brief
