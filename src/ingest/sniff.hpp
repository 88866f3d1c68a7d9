/// @file sniff.hpp
/// @brief What a run of bytes is, told by its beginning; and whether bytes are text at all.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sitrep::ingest {

/// What can be opened. `other_text`: text in which no report is looked for (a program, a style sheet, a
/// table).
enum class Shape : std::uint8_t {
    empty,
    plain_text,
    markdown,
    html,
    json,
    json_lines,
    xml,
    mail,
    mailbox,
    warc,
    pdf,
    gzip,
    zstd,
    archive,
    image,
    office,          ///< a document of an office program
    closed_archive,  ///< of a kind that is not opened
    binary,
    other_text
};

/// Nothing in it is read: it is refused, or passed over where it was never meant to be a report.
[[nodiscard]] constexpr bool holds_no_report(Shape shape) {
    return shape == Shape::image || shape == Shape::office || shape == Shape::closed_archive ||
           shape == Shape::binary || shape == Shape::other_text;
}

/// Bytes that sniff() wants to see, if there are as many.
inline constexpr std::size_t kSniffBytes = 4096;

/// The shape of an item that begins with `start` and is called `name` (a file or member name; may be empty).
/// The bytes decide; the name settles what they leave open (Markdown or plain text, JSON lines or one JSON
/// value).
[[nodiscard]] Shape sniff(std::string_view start, std::string_view name);

/// The name without the ending of a compressor: "a.jsonl.gz" gives "a.jsonl".
[[nodiscard]] std::string_view without_compression(std::string_view name);

/// Offset of the byte that shows that `bytes` are no text: a NUL or, where they are many, a control
/// character. UTF-16 and UTF-32 with a byte order mark are text; so is any 8-bit charset. `strict`: a single
/// NUL is enough.
[[nodiscard]] std::optional<std::uint64_t> first_byte_of_no_text(std::string_view bytes, bool strict);

/// "utf-16le" and the like if the bytes begin with a byte order mark of a wide charset or show its pattern of
/// NULs; else empty.
[[nodiscard]] std::string_view wide_charset(std::string_view bytes);

}  // namespace sitrep::ingest
