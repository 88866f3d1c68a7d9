/// @file html_tags.hpp
/// @brief What the HTML reader knows of tags and attributes: names, which break lines, close paragraphs, hold
/// no content. For html.cpp alone.
#pragma once
#include <strings.h>

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "extract/html.hpp"

namespace sitrep::extract::html {

inline constexpr std::array kNames = std::to_array<std::string_view>(
    {"unknown",    "a",       "abbr",     "address", "article",  "aside",      "b",      "base",
     "blockquote", "body",    "br",       "button",  "canvas",   "caption",    "center", "cite",
     "code",       "col",     "colgroup", "dd",      "del",      "details",    "dialog", "div",
     "dl",         "dt",      "em",       "embed",   "fieldset", "figcaption", "figure", "font",
     "footer",     "form",    "frame",    "h1",      "h2",       "h3",         "h4",     "h5",
     "h6",         "head",    "header",   "hgroup",  "hr",       "html",       "i",      "iframe",
     "img",        "input",   "ins",      "label",   "legend",   "li",         "link",   "main",
     "mark",       "menu",    "meta",     "nav",     "noframes", "noscript",   "object", "ol",
     "optgroup",   "option",  "p",        "param",   "picture",  "pre",        "q",      "s",
     "script",     "section", "select",   "small",   "source",   "span",       "strong", "style",
     "sub",        "summary", "sup",      "svg",     "table",    "tbody",      "td",     "template",
     "textarea",   "tfoot",   "th",       "thead",   "time",     "title",      "tr",     "track",
     "u",          "ul",      "video",    "wbr",     "xmp"});
inline constexpr std::size_t kTags = kNames.size();

constexpr std::array<bool, kTags> flagged(std::initializer_list<Tag> tags) {
    std::array<bool, kTags> flags{};
    for (const Tag tag : tags) flags[static_cast<std::size_t>(tag)] = true;
    return flags;
}
inline constexpr auto kBlock = flagged(
    {Tag::address, Tag::article,  Tag::aside,      Tag::blockquote, Tag::body,    Tag::button,   Tag::canvas,
     Tag::caption, Tag::center,   Tag::dd,         Tag::details,    Tag::dialog,  Tag::div,      Tag::dl,
     Tag::dt,      Tag::fieldset, Tag::figcaption, Tag::figure,     Tag::footer,  Tag::form,     Tag::h1,
     Tag::h2,      Tag::h3,       Tag::h4,         Tag::h5,         Tag::h6,      Tag::head,     Tag::header,
     Tag::hgroup,  Tag::hr,       Tag::html,       Tag::iframe,     Tag::legend,  Tag::li,       Tag::main,
     Tag::menu,    Tag::nav,      Tag::noscript,   Tag::object,     Tag::ol,      Tag::optgroup, Tag::option,
     Tag::p,       Tag::pre,      Tag::section,    Tag::select,     Tag::summary, Tag::svg,      Tag::table,
     Tag::tbody,   Tag::td,       Tag::template_,  Tag::textarea,   Tag::tfoot,   Tag::th,       Tag::thead,
     Tag::title,   Tag::tr,       Tag::ul,         Tag::video,      Tag::xmp});
/// Inline, but words on either side of them are two.
inline constexpr auto kParts = flagged({Tag::input, Tag::label, Tag::embed});
inline constexpr auto kVoid =
    flagged({Tag::base, Tag::br, Tag::col, Tag::embed, Tag::frame, Tag::hr, Tag::img, Tag::input, Tag::link,
             Tag::meta, Tag::param, Tag::source, Tag::track, Tag::wbr});
/// Start tags of these end an open paragraph.
inline constexpr auto kEndsParagraph = flagged(
    {Tag::address, Tag::article, Tag::aside,    Tag::blockquote, Tag::center, Tag::details, Tag::dialog,
     Tag::div,     Tag::dl,      Tag::fieldset, Tag::figcaption, Tag::figure, Tag::footer,  Tag::form,
     Tag::h1,      Tag::h2,      Tag::h3,       Tag::h4,         Tag::h5,     Tag::h6,      Tag::header,
     Tag::hgroup,  Tag::hr,      Tag::main,     Tag::menu,       Tag::nav,    Tag::ol,      Tag::p,
     Tag::pre,     Tag::section, Tag::summary,  Tag::table,      Tag::ul,     Tag::li,      Tag::dd,
     Tag::dt,      Tag::xmp});
/// Elements that belong to the head; anything else ends it.
inline constexpr auto kHeadContent = flagged({Tag::base, Tag::link, Tag::meta, Tag::noscript, Tag::script,
                                              Tag::style, Tag::template_, Tag::title, Tag::unknown});
inline constexpr std::size_t kDepthLimit = 512;

constexpr std::uint32_t inside_of(Tag tag) {
    switch (tag) {
        case Tag::a:
            return kLink;
        case Tag::nav:
            return kNav;
        case Tag::footer:
            return kFooter;
        case Tag::header:
            return kHeader;
        case Tag::aside:
            return kAside;
        case Tag::form:
        case Tag::select:
        case Tag::textarea:
        case Tag::option:
        case Tag::fieldset:
            return kForm;
        case Tag::figure:
        case Tag::figcaption:
            return kFigure;
        case Tag::table:
            return kTable;
        case Tag::ul:
        case Tag::ol:
        case Tag::dl:
        case Tag::menu:
            return kList;
        case Tag::article:
            return kArticle;
        case Tag::main:
            return kMain;
        case Tag::blockquote:
            return kQuote;
        case Tag::button:
            return kButton;
        case Tag::head:
            return kHead;
        case Tag::p:
            return kParagraph;
        case Tag::h1:
        case Tag::h2:
        case Tag::h3:
        case Tag::h4:
        case Tag::h5:
        case Tag::h6:
            return kHeading;
        case Tag::strong:
        case Tag::b:
            return kStrong;
        case Tag::noscript:
        case Tag::template_:
        case Tag::dialog:
            return kNoscript;
        case Tag::svg:
            return kHidden;
        case Tag::time:
            return kTime;
        case Tag::pre:
            return kPreformatted;
        default:
            return 0;
    }
}

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// A name of up to eight lower-case letters, packed; longer names fall back to comparing words.
constexpr std::uint64_t packed(std::string_view word) {
    std::uint64_t value = 0;
    for (const char c : word) value = (value << 8U) | static_cast<unsigned char>(c);
    return value;
}

struct NameTable {
    static constexpr std::size_t kSize = 1024;
    std::array<std::uint64_t, kSize> keys{};
    std::array<std::uint8_t, kSize> values{};
    static constexpr std::size_t slot(std::uint64_t key) {
        return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 54U);
    }
    constexpr void put(std::uint64_t key, std::uint8_t value) {
        std::size_t at = slot(key);
        while (keys[at] != 0) at = (at + 1) % kSize;
        keys[at] = key;
        values[at] = value;
    }
    [[nodiscard]] constexpr std::uint8_t get(std::uint64_t key) const {
        std::size_t at = slot(key);
        while (keys[at] != 0) {
            if (keys[at] == key) return values[at];
            at = (at + 1) % kSize;
        }
        return 0;
    }
};
constexpr NameTable tag_table() {
    NameTable table;
    for (std::size_t i = 1; i < kTags; ++i) {
        if (kNames[i].size() <= 8) table.put(packed(kNames[i]), static_cast<std::uint8_t>(i));
    }
    return table;
}
inline constexpr NameTable kTagTable = tag_table();

