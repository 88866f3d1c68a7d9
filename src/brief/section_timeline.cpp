// The timeline.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "brief/compose.hpp"
#include "brief/context.hpp"
#include "brief/items.hpp"
#include "brief/sections.hpp"
#include "brief/short_form.hpp"
#include "brief/timeline_clauses.hpp"
#include "brief/timeline_weights.hpp"
#include "text/analysed.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::int32_t kWidestEntry = 400;  // days: what is less certain belongs to no line of time
constexpr std::int32_t kWidestUnknown = 31;
constexpr std::int32_t kWidestTold = 100;  // days: "in 2018" is background where days are told
constexpr double kOfWide = 2.0;
constexpr std::string_view kSaid = "said that day: ";     // the day of the words, not of what they tell
constexpr std::string_view kNamed = "a day named: ";      // "a vote set for August 20"
constexpr std::string_view kLimit = "a limit named: ";    // "by October 1", "until Friday"
constexpr std::string_view kComing = "told as coming: ";  // "the gate will be opened on Friday"
constexpr std::size_t kLongestEntry = 440;
constexpr std::size_t kWordsOfCopy = 4;
constexpr std::size_t kEntries = 2000;
constexpr std::uint32_t kNearCue = 8;  // bytes between a cue and the day it was said: "said on Tuesday"
constexpr std::int32_t kDaysOfBeginning = 7;  // "Since Sunday he has carried people": that day it began
constexpr std::size_t kFewestWords = 4;
constexpr std::size_t kShortestWord = 3;
constexpr std::size_t kEntriesCompared = 60;  // latest entries of the same days; enough to find a copy

constexpr std::ptrdiff_t kWeekdays = 7;
constexpr std::int32_t kFewDays = 14;  // days: of three Mondays each is named
constexpr std::array<std::string_view, 10> kDays{"monday",   "tuesday", "wednesday", "thursday", "friday",
                                                 "saturday", "sunday",  "today",     "yester",   "night "};

bool is_datable(const TimeExpression& time) {
    if (time.type != TimeType::date && time.type != TimeType::time) return false;
    if (time.value && time.value->find("_REF") != std::string::npos) return false;
    if (!time.bounds.bounded() || *time.bounds.latest < *time.bounds.earliest) return false;
    const std::int32_t days = time.bounds.latest->number - time.bounds.earliest->number;
    // "2011", "March 2016" are wide by their words; "a week ago" is so only where the report's day is not
    // known.
    const bool by_words = time.value && (time.value->size() == 4 || time.value->size() == 7);
    return days <= (by_words ? kWidestEntry : kWidestUnknown);
}

/// Most of the words of one stand in the other: a retelling that adds or leaves out a clause.
bool nearly_same(const std::set<std::string>& a, const std::set<std::string>& b) {
    const std::size_t common = common_words(a, b);
    return common >= kWordsOfCopy ? common * 10 >= std::min(a.size(), b.size()) * 7
                                  : common * 10 >= (a.size() + b.size() - common) * 6;
}

/// "Since June 2015, the group has lost the city": where a span begins, not the day of what came after it.
bool is_beginning(const Reader& reader, const Place& sentence, const Place& time) {
    const std::string before =
        text::folded(reader.words({time.report, {sentence.span.begin, time.span.begin}}));
    return before == "since " || before == "since the " || before == "since" || before == "since the";
}

/// "Ten lost since May 2": the day a count or a spell begins, not that of what is told.
bool is_count_from(const Reader& reader, const Place& time) {
    const Span before_time{reader.sentence(time).span.begin, time.span.begin};
    const std::string before = padded_words(reader.words({time.report, before_time}));
    const std::string day = text::folded(reader.words(time));
    // "Since the March 2 slide": the day of the slide.
    return day.starts_with("since ") || (before.ends_with(" since ") && !day.starts_with("the "));
}

