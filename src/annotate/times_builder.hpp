/// @file times_builder.hpp
/// @brief How a match of the time rules becomes a form: internal to build_time.
#pragma once
#include "annotate/times_grammar.hpp"

namespace sitrep::annotate {

/// Value of leading digits; 0 if there are none.
[[nodiscard]] int whole_number(std::string_view text);

/// Fills a form from captures, slot by slot, then finishes it as the rule's program says.
class TimeBuilder {
  public:
    TimeBuilder(std::string_view text, std::span<const Piece> pieces, const Match& match,
                const TimeGrammar& grammar)
        : text_(text),
          pieces_(pieces),
          match_(match),
          grammar_(grammar),
          program_(grammar.programs[match.rule]) {}
    std::optional<BuiltTime> run();

  private:
    /// The slot functions tell whether the slot is theirs.
    void take(const Capture& c);
    bool take_calendar(Slot slot, const Capture& c);
    bool take_period(Slot slot, const Capture& c);
    bool take_relation(Slot slot, const Capture& c);
    bool take_clock(Slot slot, const Capture& c);
    bool take_amount(Slot slot, const Capture& c);
    bool take_modifier(Slot slot, const Capture& c);
    [[nodiscard]] std::string_view words(const Piece& piece) const {
        return text_.substr(piece.range.begin, piece.range.size());
    }
    [[nodiscard]] std::string_view value(const Capture& c) const {
        return grammar_.patterns.vocabulary().value(pieces_[c.piece], c.class_id);
    }
    [[nodiscard]] int digits(const Capture& c) const { return whole_number(words(pieces_[c.piece])); }
    void unit(std::string_view code, std::string_view word);
    /// 16/5/2016 and 5/16/2016: the part over 12 is the day; when both may be months it is read day first, as
    /// most of the world writes. 2016/05/16 is year, month, day.
    void slash(std::string_view s);
    void deictic(const Capture& c);
    void finish_numbers();
    void modifiers();
    bool finish();
    bool date();
    bool holiday();
    bool half_year();
    bool season();
    /// "last year", "the following day", "that month".
    bool relative();
    bool ago();
    bool offset();
    bool same();
    bool duration();
    bool set();
    void clock();

    std::string_view text_;
    std::span<const Piece> pieces_;
    const Match& match_;
    const TimeGrammar& grammar_;
    const TimeProgram& program_;
    TimeForm form_;
    BuiltTime built_;
    std::optional<Direction> relation_;
    bool newest_ = false;  ///< "past Monday", "the previous Monday"
    std::optional<double> amount_;
    std::vector<std::uint32_t> n_, n_two_;
    std::string_view unit_, unit_two_, ampm_;
    std::string clock_, set_value_, holiday_;
    int ordinal_ = 0, shift_ = 0, sign_ = 0;
    bool century_ = false, quarter_ = false, half_ = false, week_ = false, half_more_ = false, noon_ = false,
         eve_ = false, bad_ = false, before_christ_ = false, hour_in_words_ = false;
};

}  // namespace sitrep::annotate
