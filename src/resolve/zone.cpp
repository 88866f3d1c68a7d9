#include "resolve/zone.hpp"

#include <fmt/format.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <optional>

#include "text/utf8.hpp"

namespace sitrep::resolve {
namespace {

constexpr int kMostMinutes = 14 * 60;  // Line Islands; the other way it is 12 hours
constexpr std::size_t kLongestName = 64;
constexpr double kMinute = 60'000.0;  // milliseconds
constexpr int kMinutesOfDay = 24 * 60;

std::string offset_text(int minutes) {
    if (minutes == 0) return "Z";
    return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                       std::abs(minutes) % 60);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "+02:00", "-0330", "+2": minutes east of Greenwich.
std::optional<int> offset_of(std::string_view text) {
    if (text.size() < 2 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    std::string digits;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (is_digit(text[i])) {
            digits += text[i];
        } else if (text[i] != ':' || i != text.size() - 3) {
            return std::nullopt;
        }
    }
    if (digits.empty() || digits.size() > 4 || digits.size() == 3) return std::nullopt;
    const int hours = std::stoi(digits.substr(0, digits.size() == 4 ? 2 : digits.size()));
    const int minutes = digits.size() == 4 ? std::stoi(digits.substr(2)) : 0;
    const int all = hours * 60 + minutes;
    if (minutes > 59 || all > kMostMinutes) return std::nullopt;
    return text[0] == '-' ? -all : all;
}

/// "2018-01-21T06:30" without a zone: where its clock time begins; npos otherwise.
std::size_t bare_clock(std::string_view value) {
    const auto at = value.find('T');
    if (at == std::string_view::npos || at + 3 > value.size()) return std::string_view::npos;
    if (!is_digit(value[at + 1]) || !is_digit(value[at + 2])) return std::string_view::npos;
    const std::string_view clock = value.substr(at + 1);
    const bool bare = std::all_of(clock.begin(), clock.end(), [](char c) { return is_digit(c) || c == ':'; });
    return bare ? at : std::string_view::npos;
}

}  // namespace

struct Zone::Place {
    std::unique_ptr<icu::TimeZone> zone;
};

std::string Zone::suffix(Day day, int minute_of_day) const {
    if (!place_) return offset_text(minutes_);
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t raw = 0, summer = 0;
    const double local = (static_cast<double>(day.number) * kMinutesOfDay + minute_of_day) * kMinute;
    place_->zone->getOffset(local, 1, raw, summer, status);
    if (U_FAILURE(status)) return {};
    return offset_text(static_cast<int>((raw + summer) / static_cast<std::int32_t>(kMinute)));
}

Result<Zone> parse_zone(std::string_view text) {
    Zone zone;
    if (text == "Z" || text == "z" || text == "UTC" || text == "GMT") {
        zone.name_ = "Z";
        return zone;
    }
    if (const auto minutes = offset_of(text)) {
        zone.minutes_ = *minutes;
        zone.name_ = offset_text(*minutes);
        return zone;
    }
    const auto wrong = tl::unexpected(
        Error{"", std::nullopt, "--zone '" + text::printable(text.substr(0, kLongestName)) + "' is no zone",
              "write Z, an offset such as +02:00, or a name such as Africa/Harare"});
    const bool named = text.size() <= kLongestName && text.find('/') != std::string_view::npos &&
                       std::all_of(text.begin(), text.end(), [](char c) {
                           return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '/' || c == '_' ||
                                  c == '-' || c == '+';
                       });
    if (!named) return wrong;
    const icu::UnicodeString id = icu::UnicodeString::fromUTF8(std::string(text));
    std::unique_ptr<icu::TimeZone> found(icu::TimeZone::createTimeZone(id));
    icu::UnicodeString known;
    if (!found || found->getID(known) != id || *found == icu::TimeZone::getUnknown()) return wrong;
    zone.name_ = std::string(text);
    zone.place_ = std::make_shared<const Zone::Place>(Zone::Place{std::move(found)});
    return zone;
}

void set_zone(std::span<TimeExpression> times, std::string_view zone) {
    const auto parsed = parse_zone(zone);
    if (!parsed) return;
    for (TimeExpression& time : times) {
        if (!time.value || time.type != TimeType::time) continue;
        std::string& value = *time.value;
        const std::size_t at = bare_clock(value);
        if (at == std::string::npos) continue;
        const auto day = Day::parse(std::string_view(value).substr(0, at));
        if (!day && !parsed->fixed()) continue;
        const int hour = std::stoi(value.substr(at + 1, 2));
        const int minute = value.size() >= at + 6 ? std::stoi(value.substr(at + 4, 2)) : 0;
        value += parsed->suffix(day.value_or(Day{}), hour * 60 + minute);
        time.basis += (time.basis.empty() ? "zone " : "; zone ") + parsed->name() + " given from outside";
    }
}

}  // namespace sitrep::resolve
