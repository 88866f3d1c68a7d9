// How many independent lines of reporting stand behind some words.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "lineage/lineage.hpp"

namespace sitrep::lineage {
namespace {

constexpr std::size_t kMaximumExact = 14;            // lines up to which all choices are tried
constexpr std::uint32_t kDecidedLine = 0x40000000U;  // lines from here on are the reader's

/// Lines that the words at a place may rest on. `sure`: the words show it.
std::set<std::uint32_t> possible_lines(const Lineage& lineage, const Place& place) {
    std::set<std::uint32_t> lines;
    const auto of_report =
        std::equal_range(lineage.carried.begin(), lineage.carried.end(), Carried{{place.report, {}}, 0},
                         [](const Carried& x, const Carried& y) { return x.place.report < y.place.report; });
    for (auto carried = of_report.first; carried != of_report.second; ++carried) {
        if (carried->place.span.overlaps(place.span)) lines.insert(carried->origin);
    }
    // Words that were only heard from an outlet outside the set may also be the report's own.
    const bool known = place.report < lineage.origins_of.size();
    const auto is_own = [&](std::uint32_t line) {
        return known && std::binary_search(lineage.origins_of[place.report].begin(),
                                           lineage.origins_of[place.report].end(), line);
    };
    if (std::any_of(lines.begin(), lines.end(), is_own)) return lines;
    const bool heard = !lines.empty();
    const bool shown = place.report < lineage.main_of.size() && !lineage.main_of[place.report].empty();
    const auto& own = shown ? lineage.main_of : lineage.origins_of;
    if (known) lines.insert(own[place.report].begin(), own[place.report].end());
    if (heard) return lines;
    if (lines.size() == 1 &&
        std::binary_search(lineage.unseen.begin(), lineage.unseen.end(), *lines.begin())) {
        lines.insert(static_cast<std::uint32_t>(lineage.origins.size()) + place.report);
    }
    return lines;
}

/// Fewest lines that can account for all places (exact for few lines, else greedy).
std::uint32_t fewest(const std::vector<std::set<std::uint32_t>>& choices) {
    std::set<std::uint32_t> all;
    for (const auto& choice : choices) all.insert(choice.begin(), choice.end());
    const std::vector<std::uint32_t> lines(all.begin(), all.end());
    if (lines.size() <= kMaximumExact) {
        std::uint32_t best = static_cast<std::uint32_t>(lines.size());
        for (std::uint32_t mask = 1; mask < (1U << lines.size()); ++mask) {
            const auto size = static_cast<std::uint32_t>(__builtin_popcount(mask));
            if (size >= best) continue;
            const bool covers = std::all_of(choices.begin(), choices.end(), [&](const auto& choice) {
                for (std::size_t l = 0; l < lines.size(); ++l) {
                    if ((mask >> l & 1U) != 0 && choice.contains(lines[l])) return true;
                }
                return false;
            });
            if (covers) best = size;
        }
        return best;
    }
    std::vector<bool> covered(choices.size(), false);
    std::uint32_t count = 0;
    for (std::size_t left = choices.size(); left > 0; ++count) {
        std::uint32_t pick = lines.front();
        std::size_t reach = 0;
        for (const std::uint32_t line : lines) {
            std::size_t here = 0;
            for (std::size_t i = 0; i < choices.size(); ++i)
                here += !covered[i] && choices[i].contains(line) ? 1 : 0;
            if (here > reach) {
                reach = here;
                pick = line;
            }
        }
        for (std::size_t i = 0; i < choices.size(); ++i) {
            if (!covered[i] && choices[i].contains(pick)) {
                covered[i] = true;
                --left;
            }
        }
    }
    return count;
}

/// Whether the words at a place show who gathered them. Words that do not may rest on any line.
bool is_proven(const Lineage& lineage, const Place& place, const std::set<std::uint32_t>& lines) {
    const auto told = [&](const Place& words) {
        return words.report == place.report && words.span.overlaps(place.span);
    };
    if (std::any_of(lineage.own_words.begin(), lineage.own_words.end(), told)) return true;
    return std::all_of(lines.begin(), lines.end(), [&](std::uint32_t line) {
        return line >= kDecidedLine ||
               (line < lineage.origins.size() &&
                !std::binary_search(lineage.unproven.begin(), lineage.unproven.end(), line));
    });
}

/// Gives a place a line of its own, moving others to other lines where need be (augmenting path, Berge 1957).
void give_line(const std::vector<std::set<std::uint32_t>>& choices, std::size_t place,
               std::map<std::uint32_t, std::size_t>& place_of) {
    std::vector<std::size_t> asked{place};
    std::map<std::uint32_t, std::size_t> asked_by;     // line -> the place that would take it
    std::map<std::size_t, std::uint32_t> would_leave;  // place -> the line it has now
    for (std::size_t next = 0; next < asked.size(); ++next) {
        for (const std::uint32_t line : choices[asked[next]]) {
            if (!asked_by.emplace(line, asked[next]).second) continue;
            if (const auto held = place_of.find(line); held != place_of.end()) {
                would_leave[held->second] = line;
                asked.push_back(held->second);
                continue;
            }
            for (std::uint32_t taken = line;;) {
                const std::size_t taker = asked_by[taken];
                place_of[taken] = taker;
                if (taker == place) return;
                taken = would_leave[taker];
            }
        }
    }
}

/// Most different lines that the places can rest on, each on one of its own.
std::uint32_t most(std::vector<std::set<std::uint32_t>> choices) {
    std::sort(choices.begin(), choices.end());
    std::map<std::uint32_t, std::size_t> place_of;
    for (std::size_t place = 0; place < choices.size(); ++place) give_line(choices, place, place_of);
    return static_cast<std::uint32_t>(place_of.size());
}

/// Reports among the places that decisions of the reader are about, and those that one holds apart.
struct Decided {
    std::set<ReportIndex> reports, apart;
};

/// Puts the reader's decisions in place of what the words tell.
Decided apply_decisions(const Lineage& lineage, std::span<const Place> places,
                        std::vector<std::set<std::uint32_t>>& choices) {
    Decided decided;
    std::uint32_t line = kDecidedLine;
    for (const Decision& decision : lineage.decisions) {
        const auto there = [&](ReportIndex report) {
            return std::any_of(places.begin(), places.end(),
                               [&](const Place& place) { return place.report == report; });
        };
        if (!there(decision.a) || !there(decision.b)) continue;
        decided.reports.insert({decision.a, decision.b});
        if (!decision.same) decided.apart.insert({decision.a, decision.b});
        std::set<std::uint32_t> common;
        for (std::size_t i = 0; i < choices.size() && i < places.size(); ++i) {
            if (places[i].report == decision.a || (decision.same && places[i].report == decision.b)) {
                if (common.empty()) common = decision.same ? choices[i] : std::set<std::uint32_t>{++line};
                choices[i] = common;
            }
        }
    }
    return decided;
}

/// Two of the places hold words that both heard in public.
bool same_public_words(const Lineage& lineage, std::span<const Place> places) {
    const auto there = [&](const Place& side) {
        return std::any_of(places.begin(), places.end(), [&](const Place& place) {
            return place.report == side.report && place.span.overlaps(side.span);
        });
    };
    for (const Place& place : places) {
        const auto of_report = std::equal_range(
            lineage.public_words.begin(), lineage.public_words.end(), PublicWords{{place.report, {}}, {}},
            [](const PublicWords& x, const PublicWords& y) { return x.a.report < y.a.report; });
        for (auto words = of_report.first; words != of_report.second; ++words) {
            if (words->a.span.overlaps(place.span) && there(words->b)) return true;
        }
    }
    return false;
}

/// Why there are so many lines, as far as the words tell. `one_holder`: more lines heard one holder;
/// `unshown`: some words do not show who gathered them.
std::string reason_of_words(const OriginInterval& interval, std::size_t reports, bool one_holder,
                            bool heard_in_public, bool unshown) {
    const std::string lines = std::to_string(interval.max) + " lines of reporting";
    if (reports == 1 && interval.max == 1) return "one report";
    if (interval.min == 1 && interval.max == 1) return "all rest on one line of reporting";
    if (one_holder) return "one holder, heard by " + lines;
    if (heard_in_public && interval.min == interval.max) return "the same public words, heard by " + lines;
    if (interval.min == interval.max) return lines + " that share no words";
    if (unshown) return "not every report shows that it gathered the words itself";
    return "the words do not show which line of its report some of them rest on";
}

}  // namespace

OriginInterval independent_origins(std::span<const AnnotatedReport> reports, const Lineage& lineage,
                                   std::span<const Place> places, bool one_voice) {
    if (places.empty()) return {1, 1, "no words given"};
    std::set<ReportIndex> report_set;
    std::vector<std::set<std::uint32_t>> choices;
    for (const Place& place : places) {
        if (place.report >= reports.size()) continue;
        report_set.insert(place.report);
        choices.push_back(possible_lines(lineage, place));
        if (choices.back().empty())
            choices.back().insert(static_cast<std::uint32_t>(lineage.origins.size()) + place.report);
    }
    const Decided decided = apply_decisions(lineage, places, choices);
    const bool wholly =
        !decided.reports.empty() &&
        std::includes(decided.reports.begin(), decided.reports.end(), report_set.begin(), report_set.end());
    std::vector<std::set<std::uint32_t>> proven, apart;
    for (std::size_t i = 0; i < choices.size() && i < places.size(); ++i) {
        const bool held_apart = decided.apart.contains(places[i].report);
        if (held_apart || is_proven(lineage, places[i], choices[i])) proven.push_back(choices[i]);
        if (held_apart) apart.push_back(choices[i]);
    }
    const bool heard_in_public = same_public_words(lineage, places);
    const std::uint32_t least = proven.empty() ? 1 : fewest(proven);
    const bool once = one_voice && !heard_in_public && !wholly;
    OriginInterval interval{wholly ? fewest(choices)
                            : once ? (apart.empty() ? 1 : fewest(apart))
                                   : least,
                            most(choices),
                            {}};
    if (wholly) {
        interval.reason = std::to_string(interval.max) + (interval.max == 1 ? " line" : " lines") +
                          " of reporting by the reader's own decision";
    } else {
        interval.reason = reason_of_words(interval, report_set.size(), once && least > 1, heard_in_public,
                                          proven.size() < choices.size());
        if (!decided.reports.empty())
            interval.reason += "; of " + std::to_string(report_set.size()) + " reports, " +
                               std::to_string(decided.reports.size()) + " by the reader's own decision";
    }
    interval.max = std::max(interval.max, interval.min);
    return interval;
}

}  // namespace sitrep::lineage
