/// @file open.hpp
/// @brief One item opened by what its bytes are: a report goes to the desk, a container to its reader, whose
/// items come back here.
#pragma once
#include <optional>
#include <string>

#include "ingest/desk.hpp"
#include "ingest/sniff.hpp"
#include "ingest/source.hpp"

namespace sitrep::ingest {

/// Opens what `source` holds, up to its end or until the desk closes. Never fails: faults go to the desk.
void open_item(Desk& desk, Address address, Source& source);
void open_bytes(Desk& desk, Address address, std::string_view bytes);

/// True if an item of this shape is one report and no container.
[[nodiscard]] bool is_single(Shape shape);
/// All bytes of a single report; none if there are too many or the source has a fault (the desk knows then).
[[nodiscard]] std::optional<std::string> read_single(Desk& desk, const Address& address, Shape shape,
                                                     Source& source);
/// Hands over bytes of a shape for which is_single() holds.
void hand_over_single(Desk& desk, Address address, Shape shape, std::string bytes);

}  // namespace sitrep::ingest
