/// @file text_page.hpp
/// @brief A page without mark-up while its lines are being labelled: what its stages tell each other.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "extract/lexicon.hpp"
#include "extract/lines.hpp"
#include "extract/vocabulary.hpp"

namespace sitrep::extract {

struct TextPage {
    std::string_view text;
    const Lexicon& lexicon;
    std::vector<Line> lines;
    std::string known_outlet;             ///< folded; empty where nobody told it
    std::size_t first = 0, last = 0;      ///< lines of the article; first == lines.size(): none
    std::string body = {};                ///< folded words of the article
    Vocabulary vocabulary = {};           ///< of the article
    std::set<std::size_t> repeated = {};  ///< lines that stand again further down
    std::optional<TextRange> title = {}, form_title = {},
                             outlet = {};  ///< form_title: told by a comment form or mail head
    std::optional<std::size_t> title_line = {};
    int outlet_weight = 0;
    std::unordered_set<std::string> claimed_names = {};  ///< folded names of outlets that lines told
    std::unordered_set<std::string_view> cores = {};     ///< of all lines

    [[nodiscard]] std::string_view words(TextRange range) const {
        return text.substr(range.begin, range.size());
    }
    [[nodiscard]] std::string folded(TextRange range) const;
    /// Takes `range` for the outlet's name where nothing weightier told one and no agency stands there.
    void name_outlet(std::optional<TextRange> range, int weight);
};

/// Decides the lines above the article: the site's name, the headline, labels, decks, captions.
void label_head(TextPage& page);

/// The paper's name before the first mark of a line above the article, where no line of its own told it.
void name_outlets_above(TextPage& page);

}  // namespace sitrep::extract
