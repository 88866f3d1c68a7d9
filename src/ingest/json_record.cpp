#include "ingest/json_record.hpp"

#include <array>

#include "ingest/dates.hpp"
#include "ingest/markup.hpp"
#include "text/utf8.hpp"

namespace sitrep::ingest {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;
using namespace std::string_view_literals;

constexpr std::size_t kJoinDepth = 8;

/// The value at a dotted path ("body.plain"); a key that holds the dots itself is tried first.
std::optional<element> at_path(element root, std::string_view path) {
    element found;
    if (root.is_object() && root[path].get(found) == simdjson::SUCCESS) return found;
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos || !root.is_object()) return std::nullopt;
    if (root[path.substr(0, dot)].get(found) != simdjson::SUCCESS) return std::nullopt;
    return at_path(found, path.substr(dot + 1));
}

// By value: an array taken from a temporary result must not be walked in place.
simdjson::dom::array list_of(element value) {
    simdjson::dom::array list;
    return value.get_array().get(list) == simdjson::SUCCESS ? list : simdjson::dom::array();
}
object fields_of(element value) {
    object fields;
    return value.get_object().get(fields) == simdjson::SUCCESS ? fields : object();
}

/// Strings of a value, joined: a list of paragraphs, sections with headlines, or one string.
void join(element value, std::string_view between, std::size_t depth, std::string& out,
          std::size_t& strings) {
    if (depth == 0) return;
    if (value.is_string()) {
        const std::string_view words = value.get_string().value_unsafe();
        if (text::trimmed(words).empty()) return;
        if (strings++ > 0) out += between;
        out += words;
    } else if (value.is_array()) {
        for (const element item : list_of(value)) join(item, between, depth - 1, out, strings);
    } else if (value.is_object()) {
        for (const auto field : fields_of(value)) join(field.value, between, depth - 1, out, strings);
    }
}

/// A string, a number, the names in a list ("A, B"), or the name of an object.
std::string short_text(element value) {
    if (value.is_string()) return std::string(value.get_string().value_unsafe());
    if (value.is_int64()) return std::to_string(value.get_int64().value_unsafe());
    if (value.is_double())
        return std::to_string(
            static_cast<std::int64_t>(std::min(std::max(value.get_double().value_unsafe(), -9e15), 9e15)));
    if (value.is_object()) {
        for (const std::string_view key : {"name"sv, "title"sv, "value"sv, "id"sv}) {
            element inner;
            if (value[key].get(inner) == simdjson::SUCCESS && inner.is_string())
                return std::string(inner.get_string().value_unsafe());
        }
        return {};
    }
    std::string out;
    if (value.is_array()) {
        for (const element item : list_of(value)) {
            const std::string name = item.is_array() ? std::string() : short_text(item);
            if (!name.empty()) out += (out.empty() ? "" : ", ") + name;
            if (out.size() > 1000) break;
        }
    }
    return out;
}

std::string string_at(element root, std::string_view path) {
    const auto value = at_path(root, path);
    return value ? short_text(*value) : std::string();
}

constexpr std::array kText = {"maintext"sv,  "text"sv,        "plaintext"sv,   "article_text"sv,
                              "body_text"sv, "articleBody"sv, "raw_content"sv, "full_text"sv,
                              "body"sv,      "content"sv,     "article"sv};
constexpr std::array kHtml = {"html"sv, "raw_html"sv, "content_html"sv, "body_html"sv, "page_html"sv};

