/// @file language.hpp
/// @brief Guesses the language of an article's words.
#pragma once
#include <string>
#include <string_view>

#include "extract/lexicon.hpp"

namespace sitrep::extract {

/// ISO 639-1 of `text` ("en"), empty if it cannot be told. By script where one language uses it, else by
/// function words, each weighted by how few languages share it; reads at most the first 6,000 bytes. Own
/// words instead of CLD2: no dependency, some 40 languages of news, and the list can be read and mended.
[[nodiscard]] std::string language_of(std::string_view text, const Lexicon& lexicon);

}  // namespace sitrep::extract
