/// @file names_lexicon.hpp
/// @brief What is known of names before any report is read: countries, peoples, organisations and their
/// aliases, titles, head words, nouns of role. Read from lexicon/names/*.tsv; never changed.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annotate/names_sets.hpp"
#include "annotate/names_words.hpp"
#include "sitrep/entity.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

/// What a word can be; bits, several may hold at once.
enum WordBit : std::uint32_t {
    kGivenName = 1U << 0U,
    kHonorific = 1U << 1U,
    kRank = 1U << 2U,
    kOffice = 1U << 3U,
    kRolePerson = 1U << 4U,
    kRolePeople = 1U << 5U,
    kRoleBody = 1U << 6U,
    kRolePlace = 1U << 7U,
    kRoleCountry = 1U << 8U,
    kRoleEvent = 1U << 9U,
    kModifier = 1U << 10U,
    kOrgLast = 1U << 11U,
    kOrgFirst = 1U << 12U,
    kFacLast = 1U << 13U,
    kFacLower = 1U << 14U,
    kFacFirst = 1U << 15U,
    kLocLast = 1U << 16U,
    kLocLower = 1U << 17U,
    kLocFirst = 1U << 18U,
    kGpeLast = 1U << 19U,
    kGpeFirst = 1U << 20U,
    kEventLast = 1U << 21U,
    kEventFirst = 1U << 22U,
    kFunction = 1U << 23U,  ///< articles, prepositions, pronouns, conjunctions: no part of a name at its ends
    kConnector = 1U << 24U,    ///< of, for, and, de, al: may join two parts of a name
    kCalendar = 1U << 25U,     ///< months and days of the week
    kCommon = 1U << 26U,       ///< frequent in lower case: a capital at the head of a sentence says nothing
    kNotName = 1U << 27U,      ///< "GDP", "UPDATE": capitals that name nothing
    kMaybeGiven = 1U << 28U,   ///< seen as a given name somewhere: weak evidence, for the tagger alone
    kFamilyName = 1U << 29U,   ///< the same of family names
    kCompanyLast = 1U << 30U,  ///< "Ltd", "Plc": a company's name ends here
    kMediaLast = 1U << 31U,    ///< "Times", "Post": a paper's name may end so
};
inline constexpr std::uint32_t kTitle = kHonorific | kRank | kOffice;

/// What a word does in or beside a name; bits.
enum class HeadWord : std::uint8_t {
    kind = 1,         ///< stands before the head: "primary" school
    proper_head = 2,  ///< in lower case still part of the name: "Korland airport"
    vessel = 4,       ///< a vessel's name stands behind it: "the trawler Ana Mar"
    vessel_prefix = 8,
    apposed = 32,  ///< tells of the body that is named beside it: "the company Torrin"
    trade = 16     ///< ends a firm's name, so that "of Paris" behind it is no part of it: "Torrin Copper"
};

/// Where a known name comes from.
enum class KnownKind : std::uint8_t {
    country,
    demonym,
    capital,
    region,
    region_adjective,
    organisation,
    metonym,
    group,
    listed  ///< by a reader's own gazetteer
};

/// A thing known by name; its aliases lead to the same index.
struct KnownThing {
    std::string name;
    EntityType type = EntityType::organisation;
    KnownKind kind = KnownKind::organisation;
    std::string detail;             ///< country: ISO code; organisation: its kind ("un", "armed", "media")
    std::int32_t of = -1;           ///< demonym, capital, metonym: the country's index
    std::optional<MapPoint> place;  ///< countries, and areas that no gazetteer holds
};

/// A known name found in words `[first,last)`.
struct KnownMatch {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::int32_t thing = -1;
};

class NameLexicon {
  public:
    /// Reads every table of `folder` (lexicon/names). Fails on the first broken line with file and line.
    [[nodiscard]] static Result<NameLexicon> load(const std::filesystem::path& folder);

    /// Adds a thing under its names; where a table has a name already, the new thing takes it over.
    void add(KnownThing thing, std::span<const std::string> names);

    [[nodiscard]] const std::vector<KnownThing>& things() const { return things_; }
    /// Bits of a folded word.
    [[nodiscard]] std::uint32_t bits(const Word& word) const;
    [[nodiscard]] std::uint32_t bits(std::string_view folded) const;
    /// Longest titles of several words ("Prime Minister", "Lt. Gen.") and single ones: words taken from
    /// `first`, 0 if none.
    [[nodiscard]] std::uint32_t title_length(std::span<const Word> words, std::uint32_t first,
                                             std::uint32_t last) const;
    /// Longest known name that starts at `first`; thing -1 if none. Case rules as the tables say; where
    /// `lower`, names of places need no capital.
    [[nodiscard]] KnownMatch match(std::span<const Word> words, std::uint32_t first, std::uint32_t last,
                                   bool lower) const;
    /// The thing a whole folded name stands for, -1 if unknown; words joined by one blank.
    [[nodiscard]] std::int32_t find(std::string_view folded_name) const;
    [[nodiscard]] bool knows(std::string_view folded_name) const { return find(folded_name) >= 0; }
    /// Whether a folded single word is a country, its people, a capital or a region.
    [[nodiscard]] bool is_place_or_people(std::string_view folded) const;
    /// Whether a word is a finite verb of saying or deciding ("announced").
    [[nodiscard]] bool is_act(const Word& word) const;
    /// Whether a word may stand between a name and the head of a facility ("primary" school, "border" post).
    [[nodiscard]] bool is_facility_kind(const Word& word) const;
    [[nodiscard]] bool is_head_word(const Word& word, HeadWord use) const;
    [[nodiscard]] bool is_head_word(std::string_view folded, HeadWord use) const;
    /// The title that a folded form without full stops stands for ("general" for "gen"); the form itself
    /// where it stands for none other.
    [[nodiscard]] std::string_view title_in_full(std::string_view form) const;
    /// Words that rules ask for around and inside names.
    [[nodiscard]] const NameSets& sets() const { return sets_; }
    /// The country that carries an ISO code; -1 if none.
    [[nodiscard]] std::int32_t country(std::string_view code) const;

  private:
    friend class LexiconReader;
    struct Node {
        std::int32_t thing = -1;
        bool exact_case = false;  ///< an acronym: the text must show the same letters
        bool title = false;
        std::string form;  ///< for exact_case
    };
    [[nodiscard]] const Node* node(std::uint64_t key) const;
    [[nodiscard]] bool is_head_word(std::uint64_t hash, HeadWord use) const;
    std::vector<KnownThing> things_;
    std::unordered_map<std::uint64_t, Node> nodes_;  // looked up only, never walked
    std::unordered_map<std::uint64_t, std::uint32_t> bits_;
    std::unordered_map<std::string, std::int32_t> whole_;
    std::unordered_map<std::string, std::int32_t> countries_;
    std::unordered_map<std::uint64_t, bool> acts_;
    std::unordered_map<std::uint64_t, std::uint8_t> head_words_;
    std::map<std::string, std::string, std::less<>> title_forms_;
    NameSets sets_;
};

}  // namespace sitrep::annotate
