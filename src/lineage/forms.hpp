/// @file forms.hpp
/// @brief What folding makes of a word, worked out once for each form: reports use the same few thousand
/// words again and again.
#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "lineage/lexicon.hpp"

namespace sitrep::lineage {

/// Row of base forms; "*" for any word.
using Formula = std::vector<std::string>;

/// One folded form (lower case, no accents; numbers without commas).
struct WordForm {
    std::string folded;
    std::string base;                                ///< of its American spelling
    const std::vector<Formula>* formulas = nullptr;  ///< those that its base form begins
    std::uint64_t spelling = 0;                      ///< hash of the American spelling
    std::uint64_t sense = 0;                         ///< hash of what is compared where it is no name
    std::uint64_t name_sense = 0;                    ///< where it is one; 0: not worked out yet
    double rarity = 0.0;                             ///< nats, where it is no name
    double name_rarity = 0.0;
    std::uint8_t flags = 0;
    bool stock = false;
    bool alias = false;         ///< an alias by itself
    bool begins_alias = false;  ///< some alias begins with it
    [[nodiscard]] bool may_be_name() const { return name_sense != 0; }
};

/// Forms met so far; grows up to kMostForms, then begins anew. Not for several threads at once. What it
/// returns does not depend on what it was asked before.
class WordForms {
  public:
    explicit WordForms(const Lexicon& lexicon);

    static constexpr std::size_t kMostForms = 1U << 17;
    /// To be called between reports: numbers given before it are no longer good.
    void make_room();

    /// Number of the form of some printed words. `number`: they are the digits of a number.
    [[nodiscard]] std::uint32_t of_printed(std::string_view words, bool number);
    /// Number of a form that is folded already.
    [[nodiscard]] std::uint32_t of_folded(std::string_view folded, bool number);
    [[nodiscard]] const WordForm& operator[](std::uint32_t form) const { return forms_[form]; }
    [[nodiscard]] const Lexicon& lexicon() const { return lexicon_; }

  private:
    /// Strings and their numbers: open addressing, linear steps.
    class Table {
      public:
        Table() : slots_(1024, 0) {}
        void clear();
        /// Number of a string, or of the place where it now stands; `fresh` tells which.
        std::uint32_t add(std::string_view words, bool number, bool& fresh);

      private:
        struct Entry {
            std::uint64_t hash = 0;
            std::uint32_t begin = 0, size = 0;
        };
        void grow();
        std::vector<Entry> entries_;
        std::vector<std::uint32_t> slots_;  ///< number of the entry + 1; 0: free
        std::string bytes_;
    };

    [[nodiscard]] WordForm make(std::string_view folded, bool number) const;

    const Lexicon& lexicon_;
    Table printed_, folded_;
    std::vector<std::uint32_t> form_of_printed_;
    std::deque<WordForm> forms_;
};

}  // namespace sitrep::lineage
