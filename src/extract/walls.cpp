#include "extract/walls.hpp"

#include <set>

#include "text/utf8.hpp"

namespace sitrep::extract {
namespace {

/// Words of an article that stands behind no wall; shorter ones are read for a wall's words.
constexpr std::uint32_t kWholeArticle = 250;
/// Consent is asked for on most pages; only where hardly anything else stands is it a wall.
constexpr std::uint32_t kHardlyAnArticle = 60;
/// Blocks of a wall are short.
constexpr std::uint32_t kMostWords = 80;

using html::kNoNode;
using html::NodeIndex;

NodeIndex container_of(const html::Page& page, const PageBlock& block) {
    return block.node == kNoNode ? kNoNode : page.nodes[block.node].parent;
}

/// Blocks that ask for consent and those beside them in one element.
std::vector<bool> whole_wall(const html::Page& page, const PageText& text, std::vector<bool> asks) {
    std::set<NodeIndex> containers;
    for (std::size_t i = 0; i < asks.size(); ++i) {
        if (asks[i]) containers.insert(container_of(page, text.blocks[i]));
    }
    containers.erase(kNoNode);
    for (std::size_t i = 0; i < asks.size(); ++i)
        asks[i] = asks[i] || containers.contains(container_of(page, text.blocks[i]));
    return asks;
}

}  // namespace

Wall find_wall(const html::Page& page, const PageText& text, const std::vector<bool>& chosen, bool stated,
               const Lexicon& lexicon) {
    std::uint32_t article = 0;
    for (std::size_t i = 0; i < chosen.size(); ++i) article += chosen[i] ? text.blocks[i].words : 0;
    if (stated) return {"paywall: the page says that it is not free to read; its text may be cut", {}};
    if (article >= kWholeArticle) return {};
    bool pay = false, consent = false;
    std::vector<bool> asks(chosen.size(), false);
    // Counted apart: a wall that was taken for the article is no article.
    std::uint32_t wall_words = 0;
    for (std::size_t i = 0; i < text.blocks.size(); ++i) {
        const PageBlock& block = text.blocks[i];
        if (block.words < 2 || block.words > kMostWords) continue;
        const std::string folded = text::folded(text.text.words(block.range));
        const bool asks_pay = lexicon.pay_phrases.holds_any(folded);
        asks[i] = !asks_pay && lexicon.consent_phrases.holds_any(folded);
        pay = pay || asks_pay;
        consent = consent || asks[i];
        if (chosen[i] && (asks_pay || asks[i])) wall_words += block.words;
    }
    if (pay) return {"paywall: the page asks to subscribe or sign in; its text may be cut", {}};
    if (consent && article < kHardlyAnArticle + wall_words) {
        return {"cookie wall: the page asks for consent and shows hardly any article",
                whole_wall(page, text, std::move(asks))};
    }
    return {};
}

bool is_appeal(std::string_view words, const Lexicon& lexicon) {
    return lexicon.appeal_phrases.holds_any(text::folded(words));
}

}  // namespace sitrep::extract
