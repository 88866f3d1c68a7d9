#include "ingest/xml.hpp"

#include <algorithm>

#include "ingest/markup.hpp"
#include "ingest/xml_tree.hpp"
#include "text/utf8.hpp"

namespace sitrep::ingest {
namespace {

constexpr unsigned kParse =
    pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata_single;
constexpr std::size_t kDepth = 512;  // deeper nesting than any feed or news item has

/// The charset an XML declaration names; empty if it names none.
std::string declared_charset(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, std::min<std::size_t>(bytes.size(), 256));
    const std::size_t end = head.find("?>");
    const std::size_t at = head.find("encoding");
    if (!head.starts_with("<?xml") || end == std::string_view::npos || at == std::string_view::npos ||
        at > end)
        return {};
    const std::size_t open = head.find_first_of("\"'", at);
    if (open == std::string_view::npos) return {};
    const std::size_t close = head.find(head[open], open + 1);
    return close == std::string_view::npos ? std::string()
                                           : std::string(head.substr(open + 1, close - open - 1));
}

/// Deeper trees than `kDepth` are refused before anything walks them by recursion.
bool too_deep(pugi::xml_node root) {
    std::size_t depth = 0;
    pugi::xml_node node = root;
    while (node) {
        if (node.first_child()) {
            if (++depth > kDepth) return true;
            node = node.first_child();
            continue;
        }
        while (node && node != root && !node.next_sibling()) {
            node = node.parent();
            --depth;
        }
        node = node == root ? pugi::xml_node() : node.next_sibling();
    }
    return false;
}

void dispatch(Desk& desk, const Address& address, pugi::xml_node root) {
    const std::string_view name = local_name(root);
    if (name == "rss" || name == "feed" || name == "RDF" || name == "rdf")
        return open_feed(desk, address, root);
    if (name == "opml" || name == "urlset" || name == "sitemapindex") return open_index(desk, address, root);
    if (name == "newsItem" || name == "newsMessage" || name == "packageItem" || name == "nitf")
        return open_news_message(desk, address, root);
    desk.leave_out(address, Reason::unknown_shape,
                   "is XML with the root element '" + text::printable(name.substr(0, 40)) +
                       "', in which no report is looked for",
                   "give RSS, Atom, RDF, OPML, a sitemap or NewsML-G2");
}

}  // namespace

std::string_view local_name(pugi::xml_node node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node node, std::string_view local) {
    for (const pugi::xml_node inner : node.children()) {
        if (inner.type() == pugi::node_element && local_name(inner) == local) return inner;
    }
    return {};
}

std::string content(pugi::xml_node node) {
    std::string out;
    for (const pugi::xml_node inner : node.children()) {
        if (inner.type() == pugi::node_pcdata || inner.type() == pugi::node_cdata) out += inner.value();
    }
    return out;
}

std::string all_text(pugi::xml_node node) {
    std::string out;
    for (pugi::xml_node at = node.first_child(); at;) {
        if (at.type() == pugi::node_pcdata || at.type() == pugi::node_cdata) out += at.value();
        if (at.first_child()) {
            at = at.first_child();
            continue;
        }
        while (at && at != node && !at.next_sibling()) at = at.parent();
        at = at == node ? pugi::xml_node() : at.next_sibling();
    }
    return std::string(text::trimmed(out));
}

std::string inner_markup(pugi::xml_node node) {
    struct Writer : pugi::xml_writer {
        std::string out;
        void write(const void* data, std::size_t size) override {
            out.append(static_cast<const char*>(data), size);
        }
    } writer;
    for (const pugi::xml_node inner : node.children())
        inner.print(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return std::move(writer.out);
}

std::string child_text(pugi::xml_node node, std::string_view local) { return all_text(child(node, local)); }

void hand_over_element(Desk& desk, const Address& entry, std::string_view field, std::string bytes,
                       bool serialized, Kind kind) {
    Address item = entry.inside({}, serialized ? "xml-inner" : "xml-text");
    if (!item.member.empty()) item.member += ' ';
    item.member += field;
    item.name.clear();
    item.charset = "utf-8";
    const bool html = serialized || looks_like_markup(bytes);
    desk.hand_over(std::move(item), kind, html ? MediaType::html : MediaType::plain_text, std::move(bytes));
}

void open_xml(Desk& desk, const Address& address, Source& source) {
    std::string bytes;
    source.read(desk.limits().tree_bytes, bytes);
    if (source.fault()) return desk.leave_out(address, *source.fault(), source.offset());
    if (!source.at_end()) {
        return desk.leave_out(address, Reason::too_large,
                              "is XML of more than " + bytes_in_words(desk.limits().tree_bytes), "split it",
                              desk.limits().tree_bytes);
    }
    const std::string charset = declared_charset(bytes);
    if (!charset.empty()) {
        auto decoded = to_utf8(bytes, charset);
        if (!decoded) {
            return desk.leave_out(
                address, Reason::bad_encoding,
                "declares the encoding '" + text::printable(charset) + "', which is not known",
                "convert it to UTF-8", 0);
        }
        if (charset.size() < 6 || (charset.substr(0, 6) != "utf-16" && charset.substr(0, 6) != "UTF-16"))
            bytes = std::move(*decoded);
    }
    pugi::xml_document document;
    const bool wide = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    const auto result = document.load_buffer_inplace(bytes.data(), bytes.size(), kParse,
                                                     wide ? pugi::encoding_auto : pugi::encoding_utf8);
    const pugi::xml_node root = document.document_element();
    if (too_deep(document)) {
        return desk.leave_out(address, Reason::too_deep,
                              "is XML nested deeper than " + std::to_string(kDepth) + " elements",
                              "give a feed");
    }
    if (root) dispatch(desk, address, root);
    if (!result || !root) {
        desk.leave_out(address, Reason::damaged,
                       std::string("is no valid XML: ") + (result ? "no element" : result.description()),
                       "fetch it again",
                       static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(0, result.offset)));
    }
}

}  // namespace sitrep::ingest
