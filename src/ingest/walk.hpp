/// @file walk.hpp
/// @brief From paths, folders and patterns to files, in order of path.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/desk.hpp"

namespace sitrep::ingest {

/// Calls `file` for every file that `paths` name or hold; what cannot be walked goes to the desk. Files come
/// in order of their path as bytes, but for indexes (OPML, sitemaps), which come before the other files of
/// their folder. Links are followed; a folder that holds itself is left out, so is one deeper than
/// `Limits::folder_depth`. In folders, hidden names are not looked at, and read-me and licence files are
/// passed over.
void walk(const std::vector<std::string>& paths, Desk& desk,
          const std::function<void(const std::string&, bool named)>& file);

/// True if `name` matches the pattern of `*`, `?`, `[a-z]`, `[!a-z]`. Bytes, no locale. A leading dot needs a
/// literal dot.
[[nodiscard]] bool matches_pattern(std::string_view name, std::string_view pattern);

/// True for the names that projects give to what accompanies data: README, LICENSE, COPYING, NOTICE, with any
/// ending.
[[nodiscard]] bool is_read_me(std::string_view name);

/// "permission denied" and the like, in the same words everywhere.
[[nodiscard]] std::string words_for_errno(int error);
[[nodiscard]] std::string mend_for_errno(int error);

}  // namespace sitrep::ingest