/// "Nobody had replied by nightfall": of which day, the sentence does not say.
bool is_hour_of_no_day(const Reader& reader, const TimeExpression& time) {
    if (time.type != TimeType::time) return false;
    const std::string words = reader.words({time.report, time.span});
    if (words.find_first_of("0123456789") != std::string::npos) return false;
    const std::string folded = padded_words(words);
    const auto names = [&](std::string_view day) { return folded.find(day) != std::string::npos; };
    return std::none_of(kDays.begin(), kDays.end(), names);
}

/// A time expression of the article and the sentence it dates.
struct Dated {
    const TimeExpression* time = nullptr;
    Place sentence;
    bool of_saying = false;   ///< the day belongs to "said", not to what was said
    bool of_a_thing = false;  ///< "the vote of 20 August": the day belongs to a thing named
};

/// Of each report the cues ("said", "told") in text order, and what stands in direct quotation.
struct Saying {
    std::vector<Span> cues;
    std::vector<Span> direct;
};

std::vector<Saying> sayings_of(const Reader& reader) {
    std::vector<Saying> sayings(reader.size());
    for (const Quotation& quote : reader.dossier().quotes) {
        if (quote.report >= reader.size()) continue;
        if (quote.cue_span) sayings[quote.report].cues.push_back(*quote.cue_span);
        if (quote.kind == QuotationKind::direct) sayings[quote.report].direct.push_back(quote.span);
    }
    for (Saying& one : sayings) {
        std::sort(one.cues.begin(), one.cues.end());
        std::sort(one.direct.begin(), one.direct.end());
    }
    return sayings;
}

/// "Said on Tuesday", "told the Herald on Tuesday": the day of the words. "He said. In 2014 a fire": the cue
/// is another sentence's; "agreed on May 2 that", "answered on May 2 with two boats": so much was done.
bool is_of_saying(const Reader& reader, const Saying& saying, const Place& sentence, const Place& time) {
    constexpr std::size_t kWordsAddressed = 5;  // "a news conference in Alta"
    const auto behind = std::upper_bound(saying.cues.begin(), saying.cues.end(), time.span.begin,
                                         [](std::uint32_t at, const Span& cue) { return at < cue.end; });
    if (behind == saying.cues.begin()) return false;
    const Span& cue = *std::prev(behind);
    const std::string word = text::folded(reader.words({time.report, cue}));
    if (cue.begin < sentence.span.begin || !reader.sets().utterances.begins(word)) return false;
    const std::string after = reader.words({time.report, {time.span.end, sentence.span.end}});
    if (after.starts_with("with ")) return false;
    if (time.span.begin - cue.end <= kNearCue) return true;
    const std::string between = reader.words({time.report, {cue.end, time.span.begin}});
    const bool addresses = word.starts_with("told") || word.starts_with("inform") ||
                           between.starts_with("in ") || between.starts_with("at ");
    return addresses && between.find_first_of(",;:.\"") == std::string::npos &&
           words_in(between) <= kWordsAddressed;
}

/// "Ask me again on Monday": nothing is said to happen.
bool tells_somebody_to(std::string_view sentence) {
    const std::string words = padded_words(sentence);
    const std::size_t second = words.find(' ', 1);
    const std::string_view rest = std::string_view(words).substr(std::min(second, words.size()));
    return rest.starts_with(" me ") || rest.starts_with(" us ");
}

