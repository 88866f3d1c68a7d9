#include "extract/charset.hpp"

#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "text/utf8.hpp"

namespace sitrep::extract {
namespace {

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct CloseDetector {
    void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

std::string lower(std::string_view name) {
    std::string out(name);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

/// What the web means by a label (WHATWG Encoding): Latin-1 and ASCII labels are windows-1252.
std::string web_name(std::string_view label) {
    const std::string name = lower(text::trimmed(label));
    if (name == "iso-8859-1" || name == "latin1" || name == "latin-1" || name == "us-ascii" ||
        name == "ascii" || name == "iso8859-1" || name == "cp1252") {
        return "windows-1252";
    }
    if (name == "iso-8859-9") return "windows-1254";
    if (name == "gb2312" || name == "gbk") return "gb18030";
    if (name == "utf8") return "utf-8";
    return name;
}

/// Decodes all bytes through ICU; pieces keep where every character came from. None if ICU knows no such
/// charset.
std::optional<CleanText> decode_with(std::string_view bytes, const std::string& charset, std::size_t skip) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(charset.c_str(), &error));
    if (U_FAILURE(error)) return std::nullopt;
    CleanTextBuilder builder;
    std::array<UChar, 4096> units;
    std::array<std::int32_t, 4096> offsets;
    const char* source = bytes.data() + skip;
    const char* const end = bytes.data() + bytes.size();
    char32_t high = 0;
    std::uint32_t high_begin = 0;
    bool more = true;
    struct Character {
        std::uint32_t begin;
        char32_t value;
    };
    std::vector<Character> characters;
    while (more) {
        UChar* target = units.data();
        const auto base = static_cast<std::uint32_t>(source - bytes.data());
        error = U_ZERO_ERROR;
        ucnv_toUnicode(converter.get(), &target, units.data() + units.size(), &source, end, offsets.data(), 1,
                       &error);
        more = error == U_BUFFER_OVERFLOW_ERROR;
        if (U_FAILURE(error) && !more) return std::nullopt;
        for (std::ptrdiff_t i = 0; i < target - units.data(); ++i) {
            const char32_t unit = units[static_cast<std::size_t>(i)];
            const std::int32_t offset = offsets[static_cast<std::size_t>(i)];
            const std::uint32_t at = offset < 0 ? base : base + static_cast<std::uint32_t>(offset);
            if (unit >= 0xD800 && unit < 0xDC00) {
                high = unit;
                high_begin = at;
            } else if (unit >= 0xDC00 && unit < 0xE000 && high != 0) {
                characters.push_back({high_begin, 0x10000 + ((high - 0xD800) << 10U) + (unit - 0xDC00)});
                high = 0;
            } else {
                characters.push_back({at, unit >= 0xD800 && unit < 0xE000 ? U'\xFFFD' : unit});
            }
        }
    }
    const auto size = static_cast<std::uint32_t>(bytes.size());
    std::uint32_t reached = static_cast<std::uint32_t>(skip);
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const std::uint32_t begin = std::clamp(characters[i].begin, reached, size);
        const std::uint32_t next =
            i + 1 < characters.size() ? std::clamp(characters[i + 1].begin, begin, size) : size;
        const char32_t c = characters[i].value;
        if (c < 0x80 && next == begin + 1 && bytes[begin] == static_cast<char>(c)) {
            builder.copy(begin, bytes.substr(begin, 1));
        } else {
            std::string utf8;
            text::append(utf8, c);
            builder.replace({begin, next}, utf8);
        }
        reached = next;
    }
    return std::move(builder).build();
}

/// UTF-8 in which a few bytes are broken: each of them read as windows-1252. None if too many are.
std::optional<CleanText> mend_utf8(std::string_view bytes) {
    static constexpr std::array<char32_t, 32> kC1 = {
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    CleanTextBuilder builder;
    std::size_t broken = 0, whole = 0;
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto wrong = text::first_invalid_utf8(bytes.substr(at));
        const std::size_t good = wrong.value_or(bytes.size() - at);
        builder.copy(static_cast<std::uint32_t>(at), bytes.substr(at, good));
        whole += static_cast<std::size_t>(
            std::count_if(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                          bytes.begin() + static_cast<std::ptrdiff_t>(at + good),
                          [](char c) { return static_cast<unsigned char>(c) >= 0xC0; }));
        at += good;
        if (!wrong) break;
        const auto byte = static_cast<unsigned char>(bytes[at]);
        std::string utf8;
        text::append(utf8, byte >= 0x80 && byte < 0xA0 ? kC1[byte - 0x80] : static_cast<char32_t>(byte));
        builder.replace({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)}, utf8);
        ++broken;
        ++at;
        if (broken > 64 && broken > whole) return std::nullopt;
    }
    // Chance makes sequences of legacy letters too, but fewer than are broken.
    if (broken > whole) return std::nullopt;
    return std::move(builder).build();
}

std::string guess(std::string_view bytes) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&error));
    if (U_FAILURE(error)) return {};
    const auto size = static_cast<std::int32_t>(std::min<std::size_t>(bytes.size(), 65536));
    ucsdet_setText(detector.get(), bytes.data(), size, &error);
    const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
    if (U_FAILURE(error) || match == nullptr) return {};
    const std::int32_t confidence = ucsdet_getConfidence(match, &error);
    const char* name = ucsdet_getName(match, &error);
    return U_FAILURE(error) || confidence < 10 || name == nullptr ? std::string() : web_name(name);
}

}  // namespace

DecodedText decode_text(const Document& document, std::string_view declared) {
    const std::string_view bytes = *document.bytes;
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        const std::string charset = bytes.front() == '\xFF' ? "utf-16le" : "utf-16be";
        if (auto text = decode_with(bytes, charset, 2))
            return {std::move(*text), charset, false, "decoded from " + charset};
    }
    if (simdjson::validate_utf8(bytes.data(), bytes.size()))
        return {CleanText::identity(document.bytes), "utf-8", true, {}};
    for (const std::string_view label : {std::string_view(document.charset), declared}) {
        const std::string charset = web_name(label);
        if (charset.empty() || charset == "utf-8" || charset.starts_with("utf-16")) continue;
        if (auto text = decode_with(bytes, charset, 0))
            return {std::move(*text), charset, false, "decoded from " + charset};
    }
    if (auto text = mend_utf8(bytes))
        return {std::move(*text), "utf-8", false, "UTF-8 with broken bytes, read as windows-1252"};
    const std::string charset = guess(bytes);
    if (!charset.empty() && charset != "utf-8") {
        if (auto text = decode_with(bytes, charset, 0))
            return {std::move(*text), charset, false, "decoded from " + charset + " (guessed)"};
    }
    if (auto text = decode_with(bytes, "windows-1252", 0))
        return {std::move(*text), "windows-1252", false, "decoded from windows-1252 (assumed)"};
    return {CleanText(), "unknown", false, "its encoding cannot be told"};
}

}  // namespace sitrep::extract
