#include "text/utf8.hpp"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <array>

namespace sitrep::text {
namespace {

constexpr bool continues(unsigned char c) { return (c & 0xC0U) == 0x80U; }

/// Length of the sequence at `at`, 0 if it is not well-formed.
std::size_t sequence_length(std::string_view bytes, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return static_cast<unsigned char>(at + i < bytes.size() ? bytes[at + i] : 0);
    };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return continues(byte(1)) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool overlong = lead == 0xE0 && byte(1) < 0xA0;
        const bool surrogate = lead == 0xED && byte(1) > 0x9F;
        return continues(byte(1)) && continues(byte(2)) && !overlong && !surrogate ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool overlong = lead == 0xF0 && byte(1) < 0x90;
        const bool beyond = lead == 0xF4 && byte(1) > 0x8F;
        return continues(byte(1)) && continues(byte(2)) && continues(byte(3)) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

char32_t plain_mark(char32_t c) {
    switch (c) {
        case U'‘':
        case U'’':
        case U'‚':
        case U'‛':
        case U'′':
        case U'`':
        case U'´':
            return U'\'';
        case U'“':
        case U'”':
        case U'„':
        case U'‟':
        case U'«':
        case U'»':
        case U'″':
            return U'"';
        case U'‐':
        case U'‑':
        case U'‒':
        case U'–':
        case U'—':
        case U'―':
        case U'−':
            return U'-';
        default:
            return c;
    }
}

void fold_beyond_ascii(std::string& out, char32_t c) {
    const char32_t plain = plain_mark(c);
    if (plain != c) {
        append(out, plain);
        return;
    }
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* decomposition = unorm2_getNFKDInstance(&status);
    std::array<UChar, 24> parts{};
    const std::int32_t length = unorm2_getDecomposition(decomposition, static_cast<UChar32>(c), parts.data(),
                                                        static_cast<std::int32_t>(parts.size()), &status);
    if (length < 0 || U_FAILURE(status)) {
        append(out, to_lower(c));
        return;
    }
    for (std::int32_t i = 0; i < length;) {
        UChar32 part = 0;
        U16_NEXT(parts.data(), i, length, part);
        if (u_charType(part) != U_NON_SPACING_MARK) append(out, to_lower(static_cast<char32_t>(part)));
    }
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        if (static_cast<unsigned char>(bytes[at]) < 0x80) {
            ++at;
            continue;
        }
        const std::size_t length = sequence_length(bytes, at);
        if (length == 0) return at;
        at += length;
    }
    return std::nullopt;
}

CodePoint decode_beyond_ascii(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>(at + i < text.size() ? text[at + i] : 0));
    };
    const char32_t lead = byte(0);
    if (lead < 0xE0) return {((lead & 0x1FU) << 6U) | (byte(1) & 0x3FU), 2};
    if (lead < 0xF0) return {((lead & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU), 3};
    return {
        ((lead & 0x07U) << 18U) | ((byte(1) & 0x3FU) << 12U) | ((byte(2) & 0x3FU) << 6U) | (byte(3) & 0x3FU),
        4};
}

CodePoint decode_before_beyond_ascii(std::string_view text, std::size_t at) {
    std::size_t begin = at - 1;
    while (begin > 0 && at - begin < 4 && continues(static_cast<unsigned char>(text[begin]))) --begin;
    return decode(text, begin);
}

void append(std::string& out, char32_t value) {
    if (value < 0x80) {
        out.push_back(static_cast<char>(value));
    } else if (value < 0x800) {
        out.push_back(static_cast<char>(0xC0U | (value >> 6U)));
        out.push_back(static_cast<char>(0x80U | (value & 0x3FU)));
    } else if (value < 0x10000) {
        out.push_back(static_cast<char>(0xE0U | (value >> 12U)));
        out.push_back(static_cast<char>(0x80U | ((value >> 6U) & 0x3FU)));
        out.push_back(static_cast<char>(0x80U | (value & 0x3FU)));
    } else {
        out.push_back(static_cast<char>(0xF0U | (value >> 18U)));
        out.push_back(static_cast<char>(0x80U | ((value >> 12U) & 0x3FU)));
        out.push_back(static_cast<char>(0x80U | ((value >> 6U) & 0x3FU)));
        out.push_back(static_cast<char>(0x80U | (value & 0x3FU)));
    }
}

bool is_space_beyond_ascii(char32_t c) {
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

bool is_letter_beyond_ascii(char32_t c) {
    constexpr std::uint32_t kLetters = U_GC_L_MASK | U_GC_MN_MASK | U_GC_MC_MASK;
    return (U_GET_GC_MASK(static_cast<UChar32>(c)) & kLetters) != 0;
}

bool is_upper_beyond_ascii(char32_t c) { return u_isupper(static_cast<UChar32>(c)); }

char32_t to_lower_beyond_ascii(char32_t c) {
    return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

std::string_view trimmed(std::string_view text) {
    std::size_t begin = 0;
    while (begin < text.size()) {
        const CodePoint c = decode(text, begin);
        if (!is_space(c.value) || c.size > text.size() - begin) break;  // bytes may be no UTF-8 yet
        begin += c.size;
    }
    std::size_t end = text.size();
    while (end > begin) {
        const CodePoint c = decode_before(text, end);
        if (!is_space(c.value) || c.size > end - begin) break;
        end -= c.size;
    }
    return text.substr(begin, end - begin);
}

std::string folded(std::string_view text) {
    std::string out(text.size(), '\0');
    std::size_t at = 0;
    for (; at < text.size() && static_cast<unsigned char>(text[at]) < 0x80; ++at)
        out[at] = static_cast<char>(to_lower(static_cast<unsigned char>(text[at])));
    if (at == text.size()) return out;
    out.resize(at);
    while (at < text.size()) {
        const CodePoint c = decode(text, at);
        at += c.size;
        if (c.value < 0x80) {
            out.push_back(static_cast<char>(to_lower(c.value)));
        } else {
            fold_beyond_ascii(out, c.value);
        }
    }
    return out;
}

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (sequence_length(text, at) == 0) {
            append(out, U'\uFFFD');
            ++at;
            continue;
        }
        const CodePoint c = decode(text, at);
        at += c.size;
        const bool control =
            c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0) || c.value == 0x2028 || c.value == 0x2029;
        const bool bidi =
            (c.value >= 0x202A && c.value <= 0x202E) || (c.value >= 0x2066 && c.value <= 0x2069);
        if (bidi) continue;
        append(out, control ? U' ' : c.value);
    }
    return out;
}

}  // namespace sitrep::text
