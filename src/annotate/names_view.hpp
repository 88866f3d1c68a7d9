/// @file names_view.hpp
/// @brief What every reader of names looks at: the words of a report with their bits, the tables, the map.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "annotate/names_lexicon.hpp"
#include "annotate/names_places.hpp"
#include "annotate/names_words.hpp"

namespace sitrep::annotate {

struct NameView {
    const WordText& text;
    const std::vector<Word>& words;
    const NameLexicon& lexicon;
    const PlaceMap& places;
    std::vector<std::uint32_t> bits;  ///< WordBit of each word

    [[nodiscard]] bool is(std::uint32_t i, std::uint32_t bit) const {
        return i < bits.size() && (bits[i] & bit) != 0;
    }
    [[nodiscard]] const KnownThing& thing(const KnownMatch& match) const {
        return lexicon.things()[static_cast<std::size_t>(match.thing)];
    }
    [[nodiscard]] bool next_is_capital(std::uint32_t i, const WordSentence& sentence) const {
        return i < sentence.last && words[i].kind == TokenKind::word && words[i].capital;
    }
    /// log10 of the people of the largest place named by words `[first,last)`; 0 if the map knows none.
    [[nodiscard]] double prominence(std::uint32_t first, std::uint32_t last) const {
        std::string key;
        for (std::uint32_t i = first; i < last; ++i) {
            if (!key.empty()) key += ' ';
            append_place_key(key, words[i].folded);
        }
        return places.prominence(key);
    }
};

}  // namespace sitrep::annotate
