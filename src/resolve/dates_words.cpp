#include "resolve/dates_words.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace sitrep::resolve {
namespace {

using FormDirection = annotate::Direction;
using annotate::FormKind;
using annotate::TimeForm;

constexpr std::uint32_t kComparedReach = 60;  // bytes between "last year" and the year it is held against
constexpr std::uint32_t kHeadOfReport = 700;  // bytes in which a date can be the day of the report

BlockKind block_of(const AnnotatedReport& report, TextRange range) {
    const std::uint32_t sentence = report.tokens.sentence_at(range.begin);
    if (sentence >= report.tokens.sentences.size()) return BlockKind::other;
    return report.report.blocks[report.tokens.sentences[sentence].block].kind;
}

/// True where the words before a date make it one to come ("until 2020", "by 2030", "will … in 2019").
bool told_as_future(const AnnotatedReport& report, TextRange range) {
    const std::uint32_t sentence = report.tokens.sentence_at(range.begin);
    if (sentence >= report.tokens.sentences.size()) return true;
    const TextRange here = report.tokens.sentences[sentence].range;
    const std::string_view before = report.report.text.text().substr(here.begin, range.begin - here.begin);
    const std::string_view near = before.size() > 60 ? before.substr(before.size() - 60) : before;
    for (const std::string_view cue : {" will ", " would ", " plans ", " to be ", " due ", " shall ",
                                       " could ", " may ", " forecast", " set to "}) {
        if (near.find(cue) != std::string_view::npos) return true;
    }
    return before.ends_with("by ") || before.ends_with("By ") || before.ends_with("until ");
}

bool quotes_in_sentence(const AnnotatedReport& report, TextRange range) {
    const std::uint32_t sentence = report.tokens.sentence_at(range.begin);
    if (sentence >= report.tokens.sentences.size()) return false;
    const Span here = report.report.text.source(report.tokens.sentences[sentence].range);
    return std::any_of(report.marks.quotes.begin(), report.marks.quotes.end(), [&](const Quotation& quote) {
        return quote.span.overlaps(here) || (quote.cue_span && quote.cue_span->overlaps(here));
    });
}

/// "MOMBASA, Kenya, Oct. 17 (AFP) -": a day and month near the start, before an agency in brackets or a dash.
bool stands_in_dateline(const AnnotatedReport& report, TextRange range) {
    if (range.begin > kHeadOfReport) return false;
    std::string_view behind = report.report.text.text().substr(range.end);
    if (behind.starts_with(' ')) behind.remove_prefix(1);
    if (behind.starts_with('(')) return behind.substr(0, 40).find(')') != std::string_view::npos;
    for (const std::string_view dash : {"- ", "-- ", "–", "—"}) {
        if (behind.starts_with(dash)) return true;
    }
    return false;
}

/// "104 last year, up from 86 in 2016": last year came after 2016, so the report is of 2018 or later.
void compare_years(const AnnotatedReport& report, OwnWords& own) {
    const auto& times = report.marks.times;
    for (std::uint32_t i = 0; i + 1 < times.size(); ++i) {
        const auto form = outer_form(times[i]);
        const bool counted = form && form->kind == FormKind::offset && form->unit == 'Y' &&
                             (form->amount == -1 || form->amount == 0) && form->month == 0 &&
                             form->anchor == annotate::AnchorKind::report;
        const TimeExpression& other = times[i + 1];
        if (!counted || !other.unsolved.empty() || !other.bounds.bounded()) continue;
        const int year = other.bounds.earliest->year();
        if (year != other.bounds.latest->year()) continue;
        const TextRange here = report.report.text.range(times[i].span);
        const TextRange there = report.report.text.range(other.span);
        if (there.begin < here.end || there.begin - here.end > kComparedReach) continue;
        const std::string_view between = report.report.text.text().substr(here.end, there.begin - here.end);
        const bool compared = between.find(" from ") != std::string_view::npos ||
                              between.find(" against ") != std::string_view::npos ||
                              between.find(" compared ") != std::string_view::npos;
        if (!compared || between.find(". ") != std::string_view::npos) continue;
        const auto floor = Day::from(year + (form->amount == -1 ? 2 : 1), 1, 1);
        if (!floor || (own.floor && *own.floor >= *floor)) continue;
        own.floor = floor;
        own.floor_time = i;
    }
}

/// "Reporting period: 1-14 August 2016": the day on which a span of days ends is not the day of writing.
bool ends_period(const AnnotatedReport& report, const Block& block, TextRange date) {
    const std::string_view lead =
        report.report.text.text().substr(block.range.begin, date.begin - block.range.begin);
    for (const std::string_view cue : {"eriod", "overing", "overage", "PERIOD", "etween ", "rom "}) {
        if (lead.find(cue) != std::string_view::npos) return true;
    }
    std::size_t end = lead.size();
    while (end > 0 && lead[end - 1] == ' ') --end;
    return lead.substr(0, end).ends_with("-") ? end > 1 && lead[end - 2] >= '0' && lead[end - 2] <= '9'
                                              : lead.substr(0, end).ends_with("–");
}

/// "The bridge fell on 3 May 2018.": a short paragraph, no date line.
bool tells_in_sentence(const AnnotatedReport& report, const Block& block) {
    if (block.kind != BlockKind::body) return false;
    const std::string_view words = report.report.text.text().substr(block.range.begin, block.range.size());
    return words.ends_with('.') && words.find(' ') != std::string_view::npos;
}

/// Days of a length of time ("P12D", "P2W"); 0 for another value.
int days_of(const TimeExpression& time) {
    constexpr int kMost = 366;
    if (time.type != TimeType::duration || !time.value || time.value->size() < 3) return 0;
    const char unit = time.value->back();
    int number = 0;
    for (std::size_t at = 1; at + 1 < time.value->size(); ++at) {
        const char c = (*time.value)[at];
        if (c < '0' || c > '9' || number > kMost) return 0;
        number = 10 * number + (c - '0');
    }
    const int days = unit == 'D' ? number : unit == 'W' ? 7 * number : 0;
    return days <= kMost ? days : 0;
}

/// "Began work on February 5 and spent 12 days at the dam": how many days after the day `i` the telling
/// cannot be earlier; 0 where no such time is told.
int spent_since(const AnnotatedReport& report, std::uint32_t i) {
    constexpr std::array<std::string_view, 6> kSpent = {" spent ",      " spent the next ", " stayed ",
                                                        " stayed for ", " lasted ",         " took "};
    const std::string_view text = report.report.text.text();
    const TextRange day = report.report.text.range(report.marks.times[i].span);
    const std::uint32_t sentence = report.tokens.sentence_at(day.begin);
    for (std::uint32_t k = i + 1; k < report.marks.times.size(); ++k) {
        const TextRange length = report.report.text.range(report.marks.times[k].span);
        if (report.tokens.sentence_at(length.begin) != sentence) break;
        const int days = days_of(report.marks.times[k]);
        const std::string_view between = text.substr(day.end, length.begin - day.end);
        const bool spent = std::any_of(kSpent.begin(), kSpent.end(),
                                       [&](std::string_view cue) { return between.ends_with(cue); });
        if (days > 1 && spent && !told_as_future(report, length)) return days - 1;
    }
    return 0;
}

}  // namespace

