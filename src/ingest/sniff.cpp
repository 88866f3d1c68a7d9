#include "ingest/sniff.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "text/word_lists.hpp"

namespace sitrep::ingest {
namespace {

using text::among;

using namespace std::string_view_literals;

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool begins_with(std::string_view text, std::string_view lower_case) {
    return text.size() >= lower_case.size() && std::equal(lower_case.begin(), lower_case.end(), text.begin(),
                                                          [](char a, char b) { return a == lower(b); });
}

std::string_view without_blanks(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::size_t at = text.find_first_not_of(" \t\r\n\f\v");
    return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

/// Blanks, shifts of ISO 2022, end of a DOS text.
constexpr bool is_text_control(unsigned char byte) {
    return (byte >= 0x08 && byte <= 0x0F) || byte == 0x1A || byte == 0x1B;
}

std::string ending_of(std::string_view name) {
    const std::size_t slash = name.find_last_of('/');
    if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
    const std::size_t dot = name.find_last_of('.');
    std::string ending(dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1));
    std::transform(ending.begin(), ending.end(), ending.begin(), lower);
    return ending;
}

/// A zip whose first entry is what office formats begin with (OOXML; ODF and EPUB as OCF 3.3 has it).
bool looks_like_office(std::string_view start) {
    constexpr std::size_t kNameAt = 30;
    if (!start.starts_with("PK\x03\x04")) return false;
    const std::string_view name = start.substr(std::min(kNameAt, start.size()));
    return name.starts_with("[Content_Types].xml") ||
           name.starts_with("mimetypeapplication/vnd.oasis.opendocument");
}

std::optional<Shape> by_magic(std::string_view start) {
    if (looks_like_office(start)) return Shape::office;
    struct Magic {
        std::string_view bytes;
        Shape shape;
    };
    static constexpr std::array kMagic = {
        Magic{"\x1F\x8B"sv, Shape::gzip},
        Magic{"\x28\xB5\x2F\xFD"sv, Shape::zstd},
        Magic{"PK\x03\x04"sv, Shape::archive},
        Magic{"PK\x05\x06"sv, Shape::archive},
        Magic{"7z\xBC\xAF\x27\x1C"sv, Shape::closed_archive},
        Magic{"Rar!\x1A\x07"sv, Shape::closed_archive},
        Magic{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, Shape::office},
        Magic{"{\\rtf"sv, Shape::office},
        Magic{"\xFD\x37zXZ\0"sv, Shape::archive},
        Magic{"BZh"sv, Shape::archive},
        Magic{"%PDF-"sv, Shape::pdf},
        Magic{"WARC/"sv, Shape::warc},
        Magic{"\x89PNG"sv, Shape::image},
        Magic{"\xFF\xD8\xFF"sv, Shape::image},
        Magic{"GIF8"sv, Shape::image},
        Magic{"\x7F\x45LF"sv, Shape::binary},
        Magic{"SQLite format 3\0"sv, Shape::binary},
    };
    for (const Magic& magic : kMagic) {
        if (start.starts_with(magic.bytes)) return magic.shape;
    }
    if (start.size() >= 4 && start.substr(1, 3) == "\x2A\x4D\x18"sv && (start[0] & 0xF0) == 0x50)
        return Shape::zstd;
    if (start.size() >= 12 && start.starts_with("RIFF") && start.substr(8, 4) == "WEBP") return Shape::image;
    if (start.size() >= 263 && start.substr(257, 5) == "ustar"sv) return Shape::archive;
    return std::nullopt;
}

/// A header block of RFC 5322: "Name: value" lines, among them one that only mail has.
bool looks_like_mail(std::string_view start) {
    static constexpr std::array kMailOnly = {"received"sv,        "return-path"sv,  "message-id"sv,
                                             "mime-version"sv,    "delivered-to"sv, "from"sv,
                                             "x-mozilla-status"sv};
    std::size_t fields = 0;
    std::size_t mail_fields = 0;
    while (!start.empty() && fields < 12) {
        const std::size_t end = std::min(start.find('\n'), start.size());
        std::string_view line = start.substr(0, end);
        start.remove_prefix(std::min(end + 1, start.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) break;
        if (fields > 0 && (line[0] == ' ' || line[0] == '\t')) continue;
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0) return false;
        for (const char c : line.substr(0, colon)) {
            if (c <= ' ' || c >= 0x7F) return false;
        }
        ++fields;
        std::string field(line.substr(0, colon));
        std::transform(field.begin(), field.end(), field.begin(), lower);
        if (among(field, kMailOnly)) ++mail_fields;
    }
    return fields >= 2 && mail_fields >= 1;
}

/// "From sender Mon Jan  1 00:00:00 2024": the line that parts messages of a mailbox (RFC 4155).
bool looks_like_mailbox(std::string_view start) {
    if (!start.starts_with("From ")) return false;
    const std::size_t end = start.find('\n');
    if (end > 400) return false;  // npos is above 400
    const std::string_view line = start.substr(0, end);
    return std::count(line.begin(), line.end(), ':') >= 1 && looks_like_mail(start.substr(end + 1));
}

/// Text from its first element on: past declarations, comments and a document type.
std::string_view from_first_element(std::string_view start) {
    for (std::size_t skipped = 0; skipped < 16; ++skipped) {
        start = without_blanks(start);
        const bool comment = start.starts_with("<!--");
        if (!comment && !start.starts_with("<?") && !begins_with(start, "<!doctype")) break;
        if (begins_with(start, "<!doctype html")) break;
        std::size_t end = comment ? start.find("-->") : start.find('>');
        const std::size_t subset = comment ? std::string_view::npos : start.find('[');
        if (!comment && subset < end && begins_with(start, "<!doctype")) end = start.find("]>");
        if (end == std::string_view::npos) return {};
        start.remove_prefix(std::min(start.size(), end + (comment ? 3U : 1U)));
        if (start.starts_with('>')) start.remove_prefix(1);
    }
    return start;
}

bool looks_like_html(std::string_view start) {
    static constexpr std::array kOpenings = {"<!doctype html"sv, "<html"sv,  "<head"sv,
                                             "<body"sv,          "<title"sv, "<meta"sv};
    start = from_first_element(start);
    return std::any_of(kOpenings.begin(), kOpenings.end(),
                       [&](std::string_view tag) { return begins_with(start, tag); });
}

bool looks_like_xml(std::string_view start) {
    static constexpr std::array kRoots = {
        "<rss"sv,          "<feed"sv,     "<rdf:rdf"sv,     "<opml"sv,        "<urlset"sv,
        "<sitemapindex"sv, "<newsitem"sv, "<newsmessage"sv, "<packageitem"sv, "<nitf"sv};
    return begins_with(start, "<?xml") ||
           std::any_of(kRoots.begin(), kRoots.end(),
                       [&](std::string_view root) { return begins_with(start, root); });
}

constexpr std::array kMarkdownEndings = {"md"sv, "markdown"sv, "mdown"sv};
constexpr std::array kHtmlEndings = {"html"sv, "htm"sv, "xhtml"sv, "shtml"sv,
                                     "php"sv,  "asp"sv, "aspx"sv,  "jsp"sv};
constexpr std::array kOtherEndings = {"css"sv, "js"sv,   "mjs"sv,  "ts"sv,   "py"sv,    "c"sv,    "h"sv,
                                      "cpp"sv, "hpp"sv,  "java"sv, "rb"sv,   "go"sv,    "rs"sv,   "sh"sv,
                                      "bat"sv, "toml"sv, "ini"sv,  "cfg"sv,  "yml"sv,   "yaml"sv, "csv"sv,
                                      "tsv"sv, "svg"sv,  "sql"sv,  "map"sv,  "cmake"sv, "tex"sv,  "bib"sv,
                                      "ics"sv, "vcf"sv,  "rtf"sv,  "lock"sv, "cdx"sv,   "cdxj"sv};

}  // namespace

std::string_view without_compression(std::string_view name) {
    static constexpr std::array kEndings = {".gz"sv, ".zst"sv, ".xz"sv, ".bz2"sv, ".zstd"sv};
    for (const std::string_view ending : kEndings) {
        if (name.size() > ending.size() && name.ends_with(ending))
            return name.substr(0, name.size() - ending.size());
    }
    return name;
}

std::string_view wide_charset(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE\0\0"sv)) return "utf-32le";
    if (bytes.starts_with("\0\0\xFE\xFF"sv)) return "utf-32be";
    if (bytes.starts_with("\xFF\xFE"sv)) return "utf-16le";
    if (bytes.starts_with("\xFE\xFF"sv)) return "utf-16be";
    const std::string_view start =
        bytes.substr(0, std::min<std::size_t>(bytes.size(), kSniffBytes) & ~std::size_t{1});
    if (start.size() < 16) return {};
    std::size_t even = 0;
    std::size_t odd = 0;
    for (std::size_t i = 0; i < start.size(); i += 2) {
        if (start[i] == '\0') ++even;
        if (start[i + 1] == '\0') ++odd;
    }
    const std::size_t pairs = start.size() / 2;
    if (odd * 10 > pairs * 7 && even * 50 < pairs) return "utf-16le";
    if (even * 10 > pairs * 7 && odd * 50 < pairs) return "utf-16be";
    return {};
}

std::optional<std::uint64_t> first_byte_of_no_text(std::string_view bytes, bool strict) {
    if (!wide_charset(bytes).empty()) return std::nullopt;
    std::uint64_t controls = 0;
    std::uint64_t first = 0;
    std::size_t i = 0;
    while (i < bytes.size()) {
        if (i + 8 <= bytes.size()) {  // eight bytes at once: is any of them below 0x20?
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + i, 8);
            if (((word - 0x2020202020202020ULL) & ~word & 0x8080808080808080ULL) == 0) {
                i += 8;
                continue;
            }
        }
        const std::size_t end = std::min(i + 8, bytes.size());
        for (; i < end; ++i) {
            const auto byte = static_cast<unsigned char>(bytes[i]);
            if (byte >= 0x20 || is_text_control(byte)) continue;
            if (strict && byte == 0) return i;
            if (controls++ == 0) first = i;
        }
    }
    if (controls * 100 > bytes.size()) return first;
    return std::nullopt;
}

