#include "ingest/markup.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <utility>

#include "text/utf8.hpp"

namespace sitrep::ingest {
namespace {

using namespace std::string_view_literals;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_name(char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9'); }

/// The reference at the start of `text` and its length; 0 if there is none.
std::pair<char32_t, std::size_t> reference(std::string_view text) {
    const std::size_t end = text.substr(0, 12).find(';');
    if (end == std::string_view::npos || end < 2) return {0, 0};
    const std::string_view name = text.substr(1, end - 1);
    static constexpr std::array<std::pair<std::string_view, char32_t>, 6> kNamed = {
        {{"amp", U'&'}, {"lt", U'<'}, {"gt", U'>'}, {"quot", U'"'}, {"apos", U'\''}, {"nbsp", U'\u00A0'}}};
    for (const auto& [word, value] : kNamed) {
        if (name == word) return {value, end + 1};
    }
    if (name[0] != '#') return {0, 0};
    const bool hex = name.size() > 1 && lower(name[1]) == 'x';
    const std::string_view digits = name.substr(hex ? 2 : 1);
    std::uint32_t value = 0;
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
    const bool good = error == std::errc() && stop == digits.data() + digits.size() && value >= 0x20 &&
                      value < 0x110000 && (value < 0xD800 || value > 0xDFFF);
    return good ? std::pair{static_cast<char32_t>(value), end + 1} : std::pair<char32_t, std::size_t>{0, 0};
}

}  // namespace

bool looks_like_markup(std::string_view text) {
    static constexpr std::array kTags = {
        "p"sv,  "div"sv,    "br"sv,    "a"sv,          "img"sv,  "span"sv, "em"sv,      "strong"sv,
        "b"sv,  "i"sv,      "ul"sv,    "ol"sv,         "li"sv,   "h1"sv,   "h2"sv,      "h3"sv,
        "h4"sv, "figure"sv, "table"sv, "blockquote"sv, "html"sv, "body"sv, "article"sv, "section"sv};
    for (std::size_t at = text.find_first_of("<&"); at != std::string_view::npos;
         at = text.find_first_of("<&", at + 1)) {
        if (text[at] == '&') {
            if (reference(text.substr(at, 12)).second > 0) return true;
            continue;
        }
        std::size_t end = at + 1;
        if (end < text.size() && text[end] == '/') ++end;
        std::string tag;
        while (end < text.size() && is_name(text[end]) && tag.size() < 12) tag.push_back(lower(text[end++]));
        const bool closed = end < text.size() &&
                            (text[end] == '>' || text[end] == ' ' || text[end] == '/' || text[end] == '\n');
        if (closed && std::find(kTags.begin(), kTags.end(), tag) != kTags.end()) return true;
    }
    return false;
}

std::string plain_title(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '<' && at + 1 < text.size() && (is_name(text[at + 1]) || text[at + 1] == '/')) {
            const std::size_t end = text.find('>', at);
            if (end != std::string_view::npos) {
                at = end + 1;
                continue;
            }
        }
        if (text[at] == '&') {
            const auto [value, size] = reference(text.substr(at));
            if (size > 0) {
                text::append(out, value);
                at += size;
                continue;
            }
        }
        const bool blank = text[at] == '\n' || text[at] == '\r' || text[at] == '\t';
        out.push_back(blank ? ' ' : text[at]);
        ++at;
    }
    return out;
}

std::optional<std::string> to_utf8(std::string_view bytes, std::string_view charset) {
    std::string name(text::trimmed(charset));
    std::transform(name.begin(), name.end(), name.begin(), lower);
    if (name.empty() || name == "utf-8" || name == "utf8" || name == "us-ascii" || name == "ascii")
        name = "utf-8";
    if (name == "iso-8859-1" || name == "latin1")
        name = "windows-1252";  // as the WHATWG Encoding Standard reads it
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, void (*)(UConverter*)> from(ucnv_open(name.c_str(), &status),
                                                                  ucnv_close);
    if (U_FAILURE(status) || bytes.size() > (1U << 29U)) return std::nullopt;
    status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, void (*)(UConverter*)> to(ucnv_open("utf-8", &status), ucnv_close);
    if (U_FAILURE(status)) return std::nullopt;
    std::string out(bytes.size() * 3 + 16, '\0');
    char* target = out.data();
    const char* source = bytes.data();
    ucnv_convertEx(to.get(), from.get(), &target, out.data() + out.size(), &source,
                   bytes.data() + bytes.size(), nullptr, nullptr, nullptr, nullptr, true, true, &status);
    if (U_FAILURE(status)) return std::nullopt;
    out.resize(static_cast<std::size_t>(target - out.data()));
    return out;
}

}  // namespace sitrep::ingest
