// NewsML-G2 (IPTC, 2.x power and core conformance) and NITF.
#include <algorithm>

#include "ingest/dates.hpp"
#include "ingest/xml_tree.hpp"
#include "text/utf8.hpp"

namespace sitrep::ingest {
namespace {

/// Name of a party or a genre: its literal, its <name>, or the part of its QCode behind the colon.
std::string party(pugi::xml_node node) {
    if (const pugi::xml_node name = child(node, "name")) return all_text(name);
    if (const pugi::xml_attribute literal = node.attribute("literal")) return literal.value();
    const std::string_view code = node.attribute("qcode").value();
    if (!code.empty()) return std::string(code.substr(std::min(code.find(':') + 1, code.size())));
    return all_text(node);
}

void claim_item(Address& at, pugi::xml_node item) {
    const pugi::xml_node item_meta = child(item, "itemMeta");
    const pugi::xml_node content_meta = child(item, "contentMeta");
    for (const pugi::xml_node node : content_meta.children()) {
        const std::string_view name = local_name(node);
        if (name == "headline") at.claim(ClaimKind::title, all_text(node), "newsml headline", 0.95);
        if (name == "by") at.claim(ClaimKind::author, all_text(node), "newsml by", 0.9);
        if (name == "creator") at.claim(ClaimKind::author, party(node), "newsml creator", 0.7);
        if (name == "creditline") at.claim(ClaimKind::agency, all_text(node), "newsml creditline", 0.8);
        if (name == "infoSource") at.claim(ClaimKind::agency, party(node), "newsml infoSource", 0.6);
        if (name == "language")
            at.claim(ClaimKind::language, node.attribute("tag").value(), "newsml language", 0.95);
        if (name == "contentCreated")
            at.claim(ClaimKind::published, iso_date_time(all_text(node)), "newsml contentCreated", 0.8);
        if (name == "contentModified")
            at.claim(ClaimKind::modified, iso_date_time(all_text(node)), "newsml contentModified", 0.8);
    }
    at.claim(ClaimKind::outlet, party(child(item_meta, "provider")), "newsml provider", 0.8);
    at.claim(ClaimKind::published, iso_date_time(child_text(item_meta, "firstCreated")),
             "newsml firstCreated", 0.9);
    at.claim(ClaimKind::modified, iso_date_time(child_text(item_meta, "versionCreated")),
             "newsml versionCreated", 0.8);
    at.claim(ClaimKind::language, item.attribute("xml:lang").value(), "newsml xml:lang", 0.5);
}

/// Within an inline document the article stands in <body> (XHTML, NITF); else all of it is the article.
pugi::xml_node body_of(pugi::xml_node inline_xml) {
    const pugi::xml_node root =
        inline_xml.find_child([](pugi::xml_node n) { return n.type() == pugi::node_element; });
    const pugi::xml_node body = child(root, "body");
    if (const pugi::xml_node content = child(body, "body.content")) return content;
    if (body) return body;
    return root ? inline_xml : pugi::xml_node();
}

void open_nitf(Desk& desk, Address at, pugi::xml_node root) {
    const pugi::xml_node head = child(child(root, "body"), "body.head");
    at.claim(ClaimKind::title, all_text(child(child(head, "hedline"), "hl1")), "nitf hl1", 0.95);
    at.claim(ClaimKind::title, child_text(child(root, "head"), "title"), "nitf title", 0.8);
    at.claim(ClaimKind::author, child_text(head, "byline"), "nitf byline", 0.9);
    at.claim(ClaimKind::agency, child_text(head, "distributor"), "nitf distributor", 0.8);
    const pugi::xml_node docdata = child(child(root, "head"), "docdata");
    at.claim(ClaimKind::published, iso_date_time(child(docdata, "date.issue").attribute("norm").value()),
             "nitf date.issue", 0.9);
    const pugi::xml_node content = child(child(root, "body"), "body.content");
    if (!content)
        return desk.leave_out(at, Reason::no_body, "is NITF without a body", "give an item with a text", 0);
    hand_over_element(desk, at, "body.content", inner_markup(content), true, Kind::newsml);
}

void open_item_of_news(Desk& desk, Address at, pugi::xml_node item) {
    const std::string_view status = child(child(item, "itemMeta"), "pubStatus").attribute("qcode").value();
    const auto offset = static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(0, item.offset_debug()));
    if (status.ends_with(":canceled"))
        return desk.leave_out(at, Reason::cancelled, "was cancelled by its publisher", "do not rely on it",
                              offset);
    const std::string_view kind = child(child(item, "itemMeta"), "itemClass").attribute("qcode").value();
    claim_item(at, item);
    const pugi::xml_node set = child(item, "contentSet");
    for (const pugi::xml_node node : set.children()) {
        if (local_name(node) == "inlineXML") {
            if (const pugi::xml_node body = body_of(node))
                return hand_over_element(desk, at, "inlineXML", inner_markup(body), true, Kind::newsml);
        }
        if (local_name(node) == "inlineData") {
            std::string bytes = content(node);
            if (!text::trimmed(bytes).empty())
                return hand_over_element(desk, at, "inlineData", std::move(bytes), false, Kind::newsml);
        }
    }
    if (kind.ends_with(":picture") || kind.ends_with(":video") || kind.ends_with(":audio") ||
        kind.ends_with(":graphic")) {
        return desk.pass_over(Reason::other_medium);
    }
    desk.leave_out(at, Reason::no_body, "is a news item without a text inside",
                   "give items with inline content", offset);
}

}  // namespace

void open_news_message(Desk& desk, const Address& address, pugi::xml_node root) {
    if (local_name(root) == "nitf") return open_nitf(desk, address, root);
    if (local_name(root) == "newsItem") return open_item_of_news(desk, address, root);
    if (local_name(root) == "packageItem") return desk.pass_over(Reason::other_record);
    std::size_t number = 0;
    for (const pugi::xml_node set : root.children()) {
        if (local_name(set) != "itemSet") continue;
        for (const pugi::xml_node item : set.children()) {
            if (!desk.open()) return;
            if (local_name(item) == "newsItem") {
                open_item_of_news(desk, address.inside("newsItem " + std::to_string(++number), ""), item);
            } else if (item.type() == pugi::node_element) {
                ++number;
                desk.pass_over(Reason::other_record);
            }
        }
    }
    if (number == 0)
        desk.leave_out(address, Reason::no_reports, "is a news message without items",
                       "give a message with items in it");
}

}  // namespace sitrep::ingest
