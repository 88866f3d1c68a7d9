#include "ingest/warc.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "ingest/compress.hpp"
#include "ingest/dates.hpp"
#include "ingest/open.hpp"
#include "text/utf8.hpp"

namespace sitrep::ingest {
namespace {

constexpr std::size_t kHeaderBytes = 64U << 10U;

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

/// Chunked body (RFC 9112) put together; none if it is not chunked (crawlers keep the header of bodies they
/// joined).
std::optional<std::string> join_chunks(std::string_view body) {
    std::string out;
    std::size_t at = 0;
    while (true) {
        const std::size_t line_end = body.find('\n', at);
        if (line_end == std::string_view::npos || line_end - at > 200) return std::nullopt;
        std::size_t size = 0;
        const auto [end, error] = std::from_chars(body.data() + at, body.data() + line_end, size, 16);
        if (error != std::errc() ||
            (end < body.data() + line_end && *end != '\r' && *end != ';' && *end != ' '))
            return std::nullopt;
        at = line_end + 1;
        if (size == 0) return out;
        if (size > body.size() - at) {  // cut off by the crawler: what is there counts
            if (out.empty()) return std::nullopt;
            return out.append(body.substr(at));
        }
        out.append(body.substr(at, size));
        at += size;
        if (body.substr(at, 2) == "\r\n")
            at += 2;
        else if (body.substr(at, 1) == "\n")
            at += 1;
        if (at >= body.size()) return out;
    }
}

bool is_page(std::string_view type) { return type == "text/html" || type == "application/xhtml+xml"; }
bool is_other_medium(std::string_view type) {
    return type.starts_with("image/") || type.starts_with("video/") || type.starts_with("audio/") ||
           type.starts_with("font/") || type == "text/css" || type.ends_with("javascript") ||
           type == "application/octet-stream" || type == "application/font-woff" ||
           type == "application/wasm";
}

class WarcReader {
  public:
    WarcReader(Desk& desk, const Address& address, Source& source)
        : desk_(desk), address_(address), source_(source) {}

    void read_all() {
        while (desk_.open() && skip_to_record()) {
            if (source_.place().first > desk_.last_record) return;
            if (++desk_.budget.entries > desk_.limits().entries) {
                return desk_.leave_out(address_, Reason::too_many,
                                       "has more than " + std::to_string(desk_.limits().entries) + " records",
                                       "split it");
            }
            ++found_;
            if (!record()) return;
        }
        if (source_.fault()) return desk_.leave_out(address_, *source_.fault(), lying_offset());
        if (found_ == 0 && desk_.open())
            desk_.leave_out(address_, Reason::no_reports, "holds no record", "give a WARC file with records");
    }

  private:
    std::uint64_t lying_offset() {
        const auto [run, within] = source_.place();
        return run + within;
    }

    /// Past blank lines to "WARC/"; past anything else with a complaint. False at the end.
    bool skip_to_record() {
        while (true) {
            std::string_view seen = source_.peek(5);
            if (seen.empty()) return false;
            const std::size_t blanks = std::min(seen.find_first_not_of("\r\n"), seen.size());
            source_.skip(blanks);
            if (blanks == seen.size()) continue;
            seen = source_.peek(5);
            if (seen.starts_with("WARC/")) return true;
            const auto offset = lying_offset();
            const bool more = find_record();
            desk_.leave_out(address_, Reason::damaged, "has bytes that belong to no record",
                            "write the file again", offset);
            ++found_;
            return more;
        }
    }

    /// To the next "WARC/1." at the start of a line.
    bool find_record() {
        while (true) {
            const std::string_view seen = source_.peek(1U << 16U);
            const std::size_t at = seen.find("\nWARC/1.");
            if (at != std::string_view::npos) {
                source_.skip(at + 1);
                return true;
            }
            if (seen.size() < 16) {
                source_.skip(seen.size());
                return false;
            }
            source_.skip(seen.size() - 8);
        }
    }

