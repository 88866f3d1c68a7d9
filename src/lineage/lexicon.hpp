/// @file lexicon.hpp
/// @brief What folding for comparison knows: spellings, aliases, rewriters' synonyms, formulas, how common
/// words are.
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
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

/// Lists of lexicon/lineage/cues.tsv, by their names there.
enum class Cue : std::uint8_t {
    told_agency,        ///< "told AFP"
    taken_from,         ///< "quoting Reuters"
    told_by,            ///< "interviewed by AFP"
    seen_by,            ///< "seen by AFP"
    taken_by,           ///< "reported by Reuters"
    agency_noun,        ///< "the Agerpres news agency"
    reports_itself,     ///< "the Fena agency reported"
    picture_mark,       ///< words of a picture's credit
    own_outlet,         ///< "this newspaper"
    before_own_outlet,  ///< "told this newspaper"
    after_own_outlet,   ///< "this newspaper has seen"
    told_outlet,        ///< "told the Courier"
    outlet_by,          ///< "seen by the Courier"
    outlet_to,          ///< "replied to the Courier"
    outlet_with,        ///< "spoke with the Courier"
    outlet_from,        ///< "a question from the Courier"
    gathers,            ///< "the Courier asked"
    has_gathered,       ///< "the Courier has seen"
    written_to_outlet,  ///< "a farmer wrote to us"
    staff,              ///< "Courier staff and AP"
    maker_label,        ///< "Source: OCHA"
    maker_sentence,     ///< "This report is produced by OCHA"
    picture_site,       ///< sources of pictures, not of reports
    day_name,           ///< days and months
    heard_told,         ///< "told state television"
    heard_verb,         ///< "quoted by state television": the verb
    heard_link,         ///< the word between the two
    says,               ///< "state television said"
    media_kind,         ///< "television", "daily"
    of_state,           ///< "state-run"
    other_media,        ///< "private", "local"
    said_in_public,     ///< "told reporters"
    hides_speaker,      ///< "on condition of anonymity"
    speaks_on,          ///< "the official added"
    relative,           ///< relative clauses of things
    relative_person,    ///< of persons
    time_unit,          ///< "seven hours after"
    new_clause,         ///< ", and Banjul has offered"
    own_subject,        ///< ", and the farmers have": a word behind it that opens a subject
    what_befell,        ///< ", when the wall fell": clauses of what else happened
    condition,          ///< ", provided that"
    leans_back,         ///< "It needs rain": none without the sentence before
    leads_in,           ///< "If they are not": where such a word follows
    speaks,             ///< "It will rain," the farmer said: the verb
};
inline constexpr std::size_t kCues = static_cast<std::size_t>(Cue::speaks) + 1;

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
    /// Words and phrases of a list, small letters, in the order of the file.
    [[nodiscard]] const std::vector<std::string>& cues(Cue list) const {
        return cues_[static_cast<std::size_t>(list)];
    }
    [[nodiscard]] bool is_cue(Cue list, std::string_view words) const {
        const auto& all = cues(list);
        return std::find(all.begin(), all.end(), words) != all.end();
    }
    /// Hashes of a list's words (text::hash64), ascending.
    [[nodiscard]] const std::vector<std::uint64_t>& cue_hashes(Cue list) const {
        return cue_hashes_[static_cast<std::size_t>(list)];
    }
    /// Digits of a number told in words up to ninety-nine; empty for any other word.
    [[nodiscard]] std::string number_value(std::string_view word) const;

    /// Numbers of the printed forms that begin with a byte, ascending.
    [[nodiscard]] const std::vector<std::uint32_t>& agencies_from(char first) const {
        return agencies_from_[static_cast<unsigned char>(first)];
    }

  private:
    class Tables;
    void add_words(Tables& tables);    ///< spellings, base forms, senses, how common words are
    void add_phrases(Tables& tables);  ///< formulas, agencies, cues, numbers told in words
    /// Fills cues_ from rows of cues.tsv; what is wrong with a row, or nothing.
    [[nodiscard]] std::string add_cue(const std::vector<std::string>& row);

    std::array<std::vector<std::string>, kCues> cues_;
    std::array<std::vector<std::uint64_t>, kCues> cue_hashes_;
    std::vector<std::pair<std::string, unsigned>> numbers_;  ///< words told for a number, and it
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
