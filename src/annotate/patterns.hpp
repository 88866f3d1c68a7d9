/// @file patterns.hpp
/// @brief Rules over token classes, compiled at load into one automaton that reads a text once.
///
/// A *vocabulary* (TSV files: word, class, value, flags) gives every word its classes. A *rule file* (TSV:
/// name, pattern, program, examples) holds regular expressions over these classes. All rules become one
/// deterministic automaton (subset construction, Rabin and Scott 1959) over symbols, a symbol being a set of
/// classes. At each token the longest match wins, among equals the rule that stands first in the file. A
/// match is at most kLongestMatch pieces long, so reading is linear in the text whatever the rules say.
///
/// Pattern syntax: `CLASS`, `word` or `'mark'` for themselves, `%MACRO`, `( a | b )`, `?`, `*`, `+`, and
/// `:field` behind an atom or group to name what it holds (a class without a field fills the field of its own
/// name in lower case).
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/result.hpp"
#include "sitrep/tokens.hpp"

namespace sitrep::annotate {

using ClassId = std::uint16_t;
using SymbolId = std::uint16_t;
using FieldId = std::uint16_t;

/// Part of a token as rules see it: hyphenated words and numbers with a suffix are cut ("30-day": 30 - day).
struct Piece {
    TextRange range;
    std::uint32_t token = 0;  ///< index of the token it is cut from
    std::int32_t word = -1;   ///< vocabulary word; -1: none
    SymbolId symbol = 0;      ///< 0: has no class
    bool space_before = false;
    bool capital = false;
    bool digits = false;
};

/// Classes that the shape of a number gives; see the table in docs or lexicon/time/en/words.tsv.
/// NUM any number; INT digits only; DAY 1-31; MONTHNO 1-12; TWO two digits; FOUR four digits; YEAR 1000-2199;
/// HOUR 0-24; HHMM four digits that are a time of day; CLOCK 02:30 or 06h30; CLOCKDOT 4.30; SLASHDATE
/// 16/5/2016; SLASHDAY 5/16; LENGTH 1:02:30
enum class NumberClass : std::uint8_t {
    num,
    integer,
    day,
    month,
    two,
    four,
    year,
    hour,
    hhmm,
    clock,
    clock_dot,
    slash_date,
    slash_day,
    count
};

/// Words with their classes and values. Immutable once built.
class Vocabulary {
  public:
    [[nodiscard]] std::optional<ClassId> find_class(std::string_view name) const;
    [[nodiscard]] bool has(SymbolId symbol, ClassId class_id) const {
        return membership_[symbol * class_count_ + class_id] != 0;
    }
    [[nodiscard]] bool has(const Piece& piece, ClassId class_id) const { return has(piece.symbol, class_id); }
    /// Value column of a word in one of its classes; empty if there is none.
    [[nodiscard]] std::string_view value(std::int32_t word, ClassId class_id) const;
    /// Pieces of a report in text order; between two blocks stands one empty piece that no rule reads.
    [[nodiscard]] std::vector<Piece> cut(std::string_view text, const TokenizedText& tokens) const;
    [[nodiscard]] std::size_t symbol_count() const { return symbol_count_; }
    [[nodiscard]] std::size_t class_count() const { return class_count_; }

  private:
    friend class VocabularyBuilder;
    friend class PieceCutter;
    struct Slot {
        std::array<std::uint64_t, 3> key{};
        std::int32_t word = -1;
    };
    struct WordClass {
        ClassId class_id;
        std::string value;
    };
    struct Word {
        SymbolId small = 0, capital = 0;  ///< symbols of the word written small and with a capital
        std::vector<WordClass> classes;
    };
    [[nodiscard]] std::int32_t find(const std::array<std::uint64_t, 3>& key) const;

