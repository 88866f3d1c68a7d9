/// @file files.hpp
/// @brief Files that a command reads or writes whole.
#pragma once
#include <string>
#include <string_view>

#include "sitrep/result.hpp"

namespace sitrep::cli {

/// Bytes of a file; `-` is standard input. Fails on a missing, unreadable or too large file (4 GiB).
[[nodiscard]] Result<std::string> read_file(const std::string& path);

/// Writes to a temporary file beside `path` and renames it, so a failed run leaves the old file whole.
/// A link stays and what it points to is replaced; devices and pipes are written to as they stand.
[[nodiscard]] Result<void> write_file(const std::string& path, std::string_view content);

/// Puts results on standard output. False when the reader closed it early or the disk is full; a line on
/// stderr says so, except for a closed pipe.
[[nodiscard]] bool print(std::string_view content);

/// One line on stderr, "sitrep: …".
void complain(const Error& error);
void complain(std::string_view what);

}  // namespace sitrep::cli