/// Time expressions that may enter the timeline. The day something was said goes where its sentence has a day
/// of its own; an hour inside somebody's words that fits several days goes always.
std::vector<Dated> dated(const Reader& reader) {
    const auto sayings = sayings_of(reader);
    std::vector<Dated> all;
    std::map<Place, std::size_t> own_days;
    for (const TimeExpression& time : reader.dossier().times) {
        if (!is_datable(time) || time.report >= reader.size() || time.span.empty()) continue;
        if (!is_analysed(reader.report(time.report).language)) continue;
        const Place place{time.report, time.span};
        if (reader.block_kind(place) != BlockKind::body) continue;
        // "that day", "the same night": the day of another sentence.
        const std::string words = text::folded(reader.words(place));
        if (words.starts_with("that ") || words.starts_with("the same ") || words.starts_with("same "))
            continue;
        // "Ten lost since May 2": the day a count or a spell begins, not that of what is told.
        if (is_count_from(reader, place) || is_hour_of_no_day(reader, time)) continue;
        if (words_in(reader.words(reader.sentence(place))) < kFewestWords) continue;  // "Bissau, Wednesday."
        const bool long_span = time.bounds.latest->number - time.bounds.earliest->number > kDaysOfBeginning;
        if (long_span && is_beginning(reader, reader.sentence(place), place)) continue;
        if (in_an_aside(reader, reader.sentence(place), place)) continue;
        const Saying& saying = sayings[time.report];
        const auto after =
            std::upper_bound(saying.direct.begin(), saying.direct.end(), time.span.begin,
                             [](std::uint32_t at, const Span& span) { return at < span.begin; });
        const bool quoted = after != saying.direct.begin() && std::prev(after)->contains(time.span);
        if (quoted && time.type == TimeType::time && !time.bounds.exact()) continue;
        if (quoted && tells_somebody_to(reader.words(reader.sentence(place)))) continue;
        const Place sentence = reader.sentence(place);
        const std::string before = reader.words({place.report, {sentence.span.begin, place.span.begin}});
        const std::string_view behind = reader.report(time.report).words({time.span.end, sentence.span.end});
        if (dates_no_deed(before, words, behind, quoted)) continue;
        const bool of_saying = is_of_saying(reader, saying, sentence, place);
        const bool of_a_thing = is_of_a_thing_named(before, words, behind);
        all.push_back({&time, sentence, of_saying, of_a_thing});
        if (!of_saying && !of_a_thing) ++own_days[sentence];
    }
    // "Fined on April 2 over an escape in March": the day is the act's, the month that of a thing it names.
    const auto width = [](const Dated& one) {
        return one.time->bounds.latest->number - one.time->bounds.earliest->number;
    };
    std::set<Place> exact;
    for (const Dated& one : all)
        if (width(one) == 0) exact.insert(one.sentence);
    std::erase_if(all, [&](const Dated& one) {
        return width(one) > kDaysOfBeginning && exact.count(one.sentence) > 0;
    });
    std::erase_if(all, [&](const Dated& one) {
        return (one.of_saying || one.of_a_thing) && own_days.count(one.sentence) > 0;
    });
    return all;
}

/// "On Wednesday" in a report that was written in one of three weeks: the days in between are none of it.
bool is_one_of_several(const DateRange& dates) {
    constexpr std::int32_t kWeek = 7, kFewWeeks = 4;  // 364 days are a year
    const std::int32_t width = dates.bounded() ? dates.latest->number - dates.earliest->number : 0;
    return width > 0 && width % kWeek == 0 && width <= kFewWeeks * kWeek;
}

/// "said that day: "; "said on one of these days: " where the day itself is not certain; of what had not come
/// when its report was written, that it had not.
std::string told_of(std::string_view what_day, const DateRange& dates, const DateRange& written,
                    bool one_day) {
    if (what_day == kSaid && !one_day) return "said on one of these days: ";
    const bool wide = dates.bounded() && dates.latest->number - dates.earliest->number > kWidestUnknown;
    if (what_day == kNamed) return wide ? "a time these words name: " : "a day these words name: ";
    const bool ahead = dates.bounded() && written.bounded() && *written.latest < *dates.earliest;
    return ahead && (what_day.empty() || what_day == kComing) ? "still ahead when this was written: "
                                                              : std::string(what_day);
}

