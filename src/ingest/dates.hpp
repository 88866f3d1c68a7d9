/// @file dates.hpp
/// @brief Date-times as containers write them, in one notation.
#pragma once
#include <string>
#include <string_view>

namespace sitrep::ingest {

/// ISO 8601 of `text`, which is ISO 8601 already (RFC 3339 and the basic form included), RFC 5322 ("Mon, 23
/// Nov 2015 10:00:00 +0100") or seconds or milliseconds since 1970 (then in UTC). The stated zone is kept,
/// never converted; a zone that is not stated is not added. Anything else comes back unchanged, without outer
/// blanks.
[[nodiscard]] std::string iso_date_time(std::string_view text);

}  // namespace sitrep::ingest