    Address item() {
        const auto [run, within] = source_.place();
        return address_.inside(
            "record at " + std::to_string(run) + (within > 0 ? "+" + std::to_string(within) : ""), "");
    }

    /// False if the file cannot be read further.
    bool record() {
        const auto offset = lying_offset();
        const Address at = item();
        std::string_view seen = source_.peek(std::min<std::size_t>(kHeaderBytes, 1U << 12U));
        std::size_t end = header_end(seen);
        if (end == 0) {
            seen = source_.peek(kHeaderBytes);
            end = header_end(seen.substr(0, kHeaderBytes));
        }
        if (end == 0) {
            desk_.leave_out(
                at, Reason::damaged,
                seen.size() < kHeaderBytes ? "is cut off in its header" : "has a header without an end",
                "write the file again", offset);
            if (seen.size() < kHeaderBytes) return false;
            return find_record();
        }
        const HeaderBlock headers = read_headers(seen.substr(0, end), seen.find('\n') + 1);
        const auto length = number(headers.field("content-length"));
        Record record{at,
                      std::string(headers.field("warc-type")),
                      std::string(headers.field("content-type")),
                      std::string(headers.field("warc-target-uri")),
                      std::string(headers.field("warc-date")),
                      std::string(headers.field("warc-identified-payload-type")),
                      offset};
        source_.skip(end);
        if (!length) {
            desk_.leave_out(at, Reason::damaged, "has no Content-Length", "write the file again", offset);
            return find_record();
        }
        return *length > desk_.limits().file_bytes ? pass_large(record, *length) : content(record, *length);
    }

    static std::size_t header_end(std::string_view bytes) {
        const std::size_t crlf = bytes.find("\r\n\r\n");
        const std::size_t lf = bytes.substr(0, crlf).find("\n\n");
        if (lf != std::string_view::npos) return lf + 2;
        return crlf == std::string_view::npos ? 0 : crlf + 4;
    }

    struct Record {
        Address at;
        std::string type, content_type, uri, date, payload_type;
        std::uint64_t offset = 0;
    };

    [[nodiscard]] static bool holds_report(const Record& record) {
        return record.type == "response" || record.type == "resource" || record.type == "conversion";
    }

    bool pass_large(const Record& record, std::uint64_t length) {
        const std::uint64_t got = source_.skip(length);
        if (!holds_report(record)) {
            desk_.pass_over(Reason::other_record);
        } else {
            desk_.leave_out(record.at, Reason::too_large,
                            "has " + bytes_in_words(length) + "; a report may have " +
                                std::to_string(desk_.limits().file_bytes),
                            "nothing: it is no report", record.offset);
        }
        return got == length;
    }

    bool content(const Record& record, std::uint64_t length) {
        const auto size = static_cast<std::size_t>(length);
        const std::string_view seen = source_.peek(size + 4);
        if (seen.size() < size) {
            const bool another = seen.find("\nWARC/1.") != std::string_view::npos;
            const std::string why = source_.fault() ? ": " + source_.fault()->what : std::string();
            desk_.leave_out(record.at, source_.fault() ? source_.fault()->reason : Reason::damaged,
                            another ? "has a wrong Content-Length" : "is cut off" + why,
                            "fetch or write the file again", record.offset);
            return another && find_record();
        }
        const std::string_view behind = seen.substr(size, 4);
        if (!behind.empty() && behind[0] != '\r' && behind[0] != '\n') {
            desk_.leave_out(record.at, Reason::damaged, "has a wrong Content-Length", "write the file again",
                            record.offset);
            return find_record();
        }
        take(record, seen.substr(0, size));
        source_.skip(size);
        return true;
    }