/// "3 or 10 October 2018" of a Wednesday that may be either; "one day of" where only so much is known.
std::string days_told(const Reader& reader, const TimelineEntry& entry, bool limit) {
    const Place& sentence = entry.citations.front();
    bool weekday = false, yesterday = false, before = false;
    for (const TimeExpression& time : reader.dossier().times) {
        if (time.report != sentence.report || !sentence.span.contains(time.span) ||
            time.bounds.earliest != entry.dates.earliest || time.bounds.latest != entry.dates.latest)
            continue;
        const std::string words = padded_words(reader.words({time.report, time.span}));
        const std::string ahead =
            padded_words(reader.words({time.report, {sentence.span.begin, time.span.begin}}));
        before =
            words.starts_with(" before ") || ahead.ends_with(" before ") || ahead.ends_with(" prior to ");
        // A night is of two days.
        if (words.find("night") != std::string::npos) return date_words(entry.dates);
        weekday = std::any_of(kDays.begin(), kDays.begin() + kWeekdays,
                              [&](std::string_view name) { return words.find(name) != std::string::npos; });
        yesterday = words == " yesterday " || words == " tomorrow ";
    }
    // "Until the end of the year", "before the summer"
    if (limit && !entry.dates.exact() &&
        entry.dates.latest->number - entry.dates.earliest->number > kWidestUnknown) {
        const Day& end = before ? *entry.dates.earliest : *entry.dates.latest;
        return date_words({end, end});
    }
    if (entry.dates.exact() || (!weekday && !yesterday)) return date_words(entry.dates);
    const bool few = entry.dates.latest->number - entry.dates.earliest->number <= kFewDays;
    return weekday && few && is_one_of_several(entry.dates) ? weekly_words(entry.dates)
                                                            : "one day of " + date_words(entry.dates);
}

/// Why the day of a time expression is not that of what its sentence tells; empty where it is.
std::string_view day_of(const Reader& reader, const Dated& one) {
    if (one.of_saying) return kSaid;
    const std::string before =
        " " + text::folded(reader.words({one.time->report, {one.sentence.span.begin, one.time->span.begin}}));
    const std::string words = text::folded(reader.words({one.time->report, one.time->span}));
    const auto begins = [&](std::string_view cue) { return words.starts_with(cue); };
    bool limit = begins("by ") || begins("until ") || begins("before ");
    // Marks aside: promised it “before Christmas”.
    const std::string plain = padded_words(before);
    for (const std::string_view cue :
         {" by ", " until ", " till ", " before ", " prior to ", " no later than "})
        limit = limit || plain.ends_with(cue);
    // "They seized the station before dawn on Tuesday": what lies behind limits nothing.
    const DateRange& written = reader.published(one.time->report);
    const bool past = written.earliest && *one.time->bounds.latest <= *written.earliest;
    // "By noon on Friday 40 had left": a count of that hour.
    const std::size_t had = before.rfind(" had ");
    const bool counted = begins("by ") || before.ends_with(" by")
                             ? had != std::string::npos && before.find(" to ", had) == std::string::npos
                             : false;
    if (limit) return past || counted ? kNamed : kLimit;
    if (one.of_a_thing) return kNamed;
    const bool gone = written.earliest && *one.time->bounds.latest < *written.earliest;
    const std::string behind = reader.words({one.time->report, {one.time->span.end, one.sentence.span.end}});
    return !gone && is_told_as_coming(before, words, behind, reader.sets().ahead) ? kComing
                                                                                  : std::string_view();
}

/// Whether words outside the dated sentence come from another paragraph or have a day of their own: under the
/// entry's day they would tell of something else.
bool brings_another_day(const Reader& reader, const Place& sentence, const Place& context,
                        const DateRange& dates) {
    if (reader.paragraph({context.report, {context.span.begin, context.span.end}}) !=
        reader.paragraph(sentence))
        return true;
    const auto& times = reader.dossier().times;
    return std::any_of(times.begin(), times.end(), [&](const TimeExpression& time) {
        if (time.report != context.report || !context.span.contains(time.span) ||
            sentence.span.contains(time.span) || !time.bounds.bounded() || !dates.bounded())
            return false;
        return *dates.latest < *time.bounds.earliest || *time.bounds.latest < *dates.earliest;
    });
}

