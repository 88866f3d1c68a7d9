/// @file render_options.hpp
/// @brief What a caller may ask of a rendered brief.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace sitrep::brief {

struct RenderOptions {
    std::string version;  ///< of the program, "0.1.0"
    std::string command;  ///< in normal form: inputs sorted, no thread or output options
    std::uint32_t max_words =
        0;  ///< short form: sentences are left out, never cut, to stay within; 0 no limit
    std::vector<std::string> sections;  ///< names as in BriefSentence::section; empty: all of them
};

}  // namespace sitrep::brief
