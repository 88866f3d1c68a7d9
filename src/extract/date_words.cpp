#include "extract/date_words.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "text/utf8.hpp"

namespace sitrep::extract {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

bool valid(int year, int month, int day) {
    if (year < 1990 || year > 2050 || month < 1 || month > 12 || day < 1) return false;
    static constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month == 2 && day == 29 && (year % 4 != 0 || (year % 100 == 0 && year % 400 != 0))) return false;
    return day <= kDays[static_cast<std::size_t>(month - 1)];
}

std::string two(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }
std::string iso(int year, int month, int day) {
    return std::to_string(year) + "-" + two(month) + "-" + two(day);
}

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

/// "T10:00:00+01:00", " 10:00 GMT" after a date: appended in ISO form.
std::string time_after(std::string_view words, std::size_t& at) {
    std::size_t next = at;
    if (next < words.size() && (words[next] == 'T' || words[next] == 't' || words[next] == ' ')) ++next;
    if (next + 4 >= words.size() || !digit(words[next]) || !digit(words[next + 1]) || words[next + 2] != ':')
        return {};
    const int hour = number(words.substr(next, 2));
    if (!digit(words[next + 3]) || !digit(words[next + 4])) return {};
    const int minute = number(words.substr(next + 3, 2));
    if (hour > 23 || minute > 59) return {};
    next += 5;
    std::string out = "T" + two(hour) + ":" + two(minute);
    if (next + 2 < words.size() && words[next] == ':' && digit(words[next + 1]) && digit(words[next + 2])) {
        out += ":" + std::string(words.substr(next + 1, 2));
        next += 3;
        if (next < words.size() && words[next] == '.') {
            ++next;
            while (next < words.size() && digit(words[next])) ++next;
        }
    }
    std::size_t zone = next;
    if (zone < words.size() && words[zone] == ' ') ++zone;
    if (zone < words.size() && (words[zone] == 'Z' || words.substr(zone).starts_with("GMT") ||
                                words.substr(zone).starts_with("UTC"))) {
        out += "Z";
        next = zone + (words[zone] == 'Z' ? 1 : 3);
    } else if (zone + 4 < words.size() + 0 && (words[zone] == '+' || words[zone] == '-') &&
               digit(words[zone + 1]) && digit(words[zone + 2])) {
        std::size_t minutes = zone + 3;
        if (minutes < words.size() && words[minutes] == ':') ++minutes;
        if (minutes + 1 < words.size() && digit(words[minutes]) && digit(words[minutes + 1])) {
            out += std::string(words.substr(zone, 3)) + ":" + std::string(words.substr(minutes, 2));
            next = minutes + 2;
        }
    }
    at = next;
    return out;
}

struct Piece {
    std::size_t begin, end;
    int value;  ///< of a number; -1 for a word
    std::size_t digits;
    int month;  ///< of a month's name, else 0
};

bool digit_within(std::string_view words, std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < std::min(end, words.size()); ++at) {
        if (digit(words[at])) return true;
    }
    return false;
}

std::vector<Piece> pieces_of(std::string_view words, const Lexicon& lexicon) {
    std::vector<Piece> pieces;
    for (std::size_t at = 0; at < words.size() && pieces.size() < 400;) {
        if (digit(words[at])) {
            std::size_t end = at;
            while (end < words.size() && digit(words[end])) ++end;
            const std::size_t count = end - at;
            pieces.push_back({at, end, count <= 8 ? number(words.substr(at, count)) : -1, count, 0});
            at = end;
            continue;
        }
        const text::CodePoint c = text::decode(words, at);
        if (!text::is_letter(c.value)) {
            at += std::max<std::size_t>(1, c.size);
            continue;
        }
        std::size_t end = at;
        while (end < words.size()) {
            const text::CodePoint letter = text::decode(words, end);
            if (!text::is_letter(letter.value)) break;
            end += letter.size;
        }
        int month = 0;
        // A month stands beside a number; folding and looking up every other word would be most of the cost.
        if (end - at >= 3 && end - at <= 24 && digit_within(words, at >= 8 ? at - 8 : 0, end + 8)) {
            const auto found = lexicon.months.find(text::folded(words.substr(at, end - at)));
            if (found != lexicon.months.end()) month = found->second;
        }
        pieces.push_back({at, end, -1, 0, month});
        at = end;
    }
    return pieces;
}