/// "It has admitted that. Two weeks ago it denied it": beside a day gone by, what is told before it is of the
/// report's own days.
bool lies_behind(const Reader& reader, const TimelineEntry& entry, const std::string& time) {
    constexpr std::int32_t kOwnDays = 3;  // of which a report tells its news
    const DateRange& written = reader.published(entry.citations.front().report);
    if (time.ends_with(" ago")) return true;
    return written.earliest && entry.dates.latest &&
           entry.dates.latest->number + kOwnDays < written.earliest->number;
}

/// The sentence with what it leans on, or alone where that is not of its day.
Place context_of_its_day(const Reader& reader, const Place& sentence, const DateRange& dates) {
    const Place context = with_reply(reader, in_context(reader, sentence));
    return brings_another_day(reader, sentence, context, dates) ? sentence : context;
}

}  // namespace

std::vector<TimelineEntry> compose_timeline(const Dossier& dossier, const BriefWords& sets) {
    const Reader reader(dossier, sets);
    const Standing standing(reader);
    struct Draft {
        TimelineEntry entry;
        std::set<std::string> words;
        std::vector<Place> times;  ///< beside the citations: what dates each of them
        /// Beside the times: empty, or why it is not the day of what the sentence tells.
        std::vector<std::string_view> what_days;
    };
    std::map<std::tuple<Day, Day>, std::vector<Draft>> drafts;
    std::size_t entries = 0;
    for (const Dated& one : dated(reader)) {
        auto& same_days = drafts[{*one.time->bounds.earliest, *one.time->bounds.latest}];
        auto words = content_words(reader.words(one.sentence), kShortestWord);
        const Place time{one.time->report, one.time->span};
        const auto same = std::find_if(
            same_days.end() - static_cast<std::ptrdiff_t>(std::min(same_days.size(), kEntriesCompared)),
            same_days.end(), [&](const Draft& draft) {
                return draft.entry.citations.front() == one.sentence || nearly_same(draft.words, words);
            });
        if (same != same_days.end()) {
            auto& citations = same->entry.citations;
            if (std::find(citations.begin(), citations.end(), one.sentence) != citations.end()) continue;
            citations.push_back(one.sentence);
            same->times.push_back(time);
            same->what_days.push_back(day_of(reader, one));
            continue;
        }
        if (++entries > kEntries) continue;
        same_days.push_back(
            {{one.time->bounds, {}, {one.sentence}}, std::move(words), {time}, {day_of(reader, one)}});
    }
    std::vector<TimelineEntry> timeline;
    for (auto& [days, list] : drafts) {
        for (Draft& draft : list) {
            // The report where the news was gathered tells the entry.
            auto& cited = draft.entry.citations;
            std::vector<Place> alone = cited;  // sentences that lean on none before, if there are any
            std::erase_if(alone, [&](const Place& place) { return leans_on_before(reader, place); });
            const auto original =
                std::find(cited.begin(), cited.end(), standing.original_of(alone.empty() ? cited : alone));
            std::rotate(cited.begin(), original, original + 1);
            const auto at = std::find_if(draft.times.begin(), draft.times.end(), [&](const Place& time) {
                return cited.front().report == time.report && cited.front().span.contains(time.span);
            });
            const Place context = context_of_its_day(reader, cited.front(), draft.entry.dates);
            // Who or what it tells of would stand on another day.
            if (hangs(reader, context) ||
                (context.span.begin < cited.front().span.begin &&
                 lies_behind(reader, draft.entry,
                             at == draft.times.end() ? std::string() : reader.words(*at))))
                continue;
            const auto what_day = draft.what_days[static_cast<std::size_t>(
                at == draft.times.end() ? 0 : at - draft.times.begin())];
            draft.entry.text = std::string(what_day) +
                               in_marks(words_around(reader, context, at == draft.times.end() ? context : *at,
                                                     kLongestEntry));
            // What the sentence leans on is cited behind it.
            for (const Place& part : by_sentence(reader, context)) {
                if (std::find(cited.begin(), cited.end(), part) == cited.end()) cited.push_back(part);
            }
            timeline.push_back(std::move(draft.entry));
        }
    }
    return timeline;
}

