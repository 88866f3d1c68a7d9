// Days, marks, lists and lines in words.
#include <algorithm>
#include <array>

#include "brief/reader.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

std::string month_words(const Day& day) {
    return std::string(month_name(day.month())) + " " + std::to_string(day.year());
}

std::string day_words(const Day& day) { return std::to_string(day.day()) + " " + month_words(day); }

std::string between(const Day& first, const Day& last) {
    if (first == last) return day_words(first);
    const bool whole_months = first.day() == 1 && last.day() == days_in_month(last.year(), last.month());
    const bool same_year = first.year() == last.year();
    if (whole_months && same_year && first.month() == last.month()) return month_words(first);
    if (whole_months && first.month() == 1 && last.month() == 12) {
        return same_year ? std::to_string(first.year())
                         : std::to_string(first.year()) + "–" + std::to_string(last.year());
    }
    if (!same_year) return day_words(first) + " – " + day_words(last);
    if (first.month() != last.month()) {
        return std::to_string(first.day()) + " " + std::string(month_name(first.month())) + " – " +
               day_words(last);
    }
    return std::to_string(first.day()) + "–" + day_words(last);
}

}  // namespace

std::string_view month_name(int month) { return kMonths[static_cast<std::size_t>(month - 1)]; }

std::string date_words(const DateRange& range) {
    if (range.bounded()) return between(*range.earliest, *range.latest);
    if (range.earliest) return "not before " + day_words(*range.earliest);
    if (range.latest) return "not after " + day_words(*range.latest);
    return {};
}

std::string weekly_words(const DateRange& range) {
    constexpr std::int32_t kWeek = 7;
    const bool one_year = range.earliest->year() == range.latest->year();
    const bool one_month = one_year && range.earliest->month() == range.latest->month();
    std::string out;
    for (std::int32_t at = range.earliest->number; at <= range.latest->number; at += kWeek) {
        const Day day{at};
        const bool last = at + kWeek > range.latest->number;
        if (!out.empty()) out += last ? " or " : ", ";
        out += last || !one_year ? day_words(day)
               : one_month       ? std::to_string(day.day())
                                 : std::to_string(day.day()) + " " + std::string(month_name(day.month()));
    }
    return out;
}

namespace {

/// A pair of marks around all of the words is the pair that is set around them anyway.
std::string inside_own_marks(std::string marked) {
    constexpr std::string_view kOpen = "‘", kClose = "’";
    if (!marked.starts_with(kOpen) || !marked.ends_with(kClose)) return marked;
    std::string inner = marked.substr(kOpen.size(), marked.size() - kOpen.size() - kClose.size());
    const bool whole = inner.find(kOpen) == std::string::npos && inner.find(kClose) == std::string::npos;
    return whole ? inner : marked;
}

/// Whether words behind an opening mark are all the speaker's. "‘Mud forgives, she quipped", "‘It is over,
/// warned its chief": here a closing mark was forgotten.
bool goes_on_past(std::string_view quoted) {
    const std::string words = text::folded(quoted);
    if (std::count(words.begin(), words.end(), ' ') < 2) return false;
    for (std::size_t comma = words.find(", "); comma != std::string::npos;
         comma = words.find(", ", comma + 1)) {
        const std::string_view behind = std::string_view(words).substr(comma + 2);
        const std::string_view first = behind.substr(0, behind.find(' '));
        if (first.ends_with("ed") || first == "said" || first == "says" || first == "told" || first == "he" ||
            first == "she" || first == "they")
            return false;
    }
    return true;
}

}  // namespace

std::string in_marks(std::string_view words) {
    std::string out;
    const std::string line = one_line(words);
    std::vector<std::size_t> open;  // where in `out` inner marks stand that are not closed yet
    char32_t before = U' ';
    for (std::size_t at = 0; at < line.size();) {
        const auto point = text::decode(line, at);
        const bool straight = point.value == U'"';
        const bool starts = straight && (text::is_space(before) || before == U'(' || before == U'[' ||
                                         before == U'–' || before == U'—' || before == U'‘');
        if (point.value == U'“' || point.value == U'„' || point.value == U'«' || starts) {
            open.push_back(out.size());
            out += "‘";
        } else if (point.value == U'”' || point.value == U'»' || straight) {
            // The mark that opened it stands outside these words.
            if (!open.empty()) {
                out += "’";
                open.pop_back();
            }
        } else {
            out.append(line, at, point.size);
        }
        before = point.value;
        at += point.size;
    }
    for (auto at = open.rbegin(); at != open.rend(); ++at) {
        // What is cut off inside somebody's words is still theirs; a mark that nobody closed is left out.
        if (goes_on_past(std::string_view(out).substr(*at)))
            out += "’";
        else
            out.erase(*at, std::string_view("‘").size());
    }
    return "“" + inside_own_marks(std::move(out)) + "”";
}