/// Only blanks and light punctuation between two pieces, and not much of it.
bool close_by(std::string_view words, const Piece& a, const Piece& b) {
    if (b.begin - a.end > 4) return false;
    const std::string_view between = words.substr(a.end, b.begin - a.end);
    return between.find_first_of("\n;:|()") == std::string_view::npos;
}

bool ordinal(std::string_view words, const Piece& piece) {
    const std::string_view word = words.substr(piece.begin, piece.end - piece.begin);
    return word == "st" || word == "nd" || word == "rd" || word == "th" || word == "de" || word == "of" ||
           word == "er" || word == "del" || word == "г" || word == "de";
}

WrittenDate finish(std::string_view words, int year, int month, int day, std::size_t begin, std::size_t end) {
    WrittenDate date;
    date.begin = begin;
    date.value = iso(year, month, day);
    date.value += time_after(words, end);
    date.end = end;
    return date;
}

/// "2 March 2018", "March 2, 2018", "2nd of March 2018", "2 de marzo de 2018" beginning at piece `i`.
WrittenDate named_month(std::string_view words, const std::vector<Piece>& pieces, std::size_t i) {
    const auto next = [&](std::size_t from) {
        std::size_t at = from + 1;
        while (at < pieces.size() && ordinal(words, pieces[at])) ++at;
        return at;
    };
    const std::size_t second = next(i), third = second < pieces.size() ? next(second) : pieces.size();
    if (third >= pieces.size()) return {};
    const Piece &a = pieces[i], &b = pieces[second], &c = pieces[third];
    const auto near = [&](std::size_t from, std::size_t to) {
        for (std::size_t at = from; at < to; ++at) {
            if (!close_by(words, pieces[at], pieces[at + 1])) return false;
        }
        return true;
    };
    if (c.digits != 4 || !near(i, third)) {
        // "2018 March 2"
        if (a.digits == 4 && b.month > 0 && c.digits > 0 && c.digits <= 2 && near(i, third) &&
            valid(a.value, b.month, c.value)) {
            return finish(words, a.value, b.month, c.value, a.begin, c.end);
        }
        return {};
    }
    if (a.digits > 0 && a.digits <= 2 && b.month > 0 && valid(c.value, b.month, a.value))
        return finish(words, c.value, b.month, a.value, a.begin, c.end);
    if (a.month > 0 && b.digits > 0 && b.digits <= 2 && valid(c.value, a.month, b.value))
        return finish(words, c.value, a.month, b.value, a.begin, c.end);
    return {};
}

WrittenDate numeric(std::string_view words, const std::vector<Piece>& pieces, std::size_t i,
                    bool month_first) {
    const Piece& a = pieces[i];
    if (a.digits == 8 && a.value > 0 && valid(a.value / 10000, a.value / 100 % 100, a.value % 100))
        return finish(words, a.value / 10000, a.value / 100 % 100, a.value % 100, a.begin, a.end);
    if ((a.digits == 14 || a.digits == 12) && a.end - a.begin >= 8) {
        const int day = number(words.substr(a.begin, 8));
        if (valid(day / 10000, day / 100 % 100, day % 100))
            return finish(words, day / 10000, day / 100 % 100, day % 100, a.begin, a.end);
    }
    if (i + 2 >= pieces.size()) return {};
    const Piece &b = pieces[i + 1], &c = pieces[i + 2];
    if (a.value < 0 || b.value < 0 || c.value < 0 || b.digits > 2 || b.begin - a.end > 2 ||
        c.begin - b.end > 2)
        return {};
    const char mark = words[a.end];
    if (mark != words[b.end] || (mark != '-' && mark != '/' && mark != '.')) return {};
    if (a.digits == 4 && c.digits <= 2 && valid(a.value, b.value, c.value))
        return finish(words, a.value, b.value, c.value, a.begin, c.end);
    if (a.digits > 2 || (c.digits != 4 && c.digits != 2)) return {};
    const int year = c.digits == 4 ? c.value : c.value + (c.value < 60 ? 2000 : 1900);
    if (c.digits == 2 && mark == '-') return {};
    const bool swap =
        (month_first && mark == '/' && valid(year, a.value, b.value)) || !valid(year, b.value, a.value);
    if (!valid(year, swap ? a.value : b.value, swap ? b.value : a.value)) return {};
    WrittenDate date =
        finish(words, year, swap ? a.value : b.value, swap ? b.value : a.value, a.begin, c.end);
    date.ambiguous = a.value <= 12 && b.value <= 12 && a.value != b.value;
    return date;
}

