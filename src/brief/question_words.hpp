/// @file question_words.hpp
/// @brief Words by which questions are read, and which of them a report may use for one thing.
#pragma once
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/word_sets.hpp"
#include "sitrep/act.hpp"
#include "sitrep/result.hpp"

namespace sitrep::brief {

/// Words of a text, folded: letters and digits; "U.S." is one word, "'s" ends one.
[[nodiscard]] std::vector<std::string> question_words(std::string_view text);

/// All that one word of a question may be called: base forms, and runs of base forms ("take", "up").
struct Meaning {
    std::set<std::string> words;
    std::vector<std::vector<std::string>> runs;
};

/// lexicon/ask/*.tsv; what each set is for stands at the head of word_sets.tsv.
class AskWords {
  public:
    annotate::WordSet empty, light, auxiliary, saying, persons, measured, amounts, spokesman, meetings,
        calendar, done, possessive;

    /// Base form of a folded word: irregular forms by the table, others without their ending.
    [[nodiscard]] std::string base(std::string_view word) const;
    [[nodiscard]] Meaning meaning(std::string_view word) const;
    /// The run of words of a set that begins at `at`, the longest; 0 where none of two words or more does.
    [[nodiscard]] std::size_t run_at(const std::vector<std::string>& words, std::size_t at) const;
    [[nodiscard]] Meaning meaning_of_run(const std::vector<std::string>& run) const;
    /// Acts that a verb of a question asks after; none for most words.
    [[nodiscard]] const std::vector<ActKind>* acts(std::string_view word) const;

    /// One set of words that stand for one thing, in lower case; forms and runs meet.
    void add_set(const std::vector<std::string>& words);
    void add_form(std::string_view word, std::string_view form);
    void add_act(std::string_view word, std::vector<ActKind> acts);

  private:
    [[nodiscard]] std::vector<std::string> bases(std::string_view words) const;

    std::map<std::string, std::string, std::less<>> forms_;
    std::vector<std::vector<std::vector<std::string>>> sets_;  ///< set, words or runs, base forms
    std::map<std::string, std::vector<std::size_t>> sets_of_;  ///< of a word or a run with blanks
    std::map<std::string, std::vector<ActKind>, std::less<>> acts_;
};

/// Reads the files below `data`. Fails with file and line on a row without its columns, a kind of act that is
/// none, or as annotate::read_word_sets() does.
[[nodiscard]] Result<AskWords> load_ask_words(const std::filesystem::path& data);

}  // namespace sitrep::brief
