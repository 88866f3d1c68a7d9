/// @file html.hpp
/// @brief A forgiving one-pass HTML reader: a light tree of elements and the runs of text between tags, with
/// offsets.
///
/// Follows the HTML standard where news pages need it (raw-text elements, comments, implied end tags of p,
/// li, dt, dd, option, tr, td, th and thead, head closed by flow content, table cells as scopes) and goes on
/// at every error. One pass, no look-back over the bytes; every node and run keeps its place. Time is linear,
/// memory is bounded by the number of tags: attributes that extraction does not read are skipped, nesting
/// deeper than 512 is flattened. Parts that a server sends late (React's streaming: a hidden element "S:1"
/// for the template "B:1") belong to the template's parent in the tree and keep their place among the runs.
/// @see https://html.spec.whatwg.org/multipage/parsing.html
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep::extract::html {

enum class Tag : std::uint8_t {
    unknown,
    a,
    abbr,
    address,
    article,
    aside,
    b,
    base,
    blockquote,
    body,
    br,
    button,
    canvas,
    caption,
    center,
    cite,
    code,
    col,
    colgroup,
    dd,
    del,
    details,
    dialog,
    div,
    dl,
    dt,
    em,
    embed,
    fieldset,
    figcaption,
    figure,
    font,
    footer,
    form,
    frame,
    h1,
    h2,
    h3,
    h4,
    h5,
    h6,
    head,
    header,
    hgroup,
    hr,
    html,
    i,
    iframe,
    img,
    input,
    ins,
    label,
    legend,
    li,
    link,
    main,
    mark,
    menu,
    meta,
    nav,
    noframes,
    noscript,
    object,
    ol,
    optgroup,
    option,
    p,
    param,
    picture,
    pre,
    q,
    s,
    script,
    section,
    select,
    small,
    source,
    span,
    strong,
    style,
    sub,
    summary,
    sup,
    svg,
    table,
    tbody,
    td,
    template_,
    textarea,
    tfoot,
    th,
    thead,
    time,
    title,
    tr,
    track,
    u,
    ul,
    video,
    wbr,
    xmp
};

/// Attributes that are kept.
enum class Attribute : std::uint8_t {
    class_,
    id,
    role,
    itemprop,
    itemtype,
    property,
    name,
    content,
    href,
    rel,
    datetime,
    type,
    lang,
    hidden,
    aria_hidden,
    style,
    charset,
    http_equiv,
    title
};

using NodeIndex = std::uint32_t;
inline constexpr NodeIndex kNoNode = 0xFFFFFFFF;

/// Raw value (entities undecoded) at `[begin,end)` of the source.
struct AttributeValue {
    Attribute name = Attribute::class_;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// What a node stands in; passed down from its parents.
enum Inside : std::uint32_t {
    kLink = 1U << 0U,
    kHidden = 1U << 1U,
    kNav = 1U << 2U,
    kFooter = 1U << 3U,
    kHeader = 1U << 4U,
    kAside = 1U << 5U,
    kForm = 1U << 6U,
    kFigure = 1U << 7U,
    kTable = 1U << 8U,
    kList = 1U << 9U,
    kArticle = 1U << 10U,
    kMain = 1U << 11U,
    kQuote = 1U << 12U,
    kButton = 1U << 13U,
    kHead = 1U << 14U,
    kParagraph = 1U << 15U,
    kHeading = 1U << 16U,
    kStrong = 1U << 17U,
    kNoscript = 1U << 18U,
    kTime = 1U << 19U,
    kPreformatted = 1U << 20U
};

struct Node {
    Tag tag = Tag::unknown;
    std::uint8_t attribute_count = 0;
    std::uint16_t depth = 0;
    NodeIndex parent = kNoNode;
    std::uint32_t first_attribute = 0;
    std::uint32_t begin = 0;     ///< offset of '<'
    std::uint32_t open_end = 0;  ///< offset after the start tag
    std::uint32_t inside = 0;    ///< Inside bits, its own included
    std::uint32_t children = 0;  ///< element children
};

/// Text between two tags, entities undecoded.
struct Run {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    NodeIndex parent = kNoNode;
    std::uint8_t line_breaks = 0;  ///< br elements just before it, at most 2
    bool block_before = false;     ///< a block-level tag stands between the run before and this one
    bool space_before = false;     ///< white space alone stands between the run before and this one
};

/// Content of a script or style element.
struct RawText {
    NodeIndex node = kNoNode;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

struct Page {
    std::string_view source;
    std::vector<Node> nodes;
    std::vector<AttributeValue> attributes;
    std::vector<Run> runs;
    std::vector<RawText> scripts;

    [[nodiscard]] std::string_view text(std::uint32_t begin, std::uint32_t end) const {
        return source.substr(begin, end - begin);
    }
    /// Raw value of an attribute; empty if the node has none.
    [[nodiscard]] std::string_view value(NodeIndex node, Attribute name) const;
    void clear();
};

/// Reads `source` into `page` (cleared first; its memory is used again). `source` must outlive the page.
/// Never fails. Sources of 4 GiB and more are cut.
void parse(std::string_view source, Page& page);

/// True for tags that break a line of text (p, div, li, td …).
[[nodiscard]] bool is_block(Tag tag);
[[nodiscard]] std::string_view name(Tag tag);

/// Character reference that begins at `text[at]` == '&'.
struct Reference {
    std::array<char, 8> utf8{};
    std::uint8_t size = 0;     ///< bytes of utf8; 0: no reference, the ampersand is itself
    std::uint32_t length = 0;  ///< bytes of source it covers
    [[nodiscard]] std::string_view words() const { return {utf8.data(), size}; }
};
[[nodiscard]] Reference reference_at(std::string_view text, std::size_t at);
/// Text with references decoded and white space collapsed: for attribute values and titles.
[[nodiscard]] std::string decoded(std::string_view raw);

}  // namespace sitrep::extract::html