Shape sniff(std::string_view start, std::string_view name) {
    if (start.empty()) return Shape::empty;
    if (const auto shape = by_magic(start)) return *shape;
    const std::string ending = ending_of(without_compression(name));
    const std::string_view text = without_blanks(start);
    if (text.starts_with("%PDF-")) return Shape::pdf;
    if (looks_like_html(text)) return Shape::html;
    if (looks_like_xml(text)) return ending == "svg" ? Shape::other_text : Shape::xml;
    if (among(ending, kMarkdownEndings)) return Shape::markdown;
    if (ending == "txt" || ending == "text") return Shape::plain_text;
    if (ending == "jsonl" || ending == "ndjson" || ending == "jl") return Shape::json_lines;
    if (ending == "json" || ending == "ninjs") return Shape::json;
    if (among(ending, kHtmlEndings)) return Shape::html;
    if (ending == "mbox" || looks_like_mailbox(start)) return Shape::mailbox;
    if (ending == "eml" || looks_like_mail(start)) return Shape::mail;
    if (among(ending, kOtherEndings)) return Shape::other_text;
    if (text.starts_with('{') && text.find_first_not_of(" \t\r\n", 1) != std::string_view::npos &&
        text[text.find_first_not_of(" \t\r\n", 1)] == '"') {
        return Shape::json;
    }
    return Shape::plain_text;
}

}  // namespace sitrep::ingest
