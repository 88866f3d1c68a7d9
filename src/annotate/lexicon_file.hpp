/// @file lexicon_file.hpp
/// @brief Reads a lexicon file: UTF-8, `#` comment lines, one entry a line, cells between TABs.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/result.hpp"

namespace sitrep::annotate {

struct LexiconLine {
    std::string file;
    std::size_t number = 0;  ///< line number, from 1
    std::vector<std::string> cells;

    /// "FILE: line N what".
    [[nodiscard]] tl::unexpected<Error> error(std::string what) const;
};

/// Entries of the file. Fails if it cannot be read, is not UTF-8, or a line has not `columns` cells.
[[nodiscard]] Result<std::vector<LexiconLine>> read_lexicon(const std::filesystem::path& path,
                                                            std::size_t columns);
/// The same from bytes already read.
[[nodiscard]] Result<std::vector<LexiconLine>> parse_lexicon(std::string_view bytes, const std::string& file,
                                                             std::size_t columns);

/// Words between blanks.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

}  // namespace sitrep::annotate
