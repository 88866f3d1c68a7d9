// What a rule's program makes of the slots: the second half of TimeBuilder.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "annotate/times_builder.hpp"

namespace sitrep::annotate {
namespace {

constexpr int kLongestAmount = 100000;

std::string amount_text(double amount) {
    if (amount == std::floor(amount) && std::fabs(amount) < 1e9)
        return fmt::format("{}", static_cast<long long>(amount));
    return fmt::format("{}", amount);
}

/// "P3M", "PT72H", "P1DE" of an amount (or X) and a unit as the vocabulary codes it.
std::string duration_value(const std::string& amount, std::string_view unit) {
    if (unit == "TS") return "PT" + amount + "S";
    if (unit == "TM") return "PT" + amount + "M";
    if (unit == "TH") return "PT" + amount + "H";
    if (unit == "E") return "P" + amount + "DE";
    if (unit == "C") return "P" + amount + "CE";
    if (unit == "L") return "P" + amount + "ML";
    if (unit == "K") return "P" + amount + "WE";
    if (unit == "F")
        return amount == "X" ? "PXW" : "P" + amount_text(2 * std::strtod(amount.c_str(), nullptr)) + "W";
    if (unit == "D" || unit == "W" || unit == "M" || unit == "Y" || unit == "Q")
        return "P" + amount + std::string(unit);
    return {};
}

}  // namespace

void TimeBuilder::modifiers() {
    if (!program_.modifier.empty()) form_.modifier = program_.modifier;
}

bool TimeBuilder::finish() {
    switch (program_.make) {
        case Make::date:
            return date();
        case Make::daypart:
            return date() || !form_.part.empty() || form_.hour >= 0 || !clock_.empty();
        case Make::half:
            return half_year();
        case Make::season:
            return season();
        case Make::relative:
            return relative();
        case Make::ago:
            return ago();
        case Make::offset:
            return offset();
        case Make::same:
            return same();
        case Make::duration:
            return duration();
        case Make::set:
            return set();
        case Make::fixed:
            form_.kind = FormKind::fixed;
            form_.value = program_.value;
            return true;
    }
    return false;
}

bool TimeBuilder::date() {
    if (form_.kind == FormKind::offset) {
        form_.amount += shift_;
        if (relation_) form_.direction = *relation_;
        built_.has_date = true;
        return true;
    }
    form_.kind = FormKind::date;
    if (century_) {
        if (ordinal_ < 1 || ordinal_ > 30) return false;
        form_.year = (ordinal_ - 1) * 100, form_.years = 100;
        if (form_.year == 0) return false;
        if (before_christ_) form_.year = -form_.year;
    }
    if (quarter_) {
        if (ordinal_ < 1 || ordinal_ > 4) return false;
        form_.quarter = ordinal_;
    }
    if (half_) form_.half = ordinal_;
    if (program_.value.size() == 5) holiday_ = program_.value;
    if (!holiday_.empty()) return holiday();
    if (unit_ == "K") {
        form_.weekend = true;
        return built_.has_date = true;
    }
    if (form_.years == 10) form_.year = form_.year / 10 * 10;
    if (relation_) form_.direction = *relation_;
    if (week_) {
        form_.kind = FormKind::offset, form_.unit = 'W';
        form_.amount = relation_ == Direction::last ? -1 : relation_ == Direction::next ? 1 : 0;
    }
    if (form_.anchor == AnchorKind::antecedent && relation_ == Direction::next)
        form_.kind = FormKind::offset, form_.unit = 'D', form_.amount = 1;
    if (form_.anchor == AnchorKind::antecedent && relation_ == Direction::last)
        form_.kind = FormKind::offset, form_.unit = 'D', form_.amount = -1;
    if (form_.month != 0 && form_.day > 31) return false;
    if (form_.month != 0 && form_.day != 0 && form_.day > days_in_month(2000, form_.month)) return false;
    built_.has_date = form_.year != 0 || form_.month != 0 || form_.weekday != 0 || form_.quarter != 0 ||
                      form_.half != 0 || !form_.season.empty() || week_ || relation_.has_value();
    if (program_.make == Make::daypart && relation_ && form_.month == 0 && form_.weekday == 0 &&
        form_.kind == FormKind::date) {
        // "last night", "this morning": counted in days
        form_.kind = FormKind::offset, form_.unit = 'D';
        form_.amount = relation_ == Direction::last ? -1 : 0;
        form_.direction = Direction::near;
    }
    return built_.has_date;
}

bool TimeBuilder::holiday() {
    built_.has_date = true;
    form_.kind = FormKind::date;
    if (relation_) form_.direction = *relation_;
    if (holiday_ == "EASTER") {
        form_.season = kEaster;
        return true;
    }
    form_.month = whole_number(holiday_.substr(0, 2));
    if (holiday_.size() == 6 && holiday_[2] == '#') {
        // "11#4.4": the fourth Thursday of November
        form_.week = holiday_[3] - '0', form_.weekday = holiday_[5] - '0';
        return true;
    }
    form_.day = whole_number(holiday_.substr(3)) - (eve_ ? 1 : 0);
    return form_.day > 0;
}

bool TimeBuilder::half_year() {
    form_.half = ordinal_;
    if (form_.half < 1 || form_.half > 2) return false;
    form_.kind = FormKind::date;
    if (form_.year == 0) {
        form_.kind = FormKind::offset, form_.unit = 'Y';
        form_.amount = relation_ == Direction::last ? -1 : relation_ == Direction::next ? 1 : 0;
    }
    return true;
}

bool TimeBuilder::season() {
    form_.kind = FormKind::date;
    form_.direction = relation_ == Direction::last   ? Direction::last
                      : relation_ == Direction::next ? Direction::next
                                                     : Direction::near;
    if (relation_ == Direction::same) {
        form_.kind = FormKind::offset, form_.unit = 'Y', form_.amount = 0;
    }
    return true;
}

bool TimeBuilder::relative() {
    form_.kind = FormKind::offset;
    form_.amount = relation_ == Direction::last ? -1 : relation_ == Direction::next ? 1 : 0;
    if (unit_ == "F" || unit_.empty() || unit_ == "L" || unit_ == "S" || unit_ == "A" || unit_ == "N" ||
        unit_ == "P")
        return false;
    if (unit_ == "K") {
        form_.unit = 'W', form_.weekend = true;
    } else {
        form_.unit = unit_[0];
    }
    return true;
}

bool TimeBuilder::ago() {
    if (!amount_ || *amount_ > kLongestAmount) return false;
    form_.kind = FormKind::offset;
    const double signed_amount = *amount_ * (sign_ != 0 ? sign_ : -1);
    double scale = 1;
    if (unit_ == "TH")
        form_.unit = 'H';
    else if (unit_ == "TM" || unit_ == "TS")
        form_.unit = 'N';
    else if (unit_ == "D")
        form_.unit = 'D';
    else if (unit_ == "W")
        form_.unit = 'W';
    else if (unit_ == "F")
        form_.unit = 'W', scale = 2;
    else if (unit_ == "M")
        form_.unit = 'M';
    else if (unit_ == "Q")
        form_.unit = 'Q';
    else if (unit_ == "Y")
        form_.unit = 'Y';
    else if (unit_ == "E")
        form_.unit = 'Y', scale = 10;
    else if (unit_ == "C")
        form_.unit = 'Y', scale = 100;
    else
        return false;
    if (form_.unit == 'H' || form_.unit == 'N') form_.type = TimeType::time;
    form_.amount = static_cast<int>(std::lround(signed_amount * scale));
    // "lifted a week ago": that day of last week; "three weeks ago" is some day of that week
    const bool week_ago = form_.unit == 'W' && form_.amount == -1 && form_.modifier.empty() &&
                          form_.anchor == AnchorKind::report;
    if (week_ago) form_.unit = 'D', form_.amount = -7;
    if (form_.unit == 'Y' && *amount_ != std::floor(*amount_))
        form_.unit = 'M', form_.amount = static_cast<int>(std::lround(signed_amount * scale * 12));
    return true;
}

bool TimeBuilder::offset() {
    form_.kind = FormKind::offset;
    if (program_.unit != '\0') form_.unit = program_.unit;
    if (program_.amount) form_.amount = *program_.amount;
    if (relation_ && !program_.amount)
        form_.amount = relation_ == Direction::last ? -1 : relation_ == Direction::next ? 1 : 0;
    form_.amount += shift_;
    if (quarter_) form_.quarter = ordinal_;
    if (form_.unit == '\0' && !unit_.empty()) {
        if (unit_ == "K")
            form_.unit = 'W', form_.weekend = true;
        else
            form_.unit = unit_[0];
    }
    if (form_.unit == 'F' || form_.unit == 'L' || form_.unit == 'S' || form_.unit == 'A' || form_.unit == 'N')
        return false;
    built_.has_date = true;
    return form_.unit != '\0' && form_.quarter <= 4;
}

bool TimeBuilder::same() {
    form_.kind = FormKind::offset, form_.unit = '=', form_.amount = 0;
    return true;
}

bool TimeBuilder::duration() {
    form_.kind = FormKind::fixed;
    form_.type = TimeType::duration;
    if (unit_.empty()) return false;
    const std::string amount = program_.value == "X" ? "X" : amount_ ? amount_text(*amount_) : std::string();
    if (amount.empty()) return false;
    form_.value = duration_value(amount, unit_);
    if (form_.value == "PT0.5H") form_.value = "PT30M";
    if (!n_two_.empty() && !unit_two_.empty()) {
        const auto two =
            number_value(text_, pieces_, n_two_, grammar_.patterns.vocabulary(), grammar_.classes.number);
        if (two) form_.value += amount_text(*two) + std::string(unit_two_.substr(1));
    }
    return !form_.value.empty();
}

bool TimeBuilder::set() {
    form_.kind = FormKind::fixed;
    form_.type = TimeType::set;
    if (!set_value_.empty()) {
        form_.value = set_value_;
    } else if (form_.weekday != 0) {
        form_.value = fmt::format("XXXX-WXX-{}", form_.weekday);
        if (!form_.part.empty()) form_.value += "T" + form_.part;
    } else if (!form_.part.empty()) {
        form_.value = "P1D";
    } else {
        form_.value = duration_value(amount_text(amount_.value_or(1)), unit_);
    }
    form_.weekday = 0;
    form_.part.clear();
    return !form_.value.empty();
}

void TimeBuilder::clock() {
    if (!clock_.empty()) {
        const auto mark = clock_.find_first_of(":.h");
        if (mark == std::string::npos) {
            form_.hour = whole_number(std::string_view(clock_).substr(0, 2)),
            form_.minute = whole_number(std::string_view(clock_).substr(2));
        } else {
            form_.hour = whole_number(std::string_view(clock_).substr(0, mark)),
            form_.minute = whole_number(std::string_view(clock_).substr(mark + 1, 2));
            if (clock_.size() > mark + 4)
                form_.second = whole_number(std::string_view(clock_).substr(mark + 4));
        }
    }
    if (form_.hour < 0) return;
    built_.has_clock = true;
    built_.sure_clock = built_.has_zone || !ampm_.empty() || noon_ || clock_.find('h') != std::string::npos;
    if (!ampm_.empty() && form_.hour > 12) return void(bad_ = true);
    if (ampm_ == "pm" && form_.hour < 12) form_.hour += 12;
    if (ampm_ == "am" && form_.hour == 12) form_.hour = 0;
    if (!form_.part.empty()) {
        if ((form_.part == "AF" || form_.part == "EV" || form_.part == "NI") && form_.hour >= 1 &&
            form_.hour < 12)
            form_.hour += 12;
        built_.sure_clock = true;
        form_.part.clear();
        if (hour_in_words_) form_.minute = std::max(form_.minute, 0);
    }
    if (!ampm_.empty() && form_.minute < 0) form_.minute = 0;
    if (form_.hour > 24 || form_.minute > 59 || form_.second > 59 || (form_.hour == 24 && form_.minute > 0))
        bad_ = true;
    if (form_.hour == 24) form_.minute = std::max(form_.minute, 0);
}

}  // namespace sitrep::annotate
