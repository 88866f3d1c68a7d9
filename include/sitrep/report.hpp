/// @file report.hpp
/// @brief One report with its article found: clean text, blocks, and what the file itself says about title,
/// outlet, agencies and dates. Furniture is marked, never deleted.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sitrep/clean_text.hpp"
#include "sitrep/document.hpp"
#include "sitrep/span.hpp"

namespace sitrep {

/// What a block of text is. `body` and `title` are the article; the others are furniture (contract:
/// furniture.kind).
enum class BlockKind : std::uint8_t {
    body,
    title,
    headline_repeat,
    site_name,
    label,
    teaser,
    caption,
    dateline,
    crosshead,
    related_link,
    comment_form,
    media_credit,
    other
};
[[nodiscard]] constexpr bool is_furniture(BlockKind kind) {
    return kind != BlockKind::body && kind != BlockKind::title;
}
/// The contract's word for a kind: "site_name".
[[nodiscard]] std::string_view name(BlockKind kind);

/// How the page sets a block: as running text; set in as somebody else's words (HTML blockquote, "> " of
/// Markdown and mail, an indented paragraph among others that are not); all of it in bold.
enum class BlockLayout : std::uint8_t { running, set_in, bold };

/// A run of text of one kind: a paragraph of the body, a headline, a piece of furniture. Blocks stand in text
/// order and do not overlap; between them lies white space only. A dateline ("VIENNA (AFP) –") that opens a
/// paragraph is a block of its own, the paragraph's words the next.
struct Block {
    TextRange range;
    Span span;
    BlockKind kind = BlockKind::body;
    BlockLayout layout = BlockLayout::running;
};

/// Words of the report that serve as its title or outlet. `span` is none where the text was given beside the
/// bytes.
struct LabelledText {
    std::string text;
    std::optional<Span> span;
};

/// An agency that the words credit: "told AFP", "(Reuters)", "© Agence France-Presse".
struct AgencyCredit {
    std::string name;
    Span span;
};

struct Report {
    Document document;
    CleanText text;
    std::vector<Block> blocks;
    std::optional<LabelledText> title;
    std::optional<LabelledText> outlet;
    std::vector<AgencyCredit> agencies;
    std::vector<Claim> claims;  ///< everything the file and its container claim, best first within a kind
    std::string language;       ///< ISO 639-1; empty if it cannot be told
    std::vector<std::string>
        notices;  ///< for the reader: "paywall", "decoded from windows-1252", "unclosed quotation mark at …"

    [[nodiscard]] std::string_view words(Span span) const { return text.words(span); }
};

}  // namespace sitrep
