/// @file lexicon.hpp
/// @brief What folding for comparison knows: spellings, aliases, rewriters' synonyms, formulas, how common
/// words are.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "sitrep/result.hpp"

namespace sitrep::lineage {

/// Word knowledge, read from lexicon/lineage/*.tsv; never changed after loading.
class Lexicon {
  public:
    /// Fails on the first file that is missing or broken, naming file and line.
    [[nodiscard]] static Result<Lexicon> load(const std::filesystem::path& data);

    /// American spelling of a folded word (lower case, no accents).
    [[nodiscard]] std::string spelling(std::string word) const;
    /// Base form by rule: plural, past and -ing endings off, irregular forms looked up. Not a dictionary.
    [[nodiscard]] std::string base(const std::string& word) const;

    struct Sense {
        std::string word;       ///< head of the synonym class, or the base form itself
        bool rewriter = false;  ///< a word that rewriters put in place of the head
    };
    /// Sense of a base form.
    [[nodiscard]] Sense sense(const std::string& base_form) const;
    /// Alias class of blank-parted folded words ("islamic state"); empty if there is none.
    [[nodiscard]] std::string_view alias(const std::string& words) const;
    [[nodiscard]] std::size_t longest_alias() const { return longest_alias_; }
    /// Whether some alias begins with the word: most words need no further asking.
    [[nodiscard]] bool begins_alias(const std::string& word) const { return alias_begins_.contains(word); }

    [[nodiscard]] bool is_function_word(const std::string& word) const {
        return function_words_.contains(word);
    }
    [[nodiscard]] bool is_stock_word(const std::string& base_form) const {
        return stock_words_.contains(base_form);
    }
    /// Information in one occurrence, in nats: ln(reports / reports with the word), at most 5.
    [[nodiscard]] double rarity(const std::string& base_form) const;

    /// Formulas as rows of base forms, "*" for any word, by their first word.
    [[nodiscard]] const std::unordered_map<std::string, std::vector<std::vector<std::string>>>& formulas()
        const {
        return formulas_;
    }

    /// Printed form and the name used in results, longest form first.
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& agencies() const {
        return agencies_;
    }
    /// Numbers of the printed forms that begin with a byte, ascending.
    [[nodiscard]] const std::vector<std::uint32_t>& agencies_from(char first) const {
        return agencies_from_[static_cast<unsigned char>(first)];
    }

  private:
    std::vector<std::pair<std::string, std::string>> agencies_;
    std::array<std::vector<std::uint32_t>, 256> agencies_from_;
    std::unordered_map<std::string, std::string> spelling_, irregular_, synonym_head_, alias_;
    std::unordered_set<std::string> function_words_, stock_words_, alias_begins_;
    std::unordered_map<std::string, double> frequency_;
    std::unordered_map<std::string, std::vector<std::vector<std::string>>> formulas_;
    double reports_ = 1.0;
    std::size_t longest_alias_ = 1;
};

}  // namespace sitrep::lineage
