#include "ingest/open.hpp"

#include <algorithm>

#include "ingest/archive.hpp"
#include "ingest/compress.hpp"
#include "ingest/json.hpp"
#include "ingest/mail.hpp"
#include "ingest/pdf.hpp"
#include "ingest/warc.hpp"
#include "ingest/xml.hpp"

namespace sitrep::ingest {
namespace {

void refuse(Desk& desk, const Address& address, Shape shape) {
    switch (shape) {
        case Shape::empty:
            return desk.leave_out(address, Reason::empty, "is empty", "give a file with text in it");
        case Shape::image:
        case Shape::binary:
            return desk.leave_out(
                address, Reason::not_text, shape == Shape::image ? "is a picture" : "is no text",
                "give text, HTML or one of the containers that `sitrep ingest --help` names", 0);
        case Shape::office:
            return desk.leave_out(address, Reason::unknown_shape, "is a document of an office program",
                                  "save it as text, HTML or PDF", 0);
        case Shape::closed_archive:
            return desk.leave_out(address, Reason::unknown_shape,
                                  "is an archive of a kind that is not opened",
                                  "unpack it, or pack it as zip or tar", 0);
        case Shape::other_text:
            return desk.leave_out(address, Reason::unknown_shape,
                                  "is a program, a style sheet or a table, no report",
                                  "rename it to .txt if it is a report");
        default:
            return desk.leave_out(address, Reason::unknown_shape, "is of a kind that cannot be opened",
                                  "unpack it first");
    }
}

/// A brief, page or dossier of this program that lies among the reports: read as a report, it would be the
/// fullest copy of them all.
bool is_own_output(std::string_view start) {
    const std::string_view head = start.substr(0, 512);
    return head.starts_with("# Situation brief\n\n## ") ||
           (head.starts_with("{") && head.find("\"schema\": \"sitrep/dossier/") != std::string_view::npos) ||
           (head.starts_with("<!doctype html>") &&
            head.find("<meta name=generator content=\"sitrep ") != std::string_view::npos);
}

}  // namespace

bool is_single(Shape shape) {
    return shape == Shape::plain_text || shape == Shape::markdown || shape == Shape::html;
}

std::optional<std::string> read_single(Desk& desk, const Address& address, Shape shape, Source& source) {
    const Limits& limits = desk.limits();
    std::string bytes;
    source.read(limits.file_bytes, bytes);
    if (source.fault()) {
        desk.leave_out(address, *source.fault(), source.offset());
        return std::nullopt;
    }
    if (source.at_end()) return bytes;
    const std::size_t first_line = std::min(bytes.find_first_of("\r\n"), bytes.size());
    if (shape != Shape::html && first_line > limits.line_bytes) {
        desk.leave_out(address, Reason::long_line,
                       "has a line longer than " + bytes_in_words(limits.line_bytes),
                       "break the text into lines", 0);
    } else {
        desk.leave_out(address, Reason::too_large,
                       "has more than " + bytes_in_words(limits.file_bytes) + " in one report", "split it",
                       limits.file_bytes);
    }
    return std::nullopt;
}

void hand_over_single(Desk& desk, Address address, Shape shape, std::string bytes) {
    if (is_own_output(bytes)) return desk.pass_over(Reason::own_output);
    if (shape == Shape::html)
        return desk.hand_over(std::move(address), Kind::html, MediaType::html, std::move(bytes));
    if (shape == Shape::markdown)
        return desk.hand_over(std::move(address), Kind::markdown, MediaType::markdown, std::move(bytes));
    desk.hand_over(std::move(address), Kind::plain_text, MediaType::plain_text, std::move(bytes));
}

namespace {

/// gzip, zstd, xz, bzip2 around one file: the name loses its ending, the file inside is opened.
void open_compressed(Desk& desk, const Address& address, Shape shape, Source& source) {
    const std::string_view start = source.peek(6);
    std::unique_ptr<Source> inner;
    std::string how;
    if (shape == Shape::gzip) {
        inner = gunzip(desk, source);
        how = "gzip";
    } else if (shape == Shape::zstd) {
        inner = unzstd(desk, source);
        how = "zstd";
    } else {
        how = start.starts_with("BZh") ? "bzip2" : "xz";
        inner = unpack_other(desk, source);
    }
    Address at = address.inside({}, how);
    at.name = without_compression(address.name);
    open_item(desk, std::move(at), *inner);
}

bool is_compressed_archive(Source& source) {
    const std::string_view start = source.peek(6);
    return start.starts_with("BZh") || start.starts_with("\xFD\x37zXZ");
}

void open_container(Desk& desk, const Address& address, Shape shape, Source& source) {
    switch (shape) {
        case Shape::gzip:
        case Shape::zstd:
            return open_compressed(desk, address, shape, source);
        case Shape::archive:
            if (is_compressed_archive(source)) return open_compressed(desk, address, shape, source);
            return open_archive(desk, address, source);
        case Shape::json:
            if (is_own_output(source.peek(kSniffBytes))) return desk.pass_over(Reason::own_output);
            return open_json(desk, address, source);
        case Shape::json_lines:
            return open_json_lines(desk, address, source);
        case Shape::xml:
            return open_xml(desk, address, source);
        case Shape::mail:
            return open_mail(desk, address, source);
        case Shape::mailbox:
            return open_mailbox(desk, address, source);
        case Shape::warc:
            return open_warc(desk, address, source);
        case Shape::pdf:
            return open_pdf(desk, address, source);
        default:
            return refuse(desk, address, shape);
    }
}

}  // namespace

void open_item(Desk& desk, Address address, Source& source) {
    if (!desk.open()) return;
    const Shape shape = sniff(source.peek(kSniffBytes), address.name);
    if (source.fault() && source.window().empty())
        return desk.leave_out(address, *source.fault(), source.offset());
    if (!is_single(shape)) {
        if (++address.nesting > desk.limits().nesting) {
            return desk.leave_out(address, Reason::too_deep,
                                  "lies deeper than " + std::to_string(desk.limits().nesting) + " containers",
                                  "unpack it");
        }
        return open_container(desk, address, shape, source);
    }
    if (auto bytes = read_single(desk, address, shape, source))
        hand_over_single(desk, std::move(address), shape, std::move(*bytes));
}

void open_bytes(Desk& desk, Address address, std::string_view bytes) {
    Source source(bytes);
    open_item(desk, std::move(address), source);
}

}  // namespace sitrep::ingest
