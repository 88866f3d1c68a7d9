/// @file figures_wholes.hpp
/// @brief What a figure measures where the report only describes it: the flood that killed, the lake that
/// stands at 88 percent, the observers who are to number 120.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "annotate/word_sets.hpp"
#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

/// event: what kills, injures or drives people out; disease: an event that makes ill as well; water: what
/// holds or carries water, and stands at a level; part: another thing of which lengths and shares are told;
/// sent: people who are sent as one body; cost: what is paid for a body named before; body: a body that money
/// is given for; site: where people are.
enum class WholeKind : std::uint8_t { event, disease, water, part, sent, cost, body, site };

struct WholeNoun {
    WholeKind kind = WholeKind::event;
    EntityType type = EntityType::event;
    std::string lemma;  ///< one word for "flood", "floods", "flooding"
};

struct WholeWords {
    std::map<std::string, WholeNoun, std::less<>> nouns;  ///< folded
    WordSet befell_verbs, outcome_verbs, clashes, levels, supplying, against_it;
};

/// Reads wholes.tsv and whole_sets.tsv of lexicon/quantity/LANGUAGE; no nouns where the language has none,
/// sets of English where it has none. Fails with file and line.
[[nodiscard]] Result<WholeWords> load_whole_words(const std::filesystem::path& folder);

/// A preposition that tells where an event was: "floods on the Pungwe".
[[nodiscard]] bool says_where(std::string_view word);
/// The noun that heads a description: its last word before "on", "of", "in" …; null if it is none of a whole.
[[nodiscard]] const WholeNoun* whole_noun(std::string_view description, const WholeWords& words);
/// " 2000" of "floods in 2000"; empty where no year is named.
[[nodiscard]] std::string named_year(std::string_view description);
/// Key of a description ("the lake", "floods on the Pungwe", "Floods in 2000"): the lemma of its head noun
/// and a year that it names; empty if its head is no noun of a whole.
[[nodiscard]] std::string whole_key(std::string_view description, const WholeWords& words);

/// Fills `of` (and, of a part or a body of water, `place`) of figures that have none, from the words of their
/// sentence; casualties that the sentence gives no cause take the event that the report told casualties of
/// before. What the report only describes becomes an entity of that description, known by role only. Never
/// changes what is filled.
void find_wholes(const Report& report, const TokenizedText& tokens, Annotations& marks,
                 const WholeWords& words);

}  // namespace sitrep::annotate
