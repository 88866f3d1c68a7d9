/// @file analysed.hpp
/// @brief Which languages are analysed.
#pragma once
#include <string_view>

namespace sitrep {

/// True for English and for words too few to tell a language by (`language` empty). Reports in any other
/// language (ISO 639-1) are kept, counted and compared for shared passages; no names, quotations or acts are
/// read out of them, and days and figures only where lexicon/time and lexicon/quantity have the language.
[[nodiscard]] inline bool is_analysed(std::string_view language) {
    return language.empty() || language == "en";
}

}  // namespace sitrep