    void take(const Record& record, std::string_view block) {
        if (!holds_report(record)) return desk_.pass_over(Reason::other_record);
        Address at = record.at;
        at.claim(ClaimKind::url, record.uri, "warc target", 0.9);
        at.claim(ClaimKind::fetched, iso_date_time(record.date), "warc date", 0.95);
        if (desk_.too_old(at.claims)) return desk_.pass_over(Reason::before_since);
        if (record.type == "response") return response(record, std::move(at), block);
        payload(std::move(at), media_type(record.content_type), parameter(record.content_type, "charset"),
                block, record.offset);
    }

    void response(const Record& record, Address at, std::string_view block) {
        if (!block.starts_with("HTTP/")) {
            if (record.uri.starts_with("dns:")) return desk_.pass_over(Reason::other_record);
            return payload(std::move(at), media_type(record.payload_type), {}, block, record.offset);
        }
        const std::size_t line_end = std::min(block.find('\n'), block.size());
        const std::size_t blank = block.find(' ');
        const std::string_view status = blank < line_end ? block.substr(blank + 1, 3) : std::string_view();
        if (!status.starts_with('2') || status == "204" || status == "206")
            return desk_.pass_over(Reason::not_success);
        const HeaderBlock headers = read_headers(block, std::min(line_end + 1, block.size()));
        std::string type = media_type(headers.field("content-type"));
        if (type.empty()) type = media_type(record.payload_type);
        if (is_other_medium(type)) return desk_.pass_over(Reason::other_medium);
        at.claim(ClaimKind::modified, iso_date_time(headers.field("last-modified")), "http last-modified",
                 0.3);
        at.claim(ClaimKind::language, media_type(headers.field("content-language")), "http content-language",
                 0.6);
        at.decoded += at.decoded.empty() ? "http" : "+http";
        std::string_view body = block.substr(headers.body);
        std::optional<std::string> joined;
        if (headers.field("transfer-encoding").find("chunked") != std::string_view::npos)
            joined = join_chunks(body);
        if (joined) {
            at.decoded += "+chunked";
            body = *joined;
        }
        std::optional<std::string> plain;
        const std::string_view coding = headers.field("content-encoding");
        if (!coding.empty()) {
            std::string applied;
            plain = undo_content_coding(body, coding, desk_.limits().file_bytes, applied);
            if (!plain) {
                return desk_.leave_out(at, Reason::damaged,
                                       "cannot be decoded as '" + text::printable(coding.substr(0, 40)) + "'",
                                       "fetch it again", record.offset);
            }
            if (!applied.empty()) at.decoded += "+" + applied;
            body = *plain;
        }
        payload(std::move(at), type, parameter(headers.field("content-type"), "charset"), body,
                record.offset);
    }

    void payload(Address at, const std::string& type, std::string charset, std::string_view body,
                 std::uint64_t offset) {
        at.charset = std::move(charset);
        if (body.empty())
            return desk_.leave_out(at, Reason::empty, "is empty", "nothing: the server sent no text", offset);
        if (is_other_medium(type)) return desk_.pass_over(Reason::other_medium);
        if (is_page(type))
            return desk_.hand_over(std::move(at), Kind::warc_record, MediaType::html, std::string(body));
        const Shape shape = sniff(body.substr(0, kSniffBytes), {});
        if (is_single(shape)) {
            const bool html = shape == Shape::html;
            if (!html && first_byte_of_no_text(body.substr(0, kSniffBytes), true))
                return desk_.pass_over(Reason::other_medium);
            return desk_.hand_over(std::move(at), Kind::warc_record,
                                   html ? MediaType::html : MediaType::plain_text, std::string(body));
        }
        if (holds_no_report(shape)) return desk_.pass_over(Reason::other_medium);
        open_bytes(desk_, std::move(at), body);
    }

    Desk& desk_;
    const Address& address_;
    Source& source_;
    std::uint64_t found_ = 0;
};

}  // namespace

void open_warc(Desk& desk, const Address& address, Source& source) {
    WarcReader(desk, address, source).read_all();
}

}  // namespace sitrep::ingest