struct ClaimField {
    std::string_view ours;
    ClaimKind kind;
    std::string_view theirs;
    double confidence;
};
constexpr std::array kClaims = {
    ClaimField{"title", ClaimKind::title, "title", 0.9},
    ClaimField{"title", ClaimKind::title, "headline", 0.9},
    ClaimField{"title", ClaimKind::title, "title_page", 0.5},
    ClaimField{"outlet", ClaimKind::outlet, "source_name", 0.9},
    ClaimField{"outlet", ClaimKind::outlet, "publisher", 0.9},
    ClaimField{"outlet", ClaimKind::outlet, "site_name", 0.9},
    ClaimField{"outlet", ClaimKind::outlet, "source", 0.8},
    ClaimField{"outlet", ClaimKind::outlet, "outlet", 0.9},
    ClaimField{"outlet", ClaimKind::outlet, "domain", 0.4},
    ClaimField{"outlet", ClaimKind::outlet, "source_domain", 0.4},
    ClaimField{"author", ClaimKind::author, "authors", 0.9},
    ClaimField{"author", ClaimKind::author, "author", 0.9},
    ClaimField{"author", ClaimKind::author, "byline", 0.8},
    ClaimField{"published", ClaimKind::published, "date_publish", 0.9},
    ClaimField{"published", ClaimKind::published, "publishing_date", 0.9},
    ClaimField{"published", ClaimKind::published, "published", 0.9},
    ClaimField{"published", ClaimKind::published, "published_at", 0.9},
    ClaimField{"published", ClaimKind::published, "publishedAt", 0.9},
    ClaimField{"published", ClaimKind::published, "date_published", 0.9},
    ClaimField{"published", ClaimKind::published, "datePublished", 0.9},
    ClaimField{"published", ClaimKind::published, "pub_date", 0.9},
    ClaimField{"published", ClaimKind::published, "date", 0.8},
    ClaimField{"modified", ClaimKind::modified, "date_modify", 0.8},
    ClaimField{"modified", ClaimKind::modified, "date_modified", 0.8},
    ClaimField{"modified", ClaimKind::modified, "dateModified", 0.8},
    ClaimField{"modified", ClaimKind::modified, "updated_at", 0.8},
    ClaimField{"", ClaimKind::fetched, "date_download", 0.9},
    ClaimField{"", ClaimKind::fetched, "crawl_date", 0.9},
    ClaimField{"", ClaimKind::fetched, "date_crawled", 0.9},
    ClaimField{"", ClaimKind::fetched, "timestamp", 0.6},  // C4 and OSCAR: when the page was crawled
    ClaimField{"", ClaimKind::fetched, "warc_headers.warc-date", 0.9},
    ClaimField{"language", ClaimKind::language, "language", 0.9},
    ClaimField{"language", ClaimKind::language, "lang", 0.9},
    ClaimField{"url", ClaimKind::url, "url", 0.9},
    ClaimField{"url", ClaimKind::url, "link", 0.8},
    ClaimField{"url", ClaimKind::url, "source_url", 0.8},
    ClaimField{"url", ClaimKind::url, "warc_headers.warc-target-uri", 0.9},
};

void claim_one(Address& address, ClaimKind kind, std::string value, std::string_view theirs,
               double confidence) {
    const bool date =
        kind == ClaimKind::published || kind == ClaimKind::modified || kind == ClaimKind::fetched;
    if (date) value = iso_date_time(value);
    address.claim(kind, value, "jsonl " + std::string(theirs), confidence);
}

void claim_fields(const FieldMap& map, element record, Address& address) {
    for (const auto& [ours, theirs] : map.fields) {
        for (const ClaimField& field : kClaims) {
            if (field.ours != ours) continue;
            claim_one(address, field.kind, string_at(record, theirs), theirs, 0.95);
            break;
        }
    }
    for (const ClaimField& field : kClaims) {
        if (!field.ours.empty() && map.theirs(field.ours)) continue;
        std::string value = string_at(record, field.theirs);
        if (!value.empty()) claim_one(address, field.kind, std::move(value), field.theirs, field.confidence);
    }
}

struct Body {
    std::string field;
    std::string bytes;
    std::size_t strings = 0;
    bool html = false;  ///< HTML by its field or by its looks
    bool html_field =
        false;  ///< by its field: said in the member's name, so that it is read the same way again
};

std::optional<Body> body_at(element record, std::string_view field, bool html) {
    const auto value = at_path(record, field);
    if (!value) return std::nullopt;
    Body body{std::string(field), {}, 0, html, html};
    join(*value, "\n\n", kJoinDepth, body.bytes, body.strings);
    if (body.strings == 0) return std::nullopt;
    body.html = html || looks_like_markup(body.bytes);
    return body;
}

std::optional<Body> body_of(const FieldMap& map, element record) {
    const auto text = map.theirs("text");
    const auto html = map.theirs("html");
    if (text || html) return text ? body_at(record, *text, false) : body_at(record, *html, true);
    for (const std::string_view field : kText) {
        if (auto body = body_at(record, field, false)) return body;
    }
    for (const std::string_view field : kHtml) {
        if (auto body = body_at(record, field, true)) return body;
    }
    return std::nullopt;
}

