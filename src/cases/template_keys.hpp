/// @file template_keys.hpp
/// @brief Keys that a case template may have: a misspelt one would be passed over in silence.
#pragma once
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <optional>
#include <string>

namespace sitrep::cases {

/// Where a key stands that no template has, and what to say of it.
struct UnknownKey {
    const toml::node* at;
    std::string what;
};

/// The first such key in the order of the file's tables; none if all are known.
[[nodiscard]] std::optional<UnknownKey> unknown_key(const toml::table& root);

}  // namespace sitrep::cases
