#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "annotate/times_grammar.hpp"

namespace sitrep::annotate {
namespace {

constexpr int kLongestAmount = 100000;

int whole(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// Sunday of Easter, Gregorian (anonymous algorithm, Meeus/Jones/Butcher); kept as a month and day of a given
/// year.
Day easter(int year) {
    const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25,
              g = (b - f + 1) / 3;
    const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
    return Day::from(year, month, day).value_or(Day{});
}

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

/// Fills a form from captures, slot by slot, then finishes it as the rule's program says.
class Builder {
  public:
    Builder(std::string_view text, std::span<const Piece> pieces, const Match& match,
            const TimeGrammar& grammar)
        : text_(text),
          pieces_(pieces),
          match_(match),
          grammar_(grammar),
          program_(grammar.programs[match.rule]) {}

    std::optional<BuiltTime> run() {
        form_.anchor = program_.anchor;
        for (const Capture& capture : grammar_.patterns.captures(pieces_, match_)) take(capture);
        if (bad_) return std::nullopt;
        finish_numbers();
        modifiers();
        if (!finish()) return std::nullopt;
        clock();
        if (bad_) return std::nullopt;
        if (form_.hour >= 0 || !form_.part.empty()) form_.type = TimeType::time;
        built_.form = form_;
        return built_;
    }

  private:
    [[nodiscard]] std::string_view words(const Piece& piece) const {
        return text_.substr(piece.range.begin, piece.range.size());
    }
    [[nodiscard]] std::string_view value(const Capture& c) const {
        return grammar_.patterns.vocabulary().value(pieces_[c.piece], c.class_id);
    }
    [[nodiscard]] int digits(const Capture& c) const { return whole(words(pieces_[c.piece])); }

    void take(const Capture& c) {
        const Slot slot = c.field < grammar_.slots.size() ? grammar_.slots[c.field] : Slot::skip;
        const Piece& piece = pieces_[c.piece];
        switch (slot) {
            case Slot::year:
                if (piece.digits) form_.year = digits(c);
                break;
            case Slot::short_year:
                form_.year = digits(c) + (digits(c) < 50 ? 2000 : 1900);
                break;
            case Slot::month:
                form_.month = whole(value(c));
                break;
            case Slot::day:
                if (piece.digits) form_.day = digits(c);
                break;
            case Slot::ordinal_day:
                form_.day += whole(value(c));
                break;
            case Slot::iso_month:
                form_.month = digits(c);
                break;
            case Slot::iso_day:
                form_.day = digits(c);
                break;
            case Slot::slash:
                slash(words(piece));
                break;
            case Slot::weekday:
                form_.weekday = whole(value(c));
                break;
            case Slot::ordinal:
                ordinal_ += piece.digits ? digits(c) : whole(value(c));
                break;
            case Slot::century:
                century_ = true;
                break;
            case Slot::decade:
                form_.years = 10;
                break;
            case Slot::decade_word:
                form_.year = 1900 + whole(value(c)), form_.years = 10;
                break;
            case Slot::quarter_word:
                quarter_ = true;
                break;
            case Slot::quarter_name:
                form_.quarter = whole(value(c));
                break;
            case Slot::half_word:
                half_ = true;
                break;
            case Slot::half_name:
                form_.half = whole(value(c));
                break;
            case Slot::second_half:
                ordinal_ = 2;
                break;
            case Slot::season:
                form_.season = value(c);
                break;
            case Slot::early:
                form_.modifier = value(c).empty() ? "MID" : std::string(value(c));
                built_.modified = true;
                break;
            case Slot::before_mod:
                form_.modifier = "BEFORE";
                break;
            case Slot::after_mod:
                form_.modifier = "AFTER";
                break;
            case Slot::last:
                relation_ = Direction::last;
                break;
            case Slot::next:
                relation_ = Direction::next;
                break;
            case Slot::this_one:
                relation_ = Direction::same;
                break;
            case Slot::skip_week:
                week_ = true;
                break;
            case Slot::same:
                relation_ = Direction::same, form_.anchor = AnchorKind::antecedent;
                break;
            case Slot::deictic:
                deictic(c);
                break;
            case Slot::one_before:
                shift_ = -1;
                break;
            case Slot::one_after:
                shift_ = 1;
                break;
            case Slot::part:
                form_.part = value(c);
                break;
            case Slot::part_night:
                form_.part = "NI";
                break;
            case Slot::before_part:
                form_.modifier = "BEFORE";
                break;
            case Slot::after_part:
                form_.modifier = "AFTER";
                break;
            case Slot::clock:
                clock_ = words(piece);
                break;
            case Slot::hour:
                form_.hour = digits(c);
                break;
            case Slot::ampm:
                ampm_ = value(c);
                break;
            case Slot::hhmm:
                clock_ = words(piece);
                break;
            case Slot::noon:
                form_.hour = whole(value(c)), form_.minute = 0, noon_ = true;
                break;
            case Slot::zone:
                form_.zone = whole(value(c)), built_.has_zone = true;
                break;
            case Slot::n:
                n_.push_back(c.piece);
                break;
            case Slot::n_two:
                n_two_.push_back(c.piece);
                break;
            case Slot::half:
                half_more_ = true;
                break;
            case Slot::half_n:
                amount_ = 0.5;
                break;
            case Slot::unit:
                unit(value(c), words(piece));
                break;
            case Slot::unit_two:
                unit_two_ = "TM";
                break;
            case Slot::back:
                sign_ = -1;
                break;
            case Slot::forth:
                sign_ = 1;
                break;
            case Slot::other:
                amount_ = 2;
                break;
            case Slot::set_word:
                set_value_ = value(c);
                break;
            case Slot::more:
                form_.modifier = "MORE_THAN";
                break;
            case Slot::atleast:
                form_.modifier = "EQUAL_OR_MORE";
                break;
            case Slot::less:
                form_.modifier = "LESS_THAN";
                break;
            case Slot::atmost:
                form_.modifier = "EQUAL_OR_LESS";
                break;
            case Slot::nearly:
                form_.modifier = "LESS_THAN";
                break;
            case Slot::about:
                form_.modifier = "APPROX";
                break;
            case Slot::century_word:
                form_.year += whole(value(c));
                break;
            case Slot::year_word:
                form_.year += whole(value(c));
                break;
            case Slot::bc_year:
                form_.year = -digits(c);
                break;
            case Slot::bc_century:
                century_ = before_christ_ = true;
                break;
            case Slot::bc_decade:
                form_.year = -digits(c), form_.years = 10;
                break;
            case Slot::holiday:
                holiday_ = value(c);
                break;
            case Slot::eve:
                eve_ = words(piece) == "Eve" || words(piece) == "eve";
                break;
            case Slot::new_year:
                holiday_ = "01-01";
                break;
            case Slot::new_year_eve:
                holiday_ = "12-31";
                break;
            default:
                break;
        }
    }

    void unit(std::string_view code, std::string_view word) {
        if (!code.empty()) {
            unit_ = code;
        } else if (word == "day" || word == "Day") {
            unit_ = "D";
        } else if (word == "year" || word == "Year") {
            unit_ = "Y";
        } else if (word == "weekend") {
            unit_ = "K";
        } else if (word.starts_with("hour")) {
            unit_ = "TH";
        } else if (word == "month") {
            unit_ = "M";
        } else if (word == "week") {
            unit_ = "W";
        } else if (word == "decade") {
            unit_ = "E";
        }
    }

    /// 16/5/2016 and 5/16/2016: the part over 12 is the day; when both may be months it is read day first, as
    /// most of the world writes. 2016/05/16 is year, month, day.
    void slash(std::string_view s) {
        std::array<int, 3> parts{};
        std::array<std::size_t, 3> sizes{};
        std::size_t count = 0;
        for (std::size_t at = 0; count < 3;) {
            const auto end = std::min(s.find_first_of("/.", at), s.size());
            if (end - at > 4) return void(bad_ = true);
            sizes[count] = end - at;
            parts[count++] = whole(s.substr(at, end - at));
            if (end == s.size()) break;
            at = end + 1;
        }
        if (count != 3) return void(bad_ = true);
        if (sizes[0] == 4) {
            form_.year = parts[0], form_.month = parts[1], form_.day = parts[2];
        } else {
            form_.year = sizes[2] == 4 ? parts[2] : parts[2] + (parts[2] < 50 ? 2000 : 1900);
            const bool month_first = parts[1] > 12;
            form_.month = month_first ? parts[0] : parts[1];
            form_.day = month_first ? parts[1] : parts[0];
        }
        if (sizes[2] == 3 || sizes[2] == 1 || form_.year < 1 || form_.month < 1 || form_.month > 12)
            bad_ = true;
    }

    void deictic(const Capture& c) {
        form_.kind = FormKind::offset;
        form_.unit = 'D';
        form_.amount = whole(value(c));
        const std::string_view word = words(pieces_[c.piece]);
        if (word.ends_with("night")) form_.part = "NI";
    }

    void finish_numbers() {
        const auto& vocabulary = grammar_.patterns.vocabulary();
        if (!n_.empty()) {
            const auto value = number_value(text_, pieces_, n_, vocabulary, grammar_.classes.number);
            if (value) amount_ = *value;
            if (!value) bad_ = true;
            built_.article =
                n_.size() == 1 && vocabulary.has(pieces_[n_[0]], grammar_.classes.number.article);
        }
        if (half_more_) amount_ = amount_.value_or(0) + 0.5;
        if (!amount_ && program_.amount) amount_ = *program_.amount;
        built_.amount = amount_.value_or(0);
    }

    void modifiers() {
        if (!program_.modifier.empty()) form_.modifier = program_.modifier;
    }

    bool finish() {
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

    bool date() {
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

    bool holiday() {
        built_.has_date = true;
        form_.kind = FormKind::date;
        if (holiday_ == "EASTER") {
            if (form_.year == 0) return false;
            const Day day = easter(form_.year);
            form_.month = day.month(), form_.day = day.day();
            return true;
        }
        form_.month = whole(holiday_.substr(0, 2));
        if (holiday_.substr(3) == "T4") return false;
        form_.day = whole(holiday_.substr(3)) - (eve_ ? 1 : 0);
        return form_.day > 0;
    }

    bool half_year() {
        form_.half = ordinal_;
        if (form_.half < 1 || form_.half > 2) return false;
        form_.kind = FormKind::date;
        if (form_.year == 0) {
            form_.kind = FormKind::offset, form_.unit = 'Y';
            form_.amount = relation_ == Direction::last ? -1 : relation_ == Direction::next ? 1 : 0;
        }
        return true;
    }

    bool season() {
        form_.kind = FormKind::date;
        form_.direction = relation_ == Direction::last   ? Direction::last
                          : relation_ == Direction::next ? Direction::next
                                                         : Direction::near;
        if (relation_ == Direction::same) {
            form_.kind = FormKind::offset, form_.unit = 'Y', form_.amount = 0;
        }
        return true;
    }

    /// "last year", "the following day", "that month".
    bool relative() {
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

    bool ago() {
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
        if (form_.unit == 'Y' && *amount_ != std::floor(*amount_))
            form_.unit = 'M', form_.amount = static_cast<int>(std::lround(signed_amount * scale * 12));
        return true;
    }

    bool offset() {
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
        if (form_.unit == 'F' || form_.unit == 'L' || form_.unit == 'S' || form_.unit == 'A' ||
            form_.unit == 'N')
            return false;
        built_.has_date = true;
        return form_.unit != '\0' && form_.quarter <= 4;
    }

    bool same() {
        form_.kind = FormKind::offset, form_.unit = '=', form_.amount = 0;
        return true;
    }

    bool duration() {
        form_.kind = FormKind::fixed;
        form_.type = TimeType::duration;
        if (unit_.empty()) return false;
        const std::string amount = program_.value == "X" ? "X"
                                   : amount_             ? amount_text(*amount_)
                                                         : std::string();
        if (amount.empty()) return false;
        form_.value = duration_value(amount, unit_);
        if (!n_two_.empty() && !unit_two_.empty()) {
            const auto two =
                number_value(text_, pieces_, n_two_, grammar_.patterns.vocabulary(), grammar_.classes.number);
            if (two) form_.value += amount_text(*two) + std::string(unit_two_.substr(1));
        }
        return !form_.value.empty();
    }

    bool set() {
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

    void clock() {
        if (!clock_.empty()) {
            const auto mark = clock_.find_first_of(":.h");
            if (mark == std::string::npos) {
                form_.hour = whole(std::string_view(clock_).substr(0, 2)),
                form_.minute = whole(std::string_view(clock_).substr(2));
            } else {
                form_.hour = whole(std::string_view(clock_).substr(0, mark)),
                form_.minute = whole(std::string_view(clock_).substr(mark + 1, 2));
                if (clock_.size() > mark + 4) form_.second = whole(std::string_view(clock_).substr(mark + 4));
            }
        }
        if (form_.hour < 0) return;
        built_.has_clock = true;
        built_.sure_clock =
            built_.has_zone || !ampm_.empty() || noon_ || clock_.find('h') != std::string::npos;
        if (!ampm_.empty() && form_.hour > 12) return void(bad_ = true);
        if (ampm_ == "pm" && form_.hour < 12) form_.hour += 12;
        if (ampm_ == "am" && form_.hour == 12) form_.hour = 0;
        if (!form_.part.empty()) {
            if ((form_.part == "AF" || form_.part == "EV" || form_.part == "NI") && form_.hour >= 1 &&
                form_.hour < 12)
                form_.hour += 12;
            built_.sure_clock = true;
            form_.part.clear();
        }
        if (!ampm_.empty() && form_.minute < 0) form_.minute = 0;
        if (form_.hour > 24 || form_.minute > 59 || form_.second > 59 ||
            (form_.hour == 24 && form_.minute > 0))
            bad_ = true;
        if (form_.hour == 24) form_.minute = std::max(form_.minute, 0);
    }

    std::string_view text_;
    std::span<const Piece> pieces_;
    const Match& match_;
    const TimeGrammar& grammar_;
    const TimeProgram& program_;
    TimeForm form_;
    BuiltTime built_;
    std::optional<Direction> relation_;
    std::optional<double> amount_;
    std::vector<std::uint32_t> n_, n_two_;
    std::string_view unit_, unit_two_, ampm_;
    std::string clock_, set_value_, holiday_;
    int ordinal_ = 0, shift_ = 0, sign_ = 0;
    bool century_ = false, quarter_ = false, half_ = false, week_ = false, half_more_ = false, noon_ = false,
         eve_ = false, bad_ = false, before_christ_ = false;
};

}  // namespace

std::optional<BuiltTime> build_time(std::string_view text, std::span<const Piece> pieces, const Match& match,
                                    const TimeGrammar& grammar) {
    return Builder(text, pieces, match, grammar).run();
}

}  // namespace sitrep::annotate