    std::map<std::string, ClassId, std::less<>> class_ids_;
    std::vector<Word> words_;
    std::vector<Slot> slots_;
    std::vector<SymbolId> number_symbols_;  ///< by mask of number classes
    std::vector<std::uint8_t> membership_;  ///< symbol x class
    std::size_t class_count_ = 0;
    std::size_t symbol_count_ = 0;
};

/// Value of digits with separators ("250,000", "8.9", "1 000"); none if it is too large for a double.
[[nodiscard]] std::optional<double> digits_value(std::string_view digits);

/// Classes of the words that numbers are made of.
struct NumberClasses {
    ClassId cardinal, tens, multiplier, dozen, article;
};

/// Value of a run of number pieces ("two hundred and fifty", "2.5 million"); none if there is none or if it
/// is too large.
[[nodiscard]] std::optional<double> number_value(std::string_view text, std::span<const Piece> pieces,
                                                 std::span<const std::uint32_t> run,
                                                 const Vocabulary& vocabulary, const NumberClasses& classes);

/// What one atom of a rule read.
struct Capture {
    FieldId field = 0;
    ClassId class_id = 0;
    std::uint32_t piece = 0;
};

struct Match {
    std::uint32_t first = 0;  ///< pieces [first,last)
    std::uint32_t last = 0;
    std::uint16_t rule = 0;
};

struct RuleExample {
    std::string text;      ///< with [brackets] around what the rule is to read
    std::string expected;  ///< what the room makes of it, in the room's own notation
};

struct Rule {
    std::string name;
    std::string file;
    std::uint32_t line = 0;
    std::map<std::string, std::string, std::less<>> program;  ///< key=value settings, owned by the room
    std::vector<RuleExample> examples;
};

/// Compiled rules with their vocabulary. Immutable; may be used from several threads.
class Patterns {
  public:
    static constexpr std::uint32_t kLongestMatch = 40;

    [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }
    [[nodiscard]] const std::vector<Rule>& rules() const { return rules_; }
    [[nodiscard]] std::optional<FieldId> find_field(std::string_view name) const;
    /// Longest match that starts at each piece, leftmost first, without overlap.
    [[nodiscard]] std::vector<Match> find(std::span<const Piece> pieces) const;
    /// Longest match that starts at piece `first`, if there is one.
    [[nodiscard]] std::optional<Match> match_at(std::span<const Piece> pieces, std::uint32_t first) const;
    /// What each atom of the matched rule read, in text order.
    [[nodiscard]] std::vector<Capture> captures(std::span<const Piece> pieces, const Match& match) const;
    /// Rules that no text can reach because others read all of it first, and pairs that read the same text
    /// without an order between them; one line each, with file and line.
    [[nodiscard]] std::vector<Error> quarrels() const;
    [[nodiscard]] std::size_t state_count() const { return accepted_.size(); }

  private:
    friend class PatternsBuilder;
    struct Edge {
        ClassId class_id;
        FieldId field;
        std::uint32_t target;
    };
    struct Node {
        std::vector<Edge> edges;
        std::vector<std::uint32_t> free;  ///< reached without reading
        std::int32_t accepts = -1;
    };
    Vocabulary vocabulary_;
    std::vector<Rule> rules_;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> rule_start_;
    std::map<std::string, FieldId, std::less<>> field_ids_;
    std::vector<std::uint16_t> next_;                        ///< state x symbol; state 0 is dead, 1 the start
    std::vector<std::int32_t> accepted_;                     ///< rule of a state; -1 none
    std::vector<std::vector<std::uint16_t>> also_accepted_;  ///< all rules of a state
};

/// Reads vocabulary files and rule files in the order given. Fails on the first fault with file and line: an
/// unknown class or macro, a broken pattern, a rule without a name or an example, a rule that cannot be
/// reached.
[[nodiscard]] Result<Patterns> load_patterns(std::span<const std::filesystem::path> vocabulary_files,
                                             std::span<const std::filesystem::path> rule_files);

}  // namespace sitrep::annotate
