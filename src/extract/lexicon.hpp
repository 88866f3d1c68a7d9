/// @file lexicon.hpp
/// @brief The word lists of this room: furniture phrases, agencies, outlet words, caption words, calendar,
/// languages.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/pair_filter.hpp"
#include "extract/word_table.hpp"
#include "sitrep/report.hpp"
#include "sitrep/result.hpp"

namespace sitrep::extract {

/// Where in a line a furniture phrase must stand. `lead`: at the start and then ":", "-", "|" or the line's
/// end.
/// `count`: alone but for a number: "2 comments", "Comments: 14".
enum class CuePlace : std::uint8_t { whole, lead, start, end, part, count };

/// A phrase that tells a line of furniture. Matched on folded words of a line of at most `most_words` words.
struct FurnitureCue {
    BlockKind kind = BlockKind::other;
    CuePlace place = CuePlace::whole;
    std::optional<BlockKind> follow;  ///< what the short lines after it are
    std::uint32_t most_words = 0;
    std::string phrase;
    bool single_word = false;
};

struct AgencyForm {
    std::string name;  ///< what credits are counted under
    std::string form;  ///< as texts write it; case matters
};

/// Languages that function words tell: a bit each in `Lexicon::function_words`.
inline constexpr std::size_t kMostLanguages = 64;

/// Bits of `Lexicon::caption_words`.
enum CaptionWord : std::uint64_t {
    kCaptionVerb = 1U << 0U,   ///< of what a picture shows
    kCaptionEnemy = 1U << 1U,  ///< keeps a line from being a caption
    kTimeWord = 1U << 2U       ///< weekday or month
};

/// What names in mark-up say of the text in them.
enum MarkupRole : std::uint32_t {
    kAuthorName = 1U << 0U,
    kNoAuthorName = 1U << 1U,
    kDateName = 1U << 2U,
    kPublishedName = 1U << 3U,
    kUpdatedName = 1U << 4U,
    kAsideName = 1U << 5U,
    kAuthorFirst = 1U << 6U  ///< a name that begins with an author's word: "author-name", not "post-author"
};
struct MarkupName {
    std::uint32_t role = 0;  ///< one MarkupRole
    std::string word;        ///< lower case
};

/// Phrases of two bytes or more that are looked for anywhere in a text: one pass over the text, whatever
/// their number.
class PhraseSet {
  public:
    /// Phrases of one byte are left out. A phrase that begins or ends in a letter is met as whole words only.
    void add(std::string phrase);
    [[nodiscard]] bool holds_any(std::string_view folded) const;

  private:
    std::array<std::vector<std::string>, 256> by_first_byte_;
    PairFilter pairs_;
};

struct Lexicon {
    std::vector<FurnitureCue> cues;
    /// Cues that begin with a given byte (whole, lead, start), as indices into `cues`; `anywhere` for end and
    /// part.
    std::array<std::vector<std::uint32_t>, 256> by_first_byte;
    std::vector<std::uint32_t> anywhere;
    std::vector<AgencyForm> agencies;  ///< longest form first
    std::array<std::vector<std::uint32_t>, 256> agencies_by_first_byte;
    PairFilter agency_pairs;                                ///< of `agencies`
    std::map<std::string, bool, std::less<>> outlet_words;  ///< true: strong
    WordTable caption_words;                                ///< bits of CaptionWord
    PhraseSet caption_phrases;
    std::vector<std::string> caption_openings;
    std::set<std::string, std::less<>> agency_cues_before, agency_cues_after;
    std::vector<std::string> agency_own_words;  ///< begin what follows an agency's name and is part of it
    std::set<std::string, std::less<>> byline_words;
    PhraseSet report_words;  ///< "situation report no": a series of reports, above or below its subject
    PhraseSet taglines;      ///< words of slogans under a paper's name
    std::set<std::string, std::less<>> issue_words;          ///< before the number of an issue
    std::vector<std::string> greetings;                      ///< folded openings: "dear", "good morning"
    std::set<std::string, std::less<>> sections;             ///< first steps of a path through a site
    std::set<std::string, std::less<>> writer_words;         ///< "correspondent": in bylines without a name
    std::vector<std::uint32_t> furniture_keys;               ///< of containers of furniture, as class keys
    std::vector<std::uint32_t> appeal_keys;                  ///< of those that ask for money, if words do too
    std::array<std::vector<MarkupName>, 256> markup_names;   ///< by first byte
    PairFilter markup_pairs;                                 ///< of `markup_names`
    std::vector<std::string> published_cues, updated_cues;   ///< folded words beside a day
    PhraseSet pay_phrases, consent_phrases, appeal_phrases;  ///< folded words of walls and appeals
    PhraseSet call_phrases;  ///< folded words that ask readers for news, pictures or tips
    std::map<std::string, int, std::less<>> months;
    std::vector<std::string> languages;  ///< ISO 639-1
    WordTable function_words;            ///< lower case: bit i for languages[i]
};

/// Reads `data`/lexicon/extract. Fails on the first missing file or broken line, naming both.
[[nodiscard]] Result<Lexicon> load_lexicon(const std::filesystem::path& data);

/// Kind of the contract's word ("site_name"); none if it is not one.
[[nodiscard]] std::optional<BlockKind> block_kind(std::string_view word);

}  // namespace sitrep::extract
