#include "extract/layout.hpp"

#include <string_view>

namespace sitrep::extract {
namespace {

/// Blanks that a paragraph is indented by on its first line; a tab counts as eight. 0 where other words stand
/// before it on the line.
std::uint32_t indent_of(std::string_view text, std::uint32_t begin) {
    constexpr std::uint32_t kFarthest = 40;
    constexpr std::uint32_t kTab = 8;
    std::uint32_t columns = 0;
    for (std::uint32_t at = begin; at > 0 && begin - at < kFarthest; --at) {
        const char c = text[at - 1];
        if (c == '\n' || c == '\r') return columns;
        if (c != ' ' && c != '\t') return 0;
        columns += c == '\t' ? kTab : 1;
    }
    return 0;
}

bool quoted_by_sign(std::string_view words) {
    return words.size() > 2 && words[0] == '>' && (words[1] == ' ' || words[1] == '>');
}

bool in_bold(std::string_view words) {
    constexpr std::size_t kShortest = 7;
    if (words.size() < kShortest) return false;
    const std::string_view sign = words.substr(0, 2);
    return (sign == "**" || sign == "__") && words.ends_with(sign) && words.find(sign, 2) == words.size() - 2;
}

}  // namespace

void mark_layout(const CleanText& text, bool markdown, std::vector<Block>& blocks) {
    constexpr std::uint32_t kLeastIndent = 2;
    const std::string_view all = text.text();
    std::size_t bodies = 0, indented = 0;
    for (const Block& block : blocks) {
        if (block.kind != BlockKind::body) continue;
        ++bodies;
        if (indent_of(all, block.range.begin) >= kLeastIndent) ++indented;
    }
    const bool indents_tell = indented * 3 <= bodies;
    const Block* before = nullptr;
    bool before_indented = false;
    for (Block& block : blocks) {
        const std::string_view words = text.words(block.range);
        if (markdown && in_bold(words)) block.layout = BlockLayout::bold;
        if (block.kind != BlockKind::body) continue;
        const bool led_in =
            before_indented || (before != nullptr && text.words(before->range).ends_with(':'));
        const bool by_indent = indents_tell && led_in && indent_of(all, block.range.begin) >= kLeastIndent;
        if (quoted_by_sign(words) || by_indent) block.layout = BlockLayout::set_in;
        before = &block;
        before_indented = by_indent;
    }
}

}  // namespace sitrep::extract
