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
[[nodiscard]] CodePoint decode(std::string_view text, std::size_t at);
/// The code point that ends just before `at`.
[[nodiscard]] CodePoint decode_before(std::string_view text, std::size_t at);
void append(std::string& out, char32_t value);

[[nodiscard]] bool is_space(
    char32_t c);  ///< ASCII blanks, NBSP, thin spaces, line separators, zero-width space, BOM
[[nodiscard]] bool is_letter(char32_t c);  ///< letters of any script, combining marks included
[[nodiscard]] bool is_upper(char32_t c);
[[nodiscard]] bool is_digit(char32_t c);  ///< ASCII digits only
[[nodiscard]] char32_t to_lower(char32_t c);

/// Text without leading and trailing white space (as of is_space). Bytes that are no UTF-8 do no harm.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// Lower case, accents and marks removed, typographic quotes and dashes made plain: for look-ups only.
[[nodiscard]] std::string folded(std::string_view text);
/// For a terminal or a one-line message: control characters (C0, C1, bidi overrides) replaced, invalid bytes
/// too.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace sitrep::text
