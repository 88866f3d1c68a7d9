#include "extract/html.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <optional>
#include <utility>

#include "extract/html_tags.hpp"

namespace sitrep::extract::html {
namespace {

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

    [[nodiscard]] std::string_view value(const AttributeValue& attribute) const {
        return {data_ + attribute.begin, attribute.end - attribute.begin};
    }

    /// What stands hidden until a reader opens it is text all the same: a panel below the button that names
    /// it (role "region", WAI-ARIA's accordion), or what a search in the page would show
    /// (hidden="until-found").
    [[nodiscard]] bool hides(const Node& node) const {
        bool hidden = false;
        for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
            const AttributeValue& attribute = page_.attributes[node.first_attribute + i];
            const std::string_view text = value(attribute);
            if (attribute.name == Attribute::role && text == "region") return false;
            if (attribute.name == Attribute::hidden) hidden = hidden || text != "until-found";
            if (attribute.name == Attribute::aria_hidden) hidden = hidden || text == "true";
            if (attribute.name == Attribute::style) hidden = hidden || undisplayed(text);
        }
        return hidden;
    }

    [[nodiscard]] static bool undisplayed(std::string_view style) {
        for (std::size_t at = style.find("display"); at != std::string_view::npos;
             at = style.find("display", at + 7)) {
            std::size_t next = at + 7;
            while (next < style.size() && (is_space(style[next]) || style[next] == ':')) ++next;
            if (style.substr(next).starts_with("none")) return true;
        }
        return false;
    }

    /// Prefix and number of an id "S:1", "app-B:1f": how a server that sends a page in parts (React 18) names
    /// a late part, hidden behind the rest (S), and the template (B, P) that a script puts it in place of.
    using Part = std::pair<std::string_view, std::string_view>;
    [[nodiscard]] std::optional<Part> part_named(const Node& node, std::string_view letters) const {
        for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
            const AttributeValue& attribute = page_.attributes[node.first_attribute + i];
            if (attribute.name != Attribute::id) continue;
            const std::string_view id = value(attribute);
            const std::size_t colon = id.rfind(':');
            if (colon == std::string_view::npos || colon == 0 ||
                letters.find(id[colon - 1]) == std::string_view::npos)
                return std::nullopt;
            const std::string_view number = id.substr(colon + 1);
            if (number.empty() || number.find_first_not_of("0123456789abcdef") != std::string_view::npos)
                return std::nullopt;
            return Part{id.substr(0, colon - 1), number};
        }
        return std::nullopt;
    }

    /// A late part belongs where its template stood, or stays where it is if its template comes later still.
    /// Returns whether the node is such a part.
    bool place_late_part(Node& node) {
        if (node.tag == Tag::template_) {
            if (const auto part = part_named(node, "BP")) templates_.emplace(*part, node.parent);
            return false;
        }
        const auto first = page_.attributes.begin() + node.first_attribute;
        if (std::none_of(first, first + node.attribute_count,
                         [](const AttributeValue& attribute) { return attribute.name == Attribute::hidden; }))
            return false;
        const auto part = part_named(node, "S");
        if (!part) return false;
        // Parts nested in parts without end stay where they are: no tree gets deeper than the limit and a
        // half.
        if (const auto found = templates_.find(*part);
            found != templates_.end() &&
            (found->second == kNoNode || page_.nodes[found->second].depth < kDepthLimit / 2))
            node.parent = found->second;
        return true;
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
        // Fields and pictures part words that stand on either side of them, and so do links side by side.
        if (kParts[static_cast<std::size_t>(tag)] || (tag == Tag::a && mark == link_end_))
            space_before_ = true;
        node.parent = top();
        const bool late = node.attribute_count > 0 && place_late_part(node);
        if (node.parent != kNoNode) {
            Node& parent = page_.nodes[node.parent];
            node.inside = parent.inside;
            node.depth = static_cast<std::uint16_t>(parent.depth + 1);
            ++parent.children;
        }
        if (tag == Tag::body) node.inside &= ~static_cast<std::uint32_t>(kHead | kHidden);
        node.inside |= inside_of(tag);
        if (tag != Tag::body && tag != Tag::html && node.attribute_count > 0 &&
            (node.inside & kHidden) == 0 && !late && hides(node))
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
                if (kParts[static_cast<std::size_t>(tag)]) space_before_ = true;
                if (tag == Tag::a) link_end_ = at;
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
    std::map<Part, NodeIndex> templates_;  ///< what each stands in
    std::uint8_t line_breaks_ = 0;
    bool block_before_ = true;
    bool space_before_ = false;
    std::uint32_t link_end_ = 0xFFFFFFFF;  ///< offset after the last end tag of a link
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
