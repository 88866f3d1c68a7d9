#include "extract/html.hpp"

#include <algorithm>
#include <cstring>

namespace sitrep::extract::html {
namespace {

constexpr std::array kNames = std::to_array<std::string_view>(
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
constexpr std::size_t kTags = kNames.size();

constexpr std::array<bool, kTags> flagged(std::initializer_list<Tag> tags) {
    std::array<bool, kTags> flags{};
    for (const Tag tag : tags) flags[static_cast<std::size_t>(tag)] = true;
    return flags;
}
constexpr auto kBlock = flagged(
    {Tag::address, Tag::article,  Tag::aside,      Tag::blockquote, Tag::body,    Tag::button,   Tag::canvas,
     Tag::caption, Tag::center,   Tag::dd,         Tag::details,    Tag::dialog,  Tag::div,      Tag::dl,
     Tag::dt,      Tag::fieldset, Tag::figcaption, Tag::figure,     Tag::footer,  Tag::form,     Tag::h1,
     Tag::h2,      Tag::h3,       Tag::h4,         Tag::h5,         Tag::h6,      Tag::head,     Tag::header,
     Tag::hgroup,  Tag::hr,       Tag::html,       Tag::iframe,     Tag::legend,  Tag::li,       Tag::main,
     Tag::menu,    Tag::nav,      Tag::noscript,   Tag::object,     Tag::ol,      Tag::optgroup, Tag::option,
     Tag::p,       Tag::pre,      Tag::section,    Tag::select,     Tag::summary, Tag::svg,      Tag::table,
     Tag::tbody,   Tag::td,       Tag::template_,  Tag::textarea,   Tag::tfoot,   Tag::th,       Tag::thead,
     Tag::title,   Tag::tr,       Tag::ul,         Tag::video,      Tag::xmp});
constexpr auto kVoid =
    flagged({Tag::base, Tag::br, Tag::col, Tag::embed, Tag::frame, Tag::hr, Tag::img, Tag::input, Tag::link,
             Tag::meta, Tag::param, Tag::source, Tag::track, Tag::wbr});
/// Start tags of these end an open paragraph.
constexpr auto kEndsParagraph = flagged(
    {Tag::address, Tag::article, Tag::aside,    Tag::blockquote, Tag::center, Tag::details, Tag::dialog,
     Tag::div,     Tag::dl,      Tag::fieldset, Tag::figcaption, Tag::figure, Tag::footer,  Tag::form,
     Tag::h1,      Tag::h2,      Tag::h3,       Tag::h4,         Tag::h5,     Tag::h6,      Tag::header,
     Tag::hgroup,  Tag::hr,      Tag::main,     Tag::menu,       Tag::nav,    Tag::ol,      Tag::p,
     Tag::pre,     Tag::section, Tag::summary,  Tag::table,      Tag::ul,     Tag::li,      Tag::dd,
     Tag::dt,      Tag::xmp});
/// Elements that belong to the head; anything else ends it.
constexpr auto kHeadContent = flagged({Tag::base, Tag::link, Tag::meta, Tag::noscript, Tag::script,
                                       Tag::style, Tag::template_, Tag::title, Tag::unknown});
constexpr std::size_t kDepthLimit = 512;

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
constexpr NameTable kTagTable = tag_table();

Tag long_tag(std::string_view word) {
    for (const Tag tag : {Tag::blockquote, Tag::figcaption}) {
        if (word == name(tag)) return tag;
    }
    return Tag::unknown;
}

constexpr std::array kAttributeNames = std::to_array<std::string_view>(
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
constexpr NameTable kAttributeTable = attribute_table();

/// Index + 1 of a kept attribute, 0 for the others.
std::uint8_t attribute_of(const char* begin, std::size_t size) {
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

class Parser {
  public:
    Parser(std::string_view source, Page& page)
        : page_(page), data_(source.data()), size_(static_cast<std::uint32_t>(source.size())) {}

    void run() {
        std::uint32_t at = 0;
        while (at < size_) {
            const void* found = std::memchr(data_ + at, '<', size_ - at);
            const std::uint32_t mark =
                found == nullptr ? size_
                                 : static_cast<std::uint32_t>(static_cast<const char*>(found) - data_);
            if (mark + 1 >= size_) {
                add_text(text_begin_, size_);
                return;
            }
            const char next = data_[mark + 1];
            if (is_letter(next)) {
                add_text(text_begin_, mark);
                at = start_tag(mark);
            } else if (next == '/' && mark + 2 < size_ && is_letter(data_[mark + 2])) {
                add_text(text_begin_, mark);
                at = end_tag(mark);
            } else if (next == '!' || next == '?' || next == '/') {
                add_text(text_begin_, mark);
                at = declaration(mark);
            } else {
                at = mark + 1;
                continue;
            }
            text_begin_ = at;
        }
        add_text(text_begin_, size_);
    }

  private:
    [[nodiscard]] NodeIndex top() const { return open_.empty() ? kNoNode : open_.back(); }

    void add_text(std::uint32_t begin, std::uint32_t end) {
        std::uint32_t first = begin;
        while (first < end && is_space(data_[first])) ++first;
        if (first >= end) {
            if (begin < end && !page_.runs.empty() && !block_before_) space_before_ = true;
            return;
        }
        if (in_head_ && !(top() != kNoNode && page_.nodes[top()].tag == Tag::title)) close_head();
        page_.runs.push_back({begin, end, top(), line_breaks_, block_before_, space_before_});
        line_breaks_ = 0;
        block_before_ = false;
        space_before_ = false;
    }

    /// Comments, doctype, CDATA, processing instructions.
    std::uint32_t declaration(std::uint32_t mark) const {
        const std::string_view rest(data_ + mark, size_ - mark);
        if (rest.starts_with("<!--")) {
            const std::size_t end = rest.find("-->", 2);
            return end == std::string_view::npos ? size_ : mark + static_cast<std::uint32_t>(end) + 3;
        }
        if (rest.starts_with("<![CDATA[")) {
            const std::size_t end = rest.find("]]>");
            return end == std::string_view::npos ? size_ : mark + static_cast<std::uint32_t>(end) + 3;
        }
        const std::size_t end = rest.find('>');
        return end == std::string_view::npos ? size_ : mark + static_cast<std::uint32_t>(end) + 1;
    }

    Tag read_name(std::uint32_t& at) const {
        const std::uint32_t begin = at;
        std::uint64_t key = 0;
        while (at < size_) {
            const char c = data_[at];
            if (is_space(c) || c == '>' || c == '/') break;
            key = (key << 8U) | static_cast<unsigned char>(lower(c));
            ++at;
        }
        const std::uint32_t length = at - begin;
        if (length <= 8) return static_cast<Tag>(kTagTable.get(key));
        if (length > 10) return Tag::unknown;
        std::string word(data_ + begin, length);
        for (char& c : word) c = lower(c);
        return long_tag(word);
    }

    /// Reads attributes up to '>' and keeps those that extraction reads; offset after the tag.
    std::uint32_t read_attributes(std::uint32_t at, Node& node) {
        while (at < size_) {
            while (at < size_ && (is_space(data_[at]) || data_[at] == '/')) ++at;
            if (at >= size_) return size_;
            if (data_[at] == '>') return at + 1;
            const std::uint32_t name_begin = at;
            while (at < size_ && !is_space(data_[at]) && data_[at] != '=' && data_[at] != '>' &&
                   (data_[at] != '/' || at == name_begin))
                ++at;
            const std::uint32_t name_end = at;
            while (at < size_ && is_space(data_[at])) ++at;
            std::uint32_t begin = at, end = at;
            if (at < size_ && data_[at] == '=') {
                ++at;
                while (at < size_ && is_space(data_[at])) ++at;
                if (at < size_ && (data_[at] == '"' || data_[at] == '\'')) {
                    const char quote = data_[at++];
                    begin = at;
                    const void* close = std::memchr(data_ + at, quote, size_ - at);
                    end = close == nullptr
                              ? size_
                              : static_cast<std::uint32_t>(static_cast<const char*>(close) - data_);
                    at = std::min(size_, end + 1);
                } else {
                    begin = at;
                    while (at < size_ && !is_space(data_[at]) && data_[at] != '>') ++at;
                    end = at;
                }
            }
            if (node.attribute_count >= 16) continue;
            if (const std::uint8_t kept = attribute_of(data_ + name_begin, name_end - name_begin);
                kept != 0) {
                page_.attributes.push_back({static_cast<Attribute>(kept - 1), begin, end});
                ++node.attribute_count;
            }
        }
        return size_;
    }

    [[nodiscard]] bool hides(const Node& node) const {
        for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
            const AttributeValue& attribute = page_.attributes[node.first_attribute + i];
            const std::string_view value(data_ + attribute.begin, attribute.end - attribute.begin);
            if (attribute.name == Attribute::hidden) return true;
            if (attribute.name == Attribute::aria_hidden && value == "true") return true;
            if (attribute.name == Attribute::style) {
                for (std::size_t at = value.find("display"); at != std::string_view::npos;
                     at = value.find("display", at + 7)) {
                    std::size_t next = at + 7;
                    while (next < value.size() && (is_space(value[next]) || value[next] == ':')) ++next;
                    if (value.substr(next).starts_with("none")) return true;
                }
            }
        }
        return false;
    }

    void close_head() {
        in_head_ = false;
        for (std::size_t i = open_.size(); i-- > 0;) {
            if (page_.nodes[open_[i]].tag == Tag::head) {
                open_.resize(i);
                block_before_ = true;
                return;
            }
        }
    }

    void pop_to(std::size_t index) {
        for (std::size_t i = index; i < open_.size(); ++i) {
            if (kBlock[static_cast<std::size_t>(page_.nodes[open_[i]].tag)]) block_before_ = true;
        }
        open_.resize(index);
    }

    /// Closes the nearest open element of one of `tags`, unless one of `scopes` stands between.
    bool close_nearest(std::initializer_list<Tag> tags, std::initializer_list<Tag> scopes) {
        for (std::size_t i = open_.size(); i-- > 0;) {
            const Tag tag = page_.nodes[open_[i]].tag;
            if (std::find(tags.begin(), tags.end(), tag) != tags.end()) {
                pop_to(i);
                return true;
            }
            if (std::find(scopes.begin(), scopes.end(), tag) != scopes.end()) return false;
        }
        return false;
    }

    void close_implied(Tag tag) {
        if (open_.empty()) return;
        if (kEndsParagraph[static_cast<std::size_t>(tag)] &&
            (page_.nodes[open_.back()].inside & kParagraph) != 0) {
            close_nearest({Tag::p}, {Tag::button, Tag::td, Tag::th, Tag::table, Tag::caption, Tag::object,
                                     Tag::div, Tag::li, Tag::article, Tag::section});
        }
        switch (tag) {
            case Tag::li:
                close_nearest({Tag::li}, {Tag::ul, Tag::ol, Tag::menu, Tag::nav, Tag::table, Tag::div,
                                          Tag::td, Tag::section, Tag::article});
                break;
            case Tag::dt:
            case Tag::dd:
                close_nearest({Tag::dt, Tag::dd}, {Tag::dl, Tag::div, Tag::table, Tag::td});
                break;
            case Tag::option:
            case Tag::optgroup:
                close_nearest({Tag::option}, {Tag::select, Tag::div, Tag::table});
                break;
            case Tag::td:
            case Tag::th:
                close_nearest({Tag::td, Tag::th}, {Tag::tr, Tag::table});
                break;
            case Tag::tr:
                close_nearest({Tag::tr}, {Tag::table, Tag::tbody, Tag::thead, Tag::tfoot});
                break;
            case Tag::tbody:
            case Tag::thead:
            case Tag::tfoot:
                close_nearest({Tag::tbody, Tag::thead, Tag::tfoot}, {Tag::table});
                break;
            case Tag::a:
                close_nearest({Tag::a}, {Tag::td, Tag::th, Tag::table, Tag::div, Tag::li, Tag::article,
                                         Tag::section, Tag::p});
                break;
            default:
                break;
        }
    }

    std::uint32_t start_tag(std::uint32_t mark) {
        std::uint32_t at = mark + 1;
        const Tag tag = read_name(at);
        Node node;
        node.tag = tag;
        node.begin = mark;
        node.first_attribute = static_cast<std::uint32_t>(page_.attributes.size());
        at = read_attributes(at, node);
        const bool closes_itself = at >= 2 && data_[at - 2] == '/' && data_[at - 1] == '>';
        node.open_end = at;
        if (tag == Tag::br) {
            if (line_breaks_ < 2) ++line_breaks_;
            page_.attributes.resize(node.first_attribute);
            return at;
        }
        if (in_head_ && !kHeadContent[static_cast<std::size_t>(tag)]) close_head();
        if (tag == Tag::head) in_head_ = true;
        close_implied(tag);
        if (kBlock[static_cast<std::size_t>(tag)]) block_before_ = true;
        node.parent = top();
        if (node.parent != kNoNode) {
            Node& parent = page_.nodes[node.parent];
            node.inside = parent.inside;
            node.depth = static_cast<std::uint16_t>(parent.depth + 1);
            ++parent.children;
        }
        if (tag == Tag::body) node.inside &= ~static_cast<std::uint32_t>(kHead | kHidden);
        node.inside |= inside_of(tag);
        if (tag != Tag::body && tag != Tag::html && node.attribute_count > 0 &&
            (node.inside & kHidden) == 0 && hides(node))
            node.inside |= kHidden;
        const auto index = static_cast<NodeIndex>(page_.nodes.size());
        page_.nodes.push_back(node);
        if (kVoid[static_cast<std::size_t>(tag)] || (closes_itself && tag == Tag::unknown)) return at;
        if (tag == Tag::script || tag == Tag::style || tag == Tag::iframe || tag == Tag::noframes ||
            tag == Tag::xmp || tag == Tag::textarea) {
            return raw_text(index, at);
        }
        if (tag == Tag::title && (node.inside & kHead) != 0) {
            const std::uint32_t end = raw_end("title", at);
            if (end > at) page_.scripts.push_back({index, at, std::min(end, size_)});
            return skip_end_tag(end);
        }
        if (open_.size() < kDepthLimit) open_.push_back(index);
        return at;
    }

    /// Offset of the end tag that closes a raw-text element, or the end of the source.
    [[nodiscard]] std::uint32_t raw_end(std::string_view word, std::uint32_t at) const {
        while (at < size_) {
            const void* found = std::memchr(data_ + at, '<', size_ - at);
            if (found == nullptr) return size_;
            const auto mark = static_cast<std::uint32_t>(static_cast<const char*>(found) - data_);
            if (mark + 2 + word.size() <= size_ && data_[mark + 1] == '/' &&
                strncasecmp(data_ + mark + 2, word.data(), word.size()) == 0)
                return mark;
            at = mark + 1;
        }
        return size_;
    }

    [[nodiscard]] std::uint32_t skip_end_tag(std::uint32_t at) const {
        if (at >= size_) return size_;
        const void* found = std::memchr(data_ + at, '>', size_ - at);
        return found == nullptr ? size_
                                : static_cast<std::uint32_t>(static_cast<const char*>(found) - data_) + 1;
    }

    std::uint32_t raw_text(NodeIndex index, std::uint32_t at) {
        const Tag tag = page_.nodes[index].tag;
        const std::uint32_t end = raw_end(name(tag), at);
        if (tag == Tag::script) page_.scripts.push_back({index, at, end});
        return skip_end_tag(end);
    }

    std::uint32_t end_tag(std::uint32_t mark) {
        std::uint32_t at = mark + 2;
        const Tag tag = read_name(at);
        at = skip_end_tag(at);
        if (tag == Tag::br) {
            if (line_breaks_ < 2) ++line_breaks_;
            return at;
        }
        if (tag == Tag::head) {
            close_head();
            return at;
        }
        if (tag == Tag::p && (open_.empty() || (page_.nodes[open_.back()].inside & kParagraph) == 0)) {
            block_before_ = true;
            return at;
        }
        if (tag == Tag::body || tag == Tag::html) return at;
        const bool block = kBlock[static_cast<std::size_t>(tag)];
        const bool cell_may_close = tag == Tag::table || tag == Tag::tr || tag == Tag::tbody ||
                                    tag == Tag::thead || tag == Tag::tfoot || tag == Tag::td ||
                                    tag == Tag::th;
        for (std::size_t i = open_.size(); i-- > 0;) {
            const Tag open = page_.nodes[open_[i]].tag;
            if (open == tag && (tag != Tag::unknown || i + 1 == open_.size())) {
                pop_to(i);
                if (block) block_before_ = true;
                return at;
            }
            // A stray inline end tag must not close blocks; a cell keeps what is inside it.
            if (!block && kBlock[static_cast<std::size_t>(open)]) break;
            if (!cell_may_close && (open == Tag::td || open == Tag::th || open == Tag::table)) break;
            if (cell_may_close && open == Tag::table && tag != Tag::table) break;
        }
        if (block) block_before_ = true;
        return at;
    }

    Page& page_;
    const char* data_;
    std::uint32_t size_;
    std::uint32_t text_begin_ = 0;
    std::vector<NodeIndex> open_;
    std::uint8_t line_breaks_ = 0;
    bool block_before_ = true;
    bool space_before_ = false;
    bool in_head_ = false;
};

}  // namespace

std::string_view Page::value(NodeIndex node, Attribute wanted) const {
    if (node == kNoNode) return {};
    const Node& element = nodes[node];
    for (std::uint32_t i = 0; i < element.attribute_count; ++i) {
        const AttributeValue& attribute = attributes[element.first_attribute + i];
        if (attribute.name == wanted) return text(attribute.begin, attribute.end);
    }
    return {};
}

void Page::clear() {
    nodes.clear();
    attributes.clear();
    runs.clear();
    scripts.clear();
}

void parse(std::string_view source, Page& page) {
    page.clear();
    page.source = source.substr(0, 0xFFFFFFF0U);
    Parser(page.source, page).run();
}

bool is_block(Tag tag) { return kBlock[static_cast<std::size_t>(tag)]; }
std::string_view name(Tag tag) { return kNames[static_cast<std::size_t>(tag)]; }

}  // namespace sitrep::extract::html