void hand_over_body(Desk& desk, const Address& address, Body body, Kind kind) {
    Address item = address.inside({}, body.strings > 1 ? "json-strings" : "json-string");
    if (!item.member.empty()) item.member += ' ';
    item.member.append(body.html_field ? "html-field " : "field ").append(body.field);
    item.name.clear();
    item.charset = "utf-8";
    desk.hand_over(std::move(item), kind, body.html ? MediaType::html : MediaType::plain_text,
                   std::move(body.bytes));
}

void open_record(Desk& desk, Address address, element record, std::uint64_t place) {
    for (const auto& [field, html] : desk.wanted_fields) {
        if (auto body = body_at(record, field, html))
            hand_over_body(desk, address, std::move(*body), Kind::json_record);
    }
    if (!desk.wanted_fields.empty()) return;
    auto body = body_of(desk.options().fields, record);
    if (!body) {
        return desk.leave_out(address, Reason::no_body, "is a record without a text",
                              "name its field with --map text=FIELD", place);
    }
    claim_fields(desk.options().fields, record, address);
    hand_over_body(desk, address, std::move(*body), Kind::json_record);
}

/// jsonfeed.org, version 1 and 1.1.
void open_json_feed(Desk& desk, const Address& address, element feed, std::uint64_t place) {
    simdjson::dom::array items;
    if (feed["items"].get_array().get(items) != simdjson::SUCCESS) {
        return desk.leave_out(address, Reason::damaged, "is a JSON Feed without items", "fetch it again",
                              place);
    }
    std::size_t number = 0;
    for (const element item : items) {
        if (!desk.open()) return;
        Address at = address.inside("item " + std::to_string(++number), "");
        at.claim(ClaimKind::title, string_at(item, "title"), "feed title", 0.9);
        at.claim(ClaimKind::outlet, string_at(feed, "title"), "feed channel title", 0.7);
        at.claim(ClaimKind::author, string_at(item, "authors"), "feed authors", 0.9);
        at.claim(ClaimKind::author, string_at(item, "author"), "feed author", 0.9);
        at.claim(ClaimKind::published, iso_date_time(string_at(item, "date_published")),
                 "feed date_published", 0.9);
        at.claim(ClaimKind::modified, iso_date_time(string_at(item, "date_modified")), "feed date_modified",
                 0.9);
        at.claim(ClaimKind::url, string_at(item, "url"), "feed url", 0.9);
        at.claim(ClaimKind::language, string_at(item, "language"), "feed language", 0.9);
        at.claim(ClaimKind::language, string_at(feed, "language"), "feed channel language", 0.7);
        auto body = body_at(item, "content_html", true);
        if (!body) body = body_at(item, "content_text", false);
        if (!body) body = body_at(item, "summary", false);
        if (!body) {
            desk.leave_out(at, Reason::no_body, "is a feed entry without a text",
                           "give the page it points to", place);
            continue;
        }
        hand_over_body(desk, at, std::move(*body), Kind::feed_entry);
    }
    if (number == 0)
        desk.leave_out(address, Reason::no_reports, "is a feed without entries",
                       "give a feed with reports in it", place);
}

/// IPTC ninjs: 1.x names fields body_text, body_html, headline; 2.x has lists bodies, headlines with a role
/// and a value.
bool is_ninjs(element record) {
    const auto has = [&](std::string_view key) {
        element value;
        return record[key].get(value) == simdjson::SUCCESS;
    };
    if (!has("uri")) return false;
    return has("bodies") || has("headlines") ||
           ((has("versioncreated") || has("pubstatus") || has("representationtype")) &&
            (has("body_text") || has("body_html") || has("body_xhtml") || has("headline")));
}

