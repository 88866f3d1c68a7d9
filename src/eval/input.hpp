/// @file input.hpp
/// @brief Labelled files as they lie: plain, gzip or zstd, folders, tar archives.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/result.hpp"

namespace sitrep::eval {

/// Content of a file, decompressed when its name ends in .gz or .zst (not .tar.zst). Fails on a missing or
/// broken file.
[[nodiscard]] Result<std::string> read_file(const std::string& path);

/// Calls `line` for every line that is not blank, without its line feed; `number` counts from 1.
void for_each_line(std::string_view content,
                   const std::function<void(std::string_view line, std::size_t number)>& line);

/// Files below a folder whose names end in `suffix`, sorted; a file given is returned as it is.
[[nodiscard]] std::vector<std::string> files_below(const std::string& path, std::string_view suffix);

/// Regular files inside a tar archive (.tar, .tar.gz, .tar.zst), in archive order.
[[nodiscard]] Result<void> for_each_entry(
    const std::string& path,
    const std::function<void(const std::string& name, std::string&& content)>& entry);

/// Last part of a path without its endings: "te3-timebank" for "…/te3-timebank.jsonl.gz".
[[nodiscard]] std::string set_name(const std::string& path);

}  // namespace sitrep::eval