inline Tag long_tag(std::string_view word) {
    for (const Tag tag : {Tag::blockquote, Tag::figcaption}) {
        if (word == name(tag)) return tag;
    }
    return Tag::unknown;
}

inline constexpr std::array kAttributeNames = std::to_array<std::string_view>(
    {"class", "id", "role", "itemprop", "itemtype", "property", "name", "content", "href", "rel", "datetime",
     "type", "lang", "hidden", "aria-hidden", "style", "charset", "http-equiv", "title"});
constexpr NameTable attribute_table() {
    NameTable table;
    for (std::size_t i = 0; i < kAttributeNames.size(); ++i) {
        if (kAttributeNames[i].size() <= 8)
            table.put(packed(kAttributeNames[i]), static_cast<std::uint8_t>(i + 1));
    }
    return table;
}
inline constexpr NameTable kAttributeTable = attribute_table();

/// Index + 1 of a kept attribute, 0 for the others.
inline std::uint8_t attribute_of(const char* begin, std::size_t size) {
    if (size <= 8) {
        std::uint64_t key = 0;
        for (std::size_t i = 0; i < size; ++i)
            key = (key << 8U) | static_cast<unsigned char>(lower(begin[i]));
        return kAttributeTable.get(key);
    }
    if (size == 11 && strncasecmp(begin, "aria-hidden", 11) == 0)
        return static_cast<std::uint8_t>(Attribute::aria_hidden) + 1;
    if (size == 10 && strncasecmp(begin, "http-equiv", 10) == 0)
        return static_cast<std::uint8_t>(Attribute::http_equiv) + 1;
    return 0;
}

}  // namespace sitrep::extract::html
