#include <array>
#include <charconv>

#include "annotate/times_builder.hpp"

namespace sitrep::annotate {

int whole_number(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::optional<BuiltTime> TimeBuilder::run() {
    form_.anchor = program_.anchor;
    for (const Capture& capture : grammar_.patterns.captures(pieces_, match_)) take(capture);
    if (bad_) return std::nullopt;
    finish_numbers();
    modifiers();
    if (!finish()) return std::nullopt;
    clock();
    if (bad_) return std::nullopt;
    if (form_.hour >= 0 || !form_.part.empty()) form_.type = TimeType::time;
    // "this past Monday" may be yesterday, "last Monday" is not
    if (newest_ && form_.weekday != 0 && form_.direction == Direction::last)
        form_.direction = Direction::newest;
    built_.form = form_;
    return built_;
}

void TimeBuilder::take(const Capture& c) {
    const Slot slot = c.field < grammar_.slots.size() ? grammar_.slots[c.field] : Slot::skip;
    (void)(take_calendar(slot, c) || take_period(slot, c) || take_relation(slot, c) || take_clock(slot, c) ||
           take_amount(slot, c) || take_modifier(slot, c));
}

bool TimeBuilder::take_calendar(Slot slot, const Capture& c) {
    const Piece& piece = pieces_[c.piece];
    switch (slot) {
        case Slot::year:
            if (piece.digits) form_.year = digits(c);
            return true;
        case Slot::short_year:
            form_.year = digits(c) + (digits(c) < 50 ? 2000 : 1900);
            return true;
        case Slot::month:
            form_.month = whole_number(value(c));
            return true;
        case Slot::day:
            if (piece.digits) form_.day = digits(c);
            return true;
        case Slot::ordinal_day:
            form_.day += whole_number(value(c));
            return true;
        case Slot::iso_month:
            form_.month = digits(c);
            return true;
        case Slot::iso_day:
            form_.day = digits(c);
            return true;
        case Slot::slash:
            slash(words(piece));
            return true;
        case Slot::weekday:
            form_.weekday = whole_number(value(c));
            return true;
        case Slot::season:
            form_.season = value(c);
            return true;
        case Slot::century_word:
            form_.year += whole_number(value(c));
            return true;
        case Slot::year_word:
            form_.year += whole_number(value(c));
            return true;
        case Slot::bc_year:
            form_.year = -digits(c);
            return true;
        case Slot::bc_century:
            century_ = before_christ_ = true;
            return true;
        case Slot::bc_decade:
            form_.year = -digits(c), form_.years = 10;
            return true;
        case Slot::holiday:
            holiday_ = value(c);
            return true;
        case Slot::eve:
            eve_ = words(piece) == "Eve" || words(piece) == "eve";
            return true;
        case Slot::new_year:
            holiday_ = "01-01";
            return true;
        case Slot::new_year_eve:
            holiday_ = "12-31";
            return true;
        default:
            return false;
    }
}

bool TimeBuilder::take_period(Slot slot, const Capture& c) {
    const Piece& piece = pieces_[c.piece];
    switch (slot) {
        case Slot::ordinal:
            ordinal_ += piece.digits ? digits(c) : whole_number(value(c));
            return true;
        case Slot::century:
            century_ = true;
            return true;
        case Slot::decade:
            form_.years = 10;
            return true;
        case Slot::decade_word:
            form_.year = 1900 + whole_number(value(c)), form_.years = 10;
            return true;
        case Slot::quarter_word:
            quarter_ = true;
            return true;
        case Slot::quarter_name:
            form_.quarter = whole_number(value(c));
            return true;
        case Slot::half_word:
            half_ = true;
            return true;
        case Slot::half_name:
            form_.half = whole_number(value(c));
            return true;
        case Slot::second_half:
            ordinal_ = 2;
            return true;
        default:
            return false;
    }
}

bool TimeBuilder::take_relation(Slot slot, const Capture& c) {
    switch (slot) {
        case Slot::last:
            relation_ = Direction::last;
            newest_ = words(pieces_[c.piece]) != "last" && words(pieces_[c.piece]) != "Last";
            return true;
        case Slot::next:
            relation_ = Direction::next;
            return true;
        case Slot::this_one:
            relation_ = Direction::same;
            return true;
        case Slot::skip_week:
            week_ = true;
            return true;
        case Slot::same:
            relation_ = Direction::same, form_.anchor = AnchorKind::antecedent;
            return true;
        case Slot::deictic:
            deictic(c);
            return true;
        case Slot::one_before:
            shift_ = -1;
            return true;
        case Slot::one_after:
            shift_ = 1;
            return true;
        case Slot::back:
            sign_ = -1;
            return true;
        case Slot::forth:
            sign_ = 1;
            return true;
        default:
            return false;
    }
}

bool TimeBuilder::take_clock(Slot slot, const Capture& c) {
    const Piece& piece = pieces_[c.piece];
    switch (slot) {
        case Slot::part:
            form_.part = value(c);
            return true;
        case Slot::part_night:
            form_.part = "NI";
            return true;
        case Slot::clock:
            clock_ = words(piece);
            return true;
        case Slot::hour:
            hour_in_words_ = !pieces_[c.piece].digits;
            form_.hour = hour_in_words_ ? whole_number(value(c)) : digits(c);
            return true;
        case Slot::ampm:
            ampm_ = value(c);
            return true;
        case Slot::hhmm:
            clock_ = words(piece);
            return true;
        case Slot::noon:
            form_.hour = whole_number(value(c)), form_.minute = 0, noon_ = true;
            return true;
        case Slot::zone:
            form_.zone = whole_number(value(c)), built_.has_zone = true;
            return true;
        default:
            return false;
    }
}

bool TimeBuilder::take_amount(Slot slot, const Capture& c) {
    const Piece& piece = pieces_[c.piece];
    switch (slot) {
        case Slot::n:
            n_.push_back(c.piece);
            return true;
        case Slot::n_two:
            n_two_.push_back(c.piece);
            return true;
        case Slot::half:
            half_more_ = true;
            return true;
        case Slot::half_n:
            amount_ = 0.5;
            return true;
        case Slot::unit:
            unit(value(c), words(piece));
            return true;
        case Slot::unit_two:
            unit_two_ = "TM";
            return true;
        case Slot::other:
            amount_ = 2;
            return true;
        case Slot::set_word:
            set_value_ = value(c);
            return true;
        default:
            return false;
    }
}

bool TimeBuilder::take_modifier(Slot slot, const Capture& c) {
    switch (slot) {
        case Slot::early:
            form_.modifier = value(c).empty() ? "MID" : std::string(value(c));
            built_.modified = true;
            return true;
        case Slot::before_mod:
            form_.modifier = "BEFORE";
            return true;
        case Slot::after_mod:
            form_.modifier = "AFTER";
            return true;
        case Slot::before_part:
            form_.modifier = "BEFORE";
            return true;
        case Slot::after_part:
            form_.modifier = "AFTER";
            return true;
        case Slot::more:
            form_.modifier = "MORE_THAN";
            return true;
        case Slot::atleast:
            form_.modifier = "EQUAL_OR_MORE";
            return true;
        case Slot::less:
            form_.modifier = "LESS_THAN";
            return true;
        case Slot::atmost:
            form_.modifier = "EQUAL_OR_LESS";
            return true;
        case Slot::nearly:
            form_.modifier = "LESS_THAN";
            return true;
        case Slot::about:
            form_.modifier = "APPROX";
            return true;
        default:
            return false;
    }
}

void TimeBuilder::unit(std::string_view code, std::string_view word) {
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

void TimeBuilder::slash(std::string_view s) {
    std::array<int, 3> parts{};
    std::array<std::size_t, 3> sizes{};
    std::size_t count = 0;
    for (std::size_t at = 0; count < 3;) {
        const auto end = std::min(s.find_first_of("/.", at), s.size());
        if (end - at > 4) return void(bad_ = true);
        sizes[count] = end - at;
        parts[count++] = whole_number(s.substr(at, end - at));
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
    if (sizes[2] == 3 || sizes[2] == 1 || form_.year < 1 || form_.month < 1 || form_.month > 12) bad_ = true;
}

void TimeBuilder::deictic(const Capture& c) {
    form_.kind = FormKind::offset;
    form_.unit = 'D';
    form_.amount = whole_number(value(c));
    const std::string_view word = words(pieces_[c.piece]);
    if (word.ends_with("night")) form_.part = "NI";
}

void TimeBuilder::finish_numbers() {
    const auto& vocabulary = grammar_.patterns.vocabulary();
    if (!n_.empty()) {
        const auto value = number_value(text_, pieces_, n_, vocabulary, grammar_.classes.number);
        if (value) amount_ = *value;
        if (!value) bad_ = true;
        built_.article = n_.size() == 1 && vocabulary.has(pieces_[n_[0]], grammar_.classes.number.article);
    }
    if (half_more_) amount_ = amount_.value_or(0) + 0.5;
    if (!amount_ && program_.amount) amount_ = *program_.amount;
    built_.amount = amount_.value_or(0);
}

std::optional<BuiltTime> build_time(std::string_view text, std::span<const Piece> pieces, const Match& match,
                                    const TimeGrammar& grammar) {
    return TimeBuilder(text, pieces, match, grammar).run();
}

}  // namespace sitrep::annotate
