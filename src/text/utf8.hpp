/// @file utf8.hpp
/// @brief UTF-8 as it must be (RFC 3629): validation, decoding, classes of code points that news text needs.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sitrep::text {

/// Offset of the first byte that is not valid UTF-8 (overlong forms and surrogates included); none if all is
/// well.
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);

/// One decoded code point and its length in bytes; at the end of text length is 0. Input must be valid UTF-8.
struct CodePoint {
    char32_t value = 0;
    std::uint32_t size = 0;
};
/// The same for a byte of 0x80 and above: the rare case, kept out of the loops that read ASCII.
[[nodiscard]] CodePoint decode_beyond_ascii(std::string_view text, std::size_t at);
[[nodiscard]] inline CodePoint decode(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {};
    const auto byte = static_cast<unsigned char>(text[at]);
    return byte < 0x80 ? CodePoint{byte, 1} : decode_beyond_ascii(text, at);
}
[[nodiscard]] CodePoint decode_before_beyond_ascii(std::string_view text, std::size_t at);
/// The code point that ends just before `at`.
[[nodiscard]] inline CodePoint decode_before(std::string_view text, std::size_t at) {
    if (at == 0 || at > text.size()) return {};
    const auto byte = static_cast<unsigned char>(text[at - 1]);
    return byte < 0x80 ? CodePoint{byte, 1} : decode_before_beyond_ascii(text, at);
}
void append(std::string& out, char32_t value);

[[nodiscard]] bool is_space_beyond_ascii(char32_t c);
[[nodiscard]] bool is_letter_beyond_ascii(char32_t c);
[[nodiscard]] bool is_upper_beyond_ascii(char32_t c);
[[nodiscard]] char32_t to_lower_beyond_ascii(char32_t c);

/// ASCII blanks, NBSP, thin spaces, line separators, zero-width space, BOM.
[[nodiscard]] inline bool is_space(char32_t c) {
    return c < 0x80 ? c == U' ' || (c >= 0x09 && c <= 0x0D) : is_space_beyond_ascii(c);
}
/// Letters of any script, combining marks included.
[[nodiscard]] inline bool is_letter(char32_t c) {
    return c < 0x80 ? (c | 0x20U) >= U'a' && (c | 0x20U) <= U'z' : is_letter_beyond_ascii(c);
}
[[nodiscard]] inline bool is_upper(char32_t c) {
    return c < 0x80 ? c >= U'A' && c <= U'Z' : is_upper_beyond_ascii(c);
}
/// ASCII digits only.
[[nodiscard]] inline bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
[[nodiscard]] inline char32_t to_lower(char32_t c) {
    return c < 0x80 ? (c >= U'A' && c <= U'Z' ? c + 32 : c) : to_lower_beyond_ascii(c);
}

/// Text without leading and trailing white space (as of is_space). Bytes that are no UTF-8 do no harm.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// Lower case, accents and marks removed, typographic quotes and dashes made plain: for look-ups only.
[[nodiscard]] std::string folded(std::string_view text);
/// For a terminal or a one-line message: control characters (C0, C1, bidi overrides) replaced, invalid bytes
/// too.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace sitrep::text
