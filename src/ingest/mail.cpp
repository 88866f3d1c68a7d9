#include "ingest/mail.hpp"

#include <algorithm>
#include <optional>

#include "ingest/dates.hpp"
#include "ingest/open.hpp"
#include "ingest/warc.hpp"
#include "text/utf8.hpp"

namespace sitrep::ingest {
namespace {

constexpr std::size_t kParts = 1000;       // of one message
constexpr std::uint32_t kPartDepth = 12;   // multiparts in multiparts
constexpr std::size_t kWordsEnough = 200;  // bytes of plain text that make it the one to read

struct Part {
    std::string number;  // "1.2"; empty: the whole message
    std::string type, charset, coding, file_name, location;
    std::string_view body;  // as it lies
    bool attached = false;
    bool alternative = false;  // one of several ways to show the same
    std::size_t group = 0;     // which set of alternatives
};

std::string lower(std::string_view text) {
    std::string out(text::trimmed(text));
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
}

/// Splits a message into its leaf parts.
class Splitter {
  public:
    void split(std::string_view message, const HeaderBlock& headers, const std::string& number,
               std::uint32_t depth, std::size_t group, bool alternative) {
        std::string type = media_type(headers.field("content-type"));
        if (type.empty()) type = "text/plain";
        const std::string_view body = message.substr(std::min(headers.body, message.size()));
        if (type.starts_with("multipart/") && depth < kPartDepth) {
            const std::string boundary = parameter(headers.field("content-type"), "boundary");
            if (!boundary.empty() &&
                multipart(body, boundary, number, depth, type == "multipart/alternative", group, alternative))
                return;
            type = "text/plain";
        }
        if (parts.size() >= kParts) {
            ++dropped;
            return;
        }
        Part part;
        part.number = number.empty() ? "1" : number;
        part.type = type;
        part.charset = parameter(headers.field("content-type"), "charset");
        part.coding = lower(headers.field("content-transfer-encoding"));
        part.file_name = header_words(parameter(headers.field("content-disposition"), "filename"));
        if (part.file_name.empty())
            part.file_name = header_words(parameter(headers.field("content-type"), "name"));
        part.attached = lower(headers.field("content-disposition")).starts_with("attachment");
        part.location = text::trimmed(headers.field("content-location"));
        part.body = body;
        part.alternative = alternative;
        part.group = group;
        parts.push_back(std::move(part));
    }

    std::vector<Part> parts;
    std::size_t dropped = 0;

  private:
    bool multipart(std::string_view body, const std::string& boundary, const std::string& number,
                   std::uint32_t depth, bool alternatives, std::size_t group, bool inside_alternative) {
        const std::string mark = "--" + boundary;
        std::size_t index = 0;
        std::size_t begin = std::string_view::npos;
        if (alternatives) group = ++groups_;
        for (std::size_t at = 0; (at = body.find(mark, at)) != std::string_view::npos; at += mark.size()) {
            if (at > 0 && body[at - 1] != '\n') continue;
            if (begin != std::string_view::npos)
                one(body.substr(begin, end_before(body, at) - begin), number, ++index, depth, group,
                    alternatives || inside_alternative);
            if (body.substr(at + mark.size(), 2) == "--") {
                begin = std::string_view::npos;
                break;
            }
            const std::size_t line = body.find('\n', at);
            if (line == std::string_view::npos) break;
            begin = line + 1;
        }
        if (begin != std::string_view::npos && begin < body.size())
            one(body.substr(begin), number, ++index, depth, group, alternatives || inside_alternative);
        return index > 0;
    }
    static std::size_t end_before(std::string_view body, std::size_t mark) {
        std::size_t end = mark;
        if (end > 0 && body[end - 1] == '\n') --end;
        if (end > 0 && body[end - 1] == '\r') --end;
        return end;
    }
    void one(std::string_view bytes, const std::string& number, std::size_t index, std::uint32_t depth,
             std::size_t group, bool alternative) {
        const std::string inner =
            number.empty() ? std::to_string(index) : number + "." + std::to_string(index);
        split(bytes, read_headers(bytes, 0), inner, depth + 1, group, alternative);
    }
    std::size_t groups_ = 0;
};

/// The bytes of a part and what undid its transfer encoding.
std::string decoded(const Part& part, std::string& how) {
    if (part.coding == "quoted-printable") {
        how = "quoted-printable";
        return from_quoted_printable(part.body);
    }
    if (part.coding == "base64") {
        how = "base64";
        return from_base64(part.body);
    }
    return std::string(part.body);
}

/// Of "Daily News <news@example.org>" the name; empty if there is only an address.
std::string display_name(std::string_view from) {
    std::string words = header_words(from);
    const std::size_t bracket = words.find('<');
    if (bracket == std::string::npos) return {};
    std::string_view name = text::trimmed(std::string_view(words).substr(0, bracket));
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
    return std::string(name);
}

void claim_message(Address& at, const HeaderBlock& headers) {
    at.claim(ClaimKind::title, header_words(headers.field("subject")), "mail subject", 0.7);
    at.claim(ClaimKind::outlet, display_name(headers.field("from")), "mail from", 0.5);
    at.claim(ClaimKind::published, iso_date_time(headers.field("date")), "mail date", 0.8);
    at.claim(ClaimKind::language, headers.field("content-language"), "mail content-language", 0.7);
    at.claim(ClaimKind::url, headers.field("archived-at"), "mail archived-at", 0.5);
}

bool has_words(const Part& part) {
    std::string how;
    const std::string bytes = decoded(part, how);
    return static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), [](char c) {
               return static_cast<unsigned char>(c) > ' ';
           })) >= kWordsEnough;
}

