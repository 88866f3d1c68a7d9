// The timeline as a drawing with its list.
#include <algorithm>
#include <cmath>

#include "brief/html.hpp"
#include "brief/page.hpp"

namespace sitrep::brief {
namespace {

constexpr int kWidth = 960;
constexpr int kLeft = 30;
constexpr int kRight = 930;
constexpr int kLane = 24;
constexpr int kTickWords = 62;  // room for the words of a tick
constexpr std::size_t kEntriesDrawn = 60;
constexpr std::size_t kEntriesListed = 200;
constexpr std::int32_t kMargin = 20;  // days before the first and after the last report

std::string number(int value) { return std::to_string(value); }

struct Window {
    std::int32_t first = 0;
    std::int32_t last = 1;
    [[nodiscard]] int x(std::int32_t day) const {
        const double share = static_cast<double>(std::clamp(day, first, last) - first) /
                             static_cast<double>(std::max(1, last - first));
        return kLeft + static_cast<int>(std::lround(share * (kRight - kLeft)));
    }
};

/// The days of the reports with a margin; without dated reports, of all entries.
Window window_of(const Reader& reader) {
    std::vector<std::int32_t> days;
    for (ReportIndex report = 0; report < reader.size(); ++report) {
        const DateRange& range = reader.published(report);
        if (!range.bounded() || range.latest->number - range.earliest->number > 400) continue;
        days.push_back(range.earliest->number - kMargin);
        days.push_back(range.latest->number + kMargin);
    }
    if (days.empty()) {
        for (const TimelineEntry& entry : reader.dossier().timeline) {
            if (!entry.dates.bounded()) continue;
            days.push_back(entry.dates.earliest->number);
            days.push_back(entry.dates.latest->number);
        }
    }
    if (days.empty()) return {};
    const auto [low, high] = std::minmax_element(days.begin(), days.end());
    return {*low, std::max(*high, *low + 7)};
}

/// Ticks at days, weeks, months or years, whichever gives 3 to 14 of them.
std::string ticks(const Window& window, int height) {
    const std::int32_t days = window.last - window.first;
    std::string out;
    const auto tick = [&](const Day& day, const std::string& words) {
        const int x = window.x(day.number);
        out += "<path class=tick d=\"M" + number(x) + " 22V" + number(height - 6) + "\"/>";
        if (x + kTickWords < kWidth)
            out += "<text class=t2 x=\"" + number(x + 4) + "\" y=\"16\">" + words + "</text>";
    };
    const auto short_name = [](int month) { return std::string(month_name(month).substr(0, 3)); };
    Day day{window.first};
    const int step = days <= 16 ? 2 : days <= 100 ? 7 : 0;
    if (step > 0) {
        if (step == 7) day = day.plus((8 - day.weekday()) % 7);
        for (; day.number <= window.last; day = day.plus(step))
            tick(day, number(day.day()) + " " + short_name(day.month()));
        return out;
    }
    const int months = days <= 430 ? 1 : days <= 1200 ? 3 : days <= 5200 ? 12 : 60;
    for (int year = day.year(); year <= Day{window.last}.year(); ++year) {
        for (int month = 1; month <= 12; month += std::min(months, 12)) {
            if (months > 12 && year % (months / 12) != 0) break;
            const auto first = Day::from(year, month, 1);
            if (!first || first->number < window.first || first->number > window.last) continue;
            tick(*first, months >= 12
                             ? number(year)
                             : short_name(month) + (month == 1 || months == 3 ? " " + number(year) : ""));
        }
    }
    return out;
}

std::string report_marks(const Reader& reader, const Window& window, int y) {
    std::string out;
    for (ReportIndex report = 0; report < std::min<std::uint32_t>(reader.size(), 60); ++report) {
        const DateRange& range = reader.published(report);
        if (!range.bounded()) continue;
        const int x1 = window.x(range.earliest->number);
        const int x2 = window.x(range.latest->number);
        out += "<g class=pub><title>" +
               escape_html(reader.label(report) + ", written " + reader.date(report)) + "</title>";
        out += "<path d=\"M" + number(x1) + " " + number(y) + "H" + number(std::max(x2, x1 + 1)) +
               "\"/><path class=tri d=\"M" + number(x1 - 4) + " " + number(y + 5) + "h8l-4 -9z\"/>";
        out += "</g>";
    }
    return out;
}

struct Mark {
    std::size_t entry;
    int x1;
    int x2;
    bool before;
    bool after;
    int lane;
};

/// Entries with both bounds, each in the first lane that is free where it begins.
std::vector<Mark> marks_in(const std::vector<TimelineEntry>& timeline, const Window& window,
                           std::vector<int>& lane_end) {
    std::vector<Mark> marks;
    for (std::size_t i = 0; i < std::min(timeline.size(), kEntriesDrawn); ++i) {
        const DateRange& dates = timeline[i].dates;
        if (!dates.bounded()) continue;
        Mark mark{i, window.x(dates.earliest->number), window.x(dates.latest->number), false, false, 0};
        mark.before = dates.latest->number < window.first;
        mark.after = dates.earliest->number > window.last;
        const int end = std::max(mark.x2, mark.x1) + 30;
        while (static_cast<std::size_t>(mark.lane) < lane_end.size() &&
               lane_end[static_cast<std::size_t>(mark.lane)] > mark.x1 - 14)
            ++mark.lane;
        if (static_cast<std::size_t>(mark.lane) == lane_end.size()) lane_end.push_back(0);
        lane_end[static_cast<std::size_t>(mark.lane)] = end;
        marks.push_back(mark);
    }
    return marks;
}

/// Filled for a day, hollow for the days between which it lies, an arrow for what lies outside the window.
std::string drawn(const Mark& mark, const TimelineEntry& entry, int y) {
    const std::string label = number(static_cast<int>(mark.entry) + 1);
    std::string out = "<g><title>" + escape_html(label + ". " + date_words(entry.dates)) + "</title>";
    const auto words = [&](int x, std::string_view text, std::string_view anchor) {
        out += "<text class=t2 x=\"" + number(x) + "\" y=\"" + number(y + 4) + "\"" + std::string(anchor) +
               ">" + std::string(text) + "</text>";
    };
    if (mark.before || mark.after) {
        const int x = mark.before ? kLeft - 16 : kRight + 12;
        out += "<path class=beyond d=\"M" + number(x) + " " + number(y) + "l" +
               (mark.before ? "8 -5v10z" : "-8 -5v10z") + "\"/>";
        words(mark.before ? kLeft - 4 : kRight - 2, label + " (" + number(entry.dates.earliest->year()) + ")",
              mark.before ? "" : " text-anchor=end");
    } else if (entry.dates.exact()) {
        out += "<circle class=day cx=\"" + number(mark.x1) + "\" cy=\"" + number(y) + "\" r=\"5\"/>";
        words(mark.x1 + 8, label, "");
    } else {
        const int width = std::max(8, mark.x2 - mark.x1);
        out += "<rect class=span x=\"" + number(mark.x1) + "\" y=\"" + number(y - 5) + "\" width=\"" +
               number(width) + "\" height=\"10\" rx=\"5\"/>";
        words(mark.x1 + width + 4, label, "");
    }
    return out + "</g>";
}

std::string drawing(const Reader& reader) {
    const auto& timeline = reader.dossier().timeline;
    const Window window = window_of(reader);
    std::vector<int> lane_end;
    const auto marks = marks_in(timeline, window, lane_end);
    if (marks.empty()) return {};
    const int top = 34;
    const int height = top + static_cast<int>(lane_end.size()) * kLane + 34;
    std::string out = "<svg class=timeline viewBox=\"0 0 " + number(kWidth) + " " + number(height) +
                      "\" role=img aria-labelledby=timeline-title><title id=timeline-title>Timeline; the "
                      "numbered list below says the same</title>" +
                      ticks(window, height);
    for (const Mark& mark : marks) out += drawn(mark, timeline[mark.entry], top + mark.lane * kLane + 10);
    out += report_marks(reader, window, height - 14);
    return out +
           "</svg><p class=quiet>Filled: the day is certain. Hollow: the days between which it lies. "
           "Triangles: when reports were written.</p>";
}

}  // namespace

std::string timeline_part(Page& page) {
    const auto& timeline = page.reader().dossier().timeline;
    if (timeline.empty()) return {};
    const std::string picture = drawing(page.reader());
    std::string out =
        picture.empty() ? picture
                        : "<div class=draw tabindex=0 role=region aria-label=Timeline>" + picture + "</div>";
    out += "<ol class=tl>";
    for (std::size_t i = 0; i < std::min(timeline.size(), kEntriesListed); ++i) {
        const TimelineEntry& entry = timeline[i];
        out += "<li" + std::string(entry.dates.exact() ? "" : " class=unsure") + "><span class=date>" +
               escape_html(capitalised(date_words(entry.dates))) + "</span> <span class=what>" +
               rich(one_line(entry.text)) + "</span>" + page.evidence(entry.citations) + "</li>\n";
    }
    out += "</ol>";
    if (timeline.size() > kEntriesListed)
        out += "<p class=quiet>" + std::to_string(timeline.size() - kEntriesListed) +
               " further entries are in the dossier.</p>";
    return out;
}

}  // namespace sitrep::brief