std::optional<Body> ninjs_body(element item) {
    for (const auto& [field, html] :
         {std::pair{"body_text"sv, false}, {"body_html"sv, true}, {"body_xhtml"sv, true}}) {
        if (auto body = body_at(item, field, html)) return body;
    }
    simdjson::dom::array bodies;
    if (item["bodies"].get_array().get(bodies) != simdjson::SUCCESS) return std::nullopt;
    std::optional<Body> best;
    std::size_t index = 0;
    for (const element body : bodies) {
        const std::string type = string_at(body, "contenttype");
        const std::string field = "bodies." + std::to_string(index++);
        element value;
        if (body["value"].get(value) != simdjson::SUCCESS || !value.is_string()) continue;
        const bool html = type.find("html") != std::string::npos;
        if (best && (!best->html || html)) continue;  // plain text is preferred: its spans hold no tags
        best = Body{field, std::string(value.get_string().value_unsafe()), 1,
                    html || looks_like_markup(value.get_string().value_unsafe()), html};
    }
    return best;
}

void open_ninjs(Desk& desk, Address address, element item, std::uint64_t place) {
    if (string_at(item, "pubstatus") == "canceled") {
        return desk.leave_out(address, Reason::cancelled, "was cancelled by its publisher",
                              "do not rely on it", place);
    }
    address.claim(ClaimKind::title, string_at(item, "headline"), "ninjs headline", 0.95);
    simdjson::dom::array headlines;
    if (item["headlines"].get_array().get(headlines) == simdjson::SUCCESS) {
        for (const element headline : headlines)
            address.claim(ClaimKind::title, string_at(headline, "value"), "ninjs headlines", 0.9);
    }
    address.claim(ClaimKind::author, string_at(item, "byline"), "ninjs byline", 0.9);
    address.claim(ClaimKind::author, string_at(item, "by"), "ninjs by", 0.9);
    address.claim(ClaimKind::outlet, string_at(item, "provider"), "ninjs provider", 0.8);
    address.claim(ClaimKind::outlet, string_at(item, "copyrightholder"), "ninjs copyrightholder", 0.5);
    for (const std::string_view key :
         {"firstcreated"sv, "firstCreated"sv, "contentcreated"sv, "contentCreated"sv}) {
        address.claim(ClaimKind::published, iso_date_time(string_at(item, key)), "ninjs " + std::string(key),
                      0.9);
    }
    for (const std::string_view key : {"versioncreated"sv, "versionCreated"sv}) {
        address.claim(ClaimKind::modified, iso_date_time(string_at(item, key)), "ninjs " + std::string(key),
                      0.8);
    }
    address.claim(ClaimKind::language, string_at(item, "language"), "ninjs language", 0.95);
    address.claim(ClaimKind::url, string_at(item, "uri"), "ninjs uri", 0.5);
    auto body = ninjs_body(item);
    if (!body)
        return desk.leave_out(address, Reason::no_body, "is a ninjs item without a text",
                              "give an item with a body", place);
    hand_over_body(desk, address, std::move(*body), Kind::ninjs);
}

/// An object around a list of records: {"articles": […]}.
std::optional<std::pair<std::string_view, simdjson::dom::array>> wrapped(element value) {
    for (const std::string_view key :
         {"articles"sv, "results"sv, "documents"sv, "docs"sv, "items"sv, "records"sv, "data"sv}) {
        simdjson::dom::array list;
        if (value[key].get_array().get(list) == simdjson::SUCCESS) return std::pair{key, list};
    }
    return std::nullopt;
}

}  // namespace

void open_json_value(Desk& desk, const Address& address, element value, std::uint64_t place) {
    if (!value.is_object()) {
        return desk.leave_out(address, Reason::unknown_shape, "is a JSON value that is no object",
                              "give one object for each report", place);
    }
    if (string_at(value, "version").find("jsonfeed.org/version") != std::string::npos)
        return open_json_feed(desk, address, value, place);
    if (is_ninjs(value)) return open_ninjs(desk, address, value, place);
    const auto list = wrapped(value);
    if (!list || body_of(desk.options().fields, value)) return open_record(desk, address, value, place);
    std::size_t number = 0;
    for (const element record : list->second) {
        if (!desk.open()) return;
        const Address at = address.inside(std::string(list->first) + " " + std::to_string(++number), "");
        if (record.is_object()) {
            is_ninjs(record) ? open_ninjs(desk, at, record, place) : open_record(desk, at, record, place);
        } else {
            desk.leave_out(at, Reason::unknown_shape, "is no object", "give one object for each report",
                           place);
        }
    }
    if (number == 0)
        desk.leave_out(address, Reason::no_reports, "holds an empty list", "give a file with reports in it",
                       place);
}

}  // namespace sitrep::ingest