/// Which text parts of sets of alternatives are read.
std::vector<bool> chosen(const std::vector<Part>& parts) {
    std::vector<bool> keep(parts.size(), true);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!parts[i].alternative || parts[i].attached) continue;
        const auto same = [&](const Part& other) {
            return other.alternative && other.group == parts[i].group && !other.attached;
        };
        const bool html_there = std::any_of(parts.begin(), parts.end(),
                                            [&](const Part& p) { return same(p) && p.type == "text/html"; });
        const auto plain = std::find_if(parts.begin(), parts.end(),
                                        [&](const Part& p) { return same(p) && p.type == "text/plain"; });
        const bool plain_wins = plain != parts.end() && (!html_there || has_words(*plain));
        if (parts[i].type == "text/plain") keep[i] = plain_wins;
        if (parts[i].type == "text/html") keep[i] = !plain_wins;
    }
    return keep;
}

/// Where among `parts` the page itself is, if the message is no mail but a page that a browser saved with all
/// it shows in one file (MHTML, RFC 2557).
std::optional<std::size_t> saved_page(const HeaderBlock& headers, const std::vector<Part>& parts) {
    if (media_type(headers.field("content-type")) != "multipart/related") return std::nullopt;
    const std::string_view location = text::trimmed(headers.field("snapshot-content-location"));
    std::optional<std::size_t> first;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].type != "text/html" || parts[i].location.empty()) continue;
        if (!location.empty() && parts[i].location == location) return i;
        if (!first) first = i;
    }
    const bool saved = !location.empty() || headers.field("to").empty();
    return saved ? first : std::nullopt;
}

/// A browser writes the page's title as subject and the moment of saving as date; it is no sender.
void claim_saved_page(Address& at, const HeaderBlock& headers, const Part& page) {
    at.claim(ClaimKind::url, page.location, "mhtml location", 0.9);
    at.claim(ClaimKind::title, header_words(headers.field("subject")), "mhtml subject", 0.5);
    at.claim(ClaimKind::fetched, iso_date_time(headers.field("date")), "mhtml date", 0.9);
}

class MessageReader {
  public:
    MessageReader(Desk& desk, const Address& address, std::uint64_t offset)
        : desk_(desk), address_(address), offset_(offset) {}

    void read(std::string_view message) {
        const HeaderBlock headers = read_headers(
            message, message.starts_with("From ") ? std::min(message.find('\n'), message.size() - 1) + 1 : 0);
        if (headers.fields.empty())
            return desk_.leave_out(address_, Reason::damaged, "is a mail without a header",
                                   "give the whole message", offset_);
        Splitter splitter;
        splitter.split(message, headers, "", 0, 0, false);
        Address claimed = address_;
        const std::optional<std::size_t> page = saved_page(headers, splitter.parts);
        if (page) {
            claim_saved_page(claimed, headers, splitter.parts[*page]);
        } else {
            claim_message(claimed, headers);
        }
        std::vector<bool> keep = chosen(splitter.parts);
        for (std::size_t i = 0; page && i < keep.size(); ++i) keep[i] = i == *page;
        for (std::size_t i = 0; i < splitter.parts.size() && desk_.open(); ++i) {
            if (keep[i])
                part(claimed, splitter.parts[i]);
            else
                desk_.pass_over(Reason::other_record);
        }
        if (splitter.dropped > 0)
            desk_.leave_out(address_, Reason::too_many,
                            "has " + std::to_string(splitter.dropped) + " parts more than the " +
                                std::to_string(kParts) + " that are read",
                            "split it", offset_);
        if (splitter.parts.empty())
            desk_.leave_out(address_, Reason::no_body, "is a mail without a text", "give the whole message",
                            offset_);
    }

