// RSS 2.0, RDF Site Summary 1.0, Atom (RFC 4287).
#include "ingest/dates.hpp"
#include "ingest/markup.hpp"
#include "ingest/xml_tree.hpp"
#include "text/utf8.hpp"

namespace sitrep::ingest {
namespace {

void claim_channel(Address& at, pugi::xml_node channel) {
    at.claim(ClaimKind::outlet, plain_title(child_text(channel, "title")), "feed channel title", 0.7);
    at.claim(ClaimKind::language, child_text(channel, "language"), "feed channel language", 0.7);
    at.claim(ClaimKind::language, channel.attribute("xml:lang").value(), "feed xml:lang", 0.7);
}

void claim_date(Address& at, ClaimKind kind, pugi::xml_node entry, const char* field) {
    at.claim(kind, iso_date_time(all_text(entry.child(field))), std::string("feed ") + field, 0.9);
}

/// `link` with text (RSS), else a guid that is an address.
std::string rss_link(pugi::xml_node item) {
    std::string link = all_text(item.child("link"));
    const pugi::xml_node guid = item.child("guid");
    if (link.empty() && std::string_view(guid.attribute("isPermaLink").value()) != "false")
        link = all_text(guid);
    if (link.empty()) link = item.attribute("rdf:about").value();
    return link;
}

void open_rss_item(Desk& desk, Address at, pugi::xml_node item) {
    at.claim(ClaimKind::title, plain_title(all_text(item.child("title"))), "feed title", 0.9);
    at.claim(ClaimKind::outlet, plain_title(all_text(item.child("source"))), "feed source", 0.9);
    at.claim(ClaimKind::author, plain_title(all_text(item.child("dc:creator"))), "feed dc:creator", 0.9);
    at.claim(ClaimKind::author, plain_title(all_text(item.child("author"))), "feed author", 0.8);
    claim_date(at, ClaimKind::published, item, "pubDate");
    claim_date(at, ClaimKind::published, item, "dc:date");
    claim_date(at, ClaimKind::published, item, "dcterms:issued");
    claim_date(at, ClaimKind::modified, item, "atom:updated");
    claim_date(at, ClaimKind::modified, item, "dcterms:modified");
    at.claim(ClaimKind::language, all_text(item.child("dc:language")), "feed dc:language", 0.8);
    at.claim(ClaimKind::url, rss_link(item), "feed link", 0.9);
    for (const char* field : {"content:encoded", "description", "atom:summary", "dc:description"}) {
        const pugi::xml_node node = item.child(field);
        std::string bytes = content(node);
        if (text::trimmed(bytes).empty() && child(node, "div"))
            return hand_over_element(desk, at, field, inner_markup(node), true, Kind::feed_entry);
        if (text::trimmed(bytes).empty()) continue;
        return hand_over_element(desk, at, field, std::move(bytes), false, Kind::feed_entry);
    }
    desk.leave_out(at, Reason::no_body, "is a feed entry without a text", "give the page it points to",
                   static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(0, item.offset_debug())));
}

std::string atom_link(pugi::xml_node entry) {
    std::string first;
    for (const pugi::xml_node node : entry.children()) {
        if (local_name(node) != "link") continue;
        const std::string_view rel = node.attribute("rel").value();
        if (rel.empty() || rel == "alternate") return node.attribute("href").value();
    }
    return first;
}

void open_atom_entry(Desk& desk, Address at, pugi::xml_node entry) {
    at.claim(ClaimKind::title, plain_title(child_text(entry, "title")), "feed title", 0.9);
    at.claim(ClaimKind::outlet, plain_title(child_text(child(entry, "source"), "title")), "feed source", 0.9);
    for (const pugi::xml_node node : entry.children()) {
        if (local_name(node) == "author")
            at.claim(ClaimKind::author, child_text(node, "name"), "feed author", 0.9);
    }
    at.claim(ClaimKind::published, iso_date_time(child_text(entry, "published")), "feed published", 0.9);
    at.claim(ClaimKind::modified, iso_date_time(child_text(entry, "updated")), "feed updated", 0.9);
    at.claim(ClaimKind::language, entry.attribute("xml:lang").value(), "feed xml:lang", 0.8);
    at.claim(ClaimKind::url, atom_link(entry), "feed link", 0.9);
    for (const std::string_view field : {std::string_view("content"), std::string_view("summary")}) {
        const pugi::xml_node node = child(entry, field);
        if (!node || node.attribute("src")) continue;
        const bool xhtml = std::string_view(node.attribute("type").value()) == "xhtml" || child(node, "div");
        std::string bytes = xhtml ? inner_markup(node) : content(node);
        if (text::trimmed(bytes).empty()) continue;
        return hand_over_element(desk, at, field, std::move(bytes), xhtml, Kind::feed_entry);
    }
    desk.leave_out(at, Reason::no_body, "is a feed entry without a text", "give the page it points to",
                   static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(0, entry.offset_debug())));
}

}  // namespace

void open_feed(Desk& desk, const Address& address, pugi::xml_node root) {
    const bool atom = local_name(root) == "feed";
    const pugi::xml_node channel = atom ? root : child(root, "channel");
    std::size_t number = 0;
    const auto entries_of = [&](pugi::xml_node parent) {
        for (const pugi::xml_node entry : parent.children()) {
            if (!desk.open()) return;
            if (local_name(entry) != (atom ? "entry" : "item")) continue;
            if (++desk.budget.entries > desk.limits().entries) {
                return desk.leave_out(address, Reason::too_many,
                                      "has more than " + std::to_string(desk.limits().entries) + " entries",
                                      "split it");
            }
            Address at = address.inside((atom ? "entry " : "item ") + std::to_string(++number), "");
            claim_channel(at, channel);
            atom ? open_atom_entry(desk, std::move(at), entry) : open_rss_item(desk, std::move(at), entry);
        }
    };
    entries_of(channel);
    if (!atom) entries_of(root);  // RDF: items stand beside the channel
    if (number == 0 && desk.open())
        desk.leave_out(address, Reason::no_reports, "is a feed without entries",
                       "give a feed with reports in it");
}

}  // namespace sitrep::ingest
