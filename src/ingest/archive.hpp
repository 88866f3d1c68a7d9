/// @file archive.hpp
/// @brief zip and tar through libarchive: every regular entry is opened; nothing is ever written to disk.
#pragma once
#include "ingest/desk.hpp"
#include "ingest/source.hpp"

namespace sitrep::ingest {

/// Opens the entries of a zip or tar. Entries whose names leave the archive (`../`, absolute), links and
/// devices are left out; folders and hidden names are passed over. A damaged archive gives the entries before
/// the damage.
void open_archive(Desk& desk, const Address& address, Source& source);

}  // namespace sitrep::ingest
