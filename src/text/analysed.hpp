/// @file analysed.hpp
/// @brief Which languages are analysed.
#pragma once
#include <string_view>

namespace sitrep {

/// True for English and for words too few to tell a language by (`language` empty). Reports in any other
/// language (ISO 639-1) are kept, counted and compared for shared passages; nothing is read out of their
/// words but days, where lexicon/time has a reader for the language.
[[nodiscard]] inline bool is_analysed(std::string_view language) {
    return language.empty() || language == "en";
}

}  // namespace sitrep
