/// @file hash.hpp
/// @brief SHA-256 (FIPS 180-4) of bytes, as lower-case hex; and a fast hash for tables that never leave the
/// process.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace sitrep::text {

[[nodiscard]] std::string sha256_hex(std::string_view bytes);
/// XXH3, 64 bits, seeded; the same on every machine.
[[nodiscard]] std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace sitrep::text
