// Transfer encodings and encoded words of mail.
#include <algorithm>
#include <array>
#include <optional>

#include "ingest/mail.hpp"
#include "ingest/markup.hpp"
#include "text/utf8.hpp"

namespace sitrep::ingest {
namespace {

int hex_digit(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

constexpr std::array<signed char, 256> make_base64() {
    std::array<signed char, 256> table{};
    for (auto& value : table) value = -1;
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < kAlphabet.size(); ++i)
        table[static_cast<unsigned char>(kAlphabet[i])] = static_cast<signed char>(i);
    return table;
}
constexpr auto kBase64 = make_base64();

/// "charset?B?text" of one encoded word; none if it is malformed.
std::optional<std::string> encoded_word(std::string_view word) {
    const std::size_t first = word.find('?');
    if (first == std::string_view::npos || first + 3 > word.size() || word[first + 2] != '?')
        return std::nullopt;
    const std::string_view charset = word.substr(0, std::min(first, word.find('*')));
    const char how = word[first + 1];
    std::string bytes;
    if (how == 'B' || how == 'b') {
        bytes = from_base64(word.substr(first + 3));
    } else if (how == 'Q' || how == 'q') {
        std::string body(word.substr(first + 3));
        std::replace(body.begin(), body.end(), '_', ' ');
        bytes = from_quoted_printable(body);
    } else {
        return std::nullopt;
    }
    return to_utf8(bytes, charset);
}

}  // namespace

std::string from_quoted_printable(std::string_view body) {
    std::string out;
    out.reserve(body.size());
    for (std::size_t at = 0; at < body.size(); ++at) {
        if (body[at] != '=') {
            out.push_back(body[at]);
            continue;
        }
        std::size_t end = at + 1;  // soft line break: blanks may stand before it
        while (end < body.size() && (body[end] == ' ' || body[end] == '\t')) ++end;
        if (end < body.size() && body[end] == '\r') ++end;
        if (end < body.size() && body[end] == '\n') {
            at = end;
            continue;
        }
        if (end == body.size() && end > at) break;
        const int high = at + 2 < body.size() ? hex_digit(body[at + 1]) : -1;
        const int low = high >= 0 ? hex_digit(body[at + 2]) : -1;
        if (low < 0) {
            out.push_back('=');
            continue;
        }
        out.push_back(static_cast<char>(high * 16 + low));
        at += 2;
    }
    return out;
}

std::string from_base64(std::string_view body) {
    std::string out;
    out.reserve(body.size() / 4 * 3 + 3);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : body) {
        if (c == '=') {
            count = 0;
            continue;
        }
        const signed char value = kBase64[static_cast<unsigned char>(c)];
        if (value < 0) continue;
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        if (++count == 1) continue;
        const unsigned shift = count == 2 ? 4U : count == 3 ? 2U : 0U;
        out.push_back(static_cast<char>((bits >> shift) & 0xFFU));
        if (count == 4) count = 0;
    }
    return out;
}

std::string header_words(std::string_view value) {
    std::string out;
    bool after_word = false;
    while (!value.empty()) {
        const std::size_t begin = value.find("=?");
        const std::size_t first = begin == std::string_view::npos ? begin : value.find('?', begin + 2);
        const std::size_t second = first == std::string_view::npos ? first : value.find('?', first + 1);
        const std::size_t end = second == std::string_view::npos ? second : value.find("?=", second + 1);
        if (end == std::string_view::npos) break;
        const std::string_view before = value.substr(0, begin);
        const auto word = encoded_word(value.substr(begin + 2, end - begin - 2));
        if (!(after_word && text::trimmed(before).empty()))
            out += before;  // blanks between two encoded words fall away
        if (word)
            out += *word;
        else
            out += value.substr(begin, end + 2 - begin);
        after_word = word.has_value();
        value.remove_prefix(end + 2);
    }
    out += value;
    if (text::first_invalid_utf8(out)) return to_utf8(out, "windows-1252").value_or(std::string());
    return std::string(text::trimmed(out));
}

}  // namespace sitrep::ingest
