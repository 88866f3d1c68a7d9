/// @file pieces.hpp
/// @brief Pieces of tokens with their classes: a text is cut once and read by the rules for times and by
/// those for figures.
///
/// A *vocabulary* (TSV files: word, class, value, flags) gives every word its classes. Each reader has its
/// own; a PieceCutter joins them, so that a word is looked up once.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/tokens.hpp"

namespace sitrep::annotate {

using ClassId = std::uint16_t;
using SymbolId = std::uint16_t;
using FieldId = std::uint16_t;

/// Who reads the pieces; each has its own vocabulary.
enum class Reader : std::uint8_t { times, figures };
inline constexpr std::size_t kReaders = 2;

/// What one reader's vocabulary says of a piece.
struct ReaderWord {
    std::int32_t word = -1;  ///< vocabulary word; -1: none
    SymbolId symbol = 0;     ///< set of classes; 0: none
};

/// Part of a token as rules see it: hyphenated words and numbers with a suffix are cut ("30-day": 30 - day).
struct Piece {
    TextRange range;
    std::array<ReaderWord, kReaders> readings;  ///< by Reader
    bool space_before = false;
    bool capital = false;
    bool digits = false;
};

/// Classes that the shape of a number gives.
/// NUM any number; INT digits only; DAY 1-31; MONTHNO 1-12; TWO two digits; FOUR four digits; YEAR 1000-2199;
/// HOUR 0-24; HHMM four digits that are a time of day; CLOCK 02:30 or 06h30; CLOCKDOT 4.30; SLASHDATE
/// 16/5/2016; SLASHDAY 5/16
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
inline constexpr std::size_t kNumberMasks = std::size_t{1} << static_cast<unsigned>(NumberClass::count);
/// Set of number classes by the shape of `digits`, one bit a class.
[[nodiscard]] unsigned number_mask(std::string_view digits);
/// Every set that number_mask can return.
[[nodiscard]] std::vector<unsigned> number_masks();

/// Words with their classes and values, for one reader. Immutable once built.
class Vocabulary {
  public:
    struct WordClass {
        ClassId class_id;
        std::string value;
    };
    struct Word {
        std::string text;
        SymbolId small = 0, capital = 0;  ///< symbols of the word written small and with a capital
        std::vector<WordClass> classes;
    };
    [[nodiscard]] std::optional<ClassId> find_class(std::string_view name) const;
    [[nodiscard]] bool has(SymbolId symbol, ClassId class_id) const {
        return membership_[symbol * class_count_ + class_id] != 0;
    }
    [[nodiscard]] bool has(const Piece& piece, ClassId class_id) const {
        return has(symbol(piece), class_id);
    }
    [[nodiscard]] SymbolId symbol(const Piece& piece) const { return piece.readings[reader_].symbol; }
    /// Value column of the piece's word in one of its classes; empty if there is none.
    [[nodiscard]] std::string_view value(const Piece& piece, ClassId class_id) const;
    [[nodiscard]] std::span<const Word> words() const { return words_; }
    [[nodiscard]] SymbolId number_symbol(unsigned mask) const { return number_symbols_[mask]; }
    [[nodiscard]] std::size_t reader() const { return reader_; }
    [[nodiscard]] std::size_t symbol_count() const { return symbol_count_; }
    [[nodiscard]] std::size_t class_count() const { return class_count_; }

  private:
    friend class VocabularyBuilder;
    std::size_t reader_ = 0;
    std::map<std::string, ClassId, std::less<>> class_ids_;
    std::vector<Word> words_;
    std::vector<SymbolId> number_symbols_;  ///< by mask of number classes
    std::vector<std::uint8_t> membership_;  ///< symbol x class
    std::size_t class_count_ = 0;
    std::size_t symbol_count_ = 0;
};

/// Cuts tokens into pieces and looks each up for all readers at once. Immutable; may be used from several
/// threads.
class PieceCutter {
  public:
    PieceCutter() = default;
    /// One vocabulary a reader, or fewer.
    explicit PieceCutter(std::span<const Vocabulary* const> vocabularies);
    /// Pieces of a report in text order; between two blocks stands one empty piece that no rule reads.
    [[nodiscard]] std::vector<Piece> cut(std::string_view text, const TokenizedText& tokens) const;

  private:
    friend class CutRun;
    using Key = std::array<std::uint64_t, 3>;
    struct Word {
        std::array<ReaderWord, kReaders> small, capital;
    };
    struct Slot {
        Key key{};
        std::int32_t word = -1;
    };
    [[nodiscard]] const Word* find(const Key& key) const;
    std::vector<Word> words_;
    std::vector<Slot> slots_;
    std::vector<std::array<ReaderWord, kReaders>> numbers_;  ///< by mask
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

}  // namespace sitrep::annotate
