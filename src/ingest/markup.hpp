/// @file markup.hpp
/// @brief Small helps for text that containers carry: is it markup, plain text of a title, text in UTF-8.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace sitrep::ingest {

/// True if the text holds a tag that HTML knows as part of running text (p, div, br, a, img …) or a character
/// reference.
[[nodiscard]] bool looks_like_markup(std::string_view text);

/// A title or a name without tags and with the references `&amp; &lt; &gt; &quot; &apos; &nbsp; &#…;`
/// resolved: feeds often escape them twice.
[[nodiscard]] std::string plain_title(std::string_view text);

/// `bytes` of `charset` (any name ICU knows) as UTF-8; bytes that are none become U+FFFD. None if the charset
/// is unknown.
[[nodiscard]] std::optional<std::string> to_utf8(std::string_view bytes, std::string_view charset);

}  // namespace sitrep::ingest