  private:
    void part(const Address& claimed, const Part& part) {
        const bool text = part.type == "text/plain" || part.type == "text/html";
        const bool container = part.type == "message/rfc822" || part.type.starts_with("application/") ||
                               part.type.starts_with("text/");
        if (!text && !container) return desk_.pass_over(Reason::other_medium);
        std::string how;
        std::string bytes = decoded(part, how);
        Address at = claimed.inside("part " + part.number, how);
        at.charset = part.charset;
        at.name = part.file_name;
        if (text::trimmed(std::string_view(bytes).substr(0, 4096)).empty() && bytes.size() <= 4096)
            return desk_.pass_over(Reason::other_medium);
        if (text && !part.attached) {
            return desk_.hand_over(std::move(at), Kind::mail,
                                   part.type == "text/html" ? MediaType::html : MediaType::plain_text,
                                   std::move(bytes));
        }
        const Shape shape = sniff(std::string_view(bytes).substr(0, kSniffBytes), at.name);
        if (shape == Shape::binary || shape == Shape::image || shape == Shape::other_text)
            return desk_.pass_over(Reason::other_medium);
        if (is_single(shape) && first_byte_of_no_text(bytes, shape != Shape::html))
            return desk_.pass_over(Reason::other_medium);
        if (part.attached) at.claims.clear();  // an attached file is no part of the mail's own text
        if (part.type == "message/rfc822") return nested(std::move(at), bytes);
        open_bytes(desk_, std::move(at), bytes);
    }
    void nested(Address at, std::string_view bytes) {
        if (++at.nesting > desk_.limits().nesting) {
            return desk_.leave_out(
                at, Reason::too_deep,
                "lies deeper than " + std::to_string(desk_.limits().nesting) + " containers", "unpack it",
                offset_);
        }
        at.claims.clear();
        MessageReader(desk_, at, offset_).read(bytes);
    }

    Desk& desk_;
    const Address& address_;
    std::uint64_t offset_;
};

bool parts_messages(std::string_view line) {
    return line.starts_with("From ") && std::count(line.begin(), line.end(), ':') >= 1 && line.size() < 400;
}

}  // namespace

void open_mail(Desk& desk, const Address& address, Source& source) {
    std::string message;
    source.read(desk.limits().file_bytes, message);
    if (source.fault()) return desk.leave_out(address, *source.fault(), source.offset());
    if (!source.at_end()) {
        return desk.leave_out(address, Reason::too_large,
                              "has more than " + bytes_in_words(desk.limits().file_bytes) + " in one message",
                              "split it", desk.limits().file_bytes);
    }
    MessageReader(desk, address, 0).read(message);
}

void open_mailbox(Desk& desk, const Address& address, Source& source) {
    std::string message;
    std::uint64_t begin = 0;
    std::uint64_t found = 0;
    bool too_large = false;
    bool unstuffed = false;
    const auto finish = [&] {
        if (message.empty() && !too_large) return;
        ++found;
        const Address at = address.inside("message at " + std::to_string(begin), unstuffed ? "mbox" : "");
        if (too_large) {
            desk.leave_out(at, Reason::too_large, "has more than " + bytes_in_words(desk.limits().file_bytes),
                           "split it", begin);
        } else {
            MessageReader(desk, at, begin).read(message);
        }
        message.clear();
        too_large = unstuffed = false;
    };
    bool blank_before = true;
    while (desk.open()) {
        const std::uint64_t place = source.offset();
        bool long_line = false;
        std::string_view line = source.line(static_cast<std::size_t>(desk.limits().file_bytes), long_line);
        if (line.empty()) break;
        if (blank_before && parts_messages(line)) {
            finish();
            if (++desk.budget.entries > desk.limits().entries) {
                desk.leave_out(address, Reason::too_many,
                               "has more than " + std::to_string(desk.limits().entries) + " messages",
                               "split it", place);
                return;
            }
            begin = place;
            blank_before = false;
            continue;
        }
        blank_before = line == "\n" || line == "\r\n";
        const std::size_t marks = line.find_first_not_of('>');
        if (marks > 0 && marks != std::string_view::npos && line.substr(marks).starts_with("From ")) {
            line.remove_prefix(1);
            unstuffed = true;
        }
        too_large = too_large || long_line || message.size() + line.size() > desk.limits().file_bytes;
        if (too_large)
            message.clear();
        else
            message += line;
    }
    finish();
    if (source.fault()) return desk.leave_out(address, *source.fault(), source.offset());
    if (found == 0 && desk.open())
        desk.leave_out(address, Reason::no_reports, "holds no message", "give a mailbox with messages");
}

}  // namespace sitrep::ingest