/// Days since 1970-01-01 to a calendar day (Howard Hinnant, chrono-compatible low-level date algorithms).
std::string from_seconds(long long seconds) {
    const long long days = seconds / 86400 + 719468;
    const long long era = days / 146097;
    const long long day_of_era = days - era * 146097;
    const long long year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const long long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const long long month_index = (5 * day_of_year + 2) / 153;
    const int day = static_cast<int>(day_of_year - (153 * month_index + 2) / 5 + 1);
    const int month = static_cast<int>(month_index < 10 ? month_index + 3 : month_index - 9);
    const int year = static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0));
    return valid(year, month, day) ? iso(year, month, day) : std::string();
}

/// "29-10-2021" as a whole part of an address' path.
std::string day_first(std::string_view path) {
    const std::string_view part = path.substr(0, path.find('/'));
    if (part.size() != 10 || part[2] != '-' || part[5] != '-') return {};
    for (const std::size_t at : {0U, 1U, 3U, 4U, 6U, 7U, 8U, 9U}) {
        if (!digit(part[at])) return {};
    }
    const int day = number(part.substr(0, 2)), month = number(part.substr(3, 2)),
              year = number(part.substr(6));
    return valid(year, month, day) ? iso(year, month, day) : std::string();
}

}  // namespace

WrittenDate date_in(std::string_view words, const Lexicon& lexicon, bool month_first) {
    words = words.substr(0, std::min<std::size_t>(words.size(), 600));
    const std::string_view plain = text::trimmed(words);
    if ((plain.size() == 10 || plain.size() == 13) && std::all_of(plain.begin(), plain.end(), digit) &&
        plain.front() == '1') {
        long long value = 0;
        for (const char c : plain) value = value * 10 + (c - '0');
        WrittenDate date;
        date.value = from_seconds(plain.size() == 13 ? value / 1000 : value);
        date.end = words.size();
        return date;
    }
    const std::vector<Piece> pieces = pieces_of(words, lexicon);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].digits == 0 && pieces[i].month == 0) continue;
        if (WrittenDate date = named_month(words, pieces, i); !date.value.empty()) return date;
        if (pieces[i].digits == 0) continue;
        if (WrittenDate date = numeric(words, pieces, i, month_first); !date.value.empty()) return date;
    }
    return {};
}

std::string date_in_url(std::string_view url, const Lexicon& lexicon) {
    const std::size_t scheme = url.find("://");
    const std::size_t path = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
    if (path == std::string_view::npos) return {};
    url = url.substr(path, 400);
    for (std::size_t at = 0; at + 8 <= url.size(); ++at) {
        if (!digit(url[at]) || (at > 0 && digit(url[at - 1]))) continue;
        std::size_t end = at;
        while (end < url.size() && digit(url[end])) ++end;
        // "20200813", and picture names with the time behind it: "20200813120909561".
        if (end - at == 8 || end - at == 12 || end - at == 14 || end - at == 17) {
            const int value = number(url.substr(at, 8));
            if (valid(value / 10000, value / 100 % 100, value % 100))
                return iso(value / 10000, value / 100 % 100, value % 100);
        }
        if (end - at == 2 && (at == 0 || url[at - 1] == '/') && end + 8 <= url.size() && url[end] == '-') {
            if (std::string value = day_first(url.substr(at)); !value.empty()) return value;
        }
        if (end - at != 4 || end >= url.size() || (url[end] != '/' && url[end] != '-' && url[end] != '_'))
            continue;
        const int year = number(url.substr(at, 4));
        std::size_t middle = end + 1, stop = middle;
        int month = 0;
        while (stop < url.size() && digit(url[stop]) && stop - middle < 2) ++stop;
        if (stop > middle) {
            month = number(url.substr(middle, stop - middle));
        } else {
            while (stop < url.size() && url[stop] >= 'a' && url[stop] <= 'z') ++stop;
            const auto found = lexicon.months.find(url.substr(middle, stop - middle));
            if (found != lexicon.months.end()) month = found->second;
        }
        if (month == 0 || stop >= url.size() || url[stop] != url[end]) continue;
        const std::size_t last = stop + 1;
        stop = last;
        while (stop < url.size() && digit(url[stop]) && stop - last < 2) ++stop;
        if (stop == last || (stop < url.size() && digit(url[stop]))) continue;
        const int day = number(url.substr(last, stop - last));
        if (valid(year, month, day)) return iso(year, month, day);
    }
    return {};
}

}  // namespace sitrep::extract
