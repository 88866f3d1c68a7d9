/// @file file.hpp
/// @brief One file as it lies: opened, watched for change while it is read, and passed on by what it is.
#pragma once
#include <string>

#include "ingest/desk.hpp"

namespace sitrep::ingest {

/// Reads the file at `path` (`-`: standard input, kept in an unnamed temporary file if it is a container).
/// `claims` come from an index that names it.
void read_file(const std::string& path, bool named, Desk& desk, std::vector<Claim> claims = {});

}  // namespace sitrep::ingest
