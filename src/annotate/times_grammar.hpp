/// @file times_grammar.hpp
/// @brief Rules of one language for time expressions, and the programs that turn what they read into forms.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "annotate/patterns.hpp"
#include "annotate/times_form.hpp"
#include "annotate/word_sets.hpp"

namespace sitrep::annotate {

/// What a rule makes of the words it read.
enum class Make : std::uint8_t {
    date,
    daypart,
    half,
    season,
    relative,
    ago,
    offset,
    same,
    duration,
    set,
    fixed
};

/// Test of the words around a match, for words that are something else more often than not.
enum class Guard : std::uint8_t {
    none,
    month,
    year,
    season,
    part,
    clock,
    dotted_clock,
    end_of,
    count,
    rate,
    age,
    bare_units,
    set_word,
    now,
    past_ref,
    weekend,
    quarter
};

/// Slots that captures fill; see the rule files.
enum class Slot : std::uint8_t {
    skip,
    year,
    short_year,
    month,
    day,
    ordinal_day,
    iso_month,
    iso_day,
    slash,
    weekday,
    ordinal,
    century,
    decade,
    decade_word,
    quarter_word,
    quarter_name,
    half_word,
    half_name,
    second_half,
    season,
    early,
    before_mod,
    after_mod,
    last,
    next,
    this_one,
    skip_week,
    same,
    deictic,
    one_before,
    one_after,
    part,
    part_night,
    before_part,
    after_part,
    clock,
    hour,
    ampm,
    hhmm,
    noon,
    zone,
    n,
    n_two,
    n_low,
    half,
    half_n,
    unit,
    unit_two,
    back,
    forth,
    other,
    set_word,
    more,
    atleast,
    less,
    atmost,
    nearly,
    about,
    holiday,
    eve,
    new_year,
    new_year_eve,
    century_word,
    year_word,
    bc_year,
    bc_century,
    bc_decade
};

struct TimeProgram {
    Make make = Make::date;
    Guard guard = Guard::none;
    AnchorKind anchor = AnchorKind::report;
    char unit = '\0';
    std::optional<int> amount;
    std::string modifier;
    std::string value;
};

/// Classes that guards and tense ask for.
struct TimeClasses {
    NumberClasses number;
    ClassId year, unit, units, month_cue, year_cue, year_sure, future, past, to_past, deadline, part_cue,
        clock_cue, duration_cue, paper, determiner, lasting, weekday_short, month, month_short, weekday,
        counted, modal, condition, since, season, shown, promise, order, remainder, schedule;
};

/// lexicon/time/LANGUAGE/word_sets.tsv, English's where the language has none; what each is for stands at its
/// head.
struct TimeWords {
    WordSet prices, silence, bare_places, looking;
};

struct TimeGrammar {
    std::string language;
    Patterns patterns;
    std::vector<TimeProgram> programs;  ///< one a rule
    std::vector<Slot> slots;            ///< one a field
    TimeClasses classes{};
    TimeWords words;
};

/// Loads one language folder.
[[nodiscard]] Result<TimeGrammar> load_time_grammar(const std::filesystem::path& folder);

/// What a match says. None if what it read makes no time ("30 February", a third quarter of five).
struct BuiltTime {
    TimeForm form;
    bool has_zone = false, has_date = false, has_clock = false, sure_clock = false, modified = false;
    double amount = 0;             ///< of durations
    bool article = false;          ///< the amount is "a"
    std::uint32_t skip_front = 0;  ///< pieces read for context only, in front
};
[[nodiscard]] std::optional<BuiltTime> build_time(std::string_view text, std::span<const Piece> pieces,
                                                  const Match& match, const TimeGrammar& grammar);

}  // namespace sitrep::annotate
