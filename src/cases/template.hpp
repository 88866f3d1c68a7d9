/// @file template.hpp
/// @brief A kind of process as a data file describes it: what opens it, which states it has, what takes it
/// there.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep::cases {

/// An act that brings a process to a state: kind, and status or negation where the rule names them.
struct ActRule {
    ActKind act = ActKind::request;
    std::optional<ActStatus> status;
    bool negated = false;
};

inline constexpr std::string_view kAnyWords = "~";  ///< in a phrase: up to three words

/// Words in a row, folded; "~" among them stands for up to three words. In the file "a|b" chooses. `coming`:
/// they count where the words around make them future ("will", "to", "would"); else where nothing makes them
/// future, denied or conditional.
struct PhraseRule {
    std::vector<std::string> words;
    bool coming = false;
    bool firm = false;    ///< told as sure: not where a condition follows ("will leave unless …")
    bool guarded = true;  ///< false: the phrase holds its own "not" or "yet to", or stands under `anyway`
};

struct State {
    std::string name;
    Stage stage = Stage::raised;
    bool start = false;
    bool unanswered = false;   ///< says that no answer came: needs no word of what was asked
    bool conditional = false;  ///< names what an answer hangs on: also reached by "If …, we could …"
    bool names_matter =
        false;                 ///< its phrases name what is met, "miners were trapped": no matter word needed
    bool at_start = false;     ///< its phrases count only where they begin the sentence
    bool follows = false;      ///< told behind a process of this kind it is a step of it: "will sue"
    bool reopens = false;      ///< takes up again what was refused: an appeal
    bool of_the_rest = false;  ///< told of what was left out of a grant: "ruled out the other nine"
    bool of_the_past = false;  ///< its sentences date what is told of, not the telling
    std::vector<std::size_t> after;  ///< states it may follow
    std::vector<std::size_t> moot;   ///< states that, where told, leave nothing `missing` here
    std::vector<ActRule> acts;
    std::vector<PhraseRule> phrases;
    std::vector<std::string> on;  ///< beginnings of words, one of which its acts must hold; may be empty
    std::string missing;          ///< said while nothing tells of this state; empty: it is not expected
};

/// What an answer to a gap would hold: a gap closes where a sentence of its steps holds it.
enum class Answer : std::uint8_t { none, figure, people, money, day, told_day, actor };

/// What reports leave open about a state they tell of: "day of the deal", "any sum".
struct Gap {
    std::string text;                 ///< may hold {asker}, {decider}, {matter}, {by}, {process}, {rest}
    std::vector<std::size_t> at;      ///< opens where one of these states is told
    std::vector<std::size_t> unless;  ///< not where one of these is
    std::vector<std::size_t> with;    ///< only where one of these is told too; may be empty
    std::vector<std::string> words;  ///< one of them must stand in the sentences of those steps; may be empty
    std::vector<std::string> after;  ///< phrases; {rest} is what follows one of them in the sentence
    std::vector<PhraseRule> heard;   ///< one of them must stand in the sentences of those steps; may be empty
    std::vector<PhraseRule> unless_heard;  ///< one of them in the step's sentence closes it
    std::vector<PhraseRule> unheard;       ///< one of them in a report of the case closes it
    Answer without = Answer::none;
    bool of_requests = false;  ///< not where the thing is only demanded
};

struct Template {
    std::string name;
    std::string file;
    std::string title;  ///< of `one_matter`: may hold {thing}
    std::vector<ActRule> opening_acts;
    std::vector<std::string>
        process_words;         ///< stems: application, petition …: name the process without its matter
    std::string process_name;  ///< the first of them as it is written
    std::vector<std::string>
        matter_words;  ///< stems: one of them must stand where a phrase opens the process; may be empty
    std::vector<std::string> joining_words;  ///< stems: of `one_matter`, join a process that is open
    std::vector<std::string> qualified;      ///< stems among the matter words that count only beside one of
    std::vector<std::string> qualifiers;     ///< these in the sentence: a "unity government"
    std::vector<PhraseRule> unlike;          ///< phrases whose words are no matter words: "to strike one"
    std::vector<std::vector<std::string>> kinds;  ///< stems of matter words that may mean one thing
    bool named_matter = false;       ///< of `one_matter`: a name told to be such a thing stands for it, "the
                                     ///< Corvina, the bulk carrier that …"
    bool once = false;               ///< of `one_matter`: told once it is a process: a suit that was filed
    bool by_place = false;           ///< of `one_matter`: a place named where it began stands for it
    bool between = false;            ///< of `one_matter`: the title says who acts against whom
    bool one_matter = false;         ///< all that a situation tells with its matter words is one process
    bool opened_by_phrases = false;  ///< its first state's phrases open it where no act does
    std::vector<State> states;
    std::vector<Gap> gaps;

    /// Is this kind of act among those that open it?
    [[nodiscard]] bool opens_with(ActKind act) const;
    /// Is this the name of a state it may start from?
    [[nodiscard]] bool starts_with(std::string_view state) const;
};

/// Every *.toml below `folder`, by file name. Fails with file and line on: no TOML, an unknown key, a
/// template under the name of another, a field missing or of a wrong kind, an unknown stage, act or status, a
/// state under two names, a follower of an unknown state, a state that no start leads to, an example that
/// none of the state's phrases match, a gap at an unknown state or with an unknown answer.
[[nodiscard]] Result<std::vector<Template>> load_templates(const std::filesystem::path& folder);
/// One template from its text; for tests.
[[nodiscard]] Result<Template> parse_template(std::string_view toml, const std::string& file);

/// Tokens of a text, folded: letters, digits and inner marks.
[[nodiscard]] std::vector<std::string> plain_words(std::string_view text);
/// The byte at which the word of that number in `plain_words` begins; 0 for none.
[[nodiscard]] std::uint32_t word_offset(std::string_view text, std::size_t index);
/// How many words the phrase takes from `at` on; 0 where it does not stand there, or not as the rule asks.
[[nodiscard]] std::size_t phrase_length(const PhraseRule& rule, const std::vector<std::string>& words,
                                        std::size_t at);

}  // namespace sitrep::cases
