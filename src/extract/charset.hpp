/// @file charset.hpp
/// @brief Bytes of any encoding as clean UTF-8 text with a map back to every byte.
#pragma once
#include <string>
#include <string_view>

#include "sitrep/clean_text.hpp"
#include "sitrep/document.hpp"

namespace sitrep::extract {

struct DecodedText {
    CleanText text;
    std::string charset;    ///< lower case; "utf-8" for the usual case
    bool identity = false;  ///< text and bytes are the same
    std::string notice;     ///< "decoded from windows-1252"; empty for UTF-8 without flaw
};

/// The document's bytes as text. Valid UTF-8 is taken as it is. Else, in this order: a byte-order mark, what
/// the container or `declared` says, UTF-8 with a few broken bytes (each read as windows-1252), ICU's guess,
/// windows-1252.
[[nodiscard]] DecodedText decode_text(const Document& document, std::string_view declared = {});

}  // namespace sitrep::extract