namespace {

/// Other reports that tell an entry. "On Monday" in a late copy is no day of its own, and what leaves out
/// half does not tell it too.
std::vector<Place> told_too(const Reader& reader, const Standing& standing, const TimelineEntry& entry) {
    const auto own = content_words(reader.words(entry.citations.front()), kShortestWord);
    std::vector<Place> others = entry.citations;
    std::erase_if(others, [&](const Place& place) {
        const auto said = content_words(reader.words(place), kShortestWord);
        return place.report == entry.citations.front().report || standing.derived(place.report) ||
               standing.careless(place.report) || common_words(own, said) * 10 < own.size() * 7;
    });
    return others;
}

}  // namespace

void add_timeline(const Reader& reader, const Standing& standing, Sentences& out) {
    const auto& timeline = reader.dossier().timeline;
    // The weightiest, in order of time.
    std::vector<std::size_t> order(timeline.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    if (timeline.size() > kSentencesInSection) {
        const TimelineWeights weights(reader);
        std::vector<double> weight;
        for (const TimelineEntry& entry : timeline) {
            const bool wide = entry.dates.latest->number - entry.dates.earliest->number > kWidestTold;
            weight.push_back(weights.of(entry.citations) - (wide ? kOfWide : 0.0));
        }
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return weight[a] > weight[b]; });
        order.resize(kSentencesInSection);
    }
    // One day of several weeks stands where the last of them does: not before what may have come first.
    const auto stands_at = [&](std::size_t index) {
        const DateRange& dates = timeline[index].dates;
        return std::pair(is_one_of_several(dates) ? dates.latest->number : dates.earliest->number, index);
    };
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return stands_at(a) < stands_at(b); });
    std::map<std::pair<std::string, std::vector<Place>>, std::size_t> told;  // to the sentence that tells it
    for (const std::size_t i : order) {
        const TimelineEntry& entry = timeline[i];
        // "10 percent from November and the rest in July": one sentence of several days is told once.
        if (const auto [at, fresh] = told.emplace(std::pair(entry.text, entry.citations), out.size());
            !fresh) {
            std::string& before = out[at->second].text;
            before.insert(before.find(": "), "; " + date_words(entry.dates));
            continue;
        }
        std::string_view words = entry.text;  // in marks already
        std::string_view what_day;
        for (const std::string_view prefix : {kSaid, kLimit, kNamed, kComing}) {
            if (!words.starts_with(prefix)) continue;
            what_day = prefix;
            words.remove_prefix(prefix.size());
        }
        if (words.starts_with("“") && words.ends_with("”"))
            words = words.substr(std::string_view("“").size(), words.size() - std::string_view("“”").size());
        const ReportIndex teller = entry.citations.front().report;
        const std::vector<Place> others = told_too(reader, standing, entry);
        std::string where = reader.label(teller);
        if (!others.empty()) where += "; also told in " + labels_of(reader, others);
        std::vector<Place> citations = entry.citations;
        std::erase_if(citations, [&](const Place& place) { return place.report != teller; });
        citations.insert(citations.end(), others.begin(), others.end());
        const std::string days = days_told(reader, entry, what_day == kLimit);
        const bool one_day = entry.dates.exact() || days != date_words(entry.dates);
        const std::string of_day = told_of(what_day, entry.dates, reader.published(teller), one_day);
        out.push_back(
            {"timeline",
             capitalised(days) + (of_day.empty() ? ": " : ", " + of_day) + words_from(words, where) + ".",
             std::move(citations), -1});
    }
    if (timeline.size() > kSentencesInSection) {
        std::vector<Place> first = timeline.front().citations;
        out.push_back({"timeline",
                       counted(timeline.size() - kSentencesInSection, "further entry", "further entries") +
                           std::string(kNotShown),
                       std::move(first), -1});
    }
}

}  // namespace sitrep::brief
