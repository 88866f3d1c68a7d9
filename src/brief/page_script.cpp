// The script that the page carries, and the policy that lets it and nothing else run.
#include <algorithm>
#include <cstdint>

#include "brief/page.hpp"
#include "text/hash.hpp"

namespace sitrep::brief {
namespace {

constexpr std::string_view kScript =
#include "brief/embedded/page_script.inc"
    ;

std::uint32_t hex_value(char c) { return static_cast<std::uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10); }

/// Hex digits as base 64 (RFC 4648) of the bytes they stand for.
std::string base64_of(std::string_view hex) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 6) {
        const std::size_t bytes = std::min<std::size_t>(3, (hex.size() - at) / 2);
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const std::uint32_t byte =
                i < bytes ? hex_value(hex[at + 2 * i]) * 16 + hex_value(hex[at + 2 * i + 1]) : 0U;
            group = group << 8U | byte;
        }
        for (std::size_t i = 0; i < 4; ++i) out += i <= bytes ? kDigits[group >> (18U - 6U * i) & 63U] : '=';
    }
    return out;
}

}  // namespace

std::string_view page_script() { return kScript; }

std::string script_policy() { return "'sha256-" + base64_of(text::sha256_hex(kScript)) + "'"; }

}  // namespace sitrep::brief
