#include "ingest/open.hpp"

#include <algorithm>

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
        case Shape::other_text:
            return desk.leave_out(address, Reason::unknown_shape,
                                  "is a program, a style sheet or a table, no report",
                                  "rename it to .txt if it is a report");
        default:
            return desk.leave_out(address, Reason::unknown_shape, "is of a kind that cannot be opened",
                                  "unpack it first");
    }
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
    if (shape == Shape::html)
        return desk.hand_over(std::move(address), Kind::html, MediaType::html, std::move(bytes));
    if (shape == Shape::markdown)
        return desk.hand_over(std::move(address), Kind::markdown, MediaType::markdown, std::move(bytes));
    desk.hand_over(std::move(address), Kind::plain_text, MediaType::plain_text, std::move(bytes));
}

void open_item(Desk& desk, Address address, Source& source) {
    if (!desk.open()) return;
    const Shape shape = sniff(source.peek(kSniffBytes), address.name);
    if (source.fault() && source.window().empty())
        return desk.leave_out(address, *source.fault(), source.offset());
    if (!is_single(shape)) return refuse(desk, address, shape);
    if (auto bytes = read_single(desk, address, shape, source))
        hand_over_single(desk, std::move(address), shape, std::move(*bytes));
}

void open_bytes(Desk& desk, Address address, std::string_view bytes) {
    Source source(bytes);
    open_item(desk, std::move(address), source);
}

}  // namespace sitrep::ingest
