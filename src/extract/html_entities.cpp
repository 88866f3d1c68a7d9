#include <algorithm>

#include "extract/html.hpp"
#include "text/utf8.hpp"

namespace sitrep::extract::html {
namespace {

struct Entity {
    std::string_view name;
    std::string_view utf8;
    bool bare;  ///< also without a semicolon
};
constexpr Entity kEntities[] = {
#include "extract/html_entities.inc"
};
constexpr std::size_t kLongest = 32;

/// Numbers 128 to 159 mean windows-1252, as the standard says.
constexpr std::array<char32_t, 32> kC1 = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                          0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                          0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                          0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

Reference made(std::string_view utf8, std::size_t length) {
    Reference reference;
    reference.size = static_cast<std::uint8_t>(std::min(utf8.size(), reference.utf8.size()));
    std::copy_n(utf8.begin(), reference.size, reference.utf8.begin());
    reference.length = static_cast<std::uint32_t>(length);
    return reference;
}

int digit_value(char c, bool hexadecimal) {
    if (c >= '0' && c <= '9') return c - '0';
    if (hexadecimal && c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (hexadecimal && c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

Reference numeric(std::string_view text, std::size_t at) {
    std::size_t next = at + 2;
    const bool hexadecimal = next < text.size() && (text[next] == 'x' || text[next] == 'X');
    if (hexadecimal) ++next;
    const std::size_t first = next;
    char32_t value = 0;
    while (next < text.size() && next - first < 12) {
        const int digit = digit_value(text[next], hexadecimal);
        if (digit < 0) break;
        value = std::min<char32_t>(value * (hexadecimal ? 16 : 10) + static_cast<char32_t>(digit), 0x110000);
        ++next;
    }
    if (next == first) return {};
    if (next < text.size() && text[next] == ';') ++next;
    if (value >= 128 && value < 160) value = kC1[value - 128];
    const bool wrong = value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000);
    std::string utf8;
    text::append(utf8, wrong ? U'\xFFFD' : value);
    return made(utf8, next - at);
}

const Entity* find_entity(std::string_view name) {
    const auto* found =
        std::lower_bound(std::begin(kEntities), std::end(kEntities), name,
                         [](const Entity& entity, std::string_view wanted) { return entity.name < wanted; });
    return found != std::end(kEntities) && found->name == name ? found : nullptr;
}

}  // namespace

Reference reference_at(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size()) return {};
    if (text[at + 1] == '#') return numeric(text, at);
    std::size_t end = at + 1;
    const auto alphanumeric = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    while (end < text.size() && end - at <= kLongest && alphanumeric(text[end])) ++end;
    const std::string_view name = text.substr(at + 1, end - at - 1);
    if (end < text.size() && text[end] == ';') {
        if (const Entity* entity = find_entity(name)) return made(entity->utf8, end + 1 - at);
    }
    for (std::size_t size = std::min<std::size_t>(name.size(), 6); size >= 2; --size) {
        const Entity* entity = find_entity(name.substr(0, size));
        if (entity != nullptr && entity->bare) return made(entity->utf8, size + 1);
    }
    return {};
}

std::string decoded(std::string_view raw) {
    std::string out;
    bool space = false;
    for (std::size_t at = 0; at < raw.size();) {
        const char c = raw[at];
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
            space = !out.empty();
            ++at;
            continue;
        }
        if (space) out.push_back(' ');
        space = false;
        if (c == '&') {
            if (const Reference reference = reference_at(raw, at); reference.size > 0) {
                out.append(reference.words());
                at += reference.length;
                continue;
            }
        }
        out.push_back(c);
        ++at;
    }
    return out;
}

}  // namespace sitrep::extract::html
