#include "ingest/dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "sitrep/date.hpp"
#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::ingest {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> out;
    std::size_t at = 0;
    while ((at = text.find_first_not_of(" \t\r\n,", at)) != std::string_view::npos) {
        const std::size_t end = std::min(text.find_first_of(" \t\r\n,", at), text.size());
        out.push_back(text.substr(at, end - at));
        at = end;
    }
    return out;
}

std::string zone(std::string_view word) {
    if (word == "GMT" || word == "UTC" || word == "UT" || word == "Z" || word == "+0000" || word == "-0000")
        return "Z";
    if (word.size() == 5 && (word[0] == '+' || word[0] == '-') &&
        std::all_of(word.begin() + 1, word.end(), is_digit)) {
        return std::string(word.substr(0, 3)) + ":" + std::string(word.substr(3));
    }
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kNames = {
        {{"EST", "-05:00"},
         {"EDT", "-04:00"},
         {"CST", "-06:00"},
         {"CDT", "-05:00"},
         {"MST", "-07:00"},
         {"MDT", "-06:00"},
         {"PST", "-08:00"},
         {"PDT", "-07:00"}}};
    for (const auto& [name, offset] : kNames) {  // the zones that RFC 5322 itself defines
        if (word == name) return std::string(offset);
    }
    return {};
}

/// "[Mon,] 23 Nov 2015 [10:00[:00] [zone]]"
std::optional<std::string> from_mail_date(std::string_view text) {
    auto parts = words(text);
    if (!parts.empty() && !number(parts[0])) parts.erase(parts.begin());
    if (parts.size() < 3 || parts[1].size() < 3) return std::nullopt;
    std::string month(parts[1].substr(0, 3));
    std::transform(month.begin(), month.end(), month.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const auto* const found = std::find_if(text::kMonths.begin(), text::kMonths.end(),
                                           [&](std::string_view name) { return name.starts_with(month); });
    const auto day = number(parts[0]);
    auto year = number(parts[2]);
    if (found == text::kMonths.end() || !day || !year) return std::nullopt;
    if (*year < 100) *year += *year < 50 ? 2000 : 1900;
    const auto date = Day::from(*year, static_cast<int>(found - text::kMonths.begin()) + 1, *day);
    if (!date) return std::nullopt;
    std::string iso = date->iso();
    if (parts.size() < 4 || parts[3].find(':') == std::string_view::npos) return iso;
    const std::string_view clock = parts[3];
    const bool one_digit = clock.size() > 1 && clock[1] == ':';
    if (clock.find_first_not_of("0123456789:") != std::string_view::npos) return iso;
    iso += "T" + std::string(one_digit ? "0" : "") + std::string(clock);
    return parts.size() > 4 ? iso + zone(parts[4]) : iso;
}

/// "20151123[T1000[00][Z]]" and "20151123100000".
std::optional<std::string> from_basic(std::string_view text) {
    if (text.size() < 8 || !std::all_of(text.begin(), text.begin() + 8, is_digit)) return std::nullopt;
    const auto day =
        Day::from(*number(text.substr(0, 4)), *number(text.substr(4, 2)), *number(text.substr(6, 2)));
    if (!day) return std::nullopt;
    std::string_view rest = text.substr(8);
    if (rest.empty()) return day->iso();
    if (rest[0] == 'T' || rest[0] == ' ') rest.remove_prefix(1);
    if (rest.size() < 4 || !std::all_of(rest.begin(), rest.begin() + 4, is_digit)) return std::nullopt;
    const bool seconds = rest.size() >= 6 && is_digit(rest[4]) && is_digit(rest[5]);
    std::string iso = fmt::format("{}T{}:{}", day->iso(), rest.substr(0, 2), rest.substr(2, 2));
    if (seconds) iso += ":" + std::string(rest.substr(4, 2));
    const std::string_view tail = rest.substr(seconds ? 6 : 4);
    if (!tail.empty() && zone(tail).empty()) return std::nullopt;
    return iso + zone(tail);
}

std::optional<std::string> from_epoch(std::string_view text) {
    std::int64_t value = 0;
    const std::string_view whole = text.substr(0, text.find('.'));
    const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), value);
    if (error != std::errc() || end != whole.data() + whole.size()) return std::nullopt;
    if (whole.size() == 13) value /= 1000;
    if (whole.size() != 13 && (whole.size() < 9 || whole.size() > 10)) return std::nullopt;
    const Day day{static_cast<std::int32_t>(value / 86400)};
    const auto second = value % 86400;
    return fmt::format("{}T{:02}:{:02}:{:02}Z", day.iso(), second / 3600, second / 60 % 60, second % 60);
}

}  // namespace

std::string iso_date_time(std::string_view text) {
    text = text::trimmed(text);
    if (text.size() >= 10 && text[4] == '-' && Day::parse(text.substr(0, 10))) {
        std::string iso(text);
        if (iso.size() > 10 && iso[10] == ' ') iso[10] = 'T';
        return iso;
    }
    if (const auto epoch = from_epoch(text)) return *epoch;
    if (const auto basic = from_basic(text)) return *basic;
    if (const auto mail = from_mail_date(text)) return *mail;
    return std::string(text);
}

}  // namespace sitrep::ingest
