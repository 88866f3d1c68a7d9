/// @file json_record.hpp
/// @brief One parsed JSON value as a report: a dump's record, a JSON Feed, a ninjs item, or a wrapper around
/// a list of them. Included only by the JSON reader: it pulls in simdjson.
#pragma once
#include <simdjson.h>

#include "ingest/desk.hpp"

namespace sitrep::ingest {

/// Hands over the report or reports in `value`, which begins at `place` in its file.
void open_json_value(Desk& desk, const Address& address, simdjson::dom::element value, std::uint64_t place);

}  // namespace sitrep::ingest