OwnWords read_own_words(const AnnotatedReport& report) {
    OwnWords own;
    std::set<int> weekdays;
    for (std::uint32_t i = 0; i < report.marks.times.size(); ++i) {
        const TimeExpression& time = report.marks.times[i];
        const TextRange range = report.report.text.range(time.span);
        const BlockKind block = block_of(report, range);
        const auto form = outer_form(time);
        if (form && form->weekday != 0) own.named_weekdays.push_back(i);
        const bool day_of_month = form && form->kind == FormKind::date && form->month != 0 && form->day != 0;
        if (day_of_month && !own.dateline &&
            ((block == BlockKind::dateline && range.begin <= kHeadOfReport) ||
             (!is_furniture(block) && stands_in_dateline(report, range)))) {
            own.dateline = i;
            continue;
        }
        if (block == BlockKind::caption && day_of_month && form->direction != FormDirection::future)
            own.pictured.push_back(i);
        if (is_furniture(block)) continue;
        if (time.value && time.bounds.earliest && time.unsolved.empty() && !told_as_future(report, range)) {
            if (!own.floor || *time.bounds.earliest > *own.floor) {
                own.floor = time.bounds.earliest;
                own.floor_time = i;
            }
        }
        if (!form || form->kind != FormKind::date) continue;
        const bool behind =
            form->direction == FormDirection::past || form->direction == FormDirection::near ||
            form->direction == FormDirection::last || form->direction == FormDirection::newest;
        if (form->weekday != 0 && form->month == 0 && behind && weekdays.insert(form->weekday).second) {
            (quotes_in_sentence(report, range) ? own.spoken : own.weekdays).push_back(i);
        }
        if (form->weekday != 0 && form->month == 0 && form->direction == FormDirection::future)
            own.weekdays_ahead.push_back(i);
        const bool past = form->direction == FormDirection::past;
        if (day_of_month && past) {
            own.past_days.push_back(i);
            own.past_since.push_back(spent_since(report, i));
        }
        if (day_of_month && form->direction == FormDirection::future) own.coming_days.push_back(i);
        if (past && form->month != 0 && form->day == 0 && form->weekday == 0) own.past_months.push_back(i);
    }
    compare_years(report, own);
    return own;
}

