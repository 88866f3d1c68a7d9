/// @file figures_wholes.hpp
/// @brief What a figure measures where the report only describes it: the flood that killed, the lake that
/// stands at 88 percent, the observers who are to number 120.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

/// event: what kills, injures or drives people out; water: what holds or carries water, and stands at a level;
/// part: another thing of which lengths and shares are told; sent: people who are sent as one body; cost: what
/// is paid for a body named before; body: a body that money is given for.
enum class WholeKind : std::uint8_t { event, water, part, sent, cost, body };

struct WholeNoun {
    WholeKind kind = WholeKind::event;
    EntityType type = EntityType::event;
    std::string lemma;  ///< one word for "flood", "floods", "flooding"
};

/// Nouns of wholes, folded.
using WholeWords = std::map<std::string, WholeNoun, std::less<>>;

/// Reads lexicon/quantity/LANGUAGE/wholes.tsv; no nouns where the language has none. Fails with file and line.
[[nodiscard]] Result<WholeWords> load_whole_words(const std::filesystem::path& folder);

/// Fills `of` (and, of a part or a body of water, `place`) of figures that have none, from the words of their
/// sentence; casualties that the sentence gives no cause take the event that the report told casualties of
/// before. What the report only describes becomes an entity of that description, known by role only. Never
/// changes what is filled.
void find_wholes(const Report& report, const TokenizedText& tokens, Annotations& marks,
                 const WholeWords& words);

}  // namespace sitrep::annotate
