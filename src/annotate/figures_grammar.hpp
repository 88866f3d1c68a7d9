/// @file figures_grammar.hpp
/// @brief Rules of one language for figures, and the amounts that they make of what they read.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "annotate/figures_words.hpp"
#include "annotate/patterns.hpp"
#include "sitrep/figure.hpp"

namespace sitrep::annotate {

enum class FigureKind : std::uint8_t { number, range, vague, percent, money, measure, fraction, strong };

enum class FigureSlot : std::uint8_t {
    skip,
    n,
    low,
    high,
    more,
    atleast,
    less,
    atmost,
    about,
    sign,
    sign_prefix,
    prefix,
    currency,
    nation,
    kind,
    measure,
    degrees,
    per_unit,
    time_unit,
    fraction,
    half,
    vague,
    increment,
    strong,
    pair,
    minus,
    minus_sign
};

struct FigureClasses {
    NumberClasses number;
    ClassId person, stop, status, label, hold_cue, hypothetical, including, total, aged, old, loose, year,
        time_unit, fraction, up, down, change, aged_noun, street, negation, linked, team, compound,
        home_currency;
};

struct FigureGrammar {
    std::string language;
    Patterns patterns;
    std::vector<FigureKind> kinds;  ///< one a rule
    std::vector<FigureSlot> slots;  ///< one a field
    FigureClasses classes{};
    FigureWords words;
};

[[nodiscard]] Result<FigureGrammar> load_figure_grammar(const std::filesystem::path& folder);

/// What a match says by itself, before the words around are asked.
struct Amount {
    FigureKind kind = FigureKind::number;
    std::optional<double> value, low, high;
    Approximator approximator = Approximator::none;
    std::string unit;         ///< percent, currency, measure, unit of time; empty for plain counts
    bool qualified = false;   ///< has a hedge or bound
    bool digits = false;      ///< written in digits
    bool small_word = false;  ///< one number word below twenty
    bool increment = false;
    bool prefixed = false;    ///< currency in letters before the number: needs a large number
    bool precise = false;     ///< digits with a decimal point or thousands marks
    bool minus_sign = false;  ///< "-5%": a hyphen that may also join words
    bool code = false;        ///< the prefix is a currency code of letters that mean nothing else
    bool too_large = false;
};
[[nodiscard]] std::optional<Amount> build_amount(std::string_view text, std::span<const Piece> pieces,
                                                 const Match& match, const FigureGrammar& grammar);

}  // namespace sitrep::annotate