/// The first whole day near the head of the report that `accepts(block, range)`.
template <typename Accepts>
static std::optional<std::pair<Day, std::uint32_t>> first_head_day(const AnnotatedReport& report,
                                                                   const Accepts& accepts) {
    for (std::uint32_t i = 0; i < report.marks.times.size(); ++i) {
        const TimeExpression& time = report.marks.times[i];
        const TextRange range = report.report.text.range(time.span);
        if (range.begin > kHeadOfReport) break;
        if (!time.unsolved.empty() || !time.bounds.exact()) continue;
        const std::uint32_t sentence = report.tokens.sentence_at(range.begin);
        if (sentence >= report.tokens.sentences.size()) continue;
        const Block& block = report.report.blocks[report.tokens.sentences[sentence].block];
        if (accepts(block, range)) return std::pair{*time.bounds.earliest, i};
    }
    return std::nullopt;
}

std::optional<std::pair<Day, std::uint32_t>> head_date(const AnnotatedReport& report) {
    return first_head_day(report, [&](const Block& block, TextRange range) {
        if (ends_period(report, block, range) || tells_in_sentence(report, block)) return false;
        const bool own_line = block.range.size() < 120 && block.kind != BlockKind::caption &&
                              block.kind != BlockKind::related_link &&
                              block.kind != BlockKind::comment_form && block.kind != BlockKind::title &&
                              block.kind != BlockKind::teaser;
        return block.kind == BlockKind::dateline || own_line;
    });
}

std::optional<std::pair<Day, std::uint32_t>> as_of_date(const AnnotatedReport& report) {
    return first_head_day(report, [&](const Block& block, TextRange range) {
        const std::string_view lead =
            report.report.text.text().substr(block.range.begin, range.begin - block.range.begin);
        const bool as_of = lead.ends_with("as of ") || lead.ends_with("As of ") || lead.ends_with("AS OF ") ||
                           lead.ends_with("as at ") || lead.ends_with("Status: ");
        return as_of && block.range.size() < 120 && !tells_in_sentence(report, block);
    });
}

std::optional<TimeForm> outer_form(const TimeExpression& time) {
    if (time.unsolved.empty()) return std::nullopt;
    return annotate::parse_form(std::string_view(time.unsolved).substr(0, time.unsolved.find('@')));
}

}  // namespace sitrep::resolve