std::string in_marks_inside(std::string_view words) {
    std::string line = one_line(words);
    std::string closing;
    for (bool more = true; more;) {
        more = false;
        for (const std::string_view mark : {"”", "’", "\"", "'", ")"}) {
            if (!line.ends_with(mark)) continue;
            closing.insert(0, mark);
            line.resize(line.size() - mark.size());
            more = true;
        }
    }
    const auto letter = [&](std::size_t back) {
        return line.size() >= back && ((line[line.size() - back] | 0x20) >= 'a') &&
               ((line[line.size() - back] | 0x20) <= 'z');
    };
    const bool initial = letter(2) && !letter(3);  // "U.S.", "J."
    if (line.ends_with(',') || (line.ends_with('.') && !line.ends_with("..") && !initial)) line.pop_back();
    return in_marks(line + closing);
}

bool ends_a_sentence(std::string_view marked) {
    for (const std::string_view end : {"?”", "!”", "…”", ".”", "?’”", "!’”", "…’”", ".’”"}) {
        if (marked.ends_with(end)) return true;
    }
    return false;
}

std::string words_from(std::string_view words, std::string_view where) {
    const std::string marked = in_marks_inside(words);
    return ends_a_sentence(marked) ? marked + " in " + std::string(where)
                                   : marked + " (" + std::string(where) + ")";
}

std::string counted(std::size_t number, std::string_view singular, std::string_view plural) {
    return std::to_string(number) + " " + std::string(number == 1 ? singular : plural);
}

std::string listed(const std::vector<std::string>& parts) {
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) out += i + 1 == parts.size() ? " and " : ", ";
        out += parts[i];
    }
    return out;
}

std::string origin_words(const OriginInterval& origins) {
    if (origins.min == origins.max) return counted(origins.max, "origin", "origins");
    return std::to_string(origins.min) + " to " + counted(origins.max, "origin", "origins");
}

namespace {

/// Plain ASCII of one line already: most words of a report.
bool is_one_line(std::string_view text) {
    char before = ' ';
    for (const char c : text) {
        if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) return false;
        before = c;
    }
    return before != ' ' || text.empty();
}

}  // namespace

std::string one_line(std::string_view text) {
    if (is_one_line(text)) return std::string(text);
    std::string out;
    bool blank = false;
    const std::string clean = text::printable(text);
    for (std::size_t at = 0; at < clean.size();) {
        const auto point = text::decode(clean, at);
        if (text::is_space(point.value)) {
            blank = !out.empty();
        } else {
            if (blank) out += ' ';
            blank = false;
            out.append(clean, at, point.size);
        }
        at += point.size;
    }
    return out;
}

namespace {

/// Words that begin what an offer, a grant or a claim hangs on.
constexpr std::array<std::string_view, 9> kConditions{
    " if ", " unless ", " until ", " once ", " provided ", " only ", " but ", " on condition ", " except "};
/// Words that say nothing at an end: "two-thirds of what it asked for, on …".
constexpr std::array<std::string_view, 20> kDangling{"a",  "an", "the", "of",   "on",   "in",   "to",
                                                     "by", "at", "for", "and",  "or",   "with", "from",
                                                     "as", "is", "was", "that", "than", "its"};

bool holds_a_condition(std::string_view rest) {
    return std::any_of(kConditions.begin(), kConditions.end(),
                       [&](std::string_view cue) { return rest.find(cue) != std::string_view::npos; });
}

}  // namespace

std::string shortened(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return std::string(text);
    std::size_t end = text.rfind(' ', bytes);
    if (end == std::string_view::npos || end == 0) {
        end = bytes;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
        return std::string(text.substr(0, end)) + "…";
    }
    // A condition is kept where half as much room again holds all of it.
    constexpr std::size_t kLookBack = 24;  // bytes before the cut in which it may have begun
    if (text.size() <= bytes + bytes / 2 && holds_a_condition(text.substr(end - std::min(end, kLookBack))))
        return std::string(text);
    for (std::size_t word = text.rfind(' ', end - 1); word != std::string_view::npos && word > bytes / 2;
         word = text.rfind(' ', end - 1)) {
        const std::string_view last = text.substr(word + 1, end - word - 1);
        if (std::find(kDangling.begin(), kDangling.end(), last) == kDangling.end()) break;
        end = word;
    }
    while (end > 1 && (text[end - 1] == ',' || text[end - 1] == ';' || text[end - 1] == ':')) --end;
    return std::string(text.substr(0, end)) + "…";
}

}  // namespace sitrep::brief
